//! Is the same talk read from every kind of JSON, and are summaries in JSON read with their times and people?

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use std::{fs, path::PathBuf, sync::Arc};

use saidso::{
    audit::{Policy, Recording, audit},
    load::{self, ClaimMapping, JSON_FORMATS, Keyed, Mapping},
    source::Source,
    summary::{ClaimKind, Summary},
    transcript::Transcript,
};

const WORDS: &str = "Can you all hear me? Yes. Loud and clear. Then: the \"harbour\" budget of René.";

/// The fixtures in JSON but those that are broken or hold no talk.
fn talks() -> Vec<(String, Arc<Source>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    let named = paths.iter().map(|path| (stem(path), Source::new("t", fs::read_to_string(path).unwrap())));
    let talks: Vec<_> = named.filter(|(name, _)| !["unknown", "cut-off"].contains(&name.as_str())).collect();
    assert!(talks.len() >= 25);
    talks
}

fn words(transcript: &Transcript) -> String {
    let turns: Vec<&str> = transcript.turns.iter().map(|turn| turn.flow.text()).collect();
    turns.join(" ")
}

#[test]
fn one_talk_is_the_same_in_every_kind() {
    for (name, source) in talks() {
        let transcript = load::transcript(&source);
        assert_eq!(words(&transcript), WORDS, "{name}");
        let format = JSON_FORMATS.iter().find(|format| format.name == transcript.format).unwrap();
        // Who speaks, by the order of appearance.
        let voices: Vec<Option<usize>> =
            transcript.turns.iter().map(|turn| turn.speaker.map(|speaker| speaker.0)).collect();
        if !transcript.speakers.is_empty() {
            assert!(format.speaker, "{name}");
            assert_eq!(voices, [Some(0), Some(1), Some(0)], "{name}");
        }
        // When: to the second of the sentence, whatever the unit.
        assert!(format.time, "{name}");
        for (sentence, millis) in [("Can", 12_920), ("Yes", 15_200), ("Loud", 16_000), ("Then", 20_000)] {
            let (turn, at) =
                transcript.turns.iter().find_map(|turn| Some((turn, turn.flow.text().find(sentence)?))).unwrap();
            assert_eq!(turn.time_at(at).map(|time| time.0), Some(millis), "{name}: {sentence}");
        }
        assert!(transcript.duration().is_some_and(|time| (20_000..=21_500).contains(&time.0)), "{name}");
    }
}

#[test]
fn every_kind_has_a_fixture_and_is_described() {
    let formats: Vec<&str> = talks().iter().map(|(_, source)| load::transcript(source).format).collect();
    for format in &JSON_FORMATS {
        assert!(formats.contains(&format.name), "{} has no fixture", format.name);
        assert!(!format.what.is_empty() && !format.known_by.is_empty());
        assert!(load::formats().any(|name| name == format.name));
    }
}

#[test]
fn words_lead_back_to_their_bytes() {
    for (name, source) in talks() {
        let transcript = load::transcript(&source);
        for turn in &transcript.turns {
            for piece in turn.flow.pieces() {
                let written = source.slice(piece.span);
                let read = &turn.flow.text()[piece.range.clone()];
                let meant: String = serde_json::from_str(&format!("\"{written}\"")).unwrap_or_default();
                assert!(meant == read || written == read, "{name}: {written:?} became {read:?}");
            }
        }
    }
}

#[test]
fn a_talk_given_as_a_summary_is_known_for_what_it_is() {
    for (name, source) in talks() {
        let parts = load::summary(&source);
        assert!(parts.transcript.is_some(), "{name}");
        let both = ["fireflies", "aws-bedrock"].contains(&name.as_str());
        assert_eq!(parts.summary.is_some(), both, "{name}");
        assert_eq!(load::looks_like_transcript(&source), !both, "{name}");
    }
}

fn summary(text: &str) -> Summary {
    let parts = load::summary(&Source::new("s", text));
    assert!(parts.transcript.is_none(), "{text}");
    parts.summary.unwrap()
}

/// Each claim: kind, start in seconds, section, label, person, words.
type Told = (ClaimKind, Option<u64>, String, String, String, String);

fn told(summary: &Summary) -> Vec<Told> {
    let or = |text: &Option<String>| text.clone().unwrap_or_default();
    let one = |claim: &saidso::summary::Claim| {
        let start = claim.time.map(|time| time.start.0 / 1000);
        (claim.kind, start, or(&claim.section), or(&claim.label), or(&claim.speaker), claim.text().to_owned())
    };
    summary.claims.iter().map(one).collect()
}

fn row(kind: ClaimKind, start: Option<u64>, [section, label, person, words]: [&str; 4]) -> Told {
    (kind, start, section.into(), label.into(), person.into(), words.into())
}

