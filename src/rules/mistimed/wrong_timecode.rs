#![doc = include_str!("wrong_timecode.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule},
    summary::ClaimKind,
    transcript::{TimeRange, Timecode},
};

use super::{
    place::{BEFORE, elsewhere, when},
    whole_sentence,
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
    let words: usize = context.item.iter().map(|part| part.alignment.all().len()).sum();
    // The sentences of an item have one time and are judged together; the first speaks for them.
    if context.index > 0 || words < ENOUGH {
        return Vec::new();
    }
    fault(context).into_iter().collect()
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
    Some(Fault {
        range: 0..context.text().len(),
        severity: Severity::Warning,
        confidence: if place.share >= 0.8 { Confidence::High } else { Confidence::Medium },
        message: format!(
            "the time given is {}{here}; this is said {} ({})",
            stated.start,
            when(place.said),
            context.cite(place.sentence)
        ),
        found: whole_sentence(context, place.sentence),
        suggestion: None,
    })
}
