//! `html`: a page or a part of one, turned into lines of Markdown that the text dialects and the summary reader know.
//!
//! Paragraphs, list items, headings, table rows and bold words keep their meaning; scripts, styles and navigation are left out. `<cite>` and
//! `<time>` before a paragraph are speaker and time, as Podcasting 2.0 has them.

use super::{
    Parts,
    lines::Lines,
    page::Page,
    stamp, table,
    tags::{Token, Tokens, attribute},
    ttml::root,
};
use crate::{
    source::{Source, Span},
    summary::Summary,
    transcript::Transcript,
};
use std::sync::Arc;

pub(super) const NAME: &str = "html";

/// Elements that start a line of their own.
#[rustfmt::skip]
const BLOCKS: [&str; 32] = [
    "p", "div", "section", "article", "main", "header", "aside", "body", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "pre", "address", "figure", "figcaption", "table", "tr", "td", "th", "hr", "details", "summary",
];

/// Elements whose text nobody reads on the page, and what they are.
const HIDDEN: [(&str, &str); 13] = [
    ("script", "script"),
    ("style", "style"),
    ("head", "head of the page"),
    ("title", "head of the page"),
    ("noscript", "script"),
    ("template", "script"),
    ("svg", "picture"),
    ("nav", "navigation"),
    ("footer", "footer"),
    ("form", "form"),
    ("button", "form"),
    ("select", "form"),
    ("iframe", "embedded page"),
];

/// How sure it is that the text is HTML, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let root = root(lines);
    if matches!(root, Some("tt" | "transcript" | "timedtext")) {
        return 0.0;
    }
    if root.is_some_and(|name| ["html", "body", "head"].iter().any(|tag| name.eq_ignore_ascii_case(tag)))
        || lines
            .rows
            .iter()
            .find(|row| !row.is_blank())
            .is_some_and(|row| row.text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html")))
    {
        return 0.995;
    }
    if !lines.text().contains("</") {
        return 0.0;
    }
    let tags = Tokens::of(lines.text(), 0)
        .filter(|token| matches!(token, Token::Open { name, .. } if BLOCKS.contains(name) || matches!(*name, "cite" | "time" | "br")))
        .count();
    let lead = lines.rows.iter().filter(|row| row.text.starts_with('<')).count();
    let marks = lines.rows.iter().filter(|row| row.text.starts_with("## ") || row.text.contains("**")).count();
    let wrapped = tags >= 3 && (tags * 4 >= lines.filled || lead * 2 >= lines.filled);
    if wrapped && marks == 0 && lead > 0 { 0.97 } else { 0.0 }
}

/// Reads it as what its lines look like.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let transcript = page(lines).read(|inner| {
        let mut lines = Lines::of(inner, Span::new(0, inner.text().len()));
        lines.markdown = true;
        super::as_text(&lines)
    });
    Transcript { format: NAME, ..transcript }
}

/// A summary on a page of HTML, perhaps with its transcript; `None` if the text is not HTML.
pub(super) fn summary(source: &Arc<Source>) -> Option<Parts> {
    // Most texts hold no tag at all.
    let whole = || Lines::of(source, Span::new(0, source.text().len()));
    (source.text().contains("</") && detect(&whole()) > 0.0).then(|| parts(source))
}

/// What a page of HTML holds.
pub(super) fn parts(source: &Arc<Source>) -> Parts {
    let parts = page(&Lines::of(source, Span::new(0, source.text().len()))).parts(super::summary::plain);
    Parts {
        transcript: parts.transcript.map(|transcript| Transcript { format: NAME, ..transcript }),
        summary: parts.summary.map(|summary| Summary { format: NAME, ..summary }),
    }
}

