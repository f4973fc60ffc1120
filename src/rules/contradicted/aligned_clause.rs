//! The word of the talk that stands where a word of a claim stands: the same one, denied or not, or its opposite.

use std::ops::Range;

use crate::{
    align::{Alignment, Talk, Term, TermSet},
    mention::{
        Mentions, Modality, Negation, overlap,
        polarity::{negated_form, negating_forms},
    },
    rules::Context,
    text::{
        Word,
        opposites::{opposite, opposites, synonym},
    },
};

/// Below this much of the clause's words around it, a word of the talk does not stand in the same place.
const NEAR_ENOUGH: f32 = 0.4;
/// The same, as a share of what any place of the talk holds of the clause.
const AT_THE_PEAK: f32 = 0.75;
/// How much better the place that says otherwise must fit than the best one that agrees.
const MARGIN: f32 = 1.3;
/// Within about this many bytes a word stands beside another.
const BESIDE: usize = 40;

/// How a word of the talk is related to a word of the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// The same word, or one that means nearly the same.
    Same,
    /// The same word but for a negating prefix: "binding" and "nonbinding".
    Prefix,
    /// Its opposite: "rise" and "fall".
    Opposite,
}

/// Whether a word is stated or denied where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parity {
    Stated,
    Denied,
    /// It lies somewhere behind a negation, is asked for, or is only supposed.
    Unclear,
}

/// A place of the talk that says otherwise than the claim, by one word.
#[derive(Debug, Clone)]
pub(super) struct Otherwise {
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
    let own = context.own();
    (0..own.mentions.words.len()).filter_map(|index| at_word(context, index)).collect()
}

fn at_word(context: &Context, index: usize) -> Option<Otherwise> {
    let own = context.own();
    let mentions = &own.mentions;
    let word = mentions.words.get(index)?;
    if word.is_stop() || is_value(mentions, &word.range) || is_credit(context, &word.range) {
        return None;
    }
    let parity = parity(context.text(), mentions, index);
    if parity == Parity::Unclear || mentions.words.iter().any(|other| opposite(&other.stem, &word.stem)) {
        return None;
    }
    let slot = context.slot(&word.range);
    let alignment = &own.alignment;
    let peak = alignment.peak(context.talk, slot);
    let enough = NEAR_ENOUGH.max(AT_THE_PEAK * peak);
    let beside = neighbours(alignment, &word.range);
    let (mut agrees, mut best): (f32, Option<Otherwise>) = (0.0, None);
    for (term, link) in counterparts(context.talk, &word.stem) {
        for sentence in context.talk.sentences_with(term) {
            let around = sentence.saturating_sub(1)..sentence + 2;
            let might = alignment.coverage(around, slot);
            if might <= agrees || might < 0.3 {
                continue;
            }
            let Some(spoken) = context.talk.sentences.get(sentence) else { continue };
            let here = spoken.terms.iter().zip(&spoken.starts).filter(|(known, _)| **known == term);
            for at in here.filter_map(|(_, start)| spoken.mentions.words.iter().position(|w| w.range.start == *start)) {
                let Some(said) = spoken.mentions.words.get(at) else { continue };
                let there = self::parity(&spoken.text, &spoken.mentions, at);
                let fit = alignment.fit(context.talk, slot, sentence, &said.range);
                match says(parity, there, link) {
                    Says::Same => agrees = agrees.max(fit),
                    Says::Otherwise
                        if fit >= enough
                            && best.as_ref().is_none_or(|best| best.fit < fit)
                            && is_beside(alignment, context.talk, beside, sentence, &said.range)
                            && !(parity == Parity::Denied && is_supposed(&spoken.mentions, &said.range)) =>
                    {
                        best = Some(Otherwise {
                            stated: with_negation(&mentions.negations, &word.range, parity),
                            sentence,
                            said: with_negation(&spoken.mentions.negations, &said.range, there),
                            link,
                            fit,
                        });
                    }
                    Says::Otherwise | Says::Nothing => {}
                }
            }
        }
    }
    best.filter(|best| best.fit >= MARGIN * agrees)
}

/// What a place of the talk says to a word of the claim.
enum Says {
    Same,
    Otherwise,
    Nothing,
}

fn says(claim: Parity, talk: Parity, link: Link) -> Says {
    match (talk == Parity::Unclear, link, claim == talk) {
        (false, Link::Same, false) | (false, Link::Prefix, true) => Says::Otherwise,
        // "Not in favour" and "not opposed" can both be true; "not more" and "less" go together.
        (false, Link::Opposite, true) if claim == Parity::Stated => Says::Otherwise,
        (false, Link::Opposite, true) | (true, Link::Opposite | Link::Prefix, _) => Says::Nothing,
        _ => Says::Same,
    }
}

