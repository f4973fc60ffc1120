//! Words that are opposites or near-synonyms of each other, by their stems.
//!
//! Both tables are lists of our own (`opposites.tsv`, `synonyms.tsv`) of general words from talks, meetings, money and
//! technology. They know nothing of context: "close" is near as well as shut. Two stems can be opposites in one sense and
//! synonyms in none; no two stems are both.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::stem;

/// The table of opposites.
#[derive(Default)]
struct Table {
    /// Its stems, numbered in its order.
    numbers: FxHashMap<SmolStr, u32>,
    stems: Vec<SmolStr>,
    /// The opposites of each stem.
    opposites: Vec<Vec<u32>>,
    /// The stems that stand on one side with each stem.
    allies: Vec<Vec<u32>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    // Most words stand in several rows: each is stemmed once.
    let mut words: FxHashMap<&str, u32> = FxHashMap::default();
    for (left, right) in rows(include_str!("opposites.tsv")).filter_map(|row| row.split_once('|')) {
        let [left, right] = [left, right].map(|side| {
            let number = |word| *words.entry(word).or_insert_with(|| table.number(word));
            side.split_whitespace().map(number).collect::<Vec<u32>>()
        });
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))) {
            add(&mut table.opposites, a, b);
            add(&mut table.opposites, b, a);
        }
        for side in [left, right] {
            for (a, b) in side.iter().flat_map(|a| side.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b) {
                add(&mut table.allies, a, b);
            }
        }
    }
    table
});

fn add(lists: &mut [Vec<u32>], of: u32, number: u32) {
    if let Some(list) = lists.get_mut(of as usize).filter(|list| !list.contains(&number)) {
        list.push(number);
    }
}

impl Table {
    /// The number of the stem of a word.
    fn number(&mut self, word: &str) -> u32 {
        let stem = stem(word);
        if let Some(number) = self.numbers.get(&stem) {
            return *number;
        }
        let number = self.stems.len() as u32;
        self.stems.push(stem.clone());
        self.numbers.insert(stem, number);
        self.opposites.push(Vec::new());
        self.allies.push(Vec::new());
        number
    }

    /// The stems of the list of a stem.
    fn listed(&'static self, lists: &'static [Vec<u32>], stem: &str) -> impl Iterator<Item = &'static str> {
        let list = self.numbers.get(stem).and_then(|number| lists.get(*number as usize));
        list.into_iter().flatten().filter_map(|number| self.stems.get(*number as usize)).map(SmolStr::as_str)
    }
}

/// The groups of synonyms that a stem is in, as numbers of lines of the table, ascending.
static GROUPS: LazyLock<FxHashMap<SmolStr, Vec<u16>>> = LazyLock::new(|| {
    let mut groups: FxHashMap<SmolStr, Vec<u16>> = FxHashMap::default();
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
    side(stem_a).zip(side(stem_b)).is_some_and(|(a, b)| a.is_opposite(b))
}

/// A stem that has an opposite.
#[derive(Clone, Copy)]
pub struct Side(u32);

impl Side {
    /// Whether another stem is an opposite of this one.
    pub fn is_opposite(self, other: Self) -> bool {
        TABLE.opposites.get(self.0 as usize).is_some_and(|opposites| opposites.contains(&other.0))
    }
}

/// A stem as one that has an opposite; `None` for most.
pub fn side(stem: &str) -> Option<Side> {
    TABLE.numbers.get(stem).copied().map(Side)
}

/// The opposites of a stem, in the order of the table.
pub fn opposites(stem: &str) -> impl Iterator<Item = &'static str> {
    TABLE.listed(&TABLE.opposites, stem)
}

/// The stems that go the same way as a stem: "grow" for "rise". They need not be synonyms.
pub fn allies(stem: &str) -> impl Iterator<Item = &'static str> {
    TABLE.listed(&TABLE.allies, stem)
}

/// Whether a stem has an opposite at all.
pub fn has_opposite(stem: &str) -> bool {
    TABLE.numbers.contains_key(stem)
}

/// Whether two stems are the same or near-synonyms: "buy" and "purchas". The order does not matter.
pub fn synonym(stem_a: &str, stem_b: &str) -> bool {
    if stem_a == stem_b {
        return true;
    }
    let groups = synonym_groups(stem_a);
    if groups.is_empty() {
        return false;
    }
    let others = synonym_groups(stem_b);
    groups.iter().any(|group| others.contains(group))
}

/// The numbers of the groups of near-synonyms that a stem is in, ascending; two stems with a number in common are synonyms.
pub fn synonym_groups(stem: &str) -> &'static [u16] {
    GROUPS.get(stem).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

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
        let pairs: usize = TABLE.opposites.iter().map(Vec::len).sum::<usize>() / 2;
        let groups: Vec<_> = rows(include_str!("synonyms.tsv")).collect();
        assert!(pairs >= 250 && groups.len() >= 300, "{pairs} {}", groups.len());
        let mut wrong = Vec::new();
        let mut seen = FxHashSet::default();
        for row in groups {
            let stems: Vec<SmolStr> = row.split_whitespace().map(stem).collect();
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
