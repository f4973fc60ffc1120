//! `ass`: events of Advanced `SubStation` Alpha; their fields are named by a `Format` line, one of them is who speaks.

use super::{
    lines::{Lines, Row},
    page::Page,
    stamp,
};
use crate::{
    source::Span,
    transcript::{TimeRange, Transcript},
};

pub(super) const NAME: &str = "ass";

/// 1 if the text starts with the head of such a file, or has its events.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let first = lines.rows.iter().find(|row| !row.is_blank());
    let events = || {
        lines
            .rows
            .iter()
            .filter(|row| row.text.starts_with("Dialogue:"))
            .filter(|row| row.text.matches(',').count() >= 9)
    };
    let headed = first.is_some_and(|row| row.text.eq_ignore_ascii_case("[script info]"));
    if headed || events().count() * 2 > lines.filled { 0.99 } else { 0.0 }
}

/// Where the fields of an event stand among its commas.
struct Fields {
    start: usize,
    end: usize,
    name: usize,
    count: usize,
}

impl Fields {
    /// Those of a `Format` line; the text is always the last.
    fn of(format: &str) -> Option<Self> {
        let names: Vec<&str> = format.split(',').map(str::trim).collect();
        let place = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        place("Text")?;
        let name = place("Name").or_else(|| place("Actor"))?;
        Some(Self { start: place("Start")?, end: place("End")?, name, count: names.len() })
    }
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    let mut fields = Fields { start: 1, end: 2, name: 4, count: 10 };
    for row in &lines.rows {
        if let Some(format) = row.text.strip_prefix("Format:").and_then(Fields::of) {
            fields = format;
        }
        let Some(event) = row.text.strip_prefix("Dialogue:") else {
            let comment = row.text.starts_with("Comment:");
            page.skip(row.span(), if comment { "comment" } else { "file header" });
            continue;
        };
        let offset = row.text.len() - event.len();
        if dialogue(&mut page, &fields, event, &row.from(offset)).is_none() {
            page.skip(row.span(), "event that cannot be read");
        }
    }
    page.cues(NAME)
}

/// Adds one event.
fn dialogue(page: &mut Page<'_>, fields: &Fields, event: &str, row: &Row<'_>) -> Option<()> {
    let values: Vec<&str> = event.splitn(fields.count, ',').collect();
    let text = values.last().filter(|_| values.len() == fields.count)?;
    let time = |place: usize| values.get(place).and_then(|value| stamp::clock(value.trim())).map(|(time, _)| time);
    let range = time(fields.start).map(|start| TimeRange { start, end: time(fields.end).filter(|end| *end >= start) });
    let start = row.start + row.text.len() - text.trim_end().len();
    let mut rest = text.trim_end();
    let mut at = start;
    let mut started = false;
    while !rest.is_empty() {
        let length = rest.find(['\\', '{']).unwrap_or(rest.len());
        if !rest[..length].trim().is_empty() {
            if !started {
                page.cue(range, values.get(fields.name).copied());
                started = true;
            }
            words(page, &rest[..length], at);
        }
        let behind = &rest[length..];
        let (mark, breaks) = match behind.as_bytes() {
            [b'\\', b'N' | b'n', ..] => (2, true),
            [b'\\', b'h', ..] => (2, false),
            [b'{', ..] => (behind.bytes().take(1000).position(|b| b == b'}').map_or(1, |close| close + 1), false),
            [] => (0, false),
            _ => (1, false),
        };
        if started && breaks {
            page.line();
        }
        at += length + mark;
        rest = &rest[length + mark..];
    }
    Some(())
}

/// Adds words in which `<` and `&` are nothing but that.
fn words(page: &mut Page<'_>, text: &str, at: usize) {
    let mut done = 0;
    for (found, mark) in text.match_indices(['<', '&']) {
        page.caption(Span::new(at + done, at + found), false);
        page.stand(if mark == "<" { "&lt;" } else { "&amp;" }, Span::new(at + found, at + found + 1));
        done = found + 1;
    }
    page.caption(Span::new(at + done, at + text.len()), false);
}
