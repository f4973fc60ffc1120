//! Which of two things of a claim stands before a verb, and which behind it.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Exchange, Item, ends};
use crate::{
    align::{Sentence, TermSet},
    mention::Mentions,
    rules::Context,
    text::{Word, opposites::synonym, stem},
};

/// The share of the words between two things that must stand between them in the talk as well.
const LINKED: f32 = 0.4;
/// The share of the rest of the claim that a sentence must hold in which two values stand in the other order.
const VALUES: f32 = 0.2;
/// How many words there may be between a verb and the one who acts or is acted on.
const REACH: usize = 4;

/// What stands to what in an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It acts: "A buys".
    Acts,
    /// It is acted on: "buys A", "A is bought", "the purchase of A".
    Suffers,
}

impl Part {
    fn other(self) -> Self {
        match self {
            Self::Acts => Self::Suffers,
            Self::Suffers => Self::Acts,
        }
    }

    fn turned_if(self, turned: bool) -> Self {
        if turned { self.other() } else { self }
    }
}

/// Verbs by stem: the groups they are in, and whether they name the act from the other side.
static VERBS: LazyLock<FxHashMap<SmolStr, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut verbs: FxHashMap<SmolStr, Vec<(usize, bool)>> = FxHashMap::default();
    let lines = include_str!("converse.tsv").lines().filter(|line| !line.starts_with('#'));
    for (group, line) in lines.enumerate() {
        let (own, converse) = line.split_once('|').unwrap_or((line, ""));
        for (words, turned) in [(own, false), (converse, true)] {
            for word in words.split_whitespace() {
                verbs.entry(stem(word)).or_default().push((group, turned));
            }
        }
    }
    verbs
});

/// The groups of the verb at a place; "take over" is to acquire.
fn verb(words: &[Word], at: usize) -> &'static [(usize, bool)] {
    let Some(word) = words.get(at) else { return &[] };
    let over = words.get(at + 1).is_some_and(|next| next.folded == "over");
    let known = if over && word.stem == "take" { VERBS.get("acquir") } else { VERBS.get(&word.stem) };
    known.map_or(&[], Vec::as_slice)
}

/// The part that a thing has in the act of a verb: `None` where it does not stand beside it.
fn part(text: &str, words: &[Word], verb: usize, thing: &Range<usize>) -> Option<Part> {
    let act = words.get(verb)?;
    let folded = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let between = |from: usize, to: usize| {
        words.iter().filter(move |word| from <= word.range.start && word.range.end <= to).map(|w| w.folded.as_str())
    };
    let noun = is_noun(&act.folded);
    let before = |back: usize| verb.checked_sub(back).map_or("", folded);
    let passive = act.folded.ends_with("ed") || crate::text::is_irregular(&act.folded);
    let passive = passive && (1..=2).any(|back| is_being(before(back)));
    if thing.start >= act.range.end {
        let gap = text.get(act.range.end..thing.start)?;
        let mut link = between(act.range.end, thing.start);
        if ends(gap) > 0 || link.clone().count() > REACH {
            return None;
        }
        return match link.find(|word| is_preposition(word)) {
            Some("by") => Some(Part::Acts),
            Some("of") if noun => Some(Part::Suffers),
            Some("from") if act.stem == "learn" || act.stem == "hear" || act.stem == "buy" => Some(Part::Suffers),
            Some("on" | "upon" | "around" | "over" | "onto") if !noun => Some(Part::Suffers),
            Some(_) => None,
            None if noun || passive => None,
            None => Some(Part::Suffers),
        };
    }
    let gap = text.get(thing.end..act.range.start)?;
    let mut link = between(thing.end, act.range.start);
    let hindered = |word: &str| is_preposition(word) && word != "to";
    if ends(gap) > 0 || noun || link.clone().count() > REACH || link.any(hindered) {
        return None;
    }
    // "The book that Ann wrote": another subject stands between.
    let subject = between(thing.end, act.range.start).any(|word| {
        matches!(word, "i" | "we" | "you" | "he" | "she" | "they" | "it" | "that" | "who" | "not" | "never" | "n't")
    });
    let governed =
        words.iter().rev().find(|word| word.range.end <= thing.start).map_or("", |word| word.folded.as_str());
    if subject || is_preposition(governed) {
        return None;
    }
    Some(if passive { Part::Suffers } else { Part::Acts })
}

fn is_noun(folded: &str) -> bool {
    folded.ends_with("tion") || folded.ends_with("tions") || matches!(folded, "takeover" | "wrapper" | "purchase")
}

fn is_being(folded: &str) -> bool {
    matches!(folded, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "got" | "it's" | "that's")
}

