//! The word of the talk that stands where a word of a claim stands: the same one, denied or not, or its opposite.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    parity::{Parity, hands_on, is_supposed, opens_a_question, parity, with_negation},
    two_sides::in_same_order,
};
use crate::{
    align::{Sentence, Term, TermSet},
    mention::{
        Mentions, overlap,
        polarity::{negated_form, negating_forms},
    },
    rules::{Context, context::clause_around},
    text::{
        Word,
        fold::fold,
        opposites::{Side, allies, opposites, side, synonym},
    },
};

/// Below this much of the clause's words around it, a word of the talk does not stand in the same place.
const NEAR_ENOUGH: f32 = 0.3;
/// The same, as a share of what any place of the talk holds of the clause.
const AT_THE_PEAK: f32 = 0.75;
/// How much better the place that says otherwise must fit than the best one that agrees.
const MARGIN: f32 = 1.3;
/// How many words of content after a word stand beside it.
const AFTER: usize = 2;
/// How many before it can be its subject.
const BEFORE: usize = 6;
/// How many words of content on either side of a word stand around it.
const AMONG: usize = 4;
/// How many of those must stand around the word of the talk too.
const SHARED: usize = 3;
/// How well a sentence without any other word of content must fit.
const ALONE: f32 = 0.4;
/// How telling a word beside must be where the rest fits but poorly: in less than about a fifth of the passages.
const TELLING: f32 = 1.6;
/// From here on the words beside need not stand beside.
const FITS_ALL_OVER: f32 = 0.6;
/// From here on the rest fits well.
const FITS_WELL: f32 = 0.5;
/// What a synonym counts beside the word itself.
const KIN: f32 = 0.8;

/// How a word of the talk is related to a word of the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Link {
    /// The same word, or one that means nearly the same.
    Same,
    /// Another word that goes the same way: "rise" and "more".
    Ally,
    /// The same word but for a negating prefix: "binding" and "nonbinding".
    Prefix,
    /// Its opposite: "rise" and "fall".
    Opposite,
}

/// A place of the talk that says otherwise than the claim, by one word.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Otherwise {
    /// The bytes of the claim's text: the word, with its negation if it is denied.
    pub stated: Range<usize>,
    /// The sentence of the talk.
    pub sentence: usize,
    /// The bytes of that sentence: the word, with its negation if it is denied.
    pub said: Range<usize>,
    /// How the two words are related.
    pub link: Link,
    /// How much of the claim's other words stand around the word of the talk: 0 to 1.
    pub fit: f32,
}

/// The places of the talk that say otherwise, one for each word of the claim that any does.
pub(super) fn otherwise(context: &Context) -> Vec<Otherwise> {
    let find = || {
        let aside = aside(context);
        let contrasted = contrasted(&context.own().mentions.words);
        let words = contrasted.iter().enumerate().filter(|(_, contrasted)| !**contrasted);
        words.filter_map(|(index, _)| Pivot::of(context, index, aside)?.otherwise()).collect()
    };
    context.memo.otherwise.get_or_init(find).clone()
}

/// A word of the claim that the talk can say otherwise.
struct Pivot<'a> {
    context: &'a Context<'a>,
    word: &'a Word,
    /// The word, by its position in the claim.
    index: usize,
    parity: Parity,
    /// The words beside it.
    beside: Neighbours<'a>,
    /// The terms of its clause without it.
    slot: TermSet,
    /// What stands for it in the talk.
    counterparts: Vec<(Term, Link)>,
}

/// A word of the talk that stands for a word of the claim.
#[derive(Clone, Copy)]
struct Place {
    link: Link,
    sentence: usize,
    /// The word, by its position in the sentence.
    at: usize,
}

