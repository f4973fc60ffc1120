//! Do the laws of mutation hold? Change one number, date, name, speaker, "not", direction, hedge or quoted word of a claim that the
//! talk bears out, or let two names change places: the rule for that speaks, about those words, and no other rule does.
//!
//! `tests/mutations/claims.tsv` holds the rows for which that is so, `tests/mutations/known_misses.tsv` those for which it is not.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::Arc,
};

use saidso::{
    audit::{Policy, Recording, audit},
    finding::{Finding, Severity},
    load,
    source::Source,
    transcript::Transcript,
};

/// What may be changed, each with a row or more in the tables.
const KINDS: [&str; 10] =
    ["number", "date", "name", "speaker", "not", "direction", "hedge", "scope", "quote", "exchange"];

/// One claim of a table with its change.
struct Row {
    talk: String,
    kind: String,
    rules: BTreeSet<String>,
    within: String,
    truth: String,
    mutant: String,
}

/// The claim with the first or with the second of each pair in `{true|false}`.
fn read_as(claim: &str, second: bool) -> String {
    let mut read = String::new();
    let mut rest = claim;
    while let Some((before, after)) = rest.split_once('{') {
        let (pair, tail) = after.split_once('}').expect("a closing brace");
        let (first, other) = pair.split_once('|').expect("two readings");
        read.push_str(before);
        read.push_str(if second { other } else { first });
        rest = tail;
    }
    read.push_str(rest);
    read
}

fn table(name: &str) -> Vec<Row> {
    let text = fs::read_to_string(format!("tests/mutations/{name}")).expect("a table");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let rows = lines.map(|line| {
        let [talk, kind, rules, within, claim] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let row = Row {
            talk: talk.to_owned(),
            kind: kind.to_owned(),
            rules: rules.split(' ').filter(|rule| *rule != "-").map(str::to_owned).collect(),
            within: within.to_owned(),
            truth: read_as(claim, false),
            mutant: read_as(claim, true),
        };
        assert!(KINDS.contains(&kind), "{line}");
        let quiet = row.rules.is_empty();
        assert!(quiet == (row.truth == row.mutant) && row.mutant.matches(within).count() == 1, "{line}");
        row
    });
    rows.collect()
}

/// What is found in one claim about a talk, notes left out.
fn findings(talk: &Transcript, claim: &str) -> Vec<Finding> {
    let summary = load::summary(&Source::new("summary", format!("{claim}\n"))).summary.expect("a summary");
    let recording = Recording {
        name: "mutation".into(),
        recorded: None,
        transcripts: vec![talk.clone()],
        summaries: vec![summary],
        speakers: Vec::new(),
        ..Recording::default()
    };
    let report = audit(&recording, &Policy::default());
    let claims = report.summaries.into_iter().flat_map(|summary| summary.claims);
    let of_claims = claims.flat_map(|claim| claim.findings);
    let of_pairs = report.conflicts.into_iter().map(|conflict| conflict.finding);
    of_claims.chain(of_pairs).filter(|finding| finding.severity > Severity::Note).collect()
}

/// The findings, one a line, for a person.
fn told(claim: &str, findings: &[Finding]) -> String {
    let lines =
        findings.iter().map(|f| format!("\n    {} {}: {} at `{}`", f.severity, f.name, f.message, f.stated.text));
    format!("\n{claim}{}", lines.collect::<String>())
}

struct Talks {
    podcast: Transcript,
    committee: Transcript,
}

impl Talks {
    fn read() -> Self {
        let read = |name: &str| {
            let path = format!("tests/mutations/{name}.txt");
            let text = fs::read(&path).expect("a talk");
            let source: Arc<Source> = Source::from_bytes(path, text).expect("text");
            load::transcript(&source)
        };
        Self { podcast: read("podcast"), committee: read("committee") }
    }

    fn of(&self, row: &Row) -> &Transcript {
        match row.talk.as_str() {
            "podcast" => &self.podcast,
            "committee" => &self.committee,
            other => panic!("talk {other}"),
        }
    }
}

/// Whether exactly the rules of the row speak, each of them about the words that the row gives.
fn holds(row: &Row, findings: &[Finding]) -> bool {
    let start = row.mutant.find(&row.within).expect("the words");
    let end = start + row.within.len();
    let names: BTreeSet<String> = findings.iter().map(|finding| finding.name.to_owned()).collect();
    names == row.rules && findings.iter().all(|f| start <= f.stated.span.start && f.stated.span.end <= end)
}

#[test]
fn a_claim_that_the_talk_bears_out_draws_nothing() {
    let talks = Talks::read();
    let misses = table("known_misses.tsv");
    let known: BTreeSet<&str> = misses.iter().filter(|row| row.rules.is_empty()).map(|row| &*row.truth).collect();
    let claims = table("claims.tsv");
    let quiet: BTreeMap<&str, &Row> = claims.iter().chain(&misses).map(|row| (&*row.truth, row)).collect();
    let mut loud = String::new();
    for (claim, row) in quiet.into_iter().filter(|(claim, _)| !known.contains(claim)) {
        let found = findings(talks.of(row), claim);
        if !found.is_empty() {
            loud.push_str(&told(claim, &found));
        }
    }
    assert!(loud.is_empty(), "{loud}");
}

#[test]
fn a_claim_with_one_change_draws_the_rule_for_it_and_no_other() {
    let talks = Talks::read();
    let mut wrong = String::new();
    for row in table("claims.tsv") {
        let found = findings(talks.of(&row), &row.mutant);
        if !holds(&row, &found) {
            wrong.push_str(&told(&row.mutant, &found));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_known_miss_that_is_missed_no_longer_moves_to_the_claims() {
    let talks = Talks::read();
    let mut right = String::new();
    for row in table("known_misses.tsv") {
        let found = findings(talks.of(&row), &row.mutant);
        if holds(&row, &found) {
            right.push_str(&told(&row.mutant, &found));
        }
    }
    assert!(right.is_empty(), "these rows hold; move them to claims.tsv: {right}");
}

#[test]
fn every_kind_of_change_is_tried_and_most_rows_hold() {
    let (claims, misses) = (table("claims.tsv"), table("known_misses.tsv"));
    for kind in KINDS {
        assert!(claims.iter().chain(&misses).any(|row| row.kind == kind), "no {kind}");
    }
    assert!(claims.len() >= 58 && claims.len() > misses.len(), "{} hold, {} do not", claims.len(), misses.len());
}
