//! Values that are said only as the ones before a change, or to compare with: "up from 12", "versus 2019".

use std::ops::Range;

use crate::rules::Context;

/// Words before a value that make it the one before a change, or one that is only compared with.
const FORMER: &[&str] =
    &["up from", "down from", "compared to", "compared with", "versus", "instead of", "rather than"];
/// Words of a claim that may speak of a former value itself.
const LOOKS_BACK: &[&str] = &[
    "from",
    "previous",
    "previously",
    "prior",
    "earlier",
    "before",
    "old",
    "former",
    "formerly",
    "originally",
    "initially",
    "last",
    "compared",
    "versus",
    "rather",
    "instead",
];

/// Whether the words before a value in a sentence of the talk make it a former one.
pub(super) fn is_led(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default().to_lowercase();
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    FORMER.iter().any(|words| before.ends_with(words))
}

/// Whether the claim may speak of a former value itself.
pub(super) fn looks_back(context: &Context) -> bool {
    context.own().mentions.words.iter().any(|word| LOOKS_BACK.contains(&word.folded.as_str()))
}
