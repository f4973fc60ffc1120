//! The noun that follows a number and tells what it counts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::token::{Lex, Tokens, rows};
use crate::text::{is_stop_word, stem};

/// Words that are or are not the noun.
const NOUNS: &str = include_str!("nouns.tsv");

static TABLE: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    rows(NOUNS)
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(class, words)| {
            let class = match class {
                "adjective" => Class::Adjective,
                "halt" => Class::Halt,
                "plural" => Class::Plural,
                _ => Class::Singular,
            };
            words.split(' ').map(move |word| (word, class))
        })
        .collect()
});

/// What is known of a word behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Adjective,
    Halt,
    Plural,
    Singular,
}

/// The noun that a number counts, from token `i` on: its stem and the token after it.
///
/// Of up to three words before a stop word or a sign, the first that looks like a plural; else the first that is no adjective
/// and no name. After a hyphen ("three-letter code") the very next word. With `of`, "of the" may stand before it.
pub(super) fn noun(t: &Tokens, mut i: usize, of: bool) -> Option<(SmolStr, usize)> {
    if of && (t.follows(i, "of") || t.before(i, 1) == "of") {
        i += usize::from(t.word(i) == "of");
        while t.spaced(i) && is_determiner(t.word(i)) {
            i += 1;
        }
    }
    if t.hyphened(i) && t.lex(i) == Lex::Word && !is_stop_word(t.word(i)) {
        return Some((stem(t.word(i)), i + 1));
    }
    let mut first = None;
    for at in i..i + 3 {
        let joined = t.spaced(at) || (at > i && t.hyphened(at));
        if !joined || !matches!(t.lex(at), Lex::Word | Lex::Parts(_)) || halts(t.word(at)) {
            break;
        }
        let word = t.word(at);
        // "GPUs" ends like "bus".
        let capitals =
            t.written(at).ends_with('s') && t.written(at).chars().rev().nth(1).is_some_and(char::is_uppercase);
        if is_plural(word) || capitals {
            return Some((stem(word), at + 1));
        }
        // A name before the noun is not what is counted: "two Llama models".
        if first.is_none() && !is_adjective(word) && !t.hyphened(at + 1) && !t.capital(at) {
            first = Some(at);
        }
    }
    first.map(|at| (stem(t.word(at)), at + 1))
}

/// "the", "our": what stands between "of" and a noun.
pub(super) fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "its"
            | "their"
            | "our"
            | "your"
            | "my"
            | "his"
            | "her"
            | "all"
            | "these"
            | "those"
            | "this"
            | "that"
            | "total"
    )
}

/// Whether a word looks like a plural noun.
pub(in crate::mention) fn is_plural(word: &str) -> bool {
    match TABLE.get(word) {
        Some(class) => *class == Class::Plural,
        None => {
            word.len() > 2 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end))
        }
    }
}

fn is_adjective(word: &str) -> bool {
    TABLE.get(word) == Some(&Class::Adjective)
        || word.ends_with("ly")
        || (word.ends_with("ed") && word.len() > 4 && !word.ends_with("eed"))
}

/// Where the search for a noun ends.
fn halts(word: &str) -> bool {
    is_stop_word(word)
        || TABLE.get(word) == Some(&Class::Halt)
        || word.ends_with("n't")
        || word.chars().nth(1).is_none()
}
