//! How sure, how settled: hedges, plans, questions.

use std::{ops::Range, sync::LazyLock};

use super::phrase::{Phrases, gap};
use crate::text::{Word, sentences};

/// A word or phrase that tells how sure or settled a statement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The bytes of the text: of the word or phrase, or of the whole sentence when that is a question.
    pub range: Range<usize>,
    /// What it does to the statement.
    pub modality: Modality,
}

/// How sure or settled a statement is, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// A question: "is it?", "asked whether".
    Asked,
    /// "if", "would", "unless".
    Conditional,
    /// "might", "could", "maybe", "possibly".
    Possible,
    /// "optional", "don't have to".
    Optional,
    /// "I guess", "I think", "probably", "likely".
    Probable,
    /// "proposes", "suggests", "recommends", "should".
    Proposed,
    /// "plans to", "hopes", "wants to", "aims".
    Intended,
    /// "must", "has to", "requires", "mandatory".
    Required,
    /// "will", "is going to".
    Future,
    /// "decided", "agreed", "approved", "concluded".
    Decided,
    /// "certainly", "definitely", "proved".
    Certain,
}

static HEDGES: LazyLock<Phrases<Option<Modality>>> = LazyLock::new(|| {
    Phrases::load(include_str!("hedges.tsv"), |name| {
        Some(match name {
            "-" => None,
            "asked" => Some(Modality::Asked),
            "conditional" => Some(Modality::Conditional),
            "possible" => Some(Modality::Possible),
            "optional" => Some(Modality::Optional),
            "probable" => Some(Modality::Probable),
            "proposed" => Some(Modality::Proposed),
            "intended" => Some(Modality::Intended),
            "required" => Some(Modality::Required),
            "future" => Some(Modality::Future),
            "decided" => Some(Modality::Decided),
            "certain" => Some(Modality::Certain),
            _ => return None,
        })
    })
});

/// The hedges of a text, in the order in which they start. A question is one hedge over its whole sentence, with those inside it beside.
pub fn hedges(text: &str, words: &[Word]) -> Vec<Hedge> {
    // Cutting a text into sentences costs more than all the rest: only where something is asked.
    let sentences = if text.contains('?') { sentences(text) } else { Vec::new() };
    let mut found: Vec<Hedge> = sentences
        .into_iter()
        .map(|range| range.start..quoted_question(text, &range).unwrap_or(range.end))
        .filter(|range| text.get(range.clone()).is_some_and(is_question))
        .map(|range| Hedge { range, modality: Modality::Asked })
        .collect();
    let mut i = 0;
    while let Some(word) = words.get(i) {
        let phrase = HEDGES
            .longest(text, words, i)
            .or_else(|| word.folded.ends_with("'ll").then_some((1, Some(Modality::Future))))
            .filter(|(count, _)| *count > 1 || !is_something_else(text, words, i));
        let Some((count, modality)) = phrase else {
            i += 1;
            continue;
        };
        if let (Some(modality), Some(last)) = (modality, words.get(i + count - 1))
            && !(last.folded == "to" && word.folded == "going" && goes_somewhere(text, words, i + count))
        {
            found.push(Hedge { range: word.range.start..last.range.end, modality });
        }
        i += count;
    }
    found.sort_by_key(|hedge| hedge.range.start);
    found
}

/// The end of a question in quotation marks within a sentence: of "Is it done?" in `"Is it done?" she asked.`
fn quoted_question(text: &str, sentence: &std::ops::Range<usize>) -> Option<usize> {
    let written = text.get(sentence.clone())?;
    let ends = ["?\"", "?\u{201d}"].map(|end| written.find(end).map(|at| sentence.start + at + end.len()));
    ends.into_iter().flatten().min()
}

/// Whether a sentence asks. One that states and only adds "right?" or "isn't it?" does not.
fn is_question(sentence: &str) -> bool {
    let bare = sentence.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']' | '*') || c.is_whitespace()
    });
    let Some(asked) = bare.strip_suffix('?') else { return false };
    let Some((_, tag)) = asked.rsplit_once(',') else { return true };
    let tag = crate::text::fold::fold(tag.trim());
    let mut parts = tag.split_whitespace();
    let (first, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let tag = match (second, third) {
        (None, _) => matches!(first, "right" | "okay" | "ok" | "yeah" | "yes" | "no" | "eh" | "huh" | "correct"),
        (Some(subject), None) => {
            first.ends_with("n't")
                && matches!(subject, "i" | "you" | "he" | "she" | "it" | "we" | "they" | "there" | "that")
                || (first, subject) == ("you", "know")
        }
        _ => false,
    };
    !tag
}

/// Whether a single word that could be a hedge is a name or a noun here: "May" the month, "free will", "Will Smith".
fn is_something_else(text: &str, words: &[Word], i: usize) -> bool {
    let Some(word) = words.get(i) else { return false };
    let written = |k: usize| words.get(k).and_then(|word| text.get(word.range.clone())).unwrap_or("");
    let capital = |k: usize| written(k).starts_with(char::is_uppercase);
    let before = i.checked_sub(1).and_then(|k| words.get(k)).map_or("", |word| word.folded.as_str());
    let next = words.get(i + 1).map_or("", |word| word.folded.as_str());
    let starts = i == 0 || gap(text, words, i).contains(['.', '!', '?', ':', '"', '\u{201c}', '\n']);
    let shouted = written(i).len() > 1 && written(i).chars().all(char::is_uppercase);
    match word.folded.as_str() {
        "may" => capital(i) && !shouted && (!starts || next.starts_with(|c: char| c.is_ascii_digit())),
        "will" => {
            (capital(i) && !shouted && (!starts || (capital(i + 1) && next != "i")))
                || matches!(
                    before,
                    "free"
                        | "good"
                        | "ill"
                        | "a"
                        | "the"
                        | "his"
                        | "her"
                        | "my"
                        | "your"
                        | "our"
                        | "political"
                        | "own"
                        | "of"
                )
                || next == "of"
        }
        // "the might of", "the must"
        "might" | "must" => matches!(before, "the" | "a"),
        // "as much as we possibly can"
        "possibly" => matches!(next, "can" | "could"),
        // "one potential customer" is no statement about chance
        "potential" => next != "to",
        _ => false,
    }
}

/// Whether "going to" leads to a place: "going to the store", "going to Paris".
fn goes_somewhere(text: &str, words: &[Word], i: usize) -> bool {
    let Some(word) = words.get(i) else { return true };
    let capital = text.get(word.range.clone()).is_some_and(|written| written.starts_with(char::is_uppercase));
    capital
        || matches!(
            word.folded.as_str(),
            "the"
                | "a"
                | "an"
                | "my"
                | "our"
                | "your"
                | "their"
                | "his"
                | "her"
                | "this"
                | "that"
                | "school"
                | "work"
                | "bed"
                | "college"
        )
}
