//! Words that are opposites or near-synonyms of each other, by their stems.
//!
//! Both tables are lists of our own (`opposites.tsv`, `synonyms.tsv`) of general words from talks, meetings, money and
//! technology. They know nothing of context: "close" is near as well as shut. Two stems can be opposites in one sense and
//! synonyms in none; no two stems are both.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::stem;

/// Pairs of opposite stems, each in both orders.
static OPPOSITES: LazyLock<FxHashSet<(u32, u32)>> = LazyLock::new(|| {
    let mut pairs = FxHashSet::default();
    for (left, right) in rows(include_str!("opposites.tsv")).filter_map(|row| row.split_once('|')) {
        let [left, right] = [left, right].map(|side| side.split_whitespace().map(stem).collect::<Vec<_>>());
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
            if let (Some(a), Some(b)) = (NUMBERS.get(a), NUMBERS.get(b)) {
                pairs.insert((*a, *b));
                pairs.insert((*b, *a));
            }
        }
    }
    pairs
});

/// The opposites of each stem.
static BY_STEM: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut opposites: FxHashMap<String, Vec<String>> = FxHashMap::default();
    let mut add = |a: &String, b: &String| {
        let known = opposites.entry(a.clone()).or_default();
        if !known.contains(b) {
            known.push(b.clone());
        }
    };
    for (left, right) in rows(include_str!("opposites.tsv")).filter_map(|row| row.split_once('|')) {
        let [left, right] = [left, right].map(|side| side.split_whitespace().map(stem).collect::<Vec<_>>());
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
            add(a, b);
            add(b, a);
        }
    }
    opposites
});

/// The stems that stand on one side with each stem.
static ALLIES: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut allies: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for side in rows(include_str!("opposites.tsv")).flat_map(|row| row.split('|')) {
        let side: Vec<String> = side.split_whitespace().map(stem).collect();
        for a in &side {
            let known = allies.entry(a.clone()).or_default();
            for b in side.iter().filter(|b| *b != a) {
                if !known.contains(b) {
                    known.push(b.clone());
                }
            }
        }
    }
    allies
});

/// The stems of the table of opposites, numbered in its order.
static NUMBERS: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let mut numbers = FxHashMap::default();
    for word in rows(include_str!("opposites.tsv")).flat_map(str::split_whitespace).filter(|word| *word != "|") {
        let next = numbers.len() as u32;
        numbers.entry(stem(word)).or_insert(next);
    }
    numbers
});

/// The groups of synonyms that a stem is in, as numbers of lines of the table, ascending.
static GROUPS: LazyLock<FxHashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut groups: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    for (number, row) in rows(include_str!("synonyms.tsv")).enumerate() {
        for word in row.split_whitespace() {
            let of_word = groups.entry(stem(word)).or_default();
            if of_word.last() != Some(&(number as u16)) {
                of_word.push(number as u16);
            }
        }
    }
    groups
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// Whether two stems are opposites: "rise" and "fall", "before" and "after". The order does not matter.
pub fn opposite(stem_a: &str, stem_b: &str) -> bool {
    let Some(a) = NUMBERS.get(stem_a) else { return false };
    NUMBERS.get(stem_b).is_some_and(|b| OPPOSITES.contains(&(*a, *b)))
}

/// The opposites of a stem, in the order of the table.
pub fn opposites(stem: &str) -> impl Iterator<Item = &'static str> {
    BY_STEM.get(stem).into_iter().flatten().map(String::as_str)
}

/// The stems that go the same way as a stem: "grow" for "rise". They need not be synonyms.
pub fn allies(stem: &str) -> impl Iterator<Item = &'static str> {
    ALLIES.get(stem).into_iter().flatten().map(String::as_str)
}

/// Whether a stem has an opposite at all.
pub fn has_opposite(stem: &str) -> bool {
    NUMBERS.contains_key(stem)
}

/// Whether two stems are the same or near-synonyms: "buy" and "purchas". The order does not matter.
pub fn synonym(stem_a: &str, stem_b: &str) -> bool {
    stem_a == stem_b || synonym_groups(stem_a).iter().any(|group| synonym_groups(stem_b).binary_search(group).is_ok())
}

/// The numbers of the groups of near-synonyms that a stem is in, ascending; two stems with a number in common are synonyms.
pub fn synonym_groups(stem: &str) -> &'static [u16] {
    GROUPS.get(stem).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_and_synonyms_are_told_apart() {
        let opposite = |a, b| opposite(&stem(a), &stem(b));
        let synonym = |a, b| synonym(&stem(a), &stem(b));
        for (a, b) in [
            ("rises", "fell"),
            ("increased", "decreasing"),
            ("accepted", "rejects"),
            ("before", "after"),
            ("more", "fewer"),
            ("faster", "slower"),
            ("for", "against"),
            ("sold", "bought"),
            ("profits", "losses"),
            ("cheaper", "costlier"),
        ] {
            assert!(opposite(a, b) && opposite(b, a) && !synonym(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("buys", "purchased"),
            ("companies", "firm"),
            ("started", "began"),
            ("showed", "demonstrates"),
            ("goals", "aim"),
            ("the", "the"),
        ] {
            assert!(synonym(a, b) && synonym(b, a) && !opposite(a, b), "{a} {b}");
        }
        for (a, b) in [("rise", "sell"), ("table", "chair"), ("", "")] {
            assert!(!opposite(a, b) && (a == b || !synonym(a, b)), "{a} {b}");
        }
    }

    #[test]
    fn the_tables_are_large_and_without_contradiction() {
        let pairs: usize = OPPOSITES.len() / 2;
        let groups: Vec<_> = rows(include_str!("synonyms.tsv")).collect();
        assert!(pairs >= 250 && groups.len() >= 300, "{pairs} {}", groups.len());
        let mut wrong = Vec::new();
        let mut seen = FxHashSet::default();
        for row in groups {
            let stems: Vec<String> = row.split_whitespace().map(stem).collect();
            for (i, a) in stems.iter().enumerate() {
                for b in &stems[i + 1..] {
                    if a == b {
                        wrong.push(format!("twice {a}: {row}"));
                    }
                    if opposite(a, b) {
                        wrong.push(format!("opposites {a} {b}: {row}"));
                    }
                }
            }
            if !seen.insert(stems) || row.split_whitespace().count() < 2 {
                wrong.push(format!("group: {row}"));
            }
        }
        let mut pairs = FxHashSet::default();
        for row in rows(include_str!("opposites.tsv")) {
            let Some((left, right)) = row.split_once('|') else { panic!("{row}") };
            let [left, right] = [left, right].map(|side| side.split_whitespace().map(stem).collect::<Vec<_>>());
            for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
                pairs.insert((a.clone(), b.clone()));
                if a == b {
                    wrong.push(format!("pair {a} {b}: {row}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    }
}