impl<'a> Pivot<'a> {
    fn of(context: &'a Context, index: usize, aside: TermSet) -> Option<Self> {
        let mentions = &context.own().mentions;
        let word = mentions.words.get(index)?;
        if is_light(word) || is_value(mentions, &word.range) || is_credit(context, &word.range) {
            return None;
        }
        let parity = parity(context.text(), mentions, index, &(0..word.range.start));
        if parity == Parity::Unclear {
            return None;
        }
        let beside = Neighbours::of(&mentions.words, index);
        let slot = context.slot(&word.range).without(aside);
        Some(Self { context, word, index, parity, beside, slot, counterparts: counterparts(context, word) })
    }

    fn otherwise(&self) -> Option<Otherwise> {
        let (fit, best) = self.best()?;
        let alignment = &self.context.own().alignment;
        if fit < AT_THE_PEAK * alignment.peak(self.context.talk, self.slot) {
            return None;
        }
        // What only goes the same way agrees where the same is spoken of.
        let near = |place: &Place| place.link != Link::Ally || place.sentence == best.sentence;
        let agrees =
            |place: &Place| near(place) && matches!(self.says(*place), Says::Same) && fit < MARGIN * self.fit(*place);
        if self.places(fit / MARGIN, |_, _| true).any(|place| agrees(&place)) {
            return None;
        }
        let spoken = self.context.talk.sentences.get(best.sentence)?;
        let said = spoken.mentions.words.get(best.at)?;
        let there = self.there(best);
        Some(Otherwise {
            stated: with_negation(&self.context.own().mentions.negations, &self.word.range, self.parity),
            sentence: best.sentence,
            said: with_negation(&spoken.mentions.negations, &said.range, there),
            link: best.link,
            fit: if self.stands_beside(best, fit) { fit } else { fit.min(FITS_WELL) },
        })
    }

    /// The place that says otherwise and has most of the claim's words around it.
    fn best(&self) -> Option<(f32, Place)> {
        let mut best: Option<(f32, Place)> = None;
        // What is stated is denied only where there is a negation.
        let denies = |link: Link, spoken: &Sentence| {
            link != Link::Same
                || self.parity == Parity::Denied
                || !spoken.mentions.negations.is_empty()
                || spoken.mentions.words.iter().any(|word| word.folded == "non")
        };
        for place in self.places(NEAR_ENOUGH, denies).filter(|place| matches!(self.says(*place), Says::Otherwise)) {
            let fit = self.fit(place);
            let enough = best.map_or(NEAR_ENOUGH, |(fit, _)| fit);
            if (fit > enough || (best.is_none() && fit >= enough)) && self.is_comparable(place, fit) {
                best = Some((fit, place));
            }
        }
        best
    }

    /// Every word of the talk that could stand for this one, where at least a share of the slot stands in a wanted sentence or beside
    /// it.
    fn places(&self, least: f32, wanted: impl Fn(Link, &Sentence) -> bool) -> impl Iterator<Item = Place> {
        let talk = self.context.talk;
        let alignment = &self.context.own().alignment;
        let whole = alignment.weight(self.slot);
        let sentences = self.counterparts.iter().flat_map(move |(term, link)| {
            let mut last = None;
            let once = talk.sentences_with(*term).filter(move |sentence| last.replace(*sentence) != Some(*sentence));
            once.map(move |sentence| (*term, *link, sentence))
        });
        let wanted =
            move |link, sentence: usize| talk.sentences.get(sentence).is_some_and(|spoken| wanted(link, spoken));
        let near = sentences.filter(move |(_, link, sentence)| {
            !alignment.is_far(*sentence, self.slot, whole, least)
                && wanted(*link, *sentence)
                && alignment.coverage(sentence.saturating_sub(1)..sentence + 2, self.slot) >= least
        });
        near.filter_map(move |(term, link, sentence)| Some((term, link, sentence, talk.sentences.get(sentence)?)))
            .flat_map(move |(term, link, sentence, spoken)| {
                let starts = spoken.terms.iter().zip(&spoken.starts).filter(move |(known, _)| **known == term);
                let words = &spoken.mentions.words;
                let at =
                    starts.filter_map(|(_, start)| words.binary_search_by_key(start, |word| word.range.start).ok());
                at.filter(|at| words.get(*at).is_some_and(|said| !is_light(said))).map(move |at| Place {
                    link,
                    sentence,
                    at,
                })
            })
    }

