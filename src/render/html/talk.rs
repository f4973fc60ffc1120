//! What was said, cut where claims rest on it, so that each passage can be linked to and marked.

use std::{collections::BTreeMap, ops::Range};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    super::harmless::harmless,
    claims::{Numbers, SummaryView, mark},
    map::Blank,
    place::{Finder, Spot},
};
use crate::{
    finding::Place,
    judge::Verdict,
    report::{ClaimReport, Evidence, MediaUrl, RecordingReport},
    text::{sentences, words},
    transcript::{Timecode, Transcript, Turn},
};

/// So many passages of a claim are marked at most.
const PASSAGES: usize = 3;
/// So many claims are linked to from the end of a passage.
const REFS: usize = 12;
/// A time is shown again after so many milliseconds.
const TIME_STEP: u64 = 30_000;
/// A paragraph ends with the sentence that takes it beyond so many bytes.
const PARAGRAPH: usize = 700;

/// The passages that a claim is shown to rest on, best first; the closest one where it rests on nothing.
pub(super) fn passages(claim: &ClaimReport) -> impl Iterator<Item = &Evidence> {
    let most = if matches!(claim.verdict, Verdict::Supported | Verdict::Contradicted) { PASSAGES } else { 1 };
    claim.closest().take(most)
}

/// The talks of a recording, cut.
pub(super) struct Layout<'a> {
    pub(super) finder: Finder<'a>,
    talks: Vec<Vec<Vec<Segment>>>,
}

/// Part of a turn that a claim rests on as a whole or not at all.
pub(super) struct Segment {
    range: Range<usize>,
    /// Its number in the file, if something links to it.
    pub(super) id: Option<usize>,
    text: String,
    /// Stem, start and length (UTF-16, as scripts count) of its telling words, if something links to it.
    words: Vec<(SmolStr, usize, usize)>,
}

impl<'a> Layout<'a> {
    pub(super) fn of(recording: &'a RecordingReport, blanks: &[Blank], numbers: &mut Numbers) -> Self {
        let finder = Finder::of(recording.talk.iter().map(AsRef::as_ref));
        let claims = || recording.summaries.iter().flat_map(|summary| &summary.claims);
        let evidence = claims().flat_map(passages).map(|evidence| &evidence.place);
        let findings = claims().flat_map(|claim| &claim.findings);
        let conflicts = recording.conflicts.iter().map(|conflict| &conflict.finding);
        let found = findings.chain(conflicts).filter_map(|finding| finding.found.as_ref());
        let mut spots: Vec<Spot> = evidence.chain(found).filter_map(|place| finder.find(place)).collect();
        spots.extend(blanks.iter().map(|blank| blank.start.clone()));
        spots.sort_by_key(Spot::key);
        spots.dedup();
        let mut rest = spots.as_slice();
        let mut talks = Vec::new();
        for (talk, transcript) in recording.talk.iter().enumerate() {
            let mut turns = Vec::new();
            for (index, turn) in transcript.turns.iter().enumerate() {
                let own = rest.partition_point(|spot| (spot.talk, spot.turn) <= (talk, index));
                let (here, later) = rest.split_at(own);
                rest = later;
                turns.push(cut(turn, here, numbers));
            }
            talks.push(turns);
        }
        Self { finder, talks }
    }

    /// The segments of a place in the talk.
    pub(super) fn segments(&self, place: &Place) -> &[Segment] {
        self.finder.find(place).map_or(&[], |spot| self.at(&spot))
    }

    pub(super) fn at(&self, spot: &Spot) -> &[Segment] {
        let turn = self.talks.get(spot.talk).and_then(|turns| turns.get(spot.turn)).map_or(&[][..], Vec::as_slice);
        let first = turn.partition_point(|segment| segment.range.end <= spot.range.start);
        let last = turn.partition_point(|segment| segment.range.start < spot.range.end);
        turn.get(first..last).unwrap_or_default()
    }
}

