#![doc = include_str!("altered_quote.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::quotation::{Quotation, Use, Verified, verify},
    rules::{Check, Context, Fault, Rule, Spoken},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "Q001",
    name: "altered-quote",
    family: Family::Misquoted,
    severity: Severity::Error,
    summary: "words in quotation marks are not quite the words that were spoken",
    page: include_str!("altered_quote.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let spoken = context.own().mentions.quotations.iter().filter(|quotation| quotation.usage == Use::Speech);
    spoken.filter_map(|quotation| fault(context, quotation)).collect()
}

fn fault(context: &Context, quotation: &Quotation) -> Option<Fault> {
    let quoted = context.text().get(quotation.inner.clone())?;
    let Verified::Altered { words, .. } = verify(quoted, &context.lookup.quotes) else { return None };
    let (sentence, first) = context.lookup.quotes.locate(words.start)?;
    let (other, last) = context.lookup.quotes.locate(words.end.checked_sub(1)?)?;
    let end = if other == sentence { last.end } else { context.talk.sentences.get(sentence)?.text.len() };
    let found = Spoken { sentence, range: first.start..end };
    let said = context.spoken(&found).to_owned();
    Some(Fault {
        range: quotation.range.clone(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message: format!("summary quotes \"{quoted}\"; the words were \"{said}\" ({})", context.cite(sentence)),
        suggestion: Some(said),
        found: Some(found),
    })
}
