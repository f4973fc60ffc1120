#![doc = include_str!("spliced_quote.md")]

use super::{heard, shortened};
use crate::{
    finding::{Confidence, Family, Severity},
    mention::quotation::{Quotation, Use, Verified, verify},
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "Q003",
    name: "spliced-quote",
    family: Family::Misquoted,
    severity: Severity::Warning,
    summary: "one quotation joins words from places far apart or in another order",
    page: include_str!("spliced_quote.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let spoken = context.own().mentions.quotations.iter().filter(|quotation| quotation.usage == Use::Speech);
    spoken.filter_map(|quotation| fault(context, quotation)).collect()
}

fn fault(context: &Context, quotation: &Quotation) -> Option<Fault> {
    let quoted = context.text().get(quotation.inner.clone())?;
    let Verified::Spliced { parts } = verify(quoted, &context.lookup.quotes) else { return None };
    let heard: Vec<_> = parts.iter().filter_map(|part| heard(context, part)).collect();
    let places: Vec<String> = heard
        .iter()
        .map(|(spoken, words)| format!("\"{}\" ({})", shortened(words), context.cite(spoken.sentence)))
        .collect();
    Some(Fault {
        range: quotation.range.clone(),
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!("summary quotes this as one; it joins {}", places.join(" and ")),
        found: heard.into_iter().next().map(|(spoken, _)| spoken),
        suggestion: None,
    })
}
