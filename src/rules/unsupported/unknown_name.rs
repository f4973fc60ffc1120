#![doc = include_str!("unknown_name.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    mention::{
        Name,
        name::{NameKind, Presence, is_common},
        overlap,
    },
    rules::{Check, Context, Fault, Rule, misattributed::unknown_speaker::strangers},
    text::stem,
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
    let own = context.own();
    // Speakers are known by their labels; a stranger who is credited is another rule's.
    let speakers = own.namings.iter().map(|naming| naming.range.clone()).chain(strangers(context));
    let speakers: Vec<_> = speakers.collect();
    let names = own.mentions.names.iter().filter(|name| !name.initial);
    let names = names.filter(|name| speakers.iter().all(|range| !overlap(range, &name.range)));
    // "600 GB": the unit of a number.
    let counted = |name: &Name| own.mentions.quantities.iter().any(|quantity| overlap(&quantity.range, &name.range));
    let names = names.filter(|name| !counted(name) && !follows_number(context.text(), name));
    names.filter_map(|name| fault(context, name)).collect()
}

fn fault(context: &Context, name: &Name) -> Option<Fault> {
    let written = &context.text()[name.range.clone()];
    let (severity, confidence, message, suggestion) = match context.presence(name) {
        Presence::Present | Presence::Part(_) => return None,
        Presence::Alike(said) => (
            Severity::Note,
            Confidence::Low,
            format!("summary says {written}; the transcript spells it {said}, perhaps misheard"),
            None,
        ),
        // A common word with a capital, or several in a row: a title of the summarizer's own.
        Presence::Absent if name.parts.iter().all(|part| is_common(part, &stem(part))) => return None,
        Presence::Absent => {
            // A name with digits or of several words is exact. A short acronym may be spoken in full, or in another way.
            let exact = written.contains(|c: char| c.is_ascii_digit()) || name.parts.len() > 1;
            let short = name.kind == NameKind::Acronym && written.chars().filter(|c| c.is_alphabetic()).count() <= 3;
            let severity = match (exact, short) {
                (true, _) => Severity::Error,
                (false, false) => Severity::Warning,
                (false, true) => Severity::Note,
            };
            let confidence = if exact { Confidence::High } else { Confidence::Medium };
            (severity, confidence, format!("summary says {written}; nobody says this name"), None)
        }
    };
    Some(Fault { range: name.range.clone(), severity, confidence, message, found: None, suggestion })
}

/// Whether a name stands right after digits and so is a unit.
fn follows_number(text: &str, name: &Name) -> bool {
    let before = text.get(..name.range.start).unwrap_or_default().trim_end_matches([' ', '-', '\u{a0}']);
    name.kind == NameKind::Acronym && before.ends_with(|c: char| c.is_ascii_digit())
}
