//! What must hold of everything that is read, whatever the bytes were: every place leads back to the words that stand there.
//!
//! Shared by `tests/spans.rs` and by the fuzz targets in `fuzz/`.

#![allow(dead_code, unreachable_pub, reason = "each user takes what it needs")]

use saidso::{
    load::Parts,
    source::{Source, Span},
    summary::Summary,
    text::Flow,
    transcript::{Skipped, Transcript},
};
use unicode_normalization::UnicodeNormalization;

/// What was looked at, and what of it was wrong.
#[derive(Debug, Default)]
pub struct Seen {
    /// Parts of turns and claims whose bytes were compared.
    pub pieces: usize,
    /// Words among them.
    pub words: usize,
    /// What was wrong, a line each.
    pub faults: Vec<String>,
}

impl Seen {
    /// Takes in what was seen elsewhere.
    pub fn add(&mut self, other: Self) {
        self.pieces += other.pieces;
        self.words += other.words;
        self.faults.extend(other.faults);
    }

    fn must(&mut self, holds: bool, why: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(why());
        }
    }
}

/// The lines of a source, for looking up numbers in another way than the source does.
struct Lines(Vec<usize>);

impl Lines {
    fn of(source: &Source) -> Self {
        Self(source.lines().map(|line| line.span.start).collect())
    }

    fn number(&self, offset: usize) -> usize {
        self.0.iter().rposition(|start| *start <= offset).map_or(1, |index| index + 1)
    }
}

/// Checks a transcript.
pub fn transcript(transcript: &Transcript) -> Seen {
    let mut seen = Seen::default();
    let source = &*transcript.source;
    let lines = Lines::of(source);
    for turn in &transcript.turns {
        let text = turn.flow.text();
        seen.must(!turn.flow.is_blank(), || "a turn without words".into());
        seen.must(turn.speaker.is_none() || transcript.speaker(turn).is_some(), || "a turn of nobody known".into());
        seen.must(turn.times.windows(2).all(|pair| pair[0].0 <= pair[1].0), || format!("times of {text:?}"));
        let inside = turn.times.iter().all(|(at, _)| *at <= text.len() && text.is_char_boundary(*at));
        seen.must(inside, || format!("times outside of {text:?}"));
        flow(source, &lines, &turn.flow, &mut seen);
    }
    for chapter in &transcript.chapters {
        seen.must(chapter.turn <= transcript.turns.len(), || "a chapter behind the last turn".into());
        within(source, &lines, chapter.span, &mut seen);
    }
    skipped(source, &lines, &transcript.skipped, &mut seen);
    seen
}

/// Checks a summary.
pub fn summary(summary: &Summary) -> Seen {
    let mut seen = Seen::default();
    let source = &*summary.source;
    let lines = Lines::of(source);
    for claim in &summary.claims {
        seen.must(!claim.flow.is_blank(), || "a claim without words".into());
        flow(source, &lines, &claim.flow, &mut seen);
    }
    skipped(source, &lines, &summary.skipped, &mut seen);
    seen
}

/// Checks what a file given as a summary held.
pub fn parts(parts: &Parts) -> Seen {
    let mut seen = parts.transcript.as_ref().map(transcript).unwrap_or_default();
    seen.add(parts.summary.as_ref().map(summary).unwrap_or_default());
    seen
}

fn skipped(source: &Source, lines: &Lines, skipped: &[Skipped], seen: &mut Seen) {
    for skipped in skipped {
        within(source, lines, skipped.span, seen);
        seen.must(!skipped.span.is_empty(), || format!("nothing left out as {}", skipped.reason));
    }
    seen.must(skipped.is_sorted_by_key(|skipped| skipped.span.start), || "what was left out is in no order".into());
}

