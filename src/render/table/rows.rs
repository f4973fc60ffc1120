//! What stands in the cells: a claim with its faults and its evidence, a conflict with its sides.

use unicode_width::UnicodeWidthStr;

use super::grid::{Cell, Style};
use crate::{
    finding::{Finding, Place, Severity},
    judge::Verdict,
    render::{Settings, acceptance, excerpt, harmless::harmless, wrap::shorten},
    report::{ClaimReport, Conflict, Evidence, Favours, RecordingReport},
};

/// No claim is shown longer than this many columns, no passage longer than [`PASSAGE`].
const CLAIM: usize = 480;
const PASSAGE: usize = 180;

/// The sign of a verdict.
pub(super) fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓",
        Verdict::Contradicted => "✗",
        Verdict::Unsupported => "?",
        Verdict::Unchecked => "~",
    }
}

/// The colour of a verdict.
pub(super) fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Supported => Style::Good,
        Verdict::Contradicted => Style::Bad,
        Verdict::Unsupported => Style::Doubt,
        Verdict::Unchecked => Style::Unknown,
    }
}

/// The colour of a severity.
pub(super) fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Bad,
        Severity::Warning => Style::Doubt,
        Severity::Note => Style::Unknown,
    }
}

/// The five cells of a claim: line, verdict, claim, what is wrong, what was said.
pub(super) fn claim(recording: &RecordingReport, claim: &ClaimReport, settings: &Settings) -> Vec<Cell> {
    let verdict = Cell::of(style(claim.verdict), format!("{} {}", mark(claim.verdict), claim.verdict.name()));
    let text = harmless(&claim.place.text);
    let findings: Vec<&Finding> = claim.findings.iter().filter(|finding| settings.shows(finding)).collect();
    let said = said(claim, &findings, &text, home(recording));
    let line = Cell::of(Style::Plain, claim.place.line().to_string());
    vec![line, verdict, Cell::of(Style::Plain, shorten(&text, CLAIM)), wrong(&findings), said]
}

/// The three cells of a claim without findings, each one line long: verdict and line, claim, what it rests on.
pub(super) fn brief(recording: &RecordingReport, claim: &ClaimReport, widths: &[usize; 3]) -> Vec<Cell> {
    let rests_on = match (claim.reason, claim.evidence.first()) {
        (Some(reason), _) => reason.text().to_owned(),
        (None, Some(evidence)) => whereabouts(&evidence.place, home(recording)),
        (None, None) => String::new(),
    };
    vec![
        Cell::of(style(claim.verdict), format!("{} {}", mark(claim.verdict), claim.place.line())),
        Cell::of(Style::Plain, shorten(&harmless(&claim.place.text), widths[1])),
        Cell::of(Style::Dim, shorten(&rests_on, widths[2])),
    ]
}

/// The transcript that is cited unless another is named.
fn home(recording: &RecordingReport) -> &str {
    recording.transcripts.first().map_or("", |transcript| transcript.source.path())
}

/// Five cells into three: line with verdict, claim with what is wrong, what was said.
pub(super) fn merged(row: Vec<Cell>) -> Vec<Cell> {
    let Ok([line, verdict, claim, wrong, said]) = <[Cell; 5]>::try_from(row) else { return Vec::new() };
    vec![verdict.and(named_line(line)), claim.and(wrong), said]
}

/// The cells in the order in which they read without a table.
pub(super) fn stacked(row: Vec<Cell>) -> Vec<Cell> {
    match <[Cell; 5]>::try_from(row) {
        Ok([line, mut verdict, claim, wrong, said]) => {
            let line = named_line(line).paragraphs.pop().map(|(_, text)| text).unwrap_or_default();
            if let Some((_, text)) = verdict.paragraphs.first_mut() {
                *text = format!("{text}, {line}");
            }
            vec![verdict, claim, wrong, said]
        }
        Err(row) => row,
    }
}

fn named_line(line: Cell) -> Cell {
    let words = line.paragraphs.into_iter().map(|(_, text)| format!("line {text}"));
    Cell { paragraphs: words.map(|text| (Style::Dim, text)).collect() }
}

/// Each finding: its rule, what it says, what the summary could say.
fn wrong(findings: &[&Finding]) -> Cell {
    let mut cell = Cell::default();
    for finding in findings {
        headline(&mut cell, finding);
        cell.push(Style::Plain, harmless(&finding.message));
        if let Some(suggestion) = &finding.suggestion {
            cell.push(Style::Good, format!("→ {}", harmless(suggestion)));
        }
        accepted(&mut cell, finding);
    }
    cell
}

