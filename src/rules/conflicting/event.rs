//! What happened, or is still to happen, to a thing with a name: "released Orion 4", "the upcoming release of Orion 4".

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{
    mention::{Mentions, Name, overlap, polarity::denied},
    text::{Word, stem},
};

/// How far before an event its auxiliaries and adjectives stand, in words.
const BEFORE: usize = 4;
/// How far a thing may stand from its event, in words.
const REACH: usize = 16;

/// Whether something has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has.
    Done,
    /// It has not, or not yet.
    Pending,
}

/// An event of a claim with the things that it happens to.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What happens: its line in the table.
    pub kind: usize,
    /// Whether it has happened.
    pub state: State,
    /// Bytes of the claim's text: the word with what tells its state.
    pub range: Range<usize>,
    /// The things, as places in the claim's names.
    pub things: Vec<usize>,
}

static KINDS: LazyLock<FxHashMap<SmolStr, usize>> = LazyLock::new(|| {
    let lines = include_str!("events.txt").lines().filter(|line| !line.starts_with('#'));
    lines.enumerate().flat_map(|(kind, line)| line.split_whitespace().map(move |word| (stem(word), kind))).collect()
});

/// The events of a claim that are clearly past or clearly to come.
pub fn events(text: &str, mentions: &Mentions) -> Vec<Event> {
    if mentions.names.is_empty() {
        return Vec::new();
    }
    let reader = Reader { text, mentions, words: &mentions.words };
    let found = mentions.words.iter().enumerate();
    found.filter_map(|(at, word)| reader.event(at, *KINDS.get(&word.stem)?)).collect()
}

/// Words in front of an event that is still to come.
const PENDING: &[&str] = &[
    "upcoming",
    "forthcoming",
    "anticipated",
    "planned",
    "expected",
    "pending",
    "scheduled",
    "future",
    "awaited",
    "eventual",
    "proposed",
    "delayed",
    "postponed",
    "unreleased",
    "will",
    "shall",
    "might",
    "may",
    "could",
    "would",
    "should",
    "plans",
    "planning",
    "hopes",
    "aims",
    "intends",
    "going",
    "wants",
    "yet",
    "soon",
    "before",
    "until",
    "if",
    "when",
];

/// Words after which an event's thing is no longer meant: what it came with, what is said of it, what is planned beside it.
const PAST_THE_THING: &[&str] = &[
    "for",
    "at",
    "with",
    "in",
    "to",
    "from",
    "by",
    "on",
    "over",
    "after",
    "about",
    "into",
    "during",
    "through",
    "which",
    "that",
    "who",
    "where",
    "plans",
    "upcoming",
    "forthcoming",
    "anticipated",
    "planned",
    "more",
    "but",
    "while",
    "although",
    "though",
    "compared",
    "than",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
];

/// How the word of an event is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "Released it", "has released it", "introduces it".
    Active,
    /// "Was released", "not being released".
    Passive,
    /// "The release of it", "its release".
    Noun,
}

struct Reader<'a> {
    text: &'a str,
    mentions: &'a Mentions,
    words: &'a [Word],
}

