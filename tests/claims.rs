//! How texts are cut: into sentences, and summaries into claims.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use saidso::{
    load::{self, Parts},
    source::Source,
    summary::Summary,
    text::sentences,
};

/// Each line of the table is a text with `⏐` where a sentence ends.
#[test]
fn sentences_end_where_the_table_says() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in include_str!("sentences.tsv").lines().filter(|line| !line.starts_with("# ")) {
        let line = line.replace("\\n", "\n");
        let expected: Vec<&str> = line.split('⏐').map(str::trim).collect();
        let text = line.replace('⏐', "");
        let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
        cases += 1;
        if found != expected {
            wrong.push(format!("expected {expected:?}\n   found {found:?}"));
        }
    }
    assert!(cases >= 60, "{cases}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Speech without punctuation gives units of a usable length that start where a clause does.
#[test]
fn unpunctuated_speech_is_cut_near_every_fortieth_word() {
    let clause = "we went down to the river and then she told me that the pump was broken ";
    let text = clause.repeat(30);
    let found = sentences(&text);
    assert!(found.len() > 5, "{}", found.len());
    for range in &found {
        let words = text[range.clone()].split_whitespace().count();
        assert!(words <= 60, "{words}: {}", &text[range.clone()]);
    }
    assert!(found.iter().skip(1).all(|range| text[range.clone()].starts_with("and")));
    let words = |text: &str| text.split_whitespace().count();
    assert_eq!(found.iter().map(|range| words(&text[range.clone()])).sum::<usize>(), words(&text));
}

fn files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "md"))
        .collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> (Arc<Source>, Parts) {
    let name = path.file_name().unwrap().to_string_lossy();
    let source = Source::from_bytes(name, std::fs::read(path).unwrap()).unwrap();
    let parts = load::summary(&source);
    (source, parts)
}

/// One line a claim or skipped span, readable.
fn render(source: &Source, parts: &Parts) -> String {
    let mut out = String::new();
    let line = |offset| source.line(offset);
    if let Some(summary) = &parts.summary {
        writeln!(out, "format {}", summary.format).unwrap();
        let mut section = None;
        for claim in &summary.claims {
            if claim.section != section {
                section.clone_from(&claim.section);
                writeln!(out, "== {}", section.as_deref().unwrap_or_default()).unwrap();
            }
            write!(out, "{:>3} {:?} {}", claim.item, claim.kind, line(claim.span().start)).unwrap();
            if let Some(time) = claim.time {
                write!(out, " @{}", time.start).unwrap();
                time.end.iter().for_each(|end| write!(out, "-{end}").unwrap());
            }
            claim.label.iter().for_each(|label| write!(out, " [{label}]").unwrap());
            claim.speaker.iter().for_each(|name| write!(out, " by {name}").unwrap());
            writeln!(out, ": {}", claim.text()).unwrap();
        }
        for skipped in &summary.skipped {
            let text = source.slice(skipped.span).lines().next().unwrap_or_default();
            writeln!(out, "skipped {} ({}): {text}", line(skipped.span.start), skipped.reason).unwrap();
        }
    }
    if parts.transcript.is_some() {
        writeln!(out, "a transcript follows").unwrap();
    }
    out
}

/// Every fixture gives the claims that its `.claims` file lists. `SNAPSHOTS=overwrite` renews them.
#[test]
fn fixtures_give_the_claims_listed_beside_them() {
    for path in files("tests/summaries") {
        let (source, parts) = read(&path);
        let expected = snapbox::Data::read_from(&path.with_extension("claims"), Some(snapbox::data::DataFormat::Text));
        snapbox::Assert::new().action_env("SNAPSHOTS").eq(render(&source, &parts), expected.raw());
    }
}

/// Words of three letters or more of the summary part that stand in no claim, label, section or skipped span.
fn lost<'a>(source: &'a Source, summary: &Summary, end: usize) -> Vec<&'a str> {
    let text = &source.text()[..end];
    let mut known = vec![false; source.text().len()];
    let spans = summary.claims.iter().flat_map(|claim| claim.flow.pieces().iter().map(|piece| piece.span));
    for span in spans.chain(summary.skipped.iter().map(|skipped| skipped.span)) {
        known[span.start..span.end].iter_mut().for_each(|known| *known = true);
    }
    let beside: Vec<&str> = summary
        .claims
        .iter()
        .flat_map(|claim| claim.section.as_deref().into_iter().chain(claim.label.as_deref()))
        .collect();
    let mut lost = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let start = at;
        at += word.len();
        let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let before = &text[..start];
        let linked = before.rfind("](").is_some_and(|link| !before[link..].contains(')'));
        let comment = before.rfind("<!--").is_some_and(|open| !before[open..].contains("-->"));
        if word.chars().count() >= 3
            && !known[start]
            && !linked
            && !comment
            && !beside.iter().any(|text| text.contains(word))
        {
            lost.push(word);
        }
    }
    lost
}

#[test]
fn no_word_of_a_summary_is_lost() {
    let seeds = files("seeds/llama4-interview").into_iter().filter(|path| !path.ends_with("transcript.txt"));
    for path in files("tests/summaries").into_iter().chain(seeds) {
        let (source, parts) = read(&path);
        let summary = parts.summary.unwrap_or_else(|| panic!("no summary in {}", path.display()));
        let end = if parts.transcript.is_some() {
            source.text().find("Transcription\n").unwrap_or_default()
        } else {
            source.text().len()
        };
        assert_eq!(lost(&source, &summary, end), Vec::<&str>::new(), "{}", path.display());
    }
}

