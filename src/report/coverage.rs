//! How much of a talk the summaries rest on, and how well they hold: figures for people and for their own records.

use super::{ClaimReport, RecordingReport};
use crate::{finding::Severity, judge::Verdict, source::Span};

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
        let (mut checked, mut supported, mut faithful) = (0usize, 0usize, 0.0);
        for claim in claims.filter(|claim| claim.verdict != Verdict::Unchecked) {
            checked += 1;
            supported += usize::from(claim.verdict == Verdict::Supported);
            faithful += match claim.worst() {
                Some(Severity::Error) => 0.0,
                Some(Severity::Warning) => 0.5,
                _ if claim.verdict == Verdict::Unsupported && !claim.is_accepted() => 0.5,
                _ => 1.0,
            };
        }
        let share = |sum: f64| sum / checked as f64;
        (checked > 0).then(|| Self { supported: share(supported as f64), faithfulness: share(faithful) })
    }
}

impl RecordingReport {
    /// Which stretches of the talk the claims of all summaries rest on. An unsupported claim rests on nothing.
    pub fn coverage(&self) -> Coverage {
        let mut rested: Vec<(&str, Span)> = Vec::new();
        let claims = self.summaries.iter().flat_map(|summary| &summary.claims);
        for claim in claims.filter(|claim| matches!(claim.verdict, Verdict::Supported | Verdict::Contradicted)) {
            let best = claim.evidence.iter().map(|evidence| evidence.score).fold(0.0, f64::max);
            let near = claim.evidence.iter().filter(|evidence| evidence.score >= NEAR_THE_BEST * best);
            rested.extend(near.map(|evidence| (evidence.place.source.path(), evidence.place.span)));
        }
        rested.sort_by_key(|(_, span)| (span.start, span.end));
        let (mut covered, mut spoken) = (0, 0);
        let mut stretches = Vec::new();
        for transcript in &self.talk {
            let path = transcript.source.path();
            let own = joined(rested.iter().filter(|(file, _)| *file == path).map(|(_, span)| *span));
            for turn in &transcript.turns {
                let turn = turn.flow.span(0..turn.flow.text().len());
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
