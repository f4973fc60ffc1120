//! The few places of a talk that a clause is about, also where much of its wording is another.

use std::ops::Range;

use crate::{align::TermSet, rules::Context};

/// What the rest of the claim counts beside the clause.
const REST: f32 = 0.4;
/// What a place counts that was found by its passage alone.
pub(super) const FAINT: f32 = 0.3;
/// What a word counts that the talk does not know.
const STRANGE: f32 = 0.4;
/// What a place must hold of clause and rest to be looked at.
const LEAST: f32 = 0.36;
/// The share of the best place that makes another as good.
const AS_GOOD: f32 = 0.8;
/// With more places as good as the best one, none is the place.
const MOST: usize = 5;
/// The score of a passage that is clearly the one meant.
const RANKED: f32 = 0.35;
/// How far the talk may go on about something by "it" and "that".
const ON: usize = 4;

/// A place of the talk that a clause is about.
pub(super) struct Anchor {
    /// The sentence that holds most of the clause.
    pub(super) sentence: usize,
    /// The share of the clause, and in part of the rest of the claim, that is spoken there: 0 to 1.
    pub(super) share: f32,
    /// The sentences that go on about it, the sentence itself and the one before included.
    pub(super) about: Range<usize>,
}

/// The places that a clause of a claim is about, best first; none where none stands out.
pub(super) fn anchors(context: &Context, slot: TermSet, aside: TermSet) -> Vec<Anchor> {
    let own = &context.own().alignment;
    let rest = own.all().without(slot).without(aside);
    // A word that the whole talk does not know tells nothing about where in it to look.
    let strange = own.query.terms.iter().enumerate().filter(|(_, term)| term.term.is_none() && term.kin.is_empty());
    let strange = strange.fold(TermSet::default(), |set, (position, _)| set.or(TermSet::one(position)));
    let weight = |set: TermSet| own.weight(set) - (1.0 - STRANGE) * own.weight(set.and(strange));
    let whole = weight(slot) + REST * weight(rest);
    if whole <= 0.0 {
        return Vec::new();
    }
    let share = |sentence: usize| {
        let beside = own.held(sentence.saturating_sub(1)..sentence + 2).and(slot);
        if beside.len() < 2 {
            return 0.0;
        }
        (own.around(sentence, slot) + REST * own.around(sentence, rest)) / whole
    };
    let mut found: Vec<(usize, f32)> = (0..context.talk.sentences.len())
        .filter(|sentence| !own.is_far(*sentence, slot, whole, LEAST))
        .map(|sentence| (sentence, share(sentence)))
        .filter(|(_, s)| *s >= LEAST)
        .collect();
    if found.is_empty() {
        return ranked(context, slot);
    }
    let best = found.iter().map(|(_, share)| *share).fold(0.0, f32::max);
    found.retain(|(_, share)| *share >= AS_GOOD * best);
    if found.len() > MOST {
        return Vec::new();
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.into_iter().map(|(sentence, share)| Anchor { sentence, share, about: about(context, sentence) }).collect()
}

/// The best passage by all that the search knows, where no sentence holds enough of the clause itself.
fn ranked(context: &Context, slot: TermSet) -> Vec<Anchor> {
    let own = &context.own().alignment;
    let Some(hit) = own.evidence().first().filter(|hit| hit.score >= RANKED) else { return Vec::new() };
    let Some(passage) = context.talk.passages.get(hit.passage) else { return Vec::new() };
    let held = |index: &usize| own.around(*index, slot);
    let best = passage.sentences.clone().filter(|index| !own.held(*index..index + 1).and(slot).is_empty());
    let best = best.max_by(|a, b| held(a).total_cmp(&held(b)).then(b.cmp(a)));
    best.map(|sentence| Anchor { sentence, share: FAINT, about: about(context, sentence) }).into_iter().collect()
}

/// The sentences around one that go on about the same: the next ones of the turn as long as they begin with a word that points
/// back, and the one before if this one does.
fn about(context: &Context, sentence: usize) -> Range<usize> {
    let talk = context.talk;
    let turn = |index: usize| talk.sentences.get(index).map(|s| (s.transcript, s.turn));
    let points = |index: usize| {
        talk.sentences.get(index).is_some_and(|s| {
            s.mentions.words.len() <= 8 || s.mentions.words.iter().take(6).any(|word| points_back(&word.folded))
        })
    };
    let mut end = sentence + 1;
    while end < sentence + 1 + ON && turn(end) == turn(sentence) && points(end) {
        end += 1;
    }
    let start = if turn(sentence.wrapping_sub(1)) == turn(sentence) { sentence - 1 } else { sentence };
    start..end
}

/// Whether a word stands for what was said before.
pub(super) fn points_back(word: &str) -> bool {
    matches!(
        word.split('\'').next().unwrap_or(word),
        "it" | "this" | "that" | "these" | "those" | "they" | "them" | "he" | "she" | "so" | "such" | "which" | "there"
    )
}
