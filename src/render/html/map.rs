//! The evidence map: the talk across, the claims down, a mark where each claim's evidence lies; and what no claim rests on.

use std::fmt::Write as _;

use super::{
    super::{excerpt::floor, harmless::harmless, wrap::shorten},
    claims::{ClaimView, SummaryView},
    percent,
    place::Spot,
    talk::{Layout, passages},
};
use crate::{
    judge::Verdict,
    report::{Coverage, RecordingReport},
    transcript::{Timecode, Transcript},
};

/// The map's own units.
const WIDTH: f64 = 760.0;
const LEFT: f64 = 112.0;
const RIGHT: f64 = 24.0;
const LANE: f64 = 13.0;
/// The rows of claims take at most this height, each at most `ROW`.
const ROWS: f64 = 400.0;
const ROW: f64 = 9.0;
/// From so many claims on, those that hold are drawn as one shape without links: the file stays small.
const MANY: usize = 1_000;
/// So many speakers have a lane of their own.
const LANES: usize = 6;
/// Seconds from one time to the next one above the drawing.
const STEPS: [u64; 11] = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 36_000];
/// So many gaps are listed; shorter ones than this share of the talk are none.
const GAPS: usize = 5;
const SMALLEST_GAP: f64 = 0.015;

/// A stretch of the talk on which no claim rests.
pub(super) struct Blank {
    /// Its first words.
    pub(super) start: Spot,
    /// The turn and the position where it ends.
    end: (usize, usize),
    /// Bytes of text.
    length: usize,
    share: f64,
}

/// A gap as it is listed.
pub(super) struct Gap {
    pub(super) segment: usize,
    pub(super) when: String,
    pub(super) share: String,
    pub(super) words: String,
}

/// The longest stretches on which no claim rests, in the order of the talk.
pub(super) fn gaps(recording: &RecordingReport, coverage: &Coverage) -> Vec<Blank> {
    let mut gaps: Vec<Blank> = Vec::new();
    for (talk, (transcript, stretches)) in recording.talk.iter().zip(&coverage.stretches).enumerate() {
        let finder = super::place::Finder::of(std::iter::once(transcript.as_ref()));
        let mut covered: Vec<Spot> = Vec::new();
        for (index, turn) in transcript.turns.iter().enumerate() {
            let whole = turn.flow.whole();
            let from = stretches.partition_point(|span| span.end <= whole.start);
            for span in stretches.iter().skip(from).take_while(|span| span.start < whole.end) {
                let inside = crate::source::Span::new(span.start.max(whole.start), span.end.min(whole.end));
                covered.extend(finder.within(0, inside).filter(|spot| spot.turn == index));
            }
        }
        covered.sort_by_key(Spot::key);
        let mut covered = covered.into_iter().peekable();
        let mut open: Option<Blank> = None;
        for (index, turn) in transcript.turns.iter().enumerate() {
            let text = turn.flow.text();
            let mut at = 0;
            loop {
                let next = covered.next_if(|spot| spot.turn == index);
                let until = next.as_ref().map_or(text.len(), |spot| spot.range.start);
                if text.get(at..until).is_some_and(|blank| !blank.trim().is_empty()) {
                    let first = at..floor(text, (at + 60).min(until)).max(at);
                    let start = || Spot { talk, turn: index, range: first };
                    let blank = open.get_or_insert_with(|| Blank {
                        start: start(),
                        end: (index, until),
                        length: 0,
                        share: 0.0,
                    });
                    blank.length += until - at;
                    blank.end = (index, until);
                }
                let Some(spot) = next else { break };
                gaps.extend(open.take());
                at = at.max(spot.range.end);
            }
        }
        gaps.extend(open);
    }
    let spoken: usize = recording.talk.iter().flat_map(|talk| &talk.turns).map(|turn| turn.flow.text().len()).sum();
    for gap in &mut gaps {
        gap.share = gap.length as f64 / spoken.max(1) as f64;
    }
    gaps.retain(|gap| gap.share >= SMALLEST_GAP);
    gaps.sort_by_key(|gap| std::cmp::Reverse(gap.length));
    gaps.truncate(GAPS);
    gaps.sort_by_key(|gap| gap.start.key());
    gaps
}

