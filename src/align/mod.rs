//! Which passages of a talk a claim rests on.
//!
//! - [`Talk`] is a recording made searchable.
//! - [`Query`] and [`Talk::rank`] find passages.
//! - [`Alignment`] is a claim with its evidence, and knows for every sentence which words of the claim it holds.

mod cast;
mod clock;
mod rank;
mod slot;
mod talk;

use std::{ops::Range, sync::OnceLock};

pub use cast::{Cast, Naming};
pub use rank::{Hit, PARTS, Query, QueryTerm, WEIGHTS};
pub use slot::SlotFit;
pub use talk::{Passage, Sentence, Talk, Term, content_terms};

use crate::mention::Mentions;

/// What a term counts that a sentence holds only by a near-synonym.
const KIN: f32 = 0.6;

/// How many passages count as the evidence of a claim.
pub const EVIDENCE: usize = 5;

/// A claim and what it rests on.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// What was searched for.
    pub query: Query,
    /// The best passages, best first; empty when nothing in the talk shares a content word with the claim.
    pub hits: Vec<Hit>,
    /// For each sentence of the talk, the terms of the query that it holds, themselves or by a near-synonym.
    held: Vec<TermSet>,
    /// The same without near-synonyms.
    exact: Vec<TermSet>,
    /// For each sentence, what it and its two neighbours hold together.
    beside: Vec<TermSet>,
    /// How rare each term of the query is in the talk.
    weights: Vec<f32>,
    /// The same, less for words that tell little of where something is said.
    telling: Vec<f32>,
    /// For each sentence, the weight of what it and its neighbours hold, worked out when first asked for.
    most: OnceLock<Vec<f32>>,
    /// What [`Self::borne_out`] tells, worked out when first asked for.
    borne_out: OnceLock<f32>,
}

/// A set of terms of one query, by position; terms past the 128th are left out of every set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TermSet(u128);

impl TermSet {
    /// The set of one position.
    #[inline]
    pub fn one(position: usize) -> Self {
        Self(u32::try_from(position).ok().and_then(|shift| 1u128.checked_shl(shift)).unwrap_or_default())
    }

    /// Whether it holds a position.
    #[inline]
    pub fn has(self, position: usize) -> bool {
        self.0 & Self::one(position).0 != 0
    }

    /// Everything in either.
    #[must_use]
    #[inline]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Everything in both.
    #[must_use]
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Everything in this that is not in the other.
    #[must_use]
    #[inline]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether it holds nothing.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many it holds.
    #[inline]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The positions, ascending.
    #[inline]
    pub fn positions(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let position = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(position)
        })
    }
}

impl Alignment {
    /// Aligns a text, given what is mentioned in it.
    pub fn of(talk: &Talk, text: &str, mentions: &Mentions) -> Self {
        let query = Query::new(talk, text, mentions);
        let hits = talk.rank(&query, EVIDENCE + 3);
        let mut exact = vec![TermSet::default(); talk.sentences.len()];
        for (position, term) in query.terms.iter().enumerate() {
            let one = TermSet::one(position);
            for sentence in term.term.into_iter().flat_map(|known| talk.sentences_with(known)) {
                exact[sentence] = exact[sentence].or(one);
            }
        }
        let mut held = exact.clone();
        for (position, term) in query.terms.iter().enumerate() {
            let one = TermSet::one(position);
            for sentence in term.kin.iter().flat_map(|kin| talk.sentences_with(*kin)) {
                held[sentence] = held[sentence].or(one);
            }
        }
        let mut beside = held.clone();
        for (set, before) in beside.iter_mut().skip(1).zip(&held) {
            *set = set.or(*before);
        }
        for (set, after) in beside.iter_mut().zip(held.iter().skip(1)) {
            *set = set.or(*after);
        }
        let weights: Vec<f32> = query.terms.iter().map(|term| talk.weight(term.term)).collect();
        let telling = query.terms.iter().zip(&weights).map(|(term, weight)| term.telling * weight).collect();
        Self { query, hits, held, exact, beside, weights, telling, most: OnceLock::new(), borne_out: OnceLock::new() }
    }

    /// The passages that count as evidence.
    pub fn evidence(&self) -> &[Hit] {
        &self.hits[..self.hits.len().min(EVIDENCE)]
    }

    /// The terms that a run of sentences holds, themselves or by a near-synonym.
    #[inline]
    pub fn held(&self, sentences: Range<usize>) -> TermSet {
        union(&self.held, sentences)
    }

