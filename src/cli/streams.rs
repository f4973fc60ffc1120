//! Where a report goes that is written while it is made: each recording when it is finished, so that none need be kept.

use std::{
    io::{self, BufWriter, Write},
    path::PathBuf,
};

use anstream::AutoStream;
use rayon::prelude::*;

use super::{
    args::Outputs,
    exit::{Exit, Failure, unwritable},
    output::{WholeFile, of_file, safe, settings_for},
};
use crate::{
    render::{Format, Settings, Stream},
    report::{RecordingReport, Report},
};

/// The report in each of its formats.
pub(super) struct Streams {
    files: Vec<(Stream, WholeFile, PathBuf)>,
    /// `None` where nothing is printed, or nobody reads it any more.
    stdout: Option<(Stream, Box<dyn Write + Send>)>,
    faults: Vec<String>,
}

impl Streams {
    /// Begins to write; `None` if a format needs the whole report before its first line.
    pub(super) fn begin(
        outputs: &Outputs,
        default: Format,
        asked: Settings,
        inputs: &[PathBuf],
    ) -> Result<Option<Self>, Failure> {
        let settings = settings_for(outputs, asked)?;
        let printed = Stream::of(outputs.format.unwrap_or(default), settings);
        let streams: Option<Vec<Stream>> =
            outputs.outputs.iter().map(|(format, _)| Stream::of(*format, of_file(outputs, settings))).collect();
        let (Some(printed), Some(streams)) = (printed.map(Some).or(outputs.quiet.then_some(None)), streams) else {
            return Ok(None);
        };
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for (stream, (_, path)) in streams.into_iter().zip(&outputs.outputs) {
            match safe(path, inputs).and_then(|()| WholeFile::create(path)) {
                Ok(file) => files.push((stream, file, path.clone())),
                Err(error) => faults.push(unwritable(&path.display().to_string(), &error)),
            }
        }
        if !faults.is_empty() {
            return Err(Failure { exit: Exit::NotAudited, lines: faults });
        }
        let stdout = printed.filter(|_| !outputs.quiet).map(|stream| {
            let stdout = io::stdout();
            let target: Box<dyn Write + Send> =
                if settings.color { Box::new(AutoStream::always(stdout)) } else { Box::new(stdout) };
            (stream, Box::new(BufWriter::new(target)) as Box<dyn Write + Send>)
        });
        Ok(Some(Self { files, stdout, faults }))
    }

    /// Writes the next recordings. What cannot be written is told at the end.
    pub(super) fn write(&mut self, recordings: &[RecordingReport]) {
        let faults = &mut self.faults;
        self.files.retain_mut(|(stream, file, path)| {
            let written = add(stream, recordings, file);
            written.map_err(|error| faults.push(unwritable(&path.display().to_string(), &error))).is_ok()
        });
        if let Some((stream, out)) = &mut self.stdout
            && let Err(error) = add(stream, recordings, out)
        {
            self.stdout = None;
            self.faults.extend(unprintable(&error));
        }
    }

    /// Writes what stands behind the recordings, and puts the files in their places.
    pub(super) fn end(mut self, rest: &Report) -> Result<(), Failure> {
        for (stream, mut file, path) in self.files {
            let written = stream.end(rest, &mut file).and_then(|()| file.finish());
            self.faults.extend(written.err().map(|error| unwritable(&path.display().to_string(), &error)));
        }
        if self.faults.is_empty()
            && let Some((stream, mut out)) = self.stdout
        {
            let written = stream.end(rest, &mut out).and_then(|()| out.flush());
            self.faults.extend(written.err().as_ref().and_then(unprintable));
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Failure { exit: Exit::NotAudited, lines: self.faults }) }
    }
}

fn add(stream: &mut Stream, recordings: &[RecordingReport], out: &mut dyn Write) -> io::Result<()> {
    let pieces: Vec<io::Result<Vec<u8>>> = recordings.par_iter().map(|recording| stream.piece(recording)).collect();
    pieces.into_iter().try_for_each(|piece| stream.add(&piece?, out))
}

/// A reader that went away, as `head` does, ends the writing and is no fault.
fn unprintable(error: &io::Error) -> Option<String> {
    (error.kind() != io::ErrorKind::BrokenPipe).then(|| format!("standard output: {error}; check where it goes"))
}