impl Gap {
    pub(super) fn of(blank: &Blank, recording: &RecordingReport, layout: &Layout) -> Option<Self> {
        let transcript = recording.talk.get(blank.start.talk)?;
        let turn = transcript.turns.get(blank.start.turn)?;
        let until = transcript.turns.get(blank.end.0)?.time_at(blank.end.1);
        let when = match (turn.time_at(blank.start.range.start), until) {
            (Some(from), Some(until)) if until > from => format!("{from} to {until}"),
            (Some(from), _) => from.to_string(),
            _ => String::new(),
        };
        let rest = turn.flow.text().get(blank.start.range.start..)?;
        let rest = rest.get(..floor(rest, 300))?;
        Some(Self {
            segment: layout.at(&blank.start).iter().find_map(|segment| segment.id)?,
            when,
            share: percent(blank.share),
            words: shorten(&harmless(rest), 80),
        })
    }
}

/// The drawing.
pub(super) struct Map {
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) plot: f64,
    pub(super) description: String,
    pub(super) ticks: Vec<(f64, String)>,
    pub(super) lanes: Vec<Lane>,
    pub(super) chapters: Vec<Box>,
    pub(super) groups: Vec<Group>,
    pub(super) marks: Vec<Mark>,
    /// The claims that hold, where they are too many to be drawn one by one.
    pub(super) crowd: String,
}

/// A band across: who speaks when, or what is covered.
pub(super) struct Lane {
    pub(super) y: f64,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) path: String,
}

pub(super) struct Box {
    pub(super) x: f64,
    pub(super) width: f64,
    pub(super) title: String,
    pub(super) short: String,
    pub(super) odd: bool,
}

/// The rows of one summary.
pub(super) struct Group {
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) name: String,
}

/// Where a claim's evidence lies.
pub(super) struct Mark {
    pub(super) claim: usize,
    pub(super) kind: &'static str,
    pub(super) path: String,
    pub(super) title: String,
}

/// Pairs of numbers: start and end, or position and value.
type Bars = Vec<(f64, f64)>;

/// Positions of the talk across the drawing: by time where all talks have times, else by length.
struct Axis {
    /// For each talk the start of each turn in its text, and points of the text with their values, both ascending.
    talks: Vec<(Vec<f64>, Bars)>,
    timed: bool,
    end: f64,
}

impl Axis {
    fn of(recording: &RecordingReport) -> Self {
        let timed = recording.talk.iter().all(|talk| talk.turns.iter().flat_map(|turn| &turn.times).nth(1).is_some());
        let mut axis = Self { talks: Vec::new(), timed, end: 0.0 };
        let mut before = 0.0;
        for talk in &recording.talk {
            let (starts, points) = Self::points(talk, timed, before);
            axis.end = points.last().map_or(axis.end, |(_, value)| axis.end.max(*value));
            before = if timed { 0.0 } else { axis.end };
            axis.talks.push((starts, points));
        }
        axis
    }

    fn points(talk: &Transcript, timed: bool, before: f64) -> (Vec<f64>, Bars) {
        let mut starts = Vec::new();
        let mut at = 0.0;
        let mut points: Bars = Vec::new();
        for turn in &talk.turns {
            starts.push(at);
            for (position, time) in turn.times.iter().filter(|_| timed) {
                let (x, value) = (at + *position as f64, time.0 as f64);
                if points.last().is_none_or(|(last, most)| x > *last && value >= *most) {
                    points.push((x, value));
                }
            }
            at += turn.flow.text().len() as f64;
        }
        if timed {
            let last = points.last().map_or(0.0, |(_, value)| *value);
            points.push((at, talk.duration().map_or(last, |end| last.max(end.0 as f64))));
        } else {
            points.extend([(0.0, before), (at, before + at)]);
        }
        (starts, points)
    }

    /// Where a position of a turn is across.
    fn x(&self, talk: usize, turn: usize, position: usize) -> f64 {
        let Some((starts, points)) = self.talks.get(talk) else { return LEFT };
        let at = starts.get(turn).map_or(0.0, |start| start + position as f64);
        let after = points.partition_point(|(x, _)| *x <= at);
        let value = match (after.checked_sub(1).and_then(|i| points.get(i)), points.get(after)) {
            (Some((x0, v0)), Some((x1, v1))) if x1 > x0 => v0 + (v1 - v0) * (at - x0) / (x1 - x0),
            (Some((_, value)), _) | (None, Some((_, value))) => *value,
            (None, None) => 0.0,
        };
        self.across(value)
    }

