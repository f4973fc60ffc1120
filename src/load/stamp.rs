//! Time stamps as transcripts write them: `0:05`, `[00:01:02]`, `(75:30)`, `00:30 - 01:00`, `\[04:27\]`, `[1:03](link)`.

use crate::transcript::{TimeRange, Timecode};

/// The stamp at the start of a text and the bytes it takes, brackets, range and link included.
pub(super) fn leading(text: &str) -> Option<(TimeRange, usize)> {
    let mut at = 0;
    let mut closers = [""; 2];
    let mut depth = 0;
    while depth < 2 {
        let rest = text.get(at..)?;
        let Some((opener, closer)) = [("\\[", "\\]"), ("\\(", "\\)"), ("[", "]"), ("(", ")")]
            .into_iter()
            .find(|(open, _)| rest.starts_with(open))
        else {
            break;
        };
        at += opener.len();
        closers[depth] = closer;
        depth += 1;
    }
    let (start, length) = clock(text.get(at..)?)?;
    at += length;
    let mut range = TimeRange { start, end: None };
    if let Some((end, length)) = range_end(text.get(at..)?) {
        range.end = Some(end);
        at += length;
    }
    for closer in closers.into_iter().take(depth).rev() {
        let rest = text.get(at..)?.strip_prefix(closer)?;
        at += closer.len();
        if closer == "]" && rest.starts_with('(') {
            at += 1 + rest.bytes().take(1000).position(|b| b == b')')?;
        }
    }
    let next = text.get(at..)?.chars().next();
    let ends = depth > 0 || next.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '/' | '\''));
    ends.then_some((range, at))
}

/// The stamp at the end of a text and the byte at which it starts; `bare` allows one without brackets.
pub(super) fn trailing(text: &str, bare: bool) -> Option<(TimeRange, usize)> {
    let text = text.trim_end();
    // A stamp is short: only the last bytes are looked at, a link's address apart.
    let from = if text.ends_with(')') { text.len().saturating_sub(300) } else { text.len().saturating_sub(40) };
    let mut candidates = text.char_indices().rev().take_while(|(at, _)| *at >= from).filter(|(at, c)| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        matches!(c, '[' | '(' | '\\') || (bare && c.is_ascii_digit() && before.is_some_and(char::is_whitespace))
    });
    candidates.find_map(|(at, _)| {
        let (range, length) = leading(text.get(at..)?)?;
        (at + length == text.len()).then(|| (range, outermost(text, at)))
    })
}

/// The start of the brackets around a stamp that starts at `at`.
fn outermost(text: &str, at: usize) -> usize {
    match text.get(..at).and_then(|before| before.chars().next_back()) {
        Some('\\') => at - 1,
        _ => at,
    }
}

/// The clock at the start of a text, and its length.
pub(super) fn clock(text: &str) -> Option<(Timecode, usize)> {
    let width = text.bytes().take(24).take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b',')).count();
    let written = text.get(..width)?.trim_end_matches([':', '.', ',']);
    Timecode::parse(written).map(|time| (time, written.len()))
}

/// The end of a range that goes on after its start: the dash, the clock, and their length.
fn range_end(text: &str) -> Option<(Timecode, usize)> {
    let rest = text.trim_start();
    let rest = ["-->", "-", "–", "—"].into_iter().find_map(|dash| rest.strip_prefix(dash))?.trim_start();
    let (end, length) = clock(rest)?;
    Some((end, text.len() - rest.len() + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_with_all_that_is_around_it() {
        for (text, seconds, end, length) in [
            ("0:05", 5, None, 4),
            ("[00:01:02] Ann: hi", 62, None, 10),
            ("(75:30) – End", 4530, None, 7),
            ("00:30 - 01:00 text", 30, Some(60), 13),
            ("00:30–01:00", 30, Some(60), 13),
            ("\\[04:27\\] I have", 267, None, 9),
            ("[1:03](https://v.example/x?t=63)", 63, None, 32),
            ("([3:04](https://v.example))", 184, None, 27),
            ("10:30: rest", 630, None, 5),
        ] {
            let (range, taken) = leading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (range.start, range.end),
                (Timecode::from_seconds(seconds), end.map(Timecode::from_seconds)),
                "{text}"
            );
            assert_eq!(taken, length, "{text}");
        }
        for text in ["", "[", "[x] 1:00", "1:00pm", "3 apples", "(1:00", "1:2", "1:00/2"] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn a_stamp_behind_a_name_is_found() {
        for (text, bare, at) in [
            ("Ann [2:11]", false, Some(4)),
            ("Ann (00:12:34)", false, Some(4)),
            ("Ann  0:03", true, Some(5)),
            ("Ann  0:03", false, None),
            ("Tim ([3:04](https://v.example/?t=1))", false, Some(4)),
            ("Ann \\[0:03\\]", false, Some(4)),
            ("Ann (Acme)", true, None),
        ] {
            assert_eq!(trailing(text, bare).map(|(_, at)| at), at, "{text}");
        }
    }
}
