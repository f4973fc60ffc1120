//! Negations and what they deny.

use std::{cell::LazyCell, ops::Range, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::phrase::{Phrases, gap};
use crate::text::{Word, stem};

/// A negation with its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negation {
    /// The bytes of the negating word ("not", "never", "without", "fails to").
    pub range: Range<usize>,
    /// The bytes of what it denies: to the end of its clause.
    pub scope: Range<usize>,
}

/// How far a negating phrase reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To the end of its clause.
    Clause,
    /// To the first comma: "without X, Y".
    Comma,
    /// It denies nothing: "no doubt".
    Nothing,
}

static NEGATORS: LazyLock<Phrases<Reach>> = LazyLock::new(|| {
    Phrases::load(include_str!("negators.tsv"), |reach| match reach {
        "clause" => Some(Reach::Clause),
        "comma" => Some(Reach::Comma),
        "none" => Some(Reach::Nothing),
        _ => None,
    })
});

static OPPOSITES: LazyLock<FxHashMap<SmolStr, SmolStr>> = LazyLock::new(|| prefixed().collect());

static NEGATING: LazyLock<FxHashMap<SmolStr, Vec<SmolStr>>> = LazyLock::new(|| {
    let mut forms: FxHashMap<SmolStr, Vec<SmolStr>> = FxHashMap::default();
    for (negative, positive) in prefixed() {
        forms.entry(positive).or_default().push(negative);
    }
    forms
});

/// The stems of the table: of the word that denies, and of the word it denies.
fn prefixed() -> impl Iterator<Item = (SmolStr, SmolStr)> {
    include_str!("opposites.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(negative, positive)| (stem(negative), stem(positive)))
        .filter(|(negative, positive)| negative != positive)
}

/// The stem of the word that a word denies by its prefix: that of "compatible" for that of "incompatible". Only words of a list.
pub fn negated_form(stem: &str) -> Option<&'static str> {
    OPPOSITES.get(stem).map(SmolStr::as_str)
}

/// The stems of the words that deny a word by their prefix: those of "incompatible" for that of "compatible". Only words of a list.
pub fn negating_forms(stem: &str) -> &'static [SmolStr] {
    NEGATING.get(stem).map_or(&[], Vec::as_slice)
}

/// The stems of the words that say no in some way.
static NEGATIVE: LazyLock<FxHashSet<SmolStr>> = LazyLock::new(|| {
    let lines = include_str!("negative.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(stem).collect()
});

/// Whether a word says no in some way: "not", "refuse", "lack", "hard", "unsafe". Generous: most such words deny nothing by themselves.
pub fn is_negative(word: &Word) -> bool {
    word.folded.ends_with("n't") || NEGATIVE.contains(&word.stem) || OPPOSITES.contains_key(&word.stem)
}

/// Whether a byte position is denied: it lies in an odd number of scopes, since two negations cancel each other.
pub fn denied(negations: &[Negation], position: usize) -> bool {
    negations.iter().filter(|negation| negation.scope.contains(&position)).count() % 2 == 1
}

/// The negations of a text, in order. Tag questions ("isn't it?"), suggestions ("why not") and idioms ("no doubt") are none.
pub fn negations(text: &str, words: &[Word]) -> Vec<Negation> {
    // Most texts deny nothing.
    let clauses = LazyCell::new(|| Clauses::of(text, words));
    let mut found: Vec<Negation> = Vec::new();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let phrase =
            NEGATORS.longest(text, words, i).or_else(|| is_contraction(&word.folded).then_some((1, Reach::Clause)));
        let Some((count, reach)) = phrase else {
            i += 1;
            continue;
        };
        let last = i + count - 1;
        let end = match reach {
            Reach::Clause => clauses.end(last),
            Reach::Comma => clauses.comma(last),
            Reach::Nothing => None,
        };
        if let (Some(end), Some(after)) = (end, words.get(last))
            && !clauses.is_empty_talk(i)
            // "Not X until Y" says that X came with Y.
            && clauses.until(last).is_none_or(|until| until >= end)
            && !(word.folded == "nor" && found.iter().rev().take(1).any(|n| n.scope.contains(&word.range.start)))
        {
            let until = words.get(end).map_or(after.range.end, |word| word.range.end);
            found.push(Negation { range: word.range.start..after.range.end, scope: after.range.end..until });
        }
        i = last + 1;
    }
    found
}

/// "Don't", and without its apostrophe as machines write it.
fn is_contraction(folded: &str) -> bool {
    folded.ends_with("n't")
        || matches!(
            folded,
            "dont"
                | "doesnt"
                | "didnt"
                | "isnt"
                | "wasnt"
                | "arent"
                | "werent"
                | "couldnt"
                | "wouldnt"
                | "shouldnt"
                | "hasnt"
                | "havent"
                | "hadnt"
        )
}

/// For each word: the last word of its clause, of its part up to a comma, and the next "until".
struct Clauses<'a> {
    text: &'a str,
    words: &'a [Word],
    ends: Vec<usize>,
    commas: Vec<usize>,
    untils: Vec<usize>,
    asked: Vec<bool>,
}

