//! Quantified things: "most of the code that goes toward these efforts" is most, of code, of the kind that goes toward efforts.

use smol_str::SmolStr;

use std::{ops::Range, sync::LazyLock};

use super::{
    phrase::{Phrases, gap},
    quantity::is_plural,
};
use crate::text::{Word, is_stop_word};

/// The most words that a restriction after its noun takes.
const LONGEST: usize = 9;

/// How many of a kind are meant, fewest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// "none of".
    None,
    /// "few", "only some".
    Few,
    /// "some", "several", "a few", "one of the three", "not all".
    Some,
    /// "half of".
    Half,
    /// "many", "a lot of".
    Many,
    /// "most", "the majority of".
    Most,
    /// "nearly all", "all but one".
    NearlyAll,
    /// "all", "every", "each", "both", "entire".
    All,
}

/// A quantifier with the noun that it counts and what restricts that noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoped {
    /// How many.
    pub quantifier: Extent,
    /// The bytes of the quantifier.
    pub mark: Range<usize>,
    /// The stem of the noun.
    pub head: SmolStr,
    /// The bytes of the noun.
    pub noun: Range<usize>,
    /// The stems that say which of them, in order: what stands before the noun ("Meta's") and after it ("that goes toward these efforts").
    pub restrictors: Vec<SmolStr>,
    /// The bytes of the quantifier, the noun and its restriction.
    pub range: Range<usize>,
}

static EXTENTS: LazyLock<Phrases<Option<Extent>>> = LazyLock::new(|| {
    Phrases::load(include_str!("scope.tsv"), |name| {
        Some(match name {
            "-" => None,
            "none" => Some(Extent::None),
            "few" => Some(Extent::Few),
            "some" => Some(Extent::Some),
            "half" => Some(Extent::Half),
            "many" => Some(Extent::Many),
            "most" => Some(Extent::Most),
            "nearly-all" => Some(Extent::NearlyAll),
            "all" => Some(Extent::All),
            _ => return None,
        })
    })
});

/// The quantified things of a text, in order.
pub fn scoped(text: &str, words: &[Word]) -> Vec<Scoped> {
    let reader = Reader { text, words };
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some((count, extent)) = EXTENTS.longest(text, words, i) else {
            i += 1;
            continue;
        };
        if let Some(extent) = extent.filter(|_| !reader.compares(i)) {
            found.extend(reader.thing(i, i + count, extent));
        }
        i += count;
    }
    found
}

/// A text and its words.
struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
}