    fn says(&self, place: Place) -> Says {
        says(self.parity, self.there(place), place.link)
    }

    /// Whether the word of the talk is stated or denied.
    fn there(&self, place: Place) -> Parity {
        let Some(spoken) = self.context.talk.sentences.get(place.sentence) else { return Parity::Unclear };
        let Some(said) = spoken.mentions.words.get(place.at) else { return Parity::Unclear };
        if opens_a_question(&spoken.mentions.words) {
            return Parity::Unclear;
        }
        parity(&spoken.text, &spoken.mentions, place.at, &clause_around(&spoken.text, &said.range))
    }

    /// How much of the slot stands around the word of the talk: 0 to 1.
    fn fit(&self, place: Place) -> f32 {
        let spoken = self.context.talk.sentences.get(place.sentence);
        let Some(said) = spoken.and_then(|spoken| spoken.mentions.words.get(place.at)) else { return 0.0 };
        let likeness = if place.link == Link::Same && said.stem != self.word.stem { KIN } else { 1.0 };
        let alignment = &self.context.own().alignment;
        likeness * alignment.fit(self.context.talk, self.slot, place.sentence, &said.range)
    }

    /// Whether so much of the clause stands around that its words need not stand right beside the word.
    fn fits_all_over(&self, fit: f32) -> bool {
        fit >= FITS_ALL_OVER && self.slot.len() >= 3
    }

    /// Whether the words beside the word of the claim stand beside the word of the talk.
    fn stands_beside(&self, place: Place, fit: f32) -> bool {
        let talk = self.context.talk;
        let Some(spoken) = talk.sentences.get(place.sentence) else { return false };
        let telling = |word: &str| fit >= FITS_WELL || talk.weight(talk.term(word)) >= TELLING;
        self.beside.shared(&Neighbours::of(&spoken.mentions.words, place.at), place.link).any(telling)
    }

    /// Whether several of the words around the word of the claim stand around the word of the talk, on whatever side: "the decrease
    /// in cash flow" says of the cash flow what "cash flow decreased" says.
    fn stands_among(&self, place: Place, fit: f32) -> bool {
        let Some(spoken) = self.context.talk.sentences.get(place.sentence) else { return false };
        let here = content_around(&self.context.own().mentions.words, self.index);
        let there = content_around(&spoken.mentions.words, place.at);
        let shared = here.iter().filter(|word| there.iter().any(|other| synonym(word, other))).count();
        // "No objections.": a sentence of one word is about what was said before it.
        shared >= SHARED || (there.is_empty() && fit >= ALONE)
    }

    /// Whether the two words are said of the same thing, by the same person, in the same earnest.
    fn is_comparable(&self, place: Place, fit: f32) -> bool {
        let (context, talk) = (self.context, self.context.talk);
        let Some(spoken) = talk.sentences.get(place.sentence) else { return false };
        let Some(said) = spoken.mentions.words.get(place.at) else { return false };
        is_credited(context, place.sentence)
            && is_one_form(self.word, said, place.link)
            && (self.fits_all_over(fit) || self.stands_beside(place, fit) || self.stands_among(place, fit))
            && !(self.parity == Parity::Denied && is_supposed(&spoken.mentions, &said.range))
            && !(self.parity == Parity::Denied && self.is_denied_in_parts(spoken))
            && !(place.link == Link::Same && is_supposed(&context.own().mentions, &self.word.range))
            && !(place.link == Link::Opposite && in_same_order(context, place.sentence))
    }

    /// Whether a sentence holds every word of what denies the word in the claim, however far apart: "ruled it out".
    fn is_denied_in_parts(&self, spoken: &Sentence) -> bool {
        let own = &self.context.own().mentions;
        let mut denials = own.negations.iter().filter(|negation| negation.scope.contains(&self.word.range.start));
        denials.any(|negation| {
            let mut parts = own.words.iter().filter(|word| overlap(&word.range, &negation.range));
            parts.clone().count() > 1
                && parts.all(|part| spoken.mentions.words.iter().any(|word| word.stem == part.stem))
        })
    }
}

