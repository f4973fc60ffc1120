//! The summaries as they are shown: claims in order under their headings, with what is wrong with them.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{
    super::{
        excerpt::{around, shared as densest},
        harmless::harmless,
        wrap::shorten,
    },
    talk::{Layout, Moment, passages, shared},
};
use crate::{
    finding::{Acceptance, Finding, Place, Severity},
    judge::Verdict,
    report::{ClaimReport, Conflict, Favours, MediaUrl, RecordingReport, Score, SummaryReport},
    rules,
    summary::ClaimKind,
    text::words,
};

/// Columns of an excerpt.
const EXCERPT: usize = 260;
/// Columns on each side of what was found.
const AROUND: usize = 110;

/// What is counted through the whole file.
#[derive(Default)]
pub(super) struct Numbers {
    pub(super) recordings: usize,
    pub(super) summaries: usize,
    pub(super) claims: usize,
    pub(super) segments: usize,
    pub(super) speakers: Vec<String>,
}

/// The sign of a verdict, so that colour is never the only one.
pub(super) fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓",
        Verdict::Unsupported => "?",
        Verdict::Contradicted => "✗",
        Verdict::Unchecked => "~",
    }
}

pub(super) struct SummaryView {
    pub(super) id: String,
    pub(super) path: String,
    pub(super) tally: Vec<(Verdict, usize)>,
    pub(super) score: Option<String>,
    pub(super) note: Option<String>,
    pub(super) sections: Vec<SectionView>,
}

/// Claims under one heading.
pub(super) struct SectionView {
    pub(super) headings: Vec<String>,
    pub(super) claims: Vec<ClaimView>,
}

pub(super) struct ClaimView {
    pub(super) number: usize,
    pub(super) verdict: Verdict,
    pub(super) line: usize,
    pub(super) kind: &'static str,
    /// Whether it goes on with the item of the claim before.
    pub(super) goes_on: bool,
    pub(super) label: Option<String>,
    pub(super) words: Vec<Bit>,
    /// The first and the last segment of its best passage.
    pub(super) first: Option<usize>,
    pub(super) last: Option<usize>,
    pub(super) who: Option<String>,
    pub(super) moment: Option<Moment>,
    pub(super) speaker: Option<usize>,
    /// Its passages with the words they share with it, for the script.
    pub(super) passages: String,
    pub(super) findings: Vec<FindingView>,
    pub(super) reason: Option<&'static str>,
    pub(super) support: String,
    pub(super) signs: Vec<(&'static str, String)>,
    /// The closest passage of a claim that nothing bears out.
    pub(super) closest: Vec<Bit>,
    pub(super) worst: Option<Severity>,
    pub(super) accepted: bool,
}

/// Words, marked or not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bit {
    pub(super) text: String,
    pub(super) marked: bool,
}

pub(super) struct FindingView {
    pub(super) severity: Severity,
    pub(super) confidence: &'static str,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) rule: Option<&'static str>,
    pub(super) message: String,
    pub(super) stated: String,
    pub(super) found: Option<FoundView>,
    pub(super) suggestion: Option<String>,
    pub(super) accepted: Option<String>,
}

/// What was said instead.
pub(super) struct FoundView {
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
    pub(super) who: Option<String>,
    pub(super) moment: Option<Moment>,
    pub(super) segment: Option<usize>,
    pub(super) line: usize,
}

pub(super) struct ConflictView {
    pub(super) finding: FindingView,
    pub(super) sides: [SideView; 2],
    pub(super) verdict: &'static str,
}

/// One of two statements that cannot both be true.
pub(super) struct SideView {
    pub(super) name: &'static str,
    pub(super) text: String,
    pub(super) place: String,
    pub(super) claim: Option<usize>,
}

