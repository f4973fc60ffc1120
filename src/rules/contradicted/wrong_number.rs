#![doc = include_str!("wrong_number.md")]

use std::ops::Range;

use super::former;
use crate::{
    align::SlotFit,
    finding::{Family, Severity},
    mention::{
        Mentions, Name,
        quantity::{Bound, Comparison, Kind, Quantity},
    },
    rules::{
        Check, Context, Fault, Rule, Spoken, Standing, Values,
        standing::{MEASURED, OTHERWISE},
    },
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C001",
    name: "wrong-number",
    family: Family::Contradicted,
    severity: Severity::Error,
    summary: "the passage that the claim rests on gives another number",
    page: include_str!("wrong_number.md"),
    check: Check::Claim(check),
};

/// An error needs so many words around the number; one less where all of them fit.
const ENOUGH: usize = 3;

fn check(context: &Context) -> Vec<Fault> {
    let stated = context.own().mentions.quantities.iter().filter(|stated| !is_word(context.text(), &stated.range));
    stated.filter_map(|stated| fault(context, stated)).collect()
}

/// Whether a number stands alone in quotation marks: then it is a word that is spoken of and counts nothing.
fn is_word(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    before.ends_with(['"', '“', '‘', '„']) && after.starts_with(['"', '”', '’', '“'])
}

fn fault(context: &Context, stated: &Quantity) -> Option<Fault> {
    let Standing::Otherwise(slot) = standing(context, stated) else { return None };
    // In a fragment of a few words any number of the place fits, unless it fits in every word.
    let words_around = context.slot(&stated.range).len();
    let sure = slot.fit >= 0.6 && words_around >= ENOUGH || slot.fit >= 0.9 && words_around + 1 >= ENOUGH;
    let bare = stated.kind == Kind::Count && stated.unit.is_some() && !counts_what(context, &slot);
    let doubtful = bare || is_near(context, stated);
    let severity = if sure && !doubtful { Severity::Error } else { Severity::Warning };
    Some(context.instead(&stated.range, Spoken { sentence: slot.sentence, range: slot.range }, severity))
}

/// Whether the number of the talk that stands at a place tells what it counts; a bare one may count anything, or nothing.
fn counts_what(context: &Context, slot: &SlotFit) -> bool {
    let sentence = context.talk.sentences.get(slot.sentence);
    let mut said = sentence.into_iter().flat_map(|sentence| &sentence.mentions.quantities);
    said.any(|said| said.number == slot.range && said.unit.is_some())
}

/// Whether the evidence of the claim gives the very number: then it is doubtful which of the two is meant.
fn is_near(context: &Context, stated: &Quantity) -> bool {
    let alignment = &context.own().alignment;
    let passages = alignment.evidence().iter().filter_map(|hit| context.talk.passages.get(hit.passage));
    let sentences = passages.filter_map(|passage| context.talk.sentences.get(passage.sentences.clone())).flatten();
    let mut said = sentences.flat_map(|sentence| &sentence.mentions.quantities);
    said.any(|said| said.kind == stated.kind && said.unit == stated.unit && is_same_value(stated, said))
}

/// What the talk has to say about a number of the claim.
pub(in crate::rules) fn standing(context: &Context, stated: &Quantity) -> Standing {
    context.standing(&stated.range, || weigh(context, stated))
}

fn weigh(context: &Context, stated: &Quantity) -> Standing {
    // An ordinal mostly counts the talk's own order; whether it is right is for a reader to say.
    if stated.kind == Kind::Ordinal {
        return Standing::Borne;
    }
    // What is counted stays in the slot: it tells best which number is meant.
    let slot = context.slot(&stated.number);
    // One word beside a number is no place in the talk.
    if slot.len() < 2 {
        return Standing::Borne;
    }
    let values = context.values(slot, |mentions, found| {
        for said in &mentions.quantities {
            match compare(stated, said) {
                Comparison::Agree | Comparison::Loosened => found(&said.number, true),
                Comparison::Differ if !is_taken(context, stated, said) && !is_of_name(mentions, said) => {
                    found(&said.number, false);
                }
                Comparison::Differ | Comparison::Incomparable => {}
            }
        }
    });
    // The same number with "at least" for "at most" is the same place in the talk, whatever else stands around it; the bare number
    // says nothing of bounds.
    let turned = context.values(slot, |mentions, found| {
        for said in mentions.quantities.iter().filter(|said| is_same_value(stated, said)) {
            match compare(stated, said) {
                Comparison::Agree | Comparison::Loosened
                    if said.bound != Bound::Plain || stated.bound == Bound::Plain =>
                {
                    found(&said.number, true);
                }
                Comparison::Differ => found(&said.number, false),
                _ => {}
            }
        }
    });
    let values = if is_former(context, &values) { Values { agrees: None, peak: 0.0, ..values } } else { values };
    let agrees = values.agrees.clone();
    let measured = matches!(stated.kind, Kind::Money(Some(_)) | Kind::Duration | Kind::Clock);
    match values.standing_or(turned, if measured { MEASURED } else { OTHERWISE }) {
        Standing::Otherwise(slot) if has_company(context, stated, slot.sentence) => Standing::Borne,
        Standing::Otherwise(slot) if agrees.is_some_and(|agrees| is_nearer(context, stated, &agrees, &slot)) => {
            Standing::Borne
        }
        standing => standing,
    }
}

