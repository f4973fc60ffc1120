//! What can be the name of a speaker, and what its parts are.

use std::{borrow::Cow, sync::LazyLock};

use rustc_hash::FxHashMap;

use crate::text::{fold::fold, is_stop_word};

/// Why a label that looks like a name may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// "Note", "Question", "Break": never a speaker.
    Never,
    /// "Host", "Date", "Presenter": a line about the talk, unless long texts follow.
    Meta,
    /// "Yeah", "Laughter": an utterance that recurs.
    Sound,
}

static DOUBTS: LazyLock<FxHashMap<&'static str, Doubt>> = LazyLock::new(|| {
    include_str!("labels.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(kind, words)| match kind {
            "meta" => (words, Doubt::Meta),
            "sound" => (words, Doubt::Sound),
            _ => (words, Doubt::Never),
        })
        .collect()
});

/// What the table of words that are no names says about a label.
pub(super) fn doubt(label: &str) -> Option<Doubt> {
    DOUBTS.get(fold(label.trim_matches(['*', '_', '[', ']', '(', ')', ' '])).as_str()).copied()
}

/// What a label is shown as: a number alone is no name.
pub(super) fn shown(label: &str) -> Cow<'_, str> {
    let numbered = !label.is_empty() && label.bytes().all(|b| b.is_ascii_digit());
    if numbered { Cow::Owned(format!("Speaker {label}")) } else { Cow::Borrowed(label) }
}

/// The name in a label and what qualifies it: "Ann" and "Acme" of `Ann (Acme)`, `Ann | Acme`, `Ann @ Acme`.
pub(super) fn parts(label: &str) -> (&str, Option<&str>) {
    let label = label.trim();
    if let Some(inner) = label.strip_suffix(')')
        && let Some(open) = label.find(" (")
        && let Some(qualifier) = inner.get(open + 2..)
        && open > 0
    {
        return (label[..open].trim_end(), Some(qualifier.trim()));
    }
    for mark in [" | ", " @ ", " - ", " – "] {
        if let Some((name, qualifier)) = label.split_once(mark)
            && !name.trim().is_empty()
        {
            return (name.trim(), Some(qualifier.trim()));
        }
    }
    (label, None)
}

/// Whether a text has the shape of a speaker's name: at most five words, no sentence marks, at least one letter.
pub(super) fn plausible(label: &str) -> bool {
    let (name, _) = parts(label);
    if label.len() > 120 || name.len() > 60 || !name.contains(|c: char| c.is_alphabetic() || c.is_ascii_digit()) {
        return false;
    }
    let count = name.split_whitespace().count();
    (1..=5).contains(&count)
        && name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '#' | '@'))
        && !name
            .contains([',', ';', '?', '!', '"', '“', '”', '{', '}', '<', '>', '=', '\\', '*', '|', ':', '/', '%', '$'])
        && name.contains(char::is_alphabetic)
        && name.split_whitespace().enumerate().all(|(i, word)| point_is_short(word, i + 1 == count))
}

/// Whether a point in a word of a name is that of an abbreviation or initial: "Mr.", "J.", "X.Y.", "Fireflies.ai".
fn point_is_short(word: &str, last: bool) -> bool {
    match word.strip_suffix('.') {
        Some(rest) if rest.ends_with('.') => false,
        Some(rest) => {
            rest.starts_with(char::is_uppercase)
                && rest.chars().count() <= 4
                && (!last || rest.chars().count() <= 2 || rest == "Jr" || rest == "Sr")
        }
        None => true,
    }
}

/// Whether a label reads like a name rather than the start of a sentence: its words are capitalised, or there is only one.
pub(super) fn name_like(label: &str) -> bool {
    let (name, _) = parts(label);
    let mut words = name.split_whitespace();
    words.clone().count() == 1 && !is_stop_word(&fold(name))
        || words.all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '#' | '@' | '('))
                || matches!(
                    word,
                    "van"
                        | "der"
                        | "den"
                        | "von"
                        | "de"
                        | "del"
                        | "da"
                        | "di"
                        | "du"
                        | "la"
                        | "of"
                        | "the"
                        | "and"
                        | "bin"
                        | "al"
                )
        })
}

