#![doc = include_str!("question_as_statement.md")]

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
    code: "S004",
    name: "question-as-statement",
    family: Family::Strength,
    severity: Severity::Warning,
    summary: "decided or promised where the talk only asks",
    page: include_str!("question_as_statement.md"),
    check: Check::Claim(check),
};

/// Which forces of a summary stand against which of a talk.
const CASES: &[Case] = &[Case {
    stated: &[Force::Settled, Force::Told],
    agrees: &[Force::Settled, Force::Done],
    differs: &[Force::Asked],
}];

fn check(context: &Context) -> Vec<Fault> {
    CASES.iter().flat_map(|case| gaps(context, case)).filter_map(|gap| gap.fault(context)).collect()
}