impl SummaryView {
    pub(super) fn of(
        summary: &SummaryReport,
        layout: &Layout,
        media: Option<&MediaUrl>,
        numbers: &mut Numbers,
    ) -> Self {
        let titles: FxHashSet<&str> = summary
            .claims
            .iter()
            .filter(|claim| claim.kind == ClaimKind::Title)
            .map(|claim| claim.place.text.as_str())
            .collect();
        let mut sections: Vec<SectionView> = Vec::new();
        let mut before: Option<&ClaimReport> = None;
        for claim in &summary.claims {
            if before.is_none_or(|before| before.section != claim.section) {
                let old = parts(before);
                let new = parts(Some(claim));
                let same = new.iter().zip(&old).take_while(|(a, b)| a == b).count();
                let headings = new.into_iter().skip(same).filter(|part| !titles.contains(part)).map(harmless);
                sections.push(SectionView { headings: headings.collect(), claims: Vec::new() });
            }
            let goes_on = before.is_some_and(|before| one_item(before, claim));
            let same_label = goes_on && before.is_some_and(|before| before.label == claim.label);
            let view = ClaimView::of(claim, (goes_on, same_label), layout, media, numbers);
            if let Some(section) = sections.last_mut() {
                section.claims.push(view);
            }
            before = Some(claim);
        }
        let score = Score::of(summary.claims.iter());
        numbers.summaries += 1;
        Self {
            id: format!("s{}", numbers.summaries),
            path: harmless(summary.source.path()),
            tally: [Verdict::Contradicted, Verdict::Unsupported, Verdict::Unchecked, Verdict::Supported]
                .map(|verdict| (verdict, summary.claims.iter().filter(|claim| claim.verdict == verdict).count()))
                .into_iter()
                .filter(|(_, count)| *count > 0)
                .collect(),
            score: score.map(|score| super::percent(score.faithfulness)),
            note: summary.clock_note().map(|note| harmless(&note.message)),
            sections,
        }
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &ClaimView> {
        self.sections.iter().flat_map(|section| &section.claims)
    }
}

fn parts(claim: Option<&ClaimReport>) -> Vec<&str> {
    claim.and_then(|claim| claim.section.as_deref()).map_or(Vec::new(), |section| section.split(" > ").collect())
}

/// Whether two claims that follow one another stand in one bullet, paragraph or chapter.
fn one_item(before: &ClaimReport, claim: &ClaimReport) -> bool {
    if before.kind != claim.kind || before.section != claim.section {
        return false;
    }
    let source = &claim.place.source;
    let gap = source.text().get(before.place.span.end..claim.place.span.start).unwrap_or_default();
    let lines = gap.matches('\n').count();
    match claim.kind {
        ClaimKind::Title => false,
        ClaimKind::Chapter => before.label == claim.label,
        ClaimKind::Sentence => lines < 2,
        ClaimKind::Bullet => lines == 0 || (lines == 1 && claim.place.text.starts_with(char::is_lowercase)),
    }
}

impl ClaimView {
    fn of(
        claim: &ClaimReport,
        (goes_on, same_label): (bool, bool),
        layout: &Layout,
        media: Option<&MediaUrl>,
        numbers: &mut Numbers,
    ) -> Self {
        numbers.claims += 1;
        let stems = stems(&claim.place.text);
        let rests: Vec<_> = passages(claim).map(|evidence| (evidence, layout.segments(&evidence.place))).collect();
        let best = rests.first();
        let segments = best.map_or(&[][..], |(_, segments)| segments);
        let who = best.and_then(|(evidence, _)| evidence.place.speaker.as_deref()).map(harmless);
        let speaker = who.as_ref().map(|who| {
            numbers.speakers.iter().position(|known| known == who).unwrap_or_else(|| {
                numbers.speakers.push(who.clone());
                numbers.speakers.len() - 1
            })
        });
        let bare =
            claim.verdict == Verdict::Unsupported || claim.findings.iter().any(|finding| finding.found.is_none());
        let closest = best.filter(|_| bare).map(|(evidence, _)| {
            let text = harmless(&evidence.place.text);
            marked(&around(&text, densest(&text, &claim.place.text), EXCERPT), &stems)
        });
        let signs = claim.signs.iter().filter(|_| claim.verdict != Verdict::Supported);
        Self {
            number: numbers.claims,
            verdict: claim.verdict,
            line: claim.place.line(),
            kind: match claim.kind {
                ClaimKind::Title => "title",
                ClaimKind::Bullet => "bullet",
                ClaimKind::Sentence => "sentence",
                ClaimKind::Chapter => "chapter",
            },
            goes_on,
            label: claim.label.as_deref().filter(|_| !same_label).map(harmless),
            words: with_faults(claim),
            first: segments.iter().find_map(|segment| segment.id),
            last: segments.iter().rev().find_map(|segment| segment.id),
            who,
            moment: best.and_then(|(evidence, _)| evidence.place.time).map(|time| Moment::of(time, media)),
            speaker,
            passages: rests.iter().map(|(_, segments)| shared(segments, &stems)).collect::<Vec<_>>().join("|"),
            findings: claim.findings.iter().map(|finding| FindingView::of(finding, Some(layout), media)).collect(),
            reason: claim.reason.map(crate::judge::Reason::text),
            support: format!("{:.2}", claim.support),
            signs: signs.map(|(name, weight)| (*name, format!("{weight:+.2}"))).collect(),
            closest: closest.unwrap_or_default(),
            worst: claim.worst(),
            accepted: claim.is_accepted(),
        }
    }

    /// Whether a person should look at it.
    pub(super) fn is_open(&self) -> bool {
        self.worst.is_some() || (!self.accepted && matches!(self.verdict, Verdict::Unsupported | Verdict::Contradicted))
    }

