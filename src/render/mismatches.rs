//! The mismatch list: one finding or conflict a line, with all that is needed to act on it.

use std::io::{self, Write};

use super::{Settings, wire::Mismatch};
use crate::report::Report;

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            for finding in claim.findings.iter().filter(|finding| settings.shows(finding)) {
                serde_json::to_writer(&mut *out, &Mismatch::of_claim(recording, claim, finding))?;
                writeln!(out)?;
            }
        }
        for conflict in recording.conflicts.iter().filter(|conflict| settings.shows(&conflict.finding)) {
            serde_json::to_writer(&mut *out, &Mismatch::of_conflict(recording, conflict))?;
            writeln!(out)?;
        }
    }
    for finding in &report.inputs {
        serde_json::to_writer(&mut *out, &Mismatch::of_file(finding))?;
        writeln!(out)?;
    }
    Ok(())
}
