//! Files into transcripts and summaries: one file a format, each says whether it can read a text and then reads it.

mod ass;
mod attendees;
mod block;
mod bold_name;
pub mod catalogue;
mod cha;
mod composed;
mod composite;
mod cues;
#[cfg(feature = "docx")]
mod docx;
mod front;
mod furniture;
mod head;
mod html;
mod inline;
mod json;
mod label;
mod labelled;
mod lines;
mod lrc;
mod markup;
mod name_colon;
mod name_lines;
mod nlp;
mod otter;
mod outline;
mod page;
mod plain;
mod reading;
mod roster;
mod stamp;
mod stamp_name;
mod stamped;
mod statement;
mod subtitles;
mod summary;
mod table;
mod tags;
mod timed_text;
mod ttml;

use std::sync::Arc;

use crate::{
    source::{Source, SourceError, Span},
    summary::Summary,
    transcript::Transcript,
};

pub use composite::looks_like_transcript;
pub use json::{
    ClaimMapping, JSON_FORMATS, JsonFault, JsonFormat, Keyed, Mapping, json_fault, summary_mapped, transcript_mapped,
};
pub use statement::claims;
pub use summary::summary;

use self::lines::Lines;

/// What a file held.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The transcript, if there is one.
    pub transcript: Option<Transcript>,
    /// The summary, if there is one.
    pub summary: Option<Summary>,
}

/// A way in which transcripts are written: how to know it and how to read it.
struct Format {
    /// Its name, as the report shows it and the command line takes it.
    name: &'static str,
    /// How sure it is that lines are written so, 0 to 1.
    detect: fn(&Lines<'_>) -> f32,
    /// Reads lines that are taken to be written so.
    read: fn(&Lines<'_>) -> Transcript,
}

/// Every format; of two that are equally sure the earlier is taken.
static FORMATS: &[Format] = &[
    Format { name: "vtt", detect: subtitles::detect_vtt, read: subtitles::read_vtt },
    Format { name: "srt", detect: subtitles::detect_srt, read: subtitles::read_srt },
    Format { name: "sbv", detect: subtitles::detect_sbv, read: subtitles::read_sbv },
    Format { name: ass::NAME, detect: ass::detect, read: ass::read },
    Format { name: nlp::NAME, detect: nlp::detect, read: nlp::read },
    Format { name: cha::NAME, detect: cha::detect, read: cha::read },
    Format { name: ttml::NAME, detect: ttml::detect, read: ttml::read },
    Format { name: timed_text::NAME, detect: timed_text::detect, read: timed_text::read },
    Format { name: html::NAME, detect: html::detect, read: html::read },
    Format { name: lrc::NAME, detect: lrc::detect, read: lrc::read },
    Format { name: stamp_name::NAME, detect: stamp_name::detect, read: stamp_name::read },
    Format { name: bold_name::NAME, detect: bold_name::detect, read: bold_name::read },
    Format { name: name_colon::NAME, detect: name_colon::detect, read: name_colon::read },
    Format { name: otter::NAME, detect: otter::detect, read: otter::read },
    Format { name: name_lines::NAME, detect: name_lines::detect, read: name_lines::read },
    Format { name: stamped::NAME, detect: stamped::detect, read: stamped::read },
    Format { name: plain::NAME, detect: plain::detect, read: plain::read },
];

/// The names of all transcript formats.
pub fn formats() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|format| format.name).chain(json::names())
}

/// Reads a file that is given as a transcript. It always gives one, if only a single turn; `turns` is empty when nothing was said.
pub fn transcript(source: &Arc<Source>) -> Transcript {
    transcript_in(source, Span::new(0, source.text().len()))
}

/// Reads the part `within` of a file as a transcript; spans are those of the whole file.
pub fn transcript_in(source: &Arc<Source>, within: Span) -> Transcript {
    if let Some(page) = composed::page(source, within) {
        return page.read(transcript);
    }
    if let Some(transcript) = json::transcript(source, within) {
        return transcript;
    }
    best(&Lines::of(source, within), |_| true)
}

/// Reads lines as the text dialect that they look most like.
fn as_text(lines: &Lines<'_>) -> Transcript {
    best(lines, |name| name.contains('/'))
}

/// Reads lines as the format that is surest of them, among those asked.
fn best(lines: &Lines<'_>, asked: impl Fn(&str) -> bool) -> Transcript {
    let mut best = (0.0, plain::read as fn(&Lines<'_>) -> Transcript);
    for format in FORMATS.iter().filter(|format| asked(format.name)) {
        let sure = (format.detect)(lines);
        if sure > best.0 {
            best = (sure, format.read);
        }
    }
    (best.1)(lines)
}

/// The transcript of a file in a format of captions, which never holds a summary.
fn captions(source: &Arc<Source>) -> Option<Transcript> {
    let lines = Lines::of(source, Span::new(0, source.text().len()));
    if subtitles::opens(&lines) {
        return Some(best(&lines, |name| ["vtt", "srt", "sbv"].contains(&name)));
    }
    let captions = [ass::NAME, nlp::NAME, cha::NAME, ttml::NAME, timed_text::NAME, lrc::NAME];
    let format = FORMATS.iter().filter(|format| captions.contains(&format.name)).find(|f| (f.detect)(&lines) > 0.9)?;
    Some((format.read)(&lines))
}

/// How sure each transcript format is of a file, 0 to 1, in the order in which they are asked.
pub fn detections(source: &Arc<Source>) -> Vec<(&'static str, f32)> {
    let lines = Lines::of(source, Span::new(0, source.text().len()));
    FORMATS.iter().map(|format| (format.name, (format.detect)(&lines))).collect()
}

/// Opens the bytes of a file: text in any encoding, or a Word document.
pub fn open(path: &str, bytes: Vec<u8>) -> Result<Arc<Source>, SourceError> {
    #[cfg(feature = "docx")]
    if docx::is(&bytes) {
        return docx::read(path, bytes);
    }
    Source::from_bytes(path, bytes)
}

/// Reads a file as a transcript of the named format, whatever it looks like; `None` if there is no such format.
pub fn transcript_as(source: &Arc<Source>, name: &str) -> Option<Transcript> {
    transcript_as_in(source, name, Span::new(0, source.text().len()))
}

/// Reads the part `within` of a file as a transcript of the named format; `None` if there is no such format.
pub fn transcript_as_in(source: &Arc<Source>, name: &str, within: Span) -> Option<Transcript> {
    if let Some(page) = composed::page(source, within) {
        let known = formats().any(|known| known == name);
        return known.then(|| page.read(|inner| transcript_as(inner, name).unwrap_or_else(|| transcript(inner))));
    }
    if let Some(transcript) = json::transcript_as(source, name) {
        return Some(transcript);
    }
    let format = FORMATS.iter().find(|format| format.name == name)?;
    Some((format.read)(&Lines::of(source, within)))
}

/// The names by which [`summary_as`] reads.
pub const SUMMARY_FORMATS: [&str; 2] = ["text", "html"];

/// Reads a file as a summary of the named format, whatever it looks like: `text` takes all of it for the summary. `None` if there is no
/// such format.
pub fn summary_as(source: &Arc<Source>, name: &str) -> Option<Parts> {
    if let Some(page) = composed::page(source, Span::new(0, source.text().len())) {
        let known = SUMMARY_FORMATS.contains(&name);
        return known.then(|| page.parts(|inner| summary_as(inner, name).unwrap_or_else(|| summary(inner))));
    }
    match name {
        "text" => Some(Parts { transcript: None, summary: Some(summary::read(source, None)) }),
        "html" => Some(html::parts(source)),
        _ => None,
    }
}
