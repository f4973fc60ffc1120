#![doc = include_str!("flipped_polarity.md")]

use super::{
    aligned_clause::{Link, Otherwise, otherwise},
    bare_denial::bare_denial,
};
use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule, Spoken},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C004",
    name: "flipped-polarity",
    family: Family::Contradicted,
    severity: Severity::Warning,
    summary: "the claim states what the talk denies, or the other way round",
    page: include_str!("flipped_polarity.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let flipped = otherwise(context).into_iter().filter(|place| place.link != Link::Opposite);
    let flipped = flipped.max_by(|a, b| a.fit.total_cmp(&b.fit)).or_else(|| bare_denial(context));
    flipped.map(|place| fault(context, &place)).into_iter().collect()
}

/// The fault that a place of the talk shows.
pub(super) fn fault(context: &Context, place: &Otherwise) -> Fault {
    let spoken = Spoken { sentence: place.sentence, range: place.said.clone() };
    let written = context.text().get(place.stated.clone()).unwrap_or_default();
    let said = context.spoken(&spoken);
    let message = format!("summary says \"{written}\"; said was \"{said}\" ({})", context.cite(place.sentence));
    let sure = place.fit >= 0.6;
    Fault {
        range: place.stated.clone(),
        severity: Severity::Warning,
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        message,
        suggestion: None,
        found: Some(spoken),
    }
}
