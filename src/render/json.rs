//! The whole report as one JSON document.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::{
    harmless::is_hostile,
    wire::{Recording, Whole},
};
use crate::report::{RecordingReport, Report};

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write(&Whole::of(report), out)
}

/// What stands before the recordings and what stands behind them, without the ends of their list.
pub(super) fn frame(report: &Report) -> io::Result<(Vec<u8>, Vec<u8>)> {
    const LIST: &[u8] = b"\n  \"recordings\": [";
    let mut before = Vec::new();
    write(&Whole::of(&Report { recordings: Vec::new(), ..report.clone() }), &mut before)?;
    // Before it stand the version and the tool alone, so that the first such line is the one that is meant.
    let at = before.windows(LIST.len()).position(|bytes| bytes == LIST).map_or(before.len(), |at| at + LIST.len());
    let behind = before.split_off(at);
    Ok((before, behind))
}

/// One recording as it stands in the list of them, on lines of its own.
pub(super) fn recording(recording: &RecordingReport, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    let place = Indented { level: 2, filled: false };
    place.new_line(&mut bytes)?;
    Recording::of(recording).serialize(&mut Serializer::with_formatter(&mut bytes, place))?;
    out.write_all(&bytes)
}

/// Writes a document with line breaks and indentation.
pub(super) fn write(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    // Hundreds of thousands of small pieces: they are put together before they are written.
    let mut bytes = Vec::new();
    document.serialize(&mut Serializer::with_formatter(&mut bytes, Indented::default()))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// Writes a value on one line.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut bytes, OneLine))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// A part of a string without characters that JSON itself escapes. What acts on a terminal or on the log of a CI service is escaped, too:
/// whoever reads the JSON gets the same string, whoever looks at it sees nothing reordered.
fn fragment<W: ?Sized + Write>(out: &mut W, fragment: &str) -> io::Result<()> {
    if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'#') {
        return out.write_all(fragment.as_bytes());
    }
    let mut written = 0;
    for (at, character) in fragment.char_indices() {
        let command = character == '#' && ["##[", "##vso["].iter().any(|start| fragment[at..].starts_with(start));
        if is_hostile(character) || command {
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + character.len_utf8();
        }
    }
    out.write_all(&fragment.as_bytes()[written..])
}

/// Everything on one line, without blanks; otherwise as serde's compact printer.
struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        fragment(out, text)
    }
}

/// Two blanks for each level, written at one go; otherwise as serde's pretty printer.
#[derive(Default)]
struct Indented {
    level: usize,
    filled: bool,
}

const BLANKS: &[u8] = b"\n                                                                ";

impl Indented {
    fn new_line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        let blanks = 2 * self.level;
        out.write_all(BLANKS.get(..=blanks).unwrap_or(BLANKS))?;
        (BLANKS.len() - 1..blanks).try_for_each(|_| out.write_all(b" "))
    }

    fn open<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.level = self.level.saturating_sub(1);
        if self.filled {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }

    fn next<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        self.new_line(out)
    }
}

impl Formatter for Indented {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        fragment(out, text)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.next(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{write, write_line};

    #[test]
    fn what_would_act_where_it_is_shown_is_escaped_and_reads_the_same() {
        let text = "a\u{202e}b\u{9b}c\u{7f}\u{e0041}é ##[error] ##vso[x] # \"\\\n👍";
        let (mut document, mut line) = (Vec::new(), Vec::new());
        write(&text, &mut document).unwrap();
        write_line(&text, &mut line).unwrap();
        for shown in [document, line] {
            let shown = String::from_utf8(shown).unwrap();
            assert_eq!(
                shown,
                "\"a\\u202eb\\u009bc\\u007f\\udb40\\udc41é \\u0023#[error] \\u0023#vso[x] # \\\"\\\\\\n👍\"\n"
            );
            assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }
    }
}