#[test]
fn the_words_of_a_claim_are_those_at_its_span() {
    for path in files("tests/summaries").into_iter().chain(files("seeds/llama4-interview")) {
        let (source, parts) = read(&path);
        for claim in parts.summary.iter().flat_map(|summary| &summary.claims) {
            for piece in claim.flow.pieces() {
                let (words, bytes) = (&claim.text()[piece.range.clone()], source.slice(piece.span));
                assert!(words == bytes || bytes.starts_with('&') || bytes.is_empty(), "{words:?} {bytes:?}");
            }
            assert_eq!(claim.text().trim(), claim.text());
        }
    }
}

#[test]
fn the_seed_summaries_give_their_items() {
    let of = |name: &str| read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/llama4-interview").join(name)).1;
    let items =
        |parts: &Parts| parts.summary.iter().flat_map(|s| &s.claims).map(|claim| claim.item).max().map(|n| n + 1);
    for (name, format, items_expected) in [
        ("summary-bullets-a.txt", "text/bullets", 33),
        // A title that states something is an item too.
        ("summary-bullets-b.txt", "text/bullets", 25),
        ("summary-prose.txt", "text/prose", 6),
        ("video-page.txt", "page", 33),
    ] {
        let parts = of(name);
        assert_eq!(parts.summary.as_ref().map(|s| s.format), Some(format), "{name}");
        assert_eq!(items(&parts), Some(items_expected), "{name}");
        assert_eq!(parts.transcript.is_some(), format == "page", "{name}");
    }
    let transcript = of("transcript.txt");
    assert!(transcript.transcript.is_some() && transcript.summary.is_none());
}

/// What is a summary is never taken for a transcript, and the other way round.
#[test]
fn transcripts_are_told_from_summaries() {
    let speech = |line: fn(usize, &str) -> String| {
        let said =
            ["I think we should go on.", "Do you mean the wells? Yeah, I do.", "We told you so, my friend, okay."];
        (0..24).map(|n| line(n, said[n % said.len()])).collect::<String>()
    };
    for text in [
        speech(|n, said| format!("{}: {said}\n", if n % 2 == 0 { "Ana" } else { "Bo Lee" })),
        speech(|n, said| format!("{:02}:{:02} {said}\n", n / 2, n % 2 * 30)),
        speech(|n, said| format!("[00:{n:02}:10] {}: {said}\n\n", if n % 2 == 0 { "Ana" } else { "Bo Lee" })),
        speech(|n, said| format!("**{}**\n{said}\n\n", if n % 2 == 0 { "Ana" } else { "Bo Lee" })),
        speech(|n, said| format!("{n}\n00:00:{n:02},000 --> 00:00:{:02},500\n{said}\n\n", n + 1)),
    ] {
        assert!(load::looks_like_transcript(&Source::new("t", text.clone())), "{text}");
    }
    for path in files("tests/summaries").into_iter().chain(files("seeds/llama4-interview")) {
        let (source, _) = read(&path);
        assert_eq!(load::looks_like_transcript(&source), path.ends_with("transcript.txt"), "{}", path.display());
    }
    let labelled =
        "Ana: the farm grew by a third and hired ten people.\nBo: robots pick the apples at night.\n".repeat(8);
    let chapters =
        (0..40).map(|n| format!("{n:02}:00 - {:02}:00: Part {n} The chapter shows how farms grow.\n", n + 1));
    for text in [labelled, chapters.collect(), "One line only".into(), String::new()] {
        let source = Source::new("t", text.clone());
        assert!(!load::looks_like_transcript(&source), "{text}");
        assert!(load::summary(&source).transcript.is_none(), "{text}");
    }
}

/// Nothing in a file makes the reader stop: bytes taken out, doubled, or put in anywhere.
#[test]
fn damaged_files_are_read_without_a_panic() {
    let marks = [
        "*", "[", "](", "`", "“", "\"", "\n", "\n\n", "• ", "1. ", "# ", "> ", "|", "00:10 ", "🚀", "—", ":", "…",
        "\u{feff}", "\t", "<", "{%", "\\", "É",
    ];
    let mut seed = 7usize;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below.max(1)
    };
    for path in files("tests/summaries") {
        let whole: Vec<char> = std::fs::read_to_string(&path).unwrap().chars().collect();
        for _ in 0..150 {
            let mut text = whole.clone();
            for _ in 0..=random(6) {
                let at = random(text.len());
                match random(3) {
                    0 => drop(text.drain(at..(at + random(40)).min(text.len()))),
                    1 => drop(text.splice(at..at, marks[random(marks.len())].chars())),
                    _ => text.truncate(at.max(1)),
                }
            }
            let source = Source::new("t", text.iter().collect::<String>());
            let parts = load::summary(&source);
            for claim in parts.summary.iter().flat_map(|summary| &summary.claims) {
                assert!(claim.span().end <= source.text().len());
                let _ = source.location(claim.span().start);
            }
            sentences(source.text());
        }
    }
}
