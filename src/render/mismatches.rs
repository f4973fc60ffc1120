//! The mismatch list: one finding or conflict a line, with all that is needed to act on it.

use std::io::{self, Write};

use super::{Settings, json::write_line, wire::Mismatch};
use crate::report::{RecordingReport, Report};

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    report.recordings.iter().try_for_each(|recording| self::recording(recording, settings, out))?;
    report.inputs.iter().try_for_each(|finding| write_line(&Mismatch::of_file(finding), out))
}

pub(super) fn recording(recording: &RecordingReport, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
        for finding in claim.findings.iter().filter(|finding| settings.shows(finding)) {
            write_line(&Mismatch::of_claim(recording, claim, finding), out)?;
        }
    }
    for conflict in recording.conflicts.iter().filter(|conflict| settings.shows(&conflict.finding)) {
        write_line(&Mismatch::of_conflict(recording, conflict), out)?;
    }
    Ok(())
}