/// Whether a label holds a small function word ("the answer is"), as the start of a sentence does and a name does not.
pub(super) fn has_function_word(label: &str) -> bool {
    let (name, _) = parts(label);
    name.split_whitespace()
        .skip(1)
        .any(|word| word.starts_with(char::is_lowercase) && is_stop_word(word) && !matches!(word, "of" | "the" | "and"))
        || name.split_whitespace().count() > 1
            && name.split_whitespace().next().is_some_and(|word| {
                // Names and titles that are also small words: Will Rae, May Sim, The Chair, Right Hon. Lee.
                !matches!(word, "The" | "A" | "Will" | "May" | "An" | "Do" | "So" | "Right")
                    && is_stop_word(&fold(word))
            })
}

/// A name that a label's qualifier gives for the same person: "Hon. Ann Lee" in `The Chair (Hon. Ann Lee (Riverside))`, a handle in
/// `Ann (annlee)`. What stands behind another mark than a bracket is an organisation.
pub(super) fn alias(label: &str) -> Option<&str> {
    let name = parts(parts(label).1.filter(|_| label.trim_end().ends_with(')'))?).0;
    let titled =
        ["Mr.", "Mrs.", "Ms.", "Dr.", "Hon.", "Prof.", "Sir", "Dame"].iter().any(|title| name.starts_with(title));
    // "WOMAN (gasping)" is how subtitles for the deaf write; a handle stands behind a name in small letters.
    let loud = parts(label).0.chars().all(|c| !c.is_lowercase());
    let handle =
        !loud && !name.contains(char::is_whitespace) && name.starts_with(char::is_lowercase) && name.len() >= 3;
    (titled || handle).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_sentences() {
        for name in [
            "Ann",
            "Mark Lee",
            "#Person1#",
            "spk_0",
            "qx()",
            "Project Manager",
            "Mr. Dave Epp",
            "J. Smith",
            "Ann | Acme | Lab",
            "The Chair (Hon. Ann Lee (Riverside, Lib.))",
            "0xB10C",
        ] {
            assert!(plausible(name), "{name}");
        }
        for text in [
            "",
            "So, the thing",
            "one two three four five six",
            "12",
            "Really?",
            "We did it. Then",
            "what about this etc.",
        ] {
            assert!(!plausible(text), "{text}");
        }
        assert!(name_like("Mark van der Berg") && name_like("lmasinter") && !name_like("the answer"));
        assert!(
            has_function_word("The answer is")
                && !has_function_word("The Chair")
                && !has_function_word("Will Rae")
                && !has_function_word("user interface")
        );
        assert_eq!(doubt("**Note**"), Some(Doubt::Never));
        assert_eq!(doubt("Presenter"), Some(Doubt::Meta));
    }

    #[test]
    fn a_qualifier_is_no_part_of_the_name() {
        for (label, name, qualifier) in [
            ("Ann", "Ann", None),
            ("Ann Lee (Acme)", "Ann Lee", Some("Acme")),
            ("The Chair (Hon. Bo (R, L.))", "The Chair", Some("Hon. Bo (R, L.)")),
            ("Bo | Acme | Lab", "Bo", Some("Acme | Lab")),
            ("qx()", "qx()", None),
        ] {
            assert_eq!(parts(label), (name, qualifier));
        }
        assert_eq!(alias("The Chair (Hon. Bo (R, L.))"), Some("Hon. Bo"));
        assert_eq!(alias("Bo (bolee)"), Some("bolee"));
        assert_eq!(alias("Bo (Acme)"), None);
        assert_eq!(alias("Bo @ acme"), None);
    }
}
