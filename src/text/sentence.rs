//! Sentences: UAX 29 boundaries with a repair layer.
//!
//! Unicode's rules know no abbreviations, no initials and no `…`; the repairs here take back boundaries after "Dr." and "J. K.",
//! and add those that the rules do not see. Text without punctuation, as speech recognition gives it, is cut by length.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::{
    bounds,
    fold::{fold, plain},
};

/// Abbreviations and sentence openers: a class, a tab, words.
const ABBREVIATIONS: &str = include_str!("abbreviations.tsv");

/// A stretch with more words than this and no boundary is cut.
const LONGEST: usize = 60;

/// Where such a stretch is best cut, in words.
const USUAL: usize = 40;

/// What a full stop after a word means, or what the word does itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Stands before its word ("Dr."): never ends a sentence.
    Before,
    /// Is an abbreviation only before a number ("No. 5").
    Number,
    /// May end a sentence ("Inc.").
    Open,
}

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let class = |name| match name {
        "before" => Some(Class::Before),
        "number" => Some(Class::Number),
        "open" => Some(Class::Open),
        _ => None,
    };
    rows().filter_map(|(name, word)| Some((word, class(name)?))).collect()
});

static STARTERS: LazyLock<rustc_hash::FxHashSet<&'static str>> =
    LazyLock::new(|| rows().filter(|(name, _)| *name == "starter").map(|(_, word)| word).collect());

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ABBREVIATIONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(name, words)| words.split_whitespace().map(move |word| (name, word)))
}

/// The sentences of a text as byte ranges, in order, without surrounding white space; blank ones are left out.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut cuts = bounds::starts(text);
    cuts.extend(missed(text));
    cuts.sort_unstable();
    cuts.dedup();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, &start) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).copied().unwrap_or(text.len());
        match found.last_mut() {
            Some(last) if joins(&text[last.clone()], &text[start..end]) => last.end = end,
            _ => found.push(start..end),
        }
    }
    found.into_iter().filter_map(|range| trimmed(text, range)).flat_map(|range| by_length(text, range)).collect()
}

/// The range without surrounding white space, if anything is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + part.len() - part.trim_start().len();
    let end = range.start + part.trim_end().len();
    (start < end).then_some(start..end)
}

/// Boundaries that Unicode's rules do not see: `…` before a capital, a full stop set apart (" . "), and any full stop in text
/// that has no capitals at all.
fn missed(text: &str) -> Vec<usize> {
    let mut caseless: Option<bool> = None;
    let mut cuts = Vec::new();
    let mut from = 0;
    // Only what follows a terminator matters.
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['.', '…'])).map(|found| from + found) {
        from = after_mark(text, at, &mut caseless, &mut cuts);
    }
    cuts
}

/// Reads from a terminator to the first character after it that is neither a terminator, a closing mark nor white space, and cuts
/// there if that starts a sentence. Returns where to go on.
fn after_mark(text: &str, at: usize, caseless: &mut Option<bool>, cuts: &mut Vec<usize>) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
    // The last terminator, and whether white space stood before it.
    let (mut stop, mut apart) = ('.', false);
    let mut spaces = false;
    for (offset, c) in rest.char_indices() {
        match c {
            '.' | '…' => {
                (stop, apart) = (c, before.is_whitespace());
                spaces = false;
            }
            _ if c.is_whitespace() => spaces = true,
            _ if is_closer(c) && !spaces => {}
            _ => {
                if spaces {
                    // An opening mark goes with the word that it opens.
                    let next = || rest.get(offset + c.len_utf8()..).and_then(|rest| rest.chars().next());
                    let first = if is_opener(c) { next().unwrap_or(c) } else { c };
                    let capital = stop == '…' && first.is_uppercase();
                    let apart = stop == '.' && apart && first.is_alphanumeric();
                    let mut caseless = || *caseless.get_or_insert_with(|| !text.chars().any(char::is_uppercase));
                    if capital || apart || (stop == '.' && first.is_alphabetic() && caseless()) {
                        cuts.push(at + offset);
                    }
                } else if c.is_uppercase() && is_run_on(&text[..at], &rest[offset..]) {
                    cuts.push(at + offset);
                }
                return at + offset + c.len_utf8();
            }
        }
        before = c;
    }
    text.len()
}

/// Whether the boundary between two neighbouring stretches is none.
fn joins(left: &str, right: &str) -> bool {
    let body = left.trim_end();
    let gap = &left[body.len()..];
    let right_body = right.trim_start();
    if body.is_empty() || right_body.is_empty() || !right_body.contains(char::is_alphanumeric) {
        // A lone closing mark, dash or space goes with what is before it.
        return !gap.contains("\n\n");
    }
    if gap.contains(['\n', '\r']) {
        return !body.ends_with(is_terminator) && right_body.starts_with(char::is_lowercase) && !gap.contains("\n\n");
    }
    if is_list_number(body) {
        return true;
    }
    let bare = body.trim_end_matches(is_closer);
    let next = right_body.trim_start_matches(|c| is_opener(c) || is_closer(c));
    if next.starts_with(char::is_lowercase) && bare.len() < body.len() && bare.ends_with(['?', '!', '…', '.']) {
        return true;
    }
    if !body.ends_with('.') || bare.ends_with("..") {
        return false;
    }
    // ".NET", "v.Next": no white space, no boundary.
    if gap.is_empty() { !is_run_on(&body[..body.len() - 1], next) } else { is_abbreviated(body, next) }
}

