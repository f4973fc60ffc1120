#![doc = include_str!("wrong_name.md")]

use std::ops::Range;

use crate::{
    align::TermSet,
    finding::{Confidence, Family, Severity},
    mention::{
        Name,
        name::{Presence, Relation, is_common, relation},
        overlap,
    },
    rules::{Cast, Check, Context, Fault, Rule, Spoken},
    text::{is_stop_word, stem},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C003",
    name: "wrong-name",
    family: Family::Contradicted,
    severity: Severity::Warning,
    summary: "the passage that the claim rests on names somebody or something else",
    page: include_str!("wrong_name.md"),
    check: Check::Claim(check),
};

/// How many sentences before and after a place still speak of what is named there.
const NEAR: usize = 5;
/// A name that more sentences than this hold is a topic of the talk.
const SELDOM: usize = 8;
/// The share of the claim's words that a place must hold to be what the claim is about.
const ABOUT: f32 = 0.6;
/// The same, where the place holds another name of the claim as well.
const ANCHORED: f32 = 0.4;
/// How much better a place without the name must fit than the best one with it.
const MARGIN: f32 = 1.7;

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    // A speaker who is named is credited with something or spoken about: no name that could stand for another.
    let speaker = |range: &Range<usize>| own.namings.iter().any(|naming| overlap(&naming.range, range));
    let names = own.mentions.names.iter().filter(|name| !name.initial && !plain(name) && !speaker(&name.range));
    names.filter_map(|name| fault(context, name)).chain(super::identifier::faults(context)).collect()
}

fn fault(context: &Context, stated: &Name) -> Option<Fault> {
    // What is named nowhere is unknown, not exchanged.
    if context.lookup.names.lookup(stated) != Presence::Present {
        return None;
    }
    let (talk, alignment) = (context.talk, &context.own().alignment);
    let named = alignment.terms_in(&stated.range);
    let about = alignment.all().without(named);
    let (whole, name) = (alignment.weight(about), alignment.weight(named));
    if about.len() < 4 || named.is_empty() {
        return None;
    }
    let others = context.own().mentions.names.iter().filter(|name| name.range != stated.range);
    let others = others.fold(TermSet::default(), |set, name| set.or(alignment.terms_in(&name.range))).without(named);
    // What the whole talk is about need not be named where it is meant.
    let mentioned = (0..talk.sentences.len())
        .filter(|s| 2.0 * alignment.weight(alignment.held(*s..*s + 1).and(named)) >= name)
        .count();
    if mentioned > SELDOM {
        return None;
    }
    let (mut with, mut without) = (0.0f32, Vec::new());
    for sentence in 0..talk.sentences.len() {
        if alignment.held(sentence..sentence + 1).and(about).is_empty() {
            continue;
        }
        let fit = alignment.weight(alignment.held(sentence.saturating_sub(1)..sentence + 2).and(about)) / whole;
        if fit * MARGIN < ANCHORED {
            continue;
        }
        if near(context, stated, named, sentence) {
            with = with.max(fit);
        } else if fit >= ANCHORED {
            without.push((sentence, fit));
        }
    }
    let peak = without.iter().map(|(_, fit)| *fit).fold(with, f32::max);
    let cast = Cast::of(talk);
    let places = without.into_iter().filter(|(sentence, fit)| {
        let anchored = !alignment.held(sentence.saturating_sub(1)..sentence + 2).and(others).is_empty();
        *fit >= if anchored { ANCHORED } else { ABOUT } && *fit >= MARGIN * with && *fit >= 0.9 * peak
    });
    let places = places.filter_map(|(sentence, fit)| Some((instead(context, &cast, stated, sentence)?, fit)));
    let (spoken, _) = places.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.sentence.cmp(&a.0.sentence)))?;
    let words = context.spoken(&spoken).to_owned();
    Some(Fault {
        range: stated.range.clone(),
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!(
            "summary says {}; said was {words} ({})",
            &context.text()[stated.range.clone()],
            context.cite(spoken.sentence)
        ),
        suggestion: Some(words),
        found: Some(spoken),
    })
}

/// Whether a name stands within a few sentences of a place, however it is written there.
fn near(context: &Context, stated: &Name, named: TermSet, sentence: usize) -> bool {
    let sentences = &context.talk.sentences;
    let window = sentence.saturating_sub(NEAR)..(sentence + NEAR + 1).min(sentences.len());
    let mut names = sentences[window.clone()].iter().flat_map(|sentence| &sentence.mentions.names);
    context.own().alignment.coverage(window, named) >= 0.5
        || names.any(|said| relation(stated, said) != Relation::Different)
}

/// A name of like kind at a place that is none of the claim's and none of a speaker.
fn instead(context: &Context, cast: &Cast, stated: &Name, sentence: usize) -> Option<Spoken> {
    let own = context.own();
    let said = context.talk.sentences.get(sentence)?;
    let speakers = cast.namings(&said.text, &said.mentions.words);
    let other = said.mentions.names.iter().find(|name| {
        !name.initial
            && stated.kind == name.kind
            && speakers.iter().all(|speaker| !overlap(&speaker.range, &name.range))
            && !plain(name)
            && own.mentions.names.iter().all(|own| relation(own, name) == Relation::Different)
            && !own.mentions.words.iter().any(|word| name.parts.contains(&word.folded))
    })?;
    Some(Spoken { sentence, range: other.range.clone() })
}

/// Whether a name is made of common words: an office, a title.
fn plain(name: &Name) -> bool {
    name.parts.iter().all(|part| is_common(part, &stem(part)) || is_stop_word(part))
}
