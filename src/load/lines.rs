//! The lines of a file, or of a part of one, as the readers see them: trimmed, with their bytes.

use std::{cell::OnceCell, sync::Arc};

use super::{block, inline, roster::Roster};
use crate::source::{Source, Span};

/// The lines of a text in order, blank ones included.
pub(super) struct Lines<'a> {
    /// The file.
    pub(super) source: &'a Arc<Source>,
    /// The part of it that is read.
    pub(super) within: Span,
    /// Every line.
    pub(super) rows: Vec<Row<'a>>,
    /// How many of them are not blank.
    pub(super) filled: usize,
    /// Whether the text has marks of Markdown: headings, links, bold.
    pub(super) markdown: bool,
    /// For each line the block it belongs to.
    blocks: Vec<Option<&'static str>>,
    /// Who speaks, judged when first asked for.
    roster: OnceCell<Roster>,
}

/// One line without the white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Its text, trimmed.
    pub(super) text: &'a str,
    /// The byte at which `text` starts in the source.
    pub(super) start: usize,
    /// Whether nothing at all stands on the line, not even a space.
    pub(super) void: bool,
}

impl<'a> Lines<'a> {
    /// The lines of the part `within` of a source.
    pub(super) fn of(source: &'a Arc<Source>, within: Span) -> Self {
        let mut rows = Vec::new();
        for line in source.lines() {
            if line.span.end < within.start || line.span.start > within.end {
                continue;
            }
            let (start, end) = (line.span.start.max(within.start), line.span.end.min(within.end));
            // A lone carriage return ends a line too (WebVTT allows it).
            let mut at = start;
            for text in source.slice(Span::new(start, end)).split('\r') {
                rows.push(Row::of(text, at));
                at += text.len() + 1;
            }
        }
        let filled = rows.iter().filter(|row| !row.is_blank()).count();
        let marked = |row: &Row<'_>| heading(row.text).is_some() || row.text.contains("](") || row.text.contains("**");
        let markdown = rows.iter().any(marked);
        // A chat on one line becomes as many lines as there are turns.
        let (rows, filled) = if filled <= 3 {
            let rows = inline::split(rows);
            let filled = rows.iter().filter(|row| !row.is_blank()).count();
            (rows, filled)
        } else {
            (rows, filled)
        };
        let blocks = block::blocks(&rows);
        Self { source, within, rows, filled, markdown, blocks, roster: OnceCell::new() }
    }

    /// The kind of block that a line belongs to: front matter, a comment, code.
    pub(super) fn block(&self, index: usize) -> Option<&'static str> {
        self.blocks.get(index).copied().flatten()
    }

    /// Who speaks by the labels at the starts of lines.
    pub(super) fn roster(&self) -> &Roster {
        self.roster.get_or_init(|| Roster::of(self))
    }

    /// The text that is read, as it stands in the file.
    pub(super) fn text(&self) -> &'a str {
        self.source.slice(self.within)
    }

    /// The share of lines that are counted, 0 when there are none.
    pub(super) fn share(&self, count: usize) -> f32 {
        if self.filled == 0 { 0.0 } else { count as f32 / self.filled as f32 }
    }
}

impl<'a> Row<'a> {
    /// A line that starts at a byte of the source.
    fn of(line: &'a str, start: usize) -> Self {
        let void = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}');
        let text = line.trim_start_matches(void);
        let start = start + line.len() - text.len();
        Self { text: text.trim_end_matches(void), start, void: line.is_empty() }
    }

    /// Whether nothing is to be read on the line.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Its bytes.
    pub(super) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// The bytes of a part of its text.
    pub(super) fn part(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }

    /// What is left of it from a byte of its text on, without leading white space.
    pub(super) fn from(&self, at: usize) -> Row<'a> {
        Row::of(self.text.get(at..).unwrap_or_default(), self.start + at.min(self.text.len()))
    }
}

/// The title of a Markdown heading line: what stands after its `#` marks.
pub(super) fn heading(text: &str) -> Option<&str> {
    let title = text.trim_start_matches('#');
    let marks = text.len() - title.len();
    let spaced = title.starts_with([' ', '\t']);
    let tight = marks > 1 && title.starts_with(char::is_alphabetic) && !title.contains('#');
    ((1..=6).contains(&marks) && (spaced || tight)).then(|| title.trim().trim_end_matches('#').trim_end())
}
