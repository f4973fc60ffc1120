#![doc = include_str!("wrong_date.md")]

use super::former;
use crate::{
    align::SlotFit,
    finding::{Confidence, Family, Severity},
    mention::date::{DateComparison, DateMention, Said},
    rules::{Check, Context, Fault, Rule, Spoken, Standing, standing::MEASURED},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C002",
    name: "wrong-date",
    family: Family::Contradicted,
    severity: Severity::Error,
    summary: "the passage that the claim rests on gives another date",
    page: include_str!("wrong_date.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    context.own().mentions.dates.iter().filter_map(|stated| fault(context, stated)).collect()
}

fn fault(context: &Context, stated: &DateMention) -> Option<Fault> {
    let slot = context.slot(&stated.range);
    let values = context.values(slot, |mentions, found| {
        // A stretch up to the recording touches this year and last: it decides neither.
        for said in mentions.dates.iter().filter(|said| is_stretch(stated) || !is_stretch(said)) {
            match stated.compare(said) {
                DateComparison::Agree => found(&said.range, true),
                DateComparison::Differ if !is_taken(context, stated, said) => found(&said.range, false),
                DateComparison::Differ | DateComparison::Unknown => {}
            }
        }
    });
    // The same day with "before" for "after" is the same place in the talk, whatever else stands around it.
    let turned = context.values(slot, |mentions, found| {
        for said in mentions
            .dates
            .iter()
            .filter(|said| stated.days.is_some() && said.days == stated.days || said.said == stated.said)
        {
            match stated.compare(said) {
                DateComparison::Agree => found(&said.range, true),
                DateComparison::Differ if said.edge != stated.edge => found(&said.range, false),
                DateComparison::Differ | DateComparison::Unknown => {}
            }
        }
    });
    let day = if is_day(stated) { values.other_day() } else { None };
    let day = day.filter(|slot| date_at(context, slot).is_some_and(is_day));
    let slot = match values.standing_or(turned, MEASURED) {
        Standing::Otherwise(slot) => slot,
        _ => day?,
    };
    // "A week more versus 2019": a year to compare with is not the one that is meant.
    if context.talk.sentences.get(slot.sentence).is_some_and(|said| former::is_led(&said.text, &slot.range))
        && !former::looks_back(context)
    {
        return None;
    }
    let spoken = Spoken { sentence: slot.sentence, range: slot.range.clone() };
    let words = context.spoken(&spoken).to_owned();
    let said = date_at(context, &slot)?;
    let relative = is_stretch(said) || matches!(said.said, Said::Relative(_) | Said::Ago(_)) || said.shift.is_some();
    let resolved = relative.then_some(context.talk.recorded).flatten();
    let written = &context.text()[stated.range.clone()];
    let cite = context.cite(slot.sentence);
    let message = match resolved {
        Some(recorded) => {
            let day = recorded.0;
            format!(
                "summary says {written}; with the recording of {day}, \"{words}\" is {}, {cite}",
                said.describe(Some(recorded))
            )
        }
        None => format!("summary says {written}; said was {words} ({cite})"),
    };
    let sure = slot.fit >= 0.5;
    Some(Fault {
        range: stated.range.clone(),
        severity: if sure { Severity::Error } else { Severity::Warning },
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        message,
        suggestion: Some(said.describe(context.talk.recorded)),
        found: Some(spoken),
    })
}

/// The date of the talk that stands at a place.
fn date_at<'a>(context: &'a Context, slot: &SlotFit) -> Option<&'a DateMention> {
    context.talk.sentences.get(slot.sentence)?.mentions.dates.iter().find(|date| date.range == slot.range)
}

/// Whether a date is a day of a named month.
fn is_day(date: &DateMention) -> bool {
    matches!(date.said, Said::Calendar { month: Some(_), day: Some(_), .. })
}

/// Whether a date is a stretch of unclear ends: "over the last year", "several years ago".
fn is_stretch(date: &DateMention) -> bool {
    matches!(date.said, Said::Window { .. } | Said::Vague(_))
}

/// Whether another date of the claim is the one that was said: then it does not stand in place of this one.
fn is_taken(context: &Context, stated: &DateMention, said: &DateMention) -> bool {
    let mut others = context.own().mentions.dates.iter().filter(|other| other.range != stated.range);
    others.any(|other| other.compare(said) == DateComparison::Agree)
}
