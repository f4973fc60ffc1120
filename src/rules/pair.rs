//! What a rule may look at for two claims.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{Check, RULES, Rule};
use crate::{align::Talk, finding::Confidence, mention::Mentions, summary::Claim};

/// Two claims that speak of the same thing.
pub struct Pair<'a> {
    /// The first claim.
    pub a: Side<'a>,
    /// The second claim.
    pub b: Side<'a>,
    /// The share of content that the poorer of the two has in common with the other: 0 to 1.
    pub likeness: f32,
}

/// One claim of a pair.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What can be checked in it.
    pub mentions: &'a Mentions,
}

/// Two statements that cannot both be true.
#[derive(Debug, Clone)]
pub struct Clash {
    /// Bytes of the first claim's text.
    pub a: Range<usize>,
    /// Bytes of the second claim's text.
    pub b: Range<usize>,
    /// How the two disagree, in a few words: "2025 against 2024".
    pub message: String,
    /// How sure it is: 0 to 1.
    pub strength: f32,
}

impl Pair<'_> {
    /// The stems of content words around a value of each side that both share, and how many each has.
    pub fn shared_around(&self, a: &Range<usize>, b: &Range<usize>) -> (usize, usize) {
        let around = |side: &Side, range: &Range<usize>| -> FxHashSet<String> {
            let clause = super::context::clause_around(side.claim.text(), range);
            let inside = |word: &&crate::text::Word| {
                !word.is_stop()
                    && clause.start <= word.range.start
                    && word.range.end <= clause.end
                    && !crate::mention::overlap(&word.range, range)
            };
            side.mentions.words.iter().filter(inside).map(|word| word.stem.clone()).collect()
        };
        let (stems_a, stems_b) = (around(&self.a, a), around(&self.b, b));
        (stems_a.intersection(&stems_b).count(), stems_a.len().min(stems_b.len()))
    }
}

/// The share of content that the poorer of two claims has in common with the other, each stem weighted by how telling it is in the talk.
pub fn likeness(talk: Option<&Talk>, a: &Mentions, b: &Mentions) -> f32 {
    let stems = |mentions: &Mentions| -> Vec<String> {
        let mut stems: Vec<String> =
            mentions.words.iter().filter(|word| !word.is_stop()).map(|word| word.stem.clone()).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let weight = |stem: &String| talk.map_or(1.0, |talk| talk.weight(talk.term(stem)));
    let (a, b) = (stems(a), stems(b));
    let total = |stems: &[String]| stems.iter().map(weight).sum::<f32>();
    let shared: f32 = a.iter().filter(|stem| b.binary_search(stem).is_ok()).map(weight).sum();
    let poorer = total(&a).min(total(&b));
    if poorer > 0.0 { shared / poorer } else { 0.0 }
}

impl<'a> Side<'a> {
    /// The side of an aligned claim.
    pub fn of(aligned: &'a super::Aligned<'a>) -> Self {
        Self { claim: aligned.claim, mentions: &aligned.mentions }
    }
}

impl Clash {
    /// The confidence that its strength amounts to.
    pub fn confidence(&self) -> Confidence {
        match self.strength {
            s if s >= 0.7 => Confidence::High,
            s if s >= 0.5 => Confidence::Medium,
            _ => Confidence::Low,
        }
    }
}

/// What the rules for pairs say of a pair.
pub fn clashes(pair: &Pair) -> Vec<(&'static Rule, Clash)> {
    let checks = RULES.iter().filter_map(|rule| match rule.check {
        Check::Pair(check) => Some((*rule, check)),
        Check::Claim(_) => None,
    });
    checks.filter_map(|(rule, check)| Some((rule, check(pair)?))).collect()
}
