#![doc = include_str!("reversed_direction.md")]

use super::{
    aligned_clause::{Link, otherwise},
    flipped_polarity::fault,
};
use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
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
    let reversed = otherwise(context).into_iter().filter(|place| place.link == Link::Opposite);
    reversed.max_by(|a, b| a.fit.total_cmp(&b.fit)).map(|place| fault(context, &place)).into_iter().collect()
}
