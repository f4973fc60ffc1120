//! The start of a turn on a line: stamp, name, colon, in every order and dress that transcripts use.

use std::ops::Range;

use super::{label, stamp};
use crate::transcript::TimeRange;

/// What stands at the start of a line that opens a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The bytes of the line that hold the name, markup and stamps left out.
    pub(super) label: Range<usize>,
    /// The time, before or behind the name.
    pub(super) time: Option<TimeRange>,
    /// The byte of the line at which the words start.
    pub(super) body: usize,
    /// How the name is dressed.
    pub(super) form: Form,
}

/// How a name is marked as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// `Name: text`.
    Colon,
    /// `Name:text`: a name only if the file has it as one elsewhere.
    Tight,
    /// `**Name:** text`, `**Name**: text`, `**Name**` alone.
    Bold,
    /// `Name  0:03` alone, `Name (0:03) text`: only the stamp marks it.
    Stamped,
    /// `<name> text`.
    Angle,
    /// A name alone on its line.
    Line,
}

impl Head {
    /// The name as written.
    pub(super) fn name<'a>(&self, line: &'a str) -> &'a str {
        line.get(self.label.clone()).unwrap_or_default()
    }
}

/// The head of a line, if it has one of the shapes of [`Form`], [`Form::Line`] apart. Looks at no more than the first few hundred bytes.
pub(super) fn head(line: &str) -> Option<Head> {
    let mut at = 0;
    let mut time = None;
    for bullet in ["- ", "* ", "• "] {
        if line.starts_with(bullet) && line[bullet.len()..].trim_start().starts_with("**") {
            at = skip_space(line, bullet.len());
        }
    }
    if let Some((range, length)) = stamp::leading(line.get(at..)?) {
        time = Some(range);
        at = skip_space(line, at + length);
        for dash in ["- ", "– ", "— ", "| "] {
            if line.get(at..)?.starts_with(dash) {
                at = skip_space(line, at + dash.len());
            }
        }
    }
    let rest = line.get(at..)?;
    let mut head = bold(rest).or_else(|| angle(rest)).or_else(|| colon(rest)).or_else(|| stamped(rest))?;
    head.label = head.label.start + at..head.label.end + at;
    head.body = skip_space(line, head.body + at);
    head.time = time.or(head.time);
    label::plausible(head.name(line)).then_some(head)
}

/// The first byte from `at` on that is no space.
fn skip_space(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

/// `**Name**`, with a colon inside or outside and a stamp inside or behind.
fn bold(text: &str) -> Option<Head> {
    let inner = text.strip_prefix("**")?;
    let close = inner
        .as_bytes()
        .iter()
        .take(200)
        .collect::<Vec<_>>()
        .windows(2)
        .position(|w| *w[0] == b'*' && *w[1] == b'*')?;
    let written = inner.get(..close)?;
    let bare = written.trim_end().trim_end_matches(':').trim_end();
    let mut colon = bare.len() < written.trim_end().len();
    let (mut time, mut end) = (None, bare.len());
    if let Some((range, start)) = stamp::trailing(bare, false) {
        (time, end) = (Some(range), start);
    }
    let mut at = 2 + close + 2;
    let behind = skip_space(text, at);
    if let Some((range, length)) = text.get(behind..).and_then(stamp::leading) {
        (time, at) = (Some(range), behind + length);
    }
    let behind = skip_space(text, at);
    if text.get(behind..)?.starts_with(':') {
        (colon, at) = (true, behind + 1);
    }
    let alone = text.get(at..)?.trim().is_empty();
    let label = trimmed(text, 2..2 + end.min(bare.len()));
    (colon || alone || time.is_some()).then_some(Head { label, time, body: at, form: Form::Bold })
}

/// `<name> text`.
fn angle(text: &str) -> Option<Head> {
    let inner = text.strip_prefix('<')?;
    let close = inner.bytes().take(40).position(|b| b == b'>')?;
    let name = inner.get(..close)?;
    let nick =
        !name.is_empty() && !name.contains([' ', '/', ':', '"', '=']) && inner.get(close + 1..)?.starts_with(' ');
    nick.then(|| Head { label: 1..1 + close, time: None, body: close + 2, form: Form::Angle })
}

/// `Name: text` with a stamp between name and colon, perhaps.
fn colon(text: &str) -> Option<Head> {
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    for (at, byte) in bytes.iter().enumerate().take(200) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => {
                let digit = |i: Option<&u8>| i.is_some_and(u8::is_ascii_digit);
                let (before, after) = (at.checked_sub(1).and_then(|i| bytes.get(i)), bytes.get(at + 1));
                if digit(before) && digit(after) {
                    continue;
                }
                let form = match after {
                    None => Form::Colon,
                    Some(b) if b.is_ascii_whitespace() => Form::Colon,
                    Some(b'/' | b':' | b')' | b'*') => return None,
                    Some(_) => Form::Tight,
                };
                let written = text.get(..at)?;
                let (time, end) = match stamp::trailing(written, true) {
                    Some((range, start)) => (Some(range), start),
                    None => (None, at),
                };
                return Some(Head { label: trimmed(text, 0..end), time, body: at + 1, form });
            }
            _ => {}
        }
    }
    None
}