/// For each word of a claim, whether the claim also holds its opposite, or the word once more: then it is not clear which of them the
/// talk answers.
fn contrasted(words: &[Word]) -> Vec<bool> {
    let known: Vec<_> =
        words.iter().map(|word| (word.stem.as_str(), side(&word.stem), negated_form(&word.stem))).collect();
    let against = |(stem, own, negated): &(&str, Option<Side>, Option<&str>),
                   other: &(&str, Option<Side>, Option<&str>)| {
        *stem == other.0
            || *negated == Some(other.0)
            || other.2 == Some(*stem)
            || own.zip(other.1).is_some_and(|(own, other)| own.is_opposite(other))
    };
    (0..known.len())
        .map(|at| known.iter().enumerate().any(|(i, other)| i != at && against(&known[at], other)))
        .collect()
}

/// What a place of the talk says to a word of the claim.
enum Says {
    Same,
    Otherwise,
    Nothing,
}

fn says(claim: Parity, talk: Parity, link: Link) -> Says {
    match (talk == Parity::Unclear, link, claim == talk) {
        (_, Link::Ally, _) if claim != talk => Says::Nothing,
        (false, Link::Same, false) | (false, Link::Prefix, true) => Says::Otherwise,
        // "Not in favour" and "not opposed" can both be true; "not more" and "less" go together.
        (false, Link::Opposite, true) if claim == Parity::Stated => Says::Otherwise,
        (false, Link::Opposite, true) | (true, Link::Opposite | Link::Prefix, _) => Says::Nothing,
        _ => Says::Same,
    }
}

/// The terms of the talk that are the word, a synonym, its negated form or its opposite.
fn counterparts(context: &Context, word: &Word) -> Vec<(Term, Link)> {
    let (talk, stem) = (context.talk, word.stem.as_str());
    // The term of the query may be spelt otherwise: "favour" and "favor".
    let known = context.own().alignment.query.terms.iter().find(|term| term.range == word.range);
    let known = known.and_then(|term| term.term).or_else(|| talk.term(stem));
    let same = known.into_iter().chain(talk.kin(stem)).map(|term| (term, Link::Same));
    let allied = allies(stem).filter_map(|other| talk.term(other)).map(|term| (term, Link::Ally));
    let prefixed = negated_form(stem).into_iter().chain(negating_forms(stem).iter().map(SmolStr::as_str));
    let prefixed = prefixed.filter_map(|other| talk.term(other)).map(|term| (term, Link::Prefix));
    let opposed = opposites(stem).filter_map(|other| Some((other, talk.term(other)?)));
    let opposed = opposed.filter(|(other, _)| !synonym(stem, other) && !allies(stem).any(|ally| ally == *other));
    let opposed = opposed.map(|(_, term)| (term, Link::Opposite));
    // What agrees comes first: it spares the rest.
    let mut all: Vec<(Term, Link)> = Vec::new();
    for (term, link) in same.chain(prefixed).chain(allied).chain(opposed) {
        if !all.iter().any(|(known, _)| *known == term) {
            all.push((term, link));
        }
    }
    all
}

/// Words that mean too many things to be compared with one place of the talk.
pub(super) fn is_light(word: &Word) -> bool {
    hands_on(word) || word.folded.ends_with("n't") || word.folded == "quite" || LIGHT.contains(word.stem.as_str())
}

/// Stems.
static LIGHT: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LIGHT_STEMS.iter().copied().collect());

const LIGHT_STEMS: &[&str] = &[
    "also", "bring", "come", "everi", "find", "first", "get", "give", "good", "guess", "keep", "know", "last", "let",
    "like", "look", "lot", "make", "matter", "mayb", "mean", "much", "need", "never", "no", "non", "not", "one",
    "other", "over", "put", "say", "see", "still", "take", "thing", "too", "tri", "under", "way", "well",
];

