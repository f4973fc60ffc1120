#![doc = include_str!("added_hedge.md")]

use super::{
    mark::Force,
    place::{Case, gaps, plain},
};
use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S002",
    name: "added-hedge",
    family: Family::Strength,
    severity: Severity::Warning,
    summary: "stated as a guess or as open where the talk is certain or has decided",
    page: include_str!("added_hedge.md"),
    check: Check::Claim(check),
};

/// Which forces of a summary stand against which of a talk.
const CASES: &[Case] = &[
    Case {
        stated: &[Force::Guess],
        agrees: &[Force::Guess, Force::View, Force::Asked, Force::Open, Force::Idea, Force::Maybe],
        differs: &[Force::Sure],
    },
    Case {
        stated: &[Force::Open],
        agrees: &[Force::Open, Force::Idea, Force::Maybe, Force::Guess, Force::Asked, Force::Planned, Force::Should],
        differs: &[Force::Settled, Force::Pledge],
    },
    Case {
        stated: &[Force::Planned],
        agrees: &[
            Force::Planned,
            Force::Open,
            Force::Idea,
            Force::Maybe,
            Force::Guess,
            Force::Asked,
            Force::View,
            Force::Should,
            Force::Need,
        ],
        differs: &[Force::Done],
    },
    Case {
        stated: &[Force::Advice],
        agrees: &[Force::Advice, Force::Should, Force::Open, Force::Idea],
        differs: &[Force::Duty],
    },
];

/// What a summary says of something that is stated plainly.
const DOUBTS: &[Force] = &[Force::Guess, Force::Open];

fn check(context: &Context) -> Vec<Fault> {
    let found: Vec<Fault> =
        CASES.iter().flat_map(|case| gaps(context, case)).filter_map(|gap| gap.fault(context)).collect();
    if found.is_empty() {
        plain(context, DOUBTS).and_then(|gap| gap.fault(context)).into_iter().collect()
    } else {
        found
    }
}