    fn across(&self, value: f64) -> f64 {
        let share = if self.end > 0.0 { (value / self.end).clamp(0.0, 1.0) } else { 0.0 };
        round(LEFT + share * (WIDTH - LEFT - RIGHT))
    }

    fn ticks(&self) -> Vec<(f64, String)> {
        if !self.timed {
            return [0.0, 25.0, 50.0, 75.0, 100.0]
                .map(|p| (self.across(self.end * p / 100.0), format!("{p} %")))
                .to_vec();
        }
        let seconds = self.end / 1000.0;
        let step = STEPS.into_iter().find(|step| seconds / (*step as f64) <= 9.0).unwrap_or((seconds / 8.0) as u64);
        let times = (0..).map(|n| n * step * 1000).take_while(|millis| (*millis as f64) <= self.end).take(12);
        times.map(|millis| (self.across(millis as f64), Timecode(millis).to_string())).collect()
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Map {
    pub(super) fn of(
        recording: &RecordingReport,
        layout: &Layout,
        coverage: &Coverage,
        summaries: &[SummaryView],
    ) -> Option<Self> {
        let total: usize = recording.summaries.iter().map(|summary| summary.claims.len()).sum();
        if recording.talk.is_empty() || total == 0 {
            return None;
        }
        let axis = Axis::of(recording);
        let mut y = 16.0;
        let chapters = chapters(recording, &axis);
        if !chapters.is_empty() {
            y += LANE + 3.0;
        }
        let mut lanes = voices(recording, &axis, &mut y);
        lanes.push(Lane {
            y,
            name: "covered".to_owned(),
            kind: "covered".to_owned(),
            path: bars(y, covered(layout, coverage, &axis)),
        });
        y += LANE + 6.0;
        let row = (ROWS / total as f64).min(ROW);
        let (mut groups, mut marks, mut crowd) = (Vec::new(), Vec::new(), String::new());
        for (summary, view) in recording.summaries.iter().zip(summaries) {
            let start = y;
            for (claim, view) in summary.claims.iter().zip(view.claims()) {
                let middle = round(y + row / 2.0);
                let spot = passages(claim).next().and_then(|evidence| layout.finder.find(&evidence.place));
                // What rests on nothing stands at the right edge.
                let x = spot.map_or(WIDTH - RIGHT / 2.0, |spot| axis.x(spot.talk, spot.turn, spot.range.start));
                if total >= MANY && !view.is_open() {
                    // Writing to a string cannot fail.
                    let _ = write!(crowd, "M{x} {middle}h2");
                } else {
                    marks.push(Mark::of(view, x, middle, claim.place.text.as_str()));
                }
                y += row;
            }
            let path = summary.source.path();
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            groups.push(Group { y: round(start), height: round(y - start), name: shorten(&harmless(name), 20) });
            y += 4.0;
        }
        let speakers = lanes.len() - 1;
        Some(Self {
            height: round(y + 4.0),
            left: LEFT,
            plot: WIDTH - LEFT - RIGHT,
            description: format!(
                "{} across, {total} claims down. A mark shows where the evidence of a claim lies; the list below says the same. Bands on top: {}, what claims rest on.",
                if axis.timed { "The time of the talk" } else { "The talk from its first word to its last" },
                match (chapters.is_empty(), speakers) {
                    (true, 0) => "none for speakers".to_owned(),
                    (false, 0) => "chapters".to_owned(),
                    (true, _) => "speakers".to_owned(),
                    (false, _) => "chapters, speakers".to_owned(),
                },
            ),
            ticks: axis.ticks(),
            lanes,
            chapters,
            groups,
            marks,
            crowd,
        })
    }
}

impl Mark {
    fn of(claim: &ClaimView, x: f64, y: f64, text: &str) -> Self {
        let when = claim.moment.as_ref().map_or_else(String::new, |moment| format!(" at {}", moment.label));
        let path = match claim.verdict {
            // A finding that leaves the verdict alone is a ring around it.
            Verdict::Supported if claim.is_open() => {
                format!("M{x} {y}m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0zm-2.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z")
            }
            Verdict::Supported => format!("M{x} {y}m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
            Verdict::Contradicted => format!("M{x} {y}m-4-4l8 8m0-8l-8 8"),
            Verdict::Unsupported => format!("M{x} {y}m0-4l4.5 8h-9z"),
            Verdict::Unchecked => format!("M{x} {y}m-3-3h6v6h-6z"),
        };
        Self {
            claim: claim.number,
            kind: match claim.verdict {
                Verdict::Supported if claim.is_open() => "supported flawed",
                verdict => verdict.name(),
            },
            path,
            title: format!("{} {}{when}: {}", claim.number, claim.verdict.name(), shorten(&harmless(text), 70)),
        }
    }
}

/// Chapters of the first transcript, where it has some.
fn chapters(recording: &RecordingReport, axis: &Axis) -> Vec<Box> {
    const MOST: usize = 60;
    let Some(talk) = recording.talk.first() else { return Vec::new() };
    let mut starts: Vec<(f64, &str)> =
        talk.chapters.iter().take(MOST).map(|chapter| (axis.x(0, chapter.turn, 0), chapter.title.as_str())).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let ends: Vec<f64> = starts.iter().skip(1).map(|(x, _)| *x).chain([WIDTH - RIGHT]).collect();
    let boxes = starts.into_iter().zip(ends).enumerate().map(|(index, ((x, title), end))| {
        let title = harmless(title);
        let room = ((end - x - 6.0) / 5.2).max(0.0) as usize;
        let short = if room >= 4 { shorten(&title, room) } else { String::new() };
        Box { x, width: round(end - x), title, short, odd: index % 2 == 1 }
    });
    boxes.collect()
}

/// A lane for each speaker, the last one for all the others.
fn voices(recording: &RecordingReport, axis: &Axis, y: &mut f64) -> Vec<Lane> {
    let mut names: Vec<(&str, Bars)> = Vec::new();
    for (index, talk) in recording.talk.iter().enumerate() {
        for (number, turn) in talk.turns.iter().enumerate() {
            let Some(speaker) = talk.speaker(turn) else { continue };
            let bar = (axis.x(index, number, 0), axis.x(index, number, turn.flow.text().len()));
            match names.iter().position(|(name, _)| *name == speaker.name) {
                None if names.len() < LANES => names.push((&speaker.name, vec![bar])),
                known => {
                    // Whoever has no lane shares the last one.
                    if let Some((name, bars)) = names.get_mut(known.unwrap_or(LANES - 1)) {
                        *name = known.map_or("others", |_| *name);
                        bars.push(bar);
                    }
                }
            }
        }
    }
    let lane = |(index, (name, spoken)): (usize, (&str, Bars))| {
        let lane =
            Lane { y: *y, name: shorten(&harmless(name), 18), kind: format!("voice v{index}"), path: bars(*y, spoken) };
        *y += LANE;
        lane
    };
    names.into_iter().enumerate().map(lane).collect()
}

fn covered(layout: &Layout, coverage: &Coverage, axis: &Axis) -> Bars {
    let mut bars = Vec::new();
    for (talk, stretches) in coverage.stretches.iter().enumerate() {
        for stretch in stretches {
            if let Some(spot) = layout.finder.within(talk, *stretch) {
                let x = |position| axis.x(spot.talk, spot.turn, position);
                bars.push((x(spot.range.start), x(spot.range.end)));
            }
        }
    }
    bars
}

/// Bars of a lane as one path; those that meet are one.
fn bars(y: f64, mut bars: Bars) -> String {
    bars.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut joined: Bars = Vec::new();
    for (start, end) in bars {
        match joined.last_mut() {
            Some(last) if start <= last.1 + 0.3 => last.1 = last.1.max(end),
            _ => joined.push((start, end.max(start + 0.5))),
        }
    }
    let mut path = String::new();
    let y = round(y + 2.0);
    for (start, end) in joined {
        let width = round(end - start);
        // Writing to a string cannot fail.
        let _ = write!(path, "M{start} {y}h{width}v9h-{width}z");
    }
    path
}