#[test]
fn chapters_are_claims_with_their_times() {
    let text = r#"{"version": "1.2.0", "title": "Harbour radio", "chapters": [
        {"startTime": 0, "title": "Sound check", "img": "https://files.example/a.png"},
        {"startTime": 20.0, "endTime": 95, "title": "The budget of Ren\u00e9"}
    ]}"#;
    let summary = summary(text);
    assert_eq!(summary.format, "json/chapters");
    assert_eq!(
        told(&summary),
        [
            row(ClaimKind::Chapter, Some(0), ["chapters", "", "", "Sound check"]),
            row(ClaimKind::Chapter, Some(20), ["chapters", "", "", "The budget of René"]),
        ]
    );
    assert_eq!(summary.claims[1].time.unwrap().end.map(|end| end.0), Some(95_000));
    let span = summary.claims[1].span();
    assert_eq!(&text[span.start..span.end], "The budget of Ren\\u00e9");
}

#[test]
fn keys_tell_statements_people_and_times() {
    let text = r#"{
        "meeting": "Harbour board, third meeting of the year",
        "summary": "The board met. It approved the budget of 40,000 euros.",
        "highlights": {"sea_wall": [{"timestamp": "00:17:25", "highlight": "The wall needs 300 stones"}]},
        "actionItems": [{"owner": "Tobi", "action": "Order the stones by Friday", "due_date": "2025-03-07"}],
        "decisions": ["Close the pier in winter", "Ask the town for money"],
        "topics": [{"title": "Pier", "start_time": "01:30", "end_time": "04:00", "summary": "Mira explains the cracks.", "key_terms": ["pier", "cracks of the old pier"]}],
        "quotes": [{"speaker": "Mira Olsen", "quote": "We should have done it \"years\" ago"}],
        "empty": [],
        "url": "https://files.example/the/harbour"
    }"#;
    let summary = summary(text);
    assert_eq!(summary.format, "json/summary");
    assert_eq!(
        told(&summary),
        [
            row(ClaimKind::Sentence, None, ["", "", "", "The board met."]),
            row(ClaimKind::Sentence, None, ["", "", "", "It approved the budget of 40,000 euros."]),
            row(ClaimKind::Bullet, Some(1045), ["highlights > sea wall", "", "", "The wall needs 300 stones"]),
            row(ClaimKind::Bullet, None, ["action items", "", "Tobi", "Order the stones by Friday"]),
            row(ClaimKind::Bullet, None, ["decisions", "", "", "Close the pier in winter"]),
            row(ClaimKind::Bullet, None, ["decisions", "", "", "Ask the town for money"]),
            row(ClaimKind::Chapter, Some(90), ["topics", "Pier", "", "Mira explains the cracks."]),
            row(ClaimKind::Bullet, None, ["quotes", "", "Mira Olsen", "\"We should have done it \"years\" ago\""]),
        ]
    );
}

#[test]
fn a_text_of_several_lines_is_read_as_one() {
    let text = "{\"overview\": \"# Notes\\n\\n- **Wall**: Needs \\\"300\\\" stones.\\n- It rains.\"}";
    let summary = summary(text);
    let claims: Vec<(&str, Option<&str>)> =
        summary.claims.iter().map(|claim| (claim.text(), claim.label.as_deref())).collect();
    assert_eq!(claims, [("Needs \"300\" stones.", Some("Wall")), ("It rains.", None)]);
    let span = summary.claims[0].span();
    assert_eq!(&text[span.start..span.end], "Needs \\\"300\\\" stones.");
    assert_ne!(summary.claims[0].item, summary.claims[1].item);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_line() {
    let fault = |text: &str| {
        let source = Source::new("t", text);
        let silent = load::transcript(&source).turns.is_empty();
        load::json_fault(&source, silent).map(|fault| (fault.line, fault.message))
    };
    let (line, message) = fault("{\n\"theme\": {\"a\": 1},\n\"size\": 3}").unwrap();
    assert_eq!(line, None);
    assert!(message.starts_with("is JSON with the keys theme, size that no known kind"), "{message}");
    assert!(message.contains("tried podcast, whisperx,"), "{message}");
    let (line, message) = fault("{\"segments\": [\n{\"text\": \"Hello there.\"},\n{\"text\": \"An").unwrap();
    assert_eq!(line, Some(3));
    assert_eq!(message, "is broken JSON, read only up to here: a string of the JSON has no end");
    let (line, message) = fault("{\"a\": 1,\n\"b\" 2}").unwrap();
    assert_eq!(line, Some(2));
    assert!(message.contains("no colon after a key of the JSON; with the keys a that"), "{message}");
    for text in ["Ann: hi", "[00:01] Ann: hi", "{vocalsound} hi", "", "{\"segments\": [{\"text\": \"Hello there.\"}]}"]
    {
        assert_eq!(fault(text), None, "{text}");
    }
}

#[test]
fn a_mapping_reads_what_no_kind_knows() {
    let text = r#"{"log": {"rows": [
        {"p": {"n": "Mira"}, "m": ["Can you hear me?"], "t": 12920},
        {"p": {"n": "Tobi"}, "m": ["Yes."], "t": 15200, "u": 16000}
    ]}}"#;
    let source = Source::new("t", text);
    assert_eq!(load::transcript(&source).format, "json");
    let mut mapping = Mapping::default();
    for (key, path) in
        [("turns", "log.rows.*"), ("speaker", "p.n"), ("start", "t"), ("end", "u"), ("unit", "milliseconds")]
    {
        assert!(!mapping.is_complete());
        mapping.set(key, path).unwrap();
    }
    mapping.set("text", "m.0").unwrap();
    assert!(mapping.is_complete());
    let transcript = load::transcript_mapped(&source, &mapping).unwrap();
    let said: Vec<(&str, Option<u64>, &str)> = transcript
        .turns
        .iter()
        .map(|turn| (&*transcript.speaker(turn).unwrap().name, turn.time_at(0).map(|time| time.0), turn.flow.text()))
        .collect();
    assert_eq!(said, [("Mira", Some(12_920), "Can you hear me?"), ("Tobi", Some(15_200), "Yes.")]);
    assert!(mapping.set("unit", "hours").is_err() && mapping.set("words", "a").is_err());
    mapping.set("text", "nowhere").unwrap();
    assert!(load::transcript_mapped(&source, &mapping).is_none());
    assert!(load::transcript_mapped(&Source::new("t", "Ann: hi"), &mapping).is_none());
}

