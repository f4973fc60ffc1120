//! Who holds which office: "Ann Reed, chief executive officer", "I'm Ann, I'm the project manager".

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::Exchange;
use crate::{
    mention::{
        Mentions, Name,
        name::{Relation, names, relation},
        overlap,
    },
    rules::Context,
    text::{Word, words},
};

/// The names of the offices, folded words each, with the number of the office: the longest first.
static OFFICES: LazyLock<Vec<(Vec<&'static str>, usize)>> = LazyLock::new(|| {
    let lines = include_str!("offices.tsv").lines().filter(|line| !line.starts_with('#')).enumerate();
    let mut offices: Vec<(Vec<&str>, usize)> = lines
        .flat_map(|(office, line)| line.split('|').map(move |name| (name, office)))
        .map(|(name, office)| (name.split([' ', '-']).collect(), office))
        .collect();
    offices.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    offices
});

/// The places in the list of the names that start with a word.
static BY_FIRST_WORD: LazyLock<FxHashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (place, (words, _)) in OFFICES.iter().enumerate() {
        places.entry(words.first().copied().unwrap_or_default()).or_default().push(place);
    }
    places
});

/// An office that a text mentions.
struct Office {
    number: usize,
    range: Range<usize>,
}

/// A person with an office.
struct Held<'a> {
    name: &'a Name,
    office: Office,
}

/// A person to whom a claim gives an office that the talk gives to another, and another one to them.
pub(in crate::rules::contradicted) fn exchanged(context: &Context) -> Option<Exchange> {
    let own = &context.own().mentions;
    let stated = held(context.text(), own);
    if stated.is_empty() {
        return None;
    }
    let said = said(context);
    stated.into_iter().find_map(|stated| {
        let is = |name: &Name| matches!(relation(name, stated.name), Relation::Same | Relation::Part);
        let theirs = said.iter().filter(|said| is(&said.name)).collect::<Vec<_>>();
        let written = context.text().get(stated.office.range.clone()).unwrap_or_default();
        let others = is_label(context, &words(written))
            || said.iter().any(|said| !is(&said.name) && said.office == stated.office.number);
        let first =
            theirs.first().filter(|_| others && !theirs.iter().any(|said| said.office == stated.office.number))?;
        Some(Exchange {
            stated: stated.name.range.start.min(stated.office.range.start)
                ..stated.name.range.end.max(stated.office.range.end),
            one: stated.name.range.clone(),
            other: stated.office.range,
            sentence: first.sentence,
        })
    })
}

/// Whether a speaker is only called by an office, or by the first words of it: "Marketing" is the marketing expert.
fn is_label(context: &Context, office: &[Word]) -> bool {
    let mut speakers = context.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
    speakers.any(|speaker| {
        let label = words(&speaker.name);
        !label.is_empty()
            && label.len() <= office.len()
            && label.iter().zip(office).all(|(label, office)| label.folded == office.folded)
    })
}

/// A person with an office in the talk.
struct Introduced {
    name: Name,
    office: usize,
    sentence: usize,
}

/// The persons of a talk whose office it gives: where they are introduced, and where they introduce themselves.
fn said(context: &Context) -> Vec<Introduced> {
    let mut found = Vec::new();
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let introduced = held(&sentence.text, &sentence.mentions).into_iter();
        found.extend(introduced.map(|held| Introduced {
            name: held.name.clone(),
            office: held.office.number,
            sentence: index,
        }));
        let Some(name) = own_name(&sentence.text, &sentence.mentions) else { continue };
        let label = context.talk.speaker(sentence).map(|speaker| speaker.name.as_str()).unwrap_or_default();
        let turn = context.talk.sentences.iter().skip(index).take(3);
        let turn = turn.take_while(|other| (other.transcript, other.turn) == (sentence.transcript, sentence.turn));
        let themselves = turn.flat_map(|said| own_offices(&said.mentions.words));
        for office in offices(&words(label)).into_iter().map(|office| office.number).chain(themselves) {
            found.push(Introduced { name: name.clone(), office, sentence: index });
        }
    }
    // The labels of speakers who are called by name and office.
    for speaker in context.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers) {
        let folded = words(&speaker.name);
        for office in offices(&folded) {
            let labelled = names(&speaker.name, &folded).into_iter().find(|name| !overlap(&name.range, &office.range));
            let name = labelled.or_else(|| names(&speaker.name, &folded).into_iter().next());
            found.extend(name.map(|name| Introduced { name, office: office.number, sentence: 0 }));
        }
    }
    found
}

/// The name that somebody gives as their own: "I'm Ann Reed", "my name is Ann".
fn own_name<'a>(text: &str, mentions: &'a Mentions) -> Option<&'a Name> {
    mentions.names.iter().find(|name| {
        let before = text.get(..name.range.start).unwrap_or_default().trim_end().to_lowercase();
        ["i'm", "i’m", "i am", "my name is", "my name's", "this is"].iter().any(|start| before.ends_with(start))
    })
}