    /// The codes of its rules, for the filter.
    pub(super) fn codes(&self) -> String {
        self.findings.iter().map(|finding| finding.code).collect::<Vec<_>>().join(" ")
    }
}

fn stems(text: &str) -> FxHashSet<SmolStr> {
    words(text).into_iter().filter(|word| !word.is_stop()).map(|word| word.stem).collect()
}

/// A text with the words that have one of the stems marked.
fn marked(text: &str, stems: &FxHashSet<SmolStr>) -> Vec<Bit> {
    let ranges = words(text).into_iter().filter(|word| stems.contains(&word.stem)).map(|word| word.range);
    bits(text, ranges)
}

/// The claim's words, those at fault marked.
fn with_faults(claim: &ClaimReport) -> Vec<Bit> {
    let text = harmless(&claim.place.text);
    let mut ranges: Vec<_> = Vec::new();
    for finding in claim.open() {
        let stated = harmless(&finding.stated.text);
        if let Some(start) = text.find(&stated).filter(|_| !stated.is_empty() && stated.len() < text.len()) {
            ranges.push(start..start + stated.len());
        }
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    bits(&text, ranges.into_iter())
}

/// A text cut at ranges in order; where they overlap, the first counts.
fn bits(text: &str, ranges: impl Iterator<Item = std::ops::Range<usize>>) -> Vec<Bit> {
    let mut bits = Vec::new();
    let mut done = 0;
    let mut push = |from: usize, to: usize, marked: bool| {
        let text = text.get(from..to).unwrap_or_default();
        bits.extend((!text.is_empty()).then(|| Bit { text: text.to_owned(), marked }));
    };
    for range in ranges {
        if range.start >= done {
            push(done, range.start, false);
            push(range.start, range.end, true);
            done = range.end;
        }
    }
    push(done, text.len(), false);
    bits
}

impl FindingView {
    pub(super) fn of(finding: &Finding, layout: Option<&Layout>, media: Option<&MediaUrl>) -> Self {
        let accepted = finding.accepted.as_ref().map(|accepted| {
            let mut words = match accepted.by {
                Acceptance::Baseline => "accepted in the baseline".to_owned(),
                Acceptance::Suppression => "accepted".to_owned(),
            };
            words.extend(accepted.place.as_ref().map(|(path, line)| format!(" ({}:{line})", harmless(path))));
            words.extend(accepted.reason.as_ref().map(|reason| format!(": {}", harmless(reason))));
            words
        });
        Self {
            severity: finding.severity,
            confidence: finding.confidence.name(),
            code: finding.code,
            name: finding.name,
            rule: rules::find(finding.code).map(|rule| rule.summary),
            message: harmless(&finding.message),
            stated: harmless(&finding.stated.text),
            found: finding.found.as_ref().map(|found| FoundView::of(found, layout, media)),
            suggestion: finding.suggestion.as_deref().map(harmless),
            accepted,
        }
    }
}

impl FoundView {
    fn of(place: &Place, layout: Option<&Layout>, media: Option<&MediaUrl>) -> Self {
        let spot = layout.and_then(|layout| Some((layout, layout.finder.find(place)?)));
        let (before, after) = spot.as_ref().and_then(|(layout, spot)| layout.finder.beside(spot)).unwrap_or_default();
        let lead = if before.ends_with(char::is_whitespace) { " " } else { "" };
        let tail = if after.starts_with(char::is_whitespace) { " " } else { "" };
        Self {
            before: format!("{}{lead}", ending(&harmless(before), AROUND)),
            words: harmless(&place.text),
            after: format!("{tail}{}", shorten(&harmless(after), AROUND)),
            who: place.speaker.as_deref().map(harmless),
            moment: place.time.map(|time| Moment::of(time, media)),
            segment: spot.and_then(|(layout, spot)| layout.at(&spot).iter().find_map(|segment| segment.id)),
            line: place.line(),
        }
    }
}

/// The last words of a text, about so many characters.
fn ending(text: &str, room: usize) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(room) else { return text.to_owned() };
    let rest = text.get(cut..).unwrap_or_default();
    let words = rest.split_once(' ').map_or(rest, |(_, words)| words);
    format!("…{words}")
}

impl ConflictView {
    pub(super) fn of(
        conflict: &Conflict,
        recording: &RecordingReport,
        first: usize,
        layout: &Layout,
        media: Option<&MediaUrl>,
    ) -> Self {
        let side = |name, place: &Place| {
            let claims = recording.summaries.iter().flat_map(|summary| &summary.claims);
            let own = claims.enumerate().find(|(_, claim)| {
                claim.place.source.path() == place.source.path() && claim.place.span.overlaps(place.span)
            });
            SideView {
                name,
                text: harmless(&place.text),
                place: format!("{}, line {}", harmless(place.source.path()), place.line()),
                claim: own.map(|(index, _)| first + index),
            }
        };
        Self {
            finding: FindingView::of(&conflict.finding, Some(layout), media),
            sides: [side("A", &conflict.a), side("B", &conflict.b)],
            verdict: match conflict.favours {
                Favours::A => "The transcript bears out A.",
                Favours::B => "The transcript bears out B.",
                Favours::Neither => "The transcript speaks against both.",
                Favours::Unknown => "The transcript does not decide.",
                Favours::Untold => "There is no transcript to decide by.",
            },
        }
    }
}
