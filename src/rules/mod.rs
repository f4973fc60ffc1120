//! The rules: one folder a family of faults, one file a rule, its page beside it.
//!
//! A rule looks at one claim with its alignment ([`Context`]) or at two claims ([`Pair`]) and returns faults. It does not read,
//! print or know formats. Adding a rule touches three places: its file, its page, and [`RULES`].

mod context;
mod credit;
mod logistic;
mod memo;
mod pair;
mod standing;

pub mod conflicting;
pub mod contradicted;
pub mod input;
pub mod misattributed;
pub mod misquoted;
pub mod mistimed;
pub mod strength;
pub mod unsupported;

use std::ops::Range;

pub use conflicting::Statements;
pub use context::{Aligned, Context, Credit, Lookup, Values, align};
pub use credit::credit;
pub use logistic::Logistic;
pub use memo::Memo;
pub use mistimed::{Offset, settle};
pub use pair::{Clash, Pair, Profile, REPORTED, Side, clashes};
pub use standing::Standing;

use crate::{
    finding::{Confidence, Family, Severity},
    text::did_you_mean,
};

/// What a rule is.
pub struct Rule {
    /// A family letter and three digits; never reused.
    pub code: &'static str,
    /// Names the fault; reads well after "allow".
    pub name: &'static str,
    /// The family.
    pub family: Family,
    /// The severity at which it ships: the worst that its findings have.
    pub severity: Severity,
    /// One line: what it finds.
    pub summary: &'static str,
    /// Its page, in Markdown: the manual, the help in reports, and a test.
    pub page: &'static str,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// One claim with its evidence.
    Claim(fn(&Context) -> Vec<Fault>),
    /// Two claims, of one summary or of two.
    Pair(fn(&Pair) -> Option<Clash>),
    /// The files themselves: whoever reads or accepts tells.
    Input,
}

/// A fault of a claim, as a rule sees it.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The bytes of the claim's text at fault.
    pub range: Range<usize>,
    /// How bad this one is; never worse than the rule's own severity.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What the summary says and what was said.
    pub message: String,
    /// The words of the talk that decide it.
    pub found: Option<Spoken>,
    /// What the summary could say instead.
    pub suggestion: Option<String>,
}

/// Words of a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The sentence.
    pub sentence: usize,
    /// Bytes of the sentence's text.
    pub range: Range<usize>,
}

/// Every rule in code order.
pub const RULES: &[&Rule] = &[
    &misattributed::wrong_speaker::RULE,
    &misattributed::unknown_speaker::RULE,
    &contradicted::wrong_number::RULE,
    &contradicted::wrong_date::RULE,
    &contradicted::wrong_name::RULE,
    &contradicted::flipped_polarity::RULE,
    &contradicted::reversed_direction::RULE,
    &contradicted::swapped_roles::RULE,
    &contradicted::wrong_thing::RULE,
    &input::empty_summary::RULE,
    &input::unreadable_part::RULE,
    &input::unused_suppression::RULE,
    &input::stale_baseline::RULE,
    &misquoted::altered_quote::RULE,
    &misquoted::missing_quote::RULE,
    &misquoted::spliced_quote::RULE,
    &strength::dropped_hedge::RULE,
    &strength::added_hedge::RULE,
    &strength::widened_scope::RULE,
    &strength::question_as_statement::RULE,
    &strength::plan_as_fact::RULE,
    &mistimed::misplaced_chapter::RULE,
    &mistimed::wrong_timecode::RULE,
    &unsupported::unsupported_claim::RULE,
    &unsupported::unknown_name::RULE,
    &unsupported::unknown_number::RULE,
    &unsupported::unsupported_detail::RULE,
    &conflicting::conflicting_numbers::RULE,
    &conflicting::conflicting_dates::RULE,
    &conflicting::conflicting_names::RULE,
    &conflicting::conflicting_claims::RULE,
];

/// The rule with a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}

/// What a person names: one rule, or a family of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A rule, by its code.
    Rule(&'static str),
    /// A family.
    Family(Family),
}

impl Named {
    /// The rules meant by a code, a name, a family or the letter of one. The error tells what was probably meant.
    pub fn of(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if let Some(rule) = find(text) {
            return Ok(Self::Rule(rule.code));
        }
        let family = Family::ALL
            .into_iter()
            .find(|family| family.name().eq_ignore_ascii_case(text) || family.letter().eq_ignore_ascii_case(text));
        family.map(Self::Family).ok_or_else(|| {
            let rules = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
            let hint = did_you_mean(text, rules.chain(Family::ALL.into_iter().map(Family::name)));
            let hint = if hint.is_empty() { "; `saidso rules` lists them" } else { &hint };
            format!("unknown rule or family `{text}`{hint}")
        })
    }

    /// A rule's code, a family's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule(code) => find(code).map_or(code, |rule| rule.name),
            Self::Family(family) => family.name(),
        }
    }

    /// Whether it means the rule with this code.
    pub fn covers(self, code: &str) -> bool {
        match self {
            Self::Rule(own) => own == code,
            Self::Family(family) => code.starts_with(family.letter()),
        }
    }
}
