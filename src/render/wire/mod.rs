//! The JSON shapes, version 1. They are a promise of their own: inner types may change, these may only grow.

mod convert;

#[cfg(feature = "cli")]
pub(crate) use convert::kind_name;

use serde::{Serialize, Serializer};

/// The version of these shapes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// A whole report.
#[derive(Serialize)]
pub(super) struct Whole<'a> {
    schema_version: u32,
    tool: Tool,
    recordings: Vec<Recording<'a>>,
    inputs: Vec<AboutFile<'a>>,
    totals: Totals,
    diagnostics: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Recording<'a> {
    name: &'a str,
    recorded: Option<String>,
    transcripts: Vec<Transcript<'a>>,
    summaries: Vec<Summary<'a>>,
    conflicts: Vec<Clash<'a>>,
    #[serde(serialize_with = "four_decimals")]
    coverage: f64,
}

#[derive(Serialize)]
struct Transcript<'a> {
    path: &'a str,
    format: &'a str,
    turns: usize,
    words: usize,
    speakers: &'a [String],
    duration_seconds: Option<f64>,
}

#[derive(Serialize)]
struct Summary<'a> {
    path: &'a str,
    format: &'a str,
    claims: Vec<Claim<'a>>,
    score: Option<Score>,
}

/// How well claims hold, each 0 to 1: the share of the checked claims that are supported, and the mean of 0 for a claim with an error,
/// ½ for one with a warning or unsupported, 1 for the others.
#[derive(Serialize)]
struct Score {
    #[serde(serialize_with = "four_decimals")]
    supported: f64,
    #[serde(serialize_with = "four_decimals")]
    faithfulness: f64,
}

/// One claim with everything about it.
#[derive(Serialize)]
pub(super) struct Claim<'a> {
    id: &'a str,
    kind: &'static str,
    section: Option<&'a str>,
    text: &'a str,
    location: Location,
    verdict: &'static str,
    reason: Option<&'static str>,
    #[serde(serialize_with = "four_decimals")]
    support: f64,
    signs: Vec<Sign>,
    evidence: Vec<Passage<'a>>,
    findings: Vec<Fault<'a>>,
}

/// What spoke for a claim, above 0, or against it, below; in log-odds. With what every claim starts from, their sum is the log-odds
/// of the support; a claim that says too little has none.
#[derive(Serialize)]
struct Sign {
    sign: &'static str,
    #[serde(serialize_with = "four_decimals")]
    weight: f64,
}

#[derive(Serialize)]
struct Location {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: usize,
    end_byte: usize,
}

/// One piece of evidence.
#[derive(Serialize)]
pub(super) struct Passage<'a> {
    path: &'a str,
    line: usize,
    end_line: usize,
    start_byte: usize,
    end_byte: usize,
    speaker: Option<&'a str>,
    start_seconds: Option<f64>,
    end_seconds: Option<f64>,
    text: &'a str,
    #[serde(serialize_with = "four_decimals")]
    score: f64,
    #[serde(skip_serializing_if = "Parts::is_empty")]
    parts: Parts<'a>,
}

/// What a score is made of: an object of weighted parts by name, largest first; what adds nothing is left out. Their sum, kept within
/// 0 and 1, is the score. Only `align` tells it.
struct Parts<'a>(&'a [(&'static str, f64)]);

/// One finding.
#[derive(Serialize)]
pub(super) struct Fault<'a> {
    rule: &'a str,
    name: &'a str,
    family: &'static str,
    severity: &'static str,
    confidence: &'static str,
    message: &'a str,
    stated: Option<Stated<'a>>,
    found: Option<Found<'a>>,
    suggestion: Option<&'a str>,
    fingerprint: String,
    accepted: bool,
    acceptance: Option<Acceptance<'a>>,
}

/// Who accepted a finding, why and where.
#[derive(Serialize)]
struct Acceptance<'a> {
    by: &'static str,
    reason: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
}

#[derive(Serialize)]
struct Stated<'a> {
    text: &'a str,
    start_byte: usize,
    end_byte: usize,
}

#[derive(Serialize)]
struct Found<'a> {
    text: &'a str,
    path: &'a str,
    line: usize,
    start_byte: usize,
    end_byte: usize,
    speaker: Option<&'a str>,
    start_seconds: Option<f64>,
}

/// One finding about a file, with its place.
#[derive(Serialize)]
pub(super) struct AboutFile<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    #[serde(flatten)]
    fault: Fault<'a>,
}

/// One conflict: the fields of its finding, and its sides.
#[derive(Serialize)]
pub(super) struct Clash<'a> {
    #[serde(flatten)]
    fault: Fault<'a>,
    a: Side<'a>,
    b: Side<'a>,
    favours: &'static str,
}

#[derive(Serialize)]
struct Side<'a> {
    path: &'a str,
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Totals {
    claims: usize,
    supported: usize,
    unsupported: usize,
    contradicted: usize,
    unchecked: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    conflicts: usize,
    accepted: usize,
    score: Option<Score>,
}

#[derive(Serialize)]
struct Note<'a> {
    severity: &'static str,
    path: &'a str,
    line: Option<usize>,
    message: &'a str,
}

/// One line of `jsonl`: a claim and the recording and file it belongs to.
#[derive(Serialize)]
pub(super) struct ClaimLine<'a> {
    recording: &'a str,
    path: &'a str,
    #[serde(flatten)]
    claim: Claim<'a>,
}

/// One line of `mismatches`.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Mismatch<'a> {
    /// A finding of a claim.
    Finding {
        recording: &'a str,
        path: &'a str,
        line: usize,
        column: usize,
        #[serde(flatten)]
        fault: Fault<'a>,
        claim_id: &'a str,
        claim: &'a str,
        section: Option<&'a str>,
        verdict: &'static str,
        #[serde(serialize_with = "four_decimals")]
        support: f64,
        evidence: Vec<Passage<'a>>,
    },
    /// A conflict between summaries.
    Conflict {
        recording: &'a str,
        #[serde(flatten)]
        clash: Clash<'a>,
    },
    /// A finding about a file.
    Input {
        #[serde(flatten)]
        about: AboutFile<'a>,
    },
}

impl Parts<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, part)| (name, rounded(*part))))
    }
}

/// Scores have four decimals on the wire: more would only say which machine computed them.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde asks for")]
fn four_decimals<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*value))
}

/// A score rounded to four decimals; 0 for what is no number.
pub(crate) fn rounded(value: f64) -> f64 {
    if value.is_finite() { (value * 1e4).round() / 1e4 } else { 0.0 }
}
