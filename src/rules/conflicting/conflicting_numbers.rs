#![doc = include_str!("conflicting_numbers.md")]

use super::Edits;
use crate::{
    finding::{Family, Severity},
    mention::{
        Modality, Quantity, overlap,
        quantity::{Comparison, Kind},
    },
    rules::{Check, Clash, Pair, Rule, Side},
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
    match &pair.edits {
        Some(edits) => replaced(pair, edits),
        None => elsewhere(pair),
    }
}

/// A number that stands in the place of another one.
fn replaced(pair: &Pair, edits: &Edits) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.quantities, &pair.b.mentions.quantities);
    let clashes = edits.replaced().flat_map(|gap| {
        let (gap_a, gap_b) = (Pair::bytes(&pair.a, &gap.a), Pair::bytes(&pair.b, &gap.b));
        let of_b = b.iter().filter(move |other| overlap(&other.range, &gap_b));
        let of_a = a.iter().filter(move |one| overlap(&one.range, &gap_a));
        of_a.flat_map(move |one| of_b.clone().map(move |other| (one, other)))
    });
    // All else is the same, so that what is counted need not be.
    let differ =
        |one: &Quantity, other: &Quantity| one.kind == other.kind && one.compare_values(other) == Comparison::Differ;
    let clashes = clashes.filter(|(one, other)| differ(one, other));
    let mut clashes = clashes.map(|(one, other)| pair.clash(one.range.clone(), other.range.clone(), 0.9));
    clashes.next()
}

/// A number with the same words around it.
fn elsewhere(pair: &Pair) -> Option<Clash> {
    let (a, b) = (&pair.a.mentions.quantities, &pair.b.mentions.quantities);
    let alone = |one: &Quantity, others: &[Quantity]| {
        one.kind != Kind::Ordinal
            && others.iter().all(|other| !matches!(one.compare(other), Comparison::Agree | Comparison::Loosened))
    };
    for one in a.iter().filter(|one| alone(one, b)) {
        for other in b.iter().filter(|other| alone(other, a) && one.compare(other) == Comparison::Differ) {
            // A goal and what was reached of it are two numbers.
            let aims = [(&pair.a, one), (&pair.b, other)].map(|(side, quantity)| is_aim(side, quantity));
            if aims[0] == aims[1] && pair.same_slot(&one.range, &other.range) {
                return Some(pair.clash(one.range.clone(), other.range.clone(), 0.7));
            }
        }
    }
    None
}

/// Whether a number is what is planned, hoped or proposed.
fn is_aim(side: &Side, quantity: &Quantity) -> bool {
    use Modality::{Conditional, Future, Intended, Possible, Proposed};
    let open = |modality| matches!(modality, Conditional | Future | Intended | Possible | Proposed);
    side.mentions.hedges.iter().any(|hedge| open(hedge.modality) && hedge.range.start < quantity.range.start)
}
