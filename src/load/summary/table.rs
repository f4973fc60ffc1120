//! Tables of a summary: each row is an item; its columns may say who, when, and where else to look.

use crate::{source::Span, text::fold::fold};

use super::{
    block::{Block, Kind},
    chapter,
    line::{Mark, Row},
};

/// What a column holds, by its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Words,
    Person,
    Reference,
}

const PERSON: &[&str] = &[
    "owner",
    "owners",
    "who",
    "assignee",
    "assigned to",
    "responsible",
    "speaker",
    "said by",
    "person",
    "lead",
    "champion",
];
const REFERENCE: &[&str] =
    &["#", "no", "no.", "id", "issue", "issues", "link", "links", "ticket", "pr", "url", "reference", "ref"];

fn column(title: &str) -> Column {
    let title = fold(title.trim_matches(|c: char| c.is_whitespace() || "*_:`".contains(c)));
    match title.as_str() {
        title if PERSON.contains(&title) => Column::Person,
        title if REFERENCE.contains(&title) => Column::Reference,
        _ => Column::Words,
    }
}

/// The rows of the table that starts at a line; gives the line after it.
pub(super) fn table(rows: &[Row<'_>], at: usize, blocks: &mut Vec<Block>) -> usize {
    let lines = rows.get(at..).unwrap_or_default();
    let lines = &lines[..lines.iter().take_while(|row| row.mark == Mark::Table).count()];
    let is_separator = |row: &Row<'_>| row.text.contains('-') && row.text.chars().all(|c| "|-:+ \t".contains(c));
    let mut columns: Vec<Column> = Vec::new();
    for (index, row) in lines.iter().enumerate().filter(|(_, row)| !is_separator(row)) {
        if lines.get(index + 1).is_some_and(is_separator) {
            columns = cells(row).map(|(_, title)| column(title)).collect();
            blocks.push(Block::new(Kind::Skip("table header"), row));
        } else {
            blocks.push(item(row, &columns));
        }
    }
    at + lines.len()
}

fn item(row: &Row<'_>, columns: &[Column]) -> Block {
    let mut block = Block::new(Kind::Row, row);
    block.parts.clear();
    let mut person = None;
    for (index, (span, words)) in cells(row).enumerate().filter(|(_, (_, words))| !words.is_empty()) {
        let time = chapter::stamp(words).filter(|(_, length)| *length == words.len()).map(|(time, _)| time);
        match columns.get(index) {
            Some(Column::Person) if person.is_none() => person = Some(span),
            // A column of links may hold words too.
            Some(Column::Reference) if words.split_whitespace().count() == 1 => block.asides.push((span, "reference")),
            _ if time.is_some() && block.time.is_none() => {
                block.time = time;
                block.asides.push((span, "time"));
            }
            _ => block.parts.push(span),
        }
    }
    match person {
        // Who does nothing is what the row is about.
        Some(person) if block.parts.is_empty() => block.parts.push(person),
        Some(person) => {
            block.asides.push((person, "owner"));
            block.owner = Some(person);
        }
        None => {}
    }
    if block.parts.is_empty() {
        return Block::new(Kind::Row, row);
    }
    block
}

/// The cells of a row, empty ones too, without the white space around them.
fn cells<'a>(row: &Row<'a>) -> impl Iterator<Item = (Span, &'a str)> {
    let (text, from) = (row.text, row.body.start);
    let mut before = b' ';
    let mut ends: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter_map(|(at, byte)| {
            let ends = byte == b'|' && before != b'\\';
            before = byte;
            ends.then_some(at)
        })
        .collect();
    ends.push(text.len());
    let mut start = 0;
    let cells = ends.into_iter().map(move |end| {
        let cell = text.get(start..end).unwrap_or_default();
        let words = cell.trim();
        let at = from + start + cell.len() - cell.trim_start().len();
        start = end + 1;
        (Span::new(at, at + words.len()), words)
    });
    // Nothing stands before the first mark.
    cells.skip(usize::from(text.starts_with('|')))
}
