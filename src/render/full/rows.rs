//! The lines of a file around some of its words, fitted into columns: what the source view shows of a place.
//!
//! Only as much of a line is looked at as is shown, so that a file that is one long line costs no more than any other.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    finding::Place,
    render::harmless::shown,
    source::{Line, Span},
    text::pieces,
};

/// No place is shown in more rows than this.
const ROWS: usize = 8;
/// No place is looked for in more lines than this.
const SEARCHED: usize = 64;
/// What stands where something was left out.
const CUT: &str = "...";

/// The rows of a place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// In order.
    pub(super) shown: Vec<Row>,
    /// The number of the first row's line, if every row is a line and they follow one another.
    pub(super) first_line: Option<usize>,
    /// The byte of the file at which what is marked starts.
    pub(super) start: usize,
}

/// A row of text and the bytes of it that are marked.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) marked: Option<Range<usize>>,
}

impl Rows {
    /// The rows of a place, each at most `width` columns wide, with the words of its text marked.
    pub(super) fn of(place: &Place, width: usize) -> Self {
        let (source, span) = (&place.source, place.span);
        let (first, last) = (source.line(span.start), source.line(span.end.saturating_sub(1).max(span.start)));
        let lines = (first..=last.min(first + SEARCHED)).filter_map(|number| source.line_at(number));
        // Where the text is what stands there, all of it is meant.
        let exact = pieces(source.slice(span)).eq(pieces(&place.text));
        let mut rest = place.text.as_str();
        let mut lines: Vec<(Line<'_>, Option<Range<usize>>)> = lines
            .map(|line| {
                let focus = within(&line, span);
                let found = aligned(&line.text[focus.clone()], rest).filter(|_| !exact).map(|(words, used)| {
                    rest = rest.get(used..).unwrap_or_default();
                    focus.start + words.start..focus.start + words.end
                });
                (line, found)
            })
            .collect();
        if lines.iter().all(|(_, words)| words.is_none()) {
            // The text is written otherwise than in the file: then all of the span is meant.
            for (line, words) in &mut lines {
                *words = Some(within(line, span)).filter(|words| first == last || !words.is_empty());
            }
        }
        let from = lines.iter().position(|(_, words)| words.is_some()).unwrap_or(0);
        let to = lines.iter().rposition(|(_, words)| words.is_some()).map_or(0, |at| at + 1);
        let lines = lines.get(from..to).unwrap_or_default();
        let start =
            lines.first().map_or(span.start, |(line, words)| line.span.start + words.as_ref().map_or(0, |w| w.start));
        Self { start, ..Self::fitted(lines, width) }
    }

    fn fitted(lines: &[(Line<'_>, Option<Range<usize>>)], width: usize) -> Self {
        let fit = |(line, words): &(Line<'_>, Option<Range<usize>>)| match words {
            Some(words) => fitted(line.text, words.clone(), width),
            None => vec![Row { text: front(line.text, width).cut(width), marked: None }],
        };
        let fitting: Vec<Vec<Row>> = lines.iter().take(ROWS + 1).map(fit).collect();
        let numbered = fitting.iter().all(|rows| rows.len() == 1);
        // Between the words of a subtitle stand lines that nobody speaks: they are shown where every row is a line.
        let shown = fitting.into_iter().zip(lines).filter(|(_, (_, words))| numbered || words.is_some());
        let mut rows: Vec<Row> = shown.flat_map(|(rows, _)| rows).collect();
        let truncated = rows.len() > ROWS || lines.len() > ROWS + 1;
        rows.truncate(ROWS);
        if let Some(row) = rows.last_mut().filter(|row| truncated && !row.text.ends_with(CUT)) {
            row.text = front(&row.text, width.saturating_sub(CUT.len())).shown;
            let end = row.text.len();
            row.marked = row.marked.take().map(|marked| marked.start.min(end)..marked.end.min(end));
            row.text.push_str(CUT);
        }
        Self { shown: rows, first_line: lines.first().filter(|_| numbered).map(|(line, _)| line.number), start: 0 }
    }
}

/// Where in a line the next words of a text stand, and how many bytes of the text these are. Letters and digits are compared; marks
/// of the format stand between them, or before or behind: `<v Ada>and a **half**</v>`.
///
/// What is found reaches to the end of the line, or of the text, or to a tag.
fn aligned(line: &str, text: &str) -> Option<(Range<usize>, usize)> {
    let starts =
        line.char_indices().filter(|(_, c)| matches!(c, ' ' | '\t' | '>' | ':' | ']')).map(|(at, c)| at + c.len_utf8());
    std::iter::once(0).chain(starts).find_map(|start| {
        let mut wanted = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
        let (mut next, mut found, mut used) = (wanted.next(), None, 0);
        for (at, character) in line[start..].char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let Some((place, _)) = next.filter(|(_, letter)| *letter == character) else { break };
            let end = start + at + character.len_utf8();
            let from = found.map_or(start + at, |(from, _)| from);
            (found, used, next) = (Some((from, end)), place + character.len_utf8(), wanted.next());
        }
        let (from, end) = found?;
        let behind = &line[end..];
        let letters = behind.find(char::is_alphanumeric);
        let whole = next.is_none() || letters.is_none_or(|at| behind[..at].contains(['<', '{']));
        // Quotation marks and full stops at the ends of the line are words of the place, brackets of the format are not.
        let from = if start == 0 && !line[..from].contains(['<', '>']) { 0 } else { from };
        let end = if letters.is_none() && !behind.contains(['<', '>']) { line.len() } else { end };
        whole.then_some((from..end, used))
    })
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
