#![doc = include_str!("conflicting_dates.md")]

use super::{SAME_TOPIC, SHARED};
use crate::{
    finding::{Family, Severity},
    mention::date::{DateComparison, DateMention},
    rules::{Check, Clash, Pair, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "X002",
    name: "conflicting-dates",
    family: Family::Conflicting,
    severity: Severity::Error,
    summary: "two statements give different dates for the same thing",
    page: include_str!("conflicting_dates.md"),
    check: Check::Pair(check),
};

fn check(pair: &Pair) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.dates, &pair.b.mentions.dates);
    let alone = |one: &DateMention, others: &[DateMention]| {
        others.iter().all(|other| one.compare(other) != DateComparison::Agree)
    };
    for one in a.iter().filter(|one| alone(one, b)) {
        for other in b.iter().filter(|other| alone(other, a) && one.compare(other) == DateComparison::Differ) {
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
