//! Whether a word of a sentence is stated or denied.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashSet;

use crate::{
    mention::{Mentions, Modality, Negation},
    text::Word,
};

/// Whether a word is stated or denied where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parity {
    /// It is stated.
    Stated,
    /// A negation stands right before it.
    Denied,
    /// It lies somewhere behind a negation, is asked for, or is only supposed.
    Unclear,
}

/// Whether a word is stated or denied: denied when a negation stands right before it, but for words of no content.
pub(super) fn parity(text: &str, mentions: &Mentions, index: usize, clause: &Range<usize>) -> Parity {
    let Some(word) = mentions.words.get(index) else { return Parity::Unclear };
    let at = word.range.start;
    if mentions.hedges.iter().any(|hedge| hedge.modality == Modality::Asked && hedge.range.contains(&at)) {
        return Parity::Unclear;
    }
    let prefixed = index.checked_sub(1).and_then(|before| mentions.words.get(before)).is_some_and(|before| {
        before.folded == "non" && text.get(before.range.end..at).is_some_and(|gap| gap == "-" || gap == " ")
    });
    if index.checked_sub(1).and_then(|before| mentions.words.get(before)).is_some_and(|before| before.folded == "how") {
        return Parity::Unclear;
    }
    let before = mentions.words.iter().filter(|w| clause.start <= w.range.start && w.range.start < at);
    if before.clone().any(|word| TURNS.contains(word.stem.as_str())) {
        return Parity::Unclear;
    }
    let mut denied = prefixed;
    for negation in mentions.negations.iter().filter(|negation| negation.scope.contains(&at)) {
        let between = mentions.words.iter().filter(|w| negation.range.end <= w.range.start && w.range.end <= at);
        if between.clone().any(|word| ASKS.contains(&word.folded.as_str())) {
            return Parity::Unclear;
        }
        let content = between.filter(|word| !hands_on(word)).count();
        let reach = usize::from(text.get(negation.range.clone()).is_some_and(is_determiner));
        if content > reach {
            return Parity::Unclear;
        }
        denied = !denied;
    }
    if denied { Parity::Denied } else { Parity::Stated }
}

/// Whether a sentence opens like a question; machines that write speech down lose the mark.
pub(super) fn opens_a_question(words: &[Word]) -> bool {
    let first = words.first().map(|word| word.folded.as_str());
    matches!(
        first,
        Some(
            "do" | "does"
                | "did"
                | "is"
                | "are"
                | "was"
                | "were"
                | "can"
                | "could"
                | "would"
                | "should"
                | "has"
                | "have"
                | "who"
                | "what"
                | "why"
                | "how"
                | "where"
                | "when"
                | "which"
        )
    )
}

/// "No", which denies the verb behind its noun as well.
fn is_determiner(negator: &str) -> bool {
    ["no", "none", "neither"].iter().any(|word| negator.eq_ignore_ascii_case(word))
}

/// Words that hand a negation on to what follows: "does not really want to".
pub(super) fn hands_on(word: &Word) -> bool {
    word.is_stop() || word.folded.ends_with("ly") || HANDS_ON.contains(word.stem.as_str())
}

static HANDS_ON: LazyLock<FxHashSet<&str>> = LazyLock::new(|| HANDING_ON.iter().copied().collect());
static TURNS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| TURNING.iter().copied().collect());

/// Stems.
const HANDING_ON: &[&str] = &[
    "abl", "actual", "alway", "ani", "be", "believ", "even", "ever", "go", "have", "quit", "seem", "think", "want",
    "yet",
];

/// "I don't see why it works" does not deny that it works.
const ASKS: &[&str] = &["how", "if", "what", "when", "where", "whether", "which", "who", "why"];

/// Words before which a statement is turned or left open without a "not": "hard to find", "removed the find button".
const TURNING: &[&str] = &[
    "against",
    "avoid",
    "concern",
    "danger",
    "difficult",
    "doubt",
    "drop",
    "except",
    "exclud",
    "hard",
    "if",
    "imposs",
    "instead",
    "less",
    "might",
    "only",
    "prevent",
    "problem",
    "question",
    "rather",
    "reject",
    "remov",
    "risk",
    "stop",
    "suppos",
    "than",
    "too",
    "unless",
    "unlik",
    "until",
    "whether",
    "without",
    "worri",
];

/// Whether a word of the talk is only supposed, proposed or possible.
pub(super) fn is_supposed(mentions: &Mentions, range: &Range<usize>) -> bool {
    mentions.hedges.iter().any(|hedge| hedge.range.end <= range.start && hedge.modality <= Modality::Intended)
}

/// A word with the negation right before it.
pub(super) fn with_negation(negations: &[Negation], word: &Range<usize>, parity: Parity) -> Range<usize> {
    let before = negations.iter().rev().find(|negation| negation.scope.contains(&word.start));
    match before.filter(|_| parity == Parity::Denied) {
        Some(negation) => negation.range.start..word.end,
        None => word.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_denied_by_the_negation_right_before_it() {
        for (text, word, expected) in [
            ("The importer supports archives", "supports", Parity::Stated),
            ("The importer does not really support archives", "support", Parity::Denied),
            ("The importer does not support nested archives", "archives", Parity::Unclear),
            ("There is no plan for the attic", "plan", Parity::Denied),
            ("A non-binding letter", "binding", Parity::Denied),
            ("We asked whether the attic is dry", "dry", Parity::Unclear),
            ("Does the importer support archives?", "support", Parity::Unclear),
            ("It is hard to find the leak", "find", Parity::Unclear),
            ("I don't see why the pump leaks", "pump", Parity::Unclear),
        ] {
            let mentions = Mentions::of(text, None);
            let index = mentions.words.iter().position(|known| known.folded == word).unwrap();
            assert_eq!(parity(text, &mentions, index, &(0..text.len())), expected, "{text}: {word}");
        }
    }
}
