#![doc = include_str!("unknown_number.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::quantity::{Bound, Comparison, Kind, Quantity, quantities},
    rules::{Check, Context, Fault, Rule, Standing, contradicted::wrong_number::standing},
    text::words,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "U003",
    name: "unknown-number",
    family: Family::Unsupported,
    severity: Severity::Warning,
    summary: "a number of the claim is nowhere in the transcript",
    page: include_str!("unknown_number.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let unknown =
        |stated: &&Quantity| standing(context, stated) == Standing::Unknown && !is_within_a_date(context, stated);
    context.own().mentions.quantities.iter().filter(unknown).map(|stated| fault(context, stated)).collect()
}

/// Whether a date of the talk is made of this length of time: "12 to 18 months" of "in the next 12 to 18 months".
fn is_within_a_date(context: &Context, stated: &Quantity) -> bool {
    let dates = context.talk.sentences.iter().flat_map(|sentence| {
        let texts = sentence.mentions.dates.iter().filter_map(|date| sentence.text.get(date.range.clone()));
        texts.filter(|text| text.split_whitespace().nth(1).is_some())
    });
    let agrees = |said: &Quantity| matches!(stated.compare(said), Comparison::Agree | Comparison::Loosened);
    stated.kind == Kind::Duration && dates.into_iter().any(|date| quantities(date, &words(date)).iter().any(agrees))
}

fn fault(context: &Context, stated: &Quantity) -> Fault {
    // A small round count may be the summarizer's own counting.
    let counted = stated.high <= 12.0 || stated.bound == Bound::About;
    Fault {
        range: stated.range.clone(),
        severity: if counted { Severity::Note } else { Severity::Warning },
        confidence: if counted { Confidence::Low } else { Confidence::Medium },
        message: format!("summary says {}; nobody says this number", &context.text()[stated.range.clone()]),
        found: None,
        suggestion: None,
    }
}
