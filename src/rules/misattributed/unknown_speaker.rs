#![doc = include_str!("unknown_speaker.md")]

use std::ops::Range;

use crate::{
    finding::{Confidence, Family, Severity},
    mention::{
        Name,
        attribution::{Who, attributions_among},
        name::Presence,
        overlap,
    },
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "A002",
    name: "unknown-speaker",
    family: Family::Misattributed,
    severity: Severity::Warning,
    summary: "credits somebody whom the transcript neither lets speak nor names",
    page: include_str!("unknown_speaker.md"),
    check: Check::Claim(check),
};

fn check(context: &Context) -> Vec<Fault> {
    strangers(context).iter().filter_map(|stranger| fault(context, stranger)).collect()
}

fn fault(context: &Context, range: &Range<usize>) -> Option<Fault> {
    let written = context.text().get(range.clone())?;
    // A label of another transcript of the same talk: nothing is wrong with the statement, but it cannot be checked.
    let label = written.contains(|c: char| c.is_ascii_digit());
    Some(Fault {
        range: range.clone(),
        severity: if label { Severity::Note } else { Severity::Warning },
        confidence: if label { Confidence::Low } else { Confidence::Medium },
        message: format!("summary credits {written}; nobody of this name speaks, and nobody says it"),
        found: None,
        suggestion: None,
    })
}

/// The names of a claim that are credited with something although they occur nowhere in a talk whose speakers are named.
pub(in crate::rules) fn strangers(context: &Context) -> Vec<Range<usize>> {
    context.memo.strangers.get_or_init(|| find_strangers(context)).clone()
}

fn find_strangers(context: &Context) -> Vec<Range<usize>> {
    let own = context.own();
    if !context.talk.names_speakers() {
        return Vec::new();
    }
    let text = context.text();
    let labelled = |name: &Name| {
        let before = text.get(..name.range.start).unwrap_or_default().trim_end().to_lowercase();
        let inside = text.get(name.range.clone()).unwrap_or_default().to_lowercase();
        let label = |text: &str| text.ends_with("speaker") || text.ends_with("participant");
        label(&before) || inside.split_once(' ').is_some_and(|(first, _)| label(first))
    };
    let known = |name: &Name| own.namings().iter().any(|naming| overlap(&naming.range, &name.range));
    let names = own.mentions.names.iter().filter(|name| !name.initial && !known(name));
    let absent: Vec<&Name> = names.filter(|name| context.presence(name) == Presence::Absent).collect();
    if absent.is_empty() {
        return Vec::new();
    }
    let credited: Vec<Range<usize>> = attributions_among(text, &own.mentions.words, &own.mentions.names)
        .into_iter()
        .filter_map(|attribution| match attribution.who {
            Who::Named(range) => Some(range),
            _ => None,
        })
        .collect();
    let credited = |name: &Name| credited.iter().any(|range| overlap(range, &name.range));
    absent.into_iter().filter(|name| labelled(name) || credited(name)).map(|name| name.range.clone()).collect()
}