/// Whether the other clauses of the claim show that it means the place that agrees: "530, most of it from the plants".
fn is_nearer(context: &Context, stated: &Quantity, agrees: &SlotFit, differs: &SlotFit) -> bool {
    let alignment = &context.own().alignment;
    let rest = alignment.all().without(alignment.terms_in(&stated.number));
    let fit = |place: &SlotFit| alignment.fit(context.talk, rest, place.sentence, &place.range);
    fit(agrees) > fit(differs)
}

/// Whether one sentence of the talk says this number of the claim and another one: then the claim rests on it, however it words it.
/// Unless the sentence `rival`, which gives another number, says the other one too.
fn has_company(context: &Context, stated: &Quantity, rival: usize) -> bool {
    let same = |stated: &Quantity, said: &Quantity| matches!(compare(stated, said), Comparison::Agree);
    let others = |said: &Quantity| {
        let own = &context.own().mentions.quantities;
        own.iter().any(|other| other.range != stated.range && !same(stated, other) && same(other, said))
    };
    if context.talk.sentences.get(rival).is_some_and(|rival| rival.mentions.quantities.iter().any(others)) {
        return false;
    }
    context.talk.sentences.iter().map(|sentence| &sentence.mentions.quantities).any(|said| {
        said.iter().any(|said| same(stated, said) && !others(said))
            && said.iter().any(|said| !same(stated, said) && others(said))
    })
}

/// Whether the best agreeing number is said only as the former one of a change, in the sentence that says the new one, and the claim
/// does not look back.
fn is_former(context: &Context, values: &Values) -> bool {
    let (Some(agrees), Some(differs)) = (&values.agrees, &values.differs) else { return false };
    let Some(sentence) = context.talk.sentences.get(agrees.sentence).filter(|_| agrees.sentence == differs.sentence)
    else {
        return false;
    };
    let led = |range: &Range<usize>| former::is_led(&sentence.text, range);
    differs.range.end < agrees.range.start && led(&agrees.range) && !led(&differs.range) && !former::looks_back(context)
}

/// Whether a number of the talk is the end of a name, "EIP 7708", and counts nothing.
fn is_of_name(mentions: &Mentions, said: &Quantity) -> bool {
    let ends = |name: &Name| name.range.start < said.number.start && said.number.start < name.range.end;
    mentions.names.iter().any(ends)
}

/// Whether another number of the claim is the one that was said: then it does not stand in place of this one.
fn is_taken(context: &Context, stated: &Quantity, said: &Quantity) -> bool {
    let others = context.own().mentions.quantities.iter().filter(|other| other.range != stated.range);
    others.into_iter().any(|other| matches!(compare(other, said), Comparison::Agree | Comparison::Loosened))
}

/// Compares a number of the claim with one of the talk. Where what is counted is not told on one side, or told in other words,
/// an equal value is the same number; an unequal one is another number only where one side does not tell.
fn compare(stated: &Quantity, said: &Quantity) -> Comparison {
    let by_unit = stated.compare(said);
    if stated.kind == Kind::Duration && is_same_bare(stated, said) {
        return Comparison::Agree;
    }
    if by_unit != Comparison::Incomparable || stated.kind != said.kind {
        return by_unit;
    }
    match stated.compare_values(said) {
        Comparison::Differ if stated.unit.is_some() && said.unit.is_some() => Comparison::Incomparable,
        Comparison::Differ if is_own_count(stated) => Comparison::Incomparable,
        // "A couple" beside "700 million" counts something else.
        Comparison::Differ if stated.high > 20.0 * said.high || said.high > 20.0 * stated.high => {
            Comparison::Incomparable
        }
        by_value => by_value,
    }
}

/// Whether a bare number of the talk is the number of a length of time: "fifteen to thirty-five" for "15 to 35 years".
fn is_same_bare(stated: &Quantity, said: &Quantity) -> bool {
    let bare = said.kind == Kind::Count && said.unit.is_none() && stated.step > 0.0;
    let same = |stated_end: f64, said: f64| (stated_end / stated.step - said).abs() < 1e-6;
    bare && same(stated.low, said.low) && same(stated.high, said.high)
}

/// Whether a number counts what a summarizer counts, not the talk: "two reasons", "three aspects".
fn is_own_count(stated: &Quantity) -> bool {
    const OWN: &[&str] = &[
        "advantag",
        "approach",
        "area",
        "argument",
        "aspect",
        "benefit",
        "categori",
        "challeng",
        "chang",
        "concern",
        "conclus",
        "consider",
        "criteria",
        "disadvantag",
        "example",
        "exampl",
        "factor",
        "featur",
        "idea",
        "issu",
        "kind",
        "lesson",
        "matter",
        "option",
        "part",
        "piec",
        "point",
        "possibl",
        "problem",
        "proposal",
        "question",
        "reason",
        "requir",
        "sort",
        "step",
        "strategi",
        "suggest",
        "theme",
        "thing",
        "topic",
        "type",
        "way",
    ];
    stated.kind == Kind::Count
        && stated.high <= 12.0
        && stated.unit.as_deref().is_some_and(|unit| OWN.binary_search(&unit).is_ok())
}

/// Whether two numbers are written alike, whatever their bounds.
fn is_same_value(stated: &Quantity, said: &Quantity) -> bool {
    stated.low.to_bits() == said.low.to_bits() && stated.high.to_bits() == said.high.to_bits()
}
