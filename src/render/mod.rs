//! Reports as bytes: one file a format, one list of formats.
//!
//! A renderer knows the report and nothing of rules, files or terminals: the width and whether colours are wanted are told
//! to it. The same report and settings give the same bytes.

mod concise;
#[cfg(feature = "cli")]
mod excerpt;
pub mod harmless;
mod json;
mod jsonl;
mod mismatches;
#[cfg(test)]
mod sample;
#[cfg(feature = "cli")]
mod table;
mod wire;
pub mod wrap;

#[cfg(feature = "cli")]
pub(crate) use table::rules_table;
#[cfg(feature = "cli")]
pub(crate) use wire::rounded;

use std::{
    fmt,
    io::{self, Write},
};

use crate::{finding::Severity, report::Report};

/// A format in which a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tables for people.
    #[cfg(feature = "cli")]
    Table,
    /// One line a finding.
    Concise,
    /// The whole report, version 1.
    Json,
    /// One claim a line.
    Jsonl,
    /// One finding or conflict a line, with its claim and evidence inline.
    Mismatches,
}

/// What a renderer is told beside the report.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Columns of the terminal or page, at least 20.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether claims without findings are shown too, where a format leaves the choice.
    pub all_claims: bool,
    /// The severity from which on the audit fails; `None` when nothing fails it.
    pub fail_on: Option<Severity>,
}

impl Default for Settings {
    /// 80 columns, no colour, only claims with findings, errors fail.
    fn default() -> Self {
        Self { width: 80, color: false, all_claims: false, fail_on: Some(Severity::Error) }
    }
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "cli")]
        Self::Table,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Mismatches,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Self::Table => "table",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Mismatches => "mismatches",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Writes a report in a format.
pub fn render(report: &Report, format: Format, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Table => table::render(report, settings, out),
        Format::Concise => concise::render(report, settings, out),
        Format::Json => json::render(report, out),
        Format::Jsonl => jsonl::render(report, out),
        Format::Mismatches => mismatches::render(report, out),
    }
}