/// Which words of segments a claim shares, for the script: `12:0-4,9-3;13:` are two segments, the first with two words.
pub(super) fn shared(segments: &[Segment], wanted: &FxHashSet<SmolStr>) -> String {
    let one = |segment: &Segment| {
        let found = segment.words.iter().filter(|(stem, ..)| wanted.contains(stem));
        let found: Vec<String> = found.map(|(_, start, length)| format!("{start}-{length}")).collect();
        Some(format!("{}:{}", segment.id?, found.join(",")))
    };
    segments.iter().filter_map(one).collect::<Vec<_>>().join(";")
}

/// Cuts a turn at the ends of what is linked to.
fn cut(turn: &Turn, spots: &[Spot], numbers: &mut Numbers) -> Vec<Segment> {
    let text = turn.flow.text();
    let mut ends: BTreeMap<usize, isize> = BTreeMap::from([(0, 0), (text.len(), 0)]);
    for spot in spots {
        *ends.entry(spot.range.start).or_default() += 1;
        *ends.entry(spot.range.end).or_default() -= 1;
    }
    let mut segments = Vec::new();
    let mut depth = 0;
    let mut cuts = ends.into_iter().peekable();
    while let Some((start, change)) = cuts.next() {
        depth += change;
        let Some((end, _)) = cuts.peek() else { break };
        let raw = text.get(start..*end).unwrap_or_default();
        let shown = harmless(raw);
        if shown.is_empty() {
            continue;
        }
        let start = start + raw.len() - raw.trim_start().len();
        let range = start..start + raw.trim().len();
        let mut segment = Segment { range, id: None, text: shown, words: Vec::new() };
        if depth > 0 {
            numbers.segments += 1;
            segment.id = Some(numbers.segments);
            segment.words = telling(&segment.text);
        }
        segments.push(segment);
    }
    segments
}

fn telling(text: &str) -> Vec<(SmolStr, usize, usize)> {
    let (mut byte, mut units) = (0, 0);
    let mut found = Vec::new();
    for word in words(text).into_iter().filter(|word| !word.is_stop()) {
        let wide = |range: Range<usize>| text.get(range).map_or(0, |part| part.encode_utf16().count());
        units += wide(byte..word.range.start);
        byte = word.range.start;
        found.push((word.stem, units, wide(word.range)));
    }
    found
}

/// A transcript as it is shown.
pub(super) struct TalkView {
    pub(super) path: String,
    pub(super) turns: Vec<TurnView>,
}

pub(super) struct TurnView {
    /// The headings in front of it.
    pub(super) chapters: Vec<String>,
    pub(super) speaker: Option<Voice>,
    pub(super) time: Option<Moment>,
    pub(super) paragraphs: Vec<Vec<Part>>,
}

/// Who speaks, with the number of the colour that is theirs.
pub(super) struct Voice {
    pub(super) name: String,
    pub(super) color: usize,
}

/// A time, and where it can be watched.
pub(super) struct Moment {
    pub(super) label: String,
    pub(super) href: Option<String>,
}

impl Moment {
    pub(super) fn of(time: Timecode, media: Option<&MediaUrl>) -> Self {
        Self { label: time.to_string(), href: media.map(|media| media.at(time.0 / 1000)) }
    }
}

/// Words of a paragraph.
pub(super) struct Part {
    /// The time to show before them.
    pub(super) time: Option<Moment>,
    /// The blank in front, if there is one.
    pub(super) gap: &'static str,
    pub(super) id: Option<usize>,
    pub(super) text: String,
    /// The claims that rest on what ends here.
    pub(super) refs: Vec<Ref>,
    /// How many more of them there are.
    pub(super) more: usize,
}

/// A link back to a claim.
pub(super) struct Ref {
    pub(super) claim: usize,
    pub(super) verdict: &'static str,
    pub(super) mark: &'static str,
}

