//! What is known about names in general: common words, demonyms, other names of the same thing.

use std::{borrow::Cow, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::text::{fold, is_stop_word, stem};

/// Words that never are names by themselves; one line a group.
static FUNCTION: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| entries(include_str!("function_words.txt")).collect());

/// Stems of common words that open sentences and titles and seldom begin a name.
static COMMON: LazyLock<FxHashSet<SmolStr>> =
    LazyLock::new(|| entries(include_str!("common_words.txt")).map(stem).collect());

/// A demonym and the place it belongs to.
static DEMONYMS: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| include_str!("demonyms.tsv").lines().filter_map(|line| line.split_once('\t')).collect());

/// Keys of names that mean the same, one group a line.
static GROUPS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    include_str!("aliases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').map(joined).collect())
        .collect()
});

static GROUP_OF: LazyLock<FxHashMap<&'static str, usize>> = LazyLock::new(|| {
    GROUPS.iter().enumerate().flat_map(|(index, group)| group.iter().map(move |key| (key.as_str(), index))).collect()
});

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

fn joined(name: &str) -> String {
    name.split(' ').map(key).collect()
}

/// Whether a folded word is never a name by itself when only its first letter is a capital.
pub(super) fn is_function(folded: &str) -> bool {
    is_stop_word(folded)
        || FUNCTION.contains(folded)
        || matches!(folded.as_bytes(), [.., b'n', b'\'', b't'] | [.., b'\'', b'd' | b'm'])
        || matches!(folded.as_bytes(), [.., b'\'', b'r' | b'v', b'e'] | [.., b'\'', b'l', b'l'])
}

/// Whether a stem is that of a common word that seldom begins a name. Words in -ly count as such.
pub(crate) fn is_common(folded: &str, stem: &str) -> bool {
    COMMON.contains(stem) || (folded.len() > 5 && folded.ends_with("ly"))
}

/// The place that a folded demonym belongs to.
pub(super) fn place_of(demonym: &str) -> Option<&'static str> {
    DEMONYMS.get(demonym).or_else(|| DEMONYMS.get(demonym.strip_suffix('s')?)).copied()
}

/// Keys of all names that mean the same as the name with this key, itself included; none for most.
pub(super) fn aliases(key: &str) -> &'static [String] {
    GROUP_OF.get(key).and_then(|index| GROUPS.get(*index)).map_or(&[], Vec::as_slice)
}

/// The demonyms of a place, given as a key.
pub(super) fn demonyms_of(key: &str) -> &'static [&'static str] {
    static BY_PLACE: LazyLock<FxHashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_place: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
        for (demonym, place) in include_str!("demonyms.tsv").lines().filter_map(|line| line.split_once('\t')) {
            by_place.entry(joined(place)).or_default().push(demonym);
        }
        by_place
    });
    BY_PLACE.get(key).map_or(&[], Vec::as_slice)
}

/// The form in which words of names are compared: letters and digits only (a point between digits stays), accents off,
/// number words up to twenty as digits. Takes a folded word.
pub(crate) fn key(folded: &str) -> Cow<'_, str> {
    let bare = folded.strip_suffix("'s").unwrap_or(folded);
    if let Some(digits) = small_number(bare) {
        return Cow::Borrowed(digits);
    }
    if bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Cow::Borrowed(bare);
    }
    let mut out = String::with_capacity(bare.len());
    let mut rest = bare.chars().peekable();
    while let Some(c) = rest.next() {
        let between_digits =
            out.ends_with(|d: char| d.is_ascii_digit()) && rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            '.' if between_digits => out.push('.'),
            '+' | '#' => out.push(c),
            _ if c.is_alphanumeric() => unaccented(c, &mut out),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// The sign that belongs to a lone letter before it: "#" of "C#", "++" of "C++".
pub(super) fn sign(letter: &str, rest: &str) -> &'static str {
    let sign = match rest.as_bytes() {
        [b'#', ..] => "#",
        [b'+', b'+', ..] => "++",
        _ => return "",
    };
    if letter.chars().count() == 1 { sign } else { "" }
}

/// The digits of a number word up to twenty.
pub(crate) fn small_number(word: &str) -> Option<&'static str> {
    Some(match word {
        "zero" => "0",
        "one" => "1",
        "two" => "2",
        "three" => "3",
        "four" => "4",
        "five" => "5",
        "six" => "6",
        "seven" => "7",
        "eight" => "8",
        "nine" => "9",
        "ten" => "10",
        "eleven" => "11",
        "twelve" => "12",
        "thirteen" => "13",
        "fourteen" => "14",
        "fifteen" => "15",
        "sixteen" => "16",
        "seventeen" => "17",
        "eighteen" => "18",
        "nineteen" => "19",
        "twenty" => "20",
        _ => return None,
    })
}

/// Letters of their own that are written with two where there is no key for them, and what other scripts share with Latin.
fn unaccented(c: char, out: &mut String) {
    match c {
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ß' => out.push_str("ss"),
        'đ' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        _ => out.extend(fold::unaccented(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_leave_out_what_writers_vary() {
        for (word, expected) in [("josé", "jose"), ("four", "4"), ("u.s", "us"), ("2.5", "2.5"), ("meta's", "meta")] {
            assert_eq!(key(word), expected);
        }
    }

    #[test]
    fn no_key_stands_in_two_groups_of_aliases() {
        let mut seen = FxHashSet::default();
        for key in GROUPS.iter().flatten() {
            assert!(seen.insert(key), "{key}");
        }
    }

    #[test]
    fn a_common_word_is_no_demonym() {
        for (word, _) in include_str!("demonyms.tsv").lines().filter_map(|line| line.split_once('\t')) {
            assert!(!is_function(word) && !COMMON.contains(&stem(word)), "{word}");
        }
    }
}
