//! `rev-nlp`: the aligned words of Rev, one a line, with fields between bars that the first line names.

use super::{
    label,
    lines::{Lines, Row},
    page::Page,
};
use crate::{
    source::Span,
    transcript::{TimeRange, Timecode, Transcript},
};

pub(super) const NAME: &str = "rev-nlp";

/// 1 if the first line names the fields.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let first = lines.rows.iter().find(|row| !row.is_blank());
    if first.and_then(|row| Fields::of(row.text)).is_some() { 0.99 } else { 0.0 }
}

/// Where the fields of a word stand among its bars.
struct Fields {
    speaker: usize,
    start: usize,
    end: usize,
    mark: usize,
}

impl Fields {
    fn of(line: &str) -> Option<Self> {
        let names: Vec<&str> = line.trim_start_matches('\u{feff}').split('|').map(str::trim).collect();
        let place = |wanted: &str| names.iter().position(|name| *name == wanted);
        (names.first() == Some(&"token")).then_some(())?;
        Some(Self {
            speaker: place("speaker")?,
            start: place("ts")?,
            end: place("endTs")?,
            mark: place("punctuation")?,
        })
    }
}

/// Reads it: a cue for every sentence.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    let mut fields = None;
    let mut speaker = None;
    let mut ended = true;
    for row in lines.rows.iter().filter(|row| !row.is_blank()) {
        let Some(fields) = &fields else {
            fields = Fields::of(row.text);
            page.skip(row.span(), "file header");
            continue;
        };
        let Some(word) = Word::of(row, fields) else {
            page.skip(row.span(), "word that cannot be read");
            continue;
        };
        if ended || speaker != Some(word.speaker) {
            let time = word.start.map(|start| TimeRange { start, end: word.end.filter(|end| *end >= start) });
            page.cue(time, Some(&label::shown(word.speaker)));
            speaker = Some(word.speaker);
        } else {
            page.space();
        }
        page.caption(word.token, false);
        if let Some(mark) = word.mark {
            page.caption(mark, false);
        }
        if let Some(at) = row.text.find('[').filter(|at| row.text[*at..].contains(char::is_alphabetic)) {
            page.skip(Span::new(row.start + at, row.span().end), "tags of a word");
        }
        ended = word.ends;
    }
    page.cues(NAME)
}

/// One line.
struct Word<'a> {
    token: Span,
    speaker: &'a str,
    start: Option<Timecode>,
    end: Option<Timecode>,
    mark: Option<Span>,
    /// Whether a sentence ends with it.
    ends: bool,
}

impl<'a> Word<'a> {
    fn of(row: &Row<'a>, fields: &Fields) -> Option<Self> {
        let values: Vec<&str> = row.text.split('|').collect();
        let token = values.first().filter(|token| !token.trim().is_empty())?;
        let mark = *values.get(fields.mark)?;
        let at = row.start + values.iter().take(fields.mark).map(|value| value.len() + 1).sum::<usize>();
        let time = |place: usize| {
            let seconds: f64 = values.get(place)?.trim().parse().ok()?;
            (0.0..1e7).contains(&seconds).then(|| Timecode((seconds * 1000.0).round() as u64))
        };
        Some(Self {
            token: Span::new(row.start, row.start + token.len()),
            speaker: values.get(fields.speaker)?.trim(),
            start: time(fields.start),
            end: time(fields.end),
            mark: (!mark.is_empty()).then(|| Span::new(at, at + mark.len())),
            ends: mark.contains(['.', '!', '?']),
        })
    }
}
