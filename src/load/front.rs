//! What stands before the first words of a talk: front matter, titles, sponsors, tables of times and of people.

use super::{
    furniture, label,
    lines::{Row, heading},
    outline::{self, Outline},
    reading::Reading,
    stamp,
};

/// Reads the lines before the talk; nothing of it is speech. `otherwise` is the reason for what has no shape of its own.
pub(super) fn read<'a>(rows: &[Row<'a>], reading: &mut Reading<'a>, otherwise: &'static str) -> Outline {
    let mut outline = Outline::default();
    let mut blocks = Blocks::default();
    let last = rows.iter().rposition(|row| !row.is_blank());
    for (index, row) in rows.iter().enumerate() {
        if row.is_blank() {
            continue;
        }
        if let Some(reason) = blocks.inside(row, index == 0 || rows.iter().take(index).all(Row::is_blank)) {
            reading.skip(row.span(), reason);
        } else if let Some(title) = heading(row.text) {
            let named = title.split_once(':').map_or(title, |(label, _)| label);
            if label::doubt(named).is_some() || title.starts_with('[') {
                reading.skip(row.span(), "line about the talk");
            } else {
                chapter(row, title, &mut outline, reading);
            }
        } else if let Some(reason) = furniture::shape(row.text).or_else(|| furniture::notice(row.text, true)) {
            reading.skip(row.span(), reason);
        } else if let Some((time, length)) = stamp::leading(row.text)
            && length == row.text.len()
        {
            if Some(index) == last {
                reading.at(Some(time));
            } else {
                reading.skip(row.span(), "table of times");
            }
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

/// Blocks over several lines that are no speech: front matter, comments, code.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// The line that ends the block being read, and what it is.
    until: Option<(&'static str, &'static str)>,
}

impl Blocks {
    /// Why a line is no speech: it belongs to a block. `first` is whether it is the first line of the file.
    pub(super) fn inside(&mut self, row: &Row<'_>, first: bool) -> Option<&'static str> {
        if let Some((end, reason)) = self.until {
            if row.text.contains(end) {
                self.until = None;
            }
            return Some(reason);
        }
        let (end, reason) = if first && row.text == "---" {
            ("---", "front matter")
        } else if row.text.starts_with("<!--") {
            ("-->", "comment")
        } else if row.text.starts_with("```") {
            ("```", "code")
        } else {
            return None;
        };
        let closed = row.text.get(3..).is_some_and(|rest| rest.contains(end));
        if reason == "comment" && closed && !row.text.ends_with(end) {
            return None;
        }
        if !closed {
            self.until = Some((end, reason));
        }
        Some(reason)
    }
}
