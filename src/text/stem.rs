//! Stems: the part of a word that its inflections share.
//!
//! Snowball's English stemmer (Porter 2001) with a table of irregular forms of our own in front ("built" is "build").

use std::{cell::RefCell, sync::LazyLock};

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

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

static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::new(Algorithm::English));

/// How many words the memory below holds before it starts anew.
const REMEMBERED: usize = 1 << 14;

thread_local! {
    /// Stems already worked out: a talk says the same words over and over. It changes how fast an answer comes, never the answer.
    static KNOWN: RefCell<FxHashMap<Box<str>, Box<str>>> = RefCell::default();
}

/// The stem of a folded (lower-case, straight apostrophe) word; a possessive ending is not part of it.
pub fn stem(folded: &str) -> String {
    let quoted = folded.as_bytes().contains(&b'\'');
    let bare = if quoted { folded.strip_suffix("'s").unwrap_or(folded).trim_matches('\'') } else { folded };
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(bare) {
            return stem.to_string();
        }
        let base = TABLE.get(bare).copied().unwrap_or(bare);
        let stem = ENGLISH.stem(base).into_owned();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(bare.into(), stem.as_str().into());
        stem
    })
}

/// Whether a folded word is an irregular form: "brought", "went", "women".
pub fn is_irregular(folded: &str) -> bool {
    TABLE.contains_key(folded)
}

#[cfg(test)]
mod tests {
    use super::stem;

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
