//! Words that tell how firmly something is stated, decided, done or demanded.

use std::{ops::Range, sync::LazyLock};

use crate::{
    mention::{Mentions, Modality, overlap, phrase::Phrases, polarity::denied},
    text::Word,
};

/// How firmly something is stated, decided, done or demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Force {
    /// "certainly", "proved".
    Sure,
    /// "guesses", "might", "not sure".
    Guess,
    /// "decided", "promises", "going ahead with".
    Settled,
    /// "Promises to".
    Pledge,
    /// "I think", "seems": how people talk; in a summary nothing.
    View,
    /// "is considering", "an option".
    Open,
    /// "proposes", "suggests".
    Idea,
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
    /// "have to", "need to": in a talk a duty, in a summary nothing.
    Need,
    /// "recommended", "optional".
    Advice,
    /// "we should": in a talk advice, in a summary nothing.
    Should,
}

/// A word or phrase with its force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Mark {
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
            "pledge" => Some(Force::Pledge),
            "view" => Some(Force::View),
            "idea" => Some(Force::Idea),
            "need" => Some(Force::Need),
            "should" => Some(Force::Should),
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
            (None, None) => (1, first.folded.ends_with("'ll").then_some(Force::Planned)),
        };
        if let (Some(force), Some(last)) = (force, words.get(i + count - 1)) {
            let range = first.range.start..last.range.end;
            let not = denied(&mentions.negations, range.start)
                && !mentions.negations.iter().any(|negation| overlap(&negation.range, &range));
            let named = i > 0
                && text
                    .get(first.range.clone())
                    .is_some_and(|word| word.starts_with(char::is_uppercase) && word.len() > 1);
            let force = match force {
                // "Promise.resolve"
                Force::Settled | Force::Pledge | Force::Sure if named => None,
                _ if not => opposite(force),
                Force::Settled | Force::Pledge if is_ahead(words, i) => Some(Force::Open),
                _ => Some(force),
            };
            // "Haven't decided" is quoted as a whole.
            let negation = mentions.negations.iter().rfind(|negation| not && negation.scope.contains(&range.start));
            let start = negation.map_or(range.start, |negation| negation.range.start);
            found.extend(force.map(|force| Mark { range: start..range.end, force }));
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
        Force::Settled | Force::Pledge => Some(Force::Open),
        Force::Duty | Force::Need => Some(Force::Advice),
        _ => None,
    }
}

/// Whether a decision is still to come: "we need to decide", "before they approve it".
fn is_ahead(words: &[Word], i: usize) -> bool {
    let before = words.get(i.saturating_sub(3)..i).unwrap_or_default();
    before.iter().any(|word| {
        matches!(
            word.folded.as_str(),
            "to" | "will"
                | "should"
                | "can"
                | "could"
                | "might"
                | "may"
                | "would"
                | "if"
                | "when"
                | "until"
                | "before"
                | "let's"
                | "gonna"
                | "whether"
                | "must"
        ) || word.folded.ends_with("'ll")
    })
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