/// Whether a word is part of a number, a date or a name, which other rules judge.
fn is_value(mentions: &Mentions, range: &Range<usize>) -> bool {
    mentions.names.iter().any(|name| overlap(&name.range, range))
        || mentions.dates.iter().any(|date| overlap(&date.range, range))
        || mentions.quantities.iter().any(|quantity| overlap(&quantity.range, range))
}

fn is_credit(context: &Context, range: &Range<usize>) -> bool {
    context.own().credits.iter().any(|credit| overlap(&credit.range, range))
}

/// The terms of the claim that no slot needs: parts of speakers' names, since who speaks does not say so.
pub(super) fn aside(context: &Context) -> TermSet {
    let speakers = context.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
    let parts: Vec<String> =
        speakers.flat_map(|speaker| speaker.name.split(|c: char| !c.is_alphanumeric())).map(fold).collect();
    let words = context.own().mentions.words.iter();
    let aside = words.filter(|word| parts.iter().any(|part| word.folded == *part));
    aside.fold(TermSet::default(), |set, word| set.or(context.own().alignment.terms_in(&word.range)))
}

/// Whether a sentence is said by whom the claim credits, if it credits anybody.
pub(super) fn is_credited(context: &Context, sentence: usize) -> bool {
    let credits = &context.own().credits;
    let speaker = context.talk.sentences.get(sentence).and_then(|sentence| context.talk.speaker(sentence));
    credits.is_empty() || speaker.is_some_and(|speaker| credits.iter().any(|credit| speaker.name == credit.speaker))
}

/// Whether two words of one stem are of one kind: "used" and "useful" are not, nor "normal" and "normalization".
fn is_one_form(claim: &Word, talk: &Word, link: Link) -> bool {
    let ending = |word: &Word| {
        ["ful", "ment", "ments", "able", "ly", "er", "ers"]
            .into_iter()
            .find(|ending| word.folded.ends_with(ending))
            .map(|e| e.trim_end_matches('s'))
    };
    link != Link::Same || claim.stem != talk.stem || ending(claim) == ending(talk)
}

/// The words of content on both sides of a word, each once.
fn content_around(words: &[Word], index: usize) -> Vec<&str> {
    let content = |word: &&Word| !is_light(word);
    let before = words.get(..index).unwrap_or_default().iter().rev().filter(content).take(AMONG);
    let after = words.get(index + 1..).unwrap_or_default().iter().filter(content).take(AMONG);
    let mut around: Vec<&str> = before.chain(after).map(|word| word.stem.as_str()).collect();
    around.sort_unstable();
    around.dedup();
    around
}

/// The words of content around a word: the nearest first.
struct Neighbours<'a> {
    before: Vec<&'a str>,
    after: Vec<&'a str>,
}

impl<'a> Neighbours<'a> {
    fn of(words: &'a [Word], index: usize) -> Self {
        let content = |word: &&Word| !is_light(word);
        let before = words.get(..index).unwrap_or_default().iter().rev();
        let after = words.get(index + 1..).unwrap_or_default().iter();
        Self {
            before: before.filter(content).take(BEFORE).map(|word| word.stem.as_str()).collect(),
            after: after.filter(content).take(AFTER).map(|word| word.stem.as_str()).collect(),
        }
    }

    /// The words of a claim around one of its words that stand beside a word of the talk: what follows there follows here or, in a
    /// passive, comes before; when nothing follows, what comes before is the subject.
    fn shared(&self, talk: &Self, link: Link) -> impl Iterator<Item = &'a str> {
        let wanted = if self.after.is_empty() { self.before.clone() } else { self.after.clone() };
        let passive = link != Link::Opposite || self.after.is_empty();
        let mut around: Vec<&str> = talk.after.clone();
        around.extend(talk.before.first().filter(|_| passive));
        wanted.into_iter().filter(move |wanted| around.iter().any(|known| synonym(wanted, known)))
    }
}
