#![doc = include_str!("swapped_roles.md")]

use std::ops::Range;

use super::exchange::{Exchange, belongs, order, titles};
use crate::{
    align::{Sentence, TermSet},
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule, Spoken},
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

/// The share of one of two speakers' statements that must be found with the other speaker, in a few sentences of one turn.
const SAID: f32 = 0.45;
/// How much better one of two statements must fit the other speaker than the one who is credited.
const CLEARLY: f32 = 2.5;

fn check(context: &Context) -> Vec<Fault> {
    let exchange = || order::sides(context).or_else(|| order::turned(context)).or_else(|| belongs::crossed(context));
    let title = || titles::exchanged(context).map(|found| office(context, found));
    let other = || exchange().map(|exchange| exchanged(context, exchange));
    speakers(context).or_else(title).or_else(other).into_iter().collect()
}

/// Two speakers who are given each other's statements.
fn speakers(context: &Context) -> Option<Fault> {
    let own = context.own();
    let statements: Vec<(&str, Range<usize>)> = match own.credits.as_slice() {
        [first, second] => [first, second].map(|credit| (credit.speaker.as_str(), credit.content.clone())).into(),
        _ => belongs::by_speaker(context),
    };
    let [(first, one), (second, other)] = statements.as_slice() else { return None };
    let alignment = &own.alignment;
    let aside = context.credited().or(context.speakers_named());
    let (a, b) = (alignment.terms_in(one).without(aside), alignment.terms_in(other).without(aside));
    if first == second || a.is_empty() || b.is_empty() || a.len() + b.len() < 3 {
        return None;
    }
    let ((aa, _), (ab, at)) = (said_by(context, first, a), said_by(context, second, a));
    let ((bb, _), (ba, _)) = (said_by(context, second, b), said_by(context, first, b));
    // Each statement fits the other speaker no worse, and one of them clearly better.
    let moved = |own: f32, other: f32| other >= SAID && other >= CLEARLY * own;
    let crossed = ab >= aa && ba >= bb && ab.min(ba) >= 0.5 * SAID && (moved(aa, ab) || moved(bb, ba));
    crossed.then(|| fault(context, one.clone(), at, second, first))
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

/// The fault of a person who is given another's office.
fn office(context: &Context, found: Exchange) -> Fault {
    let text = context.text();
    let [name, office] = [found.one, found.other].map(|range| text.get(range).unwrap_or_default().to_owned());
    let cite = context.cite(found.sentence);
    let message = format!("summary gives {name} the office of {office}; the talk gives it to another ({cite})");
    Fault { message, ..fault(context, found.stated, found.sentence, "", "") }
}

fn exchanged(context: &Context, found: Exchange) -> Fault {
    let text = context.text();
    let [one, other] = [found.one, found.other].map(|range| text.get(range).unwrap_or_default());
    fault(context, found.stated, found.sentence, other, one)
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
