//! Where JSON of no known kind keeps what it holds: by the command line, else by the configuration.

use std::sync::Arc;

use super::{args::Maps, exit::Failure};
use crate::{
    config::Config,
    finding::Severity,
    load::{self, ClaimMapping, Keyed, Mapping},
    report::Diagnostic,
    source::Source,
    transcript::Transcript,
};

/// What was told about transcripts and about summaries.
#[derive(Default)]
pub(super) struct Mappings {
    transcript: Option<Mapping>,
    summary: Option<ClaimMapping>,
    /// Whether the command line tells of transcripts, and of summaries.
    asked: (bool, bool),
}

impl Mappings {
    /// The mappings of the command line; what is not told there, the configuration tells.
    pub(super) fn of(maps: &Maps, config: Option<&Config>) -> Result<Self, Failure> {
        let transcript = told("--map", "turns=items.*", &maps.transcript)?;
        let summary = told("--summary-map", "items=actions.*", &maps.summary)?;
        Ok(Self {
            asked: (transcript.is_some(), summary.is_some()),
            transcript: transcript.or_else(|| config?.map.clone()),
            summary: summary.or_else(|| config?.summary_map.clone()),
        })
    }

    /// What was told about transcripts and about summaries.
    pub(super) fn told(self) -> (Option<Mapping>, Option<ClaimMapping>) {
        (self.transcript, self.summary)
    }

    /// Reads a transcript, if the mapping fits it.
    pub(super) fn transcript(&self, source: &Arc<Source>) -> Option<Transcript> {
        load::transcript_mapped(source, self.transcript.as_ref()?)
    }

    /// Reads a summary, if the mapping fits it.
    pub(super) fn summary(&self, source: &Arc<Source>) -> Option<load::Parts> {
        load::summary_mapped(source, self.summary.as_ref()?)
    }

    /// What to tell of a JSON file to which a mapping of the command line does not fit. That of the configuration is for those files
    /// of many that it fits.
    pub(super) fn unfit(&self, source: &Arc<Source>, what: Given) -> Option<Diagnostic> {
        let (option, missed) = match what {
            Given::Transcript => ("--map", self.asked.0 && self.transcript(source).is_none()),
            Given::Summary => ("--summary-map", self.asked.1 && self.summary(source).is_none()),
        };
        (missed && load::json_fault(source, true).is_some()).then(|| Diagnostic {
            severity: Severity::Warning,
            path: source.path().to_owned(),
            line: None,
            message: format!("{option} leads to nothing in it; it was read without"),
        })
    }
}

/// As what a file is given.
#[derive(Clone, Copy)]
pub(super) enum Given {
    Transcript,
    Summary,
}

/// The mapping of an option, if it is given.
fn told<M: Keyed>(option: &str, example: &str, pairs: &[String]) -> Result<Option<M>, Failure> {
    let mut mapping = M::default();
    for pair in pairs {
        let (key, path) = pair
            .split_once('=')
            .ok_or_else(|| Failure::usage(format!("{option} {pair}: write it as KEY=PATH, such as text=body")))?;
        mapping.set(key, path).map_err(|fault| Failure::usage(format!("{option}: `{key}` {fault}")))?;
    }
    if !pairs.is_empty() && !mapping.is_complete() {
        let [a, b] = M::NEEDS;
        return Err(Failure::usage(format!(
            "{option} needs {a}=PATH and {b}=PATH, such as {option} '{example}' {option} text=body"
        )));
    }
    Ok((!pairs.is_empty()).then_some(mapping))
}
