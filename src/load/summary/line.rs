//! One line of a summary: its indentation, whether it is quoted, the mark it starts with, and the words after the mark.

use crate::source::{Line, Span};

use super::inline::is_emoji;

/// A line taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    /// Indentation in columns; a tab counts four.
    pub(super) indent: usize,
    /// Whether `>` stands before it.
    pub(super) quoted: bool,
    /// What it starts with.
    pub(super) mark: Mark,
    /// The words after the mark.
    pub(super) text: &'a str,
    /// Their bytes.
    pub(super) body: Span,
    /// Whether two spaces or a backslash at the end break the line for good.
    pub(super) breaks: bool,
}

/// What a line starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing is on the line.
    Blank,
    /// `•`, `-`, `*`, an emoji and the like.
    Bullet,
    /// A dash (`–`, `—`): a bullet, or what stands before an author.
    Dash,
    /// `1.`, `a)` and the like, with the number where it is one.
    Number(u16),
    /// `#` to `######`.
    Heading(u8),
    /// `|`.
    Table,
    /// A line of dashes, stars, underscores or equals signs only.
    Rule(char),
    /// Three backticks or tildes.
    Fence,
    /// None of these.
    Text,
}

impl<'a> Row<'a> {
    pub(super) fn of(line: &Line<'a>) -> Self {
        let mut text = line.text;
        let mut indent = 0;
        let mut quoted = false;
        while let Some(c) = text.chars().next() {
            match c {
                '\t' => indent += 4,
                '>' => {
                    quoted = true;
                    indent = 0;
                }
                _ if c.is_whitespace() => indent += 1,
                _ => break,
            }
            text = &text[c.len_utf8()..];
        }
        let breaks = line.text.ends_with("  ") || line.text.ends_with('\\');
        let text = text.trim_end();
        let (mark, length) = mark(text);
        let text = text[length..].trim();
        let text = if matches!(mark, Mark::Heading(_)) { text.trim_end_matches('#').trim_end() } else { text };
        let start = line.span.start + (text.as_ptr() as usize - line.text.as_ptr() as usize);
        Self { indent, quoted, mark, text, body: Span::new(start, start + text.len()), breaks }
    }

    /// Whether it is a list item.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.mark, Mark::Bullet | Mark::Dash | Mark::Number(_))
    }
}

/// The mark at the start of a line without indentation, and its length in bytes.
fn mark(text: &str) -> (Mark, usize) {
    let Some(c) = text.chars().next() else { return (Mark::Blank, 0) };
    let run = text.len() - text.trim_start_matches(c).len();
    let after = &text[run..];
    if "-*_=".contains(c) && text.chars().all(|d| d == c || d == ' ') && text.matches(c).count() >= 3 {
        return (Mark::Rule(c), text.len());
    }
    match c {
        '#' if run <= 6 && (after.starts_with(' ') || (run > 1 && !after.is_empty())) => {
            return (Mark::Heading(run as u8), run);
        }
        '`' | '~' if run >= 3 => return (Mark::Fence, run),
        '|' => return (Mark::Table, 0),
        '•' | '◦' | '‣' | '⁃' | '∙' | '·' | '○' | '●' => return (Mark::Bullet, run),
        '-' | '*' | '+' if run == 1 && after.starts_with([' ', '\t', '\u{a0}']) => {
            return (Mark::Bullet, 1 + checkbox(after));
        }
        '–' | '—' if run == c.len_utf8() && !after.is_empty() => return (Mark::Dash, run),
        _ => {}
    }
    if let Some(numbered) = number(text) {
        return numbered;
    }
    let emoji: usize = text.chars().take_while(|c| is_emoji(*c)).map(char::len_utf8).sum();
    if emoji > 0 && text[emoji..].trim().is_empty() {
        return (Mark::Blank, text.len());
    }
    if emoji > 0 { (Mark::Bullet, emoji) } else { (Mark::Text, 0) }
}

/// The length of ` [ ]` or ` [x]`.
fn checkbox(after: &str) -> usize {
    let trimmed = after.trim_start();
    let space = after.len() - trimmed.len();
    if ["[ ] ", "[x] ", "[X] "].iter().any(|mark| trimmed.starts_with(mark)) { space + 3 } else { 0 }
}

/// `1.`, `1)`, `(1)`, `a)`, `(a)`, `1️⃣`, each with white space after it.
fn number(text: &str) -> Option<(Mark, usize)> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let parenthesis = inner.len() < text.len();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (length, value) = match digits {
        1..=3 => (digits, inner[..digits].parse().ok()?),
        0 if inner.starts_with(|c: char| c.is_ascii_alphabetic()) => (1, 0),
        _ => return None,
    };
    let close = inner[length..].chars().next()?;
    let after = &inner[length + close.len_utf8()..];
    let keycap = matches!(close, '\u{fe0f}' | '\u{20e3}');
    let fits = match close {
        ')' => true,
        '.' => digits > 0 && !parenthesis,
        _ => digits > 0 && keycap,
    };
    let end = text.len() - if keycap { after.trim_start_matches('\u{20e3}').len() } else { after.len() };
    (fits && (keycap || after.is_empty() || after.starts_with(char::is_whitespace)))
        .then_some((Mark::Number(value), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn marks_are_told_from_words() {
        use Mark::{Blank, Bullet, Dash, Fence, Heading, Number, Rule, Table, Text};
        for (line, mark, text) in [
            ("• a", Bullet, "a"),
            ("•a", Bullet, "a"),
            ("  - a", Bullet, "a"),
            ("-5 % growth", Text, "-5 % growth"),
            ("* [x] done", Bullet, "done"),
            ("**bold** first", Text, "**bold** first"),
            ("– a", Dash, "a"),
            ("12. a", Number(12), "a"),
            ("2024. a", Text, "2024. a"),
            ("1.5 million", Text, "1.5 million"),
            ("b) a", Number(0), "a"),
            ("(3) a", Number(3), "a"),
            ("1️⃣ a", Number(1), "a"),
            ("A. Smith said", Text, "A. Smith said"),
            ("## A b ##", Heading(2), "A b"),
            ("#35 on the list", Text, "#35 on the list"),
            ("---", Rule('-'), ""),
            ("| a | b |", Table, "| a | b |"),
            ("```rust", Fence, "rust"),
            ("> quoted", Text, "quoted"),
            ("🚀 up", Bullet, "up"),
            ("⚖️", Blank, ""),
            ("", Blank, ""),
            ("\u{feff}", Text, "\u{feff}"),
        ] {
            let source = Source::new("t", format!("x\n{line}"));
            let line = source.lines().nth(1).unwrap();
            let row = Row::of(&line);
            assert_eq!((row.mark, row.text, source.slice(row.body)), (mark, text, text), "{}", line.text);
        }
    }
}
