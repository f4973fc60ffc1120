//! A report written while it is made: a recording when it is finished, so that none need be kept.

use std::io::{self, Write};

use super::{Format, Settings, concise, json, jsonl, mismatches, render};
#[cfg(feature = "cli")]
use super::{full, table};
use crate::report::{RecordingReport, Report};

/// A report in the making, in one format. Its bytes are those of [`render`].
#[derive(Debug)]
pub struct Stream {
    format: Format,
    settings: Settings,
    /// Whether anything stands there already.
    begun: bool,
}

impl Stream {
    /// Begins one; `None` for a format that needs the whole report before its first line.
    pub fn of(format: Format, settings: Settings) -> Option<Self> {
        let known = match format {
            #[cfg(feature = "cli")]
            Format::Table | Format::Full => true,
            _ => matches!(format, Format::Concise | Format::Json | Format::Jsonl | Format::Mismatches),
        };
        known.then_some(Self { format, settings, begun: false })
    }

    /// The bytes of a recording, for [`Stream::add`]; those of several can be made at the same time.
    pub fn piece(&self, recording: &RecordingReport) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self.format {
            #[cfg(feature = "cli")]
            Format::Table => table::recording(recording, &self.settings, &mut bytes),
            #[cfg(feature = "cli")]
            Format::Full => full::recording(recording, &self.settings, &mut bytes),
            Format::Json => json::recording(recording, &mut bytes),
            Format::Jsonl => jsonl::recording(recording, &mut bytes),
            Format::Mismatches => mismatches::recording(recording, &self.settings, &mut bytes),
            _ => concise::recording(recording, &self.settings, &mut bytes),
        }?;
        Ok(bytes)
    }

    /// Writes the next recording.
    pub fn add(&mut self, piece: &[u8], out: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Json {
            if self.begun {
                out.write_all(b",")?;
            } else {
                out.write_all(&json::frame(&Report::default())?.0)?;
            }
        }
        self.begun = true;
        out.write_all(piece)
    }

    /// Writes what stands behind the recordings. The report holds none any more, only what they amount to.
    pub fn end(self, rest: &Report, out: &mut dyn Write) -> io::Result<()> {
        if self.format != Format::Json || !self.begun {
            return render(rest, self.format, &self.settings, out);
        }
        out.write_all(b"\n  ")?;
        out.write_all(&json::frame(rest)?.1)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    #[test]
    fn a_report_in_pieces_has_the_bytes_of_the_whole() {
        for recordings in 0..3 {
            let mut whole = sample::report();
            let one = whole.recordings.remove(0);
            whole.recordings = vec![one; recordings];
            for format in Format::ALL {
                let settings = Settings { accepted: true, ..Settings::default() };
                let Some(mut stream) = Stream::of(*format, settings) else { continue };
                let (mut expected, mut bytes) = (Vec::new(), Vec::new());
                render(&whole, *format, &settings, &mut expected).unwrap();
                let mut rest = whole.clone();
                for recording in &whole.recordings {
                    let piece = stream.piece(recording).unwrap();
                    stream.add(&piece, &mut bytes).unwrap();
                }
                rest.let_go();
                stream.end(&rest, &mut bytes).unwrap();
                assert_eq!(String::from_utf8(bytes).unwrap(), String::from_utf8(expected).unwrap(), "{format}");
            }
        }
    }
}
