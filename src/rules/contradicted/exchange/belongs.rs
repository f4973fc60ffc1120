//! Which words of a claim stand with which of two things in the talk.

use std::ops::Range;

use super::{Exchange, Item, ends, places};
use crate::{align::TermSet, rules::Context, text::Word};

/// What the end of a clause between a word and a thing counts, in bytes.
const CLAUSE: usize = 40;
/// What the end of a sentence counts.
const SENTENCE: usize = 120;
/// The share of the words of both parts that must go with the other thing in the talk.
const CROSSED: f32 = 0.35;
/// How much more of them must go with the other thing than with the stated one.
const MARGIN: f32 = 3.0;
/// The share of one part that one sentence must have with the other thing where it has nothing of the other part.
const MOST: f32 = 0.6;
/// A word that the talk has in more sentences than this tells nothing.
const OFTEN: usize = 24;

/// Two parts of a claim, each about one of two things.
struct Parts<'a> {
    a: Item<'a>,
    b: Item<'a>,
    about_a: TermSet,
    about_b: TermSet,
}

/// Two things of a claim, each with a part of its own, where the talk has the parts the other way round.
pub(in crate::rules::contradicted) fn crossed(context: &Context) -> Option<Exchange> {
    let items = Item::all(context);
    borders(context.text()).into_iter().find_map(|border| {
        let (left, right) = (part_before(context.text(), border.start), part_after(context.text(), border.end));
        let contrast =
            context.text().get(border.clone()).is_some_and(|mark| !matches!(mark.trim(), "and" | ", with" | ", which"));
        pairs(context, &items, &left, &right, contrast).into_iter().find_map(|(a, b)| {
            let parts = Parts::of(context, a, b, &left, &right)?;
            let sentence = parts.crossed(context)?;
            let stated = parts.a.range.start..parts.b.range.end;
            Some(Exchange { stated, one: parts.a.range, other: parts.b.range, sentence })
        })
    })
}

/// What a claim gives to each of the two speakers that it names, where each has a part of the claim.
pub(in crate::rules::contradicted) fn by_speaker<'a>(context: &'a Context) -> Vec<(&'a str, Range<usize>)> {
    let [one, other] = context.own().namings() else { return Vec::new() };
    let between = |border: &Range<usize>| one.range.end <= border.start && border.end <= other.range.end;
    // "The host proposed a walk, which the guest disliked".
    let mut fitting = borders(context.text()).into_iter().filter(between);
    let (Some(border), None) = (fitting.next(), fitting.next()) else { return Vec::new() };
    vec![(&one.speaker, 0..border.start), (&other.speaker, border.end..context.text().len())]
}

/// The things that two parts of a claim may be about: one of each kind that both have one of, and their first nouns.
fn pairs<'a>(
    context: &Context,
    items: &[Item<'a>],
    left: &Range<usize>,
    right: &Range<usize>,
    contrast: bool,
) -> Vec<(Item<'a>, Item<'a>)> {
    let inside = |range: &Range<usize>, part: &Range<usize>| part.start <= range.start && range.end <= part.end;
    let of = |part: &Range<usize>| items.iter().filter(|item| inside(&item.range, part)).collect::<Vec<_>>();
    let (left_items, right_items) = (of(left), of(right));
    let mut found = Vec::new();
    for a in &left_items {
        let mut fitting = right_items.iter().filter(|b| a.exchangeable(b));
        if let (Some(b), None) = (fitting.next(), fitting.next())
            && left_items.iter().filter(|other| other.exchangeable(b)).count() == 1
        {
            found.push(((*a).clone(), (*b).clone()));
        }
    }
    if found.is_empty()
        && contrast
        && let (Some(a), Some(b)) = (subject(context, left, right), subject(context, right, left))
    {
        let (a, b) = (Item::noun(context, &a), Item::noun(context, &b));
        if a.exchangeable(&b) {
            found.push((a, b));
        }
    }
    found
}

/// The first word of content of a part that the other part does not hold.
fn subject(context: &Context, part: &Range<usize>, other: &Range<usize>) -> Option<Range<usize>> {
    let words = &context.own().mentions.words;
    let inside = |word: &&Word, part: &Range<usize>| part.start <= word.range.start && word.range.end <= part.end;
    let rest: Vec<&str> = words.iter().filter(|word| inside(word, other)).map(|word| word.stem.as_str()).collect();
    let own = words.iter().filter(|word| inside(word, part) && !word.is_stop());
    own.filter(|word| !rest.contains(&word.stem.as_str())).map(|word| word.range.clone()).next()
}

/// Where one clause of a claim ends and the next one begins.
fn borders(text: &str) -> Vec<Range<usize>> {
    const MARKS: [&str; 10] =
        [", while ", " while ", " whereas ", "; ", ", but ", " but ", ", and ", " and ", ", with ", ", which "];
    let mut found: Vec<Range<usize>> = Vec::new();
    for mark in MARKS {
        for (at, _) in text.match_indices(mark) {
            if !found.iter().any(|other| other.start < at + mark.len() && at < other.end) {
                found.push(at..at + mark.len());
            }
        }
    }
    found
}

fn part_before(text: &str, end: usize) -> Range<usize> {
    let before = text.get(..end).unwrap_or_default();
    before.rfind(';').map_or(0, |at| at + 1)..end
}

