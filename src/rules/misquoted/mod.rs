//! Not the words that were spoken.

use std::ops::Range;

use super::{Context, Spoken};

pub mod altered_quote;
pub mod missing_quote;
pub mod spliced_quote;

/// Spoken words, counted as the index of quotations counts them: where they begin, and their text, over several sentences if need be.
fn heard(context: &Context, words: &Range<usize>) -> Option<(Spoken, String)> {
    let quotes = &context.lookup.quotes;
    let (sentence, first) = quotes.locate(words.start)?;
    let (last_sentence, last) = quotes.locate(words.end.checked_sub(1)?)?;
    let text = |index: usize| {
        let text = &context.talk.sentences.get(index)?.text;
        let start = if index == sentence { first.start } else { 0 };
        let end = if index == last_sentence { last.end } else { text.len() };
        text.get(start..end)
    };
    let spoken = Spoken { sentence, range: first.start..first.start + text(sentence)?.len() };
    let parts: Vec<&str> = (sentence..=last_sentence).filter_map(text).map(str::trim).collect();
    Some((spoken, parts.join(" ")))
}

/// A long quotation by its ends.
fn shortened(words: &str) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    match all.as_slice() {
        [head @ .., _, _, _] if head.len() > 12 => {
            format!("{} … {}", all[..8].join(" "), all[all.len() - 4..].join(" "))
        }
        _ => words.trim().to_owned(),
    }
}
