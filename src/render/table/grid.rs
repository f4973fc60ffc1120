//! Cells into lines: text is wrapped here, by display width, and comfy-table draws around it.

use std::io::{self, Write};

use comfy_table::{
    ColumnConstraint, ContentArrangement, Table, Width,
    presets::{UTF8_FULL, UTF8_FULL_CONDENSED},
};

use crate::render::wrap::wrap;

/// The look of a line of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Good,
    Bad,
    Doubt,
    Unknown,
}

/// A cell: paragraphs, each in one style.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) paragraphs: Vec<(Style, String)>,
}

impl Cell {
    pub(super) fn of(style: Style, text: impl Into<String>) -> Self {
        Self { paragraphs: vec![(style, text.into())] }
    }

    pub(super) fn push(&mut self, style: Style, text: impl Into<String>) {
        self.paragraphs.push((style, text.into()));
    }

    /// The paragraphs of both, in order.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.paragraphs.extend(other.paragraphs);
        self
    }

    fn lines(&self, width: usize) -> Vec<(Style, String)> {
        let paragraphs = self.paragraphs.iter().filter(|(_, text)| !text.is_empty());
        paragraphs.flat_map(|(style, text)| wrap(text, width).into_iter().map(|line| (*style, line))).collect()
    }
}

/// The text in its style.
pub(crate) fn paint(text: &str, style: Style, color: bool) -> String {
    let code = match style {
        _ if !color || text.is_empty() => return text.to_owned(),
        Style::Plain => return text.to_owned(),
        Style::Bold => "1",
        Style::Dim => "2",
        Style::Good => "32",
        Style::Bad => "1;31",
        Style::Doubt => "33",
        Style::Unknown => "36",
    };
    format!("\x1b[{code}m{text}\x1b[0m")
}

/// Draws a table whose columns have these content widths; two columns of padding and a border are added to each.
pub(super) fn draw(
    heads: &[&str],
    rows: &[Vec<Cell>],
    widths: &[usize],
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut wrapped = vec![cells(heads.iter().map(|head| Cell::of(Style::Bold, *head)), widths)];
    wrapped.extend(rows.iter().map(|row| cells(row.iter().cloned(), widths)));

    let mut table = Table::new();
    // Rows of one line need no separators between them.
    let flat = wrapped.iter().all(|row| height(row) == 1);
    let style = if flat { UTF8_FULL_CONDENSED } else { UTF8_FULL };
    table.load_style(style.with_rounded_corners()).set_content_arrangement(ContentArrangement::Disabled);
    for (index, row) in wrapped.iter().enumerate() {
        let texts: Vec<String> = row.iter().map(joined).collect();
        if index == 0 {
            table.set_header(texts);
        } else {
            table.add_row(texts);
        }
    }
    let fixed = widths.iter().map(|width| ColumnConstraint::Absolute(Width::Fixed((width + 2) as u16)));
    table.set_constraints(fixed);

    let mut inside = wrapped.iter().flat_map(|row| (0..height(row)).map(move |line| (row, line))).peekable();
    for line in table.lines() {
        // Lines that begin with a vertical bar hold cells; the others are drawn.
        let painted = match inside.peek() {
            Some((row, number)) if color && line.starts_with('│') => {
                let painted = paint_cells(&line, row, *number);
                inside.next();
                painted
            }
            _ => paint(&line, Style::Dim, color),
        };
        writeln!(out, "{painted}")?;
    }
    Ok(())
}

type Lines = Vec<(Style, String)>;

fn cells(row: impl Iterator<Item = Cell>, widths: &[usize]) -> Vec<Lines> {
    row.zip(widths).map(|(cell, width)| cell.lines(*width)).collect()
}

fn height(row: &[Lines]) -> usize {
    row.iter().map(Vec::len).max().unwrap_or(0).max(1)
}

fn joined(lines: &Lines) -> String {
    let texts: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
    texts.join("\n")
}

/// Colours one drawn line. The cells' words are known, so each is found where the one before it ended.
fn paint_cells(line: &str, row: &[Lines], number: usize) -> String {
    let mut painted = String::new();
    let mut rest = line;
    for lines in row {
        let Some((style, text)) = lines.get(number).filter(|(_, text)| !text.is_empty()) else {
            // An empty cell: go to the border at its end.
            let border = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '┆' | '│'));
            let (before, after) = rest.split_at(border.map_or(rest.len(), |(at, _)| at));
            painted.push_str(before);
            rest = after;
            continue;
        };
        let Some(at) = rest.find(text.as_str()) else { break };
        painted.push_str(&rest[..at]);
        painted.push_str(&paint(text, *style, true));
        let after = &rest[at + text.len()..];
        let border = after.find(['┆', '│']).unwrap_or(after.len());
        painted.push_str(&after[..border]);
        rest = &after[border..];
    }
    painted.push_str(rest);
    painted
}
