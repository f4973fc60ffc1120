//! Which side of a claim's "rather than", "more than" or "replaced by" the talk takes where it names only that one: "I'd prefer the saw".

use super::two_sides::{INSTALLING, Joint, REMOVING, Reversed, TwoSides, has, is_in, stated_in};
use crate::{
    mention::{Mentions, polarity::denied},
    rules::Context,
    text::{Word, opposites::synonym},
};

/// How far behind a word of choice the chosen thing may begin, in words.
const REACH: usize = 4;
/// Below this much of the claim around it, a choice in the talk is about something else.
const NEAR_ENOUGH: f32 = 0.3;

/// The place of the talk that takes the side which a claim does not take, where none takes the claim's.
pub(super) fn leaning(context: &Context) -> Option<Reversed> {
    let own = &context.own().mentions;
    stated_in(context.text(), own).iter().find_map(|stated| Choice::of(own, stated)?.taken_otherwise(context))
}

/// A choice between two things.
struct Choice<'a> {
    taken: &'a [&'a Word],
    left: &'a [&'a Word],
    /// The verb before what is taken: "follow" in "follow A rather than B".
    verb: Option<&'a Word>,
    /// The word that compares, for what is more or most so.
    compared: Option<String>,
    stated: &'a TwoSides<'a>,
}

impl<'a> Choice<'a> {
    fn of(mentions: &'a Mentions, stated: &'a TwoSides<'a>) -> Option<Self> {
        let (taken, left) = match stated.joint {
            Joint::Instead | Joint::Than(_) => (&stated.left, &stated.right),
            Joint::Replace => (&stated.right, &stated.left),
            Joint::Change => return None,
        };
        let compared = match stated.joint {
            Joint::Than("less" | "fewer" | "worse") => return None,
            Joint::Than(stem) => Some(base(stem).to_owned()),
            _ => None,
        };
        // "Follow A rather than B": the verb right before A, articles aside.
        let verb = match (stated.joint, stated.left.as_slice()) {
            (Joint::Instead, [head, _, ..]) => {
                let at = mentions.words.iter().position(|word| word.range == head.range);
                let before = at.and_then(|at| mentions.words.get(..at)).unwrap_or_default().iter().rev();
                before.take(2).find(|word| !word.is_stop())
            }
            _ => None,
        };
        Some(Self { taken, left, verb, compared, stated })
    }

    fn taken_otherwise(&self, context: &Context) -> Option<Reversed> {
        let alignment = &context.own().alignment;
        let mut found: Option<Reversed> = None;
        for (index, sentence) in context.talk.sentences.iter().enumerate() {
            if alignment.held(index..index + 1).is_empty() {
                continue;
            }
            let words = &sentence.mentions.words;
            for (at, marker) in words.iter().enumerate() {
                let Some(toward) = self.leans(words, at) else { continue };
                let (wanted, other) = if toward { (self.left, self.taken) } else { (self.taken, self.left) };
                let object = words.get(at + 1..).unwrap_or_default().iter().take(REACH);
                let object = object.take_while(|word| {
                    sentence
                        .text
                        .get(marker.range.end..word.range.start)
                        .is_some_and(|gap| !gap.contains([',', ';', '?']))
                });
                let Some(first) = object.clone().find(|word| has(wanted, word) != has(other, word)) else { continue };
                if denied(&sentence.mentions.negations, first.range.start) || sentence.text.trim_end().ends_with('?') {
                    continue;
                }
                if has(other, first) {
                    return None;
                }
                let fit = alignment.coverage(index.saturating_sub(1)..index + 2, alignment.all());
                if fit >= NEAR_ENOUGH && found.as_ref().is_none_or(|found| found.fit < fit) {
                    found = Some(Reversed {
                        stated: self.stated.whole(),
                        sentence: index,
                        said: marker.range.start..first.range.end,
                        fit,
                        same_joint: false,
                    });
                }
            }
        }
        found
    }

    /// Whether a word of the talk leans toward what follows it (true) or away from it.
    fn leans(&self, words: &[Word], at: usize) -> Option<bool> {
        let word = words.get(at)?;
        let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", |word| word.folded.as_str());
        let out = || words.iter().skip(at + 2).take(3).any(|word| word.folded == "out");
        let into = || words.iter().skip(at + 2).take(3).any(|word| matches!(word.folded.as_str(), "in" | "into"));
        if matches!(word.stem.as_str(), "prefer" | "favor" | "favour") {
            return Some(true);
        }
        if let Some(compared) = &self.compared {
            let most = before == "most" && base(&word.stem) == compared;
            let most = most || word.folded.strip_suffix("est").is_some_and(|bare| base(bare) == compared);
            let more =
                compared == "more" && before == "more" && matches!(word.stem.as_str(), "interest" | "excit" | "keen");
            return (most || more).then_some(true);
        }
        if self.stated.joint == Joint::Replace {
            let taking = matches!(word.stem.as_str(), "pull" | "take" | "throw" | "rip" | "swap");
            let putting = matches!(word.stem.as_str(), "put" | "throw" | "slot" | "plug" | "drop" | "bring");
            return if is_in(INSTALLING, word) || (putting && into()) {
                Some(true)
            } else if is_in(REMOVING, word) || (taking && out()) {
                Some(false)
            } else {
                None
            };
        }
        let same = self.verb.is_some_and(|verb| synonym(&verb.stem, &word.stem));
        same.then_some(true)
    }
}

/// A comparative without its ending, about: "cheaper" and "cheapest" meet in "cheap", "likelier" and "likely" in "like".
fn base(stem: &str) -> &str {
    ["ier", "er", "i", "y"].iter().find_map(|ending| stem.strip_suffix(ending)).unwrap_or(stem)
}
