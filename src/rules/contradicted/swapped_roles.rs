#![doc = include_str!("swapped_roles.md")]

use std::ops::Range;

use crate::{
    align::{Sentence, TermSet},
    finding::{Confidence, Family, Severity},
    mention::{Name, name::is_common, overlap},
    rules::{Check, Context, Credit, Fault, Rule, Spoken},
    text::stem,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C006",
    name: "swapped-roles",
    family: Family::Contradicted,
    severity: Severity::Warning,
    summary: "exchanges who does what, or what is said of which",
    page: include_str!("swapped_roles.md"),
    check: Check::Claim(check),
};

/// The share of the words of both parts that must go with the other name in the talk.
const CROSSED: f32 = 0.5;
/// How much more of them must go with the other name than with the stated one.
const MARGIN: f32 = 3.0;
/// What the end of a clause between a word and a name counts, in bytes.
const CLAUSE: usize = 40;
/// The share of the words between two names that must stand between them in the talk as well.
const LINKED: f32 = 0.4;
/// The share of one of two speakers' statements that must be found with the other speaker, in a few sentences of one turn.
const SAID: f32 = 0.45;
/// How much better one of two statements must fit the other speaker than the one who is credited.
const CLEARLY: f32 = 2.5;

/// One of two names of a claim, with what the claim says of it.
#[derive(Clone)]
struct Party {
    range: Range<usize>,
    named: TermSet,
    about: TermSet,
}

fn check(context: &Context) -> Vec<Fault> {
    let between_speakers = speakers(context);
    between_speakers.or_else(|| turned(context)).or_else(|| crossed(context)).into_iter().collect()
}

/// Two speakers who are credited with each other's statements.
fn speakers(context: &Context) -> Option<Fault> {
    let [first, second] = context.own().credits.as_slice() else { return None };
    let alignment = &context.own().alignment;
    let named = context.own().namings.iter().map(|naming| alignment.terms_in(&naming.range));
    let named = named.fold(TermSet::default(), TermSet::or);
    let content =
        |credit: &Credit| alignment.terms_in(&credit.content).without(named).without(alignment.terms_in(&credit.range));
    let (a, b) = (content(first), content(second));
    if first.speaker == second.speaker || a.is_empty() || b.is_empty() || a.len() + b.len() < 3 {
        return None;
    }
    let ((aa, _), (ab, at)) = (said_by(context, &first.speaker, a), said_by(context, &second.speaker, a));
    let ((bb, _), (ba, _)) = (said_by(context, &second.speaker, b), said_by(context, &first.speaker, b));
    // Each statement fits the other speaker no worse, and one of them clearly better.
    let moved = |own: f32, other: f32| other >= SAID && other >= CLEARLY * own;
    let crossed = ab >= aa && ba >= bb && ab.min(ba) >= 0.5 * SAID && (moved(aa, ab) || moved(bb, ba));
    crossed.then(|| fault(context, first.content.clone(), at, &second.speaker, &first.speaker))
}

/// How much of some content a speaker says in a few sentences of one turn, and where.
fn said_by(context: &Context, speaker: &str, content: TermSet) -> (f32, usize) {
    let (talk, alignment) = (context.talk, &context.own().alignment);
    let mut best = (0.0, 0);
    for (index, sentence) in talk.sentences.iter().enumerate() {
        let theirs = talk.speaker(sentence).is_some_and(|said| said.name == speaker);
        if !theirs || alignment.held(index..index + 1).and(content).is_empty() {
            continue;
        }
        let same = |other: &&Sentence| (other.transcript, other.turn) == (sentence.transcript, sentence.turn);
        let length = talk.sentences[index..].iter().take(3).take_while(same).count();
        let fit = alignment.coverage(index..index + length, content);
        if fit > best.0 {
            best = (fit, index);
        }
    }
    best
}

/// "A is built around B" where the talk has "B is built around A".
fn turned(context: &Context) -> Option<Fault> {
    let [a, b] = parties(context)?;
    let alignment = &context.own().alignment;
    let between = alignment.terms_in(&(a.range.end..b.range.start)).without(a.named).without(b.named);
    let rest = alignment.all().without(a.named).without(b.named);
    let link = context.text().get(a.range.end..b.range.start)?;
    if between.len() < 2 || is_passive(link) {
        return None;
    }
    let mut found = None;
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let held = alignment.held(index..index + 1);
        if held.and(a.named).is_empty()
            || held.and(b.named).is_empty()
            || alignment.coverage(index..index + 1, between) < LINKED
        {
            continue;
        }
        let at = |terms: TermSet| places(context, sentence, terms);
        let (as_, bs, ws) = (at(a.named), at(b.named), at(between));
        let order = |from: &[usize], to: &[usize]| {
            from.iter().any(|f| {
                to.iter().any(|t| {
                    let inside = ws.iter().filter(|w| f < *w && *w < t).count();
                    f < t
                        && inside * 5 >= between.len() * 3
                        && sentence.text.get(*f..*t).is_some_and(|text| !is_passive(text))
                })
            })
        };
        if order(&as_, &bs) {
            return None;
        }
        if order(&bs, &as_) && alignment.coverage(index..index + 1, rest) >= LINKED {
            found = found.or(Some(index));
        }
    }
    let text = context.text();
    found.map(|index| fault(context, a.range.start..b.range.end, index, &text[b.range.clone()], &text[a.range.clone()]))
}

