//! Code quality as GitLab reads it: an array with an object a finding.
//!
//! The fields are those of "Code Quality report format" in GitLab's documentation; `tests/schemas/gitlab-code-quality.json` says the same.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use serde::Serialize;

use super::{
    entry::{Entry, Occurrences, entries, repository_path, shown},
    harmless::harmless,
    json,
};
use crate::{
    finding::{Confidence, Finding, Fingerprint, Severity},
    report::Report,
};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = Occurrences::default();
    let open = entries(report).filter(|entry| entry.finding.accepted.is_none());
    let issues: Vec<Issue> = open.map(|entry| issue(&entry, seen.of(entry.finding))).collect();
    json::write(&issues, out)
}

fn issue(entry: &Entry, occurrence: usize) -> Issue {
    let Entry { finding, of } = entry;
    let stated = &finding.stated;
    // GitLab wants a path; what came by standard input has none, and is shown under its usual name.
    let path = repository_path(stated.source.path()).unwrap_or_else(|| "-".to_owned());
    let mut description = harmless(&finding.message);
    if let Some(said) = entry.said() {
        let _ = write!(description, " ({}:{})", shown(said.source.path()), said.line());
    } else if let Some(conflict) = of.conflict() {
        let _ = write!(description, " (against {}:{})", shown(conflict.b.source.path()), conflict.b.line());
    }
    // GitLab shows only one of several that have the same.
    let fingerprint = Fingerprint::of(&[&path, &finding.fingerprint.to_string(), &occurrence.to_string()]);
    Issue {
        description,
        check_name: finding.name,
        fingerprint: fingerprint.to_string(),
        severity: severity(finding),
        location: Location { path, lines: Lines { begin: stated.line(), end: stated.source.line(stated.span.end) } },
    }
}

/// GitLab has one scale, from `info` over `minor`, `major` and `critical` to `blocker`, for how bad and how sure.
fn severity(finding: &Finding) -> &'static str {
    match (finding.severity, finding.confidence) {
        (Severity::Error, _) => "critical",
        (Severity::Warning, Confidence::High) => "major",
        (Severity::Warning, _) => "minor",
        (Severity::Note, _) => "info",
    }
}
