//! The mismatch list: one finding or conflict a line, with all that is needed to act on it.

use std::io::{self, Write};

use super::wire::Mismatch;
use crate::report::Report;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            for finding in &claim.findings {
                serde_json::to_writer(&mut *out, &Mismatch::of_claim(recording, claim, finding))?;
                writeln!(out)?;
            }
        }
        for conflict in &recording.conflicts {
            serde_json::to_writer(&mut *out, &Mismatch::of_conflict(recording, conflict))?;
            writeln!(out)?;
        }
    }
    Ok(())
}
