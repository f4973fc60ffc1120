//! The pipeline: recordings in, report out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    finding::{Finding, Severity},
    judge::Verdict,
    report::{ClaimReport, RecordingReport, SummaryReport, TranscriptFacts},
    summary::Summary,
    transcript::{Speaker, Transcript},
};

/// One talk with its transcripts and the summaries to check.
#[derive(Debug, Clone)]
pub struct Recording {
    /// How the report calls it.
    pub name: String,
    /// The day of the recording, by which "this year" is resolved.
    pub recorded: Option<Date>,
    /// Transcripts of the talk. The first is the one that is cited; others lend it times and names, or continue it.
    pub transcripts: Vec<Transcript>,
    /// The summaries to check.
    pub summaries: Vec<Summary>,
    /// Names and aliases from the configuration.
    pub speakers: Vec<Speaker>,
}

/// Which rules speak, and how loudly.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Rule codes, names or families to run; empty means all.
    pub select: Vec<String>,
    /// Rule codes, names or families to leave out.
    pub ignore: Vec<String>,
    /// Severities other than the shipped ones, by rule code; `None` turns a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
}

/// Audits one recording.
pub fn audit(recording: &Recording, _policy: &Policy) -> RecordingReport {
    RecordingReport {
        name: recording.name.clone(),
        recorded: recording.recorded,
        transcripts: recording
            .transcripts
            .iter()
            .map(|t| TranscriptFacts {
                source: t.source.clone(),
                format: t.format,
                turns: t.turns.len(),
                words: t.word_count(),
                speakers: t.speakers.iter().map(|s| s.name.clone()).collect(),
                duration: t.duration(),
                skipped: t.skipped.clone(),
            })
            .collect(),
        summaries: recording
            .summaries
            .iter()
            .map(|s| SummaryReport {
                source: s.source.clone(),
                format: s.format,
                claims: Vec::new(),
                skipped: s.skipped.clone(),
            })
            .collect(),
        conflicts: Vec::new(),
    }
}

/// A transcript made ready once, for many single claims: what `saidso score` uses.
pub struct Document {
    transcript: Transcript,
}

impl Document {
    /// Makes a transcript ready.
    pub fn new(transcript: Transcript, _recorded: Option<Date>) -> Self {
        Self { transcript }
    }

    /// Judges a text of one or more sentences as a whole: the weakest part decides. `speaker` is who the claim is credited to, if said beside it.
    pub fn judge(&self, _claim: &str, _speaker: Option<&str>) -> Judgement {
        let _ = &self.transcript;
        Judgement { verdict: Verdict::Unchecked, support: 0.0, claims: Vec::new() }
    }
}

/// The judgement of a text as a whole.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The worst verdict of its parts.
    pub verdict: Verdict,
    /// The weakest support of its parts, 0 to 1.
    pub support: f64,
    /// The parts with their evidence and findings.
    pub claims: Vec<ClaimReport>,
}

/// Compares two summaries of one talk without the talk: how likely they conflict, 0 to 1, and where.
pub fn conflict(_a: &str, _b: &str, _recorded: Option<Date>) -> (f64, Vec<Finding>) {
    (0.0, Vec::new())
}