/// `Name  0:03` alone on its line, or `Name (0:03) text`.
fn stamped(text: &str) -> Option<Head> {
    if text.len() <= 200
        && let Some((range, start)) = stamp::trailing(text, true)
    {
        return Some(Head { label: trimmed(text, 0..start), time: Some(range), body: text.len(), form: Form::Stamped });
    }
    let open = text.bytes().take(80).position(|b| matches!(b, b'(' | b'['))?;
    let (range, length) = stamp::leading(text.get(open..)?)?;
    let label = trimmed(text, 0..open);
    label::name_like(text.get(label.clone())?).then_some(Head {
        label,
        time: Some(range),
        body: open + length,
        form: Form::Stamped,
    })
}

/// The range without the white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dress_of_a_name_is_read() {
        for (line, name, seconds, body, form) in [
            ("Ann: hi", "Ann", None, "hi", Form::Colon),
            ("Ann Lee (Acme): hi", "Ann Lee (Acme)", None, "hi", Form::Colon),
            ("Ann [2:11]: hi", "Ann", Some(131), "hi", Form::Colon),
            ("Ann (00:12:34): hi", "Ann", Some(754), "hi", Form::Colon),
            ("[00:01:02] Ann: hi", "Ann", Some(62), "hi", Form::Colon),
            ("00:01:02 Ann: hi", "Ann", Some(62), "hi", Form::Colon),
            ("00:01:02 - Ann: hi", "Ann", Some(62), "hi", Form::Colon),
            ("#Person1#: hi", "#Person1#", None, "hi", Form::Colon),
            ("Ann:", "Ann", None, "", Form::Colon),
            ("Ann:hi", "Ann", None, "hi", Form::Tight),
            ("**Ann:** hi", "Ann", None, "hi", Form::Bold),
            ("**Ann**: hi", "Ann", None, "hi", Form::Bold),
            ("**Ann**", "Ann", None, "", Form::Bold),
            ("- **Ann**: hi", "Ann", None, "hi", Form::Bold),
            ("**Ann** ([3:04](https://v.example/?t=184))", "Ann", Some(184), "", Form::Bold),
            ("**Ann [3:04]:** hi", "Ann", Some(184), "hi", Form::Bold),
            ("[00:14] **Ann**: hi", "Ann", Some(14), "hi", Form::Bold),
            ("Ann Lee  0:03", "Ann Lee", Some(3), "", Form::Stamped),
            ("Ann Lee (0:03) So it is", "Ann Lee", Some(3), "So it is", Form::Stamped),
            ("[12:01] <ann> hi", "ann", Some(721), "hi", Form::Angle),
            ("The Chair (Hon. Bo (R: L.)): hi", "The Chair (Hon. Bo (R: L.))", None, "hi", Form::Colon),
        ] {
            let head = head(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(head.name(line), name, "{line}");
            assert_eq!(head.time.map(|t| t.start.0 / 1000), seconds, "{line}");
            assert_eq!(&line[head.body..], body, "{line}");
            assert_eq!(head.form, form, "{line}");
        }
    }

    #[test]
    fn a_line_of_speech_has_no_head() {
        for line in [
            "",
            "Hello there.",
            "https://v.example/a",
            "So, what I mean: yes",
            "**very** good",
            "It was 12:30 there",
            ":",
            "**",
            "** **",
        ] {
            assert_eq!(head(line), None, "{line}");
        }
    }
}
