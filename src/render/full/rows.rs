//! The lines of a file around some of its words, fitted into columns: what the source view shows of a place.
//!
//! Only as much of a line is looked at as is shown, so that a file that is one long line costs no more than any other.

use std::ops::Range;

use rustc_hash::FxHashSet;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    finding::Place,
    render::harmless::shown,
    source::{Line, Source, Span},
    text::pieces,
};

/// No place is shown in more rows than this.
const ROWS: usize = 8;
/// What stands where something was left out.
const CUT: &str = "...";

/// The rows of a place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// In order.
    pub(super) rows: Vec<Row>,
    /// The number of the first row's line, if every row is a line and they follow one another.
    pub(super) first_line: Option<usize>,
}

/// A row of text and the bytes of it that are marked.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) marked: Option<Range<usize>>,
}

impl Rows {
    /// The rows of a place, each at most `width` columns wide.
    pub(super) fn of(place: &Place, width: usize) -> Self {
        Self::around(&place.source, place.span, &place.text, width)
    }

    /// The rows around a span, whose words are `text`.
    pub(super) fn around(source: &Source, span: Span, text: &str, width: usize) -> Self {
        let first = source.line(span.start);
        let last = source.line(span.end.saturating_sub(1).max(span.start));
        let words: FxHashSet<&str> = pieces(text).collect();
        let mut lines: Vec<(bool, Vec<Row>)> = Vec::new();
        let mut truncated = last >= first + ROWS;
        for line in (first..=last.min(first + ROWS - 1)).filter_map(|number| source.line_at(number)) {
            let focus = within(&line, span);
            // Between the words of a subtitle stand lines that nobody speaks.
            let spoken = first == last || pieces(&line.text[focus.clone()]).any(|word| words.contains(word));
            let beside = || vec![Row { text: front(line.text, width).cut(width), marked: None }];
            lines.push((spoken, if spoken { fitted(line.text, focus, width) } else { beside() }));
        }
        let numbered = lines.iter().all(|(_, rows)| rows.len() == 1);
        lines.retain(|(spoken, _)| *spoken || numbered);
        let mut rows: Vec<Row> = lines.into_iter().flat_map(|(_, rows)| rows).collect();
        truncated |= rows.len() > ROWS;
        rows.truncate(ROWS);
        if let Some(row) = rows.last_mut().filter(|row| truncated && !row.text.ends_with(CUT)) {
            row.text = front(&row.text, width.saturating_sub(CUT.len())).shown;
            row.marked =
                row.marked.take().map(|marked| marked.start.min(row.text.len())..marked.end.min(row.text.len()));
            row.text.push_str(CUT);
        }
        Self { rows, first_line: numbered.then_some(first) }
    }
}

/// The part of a line that lies in a span, white space at its ends left out.
fn within(line: &Line<'_>, span: Span) -> Range<usize> {
    let inside = |at: usize| at.clamp(line.span.start, line.span.end) - line.span.start;
    let (start, end) = (inside(span.start), inside(span.end));
    let Some(words) = line.text.get(start..end) else { return 0..0 };
    let trimmed = words.trim_start();
    let start = end - trimmed.len();
    start..start + trimmed.trim_end().len()
}

/// A line in one row if the words at issue fit into one, else in several.
fn fitted(line: &str, focus: Range<usize>, width: usize) -> Vec<Row> {
    let (before, after) = (&line[..focus.start], &line[focus.end..]);
    let words = front(&line[focus], width * ROWS);
    let room = width.saturating_sub(words.shown.width());
    let one_row = words.whole && room >= 2 * CUT.len();
    let most = if one_row { room } else { width / 4 };
    let (lead, follow) = (back(before, most), front(after, most));
    let (lead, follow) = if !one_row {
        // What leads to the words or follows them is shown if it is little, such as a bullet or a full stop.
        let short = |side: Side| if side.whole { side.shown } else { CUT.to_owned() };
        (short(lead), if words.whole { short(follow) } else { CUT.to_owned() })
    } else if lead.whole && follow.whole && lead.shown.width() + follow.shown.width() <= room {
        (lead.shown, follow.shown)
    } else {
        // A third of the room goes before the words, the rest after them; what one side does not need the other has.
        let needed = |side: &Side| if side.whole { side.shown.width() } else { room };
        let left = needed(&lead).min((room / 3).max(room.saturating_sub(needed(&follow))));
        let right = room - left;
        (back(before, left).cut(left), front(after, right).cut(right))
    };
    let marked = lead.len()..lead.len() + words.shown.len();
    broken(&(lead + &words.shown + &follow), &marked, width)
}

/// One side of a text, made harmless, and whether that is all of it.
struct Side {
    shown: String,
    whole: bool,
    at_start: bool,
}

/// The first columns of a text.
fn front(text: &str, columns: usize) -> Side {
    let (shown, whole) = taken(text.chars(), columns);
    Side { shown: shown.into_iter().collect(), whole, at_start: true }
}

/// The last columns of a text.
fn back(text: &str, columns: usize) -> Side {
    let (shown, whole) = taken(text.chars().rev(), columns);
    Side { shown: shown.into_iter().rev().collect(), whole, at_start: false }
}

/// The characters that fit, one for one, and whether all do.
fn taken(characters: impl Iterator<Item = char>, columns: usize) -> (Vec<char>, bool) {
    let (mut fitting, mut used) = (Vec::new(), 0);
    for (count, character) in characters.enumerate() {
        // The joiner of emoji is not drawn alike everywhere, and what cannot be counted cannot be pointed at.
        let Some(character) = shown(character).filter(|character| *character != '\u{200d}') else { continue };
        used += character.width().unwrap_or(0);
        // Marks without a width may stand in any number on one letter.
        if used > columns || count > 8 * columns + 64 {
            return (fitting, false);
        }
        fitting.push(character);
    }
    (fitting, true)
}

impl Side {
    /// In so many columns, cut at a word, with dots where something was left out.
    fn cut(self, columns: usize) -> String {
        if self.whole {
            return self.shown;
        }
        let room = columns.saturating_sub(CUT.len());
        if self.at_start {
            let kept = front(&self.shown, room).shown;
            let at = kept.rfind(' ').filter(|at| kept.len() - at <= room / 2).unwrap_or(kept.len());
            format!("{}{CUT}", &kept[..at])
        } else {
            let kept = back(&self.shown, room).shown;
            let at = kept.find(' ').filter(|at| *at <= room / 2).map_or(0, |at| at + 1);
            format!("{CUT}{}", &kept[at..])
        }
    }
}

/// A text in rows, broken at spaces, else where a row is full.
fn broken(text: &str, marked: &Range<usize>, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    while start < text.len() || rows.is_empty() {
        let (mut end, mut space, mut used) = (text.len(), None, 0);
        for (at, character) in text[start..].char_indices() {
            let needed = character.width().unwrap_or(0);
            if used + needed > width && at > 0 {
                end = if character == ' ' { start + at } else { space.unwrap_or(start + at) };
                break;
            }
            used += needed;
            if character == ' ' && at > 0 {
                space = Some(start + at);
            }
        }
        let row = text[start..end].trim_end();
        let inside = |at: usize| at.clamp(start, start + row.len()) - start;
        let (from, to) = (inside(marked.start), inside(marked.end));
        let words = &row[from..to];
        let from = to - words.trim_start().len();
        let to = from + words.trim().len();
        let pointed = marked.is_empty() && (start..=end).contains(&marked.start);
        rows.push(Row { text: row.to_owned(), marked: (from < to || pointed).then_some(from..to) });
        start = end + (text[end..].len() - text[end..].trim_start_matches(' ').len());
    }
    rows
}
