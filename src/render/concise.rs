//! One line a finding, in the shape that editors and `grep` know: `path:line:column: error[C002] wrong-date: message`.

use std::io::{self, Write};

use super::{Settings, acceptance, harmless::harmless};
use crate::{
    finding::{Finding, Severity},
    report::{RecordingReport, Report},
};

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    report.recordings.iter().try_for_each(|recording| self::recording(recording, settings, out))?;
    for finding in &report.inputs {
        writeln!(out, "{}", line(finding, settings.color))?;
    }
    Ok(())
}

pub(super) fn recording(recording: &RecordingReport, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let claims = recording.summaries.iter().flat_map(|summary| &summary.claims);
    for finding in claims.flat_map(|claim| &claim.findings).filter(|finding| settings.shows(finding)) {
        writeln!(out, "{}", line(finding, settings.color))?;
    }
    for conflict in recording.conflicts.iter().filter(|conflict| settings.shows(&conflict.finding)) {
        let (line, other) = (line(&conflict.finding, settings.color), &conflict.b);
        writeln!(out, "{line} (against {}:{})", harmless(other.source.path()), other.line())?;
    }
    Ok(())
}

/// The line of a finding; the table lists findings about files so, too.
pub(super) fn line(finding: &Finding, color: bool) -> String {
    let location = finding.stated.source.location(finding.stated.span.start);
    let (on, off) = match finding.severity {
        _ if !color => ("", ""),
        Severity::Error => ("\x1b[1;31m", "\x1b[0m"),
        Severity::Warning => ("\x1b[1;33m", "\x1b[0m"),
        Severity::Note => ("\x1b[1;36m", "\x1b[0m"),
    };
    let accepted = acceptance(finding).map_or_else(String::new, |words| format!(" ({words})"));
    format!(
        "{}:{}:{}: {on}{}{off}[{}] {}: {}{accepted}",
        harmless(finding.stated.source.path()),
        location.line,
        location.column,
        finding.severity,
        finding.code,
        finding.name,
        harmless(&finding.message),
    )
}
