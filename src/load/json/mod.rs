//! JSON: what speech services, captions and note takers write. Known by its keys; every value keeps its place in the file.

mod amazon;
mod assembly;
mod azure;
mod beside;
mod claim_mapping;
mod claims;
mod clock;
mod deepgram;
mod fireflies;
mod google;
mod mapping;
mod other;
mod podcast;
mod rev;
mod script;
mod shape;
mod tree;
mod whisper;
mod youtube;

use std::sync::Arc;

pub use claim_mapping::ClaimMapping;
pub use mapping::{Keyed, Mapping};
use script::Script;
use tree::{Node, Tree, Value};

use crate::{
    source::{Source, Span},
    summary::Summary,
    transcript::Transcript,
};

use super::Parts;

/// A kind of JSON that holds a transcript: how to know it and how to read it.
pub struct JsonFormat {
    /// Its name, as the report shows it and the command line takes it.
    pub name: &'static str,
    /// What it is, in a line.
    pub what: &'static str,
    /// What it is known by.
    pub known_by: &'static str,
    /// Whether it can say who speaks.
    pub speaker: bool,
    /// Whether it says when.
    pub time: bool,
    detect: fn(&Node<'_>) -> bool,
    read: fn(&Node<'_>, &mut Script<'_>),
}

/// Shortens the rows of the table below.
const fn format(
    [name, what, known_by]: [&'static str; 3],
    (speaker, time): (bool, bool),
    detect: fn(&Node<'_>) -> bool,
    read: fn(&Node<'_>, &mut Script<'_>),
) -> JsonFormat {
    JsonFormat { name, what, known_by, speaker, time, detect, read }
}

/// Every kind of JSON that holds a transcript; of two that fit the earlier is taken.
pub static JSON_FORMATS: [JsonFormat; 21] = [
    format(
        ["json/podcast", "Podcasting 2.0 transcript", "`segments` with a `body`"],
        (true, true),
        podcast::detect,
        podcast::read,
    ),
    format(
        ["json/whisperx", "WhisperX, segments with speakers", "`segments` with `text` and a `speaker`"],
        (true, true),
        whisper::detect_speakers,
        whisper::read,
    ),
    format(
        ["json/whisper-verbose", "OpenAI's service, verbose answer", "`segments` with `text`, `duration`"],
        (false, true),
        whisper::detect_verbose,
        whisper::read,
    ),
    format(
        ["json/whisper", "Whisper, faster-whisper, whisper-timestamped", "`segments` with `text`"],
        (false, true),
        whisper::detect,
        whisper::read,
    ),
    format(
        ["json/whisper.cpp", "whisper.cpp", "`transcription`, a list"],
        (true, true),
        whisper::detect_cpp,
        whisper::read_cpp,
    ),
    format(
        ["json/youtube", "YouTube captions, json3", "`events` with `tStartMs` and `segs`"],
        (false, true),
        youtube::detect,
        youtube::read,
    ),
    format(
        ["json/aws-transcribe", "Amazon Transcribe", "`results.items` with `alternatives`"],
        (true, true),
        amazon::detect,
        amazon::read,
    ),
    format(
        ["json/aws-calls", "Amazon Transcribe Call Analytics", "`Transcript` with `Content`"],
        (true, true),
        amazon::detect_calls,
        amazon::read_calls,
    ),
    format(
        ["json/aws-bedrock", "Amazon Bedrock Data Automation, with its summary", "`audio_segments` with `text`"],
        (true, true),
        amazon::detect_bedrock,
        amazon::read_bedrock,
    ),
    format(
        ["json/watson", "IBM Watson", "`alternatives` with `timestamps`"],
        (true, true),
        beside::detect_watson,
        beside::read_watson,
    ),
    format(
        ["json/google", "Google Speech-to-Text", "`results` with `alternatives` with `transcript`"],
        (true, true),
        google::detect,
        google::read,
    ),
    format(["json/deepgram", "Deepgram", "`results.channels`"], (true, true), deepgram::detect, deepgram::read),
    format(
        ["json/assemblyai", "AssemblyAI", "`audio_url` or a model, `utterances` or `words`"],
        (true, true),
        assembly::detect,
        assembly::read,
    ),
    format(["json/rev", "Rev", "`monologues` with `elements`"], (true, true), rev::detect, rev::read),
    format(["json/azure", "Azure, batch", "`recognizedPhrases`"], (true, true), azure::detect, azure::read),
    format(
        ["json/azure-fast", "Azure, fast transcription", "`phrases` with `offsetMilliseconds`"],
        (true, true),
        azure::detect_fast,
        azure::read_fast,
    ),
    format(
        ["json/fireflies", "Fireflies, with its summary", "`sentences` with `speaker_name`"],
        (true, true),
        fireflies::detect,
        fireflies::read,
    ),
    format(
        ["json/paper-edit", "Digital Paper Edit", "`words`, and `paragraphs` with `speaker`"],
        (true, true),
        beside::detect_paper,
        beside::read_paper,
    ),
    format(["json/kaldi", "Kaldi", "`retval.words`"], (true, true), beside::detect_kaldi, beside::read_kaldi),
    format(
        ["json/speechmatics", "Speechmatics", "`words` and `speakers` with `name` and `time`"],
        (true, true),
        beside::detect_speechmatics,
        beside::read_speechmatics,
    ),
    format(
        ["json/turns", "any other list of things said", "objects with a text and a speaker or a time"],
        (true, true),
        other::detect,
        other::read,
    ),
];

/// The name of JSON in which no speech is found.
pub(super) const UNKNOWN: &str = "json";
/// The name of JSON that is read as a mapping tells.
const MAPPED: &str = "json/map";
const UNREAD: &str = "JSON of a kind that is not read";

/// The names of all kinds, and of those that are not known.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    JSON_FORMATS.iter().map(|format| format.name).chain([UNKNOWN])
}

fn detect(root: &Node<'_>) -> Option<&'static JsonFormat> {
    JSON_FORMATS.iter().find(|format| (format.detect)(root))
}

/// The tree of a text that is JSON and not something that merely starts like it.
fn tree(source: &Source, within: Span) -> Option<Tree<'_>> {
    let tree = Tree::read(source.slice(within), within.start)?;
    // "[00:01] Ann: hi" starts like JSON; a file that was cut off has keys.
    let keyed = |node: &Node<'_>| !node.fields().is_empty();
    let held = tree.fault.is_none() || keyed(&tree.root) || tree.root.items().iter().any(keyed);
    held.then_some(tree)
}

/// Reads JSON as a transcript; `None` if the text is none.
pub(super) fn transcript(source: &Arc<Source>, within: Span) -> Option<Transcript> {
    let tree = tree(source, within)?;
    Some(match detect(&tree.root) {
        Some(format) => read(source, within, &tree, format),
        None => unread(source, within, UNKNOWN),
    })
}

/// Reads a text as JSON of the named kind, whatever it is; `None` if there is no such kind.
pub(super) fn transcript_as(source: &Arc<Source>, name: &str) -> Option<Transcript> {
    let within = Span::new(0, source.text().len());
    if name == UNKNOWN {
        return Some(unread(source, within, UNKNOWN));
    }
    let format = JSON_FORMATS.iter().find(|format| format.name == name)?;
    let tree = Tree::read(source.text(), 0);
    Some(tree.map_or_else(|| unread(source, within, format.name), |tree| read(source, within, &tree, format)))
}

/// Reads JSON as a mapping tells; `None` if the text is no JSON or the mapping leads to no words.
pub fn transcript_mapped(source: &Arc<Source>, mapping: &Mapping) -> Option<Transcript> {
    let within = Span::new(0, source.text().len());
    if let Some(page) = super::composed::page(source, within) {
        let transcript = page.read(|inner| {
            transcript_mapped(inner, mapping).unwrap_or_else(|| unread(inner, Span::new(0, inner.text().len()), MAPPED))
        });
        return Some(transcript).filter(|transcript| !transcript.turns.is_empty());
    }
    let tree = tree(source, within)?;
    let transcript = read_by(source, within, &tree, MAPPED, |root, script| mapping.read(root, script));
    Some(transcript).filter(|transcript| !transcript.turns.is_empty())
}

fn read(source: &Arc<Source>, within: Span, tree: &Tree<'_>, format: &JsonFormat) -> Transcript {
    read_by(source, within, tree, format.name, format.read)
}

fn read_by(
    source: &Arc<Source>,
    within: Span,
    tree: &Tree<'_>,
    name: &'static str,
    read: impl Fn(&Node<'_>, &mut Script<'_>),
) -> Transcript {
    let mut script = Script::new(source, name);
    // Names for labels: {"speakers": {"spk_0": "Ann"}}.
    for (label, name) in tree.root.get("speakers").fields() {
        if let Value::Text(_) = name.value {
            script.name(label, &name.written().unwrap_or_default());
        }
    }
    read(&tree.root, &mut script);
    if let Some(fault) = tree.fault {
        let rest = source.slice(Span::new(fault.at, within.end));
        let end = fault.at + rest.trim_end().len();
        // Where nothing is left to point at, the last sign is.
        let start = if end > fault.at { fault.at } else { before(source, fault.at) };
        script.skip(Span::new(start, end.max(fault.at)), fault.why);
    }
    let transcript = script.finish();
    if transcript.turns.is_empty() { unread(source, within, name) } else { transcript }
}

/// The start of the last sign before a place.
fn before(source: &Source, at: usize) -> usize {
    let text = source.slice(Span::new(0, at));
    text.trim_end().char_indices().next_back().map_or(0, |(start, _)| start)
}

/// A transcript in which nothing is read: every line is left out.
fn unread(source: &Arc<Source>, within: Span, format: &'static str) -> Transcript {
    let mut script = Script::new(source, format);
    let text = source.slice(within);
    let start =
        within.start + text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    script
        .skip(Span::new(start.min(within.start + text.trim_end().len()), within.start + text.trim_end().len()), UNREAD);
    script.finish()
}

/// What is wrong with a JSON file, and the line where it is broken.
pub struct JsonFault {
    /// The line at which reading stopped.
    pub line: Option<usize>,
    /// What is wrong, as the rest of a sentence that begins with the file.
    pub message: String,
}

/// Why a JSON file gives nothing, or only a part: where it is broken and, if it was `silent`, which keys it has and what was looked
/// for. `None` if nothing is wrong, or the text is no JSON.
pub fn json_fault(source: &Source, silent: bool) -> Option<JsonFault> {
    let tree = tree(source, Span::new(0, source.text().len()))?;
    let line = tree.fault.map(|fault| source.line(fault.at));
    let broken = tree.fault.map(|fault| format!("is broken JSON, read only up to here: {}", fault.why));
    if !silent {
        return broken.map(|message| JsonFault { line, message });
    }
    let first = tree.root.items().first().unwrap_or(&tree.root);
    let keys: Vec<&str> = first.fields().iter().map(|(key, _)| key.as_ref()).take(12).collect();
    let keys = if keys.is_empty() { "without keys".to_owned() } else { format!("with the keys {}", keys.join(", ")) };
    let tried: Vec<&str> = JSON_FORMATS.iter().map(|format| format.name.trim_start_matches("json/")).collect();
    let start = broken.map_or_else(|| "is JSON".to_owned(), |broken| format!("{broken};"));
    let message = format!("{start} {keys} that no known kind of transcript has; tried {}", tried.join(", "));
    Some(JsonFault { line, message })
}

/// Reads JSON as a mapping of summaries tells; `None` if the text is no JSON or the mapping leads to no claim.
pub fn summary_mapped(source: &Arc<Source>, mapping: &ClaimMapping) -> Option<Parts> {
    let tree = tree(source, Span::new(0, source.text().len()))?;
    let summary = mapping.read(source, &tree, MAPPED);
    (!summary.claims.is_empty()).then_some(Parts { transcript: None, summary: Some(summary) })
}

/// Reads JSON that is given as a summary; `None` if the text is no JSON. A file may hold a transcript and a summary of it.
pub(super) fn summary(source: &Arc<Source>) -> Option<Parts> {
    let within = Span::new(0, source.text().len());
    let tree = tree(source, within)?;
    let format = detect(&tree.root);
    let transcript = format.map(|format| read(source, within, &tree, format));
    let transcript = transcript.filter(|transcript| !transcript.turns.is_empty());
    let summary = claims::read(source, &tree, transcript.as_ref());
    // Short texts with times are speech or chapters; the keys of a summary decide.
    let summary: Option<Summary> = match &transcript {
        Some(_) if summary.claims.is_empty() => None,
        _ => Some(summary),
    };
    Some(Parts { transcript, summary })
}
