#![doc = include_str!("misplaced_chapter.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule},
    summary::ClaimKind,
};

use super::{
    place::{ENOUGH, elsewhere, when},
    whole_sentence,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T001",
    name: "misplaced-chapter",
    family: Family::Mistimed,
    severity: Severity::Error,
    summary: "what a chapter tells is said outside its time range",
    page: include_str!("misplaced_chapter.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    // A chapter is one thing whose sentences are judged together; its first claim speaks for it.
    let words: usize = context.item.iter().map(|part| part.alignment.all().len()).sum();
    if own.claim.kind != ClaimKind::Chapter || context.index > 0 || words < ENOUGH {
        return Vec::new();
    }
    fault(context).into_iter().collect()
}

fn fault(context: &Context) -> Option<Fault> {
    let own = context.own();
    let (stated, window) = own.claim.time.zip(own.window)?;
    // One time without an end is no range: wrong-timecode looks at it.
    let end = stated.end?;
    let place = elsewhere(context, window)?;
    Some(Fault {
        range: 0..context.text().len(),
        severity: Severity::Error,
        confidence: if place.share >= 0.8 { Confidence::High } else { Confidence::Medium },
        message: format!(
            "chapter says {} - {end}; it is said {} ({})",
            stated.start,
            when(place.said),
            context.cite(place.sentence)
        ),
        found: whole_sentence(context, place.sentence),
        suggestion: None,
    })
}
