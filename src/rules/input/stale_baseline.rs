#![doc = include_str!("stale_baseline.md")]

use crate::{
    finding::{Family, Severity},
    rules::{Check, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "I004",
    name: "stale-baseline",
    family: Family::Input,
    severity: Severity::Note,
    summary: "an entry of the baseline accepts what is no longer found",
    page: include_str!("stale_baseline.md"),
    check: Check::Input,
};
