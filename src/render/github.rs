//! Annotations: commands that the runner of GitHub Actions reads from the log and shows beside the lines of the files.
//!
//! Syntax and escapes are those of the runner's `ActionCommand` and of the toolkit's `command.ts`.

use std::{
    cmp::Reverse,
    fmt::Write as _,
    io::{self, Write},
};

use super::{
    entry::{Entry, entries, repository_path, said_by, shown},
    harmless::{harmless, is_hostile},
};
use crate::{
    finding::Severity,
    report::{Diagnostic, Report},
};

/// What GitHub shows of each type for a step; it drops the others without a word.
const SHOWN: usize = 10;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut entries: Vec<_> = entries(report).filter(|entry| entry.finding.accepted.is_none()).collect();
    entries.sort_by_key(|entry| Reverse((entry.finding.severity, entry.finding.confidence)));
    let files: Vec<_> = report.diagnostics.iter().map(|note| (note.severity, of_file(note))).collect();
    let faults = entries.iter().map(|entry| (entry.finding.severity, annotation(entry)));
    let all: Vec<_> = files.into_iter().chain(faults).collect();

    let mut left = 0;
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let of_type: Vec<_> = all.iter().filter(|(own, _)| *own == severity).collect();
        left += of_type.len().saturating_sub(SHOWN);
        for (_, line) in of_type.into_iter().take(SHOWN) {
            writeln!(out, "{line}")?;
        }
    }
    let totals = report.totals();
    write!(out, "saidso: claims {}, errors {}", totals.claims, totals.errors)?;
    write!(out, ", warnings {}, notes {}, accepted {}", totals.warnings, totals.notes, totals.accepted)?;
    if left > 0 {
        write!(out, "; {left} left out here, as GitHub shows {SHOWN} of a type: --output markdown=FILE has them")?;
    }
    writeln!(out)
}

fn annotation(entry: &Entry) -> String {
    let Entry { finding, of } = entry;
    let stated = &finding.stated;
    let start = stated.source.location(stated.span.start);
    let end = stated.source.location(stated.span.end);
    let mut line = format!("::{} ", command(finding.severity));
    if let Some(path) = repository_path(stated.source.path()) {
        let _ = write!(line, "file={},line={},endLine={}", property(&named(path)), start.line, end.line);
        // The runner takes columns only within one line; the last one is part of the annotation.
        if start.line == end.line {
            let _ = write!(line, ",col={},endColumn={}", start.column, (end.column - 1).max(start.column));
        }
        line.push(',');
    }
    let _ = write!(line, "title={}::", property(&format!("{} {}", finding.code, finding.name)));
    let mut text = harmless(&finding.message);
    if let Some(found) = entry.said() {
        let _ = write!(text, "\n{}: “{}”", said_by(found), harmless(&found.text));
    }
    if let Some(conflict) = of.conflict() {
        let _ = write!(text, "\nagainst {}:{}", shown(conflict.b.source.path()), conflict.b.line());
        let _ = write!(text, ": “{}”", harmless(&conflict.b.text));
    }
    line + &data(&text)
}

/// What should be known of a file.
fn of_file(note: &Diagnostic) -> String {
    let mut line = format!("::{} ", command(note.severity));
    if let Some(path) = repository_path(&note.path) {
        let _ = write!(line, "file={},", property(&named(path)));
        if let Some(number) = note.line {
            let _ = write!(line, "line={number},");
        }
    }
    line + "title=saidso::" + &data(&format!("{}: {}", shown(&note.path), harmless(&note.message)))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// The text of a command: everything up to the end of the line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A path as it is, blanks and all, for GitHub to find the file; but not one that would do something in the log.
fn named(path: String) -> String {
    if path.contains("##") || path.chars().any(is_hostile) { harmless(&path) } else { path }
}

/// The value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{
        super::sample::{self, finding, place},
        *,
    };
    use crate::source::Source;

    fn lines(report: &Report) -> Vec<String> {
        let mut bytes = Vec::new();
        render(report, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
    }

    #[test]
    fn no_word_of_the_input_ends_a_property_or_starts_a_command() {
        let source = Source::new("a,b: 100%.md", "x\nnine %0A::error::y apples");
        let mut report = sample::report();
        report.inputs = vec![finding("I001", "odd", place(&source, "nine"), "100%\r\n::stop-commands::x")];
        let lines = lines(&report);
        assert!(
            lines.iter().any(|line| line.starts_with(
                "::warning file=a%2Cb%3A 100%25.md,line=2,endLine=2,col=1,endColumn=4,title=I001 odd::100%25 "
            )),
            "{lines:#?}"
        );
        assert_eq!(lines.iter().filter(|line| line.starts_with("::")).count(), 4);
    }

    #[test]
    fn no_more_than_github_shows_and_the_worst_first() {
        let mut report = sample::report();
        let fault = report.recordings[0].summaries[0].claims[2].findings[0].clone();
        report.inputs = vec![fault; 25];
        let lines = lines(&report);
        assert!(lines[0].starts_with("::error "), "{lines:#?}");
        assert_eq!(lines.len(), 1 + 10 + 1);
        let last = "saidso: claims 5, errors 1, warnings 27, notes 0, accepted 0; 17 left out here";
        assert!(lines[11].starts_with(last), "{}", lines[11]);
    }
}
