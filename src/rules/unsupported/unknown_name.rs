#![doc = include_str!("unknown_name.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::{Name, name::Presence},
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "U002",
    name: "unknown-name",
    family: Family::Unsupported,
    severity: Severity::Error,
    summary: "a name of the claim is nowhere in the transcript",
    page: include_str!("unknown_name.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    let names = context.own().mentions.names.iter().filter(|name| !name.initial);
    names.filter_map(|name| fault(context, name)).collect()
}

fn fault(context: &Context, name: &Name) -> Option<Fault> {
    let written = &context.text()[name.range.clone()];
    let (severity, confidence, message, suggestion) = match context.lookup.names.lookup(name) {
        Presence::Present | Presence::Part(_) => return None,
        Presence::Alike(said) => {
            (Severity::Note, Confidence::Low, format!("summary says {written}; the transcript spells it {said}"), None)
        }
        Presence::Absent => {
            // A name with digits is exact; a plain word may be the summarizer's own capital.
            let exact = written.contains(|c: char| c.is_ascii_digit()) || name.parts.len() > 1;
            let severity = if exact { Severity::Error } else { Severity::Warning };
            let confidence = if exact { Confidence::High } else { Confidence::Medium };
            (severity, confidence, format!("summary says {written}; nobody says this name"), None)
        }
    };
    Some(Fault { range: name.range.clone(), severity, confidence, message, found: None, suggestion })
}
