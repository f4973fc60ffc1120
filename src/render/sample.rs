//! A report made up for tests of the renderers: an interview, two summaries, one claim of each verdict, one conflict.

use std::sync::Arc;

use jiff::civil::date;

use crate::{
    finding::{Confidence, Family, Finding, Fingerprint, Place, Severity},
    judge::{Reason, Verdict},
    report::{ClaimReport, Conflict, Evidence, Favours, RecordingReport, Report, SummaryReport, TranscriptFacts},
    source::{Source, Span},
    summary::ClaimKind,
    transcript::{Skipped, Timecode},
};

pub(super) const TRANSCRIPT: &str = "\
Ada Moss 00:00
Welcome. Today we talk about the harbour and what it costs.

Ben Okri 00:12
Thanks. I have to say that on balance, with all that went wrong in the spring, this has been a very good year for the \
harbour, and the crane that we bought cost three and a half million, which is a lot of money for a town like ours.

Ada Moss 00:45
And next year we may widen the gate, if the council agrees.
";

const MINUTES: &str = "\
Harbour talk

- The crane cost 5.3 million.
- Ada Moss says the gate may be widened next year.
- The harbour was closed for two weeks.
- Last year was a good year.
";

const NOTES: &str = "The crane cost 3.5 million.\n";

/// A place by its words, which must stand in the source.
pub(super) fn place(source: &Arc<Source>, words: &str) -> Place {
    let start = source.text().find(words).expect("the words are in the source");
    let span = Span::new(start, start + words.len());
    Place { source: Arc::clone(source), span, text: words.to_owned(), speaker: None, time: None }
}

fn said(source: &Arc<Source>, words: &str, speaker: &str, seconds: u64) -> Place {
    Place { speaker: Some(speaker.to_owned()), time: Some(Timecode::from_seconds(seconds)), ..place(source, words) }
}

fn evidence(place: Place, score: f64) -> Evidence {
    Evidence { place, end: None, score, parts: vec![("words", score * 0.75), ("numbers", score * 0.25)] }
}

fn claim(id: usize, place: Place, verdict: Verdict, support: f64) -> ClaimReport {
    ClaimReport {
        id: format!("c{id}"),
        item: id - 1,
        kind: ClaimKind::Bullet,
        section: Some("Harbour talk".to_owned()),
        label: None,
        place,
        verdict,
        reason: None,
        support,
        signs: Vec::new(),
        evidence: Vec::new(),
        findings: Vec::new(),
        set_aside: 0,
    }
}

pub(super) fn finding(code: &'static str, name: &'static str, stated: Place, message: &str) -> Finding {
    let (family, severity) = match code.as_bytes() {
        [b'C', ..] => (Family::Contradicted, Severity::Error),
        [b'X', ..] => (Family::Conflicting, Severity::Warning),
        _ => (Family::Unsupported, Severity::Warning),
    };
    Finding {
        code,
        name,
        family,
        severity,
        confidence: Confidence::High,
        message: message.to_owned(),
        fingerprint: Fingerprint::of(&[code, &stated.text]),
        stated,
        found: None,
        suggestion: None,
        accepted: None,
    }
}

/// The made-up report.
pub(super) fn report() -> Report {
    let transcript = Source::new("talk/transcript.txt", TRANSCRIPT);
    let minutes = Source::new("talk/minutes.md", MINUTES);
    let notes = Source::new("talk/notes.txt", NOTES);
    let answer = "I have to say that on balance, with all that went wrong in the spring, this has been a very good \
                  year for the harbour, and the crane that we bought cost three and a half million, which is a lot of \
                  money for a town like ours.";

    let mut crane = claim(1, place(&minutes, "The crane cost 5.3 million."), Verdict::Contradicted, 0.123_456);
    crane.evidence = vec![evidence(said(&transcript, answer, "Ben Okri", 12), 0.8)];
    crane.findings = vec![Finding {
        found: Some(said(&transcript, "three and a half million", "Ben Okri", 12)),
        suggestion: Some("3.5 million".to_owned()),
        ..finding(
            "C001",
            "wrong-number",
            place(&minutes, "5.3 million"),
            "the summary says \"5.3 million\", Ben Okri said \"three and a half million\"",
        )
    }];
    let mut gate =
        claim(2, place(&minutes, "Ada Moss says the gate may be widened next year."), Verdict::Supported, 0.97);
    let gate_said = "And next year we may widen the gate, if the council agrees.";
    gate.evidence = vec![evidence(said(&transcript, gate_said, "Ada Moss", 45), 0.9)];
    let mut closed = claim(3, place(&minutes, "The harbour was closed for two weeks."), Verdict::Unsupported, 0.04);
    closed.findings =
        vec![finding("U001", "unsupported-claim", closed.place.clone(), "nothing that was said bears this out")];
    let mut year = claim(4, place(&minutes, "Last year was a good year."), Verdict::Unchecked, 0.5);
    year.reason = Some(Reason::NeedsRecordingDate);
    let mut right = claim(1, place(&notes, "The crane cost 3.5 million."), Verdict::Supported, 0.99);
    right.kind = ClaimKind::Sentence;
    right.section = None;
    right.evidence = crane.evidence.clone();
    let conflict = Conflict {
        finding: finding(
            "X001",
            "conflicting-numbers",
            place(&minutes, "5.3 million"),
            "one summary says \"5.3 million\", the other \"3.5 million\"",
        ),
        a: crane.place.clone(),
        b: right.place.clone(),
        favours: Favours::B,
    };
    Report {
        recordings: vec![RecordingReport {
            name: "harbour".to_owned(),
            recorded: Some(date(2025, 4, 29)),
            transcripts: vec![TranscriptFacts {
                source: Arc::clone(&transcript),
                format: "text/name-time",
                turns: 3,
                words: 1064,
                speakers: vec!["Ada Moss".to_owned(), "Ben Okri".to_owned()],
                duration: Some(Timecode::from_seconds(3661)),
                skipped: Vec::new(),
            }],
            media: None,
            talk: vec![Arc::new(crate::load::transcript(&transcript))],
            summaries: vec![
                SummaryReport {
                    skipped: vec![Skipped { span: Span::new(0, 12), reason: "heading" }],
                    source: minutes,
                    format: "text/bullets",
                    claims: vec![crane, gate, closed, year],
                    offset: None,
                },
                SummaryReport {
                    source: notes,
                    format: "text/prose",
                    claims: vec![right],
                    offset: None,
                    skipped: Vec::new(),
                },
            ],
            conflicts: vec![conflict],
            set_aside: 0,
        }],
        diagnostics: Vec::new(),
        ..Report::default()
    }
}
