//! One claim a line, with its recording and file.

use std::io::{self, Write};

use super::{json::write_line, wire::ClaimLine};
use crate::report::{RecordingReport, Report};

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.recordings.iter().try_for_each(|recording| self::recording(recording, out))
}

pub(super) fn recording(recording: &RecordingReport, out: &mut dyn Write) -> io::Result<()> {
    let mut claims = recording.summaries.iter().flat_map(|summary| &summary.claims);
    claims.try_for_each(|claim| write_line(&ClaimLine::of(recording, claim), out))
}
