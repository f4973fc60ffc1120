//! One claim a line, with its recording and file.

use std::io::{self, Write};

use super::wire::ClaimLine;
use crate::report::Report;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            serde_json::to_writer(&mut *out, &ClaimLine::of(recording, claim))?;
            writeln!(out)?;
        }
    }
    Ok(())
}