/// The lines of the page.
fn page<'a>(lines: &Lines<'a>) -> Page<'a> {
    let mut writer = Writer {
        source: lines.source,
        page: Page::new(lines.source),
        bold: Bold::None,
        gap: false,
        held: None,
        speaker: None,
        time: None,
        quoting: false,
        cells: None,
    };
    let text = lines.text();
    let start = front_matter(text);
    writer.page.skip(Span::new(lines.within.start, lines.within.start + start), "front matter");
    let mut tokens = Tokens::of(text.get(start..).unwrap_or_default(), lines.within.start + start).peekable();
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(token) = tokens.next() {
        if let Token::Open { name, alone: false, span, .. } = token
            && let Some((name, reason)) = HIDDEN.iter().find(|(hidden, _)| name.eq_ignore_ascii_case(hidden))
            && !unclosed.contains(name)
        {
            // A page builder's `</script` may stand in a string; the tag that closes is the first that reads so.
            let rest = lines.source.slice(Span::new(span.end, lines.within.end));
            if let Some(end) = closing(rest, name) {
                let end = span.end + end;
                writer.page.skip(Span::new(span.end, end), reason);
                while tokens.next_if(|token| token.span().start < end).is_some() {}
                continue;
            }
            // None closes later either.
            unclosed.push(*name);
        }
        let next_is_time = matches!(token, Token::Close { name: "cite", .. }) && {
            let blank = |token: &Token<'_>| matches!(token, Token::Text(s) if lines.source.slice(*s).trim().is_empty());
            let next = tokens.clone().find(|token| !blank(token));
            matches!(next, Some(Token::Open { name: "time", .. }))
        };
        writer.token(&token, next_is_time);
    }
    writer.release(false);
    writer.table();
    writer.page
}

/// The bytes of YAML at the start.
fn front_matter(text: &str) -> usize {
    let opens = text.starts_with("---\n") || text.starts_with("---\r");
    text.find("\n---").filter(|_| opens).map_or(0, |at| at + 4)
}

/// Where the closing tag of a name starts, whatever its case.
fn closing(rest: &str, name: &str) -> Option<usize> {
    rest.match_indices("</").map(|(at, _)| at).find(|at| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && rest.get(at + 2 + name.len()..).is_some_and(|behind| behind.trim_start().starts_with('>'))
    })
}

/// Whether words in bold are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bold {
    None,
    /// The tag was at the start of a line; nothing followed yet.
    Wanted,
    Open,
}

/// The parts of text that stand in a cell.
type Cell = Vec<Span>;

/// The text of an element that names a speaker or a time.
struct Held {
    /// The element that it ends with.
    element: String,
    /// Whether it is a name; else a time.
    name: bool,
    /// Whether the page itself says so, by the class of the element.
    sure: bool,
    spans: Vec<Span>,
}

impl Held {
    /// What an element holds by its name or class, if it is the name or time of what follows.
    fn of(element: &str, attributes: &str) -> Option<Self> {
        let class = attribute(attributes, "class").unwrap_or_default().to_ascii_lowercase();
        let has = |words: &[&str]| class.split([' ', '-', '_']).any(|word| words.contains(&word));
        let inline = ["span", "div", "p", "b", "strong", "h3", "h4", "h5", "a"].contains(&element);
        let (name, sure) = match element {
            "cite" => (true, false),
            "time" => (false, false),
            _ if inline && has(&["time", "timestamp", "timecode"]) => (false, true),
            _ if inline && has(&["speaker"]) => (true, true),
            _ => return None,
        };
        Some(Self { element: element.to_owned(), name, sure, spans: Vec::new() })
    }
}

struct Writer<'a> {
    source: &'a Arc<Source>,
    page: Page<'a>,
    bold: Bold,
    /// Whether white space ended the bold words so far: their closing mark stands before it.
    gap: bool,
    /// The name or time that is open.
    held: Option<Held>,
    /// Who speaks next.
    speaker: Option<Vec<Span>>,
    /// When.
    time: Option<Vec<Span>>,
    /// Whether a quotation is open: whom a citation in it names said it, and nothing that follows.
    quoting: bool,
    /// The table that is open: its rows of cells.
    cells: Option<Vec<Vec<Cell>>>,
}

