//! Where the words of a timed item are said.

use crate::{
    rules::{Aligned, Context},
    transcript::{TimeRange, Timecode},
};

/// How far outside its range an item's words may be said, in milliseconds: tables of times are rounded.
pub(super) const SLACK: u64 = 30_000;
/// A time without an end may be that of the end of what is said: so much more, in milliseconds, may lie before it.
pub(super) const BEFORE: u64 = 90_000;
/// A sentence of an item that finds less than this of its content anywhere says nothing about the place.
pub(in crate::rules) const FOUND: f32 = 0.35;
/// A sentence is placed elsewhere if its range holds less than this share of what the best place holds.
const INSIDE: f32 = 0.75;
/// An item is said elsewhere if this share of its sentences, by content, is placed elsewhere.
const MOST: f32 = 0.6;
/// How many sentences in a row of the talk are compared with one of the item.
const WINDOW: usize = 3;
/// With fewer content words a sentence says too little about its place.
pub(super) const ENOUGH: usize = 3;

/// Where one sentence of an item is said.
struct Placed {
    sentence: usize,
    time: Timecode,
    /// How much of the item's content this part stands for.
    weight: f32,
    fit: f32,
    inside: f32,
    outside: bool,
}

/// The place of an item that is said outside its range.
pub(super) struct Elsewhere {
    /// The sentence of the talk that holds most of it.
    pub(super) sentence: usize,
    /// When the parts near that sentence are said: the first and the last.
    pub(super) said: (Timecode, Timecode),
    /// The share of the item's sentences, by content, that is said elsewhere.
    pub(super) share: f32,
    /// How much of its heaviest part the best place holds, and the range: 0 to 1.
    pub(super) fit: (f32, f32),
}

/// Where an item is said, if that is outside the range.
pub(super) fn elsewhere(context: &Context, range: TimeRange) -> Option<Elsewhere> {
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
    let said = (times().min()?, times().max()?);
    Some(Elsewhere { sentence: best.sentence, said, share: outside / whole, fit: (best.fit, best.inside) })
}

/// `at 04:05`, or `from 04:05 to 05:10`.
pub(super) fn when((first, last): (Timecode, Timecode)) -> String {
    if first == last { format!("at {first}") } else { format!("from {first} to {last}") }
}

fn is_inside(range: TimeRange, time: Timecode) -> bool {
    time.0 + SLACK >= range.start.0 && range.end.is_none_or(|end| time.0 <= end.0 + SLACK)
}

/// Where the words of one sentence of an item are said best, and whether that is outside the item's range.
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
    let outside = !is_inside(range, time) && fits.inside < INSIDE * fit;
    Some(Placed { sentence, time, weight: fit * part.alignment.weight(all), fit, inside: fits.inside, outside })
}

/// How much of a sentence of an item any few sentences of the talk hold.
pub(in crate::rules) struct Fits {
    /// The most, and the first of those sentences; `None` for a talk without times.
    pub(in crate::rules) best: Option<(f32, usize)>,
    /// The most within the item's range.
    pub(in crate::rules) inside: f32,
}

/// Looks for a sentence of an item within its range and anywhere.
pub(in crate::rules) fn fits(context: &Context, part: &Aligned, range: TimeRange) -> Fits {
    let (talk, all) = (context.talk, part.alignment.all());
    let (whole, count) = (part.alignment.weight(all), talk.sentences.len());
    let mut fits = Fits { best: None, inside: 0.0 };
    for (index, sentence) in talk.sentences.iter().enumerate() {
        let Some(time) = talk.time(sentence) else { continue };
        let inside = is_inside(range, time);
        // The window of a sentence is the next one with its neighbours. Most cannot hold more than what was found.
        let found = fits.best.map_or(0.0, |(most, _)| if inside { most.min(fits.inside) } else { most });
        if found > 0.0 && index + 1 < count && part.alignment.is_far(index + 1, all, whole, found) {
            continue;
        }
        let fit = part.alignment.coverage(index..index + WINDOW, all);
        if fits.best.is_none_or(|(most, _)| fit > most) {
            fits.best = Some((fit, index));
        }
        if inside && fit > fits.inside {
            // What runs on past the end of the range is not inside.
            let runs = talk.sentences.iter().skip(index + 1).take(WINDOW - 1);
            let length = 1 + runs.take_while(|next| talk.time(next).is_none_or(|time| is_inside(range, time))).count();
            fits.inside = fits.inside.max(part.alignment.coverage(index..index + length, all));
        }
    }
    fits
}