#[test]
fn text_that_starts_like_json_is_text() {
    for text in ["[00:01] Ann: hi\n[00:02] Bo: ho\n", "{vocalsound} Hello there.\n", "[Music]\nHello there.\n"] {
        let transcript = load::transcript(&Source::new("t", text));
        assert!(transcript.format.starts_with("text/"), "{text}: {}", transcript.format);
    }
}

#[test]
fn cut_files_are_read_up_to_the_cut() {
    for (name, source) in talks() {
        let text = source.text();
        let mut most = 0;
        let cuts = (0..text.len()).step_by(37).chain([text.trim_end().len() - 1]);
        for cut in cuts.filter(|cut| text.is_char_boundary(*cut)) {
            let part = Source::new("t", &text[..cut]);
            let transcript = load::transcript(&part);
            if transcript.format.starts_with("json/") {
                most = most.max(words(&transcript).len());
                assert!(words(&transcript).len() <= WORDS.len(), "{name} cut at {cut}");
            }
            let _ = load::summary(&part);
        }
        assert!(most >= WORDS.len() - 1, "{name}: {most}");
    }
}

/// An owner told by a mapping is whom the claim is credited to, as the label of an item in text is.
#[test]
fn an_owner_is_credited_as_a_label_is() {
    let talk = "Mira Olsen: The sea wall needs forty new granite stones before the autumn storms arrive.\n\
        Tobi Falk: I will ask the quarry in Larvik for a barge and two cranes on Friday.\n\
        Mira Olsen: Then the pier stays closed for the ferries until the wall is done.\n\
        Tobi Falk: The ferries can land at the old fish market meanwhile.\n";
    let json = r#"{"todo": [{"task": "Ask the quarry in Larvik for a barge and two cranes", "lead": {"name": "Mira Olsen"}}]}"#;
    let text = "- Mira Olsen: Ask the quarry in Larvik for a barge and two cranes\n";
    let mut mapping = ClaimMapping::default();
    for (key, path) in [("items", "todo.*"), ("text", "task"), ("owner", "lead")] {
        mapping.set(key, path).unwrap();
    }
    let mapped = load::summary_mapped(&Source::new("s", json), &mapping).unwrap().summary;
    let plain = load::summary(&Source::new("s", text)).summary;
    let [mapped, plain] = [mapped, plain].map(|summary| {
        let recording = Recording {
            name: "owners".into(),
            recorded: None,
            transcripts: vec![load::transcript(&Source::new("t", talk))],
            summaries: summary.into_iter().collect(),
            speakers: Vec::new(),
            ..Recording::default()
        };
        let report = audit(&recording, &Policy::default());
        let findings = report.summaries.iter().flat_map(|summary| &summary.claims).flat_map(|claim| &claim.findings);
        findings.map(|finding| format!("{}: {}", finding.name, finding.message)).collect::<Vec<_>>()
    });
    assert_eq!(mapped, plain);
    assert!(mapped.iter().any(|finding| finding.starts_with("wrong-speaker")), "{mapped:?}");
}
