//! Deepgram: channels of words, and paragraphs or utterances if they were asked for.

use super::{
    clock::{Unit, time},
    script::Script,
    shape::{Shape, Words, first, label},
    tree::Node,
};

const UTTERANCES: Shape<'static> = Shape {
    utterances: "results.utterances.*",
    text: &["transcript"],
    speaker: &["speaker"],
    start: &["start"],
    end: &["end"],
    words: "words",
    word: &["punctuated_word", "word"],
    word_start: &["start"],
    ..Shape::NONE
};

const WORDS: Words<'static> = Words {
    text: &["punctuated_word", "word"],
    speaker: &["speaker"],
    start: &["start"],
    end: &["end"],
    ..Words::NONE
};

/// Channels with alternatives.
pub(super) fn detect(root: &Node<'_>) -> bool {
    root.all("results.channels.*.alternatives.0").iter().any(|one| one.has("transcript") || one.has("words"))
}

/// Reads utterances, or else the words of all channels in the order of their times.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let channels = root.all("results.channels.*.alternatives.0");
    if UTTERANCES.fits(root) {
        for one in UTTERANCES.each(root) {
            let channel = label(one.get("channel")).filter(|_| channels.len() > 1);
            UTTERANCES.say(one, channel.map(|channel| format!("Channel {channel}")).as_deref(), script);
        }
        return;
    }
    let mut words: Vec<_> = channels
        .iter()
        .enumerate()
        .flat_map(|(channel, one)| one.get("words").items().iter().map(move |word| (channel, word)))
        .collect();
    if words.is_empty() {
        let bare = Shape { utterances: "results.channels.*.alternatives.0", ..UTTERANCES };
        return bare.read(root, script);
    }
    if channels.len() == 1 {
        return WORDS.read(words.into_iter().map(|(_, word)| word), |_| None, script);
    }
    words.sort_by_key(|(_, word)| time(word.get("start"), Unit::Seconds));
    for (channel, word) in words {
        let Some(text) = first(word, WORDS.text).and_then(|text| text.flow(false)) else { continue };
        let when = |key| time(word.get(key), Unit::Seconds);
        script.word(Some(&format!("Channel {channel}")), &text, when("start"), when("end"));
    }
}
