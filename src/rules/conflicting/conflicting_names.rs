#![doc = include_str!("conflicting_names.md")]

use crate::{
    finding::{Family, Severity},
    mention::{
        Name,
        name::{NameKind, Relation, relation},
        overlap,
    },
    rules::{Check, Clash, Pair, Rule, Side},
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

/// How much of two claims must be the same for another name to be the only difference that counts.
const SAME: f32 = 0.6;
/// How many words besides the name may have been replaced with it.
const ASIDE: usize = 3;

/// A name that stands in the place of another one, all else being nearly the same. In free words a different name means little.
fn check(pair: &Pair) -> Option<Clash> {
    let edits = pair.edits.as_ref().filter(|_| pair.sameness >= SAME && !pair.within)?;
    for gap in edits.replaced() {
        let (gap_a, gap_b) = (Pair::bytes(&pair.a, &gap.a), Pair::bytes(&pair.b, &gap.b));
        let (Some(one), Some(other)) = (name_in(&pair.a, &gap_a), name_in(&pair.b, &gap_b)) else { continue };
        let short = gap.a.len() <= one.parts.len() + ASIDE && gap.b.len() <= other.parts.len() + ASIDE;
        if short && alone(one, other, &pair.b) && alone(other, one, &pair.a) && !called_both(pair, one, other) {
            return Some(pair.clash(one.range.clone(), other.range.clone(), 0.85));
        }
    }
    None
}

/// The only name that lies in a range of a side.
fn name_in<'a>(side: &Side<'a>, range: &std::ops::Range<usize>) -> Option<&'a Name> {
    let mut names = side.mentions.names.iter().filter(|name| !name.initial && overlap(&name.range, range));
    names.next().filter(|_| names.next().is_none())
}

/// Whether a side mentions nothing that could be the name; `instead` is what it has in its place.
fn alone(name: &Name, instead: &Name, side: &Side) -> bool {
    let own = |part: &&String| !instead.parts.contains(part);
    let differ = |other: &Name| match relation(name, other) {
        Relation::Different => true,
        // Speech recognition errs in sounds, a summary does not write one code for another.
        Relation::Alike => name.kind == NameKind::Product && other.kind == NameKind::Product,
        Relation::Same | Relation::Part => false,
    };
    side.mentions.names.iter().all(differ)
        && !side.mentions.words.iter().any(|word| name.parts.iter().filter(own).any(|part| *part == word.folded))
}

/// Whether some claim calls one thing by both: "Ada" and "Okafor" where another claim has "Ada Okafor".
fn called_both(pair: &Pair, one: &Name, other: &Name) -> bool {
    let holds = |whole: &[String], name: &Name| name.parts.iter().all(|part| whole.contains(part));
    pair.called.iter().any(|whole| holds(whole, one) && holds(whole, other))
}
