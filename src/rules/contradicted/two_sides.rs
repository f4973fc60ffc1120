//! Statements with two sides: "A is cheaper than B", "A rather than B", "from A to B".

use std::ops::Range;

use crate::{
    align::TermSet,
    mention::{Hedge, Mentions, Modality, name::small_number, polarity::denied},
    rules::Context,
    text::{
        Word,
        opposites::{opposite, synonym},
    },
};

/// How many words of content on either side of a connective can be its sides.
const REACH: usize = 4;
/// Below this much of the claim around it, a statement of the talk is about something else.
const NEAR_ENOUGH: f32 = 0.25;

/// A statement with two sides.
#[derive(Debug)]
pub(super) struct TwoSides<'a> {
    /// What joins them.
    pub(super) joint: Joint<'a>,
    /// The words of content before it, of what is preferred, or of the older value; the nearest to the joint first.
    pub(super) left: Vec<&'a Word>,
    /// The words of content after it, of what is not preferred, or of the newer value; the nearest to the joint first.
    pub(super) right: Vec<&'a Word>,
    /// The bytes of the joint.
    pub(super) range: Range<usize>,
}

/// What joins two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint<'a> {
    /// "Cheaper than": the stem of the word that compares.
    Than(&'a str),
    /// "Rather than", "instead of", "prefer … to …", "not …, but …".
    Instead,
    /// "From … to …", "… compared to …": an older and a newer value.
    Change,
    /// "Replaced … by …", "removed … and installed …": an older and a newer thing.
    Replace,
}

/// A place of the talk that has the two sides of a statement the other way round.
pub(super) struct Reversed {
    /// The bytes of the claim's text, from one side to the other.
    pub stated: Range<usize>,
    /// The sentence of the talk.
    pub sentence: usize,
    /// The bytes of that sentence, from one side to the other.
    pub said: Range<usize>,
    /// How much of the whole claim that sentence and its neighbours hold: 0 to 1.
    pub fit: f32,
    /// Whether claim and talk join the two sides in the same way.
    pub same_joint: bool,
}

/// The places of the talk that have the sides of a statement of the claim the other way round, where none has them as the claim.
pub(super) fn reversed(context: &Context) -> Vec<Reversed> {
    let own = context.own();
    stated_in(context.text(), &own.mentions).iter().filter_map(|stated| turned(context, stated)).collect()
}

/// Whether a sentence of the talk has the two sides of a statement of the claim as the claim has them.
pub(super) fn in_same_order(context: &Context, sentence: usize) -> bool {
    let stated = stated_in(context.text(), &context.own().mentions);
    let said = context.talk.sentences.get(sentence).map(|sentence| stated_in(&sentence.text, &sentence.mentions));
    said.iter().flatten().any(|said| stated.iter().any(|stated| stated.order(said) == Some(true)))
}

fn turned(context: &Context, stated: &TwoSides) -> Option<Reversed> {
    let alignment = &context.own().alignment;
    let terms =
        |side: &[&Word]| side.iter().fold(TermSet::default(), |set, word| set.or(alignment.terms_in(&word.range)));
    let (left, right) = (terms(&stated.left), terms(&stated.right));
    let mut found = None;
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let held = alignment.held(index..index + 1);
        // Numbers may be written otherwise: "7th", "seven".
        let spoken = |side: &[&Word], terms: TermSet| {
            !held.and(terms).is_empty() || side.iter().any(|word| numeral(&word.folded).is_some())
        };
        if held.is_empty() || !spoken(&stated.left, left) || !spoken(&stated.right, right) {
            continue;
        }
        let fit = alignment.coverage(index.saturating_sub(1)..index + 2, alignment.all());
        for said in stated_in(&sentence.text, &sentence.mentions) {
            match stated.order(&said) {
                Some(true) => return None,
                Some(false) if found.is_none() && fit >= NEAR_ENOUGH => {
                    let (there, same_joint) = (said.reach(stated), said.joint.is_like(stated.joint));
                    found =
                        Some(Reversed { stated: stated.reach(&said), sentence: index, said: there, fit, same_joint });
                }
                _ => {}
            }
        }
    }
    found
}

impl Joint<'_> {
    fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Than(_), Self::Than(_)) | (Self::Instead, Self::Instead) | (Self::Change, Self::Change)
        )
    }
}

