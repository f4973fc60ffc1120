//! Where reports go: standard output, and files that are written whole or not at all.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anstream::{AutoStream, ColorChoice};

use super::{
    args::{Color, Outputs, Show},
    exit::{Exit, Failure, unwritable},
};
use crate::{
    render::{Format, Settings, render},
    report::Report,
};

/// The settings for standard output.
pub(super) fn settings(show: &Show) -> Settings {
    const WIDEST: usize = 160;
    let stdout = io::stdout();
    let color = match show.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(&stdout) != ColorChoice::Never,
    };
    let terminal = || {
        let size = if stdout.is_terminal() { terminal_size::terminal_size_of(&stdout) } else { None };
        size.map_or(80, |(columns, _)| usize::from(columns.0).min(WIDEST))
    };
    let width = show.width.unwrap_or_else(terminal).clamp(20, 1000);
    Settings { width, color, ..Settings::default() }
}

/// Writes a report where the arguments say: the files first, then standard output. `asked` is what the command wants to
/// show; width and colour are found out here.
pub(super) fn deliver(
    report: &Report,
    outputs: &Outputs,
    default: Format,
    asked: Settings,
    inputs: &[PathBuf],
) -> Result<(), Failure> {
    deliver_as(report, outputs, asked, inputs, |settings, out| render(report, default, settings, out))
}

/// The same for a command that has a way of its own to show a report where no format is asked for.
pub(super) fn deliver_as(
    report: &Report,
    outputs: &Outputs,
    asked: Settings,
    inputs: &[PathBuf],
    default: impl FnOnce(&Settings, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let settings = settings_for(outputs, asked)?;
    let mut lines = Vec::new();
    for (format, path) in &outputs.outputs {
        let written = safe(path, inputs).and_then(|()| {
            let mut file = WholeFile::create(path)?;
            render(report, *format, &of_file(outputs, settings), &mut file)?;
            file.finish()
        });
        lines.extend(written.err().map(|error| unwritable(&path.display().to_string(), &error)));
    }
    if !lines.is_empty() {
        return Err(Failure { exit: Exit::NotAudited, lines });
    }
    if outputs.quiet {
        return Ok(());
    }
    print(settings.color, |out| match outputs.format {
        Some(format) => render(report, format, &settings, out),
        None => default(&settings, out),
    })
}

/// The settings for standard output of what a command asks for; files of one name are refused.
pub(super) fn settings_for(outputs: &Outputs, asked: Settings) -> Result<Settings, Failure> {
    let mut taken = BTreeSet::new();
    if let Some((_, twice)) = outputs.outputs.iter().find(|(_, path)| !taken.insert(place(path))) {
        let path = twice.display();
        return Err(Failure::usage(format!("{path}: is named for two outputs; give each a file of its own")));
    }
    let Settings { width, color, .. } = settings(&outputs.show);
    let (all_claims, accepted) = (asked.all_claims || outputs.verbose, outputs.verbose);
    Ok(Settings { width, color, all_claims, accepted, ..asked })
}

/// The same for a file, which is nobody's terminal.
pub(super) fn of_file(outputs: &Outputs, settings: Settings) -> Settings {
    Settings { color: false, width: outputs.show.width.unwrap_or(80), ..settings }
}

/// Writes to standard output. A reader that went away, as `head` does, ends the writing and is no fault.
pub(super) fn print(color: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let stdout = io::stdout().lock();
    // Only colours need translating, and only text made for a terminal has them.
    let target: Box<dyn Write> = if color { Box::new(AutoStream::always(stdout)) } else { Box::new(stdout) };
    let mut buffered = BufWriter::new(target);
    match write(&mut buffered).and_then(|()| buffered.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::usage(format!("standard output: {error}; check where it goes")))
        }
        _ => Ok(()),
    }
}

/// The one way to write where a file is or will be: `a.json` and `./a.json` are the same.
fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = || Some(fs::canonicalize(folder).ok()?.join(path.file_name()?));
    fs::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned())
}

/// Refuses to write over a file that was read.
pub(super) fn safe(path: &Path, inputs: &[PathBuf]) -> io::Result<()> {
    let target = fs::canonicalize(path).ok();
    if target.is_some_and(|target| inputs.contains(&target)) {
        return Err(io::Error::other("it is one of the files that are read"));
    }
    Ok(())
}

/// How the names of files end that are not complete.
const UNFINISHED: &str = "unfinished";
/// From which age on an unfinished file has nobody who writes to it.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Takes away what runs that were killed have left beside a file.
fn sweep(path: &Path, name: &str) {
    // A name alone stands in this folder, and its parent is the empty path.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let start = format!(".{name}.");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let found = entry.file_name().into_string().unwrap_or_default();
        let process = found.strip_prefix(&start).and_then(|rest| rest.strip_suffix(UNFINISHED)?.strip_suffix('.'));
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if process.is_some_and(|process| process.parse::<u32>().is_ok()) && age().is_some_and(|age| age > ABANDONED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file that appears under its name only when it is complete. Where the run is killed before, a hidden file
/// `.NAME.PROCESS.unfinished` stays, which a run an hour later takes away.
pub(super) struct WholeFile {
    writer: BufWriter<fs::File>,
    /// The unfinished file and the name it gets; `None` for what cannot be renamed to, such as a pipe or a device.
    rename: Option<(PathBuf, PathBuf)>,
}

impl WholeFile {
    /// Opens it for writing, beside its place.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let existing = fs::metadata(path).ok();
        if existing.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // `/dev/stdout` can lead to a file, but it is the open stream that is meant.
        let stream = path.starts_with("/dev") || path.starts_with("/proc");
        if stream || existing.as_ref().is_some_and(|existing| !existing.is_file()) {
            let file = fs::OpenOptions::new().append(true).open(path)?;
            return Ok(Self { writer: BufWriter::new(file), rename: None });
        }
        if existing.as_ref().is_some_and(|existing| existing.permissions().readonly()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        // A link stays a link: what it leads to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy().into_owned();
        sweep(&path, &name);
        let unfinished = path.with_file_name(format!(".{name}.{}.{UNFINISHED}", std::process::id()));
        let file = fs::OpenOptions::new().write(true).create_new(true).open(&unfinished)?;
        if let Some(existing) = existing {
            // Best effort: a report that others could read stays readable to them.
            let _ = file.set_permissions(existing.permissions());
        }
        Ok(Self { writer: BufWriter::new(file), rename: Some((unfinished, path)) })
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        if let Some((unfinished, path)) = self.rename.take() {
            fs::rename(&unfinished, path).inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
        }
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for WholeFile {
    /// What was not finished leaves nothing behind.
    fn drop(&mut self) {
        if let Some((unfinished, _)) = &self.rename {
            let _ = fs::remove_file(unfinished);
        }
    }
}
