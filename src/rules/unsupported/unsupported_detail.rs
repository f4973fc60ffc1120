#![doc = include_str!("unsupported_detail.md")]

use std::ops::Range;

use crate::{
    align::{QueryTerm, TermSet},
    finding::{Confidence, Family, Severity},
    mention::overlap,
    rules::{Check, Context, Fault, Rule},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "U004",
    name: "unsupported-detail",
    family: Family::Unsupported,
    severity: Severity::Warning,
    summary: "one part of a claim is said nowhere near the rest of it",
    page: include_str!("unsupported_detail.md"),
    check: Check::Claim(check),
};

/// The share of the rest of the claim that one sentence and its neighbours must hold: then the place is known.
const BORNE_OUT: f32 = 0.6;
/// So many words the rest must have at least.
const REST: usize = 3;
/// So many of them before the part: a claim opens with its subject and with how it is told, which the talk need not say.
const BEFORE: usize = 2;
/// So many sentences on each side of the place are near it.
const NEAR: usize = 2;
/// So many words of content tell something.
const TELLING: usize = 2;
/// Beyond so many sentences nothing is near, whatever stands between.
const FAR: usize = 6;
/// What the words of a part must count together: those that nobody says 1 each, those that are said elsewhere [`HALF`].
const ENOUGH: f32 = 2.0;
const HALF: f32 = 0.5;
/// Words that open a new clause or a new member of a list.
const CUTS: [&str; 22] = [
    "and", "or", "but", "while", "because", "since", "so", "which", "that", "who", "whose", "when", "where", "if",
    "although", "after", "before", "thanks", "due", "owing", "as", "than",
];
/// Words that only join or measure: everybody has their own, so they count nothing.
const JOINING: [&str; 33] = [
    "despite",
    "whether",
    "toward",
    "towards",
    "among",
    "amongst",
    "including",
    "instead",
    "rather",
    "within",
    "without",
    "upon",
    "via",
    "regarding",
    "concerning",
    "according",
    "based",
    "throughout",
    "during",
    "until",
    "unlike",
    "besides",
    "beyond",
    "alongside",
    "thus",
    "therefore",
    "however",
    "several",
    "various",
    "further",
    "later",
    "already",
    "ultimately",
];

fn check(context: &Context) -> Vec<Fault> {
    let alignment = &context.own().alignment;
    let all = matter(context);
    let Some(place) = place(context, all) else { return Vec::new() };
    let near = alignment.held(within_earshot(context, place));
    let mut ordered: Vec<(usize, &QueryTerm)> =
        all.positions().filter_map(|at| Some((at, alignment.query.terms.get(at)?))).collect();
    ordered.sort_by_key(|(_, term)| term.range.start);
    let mut faults = Vec::new();
    let mut told = 0;
    for clause in ordered.chunk_by(|(_, before), (_, after)| !is_cut(context, &(before.range.end..after.range.start))) {
        let loose = clause.iter().rev().take_while(|(at, term)| !near.has(*at) && !is_value(context, &term.range));
        let (head, part) = clause.split_at(clause.len() - loose.count());
        told += head.len();
        if told >= BEFORE {
            faults.extend(fault(context, part, all, place));
        }
        told += part.len();
    }
    faults
}

/// The words of the claim that the talk should hold: not those that say who is credited.
fn matter(context: &Context) -> TermSet {
    context.own().alignment.all().without(context.credited())
}

/// The sentence that with its neighbours holds most of the claim.
fn place(context: &Context, all: TermSet) -> Option<usize> {
    context.own().alignment.best_place(context.talk, all).map(|(sentence, _)| sentence)
}

fn beside(place: usize, reach: usize) -> Range<usize> {
    place.saturating_sub(reach)..place + reach + 1
}

/// The place with the [`NEAR`] sentences on each side that say something: "Right." and "Mm-hmm." stand between them without counting.
fn within_earshot(context: &Context, place: usize) -> Range<usize> {
    let sentences = &context.talk.sentences;
    let tells = |at: &usize| sentences.get(*at).is_some_and(|sentence| sentence.terms.len() >= TELLING);
    let first = (place.saturating_sub(FAR)..place).rev().filter(tells).take(NEAR).last();
    let last = (place + 1..sentences.len().min(place + 1 + FAR)).filter(tells).take(NEAR).last();
    let beside = beside(place, NEAR);
    first.unwrap_or(place).min(beside.start)..(last.unwrap_or(place) + 1).max(beside.end)
}

fn fault(context: &Context, part: &[(usize, &QueryTerm)], all: TermSet, place: usize) -> Option<Fault> {
    let ((_, first), (_, last)) = (part.first()?, part.last()?);
    let range = first.range.start..last.range.end;
    let words = part.iter().fold(TermSet::default(), |set, (at, _)| set.or(TermSet::one(*at)));
    let rest = all.without(words);
    let borne_out = context.own().alignment.coverage(beside(place, 1), rest);
    let unsaid: f32 = part.iter().map(|(_, term)| count(context, term)).sum();
    if unsaid < ENOUGH || rest.len() < REST || borne_out < BORNE_OUT {
        return None;
    }
    let written = context.text().get(range.clone())?;
    let message = if part.iter().all(|(_, term)| context.talk.term(&term.stem).is_none()) {
        format!("nobody says \"{written}\"; the rest is said by {}", context.cite(place))
    } else {
        format!("\"{written}\" is not said with the rest; the rest is said by {}", context.cite(place))
    };
    Some(Fault {
        range,
        severity: Severity::Warning,
        confidence: Confidence::Low,
        message,
        found: None,
        suggestion: None,
    })
}

/// What a word counts that is not said near the place.
fn count(context: &Context, term: &QueryTerm) -> f32 {
    let written = context.text().get(term.range.clone()).unwrap_or_default();
    if JOINING.iter().any(|joining| written.eq_ignore_ascii_case(joining)) {
        0.0
    } else if context.talk.term(&term.stem).is_some() || written.ends_with("ly") {
        // An adverb ("fully", "briefly") is mostly the summary's own.
        HALF
    } else {
        1.0
    }
}

/// Whether a clause ends in the gap between two content words.
fn is_cut(context: &Context, gap: &Range<usize>) -> bool {
    let written = context.text().get(gap.clone()).unwrap_or_default();
    let words = &context.own().mentions.words;
    written.contains([',', ';', ':', '(', ')', '—'])
        || words
            .iter()
            .skip_while(|word| word.range.start < gap.start)
            .take_while(|word| word.range.end <= gap.end)
            .any(|word| CUTS.contains(&word.folded.as_str()))
}

/// Whether bytes of the claim are a name, a number, a date or quoted: other rules look at those.
fn is_value(context: &Context, range: &Range<usize>) -> bool {
    let mentions = &context.own().mentions;
    mentions.names.iter().any(|name| overlap(&name.range, range))
        || mentions.quantities.iter().any(|quantity| overlap(&quantity.range, range))
        || mentions.quotations.iter().any(|quotation| overlap(&quotation.range, range))
        || mentions.dates.iter().any(|date| overlap(&date.range, range))
}
