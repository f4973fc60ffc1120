//! Cues of subtitle files, whatever the kind: SRT, `WebVTT` and SBV differ in the timing line and in what stands between cues.
//!
//! The scanner is lenient: a file with a broken cue is read up to it and from there on; what is no cue is listed.

use super::{
    lines::{Lines, Row},
    stamp,
};
use crate::{
    source::Span,
    transcript::{TimeRange, Timecode},
};

/// One cue.
#[derive(Debug, Default)]
pub(super) struct Cue<'a> {
    /// When it is shown; `None` where its timing line could not be read.
    pub(super) time: Option<TimeRange>,
    /// Its lines of text.
    pub(super) rows: Vec<Row<'a>>,
}

/// The cues of a file in order, and what stands between them with a reason.
pub(super) struct Scan<'a> {
    pub(super) cues: Vec<Cue<'a>>,
    pub(super) skipped: Vec<(Span, &'static str)>,
}

/// The times on a timing line, `None` inside if it is one that cannot be read.
#[allow(clippy::option_option, reason = "no timing line, a broken one, and a good one are three cases")]
pub(super) fn timing(text: &str) -> Option<Option<TimeRange>> {
    if let Some((left, right)) = text.split_once("-->") {
        if text.len() > 400 || !left.trim().starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let start = time(left.trim());
        let end = time(right.split_whitespace().next().unwrap_or_default());
        return Some(start.map(|start| TimeRange { start, end: end.filter(|end| *end >= start) }));
    }
    let (left, right) = text.split_once(',').filter(|_| text.len() <= 40)?;
    let shaped = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'.' | b','));
    if !shaped || left.matches(':').count() != 2 || right.matches(':').count() != 2 || !left.contains('.') {
        return None;
    }
    let start = time(left);
    Some(start.map(|start| TimeRange { start, end: time(right).filter(|end| *end >= start) }))
}

/// A time, if nothing else stands there.
fn time(text: &str) -> Option<Timecode> {
    stamp::clock(text).filter(|(_, length)| *length == text.len()).map(|(time, _)| time)
}

/// Finds the cues among lines.
pub(super) fn scan<'a>(lines: &Lines<'a>) -> Scan<'a> {
    let mut scan = Scan { cues: Vec::new(), skipped: Vec::new() };
    let rows = &lines.rows;
    let mut index = rows.iter().position(|row| !row.is_blank()).unwrap_or(0);
    if rows.get(index).is_some_and(|row| row.text.starts_with("WEBVTT")) {
        index = scan.block(rows, index, "subtitle header");
    }
    // Lines that follow a blank one: a cue's number, a comment, or text that a blank line cut off.
    let mut loose: Vec<Row<'a>> = Vec::new();
    let mut inside = false;
    while let Some(row) = rows.get(index) {
        index += 1;
        if row.is_blank() {
            // A line of one space does not end a cue.
            inside &= !row.void;
            continue;
        }
        if let Some(time) = timing(row.text) {
            // The name of a cue stands right above its times; a plain number is not worth listing.
            let above = index.checked_sub(2).and_then(|i| rows.get(i)).is_some_and(|row| !row.is_blank());
            if let Some(name) = loose.pop_if(|_| above)
                && !is_number(name.text)
            {
                scan.skipped.push((name.span(), "cue name"));
            }
            scan.attach(&mut loose);
            if let Some(cue) = scan.cues.last_mut().filter(|_| inside) {
                // Without a blank line between, the number is the last line of the cue before.
                cue.rows.pop_if(|row| is_number(row.text));
            }
            if time.is_none() {
                scan.skipped.push((row.span(), "cue times that cannot be read"));
            }
            scan.cues.push(Cue { time, rows: Vec::new() });
            inside = true;
        } else if inside {
            if let Some(cue) = scan.cues.last_mut() {
                cue.rows.push(*row);
            }
        } else if loose.is_empty()
            && ["NOTE", "STYLE", "REGION"].iter().any(|word| row.text == *word || row.text.starts_with("NOTE "))
        {
            index = scan.block(rows, index - 1, "subtitle note or style");
        } else {
            loose.push(*row);
        }
    }
    scan.attach(&mut loose);
    scan
}

impl<'a> Scan<'a> {
    /// Leaves out the lines up to the next blank or timing line; gives the line after them.
    fn block(&mut self, rows: &[Row<'a>], from: usize, reason: &'static str) -> usize {
        let mut index = from;
        while let Some(row) =
            rows.get(index).filter(|row| !row.is_blank() && (index == from || timing(row.text).is_none()))
        {
            self.skipped.push((row.span(), reason));
            index += 1;
        }
        index
    }

    /// Gives text that stands outside any cue to the cue before it; a bare number is none.
    fn attach(&mut self, loose: &mut Vec<Row<'a>>) {
        for row in loose.drain(..) {
            match self.cues.last_mut() {
                _ if is_number(row.text) => self.skipped.push((row.span(), "cue number")),
                Some(cue) => cue.rows.push(row),
                None => self.skipped.push((row.span(), "text before the first cue")),
            }
        }
    }
}

/// Whether a line is a number and nothing else.
fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether captions roll: each cue repeats the line before it and adds one, as automatic ones do.
pub(super) fn rolls(cues: &[Cue<'_>]) -> bool {
    let dressed = cues.iter().filter(|cue| cue.rows.iter().any(|row| row.text.contains("><c"))).count();
    let grows = |a: &Cue<'_>, b: &Cue<'_>| (1..b.rows.len()).contains(&repeated(&a.rows, &b.rows));
    let repeats = cues.windows(2).filter(|pair| matches!(pair, [a, b] if grows(a, b))).count();
    cues.len() >= 4 && (dressed * 4 > cues.len() || repeats * 5 > cues.len()) && repeats > 0
}

/// How many of the first lines of a cue are the last lines of the one before it.
pub(super) fn repeated(before: &[Row<'_>], now: &[Row<'_>]) -> usize {
    let most = before.len().min(now.len()).min(4);
    let same = |n: usize| before.iter().skip(before.len() - n).zip(now).all(|(a, b)| bare(a.text) == bare(b.text));
    (1..=most).rev().find(|n| same(*n)).unwrap_or(0)
}

/// A caption's words without its tags.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.trim().to_owned()
}
