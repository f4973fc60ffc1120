//! Where in the talk the words around a value of a claim occur, and which value stands there.
//!
//! A claim "Meta has 3.5 billion users" leaves a slot when its number is taken out: "Meta has … users". Every value of the same
//! kind in the talk is a candidate for the slot; how well it fits is the share of the slot's words around it, near ones first.

use std::ops::Range;

use super::{Alignment, Talk, TermSet};
use crate::mention::overlap;

/// Within about this many bytes a word counts fully towards a value; its share halves with every further stretch.
const REACH: f32 = 40.0;
/// What a word counts that stands in the sentence before or after.
const NEXT_SENTENCE: f32 = 0.4;
/// A bound below this share of a weight is below it however the sums were rounded.
const WITHIN_ROUNDING: f32 = 0.9999;

/// A candidate for a slot.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotFit {
    /// The sentence of the talk.
    pub sentence: usize,
    /// The bytes of the value in the sentence's text.
    pub range: Range<usize>,
    /// How much of the slot's words stand around it: 0 to 1.
    pub fit: f32,
}

impl Alignment {
    /// The terms of the claim whose bytes lie in a range of its text.
    pub fn terms_in(&self, range: &Range<usize>) -> TermSet {
        let inside = self.query.terms.iter().enumerate().filter(|(_, term)| overlap(&term.range, range));
        inside.fold(TermSet::default(), |set, (position, _)| set.or(TermSet::one(position)))
    }

    /// The weight of those of some terms that a sentence holds, and in part of those that only its neighbours hold.
    pub fn around(&self, sentence: usize, terms: TermSet) -> f32 {
        if self.beside(sentence).and(terms).is_empty() {
            return 0.0;
        }
        let beside = sentence.saturating_sub(1)..sentence + 2;
        let here = self.held(sentence..sentence + 1).and(terms);
        self.held_weight(sentence..sentence + 1, terms) + NEXT_SENTENCE * self.held_weight(beside, terms.without(here))
    }

    /// The first of the sentences around which most of some terms stand, and their weight; `None` when the talk holds none of them.
    pub fn best_place(&self, talk: &Talk, terms: TermSet) -> Option<(usize, f32)> {
        let most = self.most();
        // A sentence that cannot reach the best so far is passed over: by all that stands around it, then by its share of the terms.
        let mut best = self.likely(talk, terms);
        for (sentence, (held, most)) in self.beside.iter().zip(most).enumerate() {
            let shared = held.and(terms);
            let enough = best.map_or(0.0, |(_, weight)| weight * WITHIN_ROUNDING);
            if shared.is_empty() || *most < enough || self.weight(shared) < enough {
                continue;
            }
            let weight = self.around(sentence, terms);
            if best.is_none_or(|(first, most)| weight > most || (weight >= most && sentence < first)) {
                best = Some((sentence, weight));
            }
        }
        best
    }

    /// For each sentence, the weight of all that it and its neighbours hold: more than they can hold of any terms.
    fn most(&self) -> &[f32] {
        self.most.get_or_init(|| self.beside.iter().map(|held| self.weight(*held)).collect())
    }

    /// Whether a sentence with its neighbours cannot hold this share of some terms of so much weight, told by a glance.
    pub fn is_far(&self, sentence: usize, terms: TermSet, weight: f32, share: f32) -> bool {
        self.beside(sentence).and(terms).is_empty()
            || self.most().get(sentence).is_none_or(|most| *most < share * weight * WITHIN_ROUNDING)
    }

    /// A sentence of the evidence that holds some of the terms: a good first guess.
    fn likely(&self, talk: &Talk, terms: TermSet) -> Option<(usize, f32)> {
        let sentences = self.evidence().iter().filter_map(|hit| talk.passages.get(hit.passage));
        let sentences = sentences.take(3).flat_map(|passage| passage.sentences.clone());
        let weighed = sentences.map(|sentence| (sentence, self.around(sentence, terms)));
        weighed.filter(|(_, weight)| *weight > 0.0).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The most that any sentence with its neighbours holds of some terms: 0 to 1.
    pub fn peak(&self, talk: &Talk, slot: TermSet) -> f32 {
        let whole = self.weight(slot);
        if whole <= 0.0 {
            return 0.0;
        }
        self.best_place(talk, slot).map_or(0.0, |(_, weight)| weight) / whole
    }

    /// How well a value of the talk fits the slot of a claim that is described by the terms `slot`.
    pub fn fit(&self, talk: &Talk, slot: TermSet, sentence: usize, value: &Range<usize>) -> f32 {
        let whole = self.weight(slot);
        let Some(spoken) = talk.sentences.get(sentence).filter(|_| whole > 0.0) else { return 0.0 };
        let here = self.held(sentence..sentence + 1).and(slot);
        let mut sum = NEXT_SENTENCE * self.held_weight(sentence.saturating_sub(1)..sentence + 2, slot.without(here));
        for position in here.positions() {
            let Some(term) = self.query.terms.get(position) else { continue };
            let known = |other: &super::Term| term.term == Some(*other) || term.kin.contains(other);
            let nearest =
                spoken.terms.iter().zip(&spoken.starts).filter(|(other, _)| known(other)).map(|(_, start)| {
                    if *start < value.start { value.start - start } else { start.saturating_sub(value.end) }
                });
            let distance = nearest.min().unwrap_or_default() as f32;
            sum += self.held_weight(sentence..sentence + 1, TermSet::one(position))
                * if distance <= REACH { 1.0 } else { (REACH / distance).max(NEXT_SENTENCE) };
        }
        sum / whole
    }
}
