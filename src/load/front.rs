//! What stands before the first words of a talk: front matter, titles, sponsors, tables of times and of people.

use super::{
    furniture, label,
    lines::{Lines, Row, heading},
    outline::{self, Outline},
    reading::Reading,
    stamp,
};

/// Reads the lines before the talk; nothing of it is speech. `otherwise` is the reason for what has no shape of its own.
pub(super) fn read<'a>(lines: &Lines<'a>, until: usize, reading: &mut Reading<'a>, otherwise: &'static str) -> Outline {
    let mut outline = Outline::default();
    let rows = lines.rows.get(..until).unwrap_or_default();
    let last = rows.iter().rposition(|row| !row.is_blank());
    for (index, row) in rows.iter().enumerate() {
        if row.is_blank() {
            continue;
        }
        if let Some(reason) = lines.block(index) {
            reading.skip(row.span(), reason);
        } else if let Some(reason) = furniture::notice(row.text, true) {
            reading.skip(row.span(), reason);
        } else if let Some(title) = heading(row.text) {
            let named = title.split_once(':').map_or(title, |(label, _)| label);
            let about = named.len() < title.len() && row.text.starts_with("##");
            if about || label::doubt(named).is_some() || title.starts_with('[') {
                reading.skip(row.span(), "line about the talk");
            } else {
                chapter(row, title, &mut outline, reading);
            }
        } else if let Some(reason) = furniture::shape(row.text) {
            reading.skip(row.span(), reason);
        } else if let Some((time, length)) = stamp::leading(row.text)
            && length == row.text.len()
        {
            if Some(index) == last {
                reading.at(Some(time));
            }
            reading.skip(row.span(), if Some(index) == last { "time stamp" } else { "table of times" });
        } else if let Some((title, start)) = outline::entry(row.text) {
            outline.add(title, start);
            reading.skip(row.span(), "table of times");
        } else if outline.is_some()
            && row.text.len() <= 100
            && let Some(start) = outline.find(row.text)
        {
            reading.chapter(row.span(), Some(start));
        } else {
            reading.skip(row.span(), otherwise);
        }
    }
    outline
}

/// Puts a heading line between the turns, with its time if the table of times has it.
pub(super) fn chapter(row: &Row<'_>, title: &str, outline: &mut Outline, reading: &mut Reading<'_>) {
    let at = row.text.find(title).unwrap_or(0);
    let start = outline.find(title);
    reading.chapter(row.part(at..at + title.len()), start);
}
