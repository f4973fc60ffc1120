#![doc = include_str!("conflicting_dates.md")]

use super::Edits;
use crate::{
    finding::{Family, Severity},
    mention::{
        date::{DateComparison, DateMention},
        overlap,
    },
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
    pair.edits.as_ref().and_then(|edits| replaced(pair, edits)).or_else(|| elsewhere(pair))
}

/// A date that stands in the place of another one.
fn replaced(pair: &Pair, edits: &Edits) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.dates, &pair.b.mentions.dates);
    let clashes = edits.replaced().flat_map(|gap| {
        let (gap_a, gap_b) = (Pair::bytes(&pair.a, &gap.a), Pair::bytes(&pair.b, &gap.b));
        let of_b = b.iter().filter(move |other| overlap(&other.range, &gap_b));
        let of_a = a.iter().filter(move |one| overlap(&one.range, &gap_a));
        of_a.flat_map(move |one| of_b.clone().map(move |other| (one, other)))
    });
    let clashes = clashes.filter(|(one, other)| one.compare(other) == DateComparison::Differ);
    let mut clashes = clashes.map(|(one, other)| pair.clash(one.range.clone(), other.range.clone(), 0.9));
    clashes.next()
}

/// A date with the same words around it.
fn elsewhere(pair: &Pair) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.dates, &pair.b.mentions.dates);
    let alone = |one: &DateMention, others: &[DateMention]| {
        others.iter().all(|other| one.compare(other) != DateComparison::Agree)
    };
    for one in a.iter().filter(|one| alone(one, b)) {
        for other in b.iter().filter(|other| alone(other, a) && one.compare(other) == DateComparison::Differ) {
            if pair.same_slot(&one.range, &other.range) {
                return Some(pair.clash(one.range.clone(), other.range.clone(), 0.8));
            }
        }
    }
    None
}
