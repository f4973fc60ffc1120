//! From places in a file to places in what was said.

use std::ops::Range;

use super::super::excerpt::floor;
use crate::{finding::Place, source::Span, text::Flow, transcript::Transcript};

/// Bytes beside a place that may be shown with it.
const BESIDE: usize = 600;

/// Part of a turn: bytes of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) talk: usize,
    pub(super) turn: usize,
    pub(super) range: Range<usize>,
}

impl Spot {
    /// What places are ordered by.
    pub(super) fn key(&self) -> (usize, usize, usize, usize) {
        (self.talk, self.turn, self.range.start, self.range.end)
    }
}

/// A turn: its bytes in the file, its number, its words.
type Found<'a> = (Span, usize, &'a Flow);

/// The turns of the talks by their places in the files.
pub(super) struct Finder<'a> {
    /// The path of each, and its turns with their numbers by where they stand.
    talks: Vec<(&'a str, Vec<Found<'a>>)>,
}

impl<'a> Finder<'a> {
    pub(super) fn of(talks: impl Iterator<Item = &'a Transcript>) -> Self {
        let talk = |transcript: &'a Transcript| {
            let turns = transcript.turns.iter().enumerate().map(|(index, turn)| (turn.flow.whole(), index, &turn.flow));
            let mut turns: Vec<_> = turns.collect();
            turns.sort_by_key(|(span, index, _)| (span.start, *index));
            (transcript.source.path(), turns)
        };
        Self { talks: talks.map(talk).collect() }
    }

    /// Where a place was said; what reaches beyond a turn is cut off.
    pub(super) fn find(&self, place: &Place) -> Option<Spot> {
        let path = place.source.path();
        self.talks
            .iter()
            .enumerate()
            .filter(|(_, talk)| talk.0 == path)
            .find_map(|(talk, _)| self.within(talk, place.span))
    }

    /// What is said in the same turn before and after a place.
    pub(super) fn beside(&self, spot: &Spot) -> Option<(&'a str, &'a str)> {
        let (_, turns) = self.talks.get(spot.talk)?;
        let text = turns.iter().find(|(_, turn, _)| *turn == spot.turn)?.2.text();
        // Enough for an excerpt: a talk without turns is one text of any length.
        let start = floor(text, spot.range.start.saturating_sub(BESIDE));
        let end = floor(text, spot.range.end + BESIDE);
        Some((text.get(start..spot.range.start)?, text.get(spot.range.end..end)?))
    }

    /// The same for bytes of one of the talks.
    pub(super) fn within(&self, talk: usize, span: Span) -> Option<Spot> {
        let (_, turns) = self.talks.get(talk)?;
        let after = turns.partition_point(|(turn, ..)| turn.start <= span.start);
        let (_, turn, flow) =
            turns.get(..after)?.last().filter(|(turn, ..)| turn.end > span.start).or_else(|| turns.get(after))?;
        let range = position(flow, span.start, false)..position(flow, span.end, true);
        (range.start < range.end).then_some(Spot { talk, turn: *turn, range })
    }
}

/// The position in the text of a flow that stands for a byte of the file.
fn position(flow: &Flow, byte: usize, end: bool) -> usize {
    let pieces = flow.pieces();
    let at = pieces.partition_point(|piece| if end { piece.span.end < byte } else { piece.span.end <= byte });
    let Some(piece) = pieces.get(at) else { return flow.text().len() };
    let position = if byte <= piece.span.start {
        piece.range.start
    } else if piece.range.len() == piece.span.end - piece.span.start {
        piece.range.start + (byte - piece.span.start)
    } else if end {
        piece.range.end
    } else {
        piece.range.start
    };
    floor(flow.text(), position)
}
