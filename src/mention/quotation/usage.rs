//! What quotation marks are used for, by what stands around and inside them.

use super::Use;
use crate::{
    mention::attribution::act_of,
    text::{fold::fold, is_stop_word, stem},
};

/// Decides by the text before the marks, the words inside and the text after.
pub(super) fn of(before: &str, inner: &str, after: &str) -> Use {
    let count = inner.split_whitespace().count();
    let title = is_title(inner);
    let named = last_words(before).iter().any(|word| is_naming(word));
    if named && count <= 5 {
        return if title { Use::Title } else { Use::Term };
    }
    let said = is_said(before, after);
    // Nobody's speech is written with all its capitals, but "Never again" after "he said" is speech.
    if title && (!said || count >= 3) {
        return Use::Title;
    }
    if count >= 3 || said || is_sentence(inner) { Use::Speech } else { Use::Term }
}

/// The last three words before the marks in their sentence, folded.
fn last_words(before: &str) -> Vec<String> {
    let words = before.split_whitespace().rev().take(3).take_while(|word| !word.ends_with(['.', '!', '?', ';']));
    words.map(|word| fold(word).trim_matches(|c: char| !c.is_alphanumeric()).to_owned()).collect()
}

fn is_naming(word: &str) -> bool {
    matches!(
        word,
        "called"
            | "named"
            | "dubbed"
            | "titled"
            | "entitled"
            | "termed"
            | "labeled"
            | "labelled"
            | "nicknamed"
            | "codenamed"
            | "code-named"
            | "so-called"
            | "term"
            | "word"
            | "phrase"
            | "known"
            | "codename"
            | "coined"
    )
}

/// Whether a verb of saying leads to the quotation or follows it.
fn is_said(before: &str, after: &str) -> bool {
    let says = |word: &str| act_of(&stem(word)).is_some();
    let close: Vec<String> = last_words(before);
    let before_is = match close.first() {
        Some(last) if before.trim_end().ends_with([',', ':']) => says(last) || close.iter().any(|word| says(word)),
        Some(last) => says(last) || (last == "that" || last == "as") && close.get(1).is_some_and(|word| says(word)),
        None => false,
    };
    // "…," she said.
    let follows = after.split_whitespace().take(4).map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())));
    let after_is =
        after.starts_with([',', ' ']) && follows.take(3).any(|word| matches!(word.as_str(), "said" | "says" | "asked"));
    before_is || after_is
}

/// Whether every content word has a capital, or a digit, and it is no sentence.
fn is_title(inner: &str) -> bool {
    let words: Vec<&str> = inner.split_whitespace().collect();
    let bare = |word: &&str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
    let capital = |word: &&str| bare(word).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let small = |word: &&str| is_stop_word(&fold(word)) && word.len() <= 4;
    let first = words.first().is_some_and(capital);
    let name = words.len() > 1 || words.first().is_some_and(|word| !is_stop_word(&fold(word)));
    first
        && name
        && words.len() <= 12
        && words.iter().all(|word| capital(word) || small(word))
        && !is_sentence(inner)
        && words.iter().filter(|word| capital(word)).count() * 2 >= words.len()
}

/// Whether there are marks of a sentence inside: a question, a stop or a comma before more words.
fn is_sentence(inner: &str) -> bool {
    let inner = inner.trim();
    let stop_inside = inner.char_indices().any(|(at, c)| {
        matches!(c, '.' | ',' | ';' | '!' | '?' | '…')
            && inner.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(' '))
    });
    stop_inside || inner.ends_with(['!', '?'])
}