fn is_preposition(folded: &str) -> bool {
    matches!(
        folded,
        "of" | "by"
            | "from"
            | "to"
            | "for"
            | "with"
            | "in"
            | "on"
            | "upon"
            | "onto"
            | "into"
            | "at"
            | "around"
            | "over"
            | "about"
            | "than"
            | "as"
            | "via"
            | "through"
            | "without"
    )
}

/// A thing that acts where the talk has it acted on, or the reverse, with a verb that cannot be read both ways.
pub(in crate::rules::contradicted) fn sides(context: &Context) -> Option<Exchange> {
    let mentions = &context.own().mentions;
    let items = Item::all(context);
    (0..mentions.words.len()).filter(|at| !verb(&mentions.words, *at).is_empty()).find_map(|at| {
        let known = items.iter().any(|item| part(context.text(), &mentions.words, at, &item.range).is_some());
        let stated = if known { items.clone() } else { beside(context, at) };
        let with = |wanted: Part| {
            let mut fitting =
                stated.iter().filter(|i| part(context.text(), &mentions.words, at, &i.range) == Some(wanted));
            fitting.next().cloned()
        };
        let (acting, suffering) = (with(Part::Acts)?, with(Part::Suffers)?);
        if !acting.exchangeable(&suffering) {
            return None;
        }
        let sentence = exchanged(context, at, &acting, &suffering)?;
        let stated = acting.range.start.min(suffering.range.start)..acting.range.end.max(suffering.range.end);
        Some(Exchange { stated, one: acting.range, other: suffering.range, sentence })
    })
}

/// The common nouns right before and right after a verb.
fn beside<'a>(context: &Context, at: usize) -> Vec<Item<'a>> {
    let words = &context.own().mentions.words;
    let before = words.get(..at).unwrap_or_default().iter().rev().find(|word| !word.is_stop());
    let after = words.get(at + 1..).unwrap_or_default().iter().find(|word| !word.is_stop());
    before.into_iter().chain(after).map(|word| Item::noun(context, &word.range)).collect()
}

/// The sentence of the talk in which two things have each other's part in an act, if none has them in their own.
fn exchanged(context: &Context, at: usize, acting: &Item, suffering: &Item) -> Option<usize> {
    let own = verb(&context.own().mentions.words, at);
    let mut found: Option<(usize, usize)> = None;
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let held = context.own().alignment.held(index..index + 1);
        if held.and(acting.named.or(suffering.named)).is_empty() {
            continue;
        }
        let words = &sentence.mentions.words;
        let mut shown = [false; 2];
        for there in 0..words.len() {
            let said = verb(words, there);
            let same = own.iter().find_map(|(group, turned)| {
                said.iter().find(|(other, _)| other == group).map(|(_, converse)| turned != converse)
            });
            let Some(turned) = same else { continue };
            for (which, item, expected) in [(0, acting, Part::Acts), (1, suffering, Part::Suffers)] {
                for place in item.mentioned(context, index) {
                    match part(&sentence.text, words, there, &place).map(|part| part.turned_if(turned)) {
                        Some(part) if part == expected => return None,
                        Some(_) => shown[which] = true,
                        None => {}
                    }
                }
            }
        }
        let shown = shown.into_iter().filter(|shown| *shown).count();
        if shown > found.map_or(0, |(shown, _)| shown) {
            found = Some((shown, index));
        }
    }
    // Common nouns have many parts in many acts: both must stand in the one sentence.
    let least = if acting.is_noun() { 2 } else { 1 };
    found.filter(|(shown, _)| *shown >= least).map(|(_, index)| index)
}

/// "A is built around B" where the talk has "B is built around A": two things in a row, with words of the claim between them.
pub(in crate::rules::contradicted) fn turned(context: &Context) -> Option<Exchange> {
    let items = Item::all(context);
    items.windows(2).find_map(|pair| match pair {
        [a, b] if a.exchangeable(b) => {
            let sentence = Link::of(context, a, b)?.turned(context, a, b)?;
            let (one, other) = (a.range.clone(), b.range.clone());
            Some(Exchange { stated: one.start..other.end, one, other, sentence })
        }
        _ => None,
    })
}

/// What stands between two things of a claim.
struct Link<'a> {
    /// The stems of the words of content.
    content: Vec<&'a str>,
    /// The word before the second thing, where it is a preposition of place.
    at: Option<&'a str>,
    /// What the claim holds beside the two things.
    rest: TermSet,
}

impl<'a> Link<'a> {
    fn of(context: &'a Context, a: &Item, b: &Item) -> Option<Self> {
        let alignment = &context.own().alignment;
        let gap = a.range.end..b.range.start;
        let rest = alignment.all().without(a.named).without(b.named);
        let mentions = &context.own().mentions;
        let content: Vec<&str> = content(&mentions.words, &gap).collect();
        (content.len() >= 2 && !turns(context.text().get(gap.clone())?)).then(|| Self {
            content,
            at: place(mentions, &gap),
            rest,
        })
    }