/// The terms of the talk that are the word, a synonym, its negated form or its opposite.
fn counterparts(talk: &Talk, stem: &str) -> Vec<(Term, Link)> {
    let same = talk.term(stem).into_iter().chain(talk.kin(stem)).map(|term| (term, Link::Same));
    let prefixed = negated_form(stem).into_iter().chain(negating_forms(stem).iter().map(String::as_str));
    let prefixed = prefixed.filter_map(|other| talk.term(other)).map(|term| (term, Link::Prefix));
    let opposed = opposites(stem).filter(|other| !synonym(stem, other));
    let opposed = opposed.filter_map(|other| talk.term(other)).map(|term| (term, Link::Opposite));
    // What agrees comes first: it spares the rest.
    let mut all: Vec<(Term, Link)> = Vec::new();
    for (term, link) in same.chain(prefixed).chain(opposed) {
        if !all.iter().any(|(known, _)| *known == term) {
            all.push((term, link));
        }
    }
    all
}

/// Whether a word is stated or denied: denied when a negation stands right before it, but for words of no content.
fn parity(text: &str, mentions: &Mentions, index: usize) -> Parity {
    let Some(word) = mentions.words.get(index) else { return Parity::Unclear };
    let at = word.range.start;
    if mentions.hedges.iter().any(|hedge| hedge.modality == Modality::Asked && hedge.range.contains(&at)) {
        return Parity::Unclear;
    }
    let prefixed = index.checked_sub(1).and_then(|before| mentions.words.get(before)).is_some_and(|before| {
        before.folded == "non" && text.get(before.range.end..at).is_some_and(|gap| gap == "-" || gap == " ")
    });
    let mut denied = prefixed;
    for negation in mentions.negations.iter().filter(|negation| negation.scope.contains(&at)) {
        let between = mentions.words.iter().filter(|w| negation.range.end <= w.range.start && w.range.end <= at);
        let content = between.filter(|word| !is_light(word)).count();
        let reach = usize::from(text.get(negation.range.clone()).is_some_and(is_determiner));
        if content > reach {
            return Parity::Unclear;
        }
        denied = !denied;
    }
    if denied { Parity::Denied } else { Parity::Stated }
}

/// "No", which denies the verb behind its noun as well.
fn is_determiner(negator: &str) -> bool {
    ["no", "none", "neither"].iter().any(|word| negator.eq_ignore_ascii_case(word))
}

/// Words that hand a negation on to what follows: "does not really want to".
fn is_light(word: &Word) -> bool {
    word.is_stop()
        || word.folded.ends_with("ly")
        || matches!(
            word.stem.as_str(),
            "think" | "believ" | "go" | "want" | "seem" | "ani" | "even" | "yet" | "alway" | "get" | "have" | "be"
        )
}

/// Whether a word is part of a number, a date or a name, which other rules judge.
fn is_value(mentions: &Mentions, range: &Range<usize>) -> bool {
    mentions.names.iter().any(|name| overlap(&name.range, range))
        || mentions.dates.iter().any(|date| overlap(&date.range, range))
        || mentions.quantities.iter().any(|quantity| overlap(&quantity.range, range))
}

fn is_credit(context: &Context, range: &Range<usize>) -> bool {
    context.own().credit.as_ref().is_some_and(|credit| overlap(&credit.range, range))
}

/// Whether a word of the talk is only supposed, proposed or possible.
fn is_supposed(mentions: &Mentions, range: &Range<usize>) -> bool {
    mentions.hedges.iter().any(|hedge| hedge.range.start < range.end && hedge.modality <= Modality::Intended)
}

/// The terms of the claim on either side of a word: one before it and two after.
fn neighbours(alignment: &Alignment, word: &Range<usize>) -> TermSet {
    let terms = alignment.query.terms.iter().enumerate();
    let before = terms.clone().rev().filter(|(_, term)| term.range.end <= word.start).take(1);
    let after = terms.filter(|(_, term)| term.range.start >= word.end).take(2);
    before.chain(after).fold(TermSet::default(), |set, (position, _)| set.or(TermSet::one(position)))
}

/// Whether one of these terms stands beside a word of the talk.
fn is_beside(alignment: &Alignment, talk: &Talk, terms: TermSet, sentence: usize, word: &Range<usize>) -> bool {
    let Some(spoken) = talk.sentences.get(sentence) else { return false };
    let wanted: Vec<Term> = terms
        .positions()
        .filter_map(|position| alignment.query.terms.get(position))
        .flat_map(|term| term.term.into_iter().chain(term.kin.iter().copied()))
        .collect();
    spoken.terms.iter().zip(&spoken.starts).any(|(term, start)| {
        *start != word.start && wanted.contains(term) && start.abs_diff(word.start) <= BESIDE
    })
}

/// A word with the negation right before it.
fn with_negation(negations: &[Negation], word: &Range<usize>, parity: Parity) -> Range<usize> {
    let before = negations.iter().rev().find(|negation| negation.scope.contains(&word.start));
    match before.filter(|_| parity == Parity::Denied) {
        Some(negation) => negation.range.start..word.end,
        None => word.clone(),
    }
}
