//! How a run ends: the exit codes, and the lines on standard error.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use crate::render::harmless::harmless;

/// The exit code of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Exit {
    /// Audited; nothing at or above the limit.
    Clean = 0,
    /// Audited; findings at or above the limit.
    Findings = 1,
    /// Not audited: usage, configuration, or a file that could not be read or written.
    NotAudited = 2,
    /// Nothing to audit: no claims, or no transcript.
    Nothing = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a run could not go on: an exit code, and one line for each thing that is wrong.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) lines: Vec<String>,
}

impl Failure {
    /// A fault of usage, configuration or a file.
    pub(super) fn usage(line: impl Into<String>) -> Self {
        Self { exit: Exit::NotAudited, lines: vec![line.into()] }
    }
}

/// Writes a line to standard error, behind the program's name. That it cannot be written changes nothing.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "saidso: {}", harmless(line));
}

/// What is wrong with a file, in the words of every such message: `PATH: what; what to do`.
pub(super) fn unreadable(path: &str, error: &io::Error) -> String {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the path",
        io::ErrorKind::PermissionDenied => "may not be read; check its access rights",
        io::ErrorKind::IsADirectory => "is a directory; give the files in it",
        io::ErrorKind::FileTooLarge => "is larger than 256 MiB; if it is what you mean, give it in parts",
        _ => return format!("{path}: {error}; check the path"),
    };
    format!("{path}: {what}")
}

/// The same for a file that cannot be written.
pub(super) fn unwritable(path: &str, error: &io::Error) -> String {
    let what = match error.kind() {
        io::ErrorKind::NotFound => "its folder does not exist; create it",
        io::ErrorKind::PermissionDenied => "may not be written; check its access rights",
        io::ErrorKind::IsADirectory => "is a directory; name a file in it",
        io::ErrorKind::StorageFull => "its disk is full; make room, or write elsewhere",
        _ => return format!("{path}: {error}; write to another file"),
    };
    format!("{path}: {what}")
}