    /// The sentence of the talk that has the two things in the other order around the same words, if none has them in this one.
    fn turned(&self, context: &Context, a: &Item, b: &Item) -> Option<usize> {
        let mut found = None;
        let near = |index: &usize| a.is_near(context, *index) && b.is_near(context, *index);
        for index in (0..context.talk.sentences.len()).filter(near) {
            let sentence = context.talk.sentences.get(index)?;
            let (first, second) = (a.mentioned(context, index), b.mentioned(context, index));
            let linked = |from: &[Range<usize>], to: &[Range<usize>]| {
                from.iter().any(|from| to.iter().any(|to| self.joins(sentence, &(from.end..to.start))))
            };
            if linked(&first, &second) {
                return None;
            }
            if linked(&second, &first)
                && context.own().alignment.coverage(index..index + 1, self.rest)
                    >= if a.is_value() { VALUES } else { LINKED }
            {
                found = found.or(Some(index));
            }
        }
        found
    }

    /// Whether a stretch of a sentence of the talk holds what stands between the two things of the claim.
    fn joins(&self, sentence: &Sentence, gap: &Range<usize>) -> bool {
        let Some(text) = sentence.text.get(gap.clone()) else { return false };
        let said: Vec<&str> = content(&sentence.mentions.words, gap).collect();
        let inside = self.content.iter().filter(|stem| said.iter().any(|said| synonym(stem, said))).count();
        let same = self.at.is_some() && place(&sentence.mentions, gap) == self.at;
        let whole = self.content.len() + usize::from(self.at.is_some());
        let share = (inside + usize::from(same)) as f32 / whole as f32;
        inside > 0 && share >= LINKED && !turns(text) && ends(text) <= 1
    }
}

/// The stems of the words of content in a stretch.
fn content<'a>(words: &'a [Word], range: &Range<usize>) -> impl Iterator<Item = &'a str> + use<'a> {
    let range = range.clone();
    let inside = words.iter().filter(move |word| range.start <= word.range.start && word.range.end <= range.end);
    inside.filter(|word| !word.is_stop()).map(|word| word.stem.as_str())
}

/// The preposition of place that is the last word of a stretch, articles aside.
fn place<'a>(mentions: &'a Mentions, range: &Range<usize>) -> Option<&'a str> {
    let inside =
        mentions.words.iter().rev().filter(|word| range.start <= word.range.start && word.range.end <= range.end);
    let last = inside.map(|word| word.folded.as_str()).find(|word| !matches!(*word, "the" | "a" | "an" | "its"))?;
    let places = [
        "around", "into", "onto", "over", "under", "above", "below", "behind", "before", "after", "inside", "within",
        "against", "toward", "towards", "on", "in",
    ];
    places.contains(&last).then_some(last)
}

/// Whether a stretch between two things turns its order or sets them side by side.
fn turns(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word, "by" | "and" | "or" | "not" | "from" | "than" | "instead" | "versus"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;

    #[test]
    fn who_acts_is_told_by_the_order_and_the_voice() {
        for (text, verb, thing, expected) in [
            ("Tolland acquires Brackwater", "acquires", "Tolland", Some(Part::Acts)),
            ("Tolland acquires Brackwater", "acquires", "Brackwater", Some(Part::Suffers)),
            ("Brackwater was acquired by Tolland", "acquired", "Tolland", Some(Part::Acts)),
            ("Brackwater was acquired by Tolland", "acquired", "Brackwater", Some(Part::Suffers)),
            ("the acquisition of Brackwater", "acquisition", "Brackwater", Some(Part::Suffers)),
            ("Tolland said that we acquired Brackwater", "acquired", "Tolland", None),
            ("for Tolland, they acquired Brackwater", "acquired", "Tolland", None),
        ] {
            let words = words(text);
            let at = words.iter().position(|word| word.folded == verb).unwrap();
            let start = text.find(thing).unwrap();
            assert_eq!(part(text, &words, at, &(start..start + thing.len())), expected, "{text}: {thing}");
        }
    }

    #[test]
    fn a_converse_verb_names_the_same_act_from_the_other_side() {
        let of = |word: &str| VERBS.get(&stem(word)).cloned().unwrap_or_default();
        for (one, other, turned) in [("teach", "learn", true), ("buy", "acquire", false), ("sold", "bought", true)] {
            let shared =
                of(one).iter().any(|(group, a)| of(other).iter().any(|(g, b)| g == group && (a != b) == turned));
            assert!(shared, "{one} and {other}");
        }
    }
}
