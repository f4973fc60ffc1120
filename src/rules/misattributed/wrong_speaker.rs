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
    severity: Severity::Warning,
    summary: "credits a speaker with what only somebody else said",
    page: include_str!("wrong_speaker.md"),
    check: Check::Claim(check),
};

/// How many sentences in a row of one turn are compared with what is credited.
const WINDOW: usize = 4;
/// How many of the credited speaker's sentences go together, whatever short turns of others stand between them.
const STRETCH: usize = 6;
/// How far from somebody else's words those of the credited speaker count as the same exchange, in sentences.
const NEAR: usize = 6;
/// The share of the credited content that somebody else must have said in one go.
const SAID: f32 = 0.4;
/// How much better somebody else's words must fit than any of the credited speaker's.
const MARGIN: f32 = 1.75;
/// The same, for an error.
const SURE_MARGIN: f32 = 2.2;
/// How much of what somebody else said the credited speaker may have said in the same exchange.
const SHARED: f32 = 0.5;
/// The same, for an error.
const SURE_SHARED: f32 = 0.2;

/// The share of pairs of neighbouring words of the claim that somebody else must say together.
const JOINED: f32 = 0.33;
/// How much of that the credited speaker may say together.
const APART: f32 = 0.35;

fn check(context: &Context) -> Vec<Fault> {
    context
        .own()
        .credits
        .iter()
        .filter_map(|credit| fault(context, credit).or_else(|| joined_fault(context, credit)))
        .collect()
}

/// Words that stand together in the claim, up to its first comma, and that somebody else says together while the credited speaker
/// says them only apart: each single word may be anybody's, the combination is not.
fn joined_fault(context: &Context, credit: &Credit) -> Option<Fault> {
    let text = context.text().get(credit.content.clone())?;
    let range = credit.content.start..credit.content.start + text.find(", ").unwrap_or(text.len());
    let alignment = &context.own().alignment;
    let content = alignment.terms_in(&range).without(alignment.terms_in(&credit.range));
    let positions: Vec<usize> = content.positions().collect();
    let pairs: Vec<TermSet> =
        positions.windows(2).map(|pair| TermSet::one(pair[0]).or(TermSet::one(pair[1]))).collect();
    let weight: f32 = pairs.iter().map(|pair| alignment.weight(*pair)).sum();
    if pairs.len() < 3 {
        return None;
    }
    let together = |window: &Range<usize>| {
        let held = alignment.exact(window.clone());
        pairs.iter().filter(|pair| pair.without(held).is_empty()).map(|pair| alignment.weight(*pair)).sum::<f32>()
            / weight
    };
    let (mut own, mut other) = (0.0f32, None::<(f32, Range<usize>)>);
    for window in windows(context) {
        let Some(speaker) = context.talk.sentences.get(window.start).and_then(|s| context.talk.speaker(s)) else {
            continue;
        };
        let share = together(&window);
        if speaker.name == credit.speaker {
            own = own.max(share);
        } else if share > other.as_ref().map_or(0.0, |(best, _)| *best) {
            other = Some((share, window));
        }
    }
    let (share, window) = other?;
    if share < JOINED || own > APART * share || affirmed(context, credit, &window) {
        return None;
    }
    let sentence = best_sentence(context, &window, content)?;
    Some(Fault {
        range,
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!("summary credits {}; {}", credit.speaker, said(context, sentence)),
        found: Some(Spoken { sentence, range: 0..context.talk.sentences.get(sentence)?.text.len() }),
        suggestion: None,
    })
}

fn fault(context: &Context, credit: &Credit) -> Option<Fault> {
    let own = context.own();
    let alignment = &own.alignment;
    let named = own.namings.iter().map(|naming| alignment.terms_in(&naming.range));
    let aside = named.fold(alignment.terms_in(&credit.range), TermSet::or);
    let content = alignment.terms_in(&credit.content).without(aside);
    if content.len() < 3 {
        return None;
    }
    let talk = context.talk;
    let theirs = |sentence: usize| {
        talk.sentences.get(sentence).and_then(|s| talk.speaker(s)).is_some_and(|speaker| speaker.name == credit.speaker)
    };
    let (fit, window) = best_window(context, content, theirs)?;
    let said_by_credited = (0..talk.sentences.len()).filter(|sentence| theirs(*sentence)).collect::<Vec<_>>();
    let stretches = (0..said_by_credited.len()).map(|start| {
        let rest = &said_by_credited[start..];
        let length = rest.iter().take(STRETCH).take_while(|sentence| **sentence - rest[0] <= 3 * STRETCH).count();
        held(context, &rest[..length], content)
    });
    let best = stretches.fold(0.0, f32::max);
    if fit < SAID || fit < MARGIN * best || affirmed(context, credit, &window) {
        return None;
    }
    let around = window.start.saturating_sub(NEAR)..(window.end + NEAR).min(talk.sentences.len());
    let shared = held(context, &around.filter(|sentence| theirs(*sentence)).collect::<Vec<_>>(), content);
    if shared > SHARED * fit {
        return None;
    }
    let sentence = best_sentence(context, &window, content)?;
    let words = alignment.held(window).and(content).len();
    let sure = fit >= SURE_MARGIN * best && shared <= SURE_SHARED * fit && words >= 3 && content.len() >= 4;
    Some(Fault {
        range: credit.content.clone(),
        severity: if sure { Severity::Error } else { Severity::Warning },
        confidence: if sure && credit.named { Confidence::High } else { Confidence::Medium },
        message: format!("summary credits {}; {}", credit.speaker, said(context, sentence)),
        found: Some(Spoken { sentence, range: 0..talk.sentences[sentence].text.len() }),
        suggestion: None,
    })
}

/// The run of sentences of one turn of somebody else that holds most of some content, and how much.
fn best_window(context: &Context, content: TermSet, theirs: impl Fn(usize) -> bool) -> Option<(f32, Range<usize>)> {
    let alignment = &context.own().alignment;
    let whole = alignment.weight(content).max(f32::MIN_POSITIVE);
    let mut best: Option<(f32, Range<usize>)> = None;
    for window in windows(context) {
        if alignment.held(window.start..window.start + 1).and(content).is_empty() {
            continue;
        }
        let fit = alignment.weight(alignment.held(window.clone()).and(content)) / whole;
        if best.as_ref().is_none_or(|(best, _)| *best < fit)
            && !theirs(window.start)
            && context.talk.speaker(&context.talk.sentences[window.start]).is_some()
        {
            best = Some((fit, window));
        }
    }
    best
}

/// `Mark Zuckerberg said it (line 45, 04:00)`.
fn said(context: &Context, sentence: usize) -> String {
    let cite = context.cite(sentence);
    let speaker = context.talk.speaker(&context.talk.sentences[sentence]).map_or("", |speaker| &speaker.name);
    match cite.strip_prefix(speaker).and_then(|rest| rest.strip_prefix(", ")) {
        Some(place) => format!("{speaker} said it ({place})"),
        None => format!("{speaker} said it"),
    }
}

/// The share of some content that sentences hold together.
fn held(context: &Context, sentences: &[usize], content: TermSet) -> f32 {
    let alignment = &context.own().alignment;
    let together = sentences.iter().fold(TermSet::default(), |set, s| set.or(alignment.held(*s..*s + 1))).and(content);
    let whole = alignment.weight(content);
    if whole > 0.0 && !together.is_empty() { alignment.weight(together) / whole } else { 0.0 }
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
