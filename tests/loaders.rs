//! Is every dialect read as it should be, and is nothing lost on the way?
//!
//! `tests/formats` holds one small file a dialect; beside each stands how it is read. `SNAPSHOTS=overwrite` renews those.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod dice;

use std::{fmt::Write as _, fs, path::PathBuf, sync::Arc};

use dice::Dice;
use proptest::prelude::*;
use saidso::{
    load,
    source::{Source, Span},
    text::words,
    transcript::Transcript,
};

/// The fixtures in order of their names.
fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "turns"));
    paths.sort();
    assert!(paths.len() > 20);
    paths
}

/// A transcript as lines for a person.
fn rendered(transcript: &Transcript) -> String {
    let source = &transcript.source;
    let mut out = format!("format: {}\n", transcript.format);
    for speaker in &transcript.speakers {
        writeln!(out, "speaker: {} {:?}", speaker.name, speaker.aliases).unwrap();
    }
    for (index, turn) in transcript.turns.iter().enumerate() {
        for chapter in transcript.chapters.iter().filter(|chapter| chapter.turn == index) {
            writeln!(out, "# {} {}", chapter.title, chapter.start.map_or("-".into(), |t| t.to_string())).unwrap();
        }
        let times: Vec<String> = turn.times.iter().map(|(at, time)| format!("{at}@{time}")).collect();
        let name = transcript.speaker(turn).map_or("-", |speaker| &speaker.name);
        let end = turn.end.map_or("-".into(), |end| end.to_string());
        let line = source.line(turn.flow.whole().start);
        writeln!(out, "{line}: {name} [{}] {end}: {}", times.join(" "), turn.flow.text()).unwrap();
    }
    for chapter in transcript.chapters.iter().filter(|chapter| chapter.turn == transcript.turns.len()) {
        writeln!(out, "# {}", chapter.title).unwrap();
    }
    for skipped in &transcript.skipped {
        writeln!(out, "left out, {}: {:?}", skipped.reason, source.slice(skipped.span)).unwrap();
    }
    out
}

/// The words of the text that no turn, heading, label, stamp or left-out part accounts for.
fn lost(transcript: &Transcript) -> Vec<String> {
    let text = transcript.source.text();
    let mut seen = vec![false; text.len()];
    let mut see = |span: Span| seen[span.start..span.end].fill(true);
    transcript.skipped.iter().for_each(|skipped| see(skipped.span));
    transcript.chapters.iter().for_each(|chapter| see(chapter.span));
    for piece in transcript.turns.iter().flat_map(|turn| turn.flow.pieces()) {
        see(piece.span);
        // What stands before the first words of a line is label and stamp if a speaker's name is in it.
        let start = text[..piece.span.start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let label = &text[start..piece.span.start];
        if transcript
            .speakers
            .iter()
            .any(|s| label.contains(&s.name) || s.aliases.iter().any(|alias| label.contains(alias)))
        {
            see(Span::new(start, piece.span.start));
        }
    }
    if ["html", "ttml", "youtube-xml"].contains(&transcript.format) {
        let tags = text.match_indices('<').filter_map(|(at, _)| Some(Span::new(at, at + text[at..].find('>')?)));
        tags.for_each(&mut see);
    }
    if transcript.format == "cha" {
        let codes = transcript.source.lines().filter(|line| line.text.starts_with('*'));
        codes.for_each(|line| see(Span::new(line.span.start, line.span.start + line.text.find(':').unwrap_or(0))));
    }
    if transcript.format == "ass" {
        let fields = transcript.source.lines().filter(|line| line.text.starts_with("Dialogue:"));
        fields.for_each(|line| {
            let commas = line.text.match_indices(',').nth(8).map_or(0, |(at, _)| at);
            see(Span::new(line.span.start, line.span.start + commas));
        });
    }
    transcript.source.lines().filter(|line| line.text.contains("-->")).for_each(|line| see(line.span));
    let names: Vec<String> =
        transcript.speakers.iter().flat_map(|s| s.aliases.iter().chain([&s.name])).cloned().collect();
    words(text)
        .into_iter()
        .filter(|word| word.written(text).chars().filter(|c| c.is_alphabetic()).count() >= 3)
        .filter(|word| {
            !seen[word.range.clone()].contains(&true) && !names.iter().any(|name| name.contains(word.written(text)))
        })
        .map(|word| word.written(text).to_owned())
        .collect()
}

/// What must hold of every transcript, whatever the text.
fn check(transcript: &Transcript) {
    let source = &transcript.source;
    for turn in &transcript.turns {
        assert!(!turn.flow.is_blank());
        assert!(turn.speaker.is_none() || transcript.speaker(turn).is_some());
        assert!(turn.times.windows(2).all(|pair| pair[0].0 < pair[1].0), "times ascend in the text: {:?}", turn.times);
        for piece in turn.flow.pieces() {
            let written = source.slice(piece.span);
            let read = &turn.flow.text()[piece.range.clone()];
            assert!(written == read || written.starts_with(['&', '\\']), "{written:?} became {read:?}");
        }
        for word in words(turn.flow.text()) {
            let written = source.slice(turn.flow.span(word.range.clone()));
            assert!(!written.is_empty(), "{:?} leads nowhere", word.folded);
        }
    }
    assert!(
        transcript.turns.windows(2).all(|pair| pair[0].flow.whole().start <= pair[1].flow.whole().start),
        "turns are in order"
    );
    assert!(transcript.chapters.iter().all(|chapter| chapter.turn <= transcript.turns.len()));
    assert!(transcript.skipped.iter().all(|skipped| !source.slice(skipped.span).is_empty()));
    // What a JSON file says about itself is not worth listing.
    if !transcript.format.starts_with("json/") {
        assert_eq!(lost(transcript), Vec::<String>::new(), "in {:?}", source.text());
    }
}

fn read(text: &str) -> Transcript {
    load::transcript(&Source::new("t", text))
}

/// What was said by whom, without places.
fn said(transcript: &Transcript) -> Vec<(Option<String>, String)> {
    let name = |turn| transcript.speaker(turn).map(|speaker| speaker.name.clone());
    transcript.turns.iter().map(|turn| (name(turn), turn.flow.text().to_owned())).collect()
}

#[test]
fn each_dialect_is_read_as_its_snapshot_says() {
    for path in fixtures() {
        let transcript = read(&fs::read_to_string(&path).unwrap());
        check(&transcript);
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = snapbox::Data::read_from(
            &path.with_file_name(format!("{file}.turns")),
            Some(snapbox::data::DataFormat::Text),
        );
        snapbox::assert_data_eq!(rendered(&transcript), expected.raw());
    }
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let plain = said(&read(&text));
        for other in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), text.trim_end().to_owned()] {
            let transcript = read(&other);
            check(&transcript);
            assert_eq!(said(&transcript), plain, "{path:?}");
        }
    }
}

