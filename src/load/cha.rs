//! `cha`: CHAT of `TalkBank`: `*PAR:` and words on main lines, codes below them, times in milliseconds between `\x15` marks.

use rustc_hash::FxHashMap;

use super::{lines::Lines, page::Page};
use crate::{
    source::Span,
    transcript::{TimeRange, Timecode, Transcript},
};

pub(super) const NAME: &str = "cha";

/// The mark around a time.
const BULLET: char = '\u{15}';

/// 1 if the text starts as such a file does.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let mut first = lines.rows.iter().filter(|row| !row.is_blank()).take(3);
    f32::from(first.any(|row| row.text == "@UTF8" || row.text == "@Begin"))
}

/// What the lines are that follow without a mark of their own.
enum Kind {
    /// Of the file's head, or of a code line.
    Other(&'static str),
    /// Words of somebody: bytes of the words so far, in parts.
    Main,
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    let mut names: FxHashMap<&str, String> = FxHashMap::default();
    let mut kind = Kind::Other("file header");
    // The line of somebody's words that is being gathered: who, and the bytes.
    let mut open: Option<(String, Vec<Span>)> = None;
    for row in lines.rows.iter().filter(|row| !row.is_blank()) {
        let body = |at: usize| Span::new(row.from(at).start, row.start + row.text.len());
        match row.text.as_bytes().first() {
            Some(b'*') if row.text.contains(':') => {
                utter(&mut page, lines, open.take());
                let colon = row.text.find(':').unwrap_or(0);
                let code = row.text.get(1..colon).unwrap_or_default().trim();
                let name = names.get(code).cloned().unwrap_or_else(|| code.to_owned());
                open = Some((name, vec![body(colon + 1)]));
                kind = Kind::Main;
            }
            Some(b'@' | b'%') => {
                utter(&mut page, lines, open.take());
                kind = Kind::Other(if row.text.starts_with('@') { "file header" } else { "codes" });
                page.skip(row.span(), if row.text.starts_with('@') { "file header" } else { "codes" });
                if let Some(list) = row.text.strip_prefix("@Participants:") {
                    names.extend(list.split(',').filter_map(participant));
                }
            }
            _ => match (&kind, &mut open) {
                (Kind::Main, Some((_, spans))) => spans.push(row.span()),
                (Kind::Other(reason), _) => page.skip(row.span(), reason),
                (Kind::Main, None) => page.skip(row.span(), "codes"),
            },
        }
    }
    utter(&mut page, lines, open.take());
    page.cues(NAME)
}

/// `MOT Mary Mother`: a code, a name that may be missing, a role.
fn participant(entry: &str) -> Option<(&str, String)> {
    let words: Vec<&str> = entry.split_whitespace().collect();
    match words.as_slice() {
        [code, name, _] => Some((code, name.replace('_', " "))),
        _ => None,
    }
}

/// Adds what somebody said, codes left out.
fn utter(page: &mut Page<'_>, lines: &Lines<'_>, said: Option<(String, Vec<Span>)>) {
    let Some((name, spans)) = said else { return };
    let time = spans.iter().find_map(|span| time(lines.source.slice(*span)));
    page.cue(time, Some(&name));
    for span in spans {
        let text = lines.source.slice(span);
        page.space();
        let (mut at, mut gap) = (0, false);
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let (word, length) = item(rest);
            let start = span.start + at;
            match word {
                Some((from, to)) if from == to => gap = true,
                Some((from, to)) => {
                    // A full stop is a word of its own in CHAT.
                    if gap && !matches!(rest.get(from..to), Some("." | "?" | "!" | "," | ";")) {
                        page.space();
                    }
                    gap = false;
                    page.caption(Span::new(start + from, start + to), false);
                }
                None => {
                    let code = Span::new(start, start + length);
                    // Times and lone marks are not worth a line.
                    if lines.source.slice(code).contains(char::is_alphabetic) {
                        page.skip(code, "code");
                    }
                }
            }
            at += length.max(1);
        }
    }
}

/// The next thing of an utterance: where in it a word stands, if it is one, and its length with the white space behind.
fn item(rest: &str) -> (Option<(usize, usize)>, usize) {
    let upto = |mark: char| {
        rest.char_indices().skip(1).find(|(_, c)| *c == mark).map_or(rest.len(), |(i, c)| i + c.len_utf8())
    };
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let blank = rest.len() - rest.trim_start().len();
    if blank > 0 {
        return (Some((0, 0)), blank);
    }
    if rest.starts_with(BULLET) {
        return (None, upto(BULLET));
    }
    if rest.starts_with('[') {
        return (None, upto(']'));
    }
    if rest.starts_with("(.") || (rest.starts_with("&=") || rest.starts_with('+')) || rest.starts_with('0') {
        return (None, end);
    }
    if rest.starts_with('<') || rest.starts_with('>') {
        return (None, 1);
    }
    // A filled pause or a fragment: `&-uh`, `&+fr`.
    let from = if rest.starts_with("&-") || rest.starts_with("&+") || rest.starts_with("&~") { 2 } else { 0 };
    let stop = rest.get(from..end).unwrap_or_default().find(['<', '>', '[', '@', BULLET]).map_or(end, |i| from + i);
    let stop = stop.max(from);
    // What follows `@` says what sort of word it is.
    let length = if rest.get(stop..).is_some_and(|tail| tail.starts_with('@')) { end } else { stop };
    if length == 0 { (None, rest.chars().next().map_or(1, char::len_utf8)) } else { (Some((from, stop)), length) }
}

/// The time between two marks: `\x15125_475\x15`.
fn time(text: &str) -> Option<TimeRange> {
    let inner = text.split(BULLET).nth(1)?;
    let (start, end) = inner.trim().split_once('_')?;
    let time = |text: &str| text.parse().ok().filter(|millis: &u64| *millis < 4_000_000_000).map(Timecode);
    let start = time(start)?;
    Some(TimeRange { start, end: time(end).filter(|end| *end >= start) })
}
