//! Azure: recognised phrases with times in ticks (batch), or phrases with milliseconds (fast transcription).

use super::{
    clock::{Unit, time},
    script::Script,
    shape::{Shape, label},
    tree::Node,
};

const BATCH: Shape<'static> = Shape {
    utterances: "recognizedPhrases.*",
    text: &["nBest.0.display", "nBest.0.lexical"],
    speaker: &["speaker"],
    start: &["offsetInTicks", "offset"],
    lasts: &["durationInTicks", "duration"],
    unit: Unit::Ticks,
    words: "nBest.0.displayWords",
    word: &["displayText"],
    word_start: &["offsetInTicks", "offset"],
    ..Shape::NONE
};

const FAST: Shape<'static> = Shape {
    utterances: "phrases.*",
    text: &["text"],
    start: &["offsetMilliseconds"],
    lasts: &["durationMilliseconds"],
    unit: Unit::Millis,
    words: "words",
    word: &["text"],
    word_start: &["offsetMilliseconds"],
    ..BATCH
};

/// The phrases of a batch job.
pub(super) fn detect(root: &Node<'_>) -> bool {
    BATCH.fits(root)
}

/// The phrases of a fast transcription.
pub(super) fn detect_fast(root: &Node<'_>) -> bool {
    FAST.fits(root) && FAST.each(root).iter().any(|one| one.has("offsetMilliseconds"))
}

/// Reads phrases in the order of their times: each channel is a list of its own.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    in_order(&BATCH, root, script);
}

/// Reads the phrases of a fast transcription.
pub(super) fn read_fast(root: &Node<'_>, script: &mut Script<'_>) {
    in_order(&FAST, root, script);
}

fn in_order(shape: &Shape<'_>, root: &Node<'_>, script: &mut Script<'_>) {
    let mut phrases = shape.each(root);
    phrases.sort_by_key(|phrase| shape.start.iter().find_map(|path| time(phrase.at(path), shape.unit)));
    let channels = phrases.iter().any(|phrase| label(phrase.get("channel")).is_some_and(|channel| channel != "0"));
    for phrase in phrases {
        let channel = label(phrase.get("channel")).filter(|_| channels);
        shape.say(phrase, channel.map(|channel| format!("Channel {channel}")).as_deref(), script);
    }
}
