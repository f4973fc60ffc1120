//! Who each claim is credited to: the speakers it names as those who say, ask, propose or show something, or for whom its
//! pronoun stands.

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Aligned, Credit};
use crate::{
    align::{Naming, Talk},
    mention::{
        Name,
        attribution::{Who, act_of, attributions_among, stands_between},
        overlap,
    },
    text::{Word, is_irregular, stem},
};

/// Works out the credits of each claim of one summary, in order; a talk without speakers gives none.
pub fn credit(talk: &Talk, claims: &mut [Aligned]) {
    if talk.cast.is_empty() {
        return;
    }
    let mut last: Option<String> = None;
    for aligned in claims {
        let text = aligned.claim.text();
        let (words, names) = (&aligned.mentions.words, &aligned.mentions.names);
        let clause = Clause { text, words, names, namings: &aligned.alignment.query.namings };
        let beside = aligned.claim.speaker.as_ref().or(aligned.claim.label.as_ref());
        let beside = beside.and_then(|label| talk.cast.labelled(label)).map(|speaker| Credit {
            speaker,
            range: 0..0,
            content: 0..text.len(),
            named: true,
        });
        aligned.credits = match beside {
            Some(credit) => vec![credit],
            None => clause.credits(last.as_deref()),
        };
        if let Some(speaker) = subject(aligned) {
            last = Some(speaker);
        }
    }
}

/// For whom a pronoun of the next claim stands, if this claim names anybody.
fn subject(aligned: &Aligned) -> Option<String> {
    let of_credit = aligned.credits.first().map(|credit| credit.speaker.clone());
    of_credit.or_else(|| aligned.namings().last().map(|naming| naming.speaker.clone()))
}

/// A claim as it is read for credits.
struct Clause<'a> {
    text: &'a str,
    words: &'a [Word],
    names: &'a [Name],
    namings: &'a [Naming],
}

impl Clause<'_> {
    /// The credits in order; `last` is for whom a pronoun stands.
    fn credits(&self, last: Option<&str>) -> Vec<Credit> {
        let mut found: Vec<Credit> = Vec::new();
        for attribution in attributions_among(self.text, self.words, self.names) {
            let naming = self.namings.iter().find(|naming| overlap(&naming.range, attribution.who.range()));
            let who = match (&attribution.who, naming) {
                (_, Some(naming)) if self.alone(naming) => Some((naming.speaker.clone(), true)),
                (Who::Pronoun(range), None) if self.singular(range) => last.map(|last| (last.to_owned(), false)),
                _ => None,
            };
            found.extend(who.map(|(speaker, named)| Credit {
                speaker,
                range: attribution.range.clone(),
                content: attribution.content.clone(),
                named,
            }));
        }
        for naming in self.namings {
            if found.iter().all(|credit| !overlap(&credit.range, &naming.range)) {
                found.extend(self.doing(naming));
            }
        }
        found.sort_by_key(|credit| (credit.range.start, credit.range.end));
        // What one does ends where the next one acts.
        let starts: Vec<usize> =
            self.namings.iter().filter(|naming| self.opens(naming)).map(|n| n.range.start).collect();
        for credit in &mut found {
            let next = starts.iter().find(|start| **start > credit.content.start.max(credit.range.end));
            if let Some(next) = next.filter(|next| **next < credit.content.end) {
                credit.content.end = *next;
            }
        }
        found
    }

    /// "X proposed …", "It was X who sketched …".
    fn doing(&self, naming: &Naming) -> Option<Credit> {
        if !self.alone(naming) || self.folded(naming.words.end.checked_sub(1)?).ends_with("'s") {
            return None;
        }
        let mut at = naming.words.end;
        while stands_between(self.folded(at)) {
            at += 1;
        }
        let verb = self.words.get(at)?;
        let gap = self.text.get(naming.range.end..verb.range.start)?;
        let finite = verb.folded.ends_with('s') || verb.folded.ends_with("ed") || is_irregular(&verb.folded);
        let verbal = finite && !verb.written(self.text).starts_with(char::is_uppercase);
        if gap.contains(['.', ';', ':', '(', ')']) || !verbal || !does(&verb.stem) {
            return None;
        }
        let rest = self.text.get(verb.range.end..)?;
        let kept = rest.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
        let content = verb.range.end..verb.range.end + kept.len();
        Some(Credit {
            speaker: naming.speaker.clone(),
            range: naming.range.start..verb.range.end,
            content,
            named: true,
        })
    }

    /// Whether a speaker is not one of several who do something together.
    fn alone(&self, naming: &Naming) -> bool {
        let index = self.namings.iter().position(|other| other == naming).unwrap_or_default();
        let between = |a: &Naming, b: &Naming| {
            self.text.get(a.range.end..b.range.start).map(str::trim).map(|gap| gap.trim_end_matches("the").trim())
        };
        let with = |gap: Option<&str>| {
            gap.is_some_and(|gap| matches!(gap, "and" | "or" | "," | ", and" | "&" | "as well as" | "and the"))
        };
        let before = index.checked_sub(1).and_then(|i| self.namings.get(i)).map(|other| between(other, naming));
        let after = self.namings.get(index + 1).map(|other| between(naming, other));
        let group = matches!(self.folded(naming.words.end), "and" | "or")
            && matches!(self.folded(naming.words.end + 1), "the" | "others" | "other" | "his" | "her");
        !before.is_some_and(with) && !after.is_some_and(with) && !group
    }

    /// Whether a speaker's name opens a clause rather than being the object of one.
    fn opens(&self, naming: &Naming) -> bool {
        let mut at = naming.words.start;
        if at.checked_sub(1).is_some_and(|i| self.folded(i) == "the") {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).and_then(|i| self.words.get(i)) else { return true };
        let start = self.words.get(at).map_or(naming.range.start, |word| word.range.start);
        let gap = self.text.get(before.range.end..start).unwrap_or_default();
        gap.contains([',', ';', ':', '.', '—', '–'])
            || matches!(
                before.folded.as_str(),
                "and"
                    | "but"
                    | "while"
                    | "whereas"
                    | "when"
                    | "so"
                    | "because"
                    | "after"
                    | "before"
                    | "since"
                    | "though"
                    | "although"
                    | "which"
                    | "that"
                    | "as"
                    | "whom"
                    | "until"
            )
    }

    /// "They" are several.
    fn singular(&self, pronoun: &Range<usize>) -> bool {
        self.text.get(pronoun.clone()).is_some_and(|word| !word.to_lowercase().starts_with("the"))
    }

    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }
}

static DOING: LazyLock<FxHashSet<SmolStr>> = LazyLock::new(|| {
    let lines = include_str!("doing_verbs.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(stem).collect()
});

/// Whether a verb is something that one does in a talk by speaking.
fn does(stem: &str) -> bool {
    act_of(stem).is_some() || DOING.contains(stem)
}