#[test]
fn a_part_of_a_file_is_read_like_a_file_of_its_own() {
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        let page = format!("A page with something before.\n{text}\nAnd something behind.\n");
        let start = page.find('\n').unwrap() + 1;
        let part = load::transcript_in(&Source::new("t", page), Span::new(start, start + text.len()));
        let whole = read(&text);
        assert_eq!((part.format, said(&part)), (whole.format, said(&whole)), "{path:?}");
        let moved: Vec<usize> = whole.turns.iter().map(|turn| turn.flow.whole().start + start).collect();
        assert_eq!(part.turns.iter().map(|turn| turn.flow.whole().start).collect::<Vec<_>>(), moved);
    }
}

#[test]
fn a_format_can_be_forced() {
    let source = Source::new("t", "Ann: hi\nBo: ho\n");
    assert_eq!(load::transcript(&source).format, "text/name-colon");
    assert_eq!(load::transcript_as(&source, "text/plain").unwrap().speakers, []);
    assert!(load::transcript_as(&source, "text/unknown").is_none());
    for path in fixtures() {
        let source = Source::new("t", fs::read_to_string(&path).unwrap());
        for name in load::formats() {
            let transcript = load::transcript_as(&source, name).unwrap();
            assert_eq!(transcript.format, name);
        }
    }
}

#[test]
fn nothing_said_is_no_turn() {
    for text in [
        "",
        "\n",
        "\u{feff}",
        " \r\n\t\n",
        "WEBVTT\n",
        "Ann:\nBo:\n",
        "{\"segments\": [\n{\"text\": \"\"}\n]}\n",
        "{\"a\": 1}",
    ] {
        assert_eq!(read(text).turns.len(), 0, "{text:?}");
    }
}

#[test]
fn the_footer_is_left_out_even_when_glued_to_the_last_words() {
    for end in [
        "Yes, thank you.\nShare this post",
        "Yes, thank you.Share this post",
        "Yes, thank you.\n\nShare this post\n\nMore\n",
    ] {
        let transcript =
            read(&format!("Ann Lee\nHow was the trip?\nBo Fox\nVery long.\nAnn Lee\nAnd good?\nBo Fox\n{end}"));
        assert_eq!(transcript.turns.last().unwrap().flow.text(), "Yes, thank you.", "{end:?}");
    }
}

