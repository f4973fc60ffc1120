#![doc = include_str!("dropped_hedge.md")]

use super::{
    mark::Force,
    place::{Case, gaps},
};
use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S001",
    name: "dropped-hedge",
    family: Family::Strength,
    severity: Severity::Warning,
    summary: "stated as certain or required where the talk guesses or advises",
    page: include_str!("dropped_hedge.md"),
    check: Check::Claim(check),
};

/// Which forces of a summary stand against which of a talk.
const CASES: &[Case] = &[
    Case {
        stated: &[Force::Sure],
        agrees: &[Force::Sure, Force::Settled],
        differs: &[Force::Guess, Force::View, Force::Asked],
    },
    Case {
        stated: &[Force::Told],
        agrees: &[Force::Told, Force::Settled, Force::Pledge, Force::Sure, Force::Planned, Force::Done],
        differs: &[Force::Guess],
    },
    Case { stated: &[Force::Duty], agrees: &[Force::Duty, Force::Need], differs: &[Force::Advice, Force::Should] },
];

fn check(context: &Context) -> Vec<Fault> {
    CASES.iter().flat_map(|case| gaps(context, case)).filter_map(|gap| gap.fault(context)).collect()
}
