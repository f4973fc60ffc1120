#![doc = include_str!("unsupported_claim.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule},
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

/// A claim of which more than this share is explained by no evidence is unsupported for sure.
const SURE: f32 = 0.75;
/// A claim of which more than this share is explained by no evidence is doubtful.
const DOUBTFUL: f32 = 0.6;
/// With fewer content words there is too little to say.
const ENOUGH: usize = 4;

fn check(context: &Context) -> Vec<Fault> {
    let unexplained = context.unexplained();
    if context.own().alignment.all().len() < ENOUGH || unexplained < DOUBTFUL {
        return Vec::new();
    }
    let sure = unexplained >= SURE;
    vec![Fault {
        range: 0..context.text().len(),
        severity: if sure { Severity::Error } else { Severity::Warning },
        confidence: if sure { Confidence::High } else { Confidence::Low },
        message: format!(
            "no passage bears this out; the closest explain {:.0} % of its content",
            100.0 * (1.0 - unexplained)
        ),
        found: None,
        suggestion: None,
    }]
}
