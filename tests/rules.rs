//! Is every rule's page true?
//!
//! A page shows cases: a `transcript` block, one or more `summary` blocks, a `findings` block. Each case is audited with all rules,
//! so that a rule that speaks on its neighbour's page is caught. `SAIDSO_BLESS=1` writes what the tool says into the pages.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use saidso::{
    accept::{Baseline, Files, Scope, suppress},
    audit::{Policy, Recording, audit},
    finding::Severity,
    load,
    report::Report,
    rules::{
        RULES,
        input::{empty_summary, unreadable_part},
    },
    source::Source,
};

/// A fenced block: its info string and its lines.
struct Block {
    kind: String,
    body: String,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match (line.strip_prefix("```"), open) {
            (Some(kind), false) => {
                blocks.push(Block { kind: kind.to_owned(), body: String::new() });
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let body = &mut blocks.last_mut().expect("an open block").body;
                body.push_str(line);
                body.push('\n');
            }
            (None, false) => {}
        }
    }
    blocks
}

/// What the tool finds in a case, one line a finding, notes included. A case may have a baseline.
fn findings(transcript: &Block, summaries: &[&Block]) -> String {
    let recorded = transcript.kind.split_once(' ').map(|(_, date)| date.trim().parse().expect("a date"));
    let (baselines, summaries): (Vec<&Block>, Vec<&Block>) =
        summaries.iter().copied().partition(|block| block.kind == "baseline");
    let sources = summaries.iter().enumerate();
    let sources = sources.map(|(index, block)| Source::new(format!("summary{}", index + 1), block.body.as_str()));
    let mut inputs = Vec::new();
    let mut read = Vec::new();
    for source in sources {
        inputs.extend(unreadable_part::broken(&source));
        match load::summary(&source).summary.filter(|summary| !summary.claims.is_empty()) {
            Some(summary) => read.push(summary),
            None => inputs.push(empty_summary::finding(&source)),
        }
    }
    let recording = Recording {
        name: "page".into(),
        recorded,
        transcripts: vec![load::transcript(&Source::new("transcript", transcript.body.as_str()))],
        summaries: read,
        speakers: Vec::new(),
        ..Recording::default()
    };
    let policy = Policy::default();
    let mut report = Report { recordings: vec![audit(&recording, &policy)], inputs, ..Report::default() };
    let scope = Scope { policy: &policy, only_conflicts: false, whole: false };
    suppress(&mut report, &scope, None);
    for baseline in baselines {
        let baseline = Baseline::read(&Source::new("baseline", baseline.body.as_str())).expect("a baseline");
        let files = Files { called: &str::to_owned, gone: &|_| false };
        baseline.apply(&mut report, &scope, &files);
    }
    let mut out = String::new();
    for finding in report.open() {
        let (place, line) = (finding.stated.source.path(), finding.stated.line());
        writeln!(out, "{place}:{line} {}[{}] {}: {}", finding.severity, finding.code, finding.name, finding.message)
            .expect("a string");
    }
    out
}

fn page_path(name: &str, family: &str) -> PathBuf {
    PathBuf::from(format!("src/rules/{family}/{}.md", name.replace('-', "_")))
}

#[test]
fn every_page_is_true() {
    let bless = std::env::var_os("SAIDSO_BLESS").is_some();
    let mut wrong = String::new();
    for rule in RULES {
        let path = page_path(rule.name, rule.family.name());
        let mut page = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let blocks = blocks(&page);
        let (mut flagged, mut quiet) = (0, 0);
        let cases: Vec<&[Block]> = blocks.split_inclusive(|block| block.kind == "findings").collect();
        for case in cases {
            let [transcript, summaries @ .., expected] = case else {
                panic!("{}: a case has three blocks", path.display())
            };
            assert!(transcript.kind.starts_with("transcript"), "{}: a case starts with its transcript", path.display());
            assert_eq!(expected.kind, "findings", "{}: a case ends with its findings", path.display());
            let found = findings(transcript, &summaries.iter().collect::<Vec<_>>());
            let own = found.lines().filter(|line| line.contains(rule.code)).count();
            if own > 0 {
                flagged += 1;
            } else {
                quiet += 1;
            }
            if found != expected.body {
                if bless {
                    let summary = &summaries.last().expect("a summary").body;
                    let from = format!("{summary}```\n\n```findings\n{}```", expected.body);
                    let to = format!("{summary}```\n\n```findings\n{found}```");
                    assert!(page.contains(&from), "{}: the blocks of a case follow each other", path.display());
                    page = page.replacen(&from, &to, 1);
                } else {
                    write!(
                        wrong,
                        "\n{}:\n{}--- page says\n{}--- tool says\n{found}",
                        path.display(),
                        summaries.last().expect("a summary").body,
                        expected.body
                    )
                    .expect("a string");
                }
            }
        }
        if bless {
            fs::write(&path, &page).expect("the page");
        }
        assert!(flagged > 0 && quiet > 0, "{}: {flagged} flagged and {quiet} look-alike cases", path.display());
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn pages_have_the_same_headings() {
    let headings = ["## What it finds", "## Why it matters", "## Examples", "## What it misses", "## Related labels"];
    for rule in RULES {
        let found: Vec<&str> = rule.page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(found, headings, "{}", rule.name);
        assert!(rule.page.starts_with(&format!("# `{}` ({})\n", rule.name, rule.code)), "{}: first line", rule.name);
    }
}

#[test]
fn codes_are_unique_and_name_their_family() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    for rule in RULES {
        let letter = match rule.family.name() {
            "unsupported" => 'U',
            "contradicted" => 'C',
            "strength" => 'S',
            "misattributed" => 'A',
            "misquoted" => 'Q',
            "mistimed" => 'T',
            "conflicting" => 'X',
            "input" => 'I',
            other => panic!("family {other}"),
        };
        assert_eq!(rule.code.chars().next(), Some(letter), "{}", rule.name);
        assert!(rule.severity >= Severity::Note);
    }
}
