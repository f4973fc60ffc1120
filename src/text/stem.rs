//! Stems: the part of a word that its inflections share.
//!
//! Snowball's English stemmer (Porter 2001) with a table of irregular forms of our own in front ("built" is "build").

use std::sync::LazyLock;

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

/// The stem of a folded (lower-case, straight apostrophe) word; a possessive ending is not part of it.
pub fn stem(folded: &str) -> String {
    let bare = folded.strip_suffix("'s").unwrap_or(folded).trim_matches('\'');
    let base = TABLE.get(bare).copied().unwrap_or(bare);
    ENGLISH.stem(base).into_owned()
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
