#![doc = include_str!("wrong_date.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::date::{DateComparison, DateMention, Said},
    rules::{Check, Context, Fault, Rule, Spoken, Standing},
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
        for said in mentions.dates.iter().filter(|said| !matches!(said.said, Said::Window { .. } | Said::Vague(_))) {
            match stated.compare(said) {
                DateComparison::Agree => found(&said.range, true),
                DateComparison::Differ => found(&said.range, false),
                DateComparison::Unknown => {}
            }
        }
    });
    let Standing::Otherwise(slot) = values.standing() else { return None };
    let spoken = Spoken { sentence: slot.sentence, range: slot.range.clone() };
    let words = context.spoken(&spoken).to_owned();
    let said = context.talk.sentences[slot.sentence].mentions.dates.iter().find(|date| date.range == slot.range)?;
    let relative = matches!(said.said, Said::Relative(_) | Said::Ago(_) | Said::Window { .. } | Said::Vague(_))
        || said.shift.is_some();
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