impl TwoSides<'_> {
    /// The bytes from one side to the other, as far as their nearest words.
    pub(super) fn whole(&self) -> Range<usize> {
        let nearest = self.left.first().into_iter().chain(self.right.first());
        nearest.fold(self.range.clone(), |all, word| all.start.min(word.range.start)..all.end.max(word.range.end))
    }

    /// The bytes from one side to the other, as far as another statement shares them.
    fn reach(&self, other: &TwoSides) -> Range<usize> {
        let shared =
            self.left.iter().chain(&self.right).filter(|word| has(&other.left, word) || has(&other.right, word));
        shared.fold(self.range.clone(), |all, word| all.start.min(word.range.start)..all.end.max(word.range.end))
    }

    /// Whether another statement has the same sides in the same order; `None` if it is about something else.
    fn order(&self, other: &TwoSides) -> Option<bool> {
        let same = match (self.joint, other.joint) {
            (Joint::Than(a), Joint::Than(b)) if synonym(a, b) => true,
            (Joint::Than(a), Joint::Than(b)) if opposite(a, b) => false,
            (Joint::Instead | Joint::Than("more" | "better"), Joint::Instead)
            | (Joint::Change | Joint::Replace, Joint::Change | Joint::Replace)
            | (Joint::Instead, Joint::Than("more" | "better")) => true,
            // What is taken instead is the newer one.
            (Joint::Instead, Joint::Change | Joint::Replace) | (Joint::Change | Joint::Replace, Joint::Instead) => {
                false
            }
            _ => return None,
        };
        let on_both = |sides: &TwoSides, word: &Word| has(&sides.left, word) && has(&sides.right, word);
        let meets = |a: &[&Word], b: &[&Word]| {
            let telling = a.iter().filter(|word| !on_both(self, word) && !on_both(other, word));
            telling.filter(|word| has(b, word)).count()
        };
        let straight = meets(&self.left, &other.left).min(meets(&self.right, &other.right));
        let crossed = meets(&self.left, &other.right).min(meets(&self.right, &other.left));
        // What stands on the same side of both may be about the whole; what changes sides in both directions is the sides.
        if crossed > 0 { Some(!same) } else { (straight > 0).then_some(same) }
    }
}

/// Whether a side holds a word, as a number if it is one: "7th" is "seven".
pub(super) fn has(side: &[&Word], word: &Word) -> bool {
    let number = numeral(&word.folded);
    side.iter().any(|other| other.stem == word.stem || (number.is_some() && numeral(&other.folded) == number))
}

/// The number that a word is: "14th", "seven".
fn numeral(folded: &str) -> Option<u32> {
    if !folded.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        let digits = small_number(folded)?;
        return digits.parse().ok();
    }
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    bare.parse().ok()
}

/// The statements with two sides in a text that are neither denied nor asked.
pub(super) fn stated_in<'a>(text: &str, mentions: &'a Mentions) -> Vec<TwoSides<'a>> {
    let mut found = two_sides(text, &mentions.words);
    found.retain(|sides| {
        let at = sides.range.start;
        let asked = |hedge: &Hedge| hedge.modality == Modality::Asked && hedge.range.contains(&at);
        !denied(&mentions.negations, at) && !mentions.hedges.iter().any(asked)
    });
    found.extend(denials(text, mentions));
    found
}

/// "Not the axe, but the saw", "it does not go to the staff, it goes to the guests": what is said instead of what is denied.
fn denials<'a>(text: &str, mentions: &'a Mentions) -> Vec<TwoSides<'a>> {
    let words = &mentions.words;
    let mut found = Vec::new();
    for negation in &mentions.negations {
        let rest = text.get(negation.range.end..).unwrap_or_default();
        let Some(comma) = rest.find([',', ';']).map(|at| negation.range.end + at) else { continue };
        let denied = words.iter().rev().filter(|w| negation.range.end <= w.range.start && w.range.end <= comma);
        let start = words.iter().position(|word| word.range.start >= comma).unwrap_or(words.len());
        let after = words.get(start..).unwrap_or_default();
        let again = |word: &Word| denied.clone().any(|other| !other.is_stop() && other.stem == word.stem);
        let contrast = match after.first().map(|word| word.folded.as_str()) {
            Some("but" | "rather" | "instead") => true,
            Some("it" | "it's" | "they" | "they're" | "he" | "she" | "we" | "we're" | "that's") => {
                after.iter().take(4).any(again)
            }
            _ => false,
        };
        let end = after.first().map_or(comma, |word| word.range.end);
        if contrast && !mentions.negations.iter().any(|other| other.range.start > comma) {
            let (left, right) = (side(text, after.iter()), side(text, denied));
            if !left.is_empty() && !right.is_empty() {
                found.push(TwoSides { joint: Joint::Instead, left, right, range: negation.range.start..end });
            }
        }
    }
    found
}