impl Writer<'_> {
    fn token(&mut self, token: &Token<'_>, then_time: bool) {
        match *token {
            Token::Text(span) => self.text(span),
            Token::Open { name, attributes, .. } => self.open(&name.to_ascii_lowercase(), attributes),
            Token::Close { name, .. } => self.close(&name.to_ascii_lowercase(), then_time),
            Token::Aside(_) => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        if attribute(attributes, "hidden").is_some() || attribute(attributes, "aria-hidden") == Some("true") {
            return;
        }
        if let Some(rows) = &mut self.cells {
            match name {
                "tr" => rows.push(Vec::new()),
                "td" | "th" => {
                    if rows.is_empty() {
                        rows.push(Vec::new());
                    }
                    rows.last_mut().into_iter().for_each(|row| row.push(Vec::new()));
                }
                "table" => self.table(),
                _ => {}
            }
            return;
        }
        if self.quoting && name == "cite" && !self.page.text().ends_with("> ") {
            self.end_line();
            return self.page.own("> — ");
        }
        if let Some(held) = Held::of(name, attributes).filter(|held| !(self.quoting && held.name)) {
            // A time may stand within the element of the name.
            self.release(false);
            if BLOCKS.contains(&name) {
                self.end_line();
            }
            if !held.name || self.at_start() {
                self.held = Some(held);
                return;
            }
        }
        if BLOCKS.contains(&name) {
            self.release(false);
        }
        match name {
            "table" => {
                self.end_line();
                self.cells = Some(Vec::new());
            }
            "b" | "strong" if self.at_start() && self.bold == Bold::None => self.bold = Bold::Wanted,
            "br" => self.end_line(),
            "li" => {
                self.end_line();
                self.page.own("- ");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.paragraph();
                let level = name.bytes().last().map_or(1, |digit| usize::from(digit - b'0'));
                self.page.own(&"#".repeat(level));
                self.page.own(" ");
            }
            "blockquote" => {
                self.quoting = true;
                self.paragraph();
                self.page.own("> ");
            }
            // A paragraph in a list item or quotation goes on with its mark.
            "p" if ["- ", "> "].iter().any(|mark| self.page.text().ends_with(mark)) => {}
            "p" => self.paragraph(),
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str, then_time: bool) {
        if self.held.as_ref().is_some_and(|held| held.element == name) {
            self.release(then_time);
        }
        match name {
            "table" => self.table(),
            _ if self.cells.is_some() => {}
            "b" | "strong" => self.end_bold(),
            "blockquote" => {
                self.quoting = false;
                self.paragraph();
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(),
            _ if BLOCKS.contains(&name) => self.end_line(),
            _ => {}
        }
    }

    /// Ends what is held: it names what follows, or was text like any other.
    fn release(&mut self, then_time: bool) {
        let Some(Held { name, sure, spans, .. }) = self.held.take() else { return };
        let text: String = spans.iter().map(|span| self.source.slice(*span)).collect();
        let text = text.trim();
        let is_time = stamp::leading(text).is_some_and(|(_, length)| length == text.len());
        let is_name = !text.is_empty() && text.len() <= 80 && text.split_whitespace().count() <= 8;
        match name {
            true if is_name && (sure || then_time || text.ends_with(':')) => self.speaker = Some(spans),
            false if is_time => self.time = Some(spans),
            _ => spans.into_iter().for_each(|span| self.text(span)),
        }
    }

    fn text(&mut self, span: Span) {
        let blank = self.source.slice(span).trim().is_empty();
        if let Some(held) = &mut self.held {
            held.spans.push(span);
            return;
        }
        if let Some(rows) = &mut self.cells {
            if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                cell.push(span);
            } else {
                self.page.skip(span, "text of a table outside its cells");
            }
            return;
        }
        if blank {
            if self.bold == Bold::Open {
                self.gap = true;
            } else if !self.at_start() {
                self.page.space();
            }
            return;
        }
        if self.speaker.is_some() || self.time.is_some() {
            let (time, speaker) = (self.time.take(), self.speaker.take());
            self.page.line();
            if let Some(time) = time {
                self.page.own("[");
                self.trimmed(&time, &[]);
                self.page.own("] ");
            }
            if let Some(speaker) = speaker {
                self.page.own("**");
                self.trimmed(&speaker, &[':']);
                self.page.own(":** ");
            }
        }
        if self.bold == Bold::Wanted {
            self.page.own("**");
            self.bold = Bold::Open;
            self.gap = false;
            return self.bold_words(span, true);
        }
        if self.bold == Bold::Open {
            return self.bold_words(span, false);
        }
        self.page.caption(span, false);
    }

    /// Adds bold words; white space at either end of them belongs outside of their marks.
    fn bold_words(&mut self, span: Span, first: bool) {
        let text = self.source.slice(span);
        let words = text.trim();
        let start = span.start + text.len() - text.trim_start().len();
        if !first && (self.gap || start > span.start) {
            self.page.space();
        }
        self.page.caption(Span::new(start, start + words.len()), false);
        self.gap = text.ends_with(char::is_whitespace);
    }

    /// Adds parts of text without the white space and marks at their end.
    fn trimmed(&mut self, spans: &[Span], marks: &[char]) {
        for span in spans {
            let text = self.source.slice(*span);
            let start = span.start + text.len() - text.trim_start().len();
            let text = text.trim().trim_end_matches(marks).trim_end();
            self.page.caption(Span::new(start, start + text.len()), false);
        }
    }

    fn at_start(&self) -> bool {
        let text = self.page.text();
        text.is_empty() || text.ends_with('\n') || ["- ", "> "].iter().any(|mark| text.ends_with(&format!("\n{mark}")))
    }

    fn end_bold(&mut self) {
        if self.bold == Bold::Open {
            self.page.own("**");
            if std::mem::take(&mut self.gap) {
                self.page.space();
            }
        }
        self.bold = Bold::None;
    }

    fn end_line(&mut self) {
        self.end_bold();
        self.page.line();
    }

    fn paragraph(&mut self) {
        self.end_line();
        if !self.page.text().is_empty() && !self.page.text().ends_with("\n\n") {
            self.page.own("\n");
        }
    }

    /// Ends the table: its rows become turns or rows.
    fn table(&mut self) {
        let Some(rows) = self.cells.take() else { return };
        let rows: Vec<Vec<Cell>> = rows.into_iter().filter(|row| !row.is_empty()).collect();
        let plain = |cell: &Cell| cell.iter().map(|span| self.source.slice(*span)).collect::<String>();
        let texts: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(plain).collect()).collect();
        let talk = table::talk(&texts);
        for (index, row) in rows.iter().enumerate() {
            self.page.line();
            let Some(talk) = talk.filter(|talk| index >= talk.first) else {
                self.row(row, index == 0);
                continue;
            };
            if let Some(time) = talk.time.and_then(|column| row.get(column)) {
                self.page.own("[");
                self.trimmed(time, &[]);
                self.page.own("] ");
            }
            self.trimmed(row.get(talk.name).map_or(&[], Vec::as_slice), &[':']);
            self.page.own(": ");
            for span in row.get(talk.words).into_iter().flatten() {
                self.page.caption(*span, false);
            }
        }
        self.page.line();
        self.page.own("\n");
    }

    /// Adds a row of a table that is no talk.
    fn row(&mut self, row: &[Cell], first: bool) {
        for cell in row {
            self.page.own("| ");
            for span in cell {
                self.page.caption(*span, false);
            }
            self.page.own(" ");
        }
        self.page.own("|");
        if first {
            self.page.own("\n|");
            self.page.own(&"---|".repeat(row.len()));
        }
    }
}