fn part_after(text: &str, start: usize) -> Range<usize> {
    let after = text.get(start..).unwrap_or_default();
    start..after.find(';').map_or(text.len(), |at| start + at)
}

impl<'a> Parts<'a> {
    fn of(context: &Context, a: Item<'a>, b: Item<'a>, left: &Range<usize>, right: &Range<usize>) -> Option<Self> {
        let alignment = &context.own().alignment;
        let named = a.named.or(b.named);
        let of = |part| alignment.terms_in(part).without(named);
        let shared = shared(context, of(left), of(right));
        let (about_a, about_b) = (of(left).without(shared), of(right).without(shared));
        (!about_a.is_empty() && !about_b.is_empty()).then_some(Self { a, b, about_a, about_b })
    }

    /// The sentence of the talk that shows best that the two have changed places, if they have.
    fn crossed(&self, context: &Context) -> Option<usize> {
        let alignment = &context.own().alignment;
        let (mut straight, mut cross) = (TermSet::default(), TermSet::default());
        let mut best: Vec<(usize, TermSet)> = Vec::new();
        for position in self.about_a.or(self.about_b).positions() {
            let one = TermSet::one(position);
            let known = alignment.query.terms.get(position)?;
            let terms = known.term.into_iter().chain(known.kin.iter().copied());
            let mut sentences: Vec<usize> = terms.flat_map(|term| context.talk.sentences_with(term)).collect();
            sentences.sort_unstable();
            sentences.dedup();
            if sentences.len() > OFTEN {
                continue;
            }
            for sentence in sentences {
                let Some(with_a) = self.with_first(context, sentence, one) else { continue };
                if with_a == self.about_a.has(position) {
                    straight = straight.or(one);
                } else {
                    cross = cross.or(one);
                    match best.iter_mut().find(|(known, _)| *known == sentence) {
                        Some((_, terms)) => *terms = terms.or(one),
                        None => best.push((sentence, one)),
                    }
                }
            }
        }
        let only = cross.without(straight);
        let whole = alignment.weight(self.about_a.or(self.about_b));
        let both = !only.and(self.about_a).is_empty() && !only.and(self.about_b).is_empty();
        let crossed = both
            && alignment.weight(only) >= CROSSED * whole
            && alignment.weight(only) >= MARGIN * alignment.weight(straight);
        let weight = |terms: TermSet| alignment.weight(terms.and(only));
        let crossed = crossed || (straight.is_empty() && self.one_sided(context, &best));
        let best = best.into_iter().max_by(|x, y| weight(x.1).total_cmp(&weight(y.1)));
        best.filter(|_| crossed).map(|(sentence, _)| sentence)
    }

    /// Whether one sentence has most of one part with the other's thing, where nothing of the claim stands with its own.
    fn one_sided(&self, context: &Context, crossed: &[(usize, TermSet)]) -> bool {
        let alignment = &context.own().alignment;
        let most = |part: TermSet, terms: TermSet| {
            let there = terms.and(part);
            there.len() >= 2 && alignment.weight(there) >= MOST * alignment.weight(part)
        };
        let named = !self.a.is_noun() && !self.a.is_value() && !self.a.is_speaker();
        named && crossed.iter().any(|(_, terms)| most(self.about_a, *terms) || most(self.about_b, *terms))
    }

    /// Whether a word stands with the first of the two things in a sentence; `None` where it stands with neither or with both.
    fn with_first(&self, context: &Context, sentence: usize, word: TermSet) -> Option<bool> {
        let spoken = context.talk.sentences.get(sentence)?;
        let words = places(context, spoken, word);
        let near = |item: &Item| {
            let heads = item.places(context, sentence);
            let here = words.iter().flat_map(|word| heads.iter().map(|head| distance(&spoken.text, *word, *head)));
            here.min().or_else(|| {
                let index = sentence.checked_sub(1).filter(|_| !item.is_speaker())?;
                let before = context.talk.sentences.get(index)?;
                let speaker = |said| context.talk.speaker(said).map(|speaker| &speaker.name);
                let same = before.transcript == spoken.transcript && speaker(before) == speaker(spoken);
                let head = item.places(context, index).into_iter().max().filter(|_| same)?;
                let word = words.iter().min()?;
                Some(SENTENCE + word + before.text.len().saturating_sub(head))
            })
        };
        match (near(&self.a), near(&self.b)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(a), Some(b)) => Some(a < b),
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            (None, None) => None,
        }
    }
}

/// The terms of either part that the other part has as well.
fn shared(context: &Context, left: TermSet, right: TermSet) -> TermSet {
    let terms = &context.own().alignment.query.terms;
    let stem = |position: usize| terms.get(position).map(|term| term.stem.as_str());
    let twice = |set: TermSet, other: TermSet| {
        set.positions().filter(|at| other.positions().any(|there| stem(there) == stem(*at))).collect::<Vec<_>>()
    };
    let all = twice(left, right).into_iter().chain(twice(right, left));
    all.fold(TermSet::default(), |set, position| set.or(TermSet::one(position)))
}

/// How far a word stands from a thing: bytes, and more for every clause that ends between them.
fn distance(text: &str, word: usize, head: usize) -> usize {
    let between = text.get(word.min(head)..word.max(head)).unwrap_or_default();
    between.len() + CLAUSE * ends(between)
}