impl Reader<'_> {
    fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.folded.as_str())
    }

    /// Whether nothing but space, or a hyphen, stands before word `i`.
    fn joined(&self, i: usize) -> bool {
        i < self.words.len()
            && gap(self.text, self.words, i).chars().all(|c| c.is_whitespace() || c == '-' || c == '\'')
    }

    /// Whether "most" belongs to an adjective: "the most important", "most likely".
    fn compares(&self, i: usize) -> bool {
        self.at(i) == "most"
            && (i
                .checked_sub(1)
                .is_some_and(|k| matches!(self.at(k), "the" | "a" | "its" | "their" | "his" | "her" | "our"))
                || matches!(self.at(i + 1), "likely" | "probably" | "important" | "recent" | "recently" | "common"))
    }

    fn is_name(&self, i: usize) -> bool {
        let written = self.words.get(i).and_then(|word| self.text.get(word.range.clone()));
        written.is_some_and(|written| written.starts_with(char::is_uppercase))
    }

    /// Whether word `i` begins a phrase that has nothing to do with the noun: the verb, a time.
    fn is_auxiliary(&self, i: usize) -> bool {
        matches!(
            self.at(i),
            "is" | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "will"
                | "would"
                | "can"
                | "could"
                | "has"
                | "have"
                | "had"
                | "do"
                | "does"
                | "did"
                | "should"
                | "may"
                | "might"
                | "must"
                | "shall"
                | "won't"
                | "isn't"
                | "aren't"
                | "don't"
                | "doesn't"
                | "didn't"
                | "can't"
        )
    }

    /// The noun after a quantifier that ends before word `from`, with its restriction.
    fn thing(&self, mark: usize, from: usize, quantifier: Extent) -> Option<Scoped> {
        let mut at = from;
        while self.joined(at)
            && (is_linking(self.at(at))
                || self.at(at).chars().all(|c| c.is_ascii_digit())
                || is_small_number(self.at(at)))
        {
            at += 1;
        }
        let mut restrictors = Vec::new();
        let (mut head, mut last) = (None, None);
        for i in at..at + 4 {
            if !self.joined(i) || is_stop_word(self.at(i)) {
                break;
            }
            let Some(word) = self.words.get(i) else { break };
            if is_plural(&word.folded) && !word.folded.ends_with("'s") {
                head = Some(i);
                break;
            }
            // In a title every word has a capital: the last of several is the noun.
            if i > at && !word.folded.ends_with("'s") {
                last = Some(i);
            }
            let aside = self.is_name(i) || word.folded.ends_with("'s") || word.folded.ends_with("ly");
            if head.is_none() && !aside {
                head = Some(i);
            }
        }
        let head = head.or(last)?;
        restrictors.extend((at..head).filter_map(|i| Some(self.words.get(i)?.stem.clone())));
        let (after, end) = self.after(head + 1);
        restrictors.extend(after);
        let (first, noun) = (self.words.get(mark)?, self.words.get(head)?);
        let last = self.words.get(end).unwrap_or(noun);
        Some(Scoped {
            quantifier,
            mark: first.range.start..self.words.get(from.checked_sub(1)?)?.range.end,
            head: noun.stem.clone(),
            noun: noun.range.clone(),
            restrictors,
            range: first.range.start..last.range.end,
        })
    }

    /// The stems of a restriction that begins at word `from`, and its last word.
    fn after(&self, from: usize) -> (Vec<SmolStr>, usize) {
        let mut stems = Vec::new();
        let mut last = from.saturating_sub(1);
        let first = self.at(from).trim_end_matches("'s").trim_end_matches("'re");
        let relative = matches!(first, "that" | "which" | "who" | "whose" | "where");
        let preposition = matches!(
            first,
            "of" | "for"
                | "from"
                | "on"
                | "in"
                | "at"
                | "with"
                | "about"
                | "behind"
                | "toward"
                | "towards"
                | "under"
                | "inside"
                | "outside"
                | "across"
        );
        if !self.joined(from) || !(relative || preposition) {
            return (stems, last);
        }
        // "In 18 months" says when, not which.
        if preposition
            && self.words.get(from + 1).is_some_and(|word| word.folded.starts_with(|c: char| c.is_ascii_digit()))
        {
            return (stems, last);
        }
        for i in from + 1..from + 1 + LONGEST {
            if !self.joined(i) || (self.is_auxiliary(i) && (preposition || i > from + 2)) {
                break;
            }
            let Some(word) = self.words.get(i) else { break };
            if matches!(word.folded.as_str(), "and" | "but" | "because" | "so" | "when" | "if" | "by" | "within" | "to")
            {
                break;
            }
            if !word.is_stop() {
                stems.push(word.stem.clone());
                last = i;
            }
        }
        (stems, last)
    }
}

/// What stands between a quantifier and its noun.
fn is_linking(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "these"
            | "those"
            | "this"
            | "that"
            | "our"
            | "my"
            | "your"
            | "its"
            | "their"
            | "his"
            | "her"
            | "a"
            | "an"
            | "other"
    )
}

fn is_small_number(word: &str) -> bool {
    matches!(word, "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "twelve")
}

#[cfg(test)]
mod tests {
    use super::{Extent, scoped};
    use crate::text::words;

    #[test]
    fn a_quantifier_has_a_noun_and_a_restriction() {
        for (text, quantifier, head, restrictors) in [
            (
                "Most of the code that's going toward these efforts is written by machines.",
                Extent::Most,
                "code",
                "go toward effort",
            ),
            ("They expect machines to write most of Orion's code within a year.", Extent::Most, "code", "orion's"),
            ("Machines Will Write Most Orion Code in 18 Months", Extent::Most, "code", "orion"),
            ("Most Orion code in 18 months", Extent::Most, "code", "orion"),
            ("Most code for these tools will be generated.", Extent::Most, "code", "tool"),
            ("Nearly all the shops we visited accept cards", Extent::NearlyAll, "shop", ""),
            ("One of the three furnaces is back.", Extent::Some, "furnac", ""),
            ("All three furnaces are back.", Extent::All, "furnac", ""),
            ("Every one of the five teams grew.", Extent::All, "team", ""),
            ("All but one of the teams grew.", Extent::NearlyAll, "team", ""),
        ] {
            let found = scoped(text, &words(text));
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let found = &found[0];
            assert_eq!((found.quantifier, found.head.as_str()), (quantifier, head), "{text}");
            assert_eq!(found.restrictors.join(" "), restrictors.replace("'s", ""), "{text}");
        }
    }

    #[test]
    fn a_superlative_or_an_idiom_counts_nothing() {
        for text in ["It is the most important part.", "First of all, thank you.", "Not at all.", "It was all right."] {
            assert_eq!(scoped(text, &words(text)), [], "{text}");
        }
    }
}
