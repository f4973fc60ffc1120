//! What the fuzz targets share: how bytes become sources, and what must hold of what is read.

#[path = "../../tests/property/mod.rs"]
pub mod property;

use std::sync::Arc;

use saidso::{
    load::{self, Parts},
    source::Source,
    transcript::Transcript,
};

/// Fails with what was seen to be wrong.
fn hold(seen: property::Seen, what: &str) {
    assert!(seen.faults.is_empty(), "{what}: {}", seen.faults.join("\n"));
}

/// The source of a text; bytes that are none become replacement characters, so that a loader is reached whatever they are.
pub fn source(bytes: &[u8]) -> Arc<Source> {
    Source::new("fuzz", String::from_utf8_lossy(bytes))
}

/// Reads a source as each of the named formats, twice, and checks what comes out.
pub fn transcripts(source: &Arc<Source>, formats: &[&str]) {
    for format in formats {
        let read = || load::transcript_as(source, format).expect("a format");
        let transcript = read();
        assert_eq!(transcript.format, *format);
        hold(property::transcript(&transcript), format);
        assert_eq!(told(&transcript), told(&read()), "{format}");
    }
}

/// Reads a source as whatever it looks like, and checks what comes out.
pub fn detected(source: &Arc<Source>) {
    let transcript = load::transcript(source);
    hold(property::transcript(&transcript), transcript.format);
    assert_eq!(told(&transcript), told(&load::transcript(source)));
    let _ = (load::detections(source), load::json_fault(source, transcript.turns.is_empty()));
}

/// Reads a source as a summary in each way, and checks what comes out.
pub fn summaries(source: &Arc<Source>) {
    #[rustfmt::skip]
    let ways: [&dyn Fn() -> Parts; 3] = [
        &|| load::summary(source),
        &|| load::summary_as(source, "text").expect("a format"),
        &|| load::summary_as(source, "html").expect("a format"),
    ];
    for read in ways {
        let parts = read();
        hold(property::parts(&parts), "summary");
        assert_eq!(format!("{:?}", claims(&parts)), format!("{:?}", claims(&read())));
    }
    let _ = load::looks_like_transcript(source);
}

fn claims(parts: &Parts) -> impl std::fmt::Debug + '_ {
    parts.summary.as_ref().map(|summary| (&summary.claims, &summary.skipped))
}

/// All of a transcript but its source, to compare two.
fn told(transcript: &Transcript) -> String {
    let Transcript { speakers, turns, chapters, skipped, .. } = transcript;
    format!("{speakers:?}\n{turns:?}\n{chapters:?}\n{skipped:?}")
}