impl<'a> Clauses<'a> {
    fn of(text: &'a str, words: &'a [Word]) -> Self {
        let count = words.len();
        let mut clauses = Self {
            text,
            words,
            ends: vec![0; count],
            commas: vec![0; count],
            untils: vec![0; count],
            asked: vec![false; count],
        };
        let (mut end, mut comma, mut until, mut asked) = (count, count, count, false);
        for i in (0..count).rev() {
            let after = gap(text, words, i + 1);
            if i + 1 == count || clauses.parts(i + 1) {
                end = i;
            }
            if end == i || after.contains(',') {
                comma = i;
            }
            if i + 1 == count || after.contains(['.', '!', '?']) {
                asked = after.contains('?');
            }
            if matches!(words.get(i).map(|word| word.folded.as_str()), Some("until" | "till" | "til")) {
                until = i;
            }
            for (list, value) in [(&mut clauses.ends, end), (&mut clauses.commas, comma), (&mut clauses.untils, until)]
            {
                if let Some(slot) = list.get_mut(i) {
                    *slot = value;
                }
            }
            if let Some(slot) = clauses.asked.get_mut(i) {
                *slot = asked;
            }
        }
        clauses
    }

    /// The last word of the clause of word `i`.
    fn end(&self, i: usize) -> Option<usize> {
        self.ends.get(i).copied()
    }

    /// The last word before a comma, or of the clause.
    fn comma(&self, i: usize) -> Option<usize> {
        self.commas.get(i).copied()
    }

    /// The next "until" after word `i`, in whatever clause.
    fn until(&self, i: usize) -> Option<usize> {
        self.untils.get(i + 1).copied().filter(|until| *until < self.words.len())
    }

    fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.folded.as_str())
    }

    /// Whether a clause ends before word `i`.
    fn parts(&self, i: usize) -> bool {
        let gap = gap(self.text, self.words, i);
        let word = self.at(i);
        if gap.contains(['!', '?', ';', ':', '\u{2026}', '\u{2014}', ')'])
            || gap.contains(" - ")
            || gap.contains(" \u{2013} ")
        {
            return true;
        }
        if gap.contains('.') {
            // The point of an abbreviation is followed by a small letter.
            let written = self.words.get(i).and_then(|word| self.text.get(word.range.clone()));
            return !written.is_some_and(|written| written.starts_with(char::is_lowercase));
        }
        let connects = matches!(
            word,
            "and"
                | "but"
                | "which"
                | "who"
                | "so"
                | "or"
                | "nor"
                | "yet"
                | "because"
                | "although"
                | "though"
                | "while"
                | "whereas"
                | "if"
                | "when"
                | "since"
                | "as"
                | "then"
                | "where"
                | "instead"
                | "rather"
                | "it"
                | "it's"
                | "we"
                | "we're"
                | "they"
                | "they're"
                | "i"
                | "i'm"
                | "he"
                | "she"
                | "you"
                | "you're"
                | "that's"
                | "there's"
                | "there"
        );
        if gap.contains(',') {
            return connects;
        }
        match word {
            "but" | "because" | "although" | "though" | "whereas" => true,
            // "It isn't cheap and we bought it"
            "and" => matches!(
                self.at(i + 1),
                "i" | "we"
                    | "they"
                    | "he"
                    | "she"
                    | "it"
                    | "you"
                    | "it's"
                    | "that's"
                    | "there's"
                    | "i'm"
                    | "we're"
                    | "they're"
                    | "then"
            ),
            _ => false,
        }
    }

    /// Whether the negating word `i` denies nothing here: a tag ("isn't it?"), a question ("don't you think …?"), an answer ("No, …").
    fn is_empty_talk(&self, i: usize) -> bool {
        let (word, next) = (self.at(i), self.at(i + 1));
        let after = gap(self.text, self.words, i + 1);
        let subject = matches!(next, "i" | "you" | "he" | "she" | "it" | "we" | "they" | "there");
        if word == "no" {
            let ends = i + 1 >= self.words.len()
                || after.contains([',', '.', '!', '?', ';', ':', '\u{2014}'])
                || after.contains(" - ");
            return ends
                || subject
                || matches!(next, "no" | "it's" | "that's" | "i'm" | "we're" | "they're" | "because" | "but" | "and");
        }
        if word.ends_with("n't") && after.trim().is_empty() {
            let be = matches!(word, "isn't" | "aren't" | "wasn't" | "weren't" | "ain't");
            let asked = self.asked.get(i).copied().unwrap_or(false);
            // "Don't you" is a question wherever it stands, "it isn't you" is one only with its mark.
            return subject && (!be || asked) || (be && asked && matches!(next, "that" | "this" | "these" | "those"));
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_no_are_known_in_every_form() {
        let negative = |text: &str| crate::text::words(text).iter().any(is_negative);
        for text in ["refused", "hasn't", "lacking", "without", "unsafe", "never", "difficult", "objections"] {
            assert!(negative(text), "{text}");
        }
        for text in ["shipped", "the harbour is open", "formally", "increase", "ready and safe"] {
            assert!(!negative(text), "{text}");
        }
    }
}
