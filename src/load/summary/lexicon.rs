//! Lists of words with a class each, and whether a line states something.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold::fold;

/// What is known of a word as a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Finite wherever it stands: auxiliaries, modals, some past forms.
    Finite,
    /// The third person of a verb that is no noun: "envisions".
    Says,
    /// The third person of a verb, or a plural noun: "plans".
    Plans,
    /// The base of a verb: "force".
    Base,
    /// The past of a regular verb: "released".
    Past,
}

/// The words of one class of a table: class, tab, entries.
pub(super) fn class(table: &'static str, name: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter(move |(class, _)| *class == name)
        .map(|(_, entries)| entries)
}

const TABLE: &str = include_str!("verbs.tsv");

static VERBS: LazyLock<FxHashMap<String, Verb>> = LazyLock::new(|| {
    let mut verbs = FxHashMap::default();
    for (name, third) in [("verb", Verb::Says), ("loose", Verb::Plans)] {
        for base in class(TABLE, name).flat_map(str::split_whitespace) {
            verbs.entry(base.to_owned()).or_insert(Verb::Base);
            verbs.entry(third_person(base)).or_insert(third);
            verbs.entry(past(base)).or_insert(Verb::Past);
        }
    }
    verbs.extend(class(TABLE, "finite").flat_map(str::split_whitespace).map(|word| (word.to_owned(), Verb::Finite)));
    verbs
});

fn third_person(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("sh") || base.ends_with("ch") => {
            format!("{base}es")
        }
        _ => format!("{base}s"),
    }
}

fn past(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ if base.ends_with('e') => format!("{base}d"),
        _ => format!("{base}ed"),
    }
}

/// What is known of a written word as a verb.
pub(super) fn verb(written: &str) -> Option<Verb> {
    VERBS.get(fold(bare(written)).as_str()).copied()
}

/// Whether a word can be a subject by itself ("he", "this").
pub(super) fn is_subject(written: &str) -> bool {
    let word = fold(bare(written));
    class(TABLE, "subject").flat_map(str::split_whitespace).any(|subject| subject == word)
}

/// Whether no clause of its own starts at a word ("to", "rather").
pub(super) fn bars_clause(written: &str) -> bool {
    let word = fold(bare(written));
    class(TABLE, "bar").flat_map(str::split_whitespace).any(|bar| bar == word)
}

/// A word without the punctuation around it.
pub(super) fn bare(written: &str) -> &str {
    written.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a title or heading states something instead of naming a topic: whether it has a finite verb.
pub(in crate::load) fn states(text: &str) -> bool {
    text.split(": ").any(states_by_itself)
}

fn states_by_itself(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let first = words.first().map(|word| fold(bare(word))).unwrap_or_default();
    let asks = ["how", "why", "what", "who", "when", "where", "which", "whether", "summarize", "describe", "list"];
    if words.len() < 3 || text.ends_with(['?', ':']) || asks.contains(&first.as_str()) {
        return false;
    }
    words.iter().enumerate().skip(1).any(|(index, word)| {
        let after = words.get(index + 1).copied().unwrap_or_default();
        let small = word.starts_with(char::is_lowercase);
        match verb(word) {
            // "Will Smith", "May 5", a heading that ends in "Has": names and scraps.
            Some(Verb::Finite) => {
                let month = fold(bare(word)) == "may" && after.starts_with(|c: char| c.is_ascii_digit());
                !after.is_empty() && !month
            }
            Some(Verb::Says) => !after.is_empty() && !word.ends_with([',', ';']),
            Some(Verb::Plans | Verb::Past) => {
                small && (opens_object(after) || words[index - 1].starts_with(char::is_uppercase))
            }
            Some(Verb::Base) => small && words[index - 1].ends_with('s') && !words[index - 1].ends_with("'s"),
            // A verb that no list knows: "outlaws the", "greenlights a".
            None => small && word.len() > 4 && word.ends_with('s') && !word.ends_with("ss") && opens_object(after),
        }
    })
}

/// Whether a word starts what a verb acts on.
fn opens_object(written: &str) -> bool {
    ["a", "an", "the", "its", "his", "her", "their", "that", "how", "why", "what", "all", "no", "new", "more"]
        .contains(&fold(written).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_state_something_have_a_finite_verb() {
        for (text, expected) in [
            ("Ana Ortiz – Robots Will Pick Most Apples by Spring", true),
            ("Ana Ortiz envisions an orchard run by robots", true),
            ("The council rejects the bridge", true),
            ("Harbour outlaws the old boats", true),
            ("Prices Are Rising", true),
            ("Board plans a second plant", true),
            ("Pricing Challenges", false),
            ("Open Data and Competition", false),
            ("Ana Ortiz – The Plan for Apples", false),
            ("Policy Needs and Plans", false),
            ("How Robots Will Pick Apples", false),
            ("What did the group decide about colours?", false),
            ("May 5 Meeting", false),
            ("Summarize the meeting", false),
            ("Decisions Made", false),
            ("Business Models and Economic Impacts", false),
        ] {
            assert_eq!(states(text), expected, "{text}");
        }
    }
}
