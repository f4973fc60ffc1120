#![doc = include_str!("plan_as_fact.md")]

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
    code: "S005",
    name: "plan-as-fact",
    family: Family::Strength,
    severity: Severity::Warning,
    summary: "decided or done where the talk plans, weighs or proposes",
    page: include_str!("plan_as_fact.md"),
    check: Check::Claim(check),
};

/// Which forces of a summary stand against which of a talk.
const CASES: &[Case] = &[
    Case {
        stated: &[Force::Settled],
        agrees: &[Force::Settled, Force::Pledge],
        differs: &[Force::Open, Force::Idea, Force::Maybe, Force::Guess, Force::Asked],
    },
    Case {
        stated: &[Force::Pledge],
        agrees: &[Force::Settled, Force::Pledge, Force::Planned],
        differs: &[Force::Open, Force::Idea, Force::Maybe, Force::Guess, Force::Asked],
    },
    Case {
        stated: &[Force::Done],
        agrees: &[Force::Done, Force::Settled],
        differs: &[Force::Open, Force::Idea, Force::Maybe, Force::Guess, Force::Planned],
    },
];

fn check(context: &Context) -> Vec<Fault> {
    CASES.iter().flat_map(|case| gaps(context, case)).filter_map(|gap| gap.fault(context)).collect()
}
