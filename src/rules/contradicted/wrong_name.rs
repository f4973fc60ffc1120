#![doc = include_str!("wrong_name.md")]

use crate::{
    finding::{Family, Severity},
    mention::{
        Name,
        name::{Presence, Relation, relation},
        overlap,
    },
    rules::{Check, Context, Fault, Logistic, Rule, Spoken},
};

use super::{
    identifier,
    named_slot::{FEATURES, Reading, is_named, peak, plain},
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

/// How likely a name is exchanged, from the features of its [`Reading`].
///
/// Fitted by `cargo xtask train names` on sentences that people wrote about meetings (QMSum, MIT licence, training split): their
/// names against other names of the same meeting in the same place, 5,988 readings. Of the sentences about 35 other meetings it
/// ranks an exchanged name above a right one in 98.8 % of pairs (2026-11-21).
const EXCHANGED: Logistic<{ FEATURES.len() }> =
    Logistic { bias: 0.58, weights: [2.71, -6.52, 1.89, 4.53, 0.38, -1.36, 0.57, 0.31, -0.44] };
/// From this probability on a name is reported.
const LIKELY: f32 = 0.8;
/// A name with more places in the talk is a topic: it need not be named where it is meant.
const SELDOM: usize = 12;
/// Of the slot, the best place must hold at least so much, and the words around the other name so much.
const PLACE: f32 = 0.35;
const RIVAL: f32 = 0.25;
/// Within so many sentences "it" and "they" still stand for what was named.
const SHORTLY: usize = 3;
/// The other name must stand amid this share of what the best place holds.
const AT_THE_PLACE: f32 = 0.6;

fn check(context: &Context) -> Vec<Fault> {
    let numbered = identifier::faults(context);
    let apart = |name: &&Name| numbered.iter().all(|fault| !overlap(&fault.range, &name.range));
    let names = candidates(context).into_iter().filter(apart).filter_map(|name| fault(context, name));
    names.chain(numbered.iter().cloned()).collect()
}

/// The names of a claim that could have been exchanged: spoken in the talk, not a speaker's, and not made of common words, except
/// for one word that both the claim and the talk write as a name ("Education" for a branch of a firm).
pub fn candidates<'a>(context: &'a Context) -> Vec<&'a Name> {
    let own = context.own();
    let names = own.mentions.names.iter().filter(|name| {
        let plain = plain(name);
        !(plain && (name.initial || name.parts.len() > 1))
            && own.namings().iter().all(|naming| !overlap(&naming.range, &name.range))
            && context.presence(name) == Presence::Present
            && (!name.initial && !plain || is_named(context, name, &context.own_places(name)))
    });
    names.collect()
}

fn fault(context: &Context, stated: &Name) -> Option<Fault> {
    let places = context.own_places(stated);
    if places.len() > SELDOM || peak(context, &stated.range) < PLACE {
        return None;
    }
    let reading = Reading::at(context, &stated.range, stated, &places)?;
    let (spoken, fit) = reading.rival?;
    let placed = reading.peak >= PLACE && fit >= RIVAL.max(AT_THE_PLACE * reading.peak);
    // Where both are named, words alone cannot tell which of them is meant.
    let beside =
        places.iter().any(|place| place.sentence == spoken.sentence) || goes_on(context, stated, &places, &spoken);
    // In a sentence of several clauses the rest may fit where only another clause of it is spoken of.
    let clause = context.slot(&stated.range);
    let in_clause = |place: &Spoken| context.own().alignment.fit(context.talk, clause, place.sentence, &place.range);
    let settled = places.iter().map(in_clause).fold(0.0, f32::max) >= in_clause(&spoken);
    if !placed || beside || settled || EXCHANGED.probability(&reading.features) < LIKELY {
        return None;
    }
    Some(context.instead(&stated.range, spoken, Severity::Warning))
}

/// Whether a sentence goes on about a thing that the same turn named shortly before, or names it by a part of its name ("Okafor" for
/// "Ada Okafor").
fn goes_on(context: &Context, stated: &Name, places: &[Spoken], spoken: &Spoken) -> bool {
    let sentences = &context.talk.sentences;
    let Some(said) = sentences.get(spoken.sentence) else { return false };
    let shortly_before = |place: &Spoken| {
        (spoken.sentence.saturating_sub(SHORTLY)..spoken.sentence).contains(&place.sentence)
            && sentences.get(place.sentence).is_some_and(|s| (s.transcript, s.turn) == (said.transcript, said.turn))
    };
    places.iter().any(shortly_before)
        || said.mentions.names.iter().any(|name| {
            let whole = stated.parts.len() > name.parts.len();
            whole && !overlap(&name.range, &spoken.range) && relation(stated, name) == Relation::Part
        })
}
