//! One claim a line, with its recording and file.

use std::io::{self, Write};

use super::{json::write_line, wire::ClaimLine};
use crate::report::Report;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            write_line(&ClaimLine::of(recording, claim), out)?;
        }
    }
    Ok(())
}
