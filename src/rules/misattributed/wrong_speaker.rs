#![doc = include_str!("wrong_speaker.md")]

use std::ops::Range;

use crate::{
    align::{Talk, TermSet},
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Credit, Fault, Logistic, Rule, Spoken},
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
/// The least that must be credited, in content words: "agreed" and "a fish" are anybody's.
const LEAST: usize = 3;
/// From this probability on a credit is reported.
const LIKELY: f32 = 0.98;

/// What [`features`] returns, in order. Shares are of the weight of what is credited; "others" is whoever says most of it.
pub const FEATURES: [&str; 6] = [
    "others in one go against own",
    "pairs of words said together by others, less own",
    "words in one go by others, less own",
    "own share",
    "others' share against own",
    "others' share",
];

/// How likely it is that somebody else said what is credited.
///
/// Fitted by `cargo xtask train speakers` on sentences that people wrote about meetings (QMSum, MIT licence, training split): as they
/// are, and with each other speaker of the same meeting in the place of the credited one, 8,624 readings. Of the sentences about 35
/// other meetings it ranks a wrong speaker above the right one in 96.5 % of pairs (2026-11-21).
const EXCHANGED: Logistic<{ FEATURES.len() }> = Logistic { bias: 0.76, weights: [1.23, 2.33, 0.22, -2.15, 0.13, 1.85] };

fn check(context: &Context) -> Vec<Fault> {
    context.own().credits.iter().filter_map(|credit| fault(context, credit)).collect()
}

fn fault(context: &Context, credit: &Credit) -> Option<Fault> {
    let content = content(context, credit)?;
    let weighed = Weighed::of(context, &credit.speaker, content);
    let likely = EXCHANGED.probability(&weighed.features()) >= LIKELY;
    if !likely || affirmed(context, credit, &weighed.other.window) {
        return None;
    }
    let sentence = best_sentence(context, &weighed.other.window, content)?;
    Some(Fault {
        range: credit.content.clone(),
        severity: Severity::Warning,
        confidence: Confidence::Medium,
        message: format!("summary credits {}; {}", credit.speaker, said(context, sentence)),
        found: Some(Spoken { sentence, range: 0..context.talk.sentences.get(sentence)?.text.len() }),
        suggestion: None,
    })
}

/// The features of a credit, as if it named `speaker`; `None` where too little is credited to tell.
pub fn features(context: &Context, credit: &Credit, speaker: &str) -> Option<[f32; FEATURES.len()]> {
    Some(Weighed::of(context, speaker, content(context, credit)?).features())
}

/// The content words that are credited, without names of speakers.
fn content(context: &Context, credit: &Credit) -> Option<TermSet> {
    let own = context.own();
    let aside = context.speakers_named().or(own.alignment.terms_in(&credit.range));
    let content = own.alignment.terms_in(&credit.content).without(aside);
    (content.len() >= LEAST).then_some(content)
}

/// How much of what is credited is said by the credited speaker, and how much by somebody else.
#[derive(Default)]
struct Weighed {
    /// By the credited speaker.
    own: Voice,
    /// By the others: each figure is that of whoever says most.
    other: Voice,
}

/// How much of some content one side says; shares are of the content's weight, 0 to 1.
#[derive(Default)]
struct Voice {
    /// In one go, and where that is.
    fit: f32,
    window: Range<usize>,
    /// In one go, in words.
    words: usize,
    /// The share of neighbouring words of the content that are said together: each single word may be anybody's, the combination is not.
    joined: f32,
    /// Anywhere in the talk, in words and as a share.
    all: TermSet,
    all_share: f32,
    /// In a few sentences that may be spread over turns.
    stretch: f32,
}

impl Weighed {
    fn of(context: &Context, credited: &str, content: TermSet) -> Self {
        let (alignment, talk) = (&context.own().alignment, context.talk);
        let positions: Vec<usize> = content.positions().collect();
        let pairs: Vec<TermSet> =
            positions.windows(2).map(|pair| TermSet::one(pair[0]).or(TermSet::one(pair[1]))).collect();
        let whole = pairs.iter().map(|pair| alignment.weight(*pair)).sum::<f32>().max(f32::MIN_POSITIVE);
        let full = alignment.weight(content);
        let mut weighed = Self::default();
        // What each sentence of the credited speaker holds.
        let mut said: Vec<(usize, TermSet)> = Vec::new();
        for (turn, is_own) in turns(talk, credited) {
            let voice = if is_own { &mut weighed.own } else { &mut weighed.other };
            let mut before = (TermSet::default(), TermSet::default());
            for start in turn.clone() {
                if is_own {
                    said.push((start, alignment.held(start..start + 1).and(content)));
                }
                let window = start..turn.end.min(start + WINDOW);
                // Most windows hold nothing of a claim, or what the one before holds.
                let held = alignment.held(window.clone()).and(content);
                if held.is_empty() {
                    continue;
                }
                let exact = alignment.exact(window.clone()).and(content);
                if (held, exact) == before {
                    continue;
                }
                before = (held, exact);
                let joined = pairs.iter().filter(|pair| pair.without(exact).is_empty());
                voice.joined = voice.joined.max(joined.map(|pair| alignment.weight(*pair)).sum::<f32>() / whole);
                voice.all = voice.all.or(held);
                let fit = alignment.weigh(exact, held) / full;
                if fit > voice.fit {
                    (voice.fit, voice.window, voice.words) = (fit, window, held.len());
                }
            }
        }
        let mut before = TermSet::default();
        for start in 0..said.len() {
            let rest = &said[start..];
            let near = rest.iter().take(STRETCH).take_while(|(sentence, _)| *sentence - rest[0].0 <= 3 * STRETCH);
            let held = near.fold(TermSet::default(), |set, (_, held)| set.or(*held));
            if held != before {
                let share = alignment.weight(held) / full.max(f32::MIN_POSITIVE);
                weighed.own.stretch = weighed.own.stretch.max(share);
            }
            before = held;
        }
        let content = full.max(f32::MIN_POSITIVE);
        weighed.own.all_share = alignment.weight(weighed.own.all) / content;
        weighed.other.all_share = alignment.weight(weighed.other.all) / content;
        weighed
    }

    /// What the model weighs.
    fn features(&self) -> [f32; FEATURES.len()] {
        let (own, other) = (&self.own, &self.other);
        [
            ratio(other.fit, own.stretch),
            other.joined - own.joined,
            other.words as f32 - own.words as f32,
            own.all_share,
            ratio(other.all_share, own.all_share),
            other.all_share,
        ]
    }
}

/// The logarithm of how much more one share is than another.
fn ratio(a: f32, b: f32) -> f32 {
    ((a + 0.05) / (b + 0.05)).ln()
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

/// The turns of a talk that have a speaker, as their sentences, and whether they are a certain speaker's.
fn turns<'a>(talk: &'a Talk, speaker: &'a str) -> impl Iterator<Item = (Range<usize>, bool)> + 'a {
    let mut next = 0;
    let turns = talk.sentences.chunk_by(|a, b| (a.transcript, a.turn) == (b.transcript, b.turn));
    turns.filter_map(move |turn| {
        let start = next;
        next += turn.len();
        Some((start..next, talk.speaker(turn.first()?)?.name == speaker))
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