impl Reader<'_> {
    fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.folded.as_str())
    }

    /// Whether a clause or sentence ends between word `i` and the one before it.
    fn breaks(&self, i: usize, marks: &[char]) -> bool {
        let end = self.words.get(i).map_or(self.text.len(), |word| word.range.start);
        let start = i.checked_sub(1).and_then(|k| self.words.get(k)).map_or(0, |word| word.range.end);
        self.text.get(start..end).is_some_and(|gap| gap.contains(marks))
    }

    fn event(&self, at: usize, kind: usize) -> Option<Event> {
        let word = self.words.get(at).filter(|word| !self.is_joined(word) && !word.folded.ends_with("ing"))?;
        let from =
            (at.saturating_sub(BEFORE)..at).rev().take_while(|k| !self.breaks(k + 1, &[',', ';', ':', '.', '(']));
        let before: Vec<usize> = from.collect();
        let is = |k: &usize, list: &[&str]| list.contains(&self.at(*k));
        let near = |list: &[&str]| before.iter().take(2).any(|k| is(k, list));
        let past = word.folded.ends_with("ed") || matches!(word.folded.as_str(), "built" | "sold" | "shut");
        let form = match () {
            () if past && near(&["be", "been", "being", "is", "was", "were", "are", "get", "got", "gets"]) => {
                Form::Passive
            }
            () if past => Form::Active,
            // "It introduces a model": told as a fact.
            () if word.folded.ends_with('s') && word.stem != word.folded && !self.is_noun(at) => Form::Active,
            () if self.is_noun(at) => Form::Noun,
            () if near(&["will", "to", "could", "may", "might", "should", "would", "not", "yet"]) => Form::Active,
            () => return None,
        };
        let negated = denied(&self.mentions.negations, word.range.start);
        let pending = |k: &usize| PENDING.contains(&self.at(*k)) || form != Form::Noun && self.at(*k) == "to";
        let state = if negated || before.iter().any(pending) { State::Pending } else { State::Done };
        let mark = |k: &&usize| match self.words.get(**k) {
            Some(word) => pending(k) || self.mentions.negations.iter().any(|not| overlap(&not.range, &word.range)),
            None => false,
        };
        let first = before.iter().rev().find(mark).and_then(|k| self.words.get(*k)).unwrap_or(word);
        let things = self.things(at, form);
        (!things.is_empty()).then_some(Event { kind, state, range: first.range.start..word.range.end, things })
    }

    /// "The release of", "initial releases", "the launch": a noun by what stands around it.
    fn is_noun(&self, at: usize) -> bool {
        let next = self.at(at + 1);
        let before = at.checked_sub(1).map_or("", |k| self.at(k));
        let noun = self.words.get(at).is_some_and(|word| {
            ["tion", "sion", "al", "ure", "sale", "merger", "debut"].iter().any(|end| word.folded.ends_with(end))
        });
        next == "of"
            || before.ends_with("'s")
            || noun && before != "is" && before != "are"
            || matches!(before, "the" | "its" | "their" | "a" | "this" | "recent" | "initial" | "first")
            || matches!(
                before,
                "upcoming" | "anticipated" | "planned" | "forthcoming" | "expected" | "new" | "latest" | "early"
            )
    }

    /// Whether a name is written as an owner: not "Meta's plan", but the plan is the thing.
    fn owns(&self, name: &Name) -> bool {
        let rest = self.text.get(name.range.end..).unwrap_or_default();
        rest.starts_with("'s") || rest.starts_with("\u{2019}s")
    }

    /// Whether a word is joined to its neighbour: the "closed" of "closed-source".
    fn is_joined(&self, word: &Word) -> bool {
        let (before, after) = (self.text.get(..word.range.start), self.text.get(word.range.end..));
        before.is_some_and(|before| before.ends_with('-')) || after.is_some_and(|after| after.starts_with('-'))
    }

    /// The names that the event happens to: behind the verb and "of", or before the passive and as an owner.
    fn things(&self, at: usize, form: Form) -> Vec<usize> {
        let ahead = form == Form::Active || form == Form::Noun && self.at(at + 1) == "of";
        let owner = form == Form::Passive || form == Form::Noun && !ahead;
        let position = |name: &Name| self.words.iter().position(|word| overlap(&word.range, &name.range));
        let mut things = Vec::new();
        for (index, name) in self.mentions.names.iter().enumerate() {
            let Some(first) = position(name) else { continue };
            let behind = (at + 1..at + REACH).contains(&first)
                && !(at + 1..=first).any(|k| self.breaks(k, &[';', '.', ':']))
                && !(at + 1..first).any(|k| PAST_THE_THING.contains(&self.at(k)))
                && !self.owns(name);
            let last = self.words.iter().rposition(|word| overlap(&word.range, &name.range)).unwrap_or(first);
            let ahead_of =
                last < at && at - last <= BEFORE + 4 && !(last + 1..=at).any(|k| self.breaks(k, &[';', '.', ':']));
            let included =
                owner && form == Form::Noun && behind && matches!(self.at(at + 1), "including" | "such" | "like");
            if ahead && behind || owner && ahead_of || included {
                things.push(index);
            }
        }
        things
    }
}
