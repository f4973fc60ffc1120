//! Do the laws hold? They need no labels: they say how an audit must change, or not, when its input changes.

use std::sync::Arc;

use saidso::{
    audit::{Policy, Recording, audit},
    finding::{Finding, Severity},
    judge::Verdict,
    load,
    report::RecordingReport,
    source::Source,
};

const SEED: &str = "seeds/llama4-interview";

fn read(name: &str) -> Arc<Source> {
    let path = format!("{SEED}/{name}");
    Source::from_bytes(path.as_str(), std::fs::read(&path).expect("a seed")).expect("text")
}

fn run(transcript: &Arc<Source>, summaries: &[Arc<Source>], recorded: Option<&str>) -> RecordingReport {
    let recording = Recording {
        name: "law".into(),
        recorded: recorded.map(|date| date.parse().expect("a date")),
        transcripts: vec![load::transcript(transcript)],
        summaries: summaries.iter().filter_map(|source| load::summary(source).summary).collect(),
        speakers: Vec::new(),
        ..Recording::default()
    };
    audit(&recording, &Policy::default())
}

fn seeds() -> [Arc<Source>; 3] {
    ["summary-bullets-a.txt", "summary-bullets-b.txt", "summary-prose.txt"].map(read)
}

fn all_findings(report: &RecordingReport) -> impl Iterator<Item = &Finding> {
    let of_claims = report.summaries.iter().flat_map(|summary| &summary.claims).flat_map(|claim| &claim.findings);
    of_claims.chain(report.conflicts.iter().map(|conflict| &conflict.finding))
}

/// What is said, taken as a summary, is what was said.
#[test]
fn identity_the_talk_is_a_faithful_summary_of_itself() {
    let source = read("transcript.txt");
    let transcript = load::transcript(&source);
    let mut loud = Vec::new();
    let mut sentences = 0;
    for turn in &transcript.turns {
        let text = Source::new("summary", turn.flow.text());
        let report = run(&source, &[text], Some("2025-04-29"));
        sentences += report.summaries.iter().map(|summary| summary.claims.len()).sum::<usize>();
        let of_claims = report.summaries.iter().flat_map(|summary| &summary.claims).flat_map(|claim| &claim.findings);
        loud.extend(
            of_claims
                .filter(|f| f.severity > Severity::Note)
                .map(|f| format!("{} {}: {}", f.name, f.message, f.stated.text)),
        );
    }
    assert!(sentences > 400, "only {sentences} sentences were checked");
    assert!(loud.is_empty(), "{} of {sentences}:\n{}", loud.len(), loud.join("\n"));
}

/// Without the passage that bears it out, a claim is unsupported, never contradicted.
#[test]
fn deletion_makes_unsupported_not_contradicted() {
    let talk = "Ann: Welcome back to the show.\nBen: Thanks for having me.\n\
        Ann: How did the harbour project start?\nBen: The harbour council bought eleven electric ferries from a shipyard in Gdansk.\n\
        Ann: That sounds like a long road.\nBen: It was, and we learned a lot about patience.\n";
    let claim =
        Source::new("summary", "- The harbour council bought eleven electric ferries from a shipyard in Gdansk.\n");
    let with = run(&Source::new("t", talk), &[Arc::clone(&claim)], None);
    let without =
        talk.lines().filter(|line| !line.contains("ferries")).fold(String::new(), |text, line| text + line + "\n");
    let without = run(&Source::new("t", without), &[claim], None);
    assert_eq!(with.summaries[0].claims[0].verdict, Verdict::Supported);
    assert_eq!(without.summaries[0].claims[0].verdict, Verdict::Unsupported);
}

