#![doc = include_str!("wrong_timecode.md")]

use crate::{
    finding::{Family, Severity},
    rules::{Check, Context, Fault, Rule},
    summary::ClaimKind,
    transcript::{TimeRange, Timecode},
};

use super::{
    fault_at,
    place::{BEFORE, elsewhere},
    speaks_for_item,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T002",
    name: "wrong-timecode",
    family: Family::Mistimed,
    severity: Severity::Warning,
    summary: "what an item tells is said at another time than the one beside it",
    page: include_str!("wrong_timecode.md"),
    check: Check::Claim(check),
};

/// With fewer content words an item says too little about its place.
const ENOUGH: usize = 4;
/// The place that is found must hold this much of the item's heaviest sentence.
const FIT: f32 = 0.5;
/// What is said around the time that is given may hold this share of that at most.
const AROUND: f32 = 0.5;

fn check(context: &Context) -> Vec<Fault> {
    speaks_for_item(context, ENOUGH).then(|| fault(context)).flatten().into_iter().collect()
}

fn fault(context: &Context) -> Option<Fault> {
    let own = context.own();
    let (stated, window) = own.claim.time.zip(own.window)?;
    // misplaced-chapter looks at chapters with a range.
    if own.claim.kind == ClaimKind::Chapter && stated.end.is_some() {
        return None;
    }
    let around = TimeRange { start: Timecode(window.start.0.saturating_sub(BEFORE)), ..window };
    let place = elsewhere(context, around).filter(|place| place.fit.0 >= FIT && place.fit.1 < AROUND * place.fit.0)?;
    // Where all times are off alike, the reader needs both clocks.
    let here = match window.start {
        start if start == stated.start => String::new(),
        start => format!(", {start} in the transcript"),
    };
    let given = format!("the time given is {}{here}; this", stated.start);
    Some(fault_at(context, &place, Severity::Warning, &given))
}
