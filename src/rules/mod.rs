//! The rules: one folder a family of faults, one file a rule, its page beside it.

use crate::finding::{Family, Severity};

/// What a rule is.
pub struct Rule {
    /// A family letter and three digits; never reused.
    pub code: &'static str,
    /// Names the fault; reads well after "allow".
    pub name: &'static str,
    /// The family.
    pub family: Family,
    /// The severity at which it ships.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Its page, in Markdown: the manual, the help in reports, and a test.
    pub page: &'static str,
}

/// Every rule in code order.
pub const RULES: &[&Rule] = &[];

/// The rule with a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}
