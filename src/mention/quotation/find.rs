//! Finding quotation marks that belong together.

use super::{Quotation, usage};
use crate::text::fold::plain;

/// The longest quotation looked for, in characters.
const REACH: usize = 4000;
/// The most words that an unclosed or singly marked quotation may have.
const MOST_WORDS: usize = 60;

/// Characters with their places, read by index without end checks.
struct Characters(Vec<(usize, char)>);

impl Characters {
    fn at(&self, i: usize) -> char {
        self.0.get(i).map_or('\n', |(_, c)| *c)
    }

    fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or(' ', |i| self.at(i))
    }

    fn byte(&self, i: usize, text: &str) -> usize {
        self.0.get(i).map_or(text.len(), |(byte, _)| *byte)
    }
}

/// The marks that open a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// A double mark of any make.
    Double(char),
    /// A straight mark with space on both sides, as in text cut into tokens.
    Loose,
    /// Two backticks, closed by two apostrophes.
    Backticks,
    /// A single mark.
    Single,
}

/// The quotations of a text, in order, not overlapping; of nested ones the outermost.
pub fn quotations(text: &str) -> Vec<Quotation> {
    // Most texts quote nothing; every mark that opens a quotation is one of these or no ASCII.
    if !text.bytes().any(|b| matches!(b, b'"' | b'\'' | b'`' | 0x80..)) {
        return Vec::new();
    }
    let characters = Characters(text.char_indices().collect());
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.0.len() {
        let quotation = opening(&characters, at).and_then(|mark| quotation(text, &characters, at, mark));
        match quotation {
            Some((quotation, end)) => {
                found.push(quotation);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The quotation that opens at a character, and one past its last character.
fn quotation(text: &str, characters: &Characters, at: usize, mark: Mark) -> Option<(Quotation, usize)> {
    let width = if mark == Mark::Backticks { 2 } else { 1 };
    let from = at + width;
    let close = match mark {
        Mark::Single => single_close(characters, from)?,
        _ => match double_close(characters, from, mark) {
            Some(close) => close,
            None if mark == Mark::Loose => return None,
            None => unclosed(characters, from),
        },
    };
    let marked = opens_or_closes(characters.at(close));
    let end = if marked { close + width } else { close };
    let inner = characters.byte(from, text)..characters.byte(close, text);
    let words = text.get(inner.clone())?;
    let count = words.split_whitespace().count();
    let fits = (marked && mark != Mark::Single) || count <= MOST_WORDS;
    if !fits || !words.contains(char::is_alphanumeric) {
        return None;
    }
    let range = characters.byte(at, text)..characters.byte(end, text);
    let usage = usage::of(text.get(..range.start)?, words, text.get(range.end..)?);
    Some((Quotation { range, inner, usage }, end))
}

fn opening(characters: &Characters, at: usize) -> Option<Mark> {
    let (c, next, before) = (characters.at(at), characters.at(at + 1), characters.before(at));
    let free = !before.is_alphanumeric();
    match c {
        '“' | '„' | '‟' | '«' | '「' if !next.is_whitespace() || c == '«' => Some(Mark::Double(c)),
        '»' if (before.is_whitespace() || at == 0) && next.is_alphanumeric() => Some(Mark::Double(c)),
        '"' | '＂' if opens(characters, at) => Some(Mark::Double(c)),
        '"' if before.is_whitespace() && next == ' ' => Some(Mark::Loose),
        '`' if next == '`' => Some(Mark::Backticks),
        '‘' | '\'' | '’' if free && next.is_alphanumeric() && opens(characters, at) && !elided(characters, at + 1) => {
            Some(Mark::Single)
        }
        _ => None,
    }
}

/// Whether a mark stands where a quotation can open: after space or an opening sign, before no space.
fn opens(characters: &Characters, at: usize) -> bool {
    let (next, before) = (characters.at(at + 1), characters.before(at));
    !next.is_whitespace()
        && (before.is_whitespace()
            || matches!(before, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '*' | '_' | '>' | '\u{feff}')
            || (plain(before) == '"' && !next.is_ascii_punctuation())
            || (plain(before) == '\'' && characters.before(at.saturating_sub(1)).is_whitespace()))
}

fn opens_or_closes(c: char) -> bool {
    matches!(plain(c), '"' | '\'') || matches!(c, '」')
}

/// The closing mark of a double opening one.
fn double_close(characters: &Characters, from: usize, mark: Mark) -> Option<usize> {
    for at in from..characters.0.len().min(from + REACH) {
        let (c, next, before) = (characters.at(at), characters.at(at + 1), characters.before(at));
        if c == '\n' && next == '\n' {
            return None;
        }
        let closes = match (mark, c) {
            (Mark::Loose, '"')
            | (Mark::Double('“' | '‟' | '"' | '＂' | '„'), '”')
            | (Mark::Double('«'), '»')
            | (Mark::Double('»'), '«')
            | (Mark::Double('「'), '」') => true,
            (Mark::Backticks, '\'') => next == '\'',
            (Mark::Double('"' | '＂' | '“' | '‟' | '„'), '"' | '＂') => !opens(characters, at) || at == from,
            // The German closing mark, and an opening mark set by mistake.
            (Mark::Double('„' | '“'), '“') => {
                if opens(characters, at) && before.is_whitespace() {
                    return None;
                }
                true
            }
            _ => false,
        };
        if closes {
            return Some(at);
        }
    }
    None
}

/// Where a quotation without closing mark ends: after the first sentence.
fn unclosed(characters: &Characters, from: usize) -> usize {
    let last = characters.0.len().min(from + REACH);
    (from..last)
        .find_map(|at| {
            let stop = matches!(characters.at(at), '.' | '!' | '?' | '…') && characters.at(at + 1).is_whitespace();
            if characters.at(at) == '\n' { Some(at) } else { stop.then_some(at + 1) }
        })
        .unwrap_or(last)
}

/// The closing mark of a single opening one, which must not be an apostrophe.
fn single_close(characters: &Characters, from: usize) -> Option<usize> {
    let mut possessive = None;
    let mut words = 1;
    for at in from..characters.0.len().min(from + REACH) {
        let (c, next, before) = (characters.at(at), characters.at(at + 1), characters.before(at));
        if c == '\n' || words > MOST_WORDS {
            break;
        }
        words += usize::from(c.is_whitespace());
        let single = plain(c) == '\'';
        if single && before.is_whitespace() {
            if !elided(characters, at + 1) {
                break;
            }
        } else if single && !next.is_alphanumeric() && at > from + 1 {
            // "'the users' data'": an s, then a small letter.
            if before == 's' && next == ' ' && characters.at(at + 2).is_lowercase() {
                possessive = possessive.or(Some(at));
            } else {
                return Some(at);
            }
        } else if possessive.is_some() && matches!(c, '.' | '!' | '?') && next.is_whitespace() {
            break;
        }
    }
    possessive
}

/// Whether an apostrophe stands for letters left out: "'em", "'cause", "'90s".
fn elided(characters: &Characters, from: usize) -> bool {
    let word: String = (from..from + 6).map(|i| characters.at(i)).take_while(|c| c.is_alphanumeric()).collect();
    matches!(word.to_lowercase().as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n" | "cuz" | "round")
        || word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s')
}
