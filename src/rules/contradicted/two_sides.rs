//! Statements with two sides: "A is cheaper than B", "A rather than B", "from A to B".

use std::ops::Range;

use crate::{
    rules::Context,
    text::{
        Word,
        opposites::{opposite, synonym},
    },
};

/// How many words of content on either side of a connective can be its sides.
const REACH: usize = 4;

/// A statement with two sides.
#[derive(Debug)]
struct TwoSides<'a> {
    /// What joins them.
    joint: Joint<'a>,
    /// The words of content before it, or of the older value.
    left: Vec<&'a Word>,
    /// The words of content after it, or of the newer value.
    right: Vec<&'a Word>,
    /// The bytes of the joint.
    range: Range<usize>,
}

/// What joins two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint<'a> {
    /// "Cheaper than": the stem of the word that compares.
    Than(&'a str),
    /// "Rather than", "instead of".
    Instead,
    /// "From … to …", "… compared to …": an older and a newer value.
    Change,
}

/// A place of the talk that has the two sides of a statement the other way round.
pub(super) struct Reversed {
    /// The bytes of the claim's text, from one side to the other.
    pub stated: Range<usize>,
    /// The sentence of the talk.
    pub sentence: usize,
    /// The bytes of that sentence, from one side to the other.
    pub said: Range<usize>,
}

/// The places of the talk that have the sides of a statement of the claim the other way round, where none has them as the claim.
pub(super) fn reversed(context: &Context) -> Vec<Reversed> {
    let own = context.own();
    two_sides(context.text(), &own.mentions.words).iter().filter_map(|stated| turned(context, stated)).collect()
}

fn turned(context: &Context, stated: &TwoSides) -> Option<Reversed> {
    let alignment = &context.own().alignment;
    let terms = |side: &[&Word]| {
        side.iter().fold(crate::align::TermSet::default(), |set, word| set.or(alignment.terms_in(&word.range)))
    };
    let (left, right) = (terms(&stated.left), terms(&stated.right));
    let mut found = None;
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let held = alignment.held(index..index + 1);
        if held.and(left).is_empty() || held.and(right).is_empty() {
            continue;
        }
        for said in two_sides(&sentence.text, &sentence.mentions.words) {
            match stated.order(&said) {
                Some(true) => return None,
                Some(false) if found.is_none() => {
                    let reach = |sides: &TwoSides| {
                        let words = sides.left.iter().chain(&sides.right).filter(|word| stated.holds(word));
                        words.fold(sides.range.clone(), |all, word| {
                            all.start.min(word.range.start)..all.end.max(word.range.end)
                        })
                    };
                    found = Some(Reversed { stated: stated.range.clone(), sentence: index, said: reach(&said) });
                }
                _ => {}
            }
        }
    }
    found
}

impl TwoSides<'_> {
    fn holds(&self, word: &Word) -> bool {
        self.left.iter().chain(&self.right).any(|own| own.stem == word.stem)
    }

    /// Whether another statement has the same sides in the same order; `None` if it is about something else.
    fn order(&self, other: &TwoSides) -> Option<bool> {
        let same = match (self.joint, other.joint) {
            (Joint::Than(a), Joint::Than(b)) if synonym(a, b) => true,
            (Joint::Than(a), Joint::Than(b)) if opposite(a, b) => false,
            (Joint::Instead, Joint::Instead) | (Joint::Change, Joint::Change) => true,
            _ => return None,
        };
        let meets = |a: &[&Word], not: &[&Word], b: &[&Word]| {
            let own = a.iter().filter(|word| !not.iter().any(|other| other.stem == word.stem));
            own.filter(|word| b.iter().any(|other| word.stem == other.stem)).count()
        };
        let straight = meets(&self.left, &self.right, &other.left).min(meets(&self.right, &self.left, &other.right));
        let crossed = meets(&self.left, &self.right, &other.right).min(meets(&self.right, &self.left, &other.left));
        if straight == crossed { None } else { Some((straight > crossed) == same) }
    }
}

/// The statements with two sides in a text.
fn two_sides<'a>(text: &str, words: &'a [Word]) -> Vec<TwoSides<'a>> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|i| words.get(i)), words.get(at + 1));
        let left_to = |end: usize| side(text, words.get(..end).unwrap_or_default().iter().rev());
        let right_from = |start: usize| side(text, words.get(start..).unwrap_or_default().iter());
        let whole = |from: usize, to: usize| {
            words.get(from).map_or(0, |w| w.range.start)..words.get(to).map_or(text.len(), |w| w.range.end)
        };
        let two = match (word.folded.as_str(), before.map(|w| w.folded.as_str()), after.map(|w| w.folded.as_str())) {
            ("than", Some("rather"), _) => {
                Some((Joint::Instead, left_to(at - 1), right_from(at + 1), whole(at - 1, at)))
            }
            ("instead", _, Some("of")) => Some((Joint::Instead, left_to(at), right_from(at + 2), whole(at, at + 1))),
            ("than", _, _) => comparing(words, at)
                .map(|(from, stem)| (Joint::Than(stem), left_to(from), right_from(at + 1), whole(from, at))),
            ("compared", _, Some("to" | "with")) => {
                Some((Joint::Change, right_from(at + 2), left_to(at), whole(at, at + 1)))
            }
            ("versus", _, _) => Some((Joint::Change, right_from(at + 1), left_to(at), whole(at, at))),
            ("from", Some("up" | "down"), _) => {
                Some((Joint::Change, right_from(at + 1), left_to(at - 1), whole(at - 1, at)))
            }
            ("from", _, _) => {
                let to = (at + 2..at + 2 + REACH).find(|to| words.get(*to).is_some_and(|word| word.folded == "to"));
                to.map(|to| {
                    let old = side(text, words.get(at + 1..to).unwrap_or_default().iter());
                    (Joint::Change, old, right_from(to + 1), whole(at, to))
                })
            }
            _ => None,
        };
        if let Some((joint, left, right, range)) = two
            && !left.is_empty()
            && !right.is_empty()
        {
            found.push(TwoSides { joint, left, right, range });
        }
    }
    found
}

/// The words of content at one side of a connective, nearest first, up to the end of the clause.
fn side<'a>(text: &str, words: impl Iterator<Item = &'a Word>) -> Vec<&'a Word> {
    let mut side: Vec<&Word> = Vec::new();
    let mut last: Option<&Word> = None;
    for word in words {
        let gap = last.and_then(|last| {
            let (from, to) = (last.range.end.min(word.range.end), last.range.start.max(word.range.start));
            text.get(from..to)
        });
        if side.len() == REACH || gap.is_some_and(|gap| gap.contains([';', '.', '!', '?'])) {
            break;
        }
        last = Some(word);
        if !word.is_stop() {
            side.push(word);
        }
    }
    side
}

/// The word that compares before a "than", and where it stands: "cheaper", or "important" in "more important than".
fn comparing(words: &[Word], than: usize) -> Option<(usize, &str)> {
    (than.saturating_sub(3)..than).find_map(|at| {
        let word = words.get(at)?;
        let compares = matches!(word.folded.as_str(), "more" | "less" | "fewer" | "better" | "worse")
            || (word.folded.len() > 4 && word.folded.ends_with("er") && at + 1 == than);
        compares.then_some((at, word.stem.as_str()))
    })
}
