#![doc = include_str!("unknown_number.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::{
        overlap,
        quantity::{Bound, Quantity},
    },
    rules::{Check, Context, Fault, Rule, Standing, contradicted::wrong_number::standing},
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
    // "Two days before this recording" is a date, which the talk may give in other words.
    let dates = &context.own().mentions.dates;
    let is_dating = |stated: &Quantity| dates.iter().any(|date| overlap(&date.range, &stated.range));
    // "A day", "hundreds of channels": sizes rather than numbers.
    let is_size = |stated: &Quantity| {
        let written = context.text().get(stated.number.clone()).unwrap_or_default();
        matches!(written, "a" | "an" | "A" | "An") || stated.high >= 4.0 * stated.low && stated.bound == Bound::About
    };
    let unknown =
        |stated: &&Quantity| !is_dating(stated) && !is_size(stated) && standing(context, stated) == Standing::Unknown;
    context.own().mentions.quantities.iter().filter(unknown).map(|stated| fault(context, stated)).collect()
}

fn fault(context: &Context, stated: &Quantity) -> Fault {
    // A small round count may be the summarizer's own counting.
    let counted = stated.high <= 12.0;
    Fault {
        range: stated.range.clone(),
        severity: if counted { Severity::Note } else { Severity::Warning },
        confidence: if counted { Confidence::Low } else { Confidence::Medium },
        message: format!("summary says {}; nobody says this number", &context.text()[stated.range.clone()]),
        found: None,
        suggestion: None,
    }
}
