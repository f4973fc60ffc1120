#![doc = include_str!("wrong_name.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::{
        Name,
        name::{Relation, relation},
    },
    rules::{Check, Context, Fault, Rule, Spoken, Standing},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C003",
    name: "wrong-name",
    family: Family::Contradicted,
    severity: Severity::Warning,
    summary: "the passage that the claim rests on names somebody or something else",
    page: include_str!("wrong_name.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    // A speaker who is named is credited with something, or spoken about: no name that could stand for another.
    let speakers =
        |range: &std::ops::Range<usize>| own.namings.iter().any(|naming| crate::mention::overlap(&naming.range, range));
    let others =
        |name: &Name| own.mentions.names.iter().filter(|other| other.range != name.range).cloned().collect::<Vec<_>>();
    own.mentions
        .names
        .iter()
        .filter(|name| !name.initial && !speakers(&name.range))
        .filter_map(|name| fault(context, name, &others(name)))
        .collect()
}

/// `others` are the other names of the claim: where one of them stands, nothing was exchanged.
fn fault(context: &Context, stated: &Name, others: &[Name]) -> Option<Fault> {
    let slot = context.slot(&stated.range);
    let values = context.values(slot, |mentions, found| {
        for said in mentions.names.iter().filter(|said| !said.initial) {
            match relation(stated, said) {
                Relation::Same | Relation::Part | Relation::Alike => found(&said.range, true),
                Relation::Different if others.iter().all(|other| relation(other, said) == Relation::Different) => {
                    found(&said.range, false)
                }
                Relation::Different => {}
            }
        }
    });
    let Standing::Otherwise(slot) = values.standing() else { return None };
    let spoken = Spoken { sentence: slot.sentence, range: slot.range.clone() };
    let words = context.spoken(&spoken).to_owned();
    (slot.fit >= 0.6).then(|| Fault {
        range: stated.range.clone(),
        severity: Severity::Warning,
        confidence: Confidence::Low,
        message: format!(
            "summary says {}; said was {words} ({})",
            &context.text()[stated.range.clone()],
            context.cite(slot.sentence)
        ),
        suggestion: Some(words),
        found: Some(spoken),
    })
}