/// The statements with two sides in a text.
fn two_sides<'a>(text: &str, words: &'a [Word]) -> Vec<TwoSides<'a>> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let (before, after) = (at.checked_sub(1).and_then(|i| words.get(i)), words.get(at + 1));
        let left_to = |end: usize| side(text, words.get(..end).unwrap_or_default().iter().rev());
        let right_from = |start: usize| side(text, words.get(start..).unwrap_or_default().iter());
        let between = |from: usize, to: usize| side(text, words.get(from + 1..to).unwrap_or_default().iter());
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
            ("over" | "to", _, _) => preferring(words, at)
                .map(|from| (Joint::Instead, between(from, at), right_from(at + 1), whole(from, at))),
            ("with" | "by", _, _) => replacing(words, at).map(|from| {
                let passive = from.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|word| is_being(&word.folded));
                let old = if passive { left_to(from - 1) } else { between(from, at) };
                (Joint::Replace, old, right_from(at + 1), whole(from, at))
            }),
            _ if is_in(REMOVING, word) => (at + 2..words.len().min(at + 14))
                .find(|to| words.get(*to).is_some_and(|word| is_in(INSTALLING, word)))
                .map(|to| (Joint::Replace, between(at, to), right_from(to + 1), whole(at, to))),
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

/// The verb of preference that a "to" or "over" belongs to: "prefer … to", "chose … over".
fn preferring(words: &[Word], joint: usize) -> Option<usize> {
    let over = words.get(joint).is_some_and(|word| word.folded == "over");
    (joint.saturating_sub(6)..joint.saturating_sub(1)).rev().find(|at| {
        words.get(*at).is_some_and(|word| {
            matches!(word.stem.as_str(), "prefer")
                || (over && matches!(word.stem.as_str(), "choos" | "pick" | "favor" | "favour" | "select"))
        })
    })
}

/// The verb that a "with" or "by" belongs to: "replace … with", "was superseded by".
fn replacing(words: &[Word], joint: usize) -> Option<usize> {
    (joint.saturating_sub(7)..joint)
        .rev()
        .find(|at| words.get(*at).is_some_and(|word| matches!(word.stem.as_str(), "replac" | "supersed" | "supplant")))
}

/// What takes a thing away, by stem; sorted.
pub(super) const REMOVING: &[&str] =
    &["abandon", "discard", "discontinu", "ditch", "drop", "eject", "elimin", "remov", "retir", "scrap", "uninstal"];
/// What puts a thing in its place, by stem; sorted.
pub(super) const INSTALLING: &[&str] = &["add", "adopt", "fit", "insert", "instal", "introduc", "mount", "substitut"];

/// Whether the stem of a word is in a sorted list.
pub(super) fn is_in(list: &[&str], word: &Word) -> bool {
    list.binary_search(&word.stem.as_str()).is_ok()
}

fn is_being(folded: &str) -> bool {
    matches!(folded, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "got")
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn the_order_of_two_sides_is_read_through_their_joint() {
        for (claim, talk, expected) in [
            ("bamboo is cheaper than birch", "the bamboo is much cheaper than the birch", Some(true)),
            ("birch is cheaper than bamboo", "the bamboo is much cheaper than the birch", Some(false)),
            ("birch is costlier than bamboo", "the bamboo is much cheaper than the birch", Some(true)),
            ("the saw rather than the axe", "we take the axe instead of the saw", Some(false)),
            ("it rose from 4.5 to 6.1", "it was 6.1 in May compared to 4.5 last May", Some(true)),
            ("it fell from 6.1 to 4.5", "it was 6.1 in May compared to 4.5 last May", Some(false)),
            ("the saw rather than the axe", "the plane is cheaper than the file", None),
            ("it was moved from the 7th to the 14th", "it starts on the 14th rather than seven", Some(true)),
            ("it was moved from the 14th to the 7th", "it starts on the 14th rather than seven", Some(false)),
            ("we prefer the saw to the axe", "we chose the axe over the saw", Some(false)),
            ("the axe was replaced by the saw", "we replaced the saw with the axe", Some(false)),
            ("the axe was replaced by the saw", "we removed the axe and installed the saw", Some(true)),
            ("the red saw rather than the blue saw", "the blue saw rather than the green saw", None),
        ] {
            let (claim_words, talk_words) = (words(claim), words(talk));
            let (stated, said) = (two_sides(claim, &claim_words), two_sides(talk, &talk_words));
            let found = stated.first().zip(said.first()).and_then(|(stated, said)| stated.order(said));
            assert_eq!(found, expected, "{claim} | {talk}");
        }
    }
}
