#![doc = include_str!("missing_quote.md")]

use super::shortened;
use crate::{
    finding::{Confidence, Family, Severity},
    mention::quotation::{Quotation, Use, Verified, verify},
    rules::{Check, Context, Fault, Rule},
    text::fold::fold,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "Q002",
    name: "missing-quote",
    family: Family::Misquoted,
    severity: Severity::Error,
    summary: "nothing like the words in quotation marks was spoken",
    page: include_str!("missing_quote.md"),
    check: Check::Claim(check),
};

/// With fewer words a quotation may be a term.
const ENOUGH: usize = 4;
/// From so many words on a quotation is surely meant as one.
const MANY: usize = 6;

fn check(context: &Context) -> Vec<Fault> {
    let spoken = context.own().mentions.quotations.iter().filter(|quotation| quotation.usage == Use::Speech);
    spoken.filter_map(|quotation| fault(context, quotation)).collect()
}

fn fault(context: &Context, quotation: &Quotation) -> Option<Fault> {
    let quoted = context.text().get(quotation.inner.clone())?;
    let count = quoted.split_whitespace().count();
    if count < ENOUGH || verify(quoted, &context.lookup.quotes) != Verified::Missing {
        return None;
    }
    // Words that nobody is credited with may be from a page that the talk is about.
    let credited = context.own().credits.iter().any(|credit| {
        credit.content.start <= quotation.range.start
            && quotation.range.end <= credit.content.end
            && !is_writing(context.text().get(credit.range.clone()).unwrap_or_default())
    });
    let (severity, confidence) = match (credited, count >= MANY) {
        (true, true) => (Severity::Error, Confidence::High),
        (true, false) | (false, true) => (Severity::Warning, Confidence::Medium),
        (false, false) => (Severity::Note, Confidence::Low),
    };
    Some(Fault {
        range: quotation.range.clone(),
        severity,
        confidence,
        message: format!("summary quotes \"{}\"; nobody says anything like it", shortened(quoted)),
        found: None,
        suggestion: None,
    })
}

/// Whether somebody is credited with writing, not with saying.
fn is_writing(credit: &str) -> bool {
    credit.split_whitespace().any(|word| {
        matches!(fold(word).as_str(), "write" | "writes" | "wrote" | "written" | "posts" | "posted" | "tweeted")
    })
}
