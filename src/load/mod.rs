//! Files into transcripts and summaries: one file a format, each says whether it can read a text and then reads it.

mod attendees;
mod block;
mod bold_name;
mod composite;
mod cues;
mod front;
mod furniture;
mod head;
mod inline;
mod json;
mod label;
mod labelled;
mod lines;
mod markup;
mod name_colon;
mod name_lines;
mod otter;
mod outline;
mod plain;
mod reading;
mod roster;
mod stamp;
mod stamp_name;
mod stamped;
mod statement;
mod subtitles;
mod summary;

use std::sync::Arc;

use crate::{
    source::{Source, Span},
    summary::Summary,
    transcript::Transcript,
};

pub use composite::looks_like_transcript;
pub use json::{JSON_FORMATS, JsonFault, JsonFormat, Mapping, json_fault, transcript_mapped};
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
static FORMATS: [Format; 10] = [
    Format { name: "vtt", detect: subtitles::detect_vtt, read: subtitles::read_vtt },
    Format { name: "srt", detect: subtitles::detect_srt, read: subtitles::read_srt },
    Format { name: "sbv", detect: subtitles::detect_sbv, read: subtitles::read_sbv },
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
    if let Some(transcript) = json::transcript(source, within) {
        return transcript;
    }
    let lines = Lines::of(source, within);
    let mut best = (0.0, plain::read as fn(&Lines<'_>) -> Transcript);
    for format in &FORMATS {
        let sure = (format.detect)(&lines);
        if sure > best.0 {
            best = (sure, format.read);
        }
    }
    (best.1)(&lines)
}

/// Reads a file as a transcript of the named format, whatever it looks like; `None` if there is no such format.
pub fn transcript_as(source: &Arc<Source>, name: &str) -> Option<Transcript> {
    if let Some(transcript) = json::transcript_as(source, name) {
        return Some(transcript);
    }
    let format = FORMATS.iter().find(|format| format.name == name)?;
    Some((format.read)(&Lines::of(source, Span::new(0, source.text().len()))))
}
