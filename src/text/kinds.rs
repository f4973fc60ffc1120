//! Things of one kind: animals, colours, trades, materials. Who says one of them does not say another.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The kinds of each word, as numbers of lines of `kinds.txt`.
static KINDS: LazyLock<FxHashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let lines = include_str!("kinds.txt").lines().filter(|line| !line.starts_with('#'));
    let mut kinds: FxHashMap<&'static str, Vec<u16>> = FxHashMap::default();
    for (kind, line) in (0..).zip(lines) {
        for word in line.split_whitespace() {
            kinds.entry(word).or_default().push(kind);
        }
    }
    kinds
});

/// The kinds of a folded word, in the singular or the plural; most words have none.
pub fn kinds(folded: &str) -> &'static [u16] {
    let singular = |ending: &str| folded.strip_suffix(ending).and_then(|word| KINDS.get(word));
    let kinds = KINDS.get(folded).or_else(|| singular("s")).or_else(|| singular("es"));
    kinds.map_or(&[], Vec::as_slice)
}

/// Whether two folded words are things of one kind, and not the same thing.
pub fn are_apart(a: &str, b: &str) -> bool {
    let bare = |word: &str| word.trim_end_matches('s').trim_end_matches('e').to_owned();
    let same_kind = kinds(a).iter().any(|kind| kinds(b).contains(kind));
    same_kind && bare(a) != bare(b)
}

#[cfg(test)]
mod tests {
    use super::{are_apart, kinds};

    #[test]
    fn things_of_one_kind_are_apart_and_one_thing_is_not_from_itself() {
        for (a, b, apart) in [
            ("tiger", "eagle", true),
            ("tigers", "eagle", true),
            ("tomatoes", "tomato", false),
            ("red", "blue", true),
            ("red", "tiger", false),
            ("silver", "red", true),
            ("silver", "copper", false),
            ("violins", "violin", false),
            ("talk", "speech", false),
        ] {
            assert_eq!(are_apart(a, b), apart, "{a} and {b}");
            assert_eq!(are_apart(b, a), apart, "{b} and {a}");
        }
    }

    #[test]
    fn every_line_has_a_kind_to_tell_apart() {
        for line in include_str!("kinds.txt").lines().filter(|line| !line.starts_with('#')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert!(words.len() >= 2, "{line}");
            for (at, word) in words.iter().enumerate() {
                assert!(!kinds(word).is_empty() && !words[..at].contains(word), "{word} in {line}");
            }
        }
    }
}
