//! What a rule may look at for two claims.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    Check, RULES, Rule,
    conflicting::{Edits, Event, Token, conflicting_claims, events},
};
use crate::{
    align::Talk,
    finding::{Confidence, Severity},
    mention::{
        Mentions, overlap,
        scope::{Scoped, scoped},
    },
    summary::Claim,
};

/// The strength from which a clash is reported.
pub const REPORTED: f32 = 0.5;
/// How many content words must stand around two values that are compared, where the claims are no copies of each other.
const SHARED: usize = 3;
/// Up to this share of common content, two values that differ are two things, not one told twice.
const LOOSE: f32 = 0.7;
/// Claims with less in common say nothing about each other.
const SAME_TOPIC: f32 = 0.15;
/// From this share of common content on, one claim is an edited copy of the other, and what was replaced by what is told word by word.
const COPY: f32 = 0.45;

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
    /// Whether each is the nearest that the other's summary has to it: the same statement told twice.
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
    content: Vec<(u32, f32)>,
    /// The sum of the weights.
    weight: f32,
    /// What happened, or is still to happen, to things with a name.
    pub events: Vec<Event>,
    /// The quantified things.
    pub scoped: Vec<Scoped>,
}

/// Claims made ready to be compared with each other.
pub struct Statements<'a> {
    claims: Vec<(&'a Claim, &'a Mentions, Profile)>,
    /// The summary of each claim.
    summaries: Vec<usize>,
    /// For each claim the nearest one of each summary.
    nearest: Vec<Vec<Option<usize>>>,
    called: Vec<Vec<String>>,
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

impl<'a> Statements<'a> {
    /// Makes the claims of summaries ready, each with the number of its summary; each stem is weighted by how telling it is in the
    /// talk, if there is one.
    pub fn new(talk: Option<&Talk>, claims: impl Iterator<Item = (usize, &'a Claim, &'a Mentions)>) -> Self {
        let mut summaries = Vec::new();
        let mut numbers: FxHashMap<&str, (u32, f32)> = FxHashMap::default();
        let claims: Vec<(&Claim, &Mentions, Profile)> = claims
            .map(|(summary, claim, mentions)| {
                summaries.push(summary);
                let mut profile = Profile::default();
                for word in &mentions.words {
                    let next = numbers.len() as u32;
                    let (number, weight) = *numbers
                        .entry(&word.stem)
                        .or_insert_with(|| (next, talk.map_or(1.0, |talk| talk.weight(talk.term(&word.stem)))));
                    let named = mentions.names.iter().any(|name| !name.initial && overlap(&name.range, &word.range));
                    let counted = mentions.quantities.iter().any(|quantity| overlap(&quantity.number, &word.range));
                    let stop = word.is_stop();
                    profile.tokens.push(Token::new(number, stop, named || counted));
                    if !stop {
                        profile.content.push((number, weight));
                    }
                }
                profile.content.sort_unstable_by_key(|(number, _)| *number);
                profile.content.dedup_by_key(|(number, _)| *number);
                profile.weight = profile.content.iter().map(|(_, weight)| weight).sum();
                profile.events = events(claim.text(), mentions);
                profile.scoped = scoped(claim.text(), &mentions.words);
                (claim, mentions, profile)
            })
            .collect();
        let mut called: Vec<Vec<String>> = claims
            .iter()
            .flat_map(|(_, mentions, _)| &mentions.names)
            .filter(|name| name.parts.len() > 1)
            .map(|name| name.parts.clone())
            .collect();
        called.sort_unstable();
        called.dedup();
        let count = summaries.iter().max().map_or(0, |last| last + 1);
        let mut statements = Self { claims, summaries, nearest: Vec::new(), called };
        statements.nearest = (0..statements.len())
            .into_par_iter()
            .map(|one| {
                let mut best: Vec<Option<(f32, usize)>> = vec![None; count];
                for (other, summary) in statements.summaries.iter().enumerate().filter(|(other, _)| *other != one) {
                    let sameness = statements.sameness(one, other);
                    if let Some(best) = best.get_mut(*summary)
                        && best.is_none_or(|(known, _)| sameness > known)
                    {
                        *best = Some((sameness, other));
                    }
                }
                best.into_iter().map(|best| best.map(|(_, other)| other)).collect()
            })
            .collect();
        statements
    }

    /// The claim of a summary that is nearest to a claim.
    pub fn nearest(&self, claim: usize, summary: usize) -> Option<usize> {
        *self.nearest.get(claim)?.get(summary)?
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Two of the claims, if they have enough in common.
    pub fn pair(&self, a: usize, b: usize) -> Option<Pair<'_>> {
        let (summary_a, summary_b) = (*self.summaries.get(a)?, *self.summaries.get(b)?);
        let within = summary_a == summary_b;
        let partners = self.nearest(a, summary_b) == Some(b) && self.nearest(b, summary_a) == Some(a);
        let side = |index: usize| {
            let (claim, mentions, profile) = self.claims.get(index)?;
            Some(Side { claim, mentions, profile })
        };
        let (a, b) = (side(a)?, side(b)?);
        let shared = shared(&a.profile.content, &b.profile.content);
        let (poorer, both) = (a.profile.weight.min(b.profile.weight), a.profile.weight + b.profile.weight);
        if poorer <= 0.0 || shared < SAME_TOPIC * poorer {
            return None;
        }
        let sameness = 2.0 * shared / both;
        let edits = (partners && sameness >= COPY).then(|| {
            // The order of the two must not matter where several alignments are equally good.
            if a.claim.text() <= b.claim.text() {
                Edits::of(&a.profile.tokens, &b.profile.tokens)
            } else {
                Edits::of(&b.profile.tokens, &a.profile.tokens).mirrored()
            }
        });
        let edits = edits.filter(|edits| !within || edits.is_single(&a.profile.tokens, &b.profile.tokens));
        let likeness = shared / poorer;
        Some(Pair { a, b, likeness, sameness, within, partners, edits, called: &self.called })
    }

    /// How much two claims have in common of all that they hold: 0 to 1.
    fn sameness(&self, a: usize, b: usize) -> f32 {
        let (Some((_, _, a)), Some((_, _, b))) = (self.claims.get(a), self.claims.get(b)) else { return 0.0 };
        let both = a.weight + b.weight;
        if both > 0.0 { 2.0 * shared(&a.content, &b.content) / both } else { 0.0 }
    }
}

/// The weight of the stems that two ascending lists share.
fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((x, weight)), Some((y, _))) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => {
                a.next();
            }
            std::cmp::Ordering::Greater => {
                b.next();
            }
            std::cmp::Ordering::Equal => {
                sum += weight;
                a.next();
                b.next();
            }
        }
    }
    sum
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
        shared >= SHARED
            && if self.within {
                shared == a.len().max(b.len())
            } else {
                self.partners && 2 * shared >= a.len().min(b.len())
            }
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