fn accepted(cell: &mut Cell, finding: &Finding) {
    if let Some(words) = acceptance(finding) {
        cell.push(Style::Dim, words);
    }
}

fn headline(cell: &mut Cell, finding: &Finding) {
    cell.push(severity_style(finding.severity), format!("▸ {}[{}] {}", finding.severity, finding.code, finding.name));
}

/// The words that decide the findings, each within its passage; else the closest passage.
fn said(claim: &ClaimReport, findings: &[&Finding], text: &str, home: &str) -> Cell {
    const SHOWN: usize = 3;
    let mut cell = Cell::default();
    let mut shown: Vec<(&str, usize)> = Vec::new();
    for found in findings.iter().filter_map(|finding| finding.found.as_ref()) {
        let passage = claim.evidence.iter().find(|evidence| holds(evidence, found));
        let place = passage.map_or(found, |evidence| &evidence.place);
        let key = (place.source.path(), place.span.start);
        if shown.contains(&key) || shown.len() >= SHOWN {
            continue;
        }
        shown.push(key);
        let words = harmless(&place.text);
        let focus = harmless(&found.text);
        let range = words.find(&focus).map_or(0..0, |at| at..at + focus.len());
        quote(&mut cell, found, home, &excerpt::around(&words, range, PASSAGE.max(focus.width().min(2 * PASSAGE))));
    }
    if shown.is_empty()
        && let Some(evidence) = claim.evidence.first()
    {
        let words = harmless(&evidence.place.text);
        let range = excerpt::shared(&words, text);
        quote(&mut cell, &evidence.place, home, &excerpt::around(&words, range, PASSAGE));
    }
    if cell.paragraphs.is_empty() {
        cell.push(Style::Dim, "nothing close to it was found");
    }
    cell
}

fn quote(cell: &mut Cell, place: &Place, home: &str, words: &str) {
    cell.push(Style::Dim, whereabouts(place, home));
    cell.push(Style::Plain, format!("“{words}”"));
}

fn holds(evidence: &Evidence, found: &Place) -> bool {
    let (outer, inner) = (&evidence.place, found);
    outer.source.path() == inner.source.path()
        && outer.span.start <= inner.span.start
        && inner.span.end <= outer.span.end
}

/// On which line, when, who; the file too if it is not the one that is cited by default.
fn whereabouts(place: &Place, home: &str) -> String {
    let mut words = Vec::new();
    words.extend((place.source.path() != home).then(|| harmless(place.source.path())));
    words.push(format!("line {}", place.line()));
    words.extend(place.time.map(|time| time.to_string()));
    words.extend(place.speaker.as_deref().map(harmless));
    words.join(", ")
}

/// The three cells of a conflict: side A, side B, what it is about and whom the transcript bears out.
pub(super) fn conflict(conflict: &Conflict) -> Vec<Cell> {
    let (a, b, verdict) = match conflict.favours {
        Favours::A => (Verdict::Supported, Verdict::Contradicted, "the transcript bears out side A"),
        Favours::B => (Verdict::Contradicted, Verdict::Supported, "the transcript bears out side B"),
        Favours::Neither => (Verdict::Contradicted, Verdict::Contradicted, "the transcript speaks against both"),
        Favours::Unknown => (Verdict::Unsupported, Verdict::Unsupported, "the transcript cannot decide"),
        Favours::Untold => (Verdict::Unchecked, Verdict::Unchecked, "there is no transcript to decide by"),
    };
    let mut about = Cell::default();
    headline(&mut about, &conflict.finding);
    about.push(Style::Plain, harmless(&conflict.finding.message));
    about.push(Style::Bold, format!("→ {verdict}"));
    accepted(&mut about, &conflict.finding);
    let side = |letter: &str, place: &Place, verdict: Verdict| {
        let title = format!("{} {letter} {}:{}", mark(verdict), harmless(place.source.path()), place.line());
        let mut cell = Cell::of(style(verdict), title);
        cell.push(Style::Plain, shorten(&harmless(&place.text), CLAIM));
        cell
    };
    vec![side("A", &conflict.a, a), side("B", &conflict.b, b), about]
}
