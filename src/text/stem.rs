//! Stems: the part of a word that its inflections share.
//!
//! Snowball's English stemmer (Porter 2001) with a table of irregular forms of our own in front ("built" is "build").

use std::{cell::RefCell, sync::LazyLock};

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::SmolStr;

/// Irregular forms: a base, a tab, its forms.
const IRREGULAR: &str = include_str!("irregular.tsv");

static TABLE: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    IRREGULAR
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(base, forms)| forms.split_whitespace().map(move |form| (form, base)))
        .collect()
});

/// Stems worked out beforehand: a stem, a tab, the words that have it. What the stemmer says, for the words of our tables and other
/// common ones; any word may be missing.
const COMMON: &str = include_str!("stems.tsv");

static STEMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut stems = FxHashMap::with_capacity_and_hasher(1 << 13, FxBuildHasher);
    for (stem, words) in COMMON.lines().filter_map(|line| line.split_once('\t')) {
        stems.extend(words.split(' ').map(|word| (word, stem)));
    }
    stems
});

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// How many words the memory below holds before it starts anew.
const REMEMBERED: usize = 1 << 14;

thread_local! {
    /// Stems already worked out: a talk says the same words over and over. It changes how fast an answer comes, never the answer.
    static KNOWN: RefCell<FxHashMap<SmolStr, SmolStr>> = RefCell::default();
}

/// The stem of a folded (lower-case, straight apostrophe) word; a possessive ending is not part of it.
pub fn stem(folded: &str) -> SmolStr {
    let quoted = folded.as_bytes().contains(&b'\'');
    let bare = if quoted { folded.strip_suffix("'s").unwrap_or(folded).trim_matches('\'') } else { folded };
    if let Some(stem) = STEMS.get(bare) {
        return SmolStr::new_static(stem);
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(bare) {
            return stem.clone();
        }
        let stem = work_out(bare);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(bare.into(), stem.clone());
        stem
    })
}

fn work_out(bare: &str) -> SmolStr {
    ENGLISH.stem(TABLE.get(bare).copied().unwrap_or(bare)).as_ref().into()
}

/// Whether a folded word is an irregular form: "brought", "went", "women".
pub fn is_irregular(folded: &str) -> bool {
    TABLE.contains_key(folded)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{COMMON, SmolStr, stem, work_out};

    #[test]
    fn the_stems_worked_out_beforehand_are_those_of_the_stemmer() {
        let rows: Vec<(&str, &str)> = COMMON.lines().filter_map(|line| line.split_once('\t')).collect();
        assert!(rows.len() > 2000 && rows.is_sorted());
        for (stem, word) in rows.iter().flat_map(|(stem, words)| words.split(' ').map(move |word| (stem, word))) {
            assert_eq!(work_out(word), *stem, "{word}");
        }
    }

    /// `SAIDSO_BLESS=1` writes the list anew from its own words and those of the tables.
    #[test]
    fn the_list_can_be_written_anew() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
        let own = COMMON.lines().filter_map(|line| line.split_once('\t')).flat_map(|(_, words)| words.split(' '));
        let mut words: Vec<String> = own.map(str::to_owned).collect();
        for table in TABLES {
            let text = std::fs::read_to_string(format!("{folder}/{table}")).unwrap();
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            words.extend(lines.flat_map(|line| line.split(['\t', ' ', '|'])).map(str::to_owned));
        }
        words.retain(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()));
        words.sort_unstable();
        words.dedup();
        let mut stems: BTreeMap<SmolStr, Vec<String>> = BTreeMap::new();
        for word in words {
            stems.entry(work_out(&word)).or_default().push(word);
        }
        if std::env::var_os("SAIDSO_BLESS").is_some() {
            let lines: Vec<String> = stems.iter().map(|(stem, words)| format!("{stem}\t{}", words.join(" "))).collect();
            std::fs::write(format!("{folder}/text/stems.tsv"), lines.join("\n") + "\n").unwrap();
        }
    }

    /// The tables whose words are stemmed.
    const TABLES: [&str; 13] = [
        "text/opposites.tsv",
        "text/synonyms.tsv",
        "text/irregular.tsv",
        "text/frame.txt",
        "mention/name/common_words.txt",
        "mention/name/function_words.txt",
        "mention/polarity/negative.txt",
        "mention/polarity/opposites.tsv",
        "mention/saying_verbs.tsv",
        "rules/conflicting/events.txt",
        "rules/conflicting/exclusive.txt",
        "rules/credit/doing_verbs.txt",
        "rules/contradicted/exchange/converse.tsv",
    ];

    #[test]
    fn inflections_share_a_stem_and_neighbours_do_not() {
        for (a, b) in
            [("built", "building"), ("models", "model"), ("china's", "china"), ("said", "says"), ("went", "goes")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        for (a, b) in [("organization", "organ"), ("university", "universe"), ("more", "most")] {
            assert_ne!(stem(a), stem(b), "{a} {b}");
        }
    }
}
