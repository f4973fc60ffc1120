//! `AssemblyAI`: utterances of speakers A, B and so on, or only words; times in milliseconds.

use super::{
    clock::Unit,
    script::Script,
    shape::{Shape, Words},
    tree::Node,
};

const UTTERANCES: Shape<'static> = Shape {
    utterances: "utterances.*",
    text: &["text"],
    speaker: &["speaker", "channel"],
    start: &["start"],
    end: &["end"],
    unit: Unit::Millis,
    words: "words",
    word: &["text"],
    word_start: &["start"],
    ..Shape::NONE
};

const WORDS: Words<'static> = Words {
    text: &["text"],
    speaker: &["speaker"],
    start: &["start"],
    end: &["end"],
    unit: Unit::Millis,
    ..Words::NONE
};

/// The keys of a job, and its words.
pub(super) fn detect(root: &Node<'_>) -> bool {
    let job = ["audio_url", "acoustic_model", "language_model", "audio_duration"].iter().any(|key| root.has(key));
    job && (UTTERANCES.fits(root) || !root.get("words").items().is_empty() || root.has("text"))
}

/// Reads utterances, or else words, or else the text.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    if UTTERANCES.fits(root) {
        return UTTERANCES.read(root, script);
    }
    let words = root.get("words").items();
    if words.is_empty() {
        return Shape { utterances: "", ..UTTERANCES }.read(root, script);
    }
    WORDS.read(words, |_| None, script);
}
