#![doc = include_str!("unsupported_claim.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{
        Check, Context, Fault, Rule,
        mistimed::place::{FOUND, fits},
    },
    summary::ClaimKind,
    transcript::TimeRange,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "U001",
    name: "unsupported-claim",
    family: Family::Unsupported,
    severity: Severity::Error,
    summary: "nothing in the transcript bears the claim out",
    page: include_str!("unsupported_claim.md"),
    check: Check::Claim(check),
};

/// A claim of which the talk bears out less than this share is unsupported for sure.
const SURE: f32 = 0.13;
/// A claim of which the talk bears out less than this share is doubtful.
const DOUBTFUL: f32 = 0.25;
/// With fewer content words there is too little to say.
const ENOUGH: usize = 4;

/// A chapter whose range holds less than this share of any of its sentences is not about its range.
const NOTHING_INSIDE: f32 = 0.2;
fn check(context: &Context) -> Vec<Fault> {
    let alignment = &context.own().alignment;
    if let Some(fault) = empty_chapter(context) {
        return vec![fault];
    }
    let borne_out = alignment.borne_out(context.talk);
    if alignment.all().len() < ENOUGH || borne_out >= DOUBTFUL {
        return Vec::new();
    }
    let sure = borne_out < SURE;
    vec![Fault {
        range: 0..context.text().len(),
        severity: Severity::Warning,
        confidence: if sure { Confidence::High } else { Confidence::Low },
        message: format!("no passage bears this out; the closest hold {:.0} % of its content", 100.0 * borne_out),
        found: None,
        suggestion: None,
    }]
}

/// A chapter claims that its range is about it: when the range holds nothing of it, hardly anything elsewhere will do.
fn empty_chapter(context: &Context) -> Option<Fault> {
    let own = context.own();
    let (stated, window) = own.claim.time.zip(own.window).filter(|_| own.claim.kind == ClaimKind::Chapter)?;
    // Where no end is given the talk may come to it at any time after.
    let range = TimeRange { end: stated.end.and(window.end), ..window };
    let mut best: Option<f32> = None;
    for part in context.item {
        let fits = fits(context, part, range);
        if fits.inside >= NOTHING_INSIDE {
            return None;
        }
        best = fits.best.map(|(fit, _)| best.map_or(fit, |best| best.max(fit))).or(best);
    }
    let best = best.filter(|best| *best < FOUND)?;
    let end = stated.end.map_or(String::new(), |end| format!(" - {end}"));
    Some(Fault {
        range: 0..context.text().len(),
        severity: Severity::Error,
        confidence: Confidence::High,
        message: format!(
            "nothing like this is said at {}{end}; the closest place elsewhere holds {:.0} % of it",
            stated.start,
            100.0 * best
        ),
        found: None,
        suggestion: None,
    })
}
