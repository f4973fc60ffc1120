#![doc = include_str!("empty_summary.md")]

use std::sync::Arc;

use crate::{
    finding::{Family, Finding, Severity},
    rules::{Check, Rule},
    source::{Source, Span},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "I001",
    name: "empty-summary",
    family: Family::Input,
    severity: Severity::Error,
    summary: "a file given as a summary claims nothing",
    page: include_str!("empty_summary.md"),
    check: Check::Input,
};

/// What to say of a summary that claims nothing.
pub fn finding(source: &Arc<Source>) -> Finding {
    let blank = source.text().trim_matches('\u{feff}').trim().is_empty();
    let message = if blank {
        "is empty; there is nothing to audit"
    } else {
        "holds no claim that could be checked; give a summary in sentences or bullets"
    };
    super::finding(&RULE, source, Span::new(0, 0), message.to_owned())
}
