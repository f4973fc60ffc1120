//! A table for spreadsheets, as RFC 4180: a row a finding or conflict; with all claims asked for, a row for each other claim, too.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::{
    Settings,
    entry::{Entry, Of, entries},
    harmless::harmless,
    wire::rounded,
};
use crate::{
    finding::Place,
    report::{ClaimReport, Report},
};

/// A row. The names and their order are a promise: new columns come at the end.
#[derive(Default, Serialize)]
struct Row {
    /// `finding`, `conflict`, `input` or `claim`.
    r#type: &'static str,
    recording: String,
    path: String,
    line: usize,
    column: usize,
    claim_id: String,
    claim: String,
    verdict: &'static str,
    support: Option<f64>,
    rule: &'static str,
    name: &'static str,
    family: &'static str,
    severity: &'static str,
    confidence: &'static str,
    message: String,
    /// The words of the summary at fault.
    stated: String,
    /// The words of the talk that decide it, or of the passage that fits best.
    said: String,
    speaker: String,
    time: String,
    said_path: String,
    said_line: Option<usize>,
    suggestion: String,
    /// The other side of a conflict.
    other_path: String,
    other_line: Option<usize>,
    /// Its claim.
    other: String,
    favours: &'static str,
    /// `baseline` or `suppression`, where a person accepted it.
    accepted: &'static str,
    reason: String,
    fingerprint: String,
}

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = WriterBuilder::new().terminator(Terminator::CRLF).has_headers(false).from_writer(out);
    rows.write_record(COLUMNS)?;
    for entry in entries(report) {
        rows.serialize(Row::of(&entry))?;
    }
    if settings.all_claims {
        for recording in &report.recordings {
            let claims = recording.summaries.iter().flat_map(|summary| &summary.claims);
            for claim in claims.filter(|claim| claim.findings.is_empty()) {
                let said = claim.evidence.first().map(|evidence| &evidence.place);
                rows.serialize(Row { recording: cell(&recording.name), ..Row::of_claim(claim, &claim.place, said) })?;
            }
        }
    }
    rows.flush()
}

/// The header; a test holds it against the fields of a row.
const COLUMNS: [&str; 29] = [
    "type",
    "recording",
    "path",
    "line",
    "column",
    "claim_id",
    "claim",
    "verdict",
    "support",
    "rule",
    "name",
    "family",
    "severity",
    "confidence",
    "message",
    "stated",
    "said",
    "speaker",
    "time",
    "said_path",
    "said_line",
    "suggestion",
    "other_path",
    "other_line",
    "other",
    "favours",
    "accepted",
    "reason",
    "fingerprint",
];

impl Row {
    fn of(entry: &Entry) -> Self {
        let (finding, of, found) = (entry.finding, entry.of, entry.said());
        let mut row = match of {
            Of::Claim(_, claim) => Self { r#type: "finding", ..Self::of_claim(claim, &finding.stated, found) },
            Of::Conflict(_, conflict) => Self {
                r#type: "conflict",
                claim: cell(&conflict.a.text),
                other_path: cell(conflict.b.source.path()),
                other_line: Some(conflict.b.line()),
                other: cell(&conflict.b.text),
                favours: conflict.favours.name(),
                ..Self::at(&finding.stated, found)
            },
            Of::Input => Self { r#type: "input", ..Self::at(&finding.stated, found) },
        };
        row.recording = cell(of.recording().unwrap_or_default());
        row.rule = finding.code;
        row.name = finding.name;
        row.family = finding.family.name();
        row.severity = finding.severity.name();
        row.confidence = finding.confidence.name();
        row.message = cell(&finding.message);
        row.stated = cell(&finding.stated.text);
        row.suggestion = cell(finding.suggestion.as_deref().unwrap_or_default());
        row.fingerprint = finding.fingerprint.to_string();
        if let Some(accepted) = &finding.accepted {
            row.accepted = accepted.by.name();
            row.reason = cell(accepted.reason.as_deref().unwrap_or_default());
        }
        row
    }

    fn of_claim(claim: &ClaimReport, stated: &Place, said: Option<&Place>) -> Self {
        Self {
            r#type: "claim",
            claim_id: claim.id.clone(),
            claim: cell(&claim.place.text),
            verdict: claim.verdict.name(),
            support: Some(rounded(claim.support)),
            ..Self::at(stated, said)
        }
    }

    fn at(stated: &Place, said: Option<&Place>) -> Self {
        let location = stated.source.location(stated.span.start);
        let (path, line, column) = (cell(stated.source.path()), location.line, location.column);
        let Some(said) = said else { return Self { path, line, column, ..Self::default() } };
        Self {
            path,
            line,
            column,
            said: cell(&said.text),
            speaker: cell(said.speaker.as_deref().unwrap_or_default()),
            time: said.time.map(|time| time.to_string()).unwrap_or_default(),
            said_path: cell(said.source.path()),
            said_line: Some(said.line()),
            ..Self::default()
        }
    }
}

/// Text of the input for a cell. A spreadsheet takes what begins with one of these for a formula, which can send a table away or run
/// programs; behind an apostrophe it is text (OWASP, "CSV Injection").
fn cell(text: &str) -> String {
    let text = harmless(text);
    if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn written(report: &Report, all_claims: bool) -> Vec<Vec<String>> {
        let mut bytes = Vec::new();
        render(report, &Settings { all_claims, ..Settings::default() }, &mut bytes).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_header_names_the_fields_of_a_row() {
        let mut rows = WriterBuilder::new().from_writer(Vec::new());
        rows.serialize(Row::default()).unwrap();
        let text = String::from_utf8(rows.into_inner().unwrap()).unwrap();
        assert_eq!(text.lines().next().unwrap(), COLUMNS.join(","));
    }

    #[test]
    fn a_row_a_finding_and_on_demand_a_row_for_every_other_claim() {
        let report = sample::report();
        assert_eq!(written(&report, false).len(), 1 + 3);
        let all = written(&report, true);
        assert_eq!(all.iter().filter(|row| row[0] == "claim").count(), 3);
        assert_eq!(written(&Report::default(), true), [COLUMNS]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (text, shown) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            (" \t+1", "'+1"),
            ("\u{200b}-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(cell(text), shown);
        }
    }
}
