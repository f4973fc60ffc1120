//! What Whisper and its relatives write: segments with seconds, words in them, speakers if they were told apart.

use super::{clock::Unit, script::Script, shape::Shape, tree::Node};

const SEGMENTS: Shape<'static> = Shape {
    utterances: "segments.*",
    text: &["text"],
    speaker: &["speaker", "speakerLabel", "speaker_label"],
    start: &["start"],
    end: &["end"],
    words: "words",
    word: &["word", "text"],
    word_start: &["start"],
    ..Shape::NONE
};

/// whisper.cpp counts in milliseconds, and writes clocks beside.
const TRANSCRIPTION: Shape<'static> = Shape {
    utterances: "transcription.*",
    speaker: &["speaker"],
    start: &["offsets.from", "timestamps.from"],
    end: &["offsets.to", "timestamps.to"],
    unit: Unit::Millis,
    words: "tokens",
    word: &["text"],
    word_start: &["offsets.from"],
    ..SEGMENTS
};

/// Segments, nobody named.
pub(super) fn detect(root: &Node<'_>) -> bool {
    SEGMENTS.fits(root) && SEGMENTS.each(root).iter().all(|one| one.has("text") || one.fields().is_empty())
}

/// Segments with speakers, as whisperX writes them.
pub(super) fn detect_speakers(root: &Node<'_>) -> bool {
    let spoken = |one: &&Node<'_>| SEGMENTS.speaker.iter().any(|key| one.has(key));
    detect(root) && SEGMENTS.each(root).iter().any(spoken)
}

/// The verbose answer of the service: the words stand beside the segments, or its task is named.
pub(super) fn detect_verbose(root: &Node<'_>) -> bool {
    detect(root) && root.has("duration") && (root.has("task") || root.has("words") || root.has("language"))
}

/// The list of whisper.cpp.
pub(super) fn detect_cpp(root: &Node<'_>) -> bool {
    TRANSCRIPTION.fits(root)
}

/// Reads segments.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    // The verbose answer may have its words beside the segments; the segments' own starts are enough then.
    SEGMENTS.read(root, script);
}

/// Reads the list of whisper.cpp.
pub(super) fn read_cpp(root: &Node<'_>, script: &mut Script<'_>) {
    TRANSCRIPTION.read(root, script);
}
