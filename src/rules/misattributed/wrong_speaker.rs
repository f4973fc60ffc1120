#![doc = include_str!("wrong_speaker.md")]

use std::ops::Range;

use crate::{
    align::TermSet,
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Credit, Fault, Rule, Spoken},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "A001",
    name: "wrong-speaker",
    family: Family::Misattributed,
    severity: Severity::Error,
    summary: "credits a speaker with what only somebody else said",
    page: include_str!("wrong_speaker.md"),
    check: Check::Claim(check),
};

/// How many sentences in a row of one turn are compared with a claim.
const WINDOW: usize = 4;
/// The share of the credited content that somebody else must have said in one go.
const SAID: f32 = 0.5;
/// How much better somebody else's words must fit than any of the credited speaker's.
const MARGIN: f32 = 1.5;

fn check(context: &Context) -> Vec<Fault> {
    context.own().credit.as_ref().and_then(|credit| fault(context, credit)).into_iter().collect()
}

fn fault(context: &Context, credit: &Credit) -> Option<Fault> {
    let alignment = &context.own().alignment;
    let content = alignment.terms_in(&credit.content).without(alignment.terms_in(&credit.range));
    if content.len() < 3 {
        return None;
    }
    let (mut own, mut other) = (0.0f32, None::<(f32, Range<usize>)>);
    for window in windows(context) {
        let fit = alignment.coverage(window.clone(), content);
        let speaker = context.talk.speaker(&context.talk.sentences[window.start])?;
        if speaker.name == credit.speaker {
            own = own.max(fit);
        } else if other.as_ref().is_none_or(|(best, _)| *best < fit) {
            other = Some((fit, window));
        }
    }
    let (fit, window) = other?;
    if fit < SAID || fit < MARGIN * own || affirmed(context, credit, &window) {
        return None;
    }
    let sentence = best_sentence(context, &window, content)?;
    let who = &context.talk.speaker(&context.talk.sentences[sentence])?.name;
    let sure = credit.named && fit >= 0.6 && fit >= 2.0 * own;
    Some(Fault {
        range: credit.content.clone(),
        severity: if sure || fit >= 2.0 * own { Severity::Error } else { Severity::Warning },
        confidence: if sure { Confidence::High } else { Confidence::Medium },
        message: format!("summary credits {}; {who} said it ({})", credit.speaker, context.cite(sentence)),
        found: Some(Spoken { sentence, range: 0..context.talk.sentences[sentence].text.len() }),
        suggestion: None,
    })
}

/// Runs of sentences of one turn.
fn windows<'a>(context: &'a Context) -> impl Iterator<Item = Range<usize>> + 'a {
    let sentences = &context.talk.sentences;
    (0..sentences.len()).map(move |start| {
        let first = &sentences[start];
        let same = |s: &&crate::align::Sentence| (s.transcript, s.turn) == (first.transcript, first.turn);
        start..start + sentences[start..].iter().take(WINDOW).take_while(same).count()
    })
}

fn best_sentence(context: &Context, window: &Range<usize>, content: TermSet) -> Option<usize> {
    let alignment = &context.own().alignment;
    window
        .clone()
        .max_by(|a, b| alignment.coverage(*a..a + 1, content).total_cmp(&alignment.coverage(*b..b + 1, content)))
}

/// Whether the credited speaker agrees right after: then the words are theirs as well.
fn affirmed(context: &Context, credit: &Credit, window: &Range<usize>) -> bool {
    let sentences = &context.talk.sentences;
    let Some(last) = sentences.get(window.end.saturating_sub(1)) else { return false };
    let next = sentences[window.end..]
        .iter()
        .find(|sentence| (sentence.transcript, sentence.turn) != (last.transcript, last.turn));
    next.is_some_and(|sentence| {
        let yes = [
            "yes",
            "yeah",
            "yep",
            "exactly",
            "right",
            "agreed",
            "sure",
            "correct",
            "absolutely",
            "definitely",
            "indeed",
            "true",
        ];
        let opens = sentence.mentions.words.iter().take(3).any(|word| yes.contains(&word.folded.as_str()));
        opens && context.talk.speaker(sentence).is_some_and(|speaker| speaker.name == credit.speaker)
    })
}
