#![doc = include_str!("wrong_number.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::quantity::{Comparison, Kind, Quantity},
    rules::{Check, Context, Fault, Rule, Spoken, Standing},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C001",
    name: "wrong-number",
    family: Family::Contradicted,
    severity: Severity::Error,
    summary: "the passage that the claim rests on gives another number",
    page: include_str!("wrong_number.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    context.own().mentions.quantities.iter().filter_map(|stated| fault(context, stated)).collect()
}

fn fault(context: &Context, stated: &Quantity) -> Option<Fault> {
    let Standing::Otherwise(slot) = standing(context, stated) else { return None };
    let said = Spoken { sentence: slot.sentence, range: slot.range.clone() };
    let words = context.spoken(&said).to_owned();
    let sure = slot.fit >= 0.6;
    Some(Fault {
        range: stated.range.clone(),
        severity: if sure { Severity::Error } else { Severity::Warning },
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        message: format!(
            "summary says {}; said was {words} ({})",
            &context.text()[stated.range.clone()],
            context.cite(slot.sentence)
        ),
        suggestion: Some(words),
        found: Some(said),
    })
}

/// What the talk has to say about a number of the claim.
pub(in crate::rules) fn standing(context: &Context, stated: &Quantity) -> Standing {
    // An ordinal mostly counts the talk's own order; whether it is right is for a reader to say.
    if stated.kind == Kind::Ordinal {
        return Standing::Borne;
    }
    let slot = context.slot(&stated.range);
    let values = context.values(slot, |mentions, found| {
        for said in &mentions.quantities {
            match stated.compare(said) {
                Comparison::Agree | Comparison::Loosened => found(&said.range, true),
                Comparison::Differ => found(&said.range, false),
                Comparison::Incomparable => {}
            }
        }
    });
    values.standing()
}
