#![doc = include_str!("conflicting_numbers.md")]

use super::{SAME_TOPIC, SHARED};
use crate::{
    finding::{Family, Severity},
    mention::quantity::{Comparison, Kind},
    rules::{Check, Clash, Pair, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "X001",
    name: "conflicting-numbers",
    family: Family::Conflicting,
    severity: Severity::Error,
    summary: "two statements give different numbers for the same thing",
    page: include_str!("conflicting_numbers.md"),
    check: Check::Pair(check),
};

fn check(pair: &Pair) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.quantities, &pair.b.mentions.quantities);
    let alone = |one: &crate::mention::Quantity, others: &[crate::mention::Quantity]| {
        others.iter().all(|other| !matches!(one.compare(other), Comparison::Agree | Comparison::Loosened))
    };
    for one in a.iter().filter(|one| one.kind != Kind::Ordinal && alone(one, b)) {
        for other in b.iter().filter(|other| alone(other, a) && one.compare(other) == Comparison::Differ) {
            let (shared, poorer) = pair.shared_around(&one.range, &other.range);
            if pair.likeness >= SAME_TOPIC && shared >= SHARED.min(poorer).max(2) {
                let (x, y) = (&pair.a.claim.text()[one.range.clone()], &pair.b.claim.text()[other.range.clone()]);
                return Some(Clash {
                    a: one.range.clone(),
                    b: other.range.clone(),
                    message: format!("{x} against {y}"),
                    strength: pair.likeness,
                });
            }
        }
    }
    None
}
