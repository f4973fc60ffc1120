#![doc = include_str!("misplaced_chapter.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Aligned, Check, Context, Fault, Rule, Spoken},
    summary::ClaimKind,
    transcript::{TimeRange, Timecode},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T001",
    name: "misplaced-chapter",
    family: Family::Mistimed,
    severity: Severity::Error,
    summary: "what a chapter tells is said outside its time range",
    page: include_str!("misplaced_chapter.md"),
    check: Check::Claim(check),
};

/// How far outside its range a chapter's words may be said, in milliseconds: tables of times are rounded.
const SLACK: u64 = 30_000;
/// A sentence of a chapter that finds less than this of its content anywhere says nothing about the place.
pub(in crate::rules) const FOUND: f32 = 0.35;
/// A sentence is placed elsewhere if its range holds less than this share of what the best place holds.
const INSIDE: f32 = 0.75;
/// A chapter is misplaced if this share of its sentences, by content, is placed elsewhere.
const MOST: f32 = 0.6;
/// How many sentences in a row of the talk are compared with one of the chapter.
const WINDOW: usize = 3;
/// With fewer content words a sentence says too little about its place.
const ENOUGH: usize = 3;

/// Where one sentence of a chapter is said.
struct Placed {
    sentence: usize,
    time: Timecode,
    /// How much of the chapter's content this part stands for.
    weight: f32,
    outside: bool,
}

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    let Some(range) = own.claim.time.filter(|_| own.claim.kind == ClaimKind::Chapter) else { return Vec::new() };
    // A chapter is one thing whose sentences are judged together; its first claim speaks for it.
    let words: usize = context.item.iter().map(|part| part.alignment.all().len()).sum();
    if context.index > 0 || words < ENOUGH {
        return Vec::new();
    }
    fault(context, range).into_iter().collect()
}

fn fault(context: &Context, range: TimeRange) -> Option<Fault> {
    let placed: Vec<Placed> = context.item.iter().filter_map(|part| place(context, part, range)).collect();
    let whole: f32 = placed.iter().map(|part| part.weight).sum();
    let outside: f32 = placed.iter().filter(|part| part.outside).map(|part| part.weight).sum();
    if outside < MOST * whole {
        return None;
    }
    let heaviest = |best: &'_ &Placed, part: &'_ &Placed| best.weight.total_cmp(&part.weight);
    let best = placed.iter().filter(|part| part.outside).max_by(heaviest)?;
    let times = || {
        placed.iter().filter(|part| part.outside && part.time.0.abs_diff(best.time.0) <= 180_000).map(|part| part.time)
    };
    let (first, last) = (times().min()?, times().max()?);
    let said = if first == last { format!("at {first}") } else { format!("from {first} to {last}") };
    let end = range.end.map_or(String::new(), |end| format!(" - {end}"));
    Some(Fault {
        range: 0..context.text().len(),
        severity: Severity::Error,
        confidence: if outside >= 0.8 * whole { Confidence::High } else { Confidence::Medium },
        message: format!("chapter says {}{end}; it is said {said} ({})", range.start, context.cite(best.sentence)),
        found: Some(Spoken {
            sentence: best.sentence,
            range: 0..context.talk.sentences.get(best.sentence)?.text.len(),
        }),
        suggestion: None,
    })
}

fn inside(range: TimeRange, time: Timecode) -> bool {
    time.0 + SLACK >= range.start.0 && range.end.is_none_or(|end| time.0 <= end.0 + SLACK)
}

/// Where the words of one sentence of a chapter are said best, and whether that is outside the chapter's range.
fn place(context: &Context, part: &Aligned, range: TimeRange) -> Option<Placed> {
    let talk = context.talk;
    let all = part.alignment.all();
    if all.len() < ENOUGH {
        return None;
    }
    let fits = fits(context, part, range);
    let (fit, start) = fits.best.filter(|(fit, _)| *fit >= FOUND)?;
    // The window starts early when its first sentences hold nothing; the place is where the words are.
    let sentence = (start..start + WINDOW).max_by(|a, b| {
        let (held_a, held_b) = (part.alignment.coverage(*a..a + 1, all), part.alignment.coverage(*b..b + 1, all));
        held_a.total_cmp(&held_b).then(b.cmp(a))
    })?;
    let time = talk.time(talk.sentences.get(sentence)?)?;
    let outside = !inside(range, time) && fits.inside < INSIDE * fit;
    Some(Placed { sentence, time, weight: fit * part.alignment.weight(all), outside })
}

/// How much of a sentence of a chapter any few sentences of the talk hold.
pub(in crate::rules) struct Fits {
    /// The most, and the first of those sentences; `None` for a talk without times.
    pub(in crate::rules) best: Option<(f32, usize)>,
    /// The most within the chapter's range.
    pub(in crate::rules) inside: f32,
}

/// Looks for a sentence of a chapter within its range and anywhere.
pub(in crate::rules) fn fits(context: &Context, part: &Aligned, range: TimeRange) -> Fits {
    let all = part.alignment.all();
    let (whole, count) = (part.alignment.weight(all), context.talk.sentences.len());
    let mut fits = Fits { best: None, inside: 0.0 };
    for (index, sentence) in context.talk.sentences.iter().enumerate() {
        let Some(time) = context.talk.time(sentence) else { continue };
        let inside = inside(range, time);
        // The window of a sentence is the next one with its neighbours. Most cannot hold more than what was found.
        let found = fits.best.map_or(0.0, |(most, _)| if inside { most.min(fits.inside) } else { most });
        if found > 0.0 && index + 1 < count && part.alignment.is_far(index + 1, all, whole, found) {
            continue;
        }
        let fit = part.alignment.coverage(index..index + WINDOW, all);
        if fits.best.is_none_or(|(most, _)| fit > most) {
            fits.best = Some((fit, index));
        }
        if inside {
            fits.inside = fits.inside.max(fit);
        }
    }
    fits
}
