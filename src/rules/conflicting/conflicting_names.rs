#![doc = include_str!("conflicting_names.md")]

use super::SHARED;
use crate::{
    finding::{Family, Severity},
    mention::{
        Name,
        name::{Relation, relation},
    },
    rules::{Check, Clash, Pair, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "X003",
    name: "conflicting-names",
    family: Family::Conflicting,
    severity: Severity::Error,
    summary: "two statements give different names for the same thing",
    page: include_str!("conflicting_names.md"),
    check: Check::Pair(check),
};

fn check(pair: &Pair) -> Option<Clash> {
    let names = |side: &crate::rules::Side| {
        side.mentions.names.iter().filter(|name| !name.initial).cloned().collect::<Vec<_>>()
    };
    let (a, b) = (names(&pair.a), names(&pair.b));
    let alone = |one: &Name, others: &[Name]| others.iter().all(|other| relation(one, other) == Relation::Different);
    // Only where all else is nearly the same does another name mean that one of the two is wrong.
    if pair.likeness < 0.7 {
        return None;
    }
    for one in a.iter().filter(|one| alone(one, &b)) {
        for other in b.iter().filter(|other| alone(other, &a)) {
            let (shared, poorer) = pair.shared_around(&one.range, &other.range);
            if shared >= SHARED.max(poorer * 7 / 10) {
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
