//! Two things of a claim that have changed places: names, common nouns, dates or numbers of one kind, speakers.
//!
//! Each test compares the claim's reading with the exchanged one over all places of the talk, and answers only where the exchanged
//! one is borne out and the claim's is not.
//!
//! - [`belongs`]: which words stand with which of the two.
//! - [`order`]: which of the two stands before a verb and which behind it.

pub(super) mod belongs;
pub(super) mod order;
pub(super) mod titles;

use std::ops::Range;

use crate::{
    align::{Sentence, Term, TermSet},
    mention::{
        DateMention, Quantity,
        date::DateComparison,
        name::is_common,
        overlap,
        quantity::{Comparison, Kind},
    },
    rules::Context,
    text::stem,
};

/// What a term must weigh at least, as a share of the heaviest one of its name, to stand for the name.
const TELLING: f32 = 0.6;

/// Two things of a claim that the talk has the other way round.
pub(super) struct Exchange {
    /// The bytes of the claim's text from one to the other.
    pub(super) stated: Range<usize>,
    /// The bytes of the first of the two.
    pub(super) one: Range<usize>,
    /// The bytes of the second.
    pub(super) other: Range<usize>,
    /// The sentence of the talk.
    pub(super) sentence: usize,
}

/// A thing of a claim that could change places with another.
#[derive(Clone)]
pub(super) struct Item<'a> {
    /// Its bytes in the claim's text.
    pub(super) range: Range<usize>,
    /// Its terms.
    pub(super) named: TermSet,
    /// Those of them that tell it apart.
    telling: TermSet,
    kind: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Name,
    Noun,
    Speaker(&'a str),
    Date(&'a DateMention),
    Number(&'a Quantity),
}

impl<'a> Item<'a> {
    /// The things of a claim that are not common nouns and that the talk knows, in order.
    pub(super) fn all(context: &'a Context) -> Vec<Self> {
        let own = context.own();
        let item = |range: &Range<usize>, kind| Item::new(context, range, kind);
        let mut items: Vec<Item> =
            own.namings().iter().map(|naming| item(&naming.range, What::Speaker(&naming.speaker))).collect();
        items.extend(own.mentions.dates.iter().map(|date| item(&date.range, What::Date(date))));
        let numbers = own.mentions.quantities.iter().filter(|quantity| quantity.kind != Kind::Ordinal);
        items.extend(numbers.map(|number| item(&number.range, What::Number(number))));
        for name in &own.mentions.names {
            let plain = name.initial && name.parts.iter().all(|part| is_common(part, &stem(part)));
            if !plain && !items.iter().any(|other| overlap(&other.range, &name.range)) {
                let name = item(&name.range, What::Name);
                if name.named.positions().any(|at| own.alignment.query.terms.get(at).is_some_and(|t| t.term.is_some()))
                {
                    items.push(name);
                }
            }
        }
        items.sort_by_key(|item| item.range.start);
        items
    }

    /// A common noun: one word of the claim.
    pub(super) fn noun(context: &Context, range: &Range<usize>) -> Self {
        Item::new(context, range, What::Noun)
    }

    fn new(context: &Context, range: &Range<usize>, kind: What<'a>) -> Self {
        let named = context.own().alignment.terms_in(range);
        Self { range: range.clone(), named, telling: telling(context, named), kind }
    }

    /// Whether two things are of one kind and could stand for one another.
    pub(super) fn exchangeable(&self, other: &Self) -> bool {
        if overlap(&self.range, &other.range) || !self.named.and(other.named).is_empty() {
            return false;
        }
        match (self.kind, other.kind) {
            (What::Name, What::Name) | (What::Noun, What::Noun) => true,
            (What::Speaker(a), What::Speaker(b)) => a != b,
            (What::Date(a), What::Date(b)) => a.compare(b) == DateComparison::Differ,
            (What::Number(a), What::Number(b)) => a.compare_values(b) == Comparison::Differ,
            _ => false,
        }
    }

    /// Whether it is a speaker of the talk, whose words are those of the turns.
    pub(super) fn is_speaker(&self) -> bool {
        matches!(self.kind, What::Speaker(_))
    }

    /// Whether it is a common noun.
    pub(super) fn is_noun(&self) -> bool {
        matches!(self.kind, What::Noun)
    }

    /// Whether it is a date or a number.
    pub(super) fn is_value(&self) -> bool {
        matches!(self.kind, What::Date(_) | What::Number(_))
    }

    /// Whether a sentence of the talk can mention it: most sentences mention nothing of a claim.
    pub(super) fn is_near(&self, context: &Context, index: usize) -> bool {
        self.is_value() || !context.own().alignment.held(index..index + 1).and(self.named).is_empty()
    }

    /// The bytes of a sentence of the talk that mention it; a speaker by name.
    pub(super) fn mentioned(&self, context: &Context, index: usize) -> Vec<Range<usize>> {
        let Some(sentence) = context.talk.sentences.get(index) else { return Vec::new() };
        if !self.is_near(context, index) {
            return Vec::new();
        }
        let starts = match self.kind {
            What::Speaker(_) => places(context, sentence, self.telling),
            What::Name | What::Noun | What::Date(_) | What::Number(_) => self.places(context, index),
        };
        let words = sentence.mentions.words.iter();
        let dates = sentence.mentions.dates.iter().map(|date| &date.range);
        let numbers = sentence.mentions.quantities.iter().map(|quantity| &quantity.number);
        let longest = |start: usize| {
            let words = words.clone().map(|word| &word.range);
            words.chain(dates.clone()).chain(numbers.clone()).filter(|range| range.start == start).map(|r| r.end).max()
        };
        starts.into_iter().map(|start| start..longest(start).unwrap_or(start)).collect()
    }

    /// Where it stands in a sentence of the talk: the bytes at which its words start. A speaker stands at the start of all that is said.
    pub(super) fn places(&self, context: &Context, index: usize) -> Vec<usize> {
        let Some(sentence) = context.talk.sentences.get(index) else { return Vec::new() };
        match self.kind {
            What::Name | What::Noun if context.own().alignment.held(index..index + 1).and(self.telling).is_empty() => {
                Vec::new()
            }
            What::Name | What::Noun => places(context, sentence, self.telling),
            What::Speaker(name) => {
                let said = context.talk.speaker(sentence).is_some_and(|speaker| speaker.name == name);
                said.then_some(0).into_iter().collect()
            }
            What::Date(date) => {
                let same = sentence.mentions.dates.iter().filter(|said| date.compare(said) == DateComparison::Agree);
                same.map(|said| said.range.start).collect()
            }
            What::Number(number) => {
                let quantities = sentence.mentions.quantities.iter();
                let same = quantities.filter(|said| number.compare_values(said) == Comparison::Agree);
                same.map(|said| said.number.start).collect()
            }
        }
    }
}

/// Those terms of a name that tell it apart.
fn telling(context: &Context, named: TermSet) -> TermSet {
    let alignment = &context.own().alignment;
    let weight = |position| alignment.weight(TermSet::one(position));
    let most = named.positions().map(weight).fold(0.0, f32::max);
    let kept = named.positions().filter(|position| weight(*position) >= TELLING * most);
    kept.fold(TermSet::default(), |set, position| set.or(TermSet::one(position)))
}

/// Where the words of some terms stand in a sentence.
pub(super) fn places(context: &Context, sentence: &Sentence, terms: TermSet) -> Vec<usize> {
    let query = &context.own().alignment.query.terms;
    let wanted = terms.positions().filter_map(|position| query.get(position)).collect::<Vec<_>>();
    let known = |other: &Term| wanted.iter().any(|term| term.term == Some(*other) || term.kin.contains(other));
    sentence.terms.iter().zip(&sentence.starts).filter(|(term, _)| known(term)).map(|(_, start)| *start).collect()
}

/// How many clauses end in a stretch of text.
pub(super) fn ends(text: &str) -> usize {
    const CLAUSES: [&str; 8] = [" and ", " while ", " but ", " whereas ", " because ", " so ", " which ", " if "];
    let mut free = [0; CLAUSES.len()];
    let mut count = 0;
    for (at, c) in text.char_indices() {
        match c {
            ',' | ';' | '—' | ':' | '(' | ')' => count += 1,
            ' ' => {
                let rest = &text[at..];
                for (mark, free) in CLAUSES.iter().zip(&mut free).filter(|(mark, _)| rest.starts_with(**mark)) {
                    // Two of a kind do not share a space.
                    if at >= *free {
                        *free = at + mark.len();
                        count += 1;
                    }
                }
            }
            _ => {}
        }
    }
    count
}