/// Whether a claim is right does not depend on where it stands among the others.
#[test]
fn order_of_bullets_changes_no_finding() {
    let source = read("transcript.txt");
    let bullets: Vec<String> =
        read("summary-bullets-b.txt").text().lines().filter(|l| l.starts_with('•')).map(str::to_owned).collect();
    // Pronouns look back to the bullet before; these bullets stand for themselves.
    let alone: Vec<&String> = bullets.iter().filter(|bullet| !bullet.contains("He ")).collect();
    let told = |lines: Vec<&String>| {
        let text = lines.into_iter().fold(String::new(), |text, line| text + line + "\n");
        let report = run(&source, &[Source::new("summary", text)], Some("2025-04-29"));
        let mut told: Vec<String> = all_findings(&report)
            .filter(|f| f.family.name() != "conflicting")
            .map(|f| format!("{} {}", f.fingerprint, f.message))
            .collect();
        told.sort();
        told
    };
    let forward = told(alone.clone());
    assert!(!forward.is_empty());
    assert_eq!(forward, told(alone.into_iter().rev().collect()));
}

/// The bytes that a finding points at are the words that it speaks of.
#[test]
fn spans_hold_the_words() {
    let report = run(&read("transcript.txt"), &seeds(), Some("2025-04-29"));
    let mut seen = 0;
    for place in all_findings(&report).flat_map(|finding| std::iter::once(&finding.stated).chain(&finding.found)) {
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeeze(place.source.slice(place.span)), squeeze(&place.text));
        seen += 1;
    }
    for evidence in report.summaries.iter().flat_map(|s| &s.claims).flat_map(|c| &c.evidence) {
        assert!(!evidence.place.text.is_empty());
        let first = evidence.place.text.split_whitespace().next().unwrap_or_default();
        assert!(evidence.place.source.slice(evidence.place.span).starts_with(first));
        seen += 1;
    }
    assert!(seen > 100);
}

/// If A conflicts with B, B conflicts with A.
#[test]
fn symmetry_of_conflicts() {
    let source = read("transcript.txt");
    let [a, b, _] = seeds();
    let pairs = |first: &Arc<Source>, second: &Arc<Source>| {
        let report = run(&source, &[Arc::clone(first), Arc::clone(second)], Some("2025-04-29"));
        let mut pairs: Vec<(String, usize, usize)> = report
            .conflicts
            .iter()
            .map(|c| {
                (c.finding.name.to_owned(), c.a.span.start.min(c.b.span.start), c.a.span.start.max(c.b.span.start))
            })
            .collect();
        pairs.sort();
        pairs
    };
    let forward = pairs(&a, &b);
    assert!(!forward.is_empty());
    assert_eq!(forward, pairs(&b, &a));
}

/// The same input gives the same report, to the byte.
#[test]
fn determinism() {
    let report = || format!("{:?}", run(&read("transcript.txt"), &seeds(), Some("2025-04-29")));
    assert_eq!(report(), report());
}

/// Without the recording date the tool does not guess a year.
#[test]
fn a_year_is_never_guessed() {
    let [a, b, _] = seeds();
    let report = run(&read("transcript.txt"), &[a, b], None);
    assert!(all_findings(&report).all(|finding| finding.name != "wrong-date"));
    let conflict = report
        .conflicts
        .iter()
        .find(|conflict| conflict.finding.name == "conflicting-dates")
        .expect("a conflict of years");
    assert!(conflict.finding.message.contains("the transcript cannot decide"), "{}", conflict.finding.message);
}

/// With it, the wrong year is an error that names both, and the conflict is decided.
#[test]
fn the_year_is_decided_by_the_recording_date() {
    let [a, b, _] = seeds();
    let report = run(&read("transcript.txt"), &[a, b], Some("2025-04-29"));
    let wrong: Vec<&Finding> = all_findings(&report).filter(|finding| finding.name == "wrong-date").collect();
    assert_eq!(wrong.len(), 1);
    assert_eq!(wrong[0].severity, Severity::Error);
    assert_eq!(wrong[0].stated.text, "2024");
    assert!(
        wrong[0].message.contains("2024") && wrong[0].message.contains("2025") && wrong[0].message.contains("line 45"),
        "{}",
        wrong[0].message
    );
    let conflict = report
        .conflicts
        .iter()
        .find(|conflict| conflict.finding.name == "conflicting-dates")
        .expect("a conflict of years");
    assert!(conflict.finding.message.contains("bears out 2025"), "{}", conflict.finding.message);
}