/// Whether the white space after a full stop was forgotten: "on the pier.The ferry".
fn is_run_on(before: &str, next: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let opener = next.split([' ', ',']).next().unwrap_or_default();
    let small = |word: &str| word.len() > 2 && word.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    small(word) && word.is_ascii() && STARTERS.contains(fold(opener).as_str())
}

/// Whether the full stop at the end of `body` only abbreviates its word, with `next` after it.
fn is_abbreviated(body: &str, next: &str) -> bool {
    // Transcripts that set punctuation apart write "Mr . Smith".
    let before = body.trim_end_matches('.').trim_end();
    let tail = before.len() - before.chars().rev().take(24).map(char::len_utf8).sum::<usize>();
    let word =
        before[tail..].rsplit(|c: char| c.is_whitespace() || "([{\"'“‘—–/-".contains(c)).next().unwrap_or_default();
    let opens = STARTERS.contains(first_word(next).as_str());
    let capitalised = word.chars().skip(1).all(char::is_lowercase);
    match CLASSES.get(word).or_else(|| capitalised.then(|| CLASSES.get(fold(word).as_str())).flatten()) {
        Some(Class::Before) => true,
        Some(Class::Number) => next.starts_with(|c: char| c.is_ascii_digit()),
        Some(Class::Open) => !opens,
        // "J. K. Rowling", "U.S.", "a.m.": single letters.
        None => is_letters(word) && !opens && (word.chars().count() > 1 || word.starts_with(char::is_uppercase)),
    }
}

/// One letter, or single letters with full stops between them ("U.S", "Ph.D").
fn is_letters(word: &str) -> bool {
    let mut parts = word.split('.');
    !word.is_empty()
        && (word.chars().count() == 1 || word.contains('.'))
        && parts.all(|part| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic))
}

/// "1." or "12)": a list number that stands alone.
fn is_list_number(body: &str) -> bool {
    let digits = body.bytes().rev().skip(1).take_while(u8::is_ascii_digit).take(4).count();
    let before = body.len().checked_sub(digits + 2).and_then(|at| body.as_bytes().get(at));
    body.ends_with('.') && (1..=3).contains(&digits) && matches!(before, None | Some(b'\n'))
}

fn first_word(text: &str) -> String {
    let end = text.find(|c: char| !c.is_alphanumeric() && plain(c) != '\'').unwrap_or(text.len());
    fold(&text[..end])
}

fn is_closer(c: char) -> bool {
    matches!(plain(c), '"' | '\'' | ')' | ']' | '}')
}

fn is_opener(c: char) -> bool {
    matches!(plain(c), '"' | '\'' | '(' | '[' | '{')
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | ':' | ';') || is_closer(c)
}

/// A stretch as it is, or, if it is very long, cut near every fortieth word where a clause seems to start.
fn by_length(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let base = range.start;
    // No more words than white space, and no more of that than such bytes.
    let gaps = text[range.clone()].bytes().filter(|b| *b <= b' ' || *b >= 0x80).count();
    if gaps < LONGEST {
        return vec![range];
    }
    let words: Vec<(usize, &str)> = text[range.clone()]
        .split_whitespace()
        .map(|word| (base + (word.as_ptr() as usize - text[base..].as_ptr() as usize), word))
        .collect();
    let mut parts = Vec::new();
    let mut first = 0;
    while words.len() - first > LONGEST {
        let distance = |index: &usize| index.abs_diff(first + USUAL);
        let opens = |index: &usize| {
            let word = words.get(*index).map_or("", |(_, word)| word);
            ["and", "but", "so", "because", "or", "which", "while"].contains(&fold(word).as_str())
        };
        let near = || first + USUAL - 15..first + USUAL + 15;
        let after_comma =
            |index: &usize| words.get(*index - 1).is_some_and(|(_, word)| word.ends_with([',', ';', ':']));
        let cut = near()
            .filter(|i| opens(i) && after_comma(i))
            .min_by_key(distance)
            .or_else(|| near().filter(opens).min_by_key(distance))
            .or_else(|| near().filter(after_comma).min_by_key(distance))
            .unwrap_or(first + USUAL);
        parts.extend(words.get(first).zip(words.get(cut - 1)).map(|((a, _), (b, last))| *a..*b + last.len()));
        first = cut;
    }
    parts.extend(words.get(first).map(|(start, _)| *start..range.end));
    parts
}
