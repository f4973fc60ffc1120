//! Options that the command line and the configuration share: their values by name.

use super::did_you_mean;
use crate::{finding::Severity, render::Format, rules::Named};

/// What a transcript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The words as they were spoken.
    Speech,
    /// Minutes: a paraphrase.
    Minutes,
}

impl Kind {
    /// Both of them.
    pub const ALL: &[Self] = &[Self::Speech, Self::Minutes];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Minutes => "minutes",
        }
    }
}

/// From which severity on the audit fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Note,
    /// No finding.
    Never,
}

impl FailOn {
    /// All of them, the most lenient last.
    pub const ALL: &[Self] = &[Self::Error, Self::Warning, Self::Note, Self::Never];

    /// The lowest severity that fails it; `None` when nothing does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.severity().map_or("never", Severity::name)
    }
}

/// A format and a file from `FORMAT=PATH`, or from a path whose ending tells the format; the error says how to write it.
pub fn output(text: &str) -> Result<(Format, &str), String> {
    match text.split_once('=') {
        Some((_, "" | "-")) => Err("give a file after `=`; --format is for standard output".to_owned()),
        Some((name, path)) => Ok((format(name)?, path)),
        None => Format::of_file(text)
            .map(|format| (format, text))
            .ok_or_else(|| format!("its ending tells no format; write it as FORMAT=PATH, such as json={text}")),
    }
}

/// A format by its name; the error names all of them.
pub(super) fn format(name: &str) -> Result<Format, String> {
    let names = Format::ALL.iter().map(|format| format.name());
    Format::named(name).ok_or_else(|| {
        let hint = did_you_mean(name, names.clone());
        format!(
            "no such format{hint}{}one of {}",
            if hint.is_empty() { "; " } else { " " },
            names.collect::<Vec<_>>().join(", ")
        )
    })
}

/// A rule or family as a user names it (code, name or letter), as the audit knows it; the error says what was probably meant.
pub fn checked(name: &str) -> Result<String, String> {
    Ok(match Named::of(name)? {
        Named::Rule(code) => code.to_owned(),
        Named::Family(family) => family.name().to_owned(),
    })
}
