#![doc = include_str!("altered_quote.md")]

use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "Q001",
    name: "altered-quote",
    family: Family::Misquoted,
    severity: Severity::Warning,
    summary: "words in quotation marks are not the words that were spoken",
    page: include_str!("altered_quote.md"),
    check: Check::Claim(check),
};

fn check(_context: &Context) -> Vec<Fault> {
    Vec::new()
}
