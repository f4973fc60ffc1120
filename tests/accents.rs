//! Does it matter how an accent is written: as one character with its letter, as one behind it, or not at all?

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use std::collections::BTreeSet;

use saidso::{
    audit::{Policy, Recording, audit},
    judge::Verdict,
    load,
    source::Source,
};
use unicode_normalization::UnicodeNormalization;

const TALK: &str = "\
Zoë Müller: Welcome back. The café in Malmö opens in June, and René pays for the crème brûlée.
José Peña: I told Zoë that the naïve plan costs forty thousand kronor a month.
Zoë Müller: “The façade was never the problem,” as Søren Việt said to me last week.
José Peña: We hired eleven people for the café in Malmö, and I am proud of each of them.
Zoë Müller: Let us write to Françoise before the summer is over.
José Peña: I will send her the résumé of every cook on Thursday.
";

/// Three are right, the rest are wrong in a number, a speaker, a name and a quotation.
const SUMMARY: &str = "\
# Notes

- The café in Malmö opens in June.
- José Peña will send Françoise the résumé of every cook on Thursday.
- **Money**: René pays for the crème brûlée.
- The naïve plan costs sixty thousand kronor a month.
- Zoë Müller said that the naïve plan costs forty thousand kronor a month.
- José Peña said \"The façade was always the problem\" about the café.
- Hélène Öberg opens the café in Malmö in June.
";

type Told = Vec<(String, Verdict, BTreeSet<(String, String, String, Option<String>)>)>;

/// What is told of each claim, in composed letters, places aside.
fn told(talk: &str, summary: &str) -> Told {
    let talk = Source::new("talk", talk);
    let transcript = load::transcript(&talk);
    assert_eq!(transcript.turns.len(), 6);
    let summary = load::summary(&Source::new("summary", summary)).summary.unwrap();
    let recording = Recording {
        name: "accents".into(),
        recorded: None,
        transcripts: vec![transcript],
        summaries: vec![summary],
        speakers: Vec::new(),
        ..Recording::default()
    };
    let report = audit(&recording, &Policy::default());
    let mut told = Told::new();
    for claim in report.summaries.into_iter().flat_map(|summary| summary.claims) {
        let mut findings = BTreeSet::new();
        for finding in claim.findings {
            for place in std::iter::once(&finding.stated).chain(&finding.found) {
                // The bytes of the file, composed, are the words that are spoken of.
                let written: String = place.source.slice(place.span).nfc().collect();
                assert_eq!(written, place.text, "{}", finding.name);
            }
            let found = finding.found.map(|found| found.text);
            findings.insert((finding.name.to_owned(), finding.message, finding.stated.text, found));
        }
        told.push((claim.place.text, claim.verdict, findings));
    }
    told
}

#[test]
fn accents_apart_change_nothing() {
    let apart = |text: &str| text.nfd().collect::<String>();
    let wanted = told(TALK, SUMMARY);
    assert_eq!(wanted.len(), 7);
    assert!(wanted.iter().take(3).all(|(_, verdict, _)| *verdict == Verdict::Supported), "{wanted:#?}");
    assert!(wanted.iter().skip(3).all(|(.., findings)| !findings.is_empty()), "{wanted:#?}");
    assert_ne!(apart(TALK), TALK);
    for (talk, summary) in [(TALK, &*apart(SUMMARY)), (&*apart(TALK), SUMMARY), (&*apart(TALK), &*apart(SUMMARY))] {
        assert_eq!(told(talk, summary), wanted);
    }
}

/// The same, behind escapes of JSON, where a reader of text sees no accent at all.
#[test]
fn escapes_of_accents_apart_are_composed() {
    let json = |escape: &dyn Fn(&str) -> String| {
        let turns = TALK.lines().map(|line| {
            let (speaker, text) = line.split_once(": ").unwrap();
            format!("{{\"speaker\": \"{}\", \"text\": \"{}\"}}", escape(speaker), escape(text))
        });
        format!("{{\"segments\": [{}]}}", turns.collect::<Vec<_>>().join(","))
    };
    let escaped = |text: &str| {
        let apart = text.nfd().flat_map(|c| {
            let plain = c.is_ascii().then(|| c.to_string());
            plain.map_or_else(
                || c.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04x}")).collect(),
                |c| vec![c],
            )
        });
        apart.collect::<String>()
    };
    let plain = load::transcript(&Source::new("t", json(&|text| text.to_owned())));
    let apart = load::transcript(&Source::new("t", json(&escaped)));
    let said = |transcript: &saidso::transcript::Transcript| -> Vec<(String, String)> {
        let name = |turn| transcript.speaker(turn).unwrap().name.clone();
        transcript.turns.iter().map(|turn| (name(turn), turn.flow.text().to_owned())).collect()
    };
    assert_eq!(said(&plain).len(), 6);
    assert_eq!(said(&apart), said(&plain));
    assert!(apart.source.text().is_ascii());
}

/// People who write without accents mean the same names and words.
#[test]
fn accents_left_out_change_no_verdict() {
    let bare = |text: &str| text.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect::<String>();
    let rules = |told: Told| -> Vec<(Verdict, BTreeSet<String>)> {
        let names = |(_, verdict, findings): (_, _, BTreeSet<(String, _, _, _)>)| {
            (verdict, findings.into_iter().map(|(name, ..)| name).collect())
        };
        told.into_iter().map(names).collect()
    };
    let wanted = rules(told(TALK, SUMMARY));
    assert_eq!(rules(told(TALK, &bare(SUMMARY))), wanted);
    assert_eq!(rules(told(&bare(TALK), SUMMARY)), wanted);
}
