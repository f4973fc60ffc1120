//! Phrases of a table, found in running words: the longest one at each word, in linear time.

use rustc_hash::FxHashMap;

use crate::text::Word;

/// Phrases with a value each, by their first word, longest first.
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Reads lines of phrase, tab, value. "plan/plans to" stands for "plan to" and "plans to"; `#` starts a comment; lines whose
    /// value is not known are left out.
    pub(crate) fn load(table: &'static str, value: impl Fn(&str) -> Option<T>) -> Self {
        let mut by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>> = FxHashMap::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((phrase, value)) = line.split_once('\t').and_then(|(p, v)| Some((p, value(v.trim())?))) else {
                continue;
            };
            let mut forms: Vec<Vec<&'static str>> = vec![Vec::new()];
            for slot in phrase.split(' ') {
                forms = forms
                    .iter()
                    .flat_map(|form| slot.split('/').map(move |word| form.iter().copied().chain([word]).collect()))
                    .collect();
            }
            for form in forms {
                if let Some((first, rest)) = form.split_first() {
                    by_first.entry(first).or_default().push((rest.to_vec(), value));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Self { by_first }
    }

    /// The longest phrase that starts at word `i`, with no punctuation inside: the number of its words and its value.
    pub(crate) fn longest(&self, text: &str, words: &[Word], i: usize) -> Option<(usize, T)> {
        let phrases = self.by_first.get(words.get(i)?.folded.as_str())?;
        phrases.iter().find_map(|(rest, value)| {
            let all = rest.iter().enumerate().all(|(k, expected)| {
                words.get(i + k + 1).is_some_and(|word| word.folded == *expected)
                    && is_plain(gap(text, words, i + k + 1))
            });
            all.then_some((rest.len() + 1, *value))
        })
    }
}

/// What stands between a word and the one before it, or the edge of the text.
pub(crate) fn gap<'a>(text: &'a str, words: &[Word], i: usize) -> &'a str {
    let start = i.checked_sub(1).and_then(|before| words.get(before)).map_or(0, |word| word.range.end);
    let end = words.get(i).map_or(text.len(), |word| word.range.start);
    text.get(start..end).unwrap_or("")
}

fn is_plain(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || c == '-')
}
