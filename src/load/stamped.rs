//! `text/stamped`: blocks of text behind time stamps, without speakers: `00:30 - 01:00 text`, `00:00:03 text`, a stamp on its own line.
//!
//! Stamps come at fixed distances or wherever a line was full, so sentences run across them: blocks are gathered into turns that end
//! with a sentence, and each block keeps its time.

use super::{
    front, furniture,
    lines::{Lines, Row, heading},
    markup::Dress,
    outline::Outline,
    reading::Reading,
    stamp,
};
use crate::transcript::{TimeRange, Transcript};

pub(super) const NAME: &str = "text/stamped";

/// A turn ends with a sentence after this many words...
const SOFT: usize = 150;
/// ...and anywhere after this many.
const HARD: usize = 400;

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let stamps = stamps(&lines.rows);
    let ascending = stamps.windows(2).filter(|pair| matches!(pair, [a, b] if a.1.start <= b.1.start)).count();
    let share = lines.share(stamps.len());
    let enough = stamps.len() >= if lines.filled < 12 { 2 } else { 3 };
    let named = lines.roster().count * 5 >= stamps.len() && lines.roster().distinct >= 2;
    if enough && !named && share > 0.12 && ascending * 10 >= (stamps.len() - 1) * 8 {
        share.max(0.3) * 0.8
    } else {
        0.0
    }
}

/// The stamped lines: their number, the time, the bytes that the stamp takes.
fn stamps(rows: &[Row<'_>]) -> Vec<(usize, TimeRange, usize)> {
    rows.iter()
        .enumerate()
        .filter_map(|(index, row)| stamp::leading(row.text).map(|(time, length)| (index, time, length)))
        .collect()
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let rows = &lines.rows;
    let stamps = stamps(rows);
    let first = body(&stamps);
    let start = stamps.get(first).map_or(rows.len(), |(index, ..)| *index);
    let mut reading = Reading::new(lines, NAME, if lines.markdown { Dress::Markdown } else { Dress::Plain });
    front::read(lines, start, &mut reading, "text before the first time stamp");

    let last = stamps.last().map_or(0, |(index, ..)| *index);
    let tail = furniture::footer(rows, last + 1);
    // Where most blocks stand apart, a blank line says nothing.
    let blocks = stamps.get(first..).unwrap_or_default();
    let apart = blocks
        .iter()
        .filter(|(index, ..)| index.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(Row::is_blank))
        .count();
    let paragraphs = apart * 4 < blocks.len();

    let mut blocks = blocks.iter().peekable();
    let mut time: Option<TimeRange> = None;
    for (index, row) in rows.iter().enumerate().take(tail).skip(start) {
        if row.is_blank() {
            if paragraphs {
                reading.close();
            }
            continue;
        }
        let mut text = *row;
        if let Some((_, stamp, length)) = blocks.next_if(|(at, ..)| *at == index) {
            reading.until(time.and_then(|time| time.end));
            time = Some(*stamp);
            reading.at(time);
            let after = row.text.get(*length..).unwrap_or_default();
            text = row.from(row.text.len() - after.trim_start_matches([' ', '\t', '-', '–', '—', '|', ':']).len());
        } else if let Some(title) = heading(row.text) {
            front::chapter(row, title, &mut Outline::default(), &mut reading);
            continue;
        } else if let Some(reason) = furniture::shape(row.text).or_else(|| furniture::notice(row.text, false)) {
            reading.skip(row.span(), reason);
            continue;
        }
        if reading.is_full(SOFT, HARD) {
            reading.close();
        }
        if !reading.is_open() {
            reading.at(time);
        }
        reading.say(&text);
        reading.until(time.and_then(|time| time.end));
    }
    reading.close();
    for row in rows.iter().skip(tail) {
        reading.skip(row.span(), "footer");
    }
    reading.finish()
}

/// The stamp at which the talk starts: the first, or the one at which the clock starts again after a table of times.
fn body(stamps: &[(usize, TimeRange, usize)]) -> usize {
    let Some((_, first, _)) = stamps.first() else { return 0 };
    let mut restarts = stamps.windows(2).enumerate().filter_map(|(index, pair)| match pair {
        [a, b] if b.1.start < a.1.start && b.1.start <= first.start => Some(index + 1),
        _ => None,
    });
    restarts.rfind(|index| stamps.len() - index > *index).unwrap_or(0)
}
