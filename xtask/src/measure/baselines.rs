//! Simple rivals: what words, names and numbers alone tell about a text. All are shares of 0 to 1; what has nothing to compare has 1.

use std::{collections::HashMap, iter};

use saidso::{
    audit::Document,
    load,
    mention::{
        Mentions,
        name::Presence,
        overlap,
        quantity::{Comparison, Quantity},
    },
    source::Source,
    text::Word,
};

/// The baselines, in the order of [`scores`].
pub(super) const BASELINES: [&str; 4] = ["word coverage", "ROUGE-2", "names", "numbers"];

/// How often each pair of neighbouring stems stands in a talk.
pub(super) struct Held(HashMap<(String, String), usize>);

impl Held {
    pub(super) fn of(document: &Document) -> Self {
        Self(pairs(document.talk().sentences.iter().map(|sentence| sentence.mentions.words.as_slice())))
    }
}

/// What each baseline gives the weakest part of a text. Parts are the same claims as the program judges.
pub(super) fn scores(document: &Document, held: &Held, text: &str) -> [f64; BASELINES.len()] {
    let parts = load::claims(&Source::new("claim", text), None);
    let parts = parts.iter().map(|part| {
        let mentions = Mentions::of(part.text(), None);
        [
            covered(document, &mentions),
            rouge(held, &mentions),
            named(document, &mentions),
            numbered(document, &mentions),
        ]
    });
    parts.fold([1.0; 4], |weakest, part| std::array::from_fn(|which| f64::min(weakest[which], part[which])))
}

/// The share of the content words that the talk holds, each weighted by its inverse document frequency.
fn covered(document: &Document, claim: &Mentions) -> f64 {
    let talk = document.talk();
    let terms = claim.words.iter().filter(|word| !word.is_stop()).map(|word| talk.term(&word.stem));
    let weights: Vec<(bool, f64)> = terms.map(|term| (term.is_some(), f64::from(talk.weight(term)))).collect();
    let held = weights.iter().filter(|(held, _)| *held).map(|(_, weight)| weight).sum();
    share(held, weights.iter().map(|(_, weight)| weight).sum())
}

/// ROUGE-2 precision (Lin 2004) over stems: the share of the pairs of neighbouring words that the talk holds as often.
fn rouge(held: &Held, claim: &Mentions) -> f64 {
    let pairs = pairs(iter::once(claim.words.as_slice()));
    let all: usize = pairs.values().sum();
    let found: usize = pairs.iter().map(|(pair, count)| *count.min(held.0.get(pair).unwrap_or(&0))).sum();
    share(found as f64, all as f64)
}

fn pairs<'a>(texts: impl Iterator<Item = &'a [Word]>) -> HashMap<(String, String), usize> {
    let mut pairs = HashMap::new();
    for pair in texts.flat_map(|words| words.windows(2)) {
        *pairs.entry((pair[0].stem.to_string(), pair[1].stem.to_string())).or_default() += 1;
    }
    pairs
}

/// The share of the names that the talk or its speakers' labels hold.
fn named(document: &Document, claim: &Mentions) -> f64 {
    let names: Vec<_> = claim.names.iter().filter(|name| !name.initial).collect();
    let held = names.iter().filter(|name| document.lookup().names.lookup(name) == Presence::Present).count();
    share(held as f64, names.len() as f64)
}

/// 1 when every number is said: as a value, or for what is no quantity (a year, a code) as a word; else 0.
fn numbered(document: &Document, claim: &Mentions) -> f64 {
    let talk = document.talk();
    let equal = |said: &Quantity, stated: &Quantity| {
        matches!(stated.compare_values(said), Comparison::Agree | Comparison::Loosened)
    };
    let said = |stated: &Quantity| {
        talk.valued
            .iter()
            .filter_map(|sentence| talk.sentences.get(*sentence))
            .any(|sentence| sentence.mentions.quantities.iter().any(|said| equal(said, stated)))
    };
    let other = claim.words.iter().filter(|word| word.folded.contains(|c: char| c.is_ascii_digit()));
    let mut other = other.filter(|word| !claim.quantities.iter().any(|number| overlap(&number.range, &word.range)));
    let right = claim.quantities.iter().all(said) && other.all(|word| talk.term(&word.stem).is_some());
    f64::from(u8::from(right))
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 1.0 }
}
