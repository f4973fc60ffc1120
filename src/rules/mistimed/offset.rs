//! The times of one summary, and the clock of the talk: where an intro was cut, all of them are off by the same amount.

use super::{
    super::Aligned,
    place::{BEFORE, SLACK},
};
use crate::{
    align::Talk,
    summary::ClaimKind,
    transcript::{TimeRange, Timecode},
};

/// By how much the times of a summary are off, all alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// What to add to a time of the summary to get that of the talk, in milliseconds.
    pub millis: i64,
    /// How many items agree.
    pub agree: usize,
    /// How many items have a clear place in the talk.
    pub placed: usize,
}

/// What is said at a time without an end goes on for so long at least, in milliseconds.
const LASTS: u64 = 240_000;
/// Fewer items that agree are chance.
const SEVERAL: usize = 4;
/// The place of an item is clear if its best passage holds this share of its content …
const CLEAR: f32 = 0.5;
/// … and none at another time holds this share of that.
const RIVAL: f32 = 0.8;
/// Passages this close are one place, in milliseconds.
const NEAR: u64 = 60_000;
/// What is less than a minute is no other cut of the recording.
const LEAST: u64 = 60_000;
/// With fewer content words an item has no clear place.
const ENOUGH: usize = 4;

/// Gives every timed claim of a summary the stretch of the talk in which it should be said; where most of its times are off by the
/// same amount, that amount is taken off first, and returned.
pub fn settle(talk: &Talk, aligned: &mut [Aligned]) -> Option<Offset> {
    let mut starts: Vec<Timecode> = aligned.iter().filter_map(|part| Some(part.claim.time?.start)).collect();
    starts.sort_unstable();
    starts.dedup();
    for part in aligned.iter_mut() {
        part.window = part.claim.time.map(|time| window(time, part.claim.kind, &starts));
    }
    let offset = offset(&votes(talk, aligned));
    if let Some(offset) = offset {
        let shift = |time: Timecode| Timecode(time.0.saturating_add_signed(offset.millis));
        for window in aligned.iter_mut().filter_map(|part| part.window.as_mut()) {
            *window = TimeRange { start: shift(window.start), end: window.end.map(shift) };
        }
    }
    offset
}

/// The stretch that a time means: its own range; of a chapter, up to the next time of the summary, which for the last is the end of the
/// talk; of any other item, a while.
fn window(time: TimeRange, kind: ClaimKind, starts: &[Timecode]) -> TimeRange {
    let least = Timecode(time.start.0.saturating_add(LASTS));
    let next = starts.get(starts.partition_point(|start| *start <= time.start)).copied();
    let end = match (time.end, kind) {
        (Some(end), _) => Some(end),
        (None, ClaimKind::Chapter) => next.map(|next| next.max(least)),
        (None, _) => Some(next.map_or(least, |next| next.max(least))),
    };
    TimeRange { start: time.start, end }
}

/// The offsets at which one item would be said within its window.
struct Vote {
    from: i64,
    to: i64,
    /// From the start of the window to the place.
    lag: i64,
}

/// One vote for each item that has a clear place.
fn votes(talk: &Talk, aligned: &[Aligned]) -> Vec<Vote> {
    let vote = |item: &[Aligned]| {
        let clear = item.iter().filter_map(|part| {
            let (place, held) = clear_place(talk, part)?;
            Some((held, place, part.window?, part.claim.time?))
        });
        let (_, place, window, stated) = clear.max_by(|a, b| a.0.total_cmp(&b.0))?;
        let after = |time: Timecode| place.0.cast_signed() - time.0.cast_signed();
        let slack = SLACK.cast_signed();
        let before = if stated.end.is_none() { slack + BEFORE.cast_signed() } else { slack };
        let end = window.end.unwrap_or_else(|| Timecode(window.start.0.saturating_add(LASTS)));
        Some(Vote { from: after(end) - slack, to: after(window.start) + before, lag: after(window.start) })
    };
    aligned.chunk_by(|a, b| a.claim.item == b.claim.item).filter_map(vote).collect()
}

/// When a claim is said and how much of its content is said there, if that is clear.
fn clear_place(talk: &Talk, part: &Aligned) -> Option<(Timecode, f32)> {
    part.window?;
    let alignment = &part.alignment;
    let all = alignment.all();
    if all.len() < ENOUGH {
        return None;
    }
    let mut places = alignment.hits.iter().filter_map(|hit| {
        let sentences = talk.passages.get(hit.passage)?.sentences.clone();
        // A passage may start long before the sentence that counts.
        let held = |sentence: &usize| alignment.coverage(*sentence..sentence + 1, all);
        let best = sentences.clone().max_by(|a, b| held(a).total_cmp(&held(b)).then(b.cmp(a)))?;
        Some((talk.time(talk.sentences.get(best)?)?, alignment.coverage(sentences, all)))
    });
    let (time, held) = places.next().filter(|(_, held)| *held >= CLEAR)?;
    let rival = places.any(|(other, share)| other.0.abs_diff(time.0) > NEAR && share >= RIVAL * held);
    (!rival).then_some((time, held * alignment.weight(all)))
}

/// The offset for which most items vote, if that is most of them and clearly more than for none.
fn offset(votes: &[Vote]) -> Option<Offset> {
    let count = |at: i64| votes.iter().filter(|vote| vote.from <= at && at <= vote.to).count();
    // Where stretches overlap most, one of them starts.
    let mut edges: Vec<(i64, bool)> = votes.iter().flat_map(|vote| [(vote.from, false), (vote.to, true)]).collect();
    // At one place the starts come before the ends.
    edges.sort_unstable();
    let (mut open, mut best) = (0usize, (0usize, 0i64, 0i64));
    for (index, (at, ends)) in edges.iter().enumerate() {
        open = if *ends { open - 1 } else { open + 1 };
        let until = edges.get(index + 1).map_or(*at, |(next, _)| *next);
        let nearer = |best: (usize, i64, i64)| at.abs() < best.1.abs();
        if !ends && (open > best.0 || (open == best.0 && nearer(best))) {
            best = (open, *at, until);
        }
    }
    let (agree, from, to) = best;
    if agree < SEVERAL || agree * 3 < votes.len() * 2 || count(0) * 2 > agree {
        return None;
    }
    let mut lags: Vec<i64> =
        votes.iter().filter(|vote| vote.from <= from && to <= vote.to).map(|vote| vote.lag).collect();
    lags.sort_unstable();
    let middle = lags.get(lags.len() / 2).copied()?.clamp(from, to);
    // Seconds are as fine as such times are.
    let millis = (middle + middle.signum() * 500) / 1000 * 1000;
    (millis.unsigned_abs() >= LEAST).then_some(Offset { millis, agree, placed: votes.len() })
}
