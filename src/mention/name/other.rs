//! Other names of the same things that somebody told us of, beside those that everybody knows.

use std::{collections::BTreeSet, sync::Arc};

use rustc_hash::FxHashMap;

use super::{Name, lists};
use crate::text::words;

/// Names that stand for one thing in one talk: "Tarvex", "the Tarvex Group", "TVX".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OtherNames {
    /// By the key of a name: the keys of all that mean the same.
    same: FxHashMap<String, Arc<[String]>>,
}

impl OtherNames {
    /// Takes groups of names, each of which stand for one thing. Groups that share a name do not become one, but the shared name
    /// stands for what either does.
    pub fn new<'a, G: IntoIterator<Item = &'a str>>(groups: impl IntoIterator<Item = G>) -> Self {
        let mut all: FxHashMap<String, BTreeSet<String>> = FxHashMap::default();
        for group in groups {
            let keys: BTreeSet<String> = group.into_iter().map(key).filter(|key| !key.is_empty()).collect();
            for key in &keys {
                all.entry(key.clone()).or_default().extend(keys.iter().cloned());
            }
        }
        Self { same: all.into_iter().map(|(key, keys)| (key, keys.into_iter().collect())).collect() }
    }

    /// Tells names what else they are called.
    pub(crate) fn tell(&self, names: &mut [Name]) {
        if self.same.is_empty() {
            return;
        }
        for name in names {
            if let Some(same) = self.same.get(&name.forms.whole.key) {
                Arc::make_mut(&mut name.forms).told = Some(Arc::clone(same));
            }
        }
    }
}

/// The key of a name as [`Name::key`] gives it; an article before it is none of it.
fn key(name: &str) -> String {
    let words = words(name);
    let article =
        words.len() > 1 && words.first().is_some_and(|word| matches!(word.folded.as_str(), "the" | "a" | "an"));
    words.iter().skip(usize::from(article)).map(|word| lists::key(&word.folded)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::name::{NameIndex, Presence, Relation, names, relation};

    #[test]
    fn names_that_were_told_are_one_name() {
        let told = OtherNames::new([["Tarvex", "the Quillon Group"], ["Okafor", "Madam Chair"]]);
        let read = |text: &str| {
            let mut names = names(text, &words(text));
            told.tell(&mut names);
            names
        };
        let (stated, said) = (read("We sold it to Tarvex."), "yesterday the quillon group bought all of it");
        let index = NameIndex::new([(said, words(said).as_slice())]);
        assert_eq!(index.lookup(&stated[0]), Presence::Present);
        assert_eq!(relation(&stated[0], &read("He asked Quillon Group.")[0]), Relation::Same);
        assert_eq!(relation(&stated[0], &read("He asked Okafor.")[0]), Relation::Different);
        // Without being told they are not.
        let alone = names("We sold it to Tarvex.", &words("We sold it to Tarvex."));
        assert_eq!(index.lookup(&alone[0]), Presence::Absent);
    }
}
