//! Where a thing is in a file: a `Source` is a text with its path, a `Span` a range of its bytes.
//!
//! Every later stage keeps spans in the bytes of the original file; line and column are worked out only when something is
//! shown to a person. Nothing here reads the file system.
//!
//! A file that is not UTF-8 is decoded first, and so is a Word document. Then spans are bytes of the decoded text: the line is still
//! that of the file (for a document: its paragraphs, counted), the column still counts characters; only the byte offsets are not those of
//! the file. [`Source::decoding`] says so.

mod encoding;

use std::sync::Arc;

/// A file as it was read: its text, its path as the user wrote it, and where its lines start.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
    decoding: Option<Decoding>,
}

/// How the text of a file was made from its bytes, where they are not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoding {
    /// What the bytes are: "UTF-16LE", "windows-1252", "Word document".
    pub from: &'static str,
    /// Whether that is a guess, made from the bytes themselves.
    pub guessed: bool,
    /// How many places could not be decoded; a replacement character stands there.
    pub replaced: usize,
}

impl Decoding {
    /// What a person should know of it; `None` if nothing was guessed or lost.
    pub fn warning(&self) -> Option<String> {
        let Self { from, guessed, replaced } = self;
        let lost = match replaced {
            0 => String::new(),
            1 => "; 1 place could not be read and is shown as \u{fffd}".to_owned(),
            n => format!("; {n} places could not be read and are shown as \u{fffd}"),
        };
        match (guessed, replaced) {
            (false, 0) => None,
            (false, _) => Some(format!("read as {from}{lost}")),
            (true, _) => {
                Some(format!("not UTF-8; read as {from}, which is a guess{lost}; convert it if words look wrong"))
            }
        }
    }
}

/// Why bytes could not be taken as text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SourceError {
    /// The bytes hold control characters that no text has.
    #[error("{path} is a binary file, not text; give a transcript or summary as text")]
    Binary {
        /// The path as the user wrote it.
        path: String,
    },
    /// The bytes are not UTF-8, and this build guesses no code page.
    #[error("{path}:{line}: not UTF-8 (byte {offset}); convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`")]
    NotUtf8 {
        /// The path as the user wrote it.
        path: String,
        /// The 1-based line of the first bad byte.
        line: usize,
        /// The offset of the first bad byte.
        offset: usize,
    },
    /// A container of text, such as a Word document, that cannot be opened.
    #[error("{path}: {message}")]
    Container {
        /// The path as the user wrote it.
        path: String,
        /// What is wrong, and what to do.
        message: String,
    },
}

impl Source {
    /// Takes a text that is known to be UTF-8.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::made(path.into(), text.into(), None))
    }

    /// Takes a text that was made from other bytes.
    pub fn decoded(path: impl Into<String>, text: impl Into<String>, decoding: Decoding) -> Arc<Self> {
        Arc::new(Self::made(path.into(), text.into(), Some(decoding)))
    }

    /// Takes the bytes of a text file. UTF-8 stays as it is, byte order mark included, so that offsets are those of the file; UTF-16
    /// and code pages are decoded.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, SourceError> {
        let path = path.into();
        let (text, decoding) = encoding::decode(&path, bytes)?;
        Ok(Arc::new(Self::made(path, text, decoding)))
    }

    fn made(path: String, text: String, decoding: Option<Decoding>) -> Self {
        let mut line_starts = vec![0];
        let bytes = text.as_bytes();
        // A line ends with `\n` and any `\r` before it, or with a `\r` alone.
        let mut returns = false;
        for (at, byte) in bytes.iter().enumerate() {
            if returns && !matches!(byte, b'\n' | b'\r') {
                line_starts.push(at);
            }
            if *byte == b'\n' {
                line_starts.push(at + 1);
            }
            returns = *byte == b'\r';
        }
        Self { path, text, line_starts, decoding }
    }

    /// How the text was made from the bytes of the file; `None` if it is the file, byte for byte.
    pub fn decoding(&self) -> Option<&Decoding> {
        self.decoding.as_ref()
    }

    /// The path as the user wrote it, `-` for standard input.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words at a span; empty when the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// Line and column of a byte offset.
    pub fn location(&self, offset: usize) -> Location {
        let line = self.line(offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset.max(start)).unwrap_or_default();
        Location { line, column: before.chars().filter(|c| *c != '\u{feff}').count() + 1 }
    }

    /// The lines of the text with their spans, line ends (`\n`, `\r\n`, lone `\r`) and the byte order mark left out.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        (1..=self.line_starts.len()).filter_map(|number| self.line_at(number))
    }

    /// The line of a 1-based number.
    pub fn line_at(&self, number: usize) -> Option<Line<'_>> {
        let mut start = *self.line_starts.get(number.checked_sub(1)?)?;
        let end = self.line_starts.get(number).copied().unwrap_or(self.text.len());
        if number == 1 && self.text.starts_with('\u{feff}') {
            start = 3;
        }
        let text = self.text.get(start..end)?.trim_end_matches(['\r', '\n']);
        Some(Line { number, text, span: Span::new(start, start + text.len()) })
    }
}

/// One line of a source, without its line end.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// 1-based number.
    pub number: usize,
    /// The line without its line end.
    pub text: &'a str,
    /// The bytes of `text` in the source.
    pub span: Span,
}

/// A range of bytes of an original file, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span; `end` is never before `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A place for people: 1-based line, 1-based column counted in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let source = Source::new("a", "ab\r\ncé d\n");
        assert_eq!(source.location(0), Location { line: 1, column: 1 });
        assert_eq!(source.location(source.text().find('d').unwrap()), Location { line: 2, column: 4 });
        let lines: Vec<_> = source.lines().map(|l| (l.number, l.text)).collect();
        assert_eq!(lines, [(1, "ab"), (2, "cé d"), (3, "")]);
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let source = Source::new("a", "\u{feff}ab");
        assert_eq!(source.lines().next().unwrap().span, Span::new(3, 5));
        assert_eq!(source.location(3), Location { line: 1, column: 1 });
    }

    #[test]
    fn a_line_ends_in_any_of_three_ways() {
        for (text, expected) in [
            ("a\nb\n", vec!["a", "b", ""]),
            ("a\r\nb\r\n", vec!["a", "b", ""]),
            ("a\rb\r", vec!["a", "b"]),
            ("a\r\r\nb", vec!["a", "b"]),
            ("\n\na", vec!["", "", "a"]),
        ] {
            let source = Source::new("a", text);
            assert_eq!(source.lines().map(|line| line.text).collect::<Vec<_>>(), expected, "{text:?}");
            let b = text.find('b').unwrap_or(2);
            assert_eq!(source.line(b), if text.starts_with('\n') { 3 } else { 2 }, "{text:?}");
        }
    }
}
