//! What the tables look like, and what they must never do.

use crate::{
    finding::{Family, Severity},
    render::{Format, Settings, render, rules_table, sample},
    report::{Diagnostic, Favours, Report},
    rules::Rule,
    source::Source,
};
use unicode_width::UnicodeWidthStr;

fn table(report: &Report, settings: &Settings) -> String {
    let mut bytes = Vec::new();
    render(report, Format::Table, settings, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn at(width: usize) -> Settings {
    Settings { width, all_claims: true, ..Settings::default() }
}

/// The report with the words of its claims, messages, names and paths replaced.
fn saying(words: &str) -> Report {
    let mut report = sample::report();
    for recording in &mut report.recordings {
        words.clone_into(&mut recording.name);
        for transcript in &mut recording.transcripts {
            transcript.source = Source::new(words, transcript.source.text());
            transcript.speakers = vec![words.to_owned()];
        }
        for claim in recording.summaries.iter_mut().flat_map(|summary| &mut summary.claims) {
            words.clone_into(&mut claim.place.text);
            for finding in &mut claim.findings {
                words.clone_into(&mut finding.message);
                finding.suggestion = Some(words.to_owned());
            }
            for evidence in &mut claim.evidence {
                words.clone_into(&mut evidence.place.text);
                evidence.place.speaker = Some(words.to_owned());
            }
        }
        for conflict in &mut recording.conflicts {
            words.clone_into(&mut conflict.a.text);
            words.clone_into(&mut conflict.finding.message);
        }
    }
    report
}

#[test]
fn no_line_is_wider_than_asked() {
    let hostile = ["第一次采访很长".repeat(30), "word".repeat(90), "👩\u{200d}🚀 ascent é\u{301} ".repeat(40)];
    for report in hostile.iter().map(|words| saying(words)).chain([sample::report()]) {
        for width in [20, 33, 40, 59, 60, 80, 109, 110, 120, 200] {
            let text = table(&report, &at(width));
            for line in text.lines() {
                assert!(line.width() <= width, "{width} columns: {line}");
            }
        }
    }
}

#[test]
fn table_lines_are_all_of_one_width() {
    for width in [60, 80, 110, 130] {
        for report in [saying(&"第一次 采访很长 ".repeat(9)), sample::report()] {
            let text = table(&report, &at(width));
            for line in text.lines().filter(|line| line.starts_with(['│', '╭', '├', '╰', '╞'])) {
                assert_eq!(line.width(), width, "{line}");
            }
        }
    }
}

#[test]
fn nothing_of_the_input_acts_on_the_terminal() {
    let report = saying("a\u{1b}[2Jb\0c\u{202e}d\u{9b}e\rf\ng");
    for color in [false, true] {
        for width in [40, 80, 120] {
            let text = table(&report, &Settings { color, ..at(width) });
            let text = text.replace("\u{1b}[0m", "").replace("\u{1b}[1m", "").replace("\u{1b}[2m", "");
            let text = text.replace("\u{1b}[1;31m", "").replace("\u{1b}[32m", "").replace("\u{1b}[33m", "");
            let text = text.replace("\u{1b}[36m", "");
            assert!(!text.contains(['\u{1b}', '\0', '\u{202e}', '\u{9b}', '\r']), "{text:?}");
        }
    }
}

#[test]
fn colours_change_no_letter() {
    for width in [40, 80, 120] {
        let plain = table(&sample::report(), &at(width));
        let colored = table(&sample::report(), &Settings { color: true, ..at(width) });
        assert_ne!(plain, colored);
        assert_eq!(plain, anstream::adapter::strip_str(&colored).to_string());
    }
}

#[test]
fn the_gate_shows_only_claims_with_findings() {
    let text = table(&sample::report(), &Settings::default());
    assert!(text.contains("5.3 million"));
    assert!(!text.contains("gate may be widened"));
    assert!(text.contains("no findings"));
}

#[test]
fn the_last_line_says_how_it_ends_and_why() {
    let last = |report: &Report, fail_on| {
        let text = table(report, &Settings { fail_on, ..Settings::default() });
        text.lines().last().unwrap_or_default().to_owned()
    };
    let mut report = sample::report();
    assert_eq!(last(&report, Some(Severity::Error)), "✗ FAIL: 1 error, 2 warnings (--fail-on error)");
    assert_eq!(last(&report, None), "DONE: 1 error, 2 warnings (--fail-on never)");
    report.recordings[0].summaries.remove(0);
    assert_eq!(last(&report, Some(Severity::Error)), "✓ PASS: 1 warning (--fail-on error)");
    assert_eq!(last(&report, Some(Severity::Warning)), "✗ FAIL: 1 warning (--fail-on warning)");
    report.diagnostics.push(Diagnostic {
        severity: Severity::Error,
        path: "empty.md".into(),
        line: None,
        message: "is empty".into(),
    });
    assert_eq!(last(&report, Some(Severity::Error)), "✗ FAIL: 1 warning; not audited: empty.md");
    assert_eq!(last(&Report::default(), Some(Severity::Error)), "✗ FAIL: nothing was audited");
}

#[test]
fn a_conflict_says_whom_the_transcript_bears_out() {
    for (favours, words) in [
        (Favours::A, "the transcript bears out side A"),
        (Favours::B, "the transcript bears out side B"),
        (Favours::Neither, "the transcript speaks against both"),
        (Favours::Unknown, "the transcript cannot decide"),
    ] {
        let mut report = sample::report();
        report.recordings[0].conflicts[0].favours = favours;
        assert!(table(&report, &at(150)).contains(words), "{words}");
    }
}

#[test]
fn a_comparison_shows_the_conflicts_alone() {
    let mut report = sample::report();
    let text = table(&report, &Settings { only_conflicts: true, ..at(80) });
    assert!(text.contains("conflicting-numbers") && !text.contains("wrong-number"), "{text}");
    report.recordings[0].conflicts.clear();
    for claim in report.recordings[0].summaries.iter_mut().flat_map(|summary| &mut summary.claims) {
        claim.findings.clear();
    }
    let text = table(&report, &Settings { only_conflicts: true, ..at(80) });
    assert!(text.ends_with("✓ PASS: no conflicts (--fail-on error)\n"), "{text}");
}

#[test]
fn the_list_of_rules_fits_the_page() {
    let rule = |code, name| Rule {
        code,
        name,
        family: Family::Contradicted,
        severity: Severity::Error,
        summary: "A number that differs from the one that was said, whatever its spelling",
        page: "",
        check: crate::rules::Check::Claim(|_| Vec::new()),
    };
    let rules = [rule("C001", "wrong-number"), rule("C004", "flipped-polarity")];
    let rules: Vec<&Rule> = rules.iter().collect();
    for width in [30, 60, 80, 120] {
        let mut bytes = Vec::new();
        rules_table(&rules, &Settings { width, ..Settings::default() }, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("C001") && text.contains("flipped-polarity"), "{text}");
        assert!(text.lines().all(|line| line.width() <= width), "{width} columns:\n{text}");
    }
}
