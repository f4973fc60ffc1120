//! Words that tell how firmly something is stated, decided, done or demanded.

use std::{ops::Range, sync::LazyLock};

use crate::{
    mention::{Mentions, Modality, overlap, phrase::Phrases, polarity::denied},
    text::Word,
};

/// How firmly something is stated, decided, done or demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Force {
    /// "certainly", "proved".
    Sure,
    /// "guesses", "might", "not sure".
    Guess,
    /// "decided", "promises", "going ahead with".
    Settled,
    /// "is considering", "an option", "we should".
    Open,
    /// "Announced that".
    Told,
    /// "could", "we should": in a talk an idea, in a summary nothing.
    Maybe,
    /// A question.
    Asked,
    /// "plans to", "will", "scheduled to".
    Planned,
    /// "has started".
    Done,
    /// "must", "mandatory".
    Duty,
    /// "recommended", "optional".
    Advice,
}

/// A word or phrase with its force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The bytes of the text; a question's are those of its sentence.
    pub(super) range: Range<usize>,
    /// What it does.
    pub(super) force: Force,
}

static MARKS: LazyLock<Phrases<Option<Force>>> = LazyLock::new(|| {
    Phrases::load(include_str!("marks.tsv"), |name| {
        Some(match name {
            "-" => None,
            "sure" => Some(Force::Sure),
            "guess" => Some(Force::Guess),
            "settled" => Some(Force::Settled),
            "open" => Some(Force::Open),
            "told" => Some(Force::Told),
            "maybe" => Some(Force::Maybe),
            "planned" => Some(Force::Planned),
            "duty" => Some(Force::Duty),
            "advice" => Some(Force::Advice),
            _ => return None,
        })
    })
});

/// The marks of a text, in order.
pub(super) fn marks(text: &str, mentions: &Mentions) -> Vec<Mark> {
    let words = &mentions.words;
    let asked = mentions.hedges.iter().filter(|hedge| hedge.modality == Modality::Asked);
    let mut found: Vec<Mark> = asked.map(|hedge| Mark { range: hedge.range.clone(), force: Force::Asked }).collect();
    let mut i = 0;
    while let Some(first) = words.get(i) {
        let (count, force) = match (MARKS.longest(text, words, i), perfect(words, i)) {
            (Some(phrase), _) => phrase,
            (None, Some(count)) => (count, Some(Force::Done)),
            (None, None) => (1, None),
        };
        if let (Some(force), Some(last)) = (force, words.get(i + count - 1)) {
            let range = first.range.start..last.range.end;
            let not = denied(&mentions.negations, range.start)
                && !mentions.negations.iter().any(|negation| overlap(&negation.range, &range));
            let force = if not { opposite(force) } else { Some(force) };
            found.extend(force.map(|force| Mark { range, force }));
        }
        // "Has settled on" is a perfect, and settled.
        i += if force == Some(Force::Done) { 1 } else { count };
    }
    found
}

/// What is left of a force that is denied.
fn opposite(force: Force) -> Option<Force> {
    match force {
        Force::Sure => Some(Force::Guess),
        Force::Settled => Some(Force::Open),
        Force::Duty => Some(Force::Advice),
        _ => None,
    }
}

/// "Has (already) started": the number of its words.
fn perfect(words: &[Word], i: usize) -> Option<usize> {
    let at = |k: usize| words.get(k).map_or("", |word| word.folded.as_str());
    if !matches!(at(i), "has" | "have" | "we've" | "i've" | "they've") {
        return None;
    }
    let skip = usize::from(matches!(at(i + 1), "already" | "now" | "just" | "recently" | "since" | "also"));
    let verb = at(i + 1 + skip);
    let participle = (verb.ends_with("ed") && verb.len() > 4 && !verb.ends_with("eed"))
        || matches!(
            verb,
            "begun"
                | "built"
                | "made"
                | "taken"
                | "gone"
                | "done"
                | "given"
                | "chosen"
                | "become"
                | "bought"
                | "sold"
                | "sent"
                | "left"
                | "written"
                | "drawn"
                | "grown"
                | "met"
                | "paid"
                | "cut"
                | "put"
                | "set"
                | "won"
                | "lost"
        );
    participle.then_some(2 + skip)
}
