//! How much of a talk the summaries rest on, and how well they hold: figures for people and for their own records.

use super::{ClaimReport, Evidence, RecordingReport};
use crate::{
    finding::Severity,
    judge::Verdict,
    source::Span,
    transcript::{Timecode, Turn},
};

/// A passage counts as one that a claim rests on if its score is at least this share of the best one's.
const NEAR_THE_BEST: f64 = 0.85;

/// Which stretches of a talk claims rest on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// For each transcript of [`RecordingReport::talk`] the stretches, in order and apart, in bytes of the file.
    pub stretches: Vec<Vec<Span>>,
    /// The share of the turns' text that lies in them: 0 to 1.
    pub share: f64,
}

/// A stretch of a talk that no claim rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The place of its transcript in [`RecordingReport::talk`].
    pub transcript: usize,
    /// From the first word to the last, in bytes of the file.
    pub span: Span,
    /// The share of the turns' text that lies in it: 0 to 1.
    pub share: f64,
    /// When it starts and when the next thing is said that a claim rests on, if the transcript has times; at the end of the talk the last time.
    pub times: Option<(Timecode, Timecode)>,
}

/// How well claims hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The share of the checked claims with the verdict supported: 0 to 1.
    pub supported: f64,
    /// The mean over the checked claims of 0 for one with an error, ½ for one with a warning or with the verdict unsupported, 1 for every
    /// other: 0 to 1. Accepted findings do not count.
    pub faithfulness: f64,
}

impl Score {
    /// The score of claims; `None` if none of them could be checked.
    pub fn of<'a>(claims: impl Iterator<Item = &'a ClaimReport>) -> Option<Self> {
        let mut tally = ScoreTally::default();
        tally.add(claims);
        tally.score()
    }
}

/// A score in the making. Its sums are of halves, so that they are the same in every order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ScoreTally {
    checked: usize,
    supported: usize,
    faithful: f64,
}

impl ScoreTally {
    pub(super) fn add<'a>(&mut self, claims: impl Iterator<Item = &'a ClaimReport>) {
        for claim in claims.filter(|claim| claim.verdict != Verdict::Unchecked) {
            self.checked += 1;
            self.supported += usize::from(claim.verdict == Verdict::Supported);
            self.faithful += match claim.worst() {
                Some(Severity::Error) => 0.0,
                Some(Severity::Warning) => 0.5,
                _ if claim.verdict == Verdict::Unsupported && !claim.is_accepted() => 0.5,
                _ => 1.0,
            };
        }
    }

    pub(super) fn score(self) -> Option<Score> {
        let share = |sum: f64| sum / self.checked as f64;
        (self.checked > 0)
            .then(|| Score { supported: share(self.supported as f64), faithfulness: share(self.faithful) })
    }
}

impl ClaimReport {
    /// The passages that fit it about as well as the best one.
    pub fn closest(&self) -> impl Iterator<Item = &Evidence> {
        let best = self.evidence.iter().map(|evidence| evidence.score).fold(0.0, f64::max);
        self.evidence.iter().filter(move |evidence| evidence.score >= NEAR_THE_BEST * best)
    }
}

impl RecordingReport {
    /// Which stretches of the talk the claims of all summaries rest on. An unsupported claim rests on nothing.
    pub fn coverage(&self) -> Coverage {
        let mut rested: Vec<(&str, Span)> = Vec::new();
        let claims = self.summaries.iter().flat_map(|summary| &summary.claims);
        for claim in claims.filter(|claim| matches!(claim.verdict, Verdict::Supported | Verdict::Contradicted)) {
            rested.extend(claim.closest().map(|evidence| (evidence.place.source.path(), evidence.place.span)));
        }
        rested.sort_by_key(|(_, span)| (span.start, span.end));
        let (mut covered, mut spoken) = (0, 0);
        let mut stretches = Vec::new();
        for transcript in &self.talk {
            let path = transcript.source.path();
            let own = joined(rested.iter().filter(|(file, _)| *file == path).map(|(_, span)| *span));
            for turn in &transcript.turns {
                let turn = turn_span(turn);
                spoken += turn.end - turn.start;
                let from = own.partition_point(|span| span.end <= turn.start);
                let inside = own.iter().skip(from).take_while(|span| span.start < turn.end);
                covered += inside.map(|span| span.end.min(turn.end) - span.start.max(turn.start)).sum::<usize>();
            }
            stretches.push(own);
        }
        Coverage { stretches, share: if spoken == 0 { 0.0 } else { covered as f64 / spoken as f64 } }
    }
}

impl RecordingReport {
    /// The stretches of the talk that no claim rests on, in the order of the talk.
    pub fn gaps(&self, coverage: &Coverage) -> Vec<Gap> {
        let turns = self.talk.iter().flat_map(|transcript| &transcript.turns);
        let spoken = turns.map(|turn| size(turn_span(turn))).sum::<usize>().max(1) as f64;
        let mut gaps = Vec::new();
        for (index, (transcript, stretches)) in self.talk.iter().zip(&coverage.stretches).enumerate() {
            let mut open: Option<Gap> = None;
            for turn in &transcript.turns {
                let whole = turn_span(turn);
                let from = stretches.partition_point(|stretch| stretch.end <= whole.start);
                let mut start = whole.start;
                for stretch in stretches.iter().skip(from).take_while(|stretch| stretch.start < whole.end) {
                    widen(&mut open, index, turn, Span::new(start, stretch.start), spoken);
                    gaps.extend(open.take().map(|gap| gap.until(time_at(turn, stretch.start))));
                    start = stretch.end;
                }
                widen(&mut open, index, turn, Span::new(start, whole.end), spoken);
            }
            gaps.extend(open.take().map(|gap| gap.until(transcript.duration())));
        }
        gaps
    }
}

impl Gap {
    fn until(self, end: Option<Timecode>) -> Self {
        Self { times: self.times.zip(end).map(|((start, _), end)| (start, end.max(start))), ..self }
    }
}

/// Adds a part of a turn to the gap that is open, or opens one.
fn widen(open: &mut Option<Gap>, transcript: usize, turn: &Turn, span: Span, spoken: f64) {
    if span.is_empty() {
        return;
    }
    let times = time_at(turn, span.start).map(|time| (time, time));
    let gap = open.get_or_insert(Gap { transcript, span, share: 0.0, times });
    gap.span = gap.span.cover(span);
    gap.share += size(span) as f64 / spoken;
}

fn turn_span(turn: &Turn) -> Span {
    turn.flow.span(0..turn.flow.text().len())
}

fn size(span: Span) -> usize {
    span.end - span.start
}

/// When a byte of the file is spoken that lies in a turn.
fn time_at(turn: &Turn, byte: usize) -> Option<Timecode> {
    let pieces = turn.flow.pieces();
    let piece = pieces.get(pieces.partition_point(|piece| piece.span.end <= byte))?;
    turn.time_at(piece.range.start + byte.saturating_sub(piece.span.start))
}

/// Ordered spans, with those that meet made one.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::source::Span;

    #[test]
    fn stretches_that_meet_are_one() {
        let spans = [(0, 5), (3, 4), (5, 9), (12, 14)].map(|(start, end)| Span::new(start, end));
        assert_eq!(joined(spans.into_iter()), [Span::new(0, 9), Span::new(12, 14)]);
    }
}
