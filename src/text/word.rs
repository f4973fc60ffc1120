//! Words of a text with the forms in which they are compared.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    fold::{fold, is_folded},
    stem,
};

/// A word as Unicode (UAX 29) sees it: letters, digits, inner apostrophes and points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The bytes of the text it was found in.
    pub range: Range<usize>,
    /// Lower case, straight apostrophes.
    pub folded: SmolStr,
    /// What its inflections share.
    pub stem: SmolStr,
    stop: bool,
}

impl Word {
    /// Whether it is one of the short words that carry no content of their own.
    pub fn is_stop(&self) -> bool {
        self.stop
    }

    /// Its folded form without a possessive ending.
    pub fn bare(&self) -> &str {
        let mut bare = self.folded.as_str();
        while let Some(owner) = bare.strip_suffix("'s") {
            bare = owner;
        }
        bare
    }

    /// The word as written.
    pub fn written<'a>(&self, text: &'a str) -> &'a str {
        &text[self.range.clone()]
    }
}

/// The words of a text in order.
pub fn words(text: &str) -> Vec<Word> {
    // English has a word in about five bytes.
    let mut words = Vec::with_capacity(text.len() / 5 + 1);
    words.extend(text.unicode_word_indices().map(|(start, written)| {
        let folded = if is_folded(written) { SmolStr::new(written) } else { fold(written).into() };
        let stem = stem(&folded);
        let stop = is_stop_word(&folded);
        Word { range: start..start + written.len(), folded, stem, stop }
    }));
    words
}

/// What white space parts in a text, as `split_whitespace` has it, without looking up each character of a text that is ASCII.
pub fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let space = |byte: &u8| matches!(byte, 9..=13 | b' ');
    let (mut plain, other) = if text.is_ascii() { (text, "") } else { ("", text) };
    let next = move || {
        let start = plain.bytes().position(|byte| !space(&byte))?;
        let rest = plain.get(start..)?;
        let (piece, rest) = rest.split_at(rest.bytes().position(|byte| space(&byte)).unwrap_or(rest.len()));
        plain = rest;
        Some(piece)
    };
    std::iter::from_fn(next).chain(other.split_whitespace())
}

/// Whether a folded word says nothing by itself. Words that decide a judgement ("not", "more", "only", "before") are never in the list.
pub fn is_stop_word(folded: &str) -> bool {
    folded.len() <= LONGEST_STOP && STOP_SET.contains(folded)
}

/// Words with which a summary speaks about the talk itself, by stem.
static FRAME: LazyLock<FxHashSet<SmolStr>> = LazyLock::new(|| {
    let lines = include_str!("frame.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(stem).collect()
});

/// Whether a stem is one with which a summary speaks about the talk itself ("discuss", "chapter"): not said there, and no content.
pub fn is_frame_stem(stem: &str) -> bool {
    FRAME.contains(stem)
}

/// The length of the longest stop word, in bytes.
const LONGEST_STOP: usize = 8;

static STOP_SET: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| STOP.iter().copied().collect());

/// Sorted. Our own short list: articles, pronouns, auxiliaries, prepositions, and the fillers of speech.
const STOP: &[&str] = &[
    "'s", "a", "about", "actually", "ah", "also", "am", "an", "and", "are", "as", "at", "be", "because", "been",
    "being", "but", "by", "can", "could", "did", "do", "does", "doing", "er", "for", "from", "gonna", "had", "has",
    "have", "having", "he", "her", "here", "hers", "him", "his", "hmm", "how", "i", "i'd", "i'll", "i'm", "i've", "if",
    "in", "into", "is", "it", "it'd", "it'll", "it's", "its", "just", "kind", "let's", "like", "may", "me", "mean",
    "might", "mm", "my", "of", "oh", "ok", "okay", "on", "or", "our", "ours", "really", "right", "she", "should", "so",
    "some", "sort", "such", "than", "that", "that's", "the", "their", "theirs", "them", "then", "there", "there's",
    "these", "they", "they'd", "they'll", "they're", "they've", "thing", "things", "this", "those", "though", "to",
    "uh", "um", "up", "us", "very", "was", "we", "we'd", "we'll", "we're", "we've", "well", "were", "what", "what's",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would", "yeah", "yes", "you",
    "you'd", "you'll", "you're", "you've", "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stop_list_is_sorted_and_leaves_deciding_words_alone() {
        assert!(STOP.is_sorted());
        assert_eq!(STOP.iter().map(|word| word.len()).max(), Some(LONGEST_STOP));
        for word in [
            "not", "no", "never", "more", "less", "only", "before", "after", "all", "most", "few", "first", "over",
            "under",
        ] {
            assert!(!is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn pieces_are_what_white_space_parts() {
        for text in
            ["", "  ", "a", " one\u{a0}two \t three\u{2009}four\u{3000}\r\n", "é à\u{85}ü â\u{b}b ã\u{1c}c", "€ – ‘x’"]
        {
            assert!(pieces(text).eq(text.split_whitespace()), "{text:?}");
        }
    }

    #[test]
    fn words_point_at_their_bytes() {
        let text = "It’s Meta’s 3.5 billion";
        let found: Vec<_> = words(text).into_iter().map(|w| (w.written(text).to_owned(), w.folded, w.stem)).collect();
        assert_eq!(found[0], ("It’s".into(), "it's".into(), "it".into()));
        assert_eq!(found[1], ("Meta’s".into(), "meta's".into(), "meta".into()));
        assert_eq!(found[2], ("3.5".into(), "3.5".into(), "3.5".into()));
    }
}
