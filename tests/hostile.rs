//! Is a report harmless, whatever the files say? Every string of a report is replaced by something that would act where reports are
//! shown: on a terminal, in the log of a CI service, in a browser, a comment, a spreadsheet. Every format must stay readable for its
//! reader and hold nothing that acts. New formats are tested as soon as `Format::ALL` has them.
#![cfg(feature = "cli")]

mod readers;

use std::sync::Arc;

use saidso::{
    audit::{Policy, Recording, audit},
    finding::{Acceptance, Accepted, Finding, Place, Severity},
    load,
    render::{Format, Settings, render},
    report::{Diagnostic, Report},
    source::Source,
};

fn hostile() -> Vec<String> {
    let mut strings: Vec<String> = [
        "<script>alert(1)</script>",
        "]]> --> </details> </summary> <!-- x <img src=x onerror=alert(1)>",
        "::error file=x,line=1::boom",
        "one\n::error::boom\r\n  ::stop-commands::x\n##[error]boom ##vso[task.complete]x",
        "%0A::error::boom %25 a,b:c",
        "\u{1b}[31mred\u{1b}[2J\u{1b}]0;title\u{7} \u{9b}31m",
        "\u{202e}drawkcab\u{202c} \u{2066}x\u{2069}\u{200f}\u{61c}\u{feff}",
        "nul\0 bell\u{7} \u{fffe}\u{ffff} \u{e0041}\u{fff9}",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "-2+3 \t=1",
        "@team #1 org/repo#2 GH-3 :smile: !4",
        "``` `x` | a | b |\n|---|---|\n| 1 | 2 |",
        "# heading\n- [ ] task\n> quote\n1. one\n---\n===",
        "[a](javascript:alert(1)) ![b](http://evil.example/x.png) <http://evil.example> www.evil.example",
        "{0} {id} [see](1) \\[x\\] \\",
        "$x$ $$y$$ ~~z~~ **b** __u__ &#64;team &lt;b&gt;",
        "'; \"quoted\", \"and",
        "",
        " ",
    ]
    .map(str::to_owned)
    .into();
    strings.push("x".repeat(10_000));
    strings.push("::error::".repeat(50));
    strings.push("`".repeat(300));
    strings
}

/// A file whose name is the string, too.
fn path(text: &str) -> &str {
    if text.is_empty() { "empty.md" } else { text }
}

fn place(text: &str) -> Place {
    let source = Source::new(path(text), format!("{text}\n{text}"));
    let span = saidso::source::Span::new(0, text.len());
    Place { source, span, text: text.to_owned(), speaker: Some(text.to_owned()), time: None }
}

/// A report of an audit, with each of its strings replaced by this one.
fn report(text: &str) -> Report {
    let talk = format!("Ada: The crane cost three and a half million. {text}\nBen: The gate is closed. {text}\n");
    let summaries = [
        format!("- The crane cost 5.3 million. {text}\n- The harbour of Rotterdam was sold. {text}\n"),
        format!("- The crane cost 3.5 million. {text}\n"),
    ];
    let recording = Recording {
        name: text.to_owned(),
        transcripts: vec![load::transcript(&Source::new(path(text), talk))],
        summaries: summaries
            .iter()
            .filter_map(|summary| load::summary(&Source::new(path(text), summary.as_str())).summary)
            .collect(),
        ..Recording::default()
    };
    let mut outcome = audit(&recording, &Policy::default());
    let accepted = |by| Some(Accepted { by, reason: Some(text.to_owned()), place: Some((path(text).to_owned(), 1)) });
    let spoil = |finding: &mut Finding| {
        text.clone_into(&mut finding.message);
        finding.stated = place(text);
        finding.found = Some(place(text));
        finding.suggestion = Some(text.to_owned());
    };
    let mut inputs = Vec::new();
    for claim in outcome.summaries.iter_mut().flat_map(|summary| &mut summary.claims) {
        claim.section = Some(text.to_owned());
        claim.label = Some(text.to_owned());
        claim.place = Place { source: Arc::clone(&claim.place.source), span: claim.place.span, ..place(text) };
        claim.findings.iter_mut().for_each(spoil);
        claim.evidence.iter_mut().for_each(|evidence| evidence.place = place(text));
        for (index, finding) in claim.findings.clone().into_iter().enumerate() {
            inputs.push(finding.clone());
            let by = if index == 0 { Acceptance::Suppression } else { Acceptance::Baseline };
            claim.findings.push(Finding { accepted: accepted(by), ..finding });
        }
    }
    for conflict in &mut outcome.conflicts {
        spoil(&mut conflict.finding);
        (conflict.a, conflict.b) = (place(text), place(text));
    }
    let note = |severity| Diagnostic { severity, path: path(text).to_owned(), line: Some(1), message: text.to_owned() };
    assert!(!inputs.is_empty(), "the audit found nothing in {text:.60}");
    Report {
        recordings: vec![outcome],
        inputs,
        against_baseline: true,
        diagnostics: vec![note(Severity::Error), note(Severity::Note)],
        ..Report::default()
    }
}

/// What acts on a terminal or reorders what is read. Colours of our own are taken out before.
fn acts(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('m') {
            Some((codes, rest)) if codes.bytes().all(|b| b.is_ascii_digit() || b == b';') => plain += rest,
            _ => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

#[test]
fn nothing_of_the_input_acts_in_any_format() {
    for text in hostile() {
        let report = report(&text);
        for format in Format::ALL {
            for (width, color) in [(80, false), (23, false), (80, true)] {
                let settings = Settings { width, color, all_claims: true, ..Settings::default() };
                let mut bytes = Vec::new();
                render(&report, *format, &settings, &mut bytes).expect("it is written");
                let written = String::from_utf8(bytes).expect("UTF-8");
                let about = format!("{format} of {:?}, {width} columns", text.chars().take(60).collect::<String>());
                // Rows of a table for spreadsheets end with both.
                let shown = without_colours(&written.replace("\r\n", "\n"));
                if let Some(at) = shown.find(acts) {
                    panic!("{about}: {:?}", shown[at..].chars().take(40).collect::<String>());
                }
                assert!(!shown.contains("##[") && !shown.contains("##vso["), "{about}: a command of a CI service");
                if format.name() != "github" {
                    let command = |line: &&str| {
                        let rest = line.trim_start().strip_prefix("::");
                        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()))
                    };
                    assert_eq!(shown.lines().find(command), None, "{about}");
                }
                if ["html", "junit", "markdown"].contains(&format.name()) {
                    assert!(!shown.contains("<script>alert") && !shown.contains("<img"), "{about}: markup");
                }
                if !color {
                    assert_eq!(readers::complaints(*format, &written), [""; 0], "{about}");
                }
            }
        }
    }
}
