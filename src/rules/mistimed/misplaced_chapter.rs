#![doc = include_str!("misplaced_chapter.md")]

use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
    summary::ClaimKind,
};

use super::{
    fault_at,
    place::{ENOUGH, elsewhere},
    speaks_for_item,
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
    let chapter = context.own().claim.kind == ClaimKind::Chapter && speaks_for_item(context, ENOUGH);
    chapter.then(|| fault(context)).flatten().into_iter().collect()
}

fn fault(context: &Context) -> Option<Fault> {
    let own = context.own();
    let (stated, window) = own.claim.time.zip(own.window)?;
    // One time without an end is no range: wrong-timecode looks at it.
    let end = stated.end?;
    let place = elsewhere(context, window)?;
    Some(fault_at(context, &place, Severity::Error, &format!("chapter says {} - {end}; it", stated.start)))
}
