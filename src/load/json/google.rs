//! Google's speech to text: results with alternatives, times as `"12.9s"` or `{seconds, nanos}`.

use super::{
    clock::{Unit, time},
    script::Script,
    shape::{Shape, Words, label},
    tree::Node,
};

const WORDS: Words<'static> = Words {
    text: &["word"],
    speaker: &["speakerTag", "speakerLabel"],
    start: &["startTime", "startOffset"],
    end: &["endTime", "endOffset"],
    ..Words::NONE
};

const RESULTS: Shape<'static> = Shape {
    utterances: "results.*.alternatives.0",
    text: &["transcript"],
    start: &["words.0.startTime", "words.0.startOffset"],
    words: "words",
    word: &["word"],
    word_start: &["startTime", "startOffset"],
    ..Shape::NONE
};

/// A list of results, each with a transcript.
pub(super) fn detect(root: &Node<'_>) -> bool {
    RESULTS.fits(root)
}

/// Reads results. When speakers are told apart, the last result may repeat the words of all others with their speakers; then only
/// it is read, unless it was cut off.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let results = RESULTS.each(root);
    let spoken = |word: &Node<'_>| WORDS.speaker.iter().any(|key| label(word.at(key)).is_some_and(|tag| tag != "0"));
    let told = |result: &Node<'_>| result.get("words").items().iter().any(spoken);
    let count = |result: &&Node<'_>| result.get("words").items().len();
    let start =
        |result: &Node<'_>| WORDS.start.iter().find_map(|key| time(result.at("words.0").get(key), Unit::Seconds));
    let Some((last, others)) = results.split_last().filter(|(last, _)| told(last)) else {
        return RESULTS.read(root, script);
    };
    let repeats = others.iter().find_map(|other| start(other)).is_some_and(|first| start(last) <= Some(first));
    let all: usize = others.iter().map(count).sum();
    if repeats && count(last) * 10 < all * 8 {
        for result in others {
            RESULTS.say(result, None, script);
        }
        return;
    }
    if repeats {
        for result in others {
            script.skip(result.get("transcript").span, "words that the last result repeats with their speakers");
        }
        return WORDS.read(last.get("words").items(), |_| None, script);
    }
    for result in results {
        WORDS.read(result.get("words").items(), |_| None, script);
    }
}
