#![doc = include_str!("reversed_direction.md")]

use super::{
    aligned_clause::{Link, otherwise},
    flipped_polarity::fault,
    two_sides::{Reversed, reversed},
};
use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule, Spoken},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C005",
    name: "reversed-direction",
    family: Family::Contradicted,
    severity: Severity::Error,
    summary: "the claim uses the opposite of the word that the talk uses in that place",
    page: include_str!("reversed_direction.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let opposed = otherwise(context).into_iter().filter(|place| place.link == Link::Opposite);
    let opposed = opposed.max_by(|a, b| a.fit.total_cmp(&b.fit)).map(|place| fault(context, &place));
    opposed.or_else(|| reversed(context).first().map(|place| turned(context, place))).into_iter().collect()
}

/// The fault of a statement whose two sides the talk has the other way round.
fn turned(context: &Context, place: &Reversed) -> Fault {
    let spoken = Spoken { sentence: place.sentence, range: place.said.clone() };
    let said = context.spoken(&spoken);
    let message = format!(
        "summary has the two sides the other way round; said was \"{said}\" ({})",
        context.cite(place.sentence)
    );
    Fault {
        range: place.stated.clone(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message,
        suggestion: None,
        found: Some(spoken),
    }
}