#[test]
fn the_example_recording_is_read_whole() {
    let seed = |name: &str| {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("seeds/llama4-interview").join(name);
        Source::from_bytes(name, fs::read(path).unwrap()).unwrap()
    };
    let transcript = load::transcript(&seed("transcript.txt"));
    check(&transcript);
    assert_eq!((transcript.turns.len(), transcript.speakers.len(), transcript.chapters.len()), (54, 2, 9));
    assert!(transcript.chapters.iter().all(|chapter| chapter.start.is_some()));
    assert_eq!(transcript.source.line(transcript.turns[0].flow.whole().start), 25);

    let page = seed("video-page.txt");
    let transcript = load::transcript(&page);
    check(&transcript);
    assert_eq!(transcript.format, "text/stamped");
    assert_eq!(page.line(transcript.turns[0].flow.whole().start), 44);
    // 151 blocks, the first of them empty.
    let mut starts: Vec<_> =
        transcript.turns.iter().flat_map(|turn| turn.times.iter().map(|(_, time)| *time)).collect();
    starts.dedup();
    assert_eq!(starts.len(), 150);
    assert_eq!(transcript.duration().unwrap().to_string(), "1:15:30");
}

#[test]
fn long_lines_and_long_files_are_read() {
    for unit in [
        "word ",
        "Ann: hi. ",
        "<v Ann>",
        "[a](",
        "{{",
        "**",
        "a & b < c ",
        "0:00 ",
        "\n0:00",
        "\nAnn:",
        "\n- x",
        "(((",
        ":",
        "</p><p>",
        "</p><script>",
        "</p><!--",
        "</p><a=\"",
        "</p><cite>a",
        "</p><table><td>",
        "<b>a</b> ",
        "\n[00:01.00]",
        "\n*A: [",
        "<tt><body><p>a ",
        "[Script Info]\nDialogue: 0,0:00:01.00,,,,,,,,{",
    ] {
        let text = unit.repeat(60_000 / unit.len());
        let transcript = read(&text);
        assert!(transcript.turns.iter().all(|turn| !turn.flow.is_blank()), "{unit:?}");
    }
}

#[test]
fn damaged_files_are_read_without_loss() {
    let mut dice = Dice(0x5eed_cafe);
    for path in fixtures() {
        let text = fs::read_to_string(&path).unwrap();
        for _ in 0..60 {
            let mut bytes = text.clone().into_bytes();
            match dice.below(4) {
                0 => bytes.truncate(dice.below(text.len())),
                1 => {
                    let mut lines: Vec<&str> = text.lines().collect();
                    let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
                    lines.swap(a, b);
                    bytes = lines.join("\n").into_bytes();
                }
                2 => {
                    let from = dice.below(bytes.len());
                    bytes.drain(from..(from + dice.below(40)).min(text.len()));
                }
                _ => {
                    for _ in 0..4 {
                        let at = dice.below(bytes.len());
                        bytes[at] ^= 1 << dice.below(7);
                    }
                }
            }
            let damaged = Source::new("t", String::from_utf8_lossy(&bytes));
            for transcript in [load::transcript(&damaged), in_some_format(&damaged, dice.below(64))] {
                let length = damaged.text().len();
                assert!(transcript.turns.iter().all(|turn| turn.flow.whole().end <= length && !turn.flow.is_blank()));
            }
        }
    }
}

/// A text read as something that it may not look like.
fn in_some_format(source: &Arc<Source>, choice: usize) -> Transcript {
    let names: Vec<&str> = load::formats().collect();
    load::transcript_as(source, names[choice % names.len()]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, rng_seed: prop::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn any_lines_are_read(lines in prop::collection::vec("(Ann|Bo Fox|0:0[0-9]|\\[00:1[0-9]\\]|\\*\\*Ann\\*\\*|<v Ann>|# Title|\\| a \\||WEBVTT|00:00:01.000 --> 00:00:02.000|---|)[: ]{0,2}[a-zé.?!&;*_\\[\\](){}<>-]{0,12}", 0..30)) {
        let source = Source::new("t", lines.join("\n"));
        for transcript in [load::transcript(&source), in_some_format(&source, lines.len())] {
            prop_assert!(transcript.turns.iter().all(|turn| !turn.flow.is_blank()));
        }
    }
}