/// A span is one of the text, and its line is the line that holds its first byte.
fn within(source: &Source, lines: &Lines, span: Span, seen: &mut Seen) {
    let text = source.text();
    let good = span.start <= span.end && text.get(span.start..span.end).is_some();
    seen.must(good, || format!("{span:?} is no part of the {} bytes of the text", text.len()));
    let (line, wanted) = (source.line(span.start), lines.number(span.start));
    seen.must(line == wanted, || format!("byte {} is on line {wanted}, not {line}", span.start));
    let location = source.location(span.start);
    seen.must(location.line == line && location.column >= 1, || format!("{location:?} for line {line}"));
}

/// The pieces of a flow lead to what they say, and no word stands outside of them.
fn flow(source: &Source, lines: &Lines, flow: &Flow, seen: &mut Seen) {
    let text = flow.text();
    let mut end = 0;
    for piece in flow.pieces() {
        seen.pieces += 1;
        within(source, lines, piece.span, seen);
        let Some(between) = text.get(end..piece.range.start) else {
            return seen.must(false, || format!("pieces of {text:?} overlap or cut a character"));
        };
        seen.must(!has_word(between), || format!("{between:?} of {text:?} stands for no bytes"));
        end = piece.range.end;
        let Some(read) = text.get(piece.range.clone()) else {
            return seen.must(false, || format!("a piece of {text:?} is no part of it"));
        };
        let raw = source.slice(piece.span);
        seen.words += read.split_whitespace().count();
        // Marks of ours (a semicolon between cells, a colon behind a name) stand for no bytes; words never do.
        let own = piece.span.start == piece.span.end && !has_word(read);
        seen.must(own || bears(raw, read), || format!("{raw:?} became {read:?}"));
    }
    let rest = text.get(end..).unwrap_or_default();
    seen.must(!has_word(rest), || format!("{rest:?} of {text:?} stands for no bytes"));
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text.get(at..).and_then(|rest| rest.find(word)).unwrap_or_default();
        at = start + word.len();
        let span = flow.span(start..at);
        within(source, lines, span, seen);
        let (raw, whole) = (source.slice(span), flow.whole());
        seen.must(!raw.is_empty() || !has_word(word), || format!("{word:?} of {text:?} leads nowhere"));
        seen.must(whole.start <= span.start && span.end <= whole.end || flow.pieces().len() > 1, || {
            format!("{word:?} lies outside of its text")
        });
        // A word that is one piece's is written as it is read.
        let one = flow.pieces().iter().find(|piece| piece.range.start <= start && at <= piece.range.end);
        let copied = one.is_some_and(|piece| source.slice(piece.span) == &text[piece.range.clone()]);
        seen.must(!copied || raw == word, || format!("{word:?} leads to {raw:?}"));
    }
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether bytes of a file hold the words that were read from them.
fn bears(raw: &str, read: &str) -> bool {
    if raw == read || read.trim().is_empty() {
        return true;
    }
    // A reference to a character, once or twice escaped.
    if raw.starts_with('&') && raw.ends_with(';') && read.chars().count() == 1 {
        return true;
    }
    let composed = |text: &str| text.nfc().collect::<String>();
    let (plain, meant, read) = (composed(raw), composed(&unescaped(raw)), composed(read));
    read.split_whitespace().all(|word| plain.contains(word) || meant.contains(word))
}

/// A string of JSON without its escapes; a wrong one stands for what follows the backslash.
fn unescaped(raw: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        let escape = &rest[at + 1..];
        let code = escape.get(..5).and_then(|code| code.strip_prefix('u'));
        if let Some(unit) = code.and_then(|code| u16::from_str_radix(code, 16).ok()) {
            units.push(unit);
            rest = &escape[5..];
        } else if let Some(c) = escape.chars().next() {
            let meant = if "nrtbf".contains(c) { ' ' } else { c };
            units.extend(meant.encode_utf16(&mut [0; 2]).iter());
            rest = &escape[c.len_utf8()..];
        } else {
            units.push(u16::from(b'\\'));
            rest = "";
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}