fn is_passive(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "by" | "and" | "or" | "not" | "from" | "than"))
}

/// Two names, each with its own clause, where the talk has the clauses the other way round.
fn crossed(context: &Context) -> Option<Fault> {
    let [a, b] = parties(context)?;
    let alignment = &context.own().alignment;
    if a.about.is_empty() || b.about.is_empty() {
        return None;
    }
    let whole = alignment.weight(a.about.or(b.about));
    let (mut straight, mut cross) = (TermSet::default(), TermSet::default());
    let mut best: Option<(f32, usize)> = None;
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let held = alignment.held(index..index + 1);
        let (has_a, has_b) = (!held.and(a.named).is_empty(), !held.and(b.named).is_empty());
        if !has_a && !has_b {
            continue;
        }
        let (at_a, at_b) = (places(context, sentence, a.named), places(context, sentence, b.named));
        let mut here = TermSet::default();
        for position in held.and(a.about.or(b.about)).positions() {
            let one = TermSet::one(position);
            for place in places(context, sentence, one) {
                let near = |heads: &[usize]| heads.iter().map(|head| distance(&sentence.text, place, *head)).min();
                let to_a = match (near(&at_a), near(&at_b)) {
                    (Some(a), Some(b)) => a < b,
                    (a, _) => a.is_some(),
                };
                if to_a == a.about.has(position) {
                    straight = straight.or(one);
                } else {
                    here = here.or(one);
                }
            }
        }
        cross = cross.or(here);
        let weight = alignment.weight(here);
        if best.is_none_or(|(most, _)| most < weight) {
            best = Some((weight, index));
        }
    }
    let only = cross.without(straight);
    let both = !only.and(a.about).is_empty() && !only.and(b.about).is_empty();
    let crossed = both
        && alignment.weight(only) >= CROSSED * whole
        && alignment.weight(only) >= MARGIN * alignment.weight(straight);
    let (_, index) = best.filter(|_| crossed)?;
    let text = context.text();
    Some(fault(context, a.range.start..b.range.end, index, &text[b.range.clone()], &text[a.range.clone()]))
}

fn fault(context: &Context, range: Range<usize>, sentence: usize, one: &str, other: &str) -> Fault {
    Fault {
        range,
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!(
            "summary exchanges {other} and {one}; the talk has it the other way round ({})",
            context.cite(sentence)
        ),
        found: Some(Spoken { sentence, range: 0..context.talk.sentences[sentence].text.len() }),
        suggestion: None,
    }
}

/// The two names of a claim that has exactly two, each with the words of its own clause.
fn parties(context: &Context) -> Option<[Party; 2]> {
    let own = context.own();
    let alignment = &own.alignment;
    let speaker = |range: &Range<usize>| own.namings.iter().any(|naming| overlap(&naming.range, range));
    let plain = |name: &Name| name.initial && name.parts.iter().all(|part| is_common(part, &stem(part)));
    let names = own.mentions.names.iter().filter(|name| !speaker(&name.range) && !plain(name));
    let parties = names.filter_map(|name| {
        let named = alignment.terms_in(&name.range);
        let spoken = named.positions().any(|at| alignment.query.terms.get(at).is_some_and(|term| term.term.is_some()));
        spoken.then(|| Party { range: name.range.clone(), named, about: TermSet::default() })
    });
    let [mut a, mut b]: [Party; 2] = parties.collect::<Vec<_>>().try_into().ok()?;
    if !a.named.and(b.named).is_empty() {
        return None;
    }
    let names = a.named.or(b.named);
    if let Some(border) = border(context.text(), a.range.end, b.range.start) {
        a.about = alignment.terms_in(&(0..border)).without(names);
        b.about = alignment.terms_in(&(border..context.text().len())).without(names);
    }
    Some([a, b])
}

/// Where one clause ends and the next one begins, between two names.
fn border(text: &str, from: usize, to: usize) -> Option<usize> {
    let between = text.get(from..to)?;
    let found = [" while ", " whereas ", "; ", " but ", ", and ", " and "].iter().find_map(|mark| between.find(mark));
    found.map(|at| from + at)
}

/// Where the words of some terms stand in a sentence.
fn places(context: &Context, sentence: &Sentence, terms: TermSet) -> Vec<usize> {
    let query = &context.own().alignment.query.terms;
    let wanted = terms.positions().filter_map(|position| query.get(position)).collect::<Vec<_>>();
    let known =
        |other: &crate::align::Term| wanted.iter().any(|term| term.term == Some(*other) || term.kin.contains(other));
    sentence.terms.iter().zip(&sentence.starts).filter(|(term, _)| known(term)).map(|(_, start)| *start).collect()
}

/// How far a word stands from a name: bytes, and more for every clause that ends between them.
fn distance(text: &str, word: usize, name: usize) -> usize {
    let between = text.get(word.min(name)..word.max(name)).unwrap_or_default();
    let ends = between.matches([',', ';', '—']).count()
        + [" and ", " while ", " but ", " whereas "].iter().map(|mark| between.matches(mark).count()).sum::<usize>();
    between.len() + CLAUSE * ends
}
