//! The word of the talk that stands where a word of a claim stands: the same one, denied or not, or its opposite.

use std::ops::Range;

use super::two_sides::in_same_order;
use crate::{
    align::{Talk, Term, TermSet},
    mention::{
        Mentions, Modality, Negation, overlap,
        polarity::{negated_form, negating_forms},
    },
    rules::{Context, context::clause_around},
    text::{
        Word,
        fold::fold,
        opposites::{opposite, opposites, synonym},
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
/// How telling a word beside must be where the rest fits but poorly: in less than about a fifth of the passages.
const TELLING: f32 = 1.6;
/// From here on the rest fits well.
const FITS_WELL: f32 = 0.5;
/// What a synonym counts beside the word itself.
const KIN: f32 = 0.8;

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
    if is_light(word) || is_value(mentions, &word.range) || is_credit(context, &word.range) {
        return None;
    }
    let parity = parity(context.text(), mentions, index, &(0..word.range.start));
    if parity == Parity::Unclear
        || (0..mentions.words.len()).any(|other| other != index && is_contrasted(&mentions.words, index, other))
    {
        return None;
    }
    let claimed = Neighbours::of(&mentions.words, index);
    let alignment = &own.alignment;
    let slot = context.slot(&word.range).without(speakers(context));
    let peak = alignment.peak(context.talk, slot);
    let enough = NEAR_ENOUGH.max(AT_THE_PEAK * peak);
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
                let Some(said) = spoken.mentions.words.get(at).filter(|said| !is_light(said)) else { continue };
                let clause = clause_around(&spoken.text, &said.range);
                let there = if opens_a_question(&spoken.mentions.words) {
                    Parity::Unclear
                } else {
                    self::parity(&spoken.text, &spoken.mentions, at, &clause)
                };
                let likeness = if link == Link::Same && said.stem != word.stem { KIN } else { 1.0 };
                let fit = likeness * alignment.fit(context.talk, slot, sentence, &said.range);
                match says(parity, there, link) {
                    Says::Same => agrees = agrees.max(fit),
                    Says::Otherwise
                        if fit >= enough
                            && best.as_ref().is_none_or(|best| best.fit < fit)
                            && is_credited(context, sentence)
                            && !(link == Link::Opposite && in_same_order(context, sentence))
                            && is_one_form(word, said, link)
                            && claimed.shared(&Neighbours::of(&spoken.mentions.words, at), link).any(|beside| {
                                fit >= FITS_WELL || context.talk.weight(context.talk.term(beside)) >= TELLING
                            })
                            && !(parity == Parity::Denied && is_supposed(&spoken.mentions, &said.range))
                            && !(link == Link::Same && is_supposed(mentions, &word.range)) =>
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

/// Whether a claim holds both a word and its opposite, or one word twice: then it is not clear which of them the talk answers.
fn is_contrasted(words: &[Word], index: usize, other: usize) -> bool {
    let (Some(word), Some(other)) = (words.get(index), words.get(other)) else { return false };
    word.stem == other.stem
        || opposite(&other.stem, &word.stem)
        || negated_form(&other.stem) == Some(&word.stem)
        || negated_form(&word.stem) == Some(&other.stem)
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
fn parity(text: &str, mentions: &Mentions, index: usize, clause: &Range<usize>) -> Parity {
    let Some(word) = mentions.words.get(index) else { return Parity::Unclear };
    let at = word.range.start;
    if mentions.hedges.iter().any(|hedge| hedge.modality == Modality::Asked && hedge.range.contains(&at)) {
        return Parity::Unclear;
    }
    let prefixed = index.checked_sub(1).and_then(|before| mentions.words.get(before)).is_some_and(|before| {
        before.folded == "non" && text.get(before.range.end..at).is_some_and(|gap| gap == "-" || gap == " ")
    });
    if index.checked_sub(1).and_then(|before| mentions.words.get(before)).is_some_and(|before| before.folded == "how") {
        return Parity::Unclear;
    }
    let before = mentions.words.iter().filter(|w| clause.start <= w.range.start && w.range.start < at);
    if before.clone().any(|word| TURNS.binary_search(&word.stem.as_str()).is_ok()) {
        return Parity::Unclear;
    }
    let mut denied = prefixed;
    for negation in mentions.negations.iter().filter(|negation| negation.scope.contains(&at)) {
        let between = mentions.words.iter().filter(|w| negation.range.end <= w.range.start && w.range.end <= at);
        if between.clone().any(|word| ASKS.contains(&word.folded.as_str())) {
            return Parity::Unclear;
        }
        let content = between.filter(|word| !hands_on(word)).count();
        let reach = usize::from(text.get(negation.range.clone()).is_some_and(is_determiner));
        if content > reach {
            return Parity::Unclear;
        }
        denied = !denied;
    }
    if denied { Parity::Denied } else { Parity::Stated }
}

/// Whether a sentence opens like a question; machines that write speech down lose the mark.
fn opens_a_question(words: &[Word]) -> bool {
    let first = words.first().map(|word| word.folded.as_str());
    matches!(
        first,
        Some(
            "do" | "does"
                | "did"
                | "is"
                | "are"
                | "was"
                | "were"
                | "can"
                | "could"
                | "would"
                | "should"
                | "has"
                | "have"
                | "who"
                | "what"
                | "why"
                | "how"
                | "where"
                | "when"
                | "which"
        )
    )
}

/// "No", which denies the verb behind its noun as well.
fn is_determiner(negator: &str) -> bool {
    ["no", "none", "neither"].iter().any(|word| negator.eq_ignore_ascii_case(word))
}

/// Words that hand a negation on to what follows: "does not really want to".
fn hands_on(word: &Word) -> bool {
    word.is_stop() || word.folded.ends_with("ly") || HANDS_ON.binary_search(&word.stem.as_str()).is_ok()
}

/// Words that mean too many things to be compared with one place of the talk.
fn is_light(word: &Word) -> bool {
    hands_on(word)
        || word.folded.ends_with("n't")
        || word.folded == "quite"
        || LIGHT.binary_search(&word.stem.as_str()).is_ok()
}

/// Stems, sorted.
const HANDS_ON: &[&str] = &[
    "abl", "actual", "alway", "ani", "be", "believ", "even", "ever", "go", "have", "quit", "seem", "think", "want",
    "yet",
];

/// Stems, sorted.
const LIGHT: &[&str] = &[
    "also", "bring", "come", "everi", "find", "first", "get", "give", "good", "guess", "keep", "know", "last", "let",
    "like", "look", "lot", "make", "matter", "mayb", "mean", "much", "need", "never", "no", "non", "not", "one",
    "other", "over", "put", "say", "see", "still", "take", "thing", "too", "tri", "under", "way", "well",
];

/// "I don't see why it works" does not deny that it works.
const ASKS: &[&str] = &["how", "if", "what", "when", "where", "whether", "which", "who", "why"];

/// Words before which a statement is turned or left open without a "not": "hard to find", "removed the find button".
const TURNS: &[&str] = &[
    "against",
    "avoid",
    "concern",
    "danger",
    "difficult",
    "doubt",
    "drop",
    "except",
    "exclud",
    "hard",
    "if",
    "imposs",
    "instead",
    "less",
    "might",
    "only",
    "prevent",
    "problem",
    "question",
    "rather",
    "reject",
    "remov",
    "risk",
    "stop",
    "suppos",
    "than",
    "too",
    "unless",
    "unlik",
    "until",
    "whether",
    "without",
    "worri",
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

/// Whether a word of the talk is only supposed, proposed or possible.
fn is_supposed(mentions: &Mentions, range: &Range<usize>) -> bool {
    mentions.hedges.iter().any(|hedge| hedge.range.end <= range.start && hedge.modality <= Modality::Intended)
}

/// The terms of the claim that are parts of a speaker's name: who speaks does not say so.
fn speakers(context: &Context) -> TermSet {
    let speakers = context.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
    let parts: Vec<String> =
        speakers.flat_map(|speaker| speaker.name.split(|c: char| !c.is_alphanumeric())).map(fold).collect();
    let words = context.own().mentions.words.iter().filter(|word| parts.iter().any(|part| *part == word.folded));
    words.fold(TermSet::default(), |set, word| set.or(context.own().alignment.terms_in(&word.range)))
}

/// Whether a sentence is said by whom the claim credits, if it credits anybody.
fn is_credited(context: &Context, sentence: usize) -> bool {
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

/// A word with the negation right before it.
fn with_negation(negations: &[Negation], word: &Range<usize>, parity: Parity) -> Range<usize> {
    let before = negations.iter().rev().find(|negation| negation.scope.contains(&word.start));
    match before.filter(|_| parity == Parity::Denied) {
        Some(negation) => negation.range.start..word.end,
        None => word.clone(),
    }
}
