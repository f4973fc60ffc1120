//! Where in the talk the words around a value of a claim occur, and which value stands there.
//!
//! A claim "Meta has 3.5 billion users" leaves a slot when its number is taken out: "Meta has … users". Every value of the same
//! kind in the talk is a candidate for the slot; how well it fits is the share of the slot's words around it, near ones first.

use std::ops::Range;

use super::{Alignment, Talk, TermSet};

/// Within about this many bytes a word counts fully towards a value; its share halves with every further stretch.
const REACH: f32 = 40.0;
/// What a word counts that stands in the sentence before or after.
const NEXT_SENTENCE: f32 = 0.4;

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
        let inside = self
            .query
            .terms
            .iter()
            .enumerate()
            .filter(|(_, term)| term.range.start < range.end && range.start < term.range.end);
        inside.fold(TermSet::default(), |set, (position, _)| set.or(TermSet::one(position)))
    }

    /// The weight of those of some terms that a sentence holds, and in part of those that only its neighbours hold.
    pub fn around(&self, sentence: usize, terms: TermSet) -> f32 {
        let beside = sentence.saturating_sub(1)..sentence + 2;
        if self.held(beside.clone()).and(terms).is_empty() {
            return 0.0;
        }
        let here = self.held(sentence..sentence + 1).and(terms);
        self.held_weight(sentence..sentence + 1, terms) + NEXT_SENTENCE * self.held_weight(beside, terms.without(here))
    }

    /// The most that any sentence with its neighbours holds of some terms: 0 to 1.
    pub fn peak(&self, talk: &Talk, slot: TermSet) -> f32 {
        let whole = self.weight(slot);
        if whole <= 0.0 {
            return 0.0;
        }
        (0..talk.sentences.len()).map(|sentence| self.around(sentence, slot)).fold(0.0, f32::max) / whole
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
