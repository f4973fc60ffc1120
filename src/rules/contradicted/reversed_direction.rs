#![doc = include_str!("reversed_direction.md")]

use super::{
    aligned_clause::{Link, otherwise},
    flipped_polarity::fault,
    leaning::leaning,
    small_word::moved_otherwise,
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
    severity: Severity::Warning,
    summary: "the claim uses the opposite of the word that the talk uses in that place",
    page: include_str!("reversed_direction.md"),
    check: Check::Claim(check),
};

/// From this fit on the talk is about the very thing.
const SURE: f32 = 0.4;

fn check(context: &Context) -> Vec<Fault> {
    if let Some(place) = reversed(context).first() {
        return vec![turned(context, place)];
    }
    if let Some(place) = leaning(context) {
        return vec![turned(context, &place)];
    }
    let opposed = otherwise(context).into_iter().filter(|place| place.link == Link::Opposite);
    let opposed = opposed.chain(moved_otherwise(context));
    opposed.max_by(|a, b| a.fit.total_cmp(&b.fit)).map(|place| fault(context, &place)).into_iter().collect()
}

/// The fault of a statement whose two sides the talk has the other way round.
fn turned(context: &Context, place: &Reversed) -> Fault {
    let spoken = Spoken { sentence: place.sentence, range: place.said.clone() };
    let written = context.text().get(place.stated.clone()).unwrap_or_default();
    let said = context.spoken(&spoken);
    let sure = place.fit >= SURE && place.same_joint;
    Fault {
        range: place.stated.clone(),
        severity: Severity::Warning,
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        message: format!("summary says \"{written}\"; said was \"{said}\" ({})", context.cite(place.sentence)),
        suggestion: None,
        found: Some(spoken),
    }
}