impl TalkView {
    pub(super) fn all(
        recording: &RecordingReport,
        layout: &Layout,
        summaries: &[SummaryView],
        media: Option<&MediaUrl>,
    ) -> Vec<Self> {
        let mut refs: BTreeMap<usize, Vec<Ref>> = BTreeMap::new();
        for claim in summaries.iter().flat_map(SummaryView::claims) {
            if let Some(last) = claim.last {
                let link = Ref { claim: claim.number, verdict: claim.verdict.name(), mark: mark(claim.verdict) };
                refs.entry(last).or_default().push(link);
            }
        }
        let talk = |(transcript, turns): (&std::sync::Arc<Transcript>, &Vec<Vec<Segment>>)| {
            let mut chapters = transcript.chapters.iter().peekable();
            let turn = |(index, (turn, segments)): (usize, (&Turn, &Vec<Segment>))| {
                let mut headings = Vec::new();
                while let Some(chapter) = chapters.next_if(|chapter| chapter.turn <= index) {
                    headings.push(harmless(&chapter.title));
                }
                TurnView {
                    chapters: headings,
                    speaker: transcript.speaker(turn).map(|speaker| Voice {
                        name: harmless(&speaker.name),
                        color: turn.speaker.map_or(0, |id| id.0 % 6),
                    }),
                    time: turn.times.first().map(|(_, time)| Moment::of(*time, media)),
                    paragraphs: paragraphs(turn, segments, &mut refs, media),
                }
            };
            TalkView {
                path: harmless(transcript.source.path()),
                turns: transcript.turns.iter().zip(turns).enumerate().map(turn).collect(),
            }
        };
        recording.talk.iter().zip(&layout.talks).map(talk).collect()
    }
}

fn paragraphs(
    turn: &Turn,
    segments: &[Segment],
    refs: &mut BTreeMap<usize, Vec<Ref>>,
    media: Option<&MediaUrl>,
) -> Vec<Vec<Part>> {
    let text = turn.flow.text();
    let long = text.len() > PARAGRAPH || turn.times.len() > 1;
    let starts = if long { sentences(text) } else { Vec::new() };
    let mut starts = starts.iter().map(|sentence| sentence.start).peekable();
    let mut shown = turn.times.first().map(|(_, time)| *time);
    let (mut paragraphs, mut paragraph, mut begun) = (Vec::new(), Vec::new(), 0);
    for segment in segments {
        // A segment that nothing links to may be cut where a sentence starts; one that is linked to stays whole.
        let mut at = segment.range.start;
        loop {
            while starts.next_if(|start| *start < at).is_some() {}
            let here = starts.next_if_eq(&at).is_some();
            let mut time = None;
            if here
                && let Some(now) = turn.time_at(at)
                && shown.is_none_or(|before| now.0 >= before.0 + TIME_STEP)
            {
                shown = Some(now);
                time = Some(Moment::of(now, media));
            }
            if here && at - begun > PARAGRAPH {
                begun = at;
                paragraphs.push(std::mem::take(&mut paragraph));
            }
            let end = starts.peek().copied().filter(|start| segment.id.is_none() && *start < segment.range.end);
            let until = end.unwrap_or(segment.range.end);
            let raw = text.get(at..until).unwrap_or_default();
            let gap = if text.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace)) { " " } else { "" };
            let whole = at == segment.range.start && end.is_none();
            let shown_text = if whole { segment.text.clone() } else { harmless(raw) };
            let mut own = segment.id.and_then(|id| refs.remove(&id)).unwrap_or_default();
            let more = own.len().saturating_sub(REFS);
            own.truncate(REFS);
            match paragraph.last_mut() {
                // What nothing links to is one piece of text.
                Some(Part { id: None, text, .. }) if segment.id.is_none() && time.is_none() => {
                    text.push_str(gap);
                    text.push_str(&shown_text);
                }
                _ => paragraph.push(Part { time, gap, id: segment.id, text: shown_text, refs: own, more }),
            }
            match end {
                Some(end) => at = end,
                None => break,
            }
        }
    }
    paragraphs.push(paragraph);
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}
