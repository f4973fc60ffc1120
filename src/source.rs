//! Where a thing is in a file: a `Source` is a text with its path, a `Span` a range of its bytes.
//!
//! Every later stage keeps spans in the bytes of the original file; line and column are worked out only when something is
//! shown to a person. Nothing here reads the file system.

use std::sync::Arc;

/// A file as it was read: its text, its path as the user wrote it, and where its lines start.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    line_starts: Vec<usize>,
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
    /// The bytes are not UTF-8.
    #[error("{path}:{line}: not UTF-8 (byte {offset}); convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`")]
    NotUtf8 {
        /// The path as the user wrote it.
        path: String,
        /// The 1-based line of the first bad byte.
        line: usize,
        /// The offset of the first bad byte.
        offset: usize,
    },
}

impl Source {
    /// Takes a text that is known to be UTF-8.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let mut line_starts = vec![0];
        line_starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        Arc::new(Self { path: path.into(), text, line_starts })
    }

    /// Takes the bytes of a file. A byte order mark stays in the text, so that offsets are those of the file.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Self>, SourceError> {
        let path = path.into();
        if bytes.iter().take(8192).any(|b| *b == 0) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF") {
            return Err(SourceError::Binary { path });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(path, text)),
            Err(error) => {
                let offset = error.utf8_error().valid_up_to();
                let line = 1 + error.as_bytes()[..offset].iter().filter(|b| **b == b'\n').count();
                Err(SourceError::NotUtf8 { path, line, offset })
            }
        }
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

    /// The lines of the text with their spans, line ends (`\n`, `\r\n`, lone `\r` kept inside) and the byte order mark left out.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.line_starts.iter().enumerate().map(|(index, start)| {
            let mut start = *start;
            let end = self.line_starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
            if index == 0 && self.text.starts_with('\u{feff}') {
                start = 3;
            }
            let text = self.text[start..end].trim_end_matches('\r');
            Line { number: index + 1, text, span: Span::new(start, start + text.len()) }
        })
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
    fn bad_bytes_are_named() {
        assert_eq!(
            Source::from_bytes("x", b"ok\nb\xe9d".to_vec()).unwrap_err(),
            SourceError::NotUtf8 { path: "x".into(), line: 2, offset: 4 }
        );
        assert!(matches!(Source::from_bytes("x", vec![0, 1]), Err(SourceError::Binary { .. })));
    }
}
