//! What a rule may look at for two claims.

use std::ops::Range;

use super::{
    Check, RULES, Rule,
    conflicting::{Edits, Event, Token, conflicting_claims},
};
use crate::{
    finding::{Confidence, Severity},
    mention::{Mentions, overlap, scope::Scoped},
    summary::Claim,
};

/// The strength from which a clash is reported.
pub const REPORTED: f32 = 0.5;
/// How many content words must stand around two values that are compared, where the claims are no copies of each other.
const SHARED: usize = 3;
/// Up to this share of common content, two values that differ are two things, not one told twice.
const LOOSE: f32 = 0.7;
/// Two claims that speak of the same thing.
pub struct Pair<'a> {
    /// The first claim.
    pub a: Side<'a>,
    /// The second claim.
    pub b: Side<'a>,
    /// The share of content that the poorer of the two has in common with the other: 0 to 1.
    pub likeness: f32,
    /// The share of content that the two have in common of all that they hold: 0 to 1.
    pub sameness: f32,
    /// Whether both stand in one summary. There, statements of one shape are a list more often than a contradiction.
    pub within: bool,
    /// Whether it is one statement told twice, as it seems: each is the nearest that the other's summary has to it.
    pub partners: bool,
    /// What was replaced by what, where one claim is nearly a copy of the other.
    pub edits: Option<Edits>,
    /// The stems of names that stand together in one name of some claim: "Ada Okafor".
    pub called: &'a [Vec<String>],
}

/// One claim of a pair.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What can be checked in it.
    pub mentions: &'a Mentions,
    /// What was worked out about it once, for all its pairs.
    pub profile: &'a Profile,
}

/// What is worked out once about a claim that is compared with many.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Its words as numbers, in order.
    pub tokens: Vec<Token>,
    /// The number and the weight of each content stem, ascending, each once.
    pub content: Vec<(u32, f32)>,
    /// The sum of the weights.
    pub weight: f32,
    /// What happened, or is still to happen, to things with a name.
    pub events: Vec<Event>,
    /// The quantified things.
    pub scoped: Vec<Scoped>,
}

impl Profile {
    /// Whether both tell of events, or of quantified things: such statements may clash even if neither is the nearest to the other.
    pub fn may_clash(&self, other: &Self) -> bool {
        let both = |holds: fn(&Self) -> bool| holds(self) && holds(other);
        both(|profile| !profile.events.is_empty()) || both(|profile| !profile.scoped.is_empty())
    }
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
    /// How sure it is: 0 to 1; below 0.5 it is not reported.
    pub strength: f32,
}

impl Side<'_> {
    /// Words of the claim, as written.
    pub fn written(&self, range: &Range<usize>) -> &str {
        self.claim.text().get(range.clone()).unwrap_or_default()
    }

    /// The numbers of the content stems in the clause around a value, without the value itself, ascending.
    fn around(&self, value: &Range<usize>) -> Vec<u32> {
        let clause = super::context::clause_around(self.claim.text(), value);
        let words = self.mentions.words.iter().zip(&self.profile.tokens);
        let mut stems: Vec<u32> = words
            .filter(|(word, token)| {
                !token.stop
                    && clause.start <= word.range.start
                    && word.range.end <= clause.end
                    && !overlap(&word.range, value)
            })
            .map(|(_, token)| token.stem)
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }
}

impl Pair<'_> {
    /// Whether the words around two values are the same for the most part; in one summary, all of them.
    pub fn same_slot(&self, a: &Range<usize>, b: &Range<usize>) -> bool {
        let (a, b) = (self.a.around(a), self.b.around(b));
        let shared = a.iter().filter(|stem| b.binary_search(stem).is_ok()).count();
        self.partners
            && shared >= SHARED
            && if self.within { shared == a.len().max(b.len()) } else { 2 * shared >= a.len().min(b.len()) }
    }

    /// A clash with the words of both sides as its message.
    pub fn clash(&self, a: Range<usize>, b: Range<usize>, strength: f32) -> Clash {
        let message = format!("{} against {}", self.a.written(&a), self.b.written(&b));
        Clash { a, b, message, strength }
    }

    /// The bytes of words of a side.
    pub fn bytes(side: &Side, words: &Range<usize>) -> Range<usize> {
        let words = side.mentions.words.get(words.clone()).unwrap_or_default();
        match words {
            [first, .., last] => first.range.start..last.range.end,
            [only] => only.range.clone(),
            [] => 0..0,
        }
    }
}

impl Clash {
    /// The confidence that its strength amounts to.
    pub fn confidence(&self) -> Confidence {
        match self.strength {
            s if s >= 0.8 => Confidence::High,
            s if s >= 0.6 => Confidence::Medium,
            _ => Confidence::Low,
        }
    }

    /// How bad it is: what rests on reading between the lines is for a person to decide.
    pub fn severity(&self) -> Severity {
        if self.strength >= 0.7 { Severity::Error } else { Severity::Warning }
    }

    /// The stronger of two; the first of equals.
    #[must_use]
    pub fn or(self, other: Option<Clash>) -> Clash {
        match other {
            Some(other) if other.strength > self.strength => other,
            _ => self,
        }
    }

    /// The strongest of several; the first of equals.
    pub fn strongest(clashes: impl IntoIterator<Item = Clash>) -> Option<Clash> {
        clashes.into_iter().reduce(|best, other| best.or(Some(other)))
    }
}

/// What the rules for pairs say of a pair, weak clashes included: one a rule, and none twice for the same words.
pub fn clashes(pair: &Pair) -> Vec<(&'static Rule, Clash)> {
    let mut found: Vec<(&'static Rule, Clash)> = Vec::new();
    for rule in RULES {
        let Check::Pair(check) = rule.check else { continue };
        let Some(clash) = check(pair) else { continue };
        let told = |(_, other): &(&Rule, Clash)| overlap(&other.a, &clash.a) || overlap(&other.b, &clash.b);
        if !found.iter().any(told) {
            found.push((rule, clash));
        }
    }
    // "Ann paid 3 euros on Monday" and "Ann paid 4 euros on Tuesday" are two payments.
    let values = found.iter().filter(|(rule, _)| rule.code != conflicting_claims::RULE.code).count();
    if values > 1 && pair.sameness < LOOSE {
        found.clear();
    }
    found
}
