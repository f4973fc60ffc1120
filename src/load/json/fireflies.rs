//! Fireflies: sentences with the name of their speaker, seconds as strings or numbers, a summary in the same file.

use super::{script::Script, shape::Shape, tree::Node};

const SENTENCES: Shape<'static> = Shape {
    utterances: "sentences.*",
    text: &["text", "raw_text", "sentence"],
    speaker: &["speaker_name", "speaker_id"],
    start: &["start_time", "startTime"],
    end: &["end_time", "endTime"],
    ..Shape::NONE
};

/// The file itself, or the answer of the service that it was cut from.
fn body<'t, 'a>(root: &'t Node<'a>) -> &'t Node<'a> {
    ["data.transcript", "transcript"]
        .iter()
        .map(|path| root.at(path))
        .find(|node| node.has("sentences"))
        .unwrap_or(root)
}

/// Sentences with the name of a speaker.
pub(super) fn detect(root: &Node<'_>) -> bool {
    let body = body(root);
    SENTENCES.fits(body) && SENTENCES.each(body).iter().any(|one| one.has("speaker_name") || one.has("raw_text"))
}

/// Reads sentences.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    SENTENCES.read(body(root), script);
}
