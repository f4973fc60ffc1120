//! `text/plain`: prose without speakers or times, the fallback. A turn is a line, or a paragraph where lines are wrapped.

use super::{
    front, furniture,
    lines::{Lines, Row, heading},
    markup::Dress,
    outline::Outline,
    reading::{Reading, ends_sentence},
};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "text/plain";

/// Any text can be read so.
pub(super) fn detect(_lines: &Lines<'_>) -> f32 {
    0.05
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut reading = Reading::new(lines, NAME, if lines.markdown { Dress::Markdown } else { Dress::Plain });
    let wrapped = is_wrapped(&lines.rows);
    let from = lines.rows.iter().enumerate().filter(|(_, row)| !row.is_blank()).nth(lines.filled.saturating_sub(12));
    let tail = from.map_or(lines.rows.len(), |(index, _)| furniture::footer(&lines.rows, index));
    for (index, row) in lines.rows.iter().enumerate().take(tail) {
        if row.is_blank() {
            reading.close();
            continue;
        }
        if let Some(reason) = lines.block(index) {
            reading.skip(row.span(), reason);
        } else if let Some(title) = heading(row.text) {
            front::chapter(row, title, &mut Outline::default(), &mut reading);
        } else if let Some(reason) = furniture::shape(row.text).or_else(|| furniture::notice(row.text, false)) {
            reading.skip(row.span(), reason);
        } else {
            if !wrapped || reading.is_full(150, 400) {
                reading.close();
            }
            reading.say(row);
        }
    }
    reading.close();
    for row in lines.rows.iter().skip(tail) {
        reading.skip(row.span(), "footer");
    }
    reading.finish()
}

/// Whether lines break inside sentences.
fn is_wrapped(rows: &[Row<'_>]) -> bool {
    let (mut inner, mut open) = (0usize, 0usize);
    for pair in rows.windows(2) {
        if let [row, next] = pair
            && !row.is_blank()
            && !next.is_blank()
        {
            inner += 1;
            open += usize::from(!ends_sentence(row.text));
        }
    }
    open * 5 > inner * 2
}
