#![doc = include_str!("unreadable_part.md")]

use std::sync::Arc;

use crate::{
    finding::{Family, Finding, Severity},
    load,
    rules::{Check, Rule},
    source::{Source, Span},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "I002",
    name: "unreadable-part",
    family: Family::Input,
    severity: Severity::Warning,
    summary: "a part of a file is damaged and was not read",
    page: include_str!("unreadable_part.md"),
    check: Check::Input,
};

/// Where bytes of a file could not be turned into characters.
pub fn undecoded(source: &Arc<Source>) -> Option<Finding> {
    let decoding = source.decoding().filter(|decoding| decoding.replaced > 0)?;
    let at = source.text().find('\u{fffd}').unwrap_or(0);
    Some(super::finding(&RULE, source, Span::new(at, at), decoding.warning()?))
}

/// Where a JSON file that gives something is broken.
pub fn broken(source: &Arc<Source>) -> Option<Finding> {
    let fault = load::json_fault(source, false)?;
    let line = source.lines().find(|line| Some(line.number) == fault.line);
    let at = line.map_or(0, |line| line.span.start);
    Some(super::finding(&RULE, source, Span::new(at, at), fault.message))
}
