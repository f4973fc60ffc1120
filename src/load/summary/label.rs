//! Labels: "User Engagement" in front of a colon, and names beside a quotation.

use std::ops::Range;

use super::lexicon::{self, Verb, bare};

/// A label and what follows it, as bytes of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label without its colon.
    pub(super) name: Range<usize>,
    /// Where the text after it starts; the end of the text if nothing follows.
    pub(super) text: usize,
}

/// The most words that a label has, and that a bold one has.
const WORDS: usize = 6;
const BOLD_WORDS: usize = 12;

/// The label at the start of a text of which the first `strong` bytes were written bold.
///
/// A label has few words, nearly all of them with a capital, none of them a verb ("He said: no" has no label).
pub(super) fn label(text: &str, strong: usize) -> Option<Label> {
    let start = text.len() - text.trim_start().len();
    let bold = bold_label(text, start, strong);
    let (end, after) = bold.or_else(|| {
        let colon = text.find(": ").or_else(|| text.trim_end().strip_suffix(':').map(str::len))?;
        let name = &text[start..colon.max(start)];
        is_label(name, WORDS).then_some((colon, colon + 1))
    })?;
    let rest = &text[after.min(text.len())..];
    let text_start = text.len() - rest.trim_start_matches(|c: char| c.is_whitespace()).len();
    (start < end).then_some(Label { name: start..end, text: text_start })
}

/// `**Label:** text`, `**Label**: text`, `**Label** – text`: the end of the label, and of what separates it.
fn bold_label(text: &str, start: usize, strong: usize) -> Option<(usize, usize)> {
    let name = text.get(start..strong)?.trim_end();
    let rest = text.get(strong..)?;
    let spaced = rest.trim_start();
    let at = text.len() - spaced.len();
    if name.split_whitespace().count() > BOLD_WORDS || !name.contains(char::is_alphabetic) {
        return None;
    }
    if let Some(bare) = name.strip_suffix(':') {
        return Some((start + bare.trim_end().len(), strong));
    }
    let separator = [":", "– ", "— ", "- "].iter().find(|mark| spaced.starts_with(*mark))?;
    Some((start + name.len(), at + separator.len()))
}

fn is_label(name: &str, most: usize) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    if !first || words.len() > most || name.contains(['.', '?', '!', ';', '"', '“', '”']) && !is_abbreviated(name) {
        return false;
    }
    // A word of saying in front of the colon makes it speech: "Zhang adds: …".
    let last = words.last().copied().unwrap_or_default();
    if words.len() > 1 && matches!(lexicon::verb(last), Some(Verb::Says | Verb::Finite)) {
        return false;
    }
    if words.iter().any(|w| w.starts_with(char::is_lowercase) && lexicon::verb(w) == Some(Verb::Finite)) {
        return false;
    }
    let content: Vec<&&str> = words.iter().filter(|w| w.len() > 3 || w.starts_with(char::is_uppercase)).collect();
    let capitals = content.iter().filter(|w| !w.starts_with(char::is_lowercase)).count();
    !words.iter().any(|w| lexicon::is_subject(w) && words.len() > 1) && capitals * 3 >= content.len() * 2
}

/// Whether every full stop of a label belongs to single letters ("U.S. Policy Needs", "J. Doe").
fn is_abbreviated(name: &str) -> bool {
    !name.contains(['?', '!', ';', '"', '“', '”'])
        && name
            .split_whitespace()
            .filter(|w| w.contains('.'))
            .all(|w| w.split('.').all(|part| part.len() <= 2) || w.bytes().any(|b| b.is_ascii_digit()) || w.len() <= 4)
}

/// Whether words are the name of a person or a body: up to six words with capitals, no verb, no full stop.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim();
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=6).contains(&words.len())
        && !text.ends_with(['.', '?', '!', ':'])
        && words.iter().all(|w| {
            !bare(w).starts_with(char::is_lowercase) || ["of", "de", "van", "von", "the", "and", "at"].contains(w)
        })
        && text.contains(char::is_alphabetic)
        && !lexicon::states(text)
}

/// Who says a quotation by what stands beside it: "Ana Ortiz on rain", "Ana Ortiz (Farm Co)", "ortiz99, farmer".
pub(super) fn speaker_of(label: &str) -> Option<String> {
    let end =
        [" on ", " about ", " (", ", ", " to "].iter().filter_map(|mark| label.find(mark)).min().unwrap_or(label.len());
    let name = label[..end].trim();
    let words = name.split_whitespace().count();
    (words == 1 && !name.ends_with('.') || is_name(name) && words <= 4).then(|| name.to_owned())
}

/// A quotation with its author after a dash (`"We grew." — Ana Ortiz`): the bytes of the quotation, and the name.
pub(super) fn attributed(text: &str) -> Option<(Range<usize>, String)> {
    if !text.starts_with(['"', '“', '«']) {
        return None;
    }
    let (at, dash) = ["— ", "– ", "- ", "—", "–"]
        .iter()
        .filter_map(|d| text.rfind(d).map(|at| (at, d)))
        .max_by_key(|(at, d)| (*at, d.len()))?;
    let quotation = text[..at].trim_end();
    let name = text[at + dash.len()..].trim();
    (quotation.ends_with(['"', '”', '»']) && quotation.len() > 3).then_some(())?;
    speaker_of(name).map(|name| (0..quotation.len(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_speech() {
        for (text, strong, name, rest) in [
            ("User Growth: it doubled", 0, "User Growth", "it doubled"),
            ("U.S. Policy Needs: it must", 0, "U.S. Policy Needs", "it must"),
            ("China’s Advantage: power", 0, "China’s Advantage", "power"),
            ("Cost of Water: high", 0, "Cost of Water", "high"),
            ("outcome of the vote: it passed", 19, "outcome of the vote", "it passed"),
            ("Rain – it fell", 4, "Rain", "it fell"),
            ("Rain: it fell", 5, "Rain", "it fell"),
            ("KG: We heard it", 0, "KG", "We heard it"),
            ("Why:", 0, "Why", ""),
        ] {
            let label = label(text, strong).unwrap_or_else(|| panic!("no label: {text}"));
            assert_eq!((&text[label.name], &text[label.text..]), (name, rest), "{text}");
        }
        for text in [
            "He said: we are done",
            "Ortiz adds: we are done",
            "The team had two goals: speed and cost",
            "They want one thing: rain",
            "It was simple. Then: no",
            "Visit https://a.b now",
            "no colon here",
            "the farm: a report",
        ] {
            assert_eq!(label(text, 0), None, "{text}");
        }
    }

    #[test]
    fn authors_of_quotations() {
        let text = "“We grew.” — Ana Ortiz, farmer";
        assert_eq!(
            attributed(text).map(|(range, name)| (&text[range], name)),
            Some(("“We grew.”", "Ana Ortiz".into()))
        );
        assert_eq!(attributed("“We grew” is what they said - twice"), None);
        assert_eq!(speaker_of("Ana Ortiz on rain"), Some("Ana Ortiz".into()));
        assert_eq!(speaker_of("a short note"), None);
        assert!(is_name("Ana Ortiz") && !is_name("It rains today"));
    }
}
