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
    let speakers = own.namings().iter().map(|naming| naming.range.clone()).chain(strangers(context));
    let speakers: Vec<_> = speakers.collect();
    let names = own.mentions.names.iter().filter(|name| !name.initial);
    let names = names.filter(|name| speakers.iter().all(|range| !overlap(range, &name.range)));
    // "600 GB": the unit of a number.
    let counted = |name: &Name| own.mentions.quantities.iter().any(|quantity| overlap(&quantity.range, &name.range));
    let names = names.filter(|name| !counted(name) && !follows_number(context.text(), name));
    // "Q3" and "Jun 13" are times; what is typed and not said ("np.uint8", "/eth/v1") has no name in speech.
    let dated = |name: &Name| own.mentions.dates.iter().any(|date| overlap(&date.range, &name.range)) || is_time(name);
    let names = names.filter(|name| !dated(name) && !is_typed(context.text(), name));
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
                (true, _) => series(context, written),
                (false, false) => Severity::Warning,
                (false, true) => Severity::Note,
            };
            let confidence = if severity == Severity::Error { Confidence::High } else { Confidence::Medium };
            (severity, confidence, format!("summary says {written}; nobody says this name"), None)
        }
    };
    Some(Fault { range: name.range.clone(), severity, confidence, message, found: None, suggestion })
}

/// How bad it is that nobody says an exact name. "L2" and "v1" are hardly names at all; a number behind letters that are spelt out
/// ("ERC-8117") is often heard as something else, so it is an error only where the talk speaks of the series.
fn series(context: &Context, written: &str) -> Severity {
    let end = written.find(|c: char| !c.is_alphabetic()).unwrap_or(written.len());
    let (letters, code) = written.split_at(end);
    let code = code.trim_start_matches(|c: char| !c.is_alphanumeric());
    let numbered = !code.is_empty() && code.chars().all(|c| c.is_ascii_digit());
    let spelt = !letters.contains(char::is_lowercase) || !letters.contains(char::is_uppercase);
    let spoken = || context.talk.term(&stem(&letters.to_lowercase())).is_some();
    if written.contains(|c: char| c.is_ascii_digit()) && written.chars().filter(|c| c.is_alphabetic()).count() <= 2 {
        Severity::Note
    } else if numbered && spelt && !spoken() {
        Severity::Warning
    } else {
        Severity::Error
    }
}

/// Whether a name is a quarter, or a month with a day.
fn is_time(name: &Name) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = |part: &str| MONTHS.iter().any(|month| part.starts_with(month));
    let number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    match name.parts.as_slice() {
        [one] => matches!(one.as_str(), "q1" | "q2" | "q3" | "q4" | "h1" | "h2"),
        [first, rest @ ..] => month(first) && rest.iter().all(|part| number(part)),
        [] => false,
    }
}

/// Whether a name is a piece of code, a path or an address: with a point, a slash or a low line inside or beside it.
fn is_typed(text: &str, name: &Name) -> bool {
    let written = text.get(name.range.clone()).unwrap_or_default();
    let before = text.get(..name.range.start).and_then(|text| text.chars().next_back());
    let mut after = text.get(name.range.end..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    let joined = |c: char| matches!(c, '/' | '_' | '\\' | '`' | '=' | '@');
    let inside = written.contains(joined)
        || (written.contains('.') && !written.contains(' ') && written.contains(char::is_lowercase));
    inside
        || before.is_some_and(|c| joined(c) || c == '.')
        || next.is_some_and(|c| joined(c) || (c == '.' && then.is_some_and(char::is_alphanumeric)))
}

/// Whether a name stands right after digits and so is a unit.
fn follows_number(text: &str, name: &Name) -> bool {
    let before = text.get(..name.range.start).unwrap_or_default().trim_end_matches([' ', '-', '\u{a0}']);
    name.kind == NameKind::Acronym && before.ends_with(|c: char| c.is_ascii_digit())
}
