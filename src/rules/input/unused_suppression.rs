#![doc = include_str!("unused_suppression.md")]

use std::sync::Arc;

use crate::{
    finding::{Family, Finding, Severity},
    rules::{Check, Rule},
    source::{Source, Span},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "I003",
    name: "unused-suppression",
    family: Family::Input,
    severity: Severity::Error,
    summary: "a suppression allows nothing, or cannot be understood",
    page: include_str!("unused_suppression.md"),
    check: Check::Input,
};

/// What to say of one that names what is not found.
pub fn unused(source: &Arc<Source>, span: Span, names: &str) -> Finding {
    let message = format!("allows {names}, which is not found here; remove it");
    Finding { severity: Severity::Warning, ..super::finding(&RULE, source, span, message) }
}

/// What to say of one that is not written as it must be.
pub fn faulty(source: &Arc<Source>, span: Span, fault: &str) -> Finding {
    super::finding(&RULE, source, span, format!("allows nothing: {fault}"))
}
