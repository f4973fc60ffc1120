//! The mismatch list: one finding or conflict a line, with all that is needed to act on it.

use std::io::{self, Write};

use super::{Settings, json::write_line, wire::Mismatch};
use crate::report::Report;

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            for finding in claim.findings.iter().filter(|finding| settings.shows(finding)) {
                write_line(&Mismatch::of_claim(recording, claim, finding), out)?;
            }
        }
        for conflict in recording.conflicts.iter().filter(|conflict| settings.shows(&conflict.finding)) {
            write_line(&Mismatch::of_conflict(recording, conflict), out)?;
        }
    }
    for finding in &report.inputs {
        write_line(&Mismatch::of_file(finding), out)?;
    }
    Ok(())
}
