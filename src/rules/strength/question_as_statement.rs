#![doc = include_str!("question_as_statement.md")]

use super::{
    mark::{Force, marks},
    place::worth,
};
use crate::{
    finding::{Confidence, Family, Severity},
    mention::{Mentions, Modality},
    rules::{Check, Context, Credit, Fault, Rule, Spoken},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S004",
    name: "question-as-statement",
    family: Family::Strength,
    severity: Severity::Warning,
    summary: "decided or promised where the talk only asks",
    page: include_str!("question_as_statement.md"),
    check: Check::Claim(check),
};

/// The share of the credited words that the question must hold.
const CLEAR: f32 = 0.5;
/// The share of that which makes another sentence as good a place.
const AS_GOOD: f32 = 0.7;

/// So many words open a question.
const LEAD: usize = 5;
/// So many words answer it shortly.
const SHORT: usize = 3;

fn check(context: &Context) -> Vec<Fault> {
    context.own().credits.iter().filter_map(|credit| fault(context, credit)).collect()
}

fn fault(context: &Context, credit: &Credit) -> Option<Fault> {
    let own = context.own();
    let verb = context.text().get(credit.range.clone())?;
    let written = marks(context.text(), &own.mentions);
    if written.iter().any(|mark| matches!(mark.force, Force::Asked | Force::Open | Force::Guess | Force::Maybe))
        || asks(&own.mentions)
    {
        return None;
    }
    let slot = own.alignment.terms_in(&credit.content);
    if slot.len() < 3 {
        return None;
    }
    let places = worth(context, slot);
    let held = |index: usize| own.alignment.coverage(index..index + 1, slot);
    let best = places.iter().copied().max_by(|a, b| held(*a).total_cmp(&held(*b)).then(b.cmp(a)))?;
    let sentence = context.talk.sentences.get(best)?;
    let question = |index: usize| {
        context.talk.sentences.get(index).and_then(|sentence| {
            let half = sentence.text.len() / 2;
            sentence.mentions.hedges.iter().find(|hedge| hedge.modality == Modality::Asked && hedge.range.len() > half)
        })
    };
    let asked = question(best)?;
    let speaks = context.talk.speaker(sentence).is_some_and(|speaker| speaker.name == credit.speaker);
    let stated = places.iter().any(|index| question(*index).is_none() && held(*index) >= AS_GOOD * held(best));
    if !speaks || stated || held(best) < CLEAR || states(context, best) {
        return None;
    }
    let spoken = Spoken { sentence: best, range: asked.range.clone() };
    Some(Fault {
        range: credit.range.clone(),
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!("summary says {verb}; asked was \"{}\" ({})", context.spoken(&spoken), context.cite(best)),
        found: Some(spoken),
        suggestion: None,
    })
}

/// Whether a question states what it asks: "isn't it slow?", "why not wait?", or one that the speaker answers in a few words.
fn states(context: &Context, question: usize) -> bool {
    let sentences = &context.talk.sentences;
    let Some(asked) = sentences.get(question) else { return false };
    let words = &asked.mentions.words;
    let opening = words.get(..words.len().min(LEAD)).unwrap_or_default();
    let expects = opening.iter().any(|word| word.folded.ends_with("n't"))
        || opening.windows(2).any(|pair| pair[0].folded == "why" && pair[1].folded == "not");
    let answer =
        sentences.get(question + 1).filter(|next| (next.transcript, next.turn) == (asked.transcript, asked.turn));
    expects || answer.is_some_and(|next| next.mentions.words.len() <= SHORT && !next.text.contains('?'))
}

/// Whether a claim itself says that something is asked.
fn asks(mentions: &Mentions) -> bool {
    mentions.words.iter().any(|word| {
        matches!(
            word.stem.as_str(),
            "ask"
                | "question"
                | "wonder"
                | "queri"
                | "inquir"
                | "enquir"
                | "request"
                | "whether"
                | "rais"
                | "doubt"
                | "demand"
                | "check"
                | "challeng"
                | "propos"
                | "suggest"
                | "want"
                | "concern"
                | "worri"
        )
    })
}
