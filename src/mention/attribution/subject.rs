//! Who can be credited in a sentence: names, pronouns, roles and groups, by the words they start and end with.

use std::ops::Range;

use super::{Role, Who};
use crate::{
    mention::name::{Name, is_common},
    text::{Word, is_stop_word},
};

/// The possible subjects of a sentence in order.
pub(super) struct Subjects<'a> {
    text: &'a str,
    /// Each with its words.
    found: Vec<(Range<usize>, Who)>,
}

impl<'a> Subjects<'a> {
    pub(super) fn new(text: &'a str, words: &[Word], names: &[Name]) -> Self {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let end = subject(words, names, at).map_or(at + 1, |(end, who)| {
                found.push((at..end, who));
                end
            });
            at = end;
        }
        Self { text, found }
    }

    /// The subject that starts at a word, and the word after it.
    pub(super) fn starting(&self, at: usize) -> Option<(Who, usize)> {
        let index = self.found.binary_search_by_key(&at, |(words, _)| words.start).ok()?;
        self.found.get(index).map(|(words, who)| (who.clone(), words.end))
    }

    /// The first one, if it stands before a byte.
    pub(super) fn first_before(&self, byte: usize) -> Option<Who> {
        self.found.first().filter(|(_, who)| who.range().end < byte).map(|(_, who)| who.clone())
    }

    /// The subject that ends before a word, also with an insertion between commas ("Okafor, head of research, said").
    pub(super) fn ending(&self, end: usize, words: &[Word]) -> Option<Who> {
        let last = self.found.partition_point(|(words, _)| words.end <= end);
        let (place, who) = self.found.get(last.checked_sub(1)?)?;
        let after = words.get(end)?.range.start;
        let between = self.text.get(who.range().end..after)?;
        let possessive = between.trim_start().starts_with(['\'', '’']);
        if place.end == end && !possessive && between.trim().is_empty() {
            return Some(who.clone());
        }
        // The first subject before the insertion: no other verb may stand between, so it must be short.
        let inserted = words.get(end.checked_sub(1)?)?.range.end;
        let comma = self.text.get(inserted..after)?.trim_start().starts_with(',');
        let mut before = self.found.get(..last)?.iter().rev().take(3);
        let owner = before.find(|(place, who)| {
            place.end < end
                && end - place.end <= 12
                && self.text.get(who.range().end..).is_some_and(|rest| rest.starts_with(", "))
                && matches!(who, Who::Named(_) | Who::Role(..))
        });
        let direct = (place.end == end && !possessive && between.trim() == ",").then_some(who);
        owner.filter(|_| comma).map(|(_, who)| who).or(direct).cloned()
    }
}

/// The subject that starts at a word, with one past its last word.
fn subject(words: &[Word], names: &[Name], at: usize) -> Option<(usize, Who)> {
    let word = words.get(at)?;
    let name = names.partition_point(|name| name.range.start < word.range.start);
    if let Some(name) = names.get(name).filter(|name| name.range.start == word.range.start) {
        let end = at + words.get(at..)?.partition_point(|word| word.range.start < name.range.end);
        // A common word that only starts the sentence: "Participants said", "Coding helps".
        let plain = name.initial && (is_common(&word.folded, &word.stem) || is_group(&word.stem));
        if !plain {
            return Some((end, Who::Named(name.range.clone())));
        }
    }
    if matches!(word.folded.as_str(), "he" | "she" | "they" | "his" | "her" | "their") {
        return Some((at + 1, Who::Pronoun(word.range.clone())));
    }
    let determined = matches!(
        word.folded.as_str(),
        "the" | "a" | "an" | "one" | "another" | "some" | "many" | "several" | "both" | "most" | "other" | "all"
    );
    let start = if determined { at + 1 } else { at };
    // Up to two describing words: "the marketing manager", "the council members".
    let reach = words.len().min(start + if determined { 3 } else { 1 });
    let describes = |last: &usize| words.get(*last).is_some_and(|word| !is_stop_word(&word.folded));
    (start..reach).take_while(describes).find_map(|last| {
        let head = words.get(last)?;
        let next = words.get(last + 1).map_or("", |word| word.stem.as_str());
        if role(next).is_some() || is_group(next) {
            return None;
        }
        let range = word.range.start..head.range.end;
        let plural = head.folded.trim_end_matches("'s").ends_with('s') && !head.folded.ends_with("ss");
        match role(&head.stem) {
            Some(_) if plural && head.folded.find('\'').is_none() => Some((last + 1, Who::Group(range))),
            Some(role) if determined => Some((last + 1, Who::Role(role, range))),
            None if is_group(&head.stem) && (determined || plural) => Some((last + 1, Who::Group(range))),
            _ => None,
        }
    })
}

/// The role that a stem names.
fn role(stem: &str) -> Option<Role> {
    Some(match stem {
        "host" | "interview" | "moder" | "cohost" | "anchor" => Role::Host,
        "guest" | "interviewe" => Role::Guest,
        "speaker" | "present" | "lectur" | "panelist" => Role::Speaker,
        "author" | "manag" | "minist" | "ceo" | "founder" | "cofound" | "professor" | "expert" | "design"
        | "chairman" | "chair" | "presid" | "director" | "offic" | "engin" | "research" | "scientist"
        | "journalist" | "student" | "secretari" | "teacher" | "doctor" | "lawyer" | "economist" | "analyst"
        | "develop" | "spokesperson" | "member" | "narrat" | "caller" | "custom" | "client" | "agent" | "man"
        | "woman" | "person" => Role::Other,
        _ => return None,
    })
}

fn is_group(stem: &str) -> bool {
    matches!(
        stem,
        "team"
            | "group"
            | "panel"
            | "particip"
            | "committe"
            | "council"
            | "board"
            | "compani"
            | "firm"
            | "audienc"
            | "critic"
            | "people"
            | "attende"
            | "staff"
            | "govern"
            | "communiti"
            | "organiz"
            | "user"
            | "crowd"
            | "parti"
            | "duo"
            | "peopl"
            | "leader"
            | "execut"
            | "employe"
            | "work"
            | "skeptic"
            | "colleagu"
    )
}
