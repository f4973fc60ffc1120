//! `saidso.toml`: the recordings of a repository and how loudly the rules speak.
//!
//! Read by hand over the spanned TOML values, so that every fault is named with its line, its key and the key that was
//! probably meant. Nothing here reads the file system; paths and patterns are kept as written.

mod allow;
mod options;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::DeTable;

use crate::{
    accept::Allow,
    audit::Policy,
    finding::Severity,
    judge::Threshold,
    load::{ClaimMapping, Mapping},
    mention::name::OtherNames,
    render::Format,
    report::MediaUrl,
    source::Source,
    transcript::Speaker,
};
use read::Reader;

pub use crate::text::{closest, did_you_mean};
pub use options::{FailOn, Kind, checked, output};
pub use write::quoted;

/// What a configuration file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The recordings in the order of the file.
    pub recordings: Vec<RecordingConfig>,
    /// How the audit runs and what it writes.
    pub audit: AuditConfig,
    /// What the things spoken of are called besides, in every recording: first the name, then the others.
    pub names: Vec<Speaker>,
    /// Severities other than the shipped ones, by rule code; `None` turns a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// Where JSON transcripts of no known kind keep what was said.
    pub map: Option<Mapping>,
    /// How much support a claim needs where no rule speaks up.
    pub threshold: Threshold,
    /// Where JSON summaries keep their items.
    pub summary_map: Option<ClaimMapping>,
    /// Findings that are allowed.
    pub allows: Vec<Allow>,
}

/// What stands for the name of a recording in an entry for many.
pub const NAME: &str = "{name}";

/// One `[[recording]]`, or one for many: each of its patterns holds [`NAME`] then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordingConfig {
    /// How reports call it.
    pub name: String,
    /// The transcripts, as paths or patterns relative to the configuration file.
    pub transcripts: Vec<Pattern>,
    /// The summaries, as paths or patterns relative to the configuration file.
    pub summaries: Vec<Pattern>,
    /// The day of the recording.
    pub recorded: Option<Date>,
    /// What the transcripts are, where that is said.
    pub kind: Option<Kind>,
    /// The format as which the transcripts are read, whatever they look like.
    pub transcript_format: Option<String>,
    /// Where the talk starts in the transcripts: a line number, words or a regular expression.
    pub transcript_start: Option<String>,
    /// The format as which the summaries are read, whatever they look like.
    pub summary_format: Option<String>,
    /// Where the recording can be heard or seen.
    pub media_url: Option<MediaUrl>,
    /// Who speaks, with other names of the same person.
    pub speakers: Vec<Speaker>,
    /// What the things spoken of are called besides.
    pub names: Vec<Speaker>,
}

impl RecordingConfig {
    /// Whether it stands for as many recordings as there are names that fit its patterns.
    pub fn is_for_many(&self) -> bool {
        self.transcripts.iter().chain(&self.summaries).any(|pattern| pattern.text.contains(NAME))
    }
}

/// What `[audit]` says: the options of the command line by their names there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditConfig {
    /// The severity from which on the audit fails.
    pub fail_on: Option<FailOn>,
    /// Only these rules, as [`Policy`] knows them.
    pub select: Vec<String>,
    /// Not these rules, as [`Policy`] knows them.
    pub ignore: Vec<String>,
    /// What is printed.
    pub format: Option<Format>,
    /// Formats that are written to files as well; paths relative to the configuration file.
    pub outputs: Vec<(Format, Pattern)>,
    /// Whether claims without findings are shown too.
    pub verbose: bool,
    /// How many threads are used; 0 is one a core.
    pub jobs: Option<usize>,
    /// The file of accepted findings, relative to the configuration file.
    pub baseline: Option<Pattern>,
}

/// A path or pattern, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub text: String,
    /// 1-based line of the configuration file.
    pub line: usize,
}

/// A fault of a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct ConfigError {
    /// The file as the user knows it.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong with which key, and what to do.
    pub message: String,
}

impl Config {
    /// What it says of the rules and of judging.
    pub fn policy(&self) -> Policy {
        Policy { severities: self.severities.clone(), threshold: self.threshold, ..Policy::default() }
    }

    /// What the things spoken of are called besides, in one of its recordings or in one that it does not list.
    pub fn names_in(&self, recording: Option<&RecordingConfig>) -> OtherNames {
        let names = recording.into_iter().flat_map(|recording| &recording.names).chain(&self.names);
        OtherNames::new(names.map(|named| named.names().map(String::as_str)))
    }

    /// Reads the text of a configuration file; all its faults at once, in the order of the file.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<ConfigError>> {
        let source = Source::new(path, text);
        let fault = |at: usize, message: String| ConfigError { path: path.to_owned(), line: source.line(at), message };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return Err(vec![fault(at, format!("not valid TOML: {}", error.message()))]);
            }
        };
        let mut reader = Reader { source: &source, faults: Vec::new() };
        let config = reader.config(table.get_ref());
        if reader.faults.is_empty() {
            return Ok(config);
        }
        let mut faults = reader.faults;
        faults.sort_by_key(|(at, _)| *at);
        Err(faults.into_iter().map(|(at, message)| fault(at, message)).collect())
    }
}
