//! Google's speech to text: results with alternatives, times as `"12.9s"` or `{seconds, nanos}`.

use super::{
    clock::Unit,
    script::Script,
    shape::{Shape, Words, label},
    tree::Node,
};

const WORDS: Words<'static> = Words {
    text: &["word"],
    speaker: &["speakerTag", "speakerLabel"],
    start: &["startTime", "startOffset"],
    end: &["endTime", "endOffset"],
    unit: Unit::Seconds,
};

const RESULTS: Shape<'static> = Shape {
    utterances: "results.*.alternatives.0",
    text: &["transcript"],
    speaker: &[],
    start: &["words.0.startTime", "words.0.startOffset"],
    end: &[],
    unit: Unit::Seconds,
    words: "words",
    word: &["word"],
    word_start: &["startTime", "startOffset"],
};

/// A list of results, each with a transcript.
pub(super) fn detect(root: &Node<'_>) -> bool {
    RESULTS.fits(root)
}

/// Reads results. When speakers are told apart, the last result repeats the words of all others with their speakers, and only it
/// is read.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let results = RESULTS.each(root);
    let spoken = |word: &Node<'_>| WORDS.speaker.iter().any(|key| label(word.at(key)).is_some_and(|tag| tag != "0"));
    let told = |result: &Node<'_>| result.get("words").items().iter().any(spoken);
    let count = |result: &&Node<'_>| result.get("words").items().len();
    let Some((last, others)) = results.split_last().filter(|(last, _)| told(last)) else {
        return RESULTS.read(root, script);
    };
    let words = last.get("words").items();
    if words.len() * 10 >= others.iter().map(count).sum::<usize>() * 8 {
        for result in others {
            script.skip(result.get("transcript").span, "words that the last result repeats with their speakers");
        }
        return WORDS.read(words, |_| None, script);
    }
    for result in results {
        WORDS.read(result.get("words").items(), |_| None, script);
    }
}