/// The offices that somebody gives as their own: "I'm the project manager".
fn own_offices(words: &[Word]) -> Vec<usize> {
    let mine = |office: &Office| {
        let before = words.iter().rev().filter(|word| word.range.end <= office.range.start);
        let mut before = before.map(|word| word.folded.as_str()).filter(|word| !matches!(*word, "the" | "a" | "your"));
        matches!(before.next(), Some("i'm" | "am" | "as" | "be"))
    };
    offices(words).into_iter().filter(mine).map(|office| office.number).collect()
}

/// The offices that a text mentions.
fn offices(words: &[Word]) -> Vec<Office> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let fits = |name: &[&str]| {
            name.iter()
                .enumerate()
                .all(|(offset, part)| words.get(at + offset).is_some_and(|word| word.bare() == *part))
        };
        let known = BY_FIRST_WORD.get(word.bare()).map_or(&[][..], Vec::as_slice);
        match known.iter().filter_map(|place| OFFICES.get(*place)).find(|(name, _)| fits(name)) {
            Some((name, number)) => {
                let end = words.get(at + name.len() - 1).map_or(word.range.end, |last| last.range.end);
                found.push(Office { number: *number, range: word.range.start..end });
                at += name.len();
            }
            None => at += 1,
        }
    }
    found
}

/// The persons with their offices in a text.
fn held<'a>(text: &str, mentions: &'a Mentions) -> Vec<Held<'a>> {
    let offices = offices(&mentions.words);
    let is_office = |range: &Range<usize>| offices.iter().any(|office| overlap(&office.range, range));
    let mut taken: Vec<&Office> = Vec::new();
    let mut found = Vec::new();
    let people: Vec<&Name> = mentions.names.iter().filter(|name| !is_office(&name.range)).collect();
    let links = |gap: &Range<usize>| {
        let inside = mentions.words.iter().filter(|word| gap.start <= word.range.start && word.range.end <= gap.end);
        !text.get(gap.clone()).is_some_and(|text| text.contains([';', ':', '.']))
            && inside.into_iter().all(|word| is_link(&word.folded) || is_office(&word.range))
    };
    // A person before their office.
    for office in &offices {
        let before = people.iter().filter(|name| name.range.end <= office.range.start);
        // "Acme's CEO": whose office it is stands between.
        let mut before = before.rev().filter(|name| !text.get(name.range.end..).is_some_and(is_owner));
        if let Some(name) = before.next().filter(|name| links(&(name.range.end..office.range.start))) {
            taken.push(office);
            found.push(Held { name, office: Office { number: office.number, range: office.range.clone() } });
        }
    }
    // "Chief executive Ann Reed".
    for office in offices.iter().filter(|office| !taken.iter().any(|other| other.range == office.range)) {
        let after = people.iter().find(|name| office.range.end <= name.range.start);
        let close = |name: &&&Name| {
            let gap = text.get(office.range.end..name.range.start).unwrap_or_default();
            matches!(gap, " " | ", " | " is " | " was ")
        };
        if let Some(name) = after.filter(close) {
            found.push(Held { name, office: Office { number: office.number, range: office.range.clone() } });
        }
    }
    found
}

fn is_owner(rest: &str) -> bool {
    rest.starts_with("'s") || rest.starts_with("’s")
}

/// What may stand between a person and their office.
fn is_link(folded: &str) -> bool {
    folded.ends_with("'s")
        || matches!(
            folded,
            "is" | "was"
                | "are"
                | "as"
                | "our"
                | "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "her"
                | "who"
                | "of"
                | "in"
                | "role"
                | "position"
                | "post"
                | "acting"
                | "interim"
                | "new"
                | "current"
                | "company"
                | "group"
                | "and"
                | "also"
                | "being"
                | "became"
                | "serves"
                | "serving"
                | "opened"
                | "spoke"
                | "introduced"
                | "herself"
                | "himself"
                | "senior"
                | "meeting"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_office_has_its_own_names() {
        let mut names: Vec<_> = OFFICES.iter().map(|(words, _)| words.join(" ")).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn persons_are_read_with_their_offices() {
        for (text, expected) in [
            (
                "Ann Reed, chief executive officer; and Paul Moss, chief financial officer.",
                "Ann Reed=ceo Paul Moss=cfo",
            ),
            ("Ann Reed is Acme's CEO and Paul Moss its CFO.", "Ann Reed=ceo Paul Moss=cfo"),
            ("We met our chief executive Ann Reed.", "Ann Reed=ceo"),
            ("Ann Reed asked the chair to wait.", ""),
        ] {
            let mentions = Mentions::of(text, None);
            let short = |number: usize| {
                let names = OFFICES.iter().filter(|(_, other)| *other == number);
                names.map(|(words, _)| words.join(" ")).min_by_key(String::len).unwrap_or_default()
            };
            let found: Vec<String> = held(text, &mentions)
                .iter()
                .map(|held| format!("{}={}", &text[held.name.range.clone()], short(held.office.number)))
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