    /// The terms that a run of sentences holds themselves.
    #[inline]
    pub fn exact(&self, sentences: Range<usize>) -> TermSet {
        union(&self.exact, sentences)
    }

    /// The terms that a sentence and its two neighbours hold, themselves or by a near-synonym.
    #[inline]
    pub fn beside(&self, sentence: usize) -> TermSet {
        self.beside.get(sentence).copied().unwrap_or_default()
    }

    /// The weight of those terms of a set that a run of sentences holds; a near-synonym counts [`KIN`].
    fn held_weight(&self, sentences: Range<usize>, of: TermSet) -> f32 {
        let near = self.held(sentences.clone()).and(of);
        // Most sentences hold nothing of a claim.
        if near.is_empty() {
            return 0.0;
        }
        self.weigh(union(&self.exact, sentences).and(of), near)
    }

    /// The weight of terms that are held, of which some themselves and the others by a near-synonym.
    pub fn weigh(&self, exact: TermSet, held: TermSet) -> f32 {
        self.weight(exact) + KIN * self.weight(held.without(exact))
    }

    /// All terms of the claim.
    pub fn all(&self) -> TermSet {
        let unused = u128::BITS.saturating_sub(self.weights.len() as u32);
        TermSet(u128::MAX.checked_shr(unused).unwrap_or_default())
    }

    /// The weight of a set of terms.
    pub fn weight(&self, set: TermSet) -> f32 {
        // In ascending order, by halves: the machine counts in 64 bits. An empty sum of floats is -0.
        let mut sum = -0.0;
        for (half, from) in [(set.0 as u64, 0), ((set.0 >> 64) as u64, 64)] {
            let mut left = half;
            while left != 0 {
                sum += self.weights.get(from + left.trailing_zeros() as usize).copied().unwrap_or_default();
                left &= left - 1;
            }
        }
        sum
    }

    /// The share of the weight of `of` that a run of sentences holds: 0 to 1, and 0 when `of` is empty.
    pub fn coverage(&self, sentences: Range<usize>, of: TermSet) -> f32 {
        let held = self.held_weight(sentences, of);
        if held > 0.0 { held / self.weight(of) } else { 0.0 }
    }

    /// The sentences of the evidence and one on each side, in order.
    pub fn nearby(&self, talk: &Talk) -> Vec<usize> {
        let mut near: Vec<usize> = self
            .evidence()
            .iter()
            .filter_map(|hit| talk.passages.get(hit.passage))
            .flat_map(|passage| {
                passage.sentences.start.saturating_sub(1)..(passage.sentences.end + 1).min(talk.sentences.len())
            })
            .collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The terms that the evidence as a whole holds.
    pub fn explained(&self, talk: &Talk) -> TermSet {
        self.nearby(talk)
            .into_iter()
            .fold(TermSet::default(), |set, sentence| set.or(self.held(sentence..sentence + 1)))
    }

    /// How much of the claim the talk bears out by its words alone: 0 to 1.
    ///
    /// The mean of two shares of the claim's content: what the evidence as a whole holds, and what the best three sentences in a row hold.
    pub fn borne_out(&self, talk: &Talk) -> f32 {
        *self.borne_out.get_or_init(|| self.share_borne_out(talk))
    }

    fn share_borne_out(&self, talk: &Talk) -> f32 {
        let nearby = self.nearby(talk);
        let exact = nearby.iter().fold(TermSet::default(), |set, sentence| set.or(self.exact[*sentence]));
        let union = self.told_share(exact, self.explained(talk));
        let window = nearby.into_iter().map(|s| self.told(s..s + 3)).fold(0.0, f32::max);
        0.5 * (union + window)
    }

    /// How much of what the claim tells a run of sentences holds: 0 to 1. Words that tell little of where it is said are no loss there.
    pub fn told(&self, sentences: Range<usize>) -> f32 {
        self.told_share(self.exact(sentences.clone()), self.held(sentences))
    }

    /// The same of terms that are held, of which some themselves and the others by a near-synonym.
    fn told_share(&self, exact: TermSet, held: TermSet) -> f32 {
        let each = |set: TermSet| set.positions().filter_map(|at| self.telling.get(at)).sum::<f32>();
        let whole = each(self.all());
        if whole > 0.0 { (each(exact) + KIN * each(held.without(exact))) / whole } else { 0.0 }
    }
}

#[inline]
fn union(sets: &[TermSet], range: Range<usize>) -> TermSet {
    let end = range.end.min(sets.len());
    sets[range.start.min(end)..end].iter().fold(TermSet::default(), |a, b| a.or(*b))
}
