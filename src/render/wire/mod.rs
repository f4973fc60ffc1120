//! The JSON shapes, version 1. They are a promise of their own: inner types may change, these may only grow.

mod convert;
#[cfg(feature = "cli")]
pub(crate) mod schema;

#[cfg(feature = "cli")]
pub(crate) use convert::kind_name;

use serde::{Serialize, Serializer};

/// The version of these shapes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// A whole report.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Whole<'a> {
    /// The version of this shape; within it, fields are only added.
    schema_version: u32,
    /// What wrote the report.
    tool: Tool,
    /// One entry a recording, in the order given.
    recordings: Vec<Recording<'a>>,
    /// Findings about the files themselves, such as a baseline that accepts what is no longer there.
    inputs: Vec<AboutFile<'a>>,
    /// Counts over everything.
    totals: Totals,
    /// What should be known of the files that were read.
    diagnostics: Vec<Note<'a>>,
}

/// What wrote the report.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Tool {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

/// One recording with its transcripts and summaries.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Recording<'a> {
    /// Its name.
    name: &'a str,
    /// The day of the recording, as year-month-day, where it is known.
    recorded: Option<String>,
    /// The transcripts used.
    transcripts: Vec<Transcript<'a>>,
    /// The summaries audited.
    summaries: Vec<Summary<'a>>,
    /// Where summaries contradict one another or themselves.
    conflicts: Vec<Clash<'a>>,
    /// How much of what was said the claims rest on, as a share of its text: 0 to 1.
    #[serde(serialize_with = "four_decimals")]
    coverage: f64,
}

/// How a transcript was read.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Transcript<'a> {
    /// The file, as it was given; `-` for standard input.
    path: &'a str,
    /// How it was read, such as `text/name-lines`.
    format: &'a str,
    /// How many stretches of one speaker.
    turns: usize,
    /// How many words were said.
    words: usize,
    /// Who speaks, in the order of their first turns.
    speakers: &'a [String],
    /// The last known time in seconds.
    duration_seconds: Option<f64>,
}

/// How a summary was read, and its claims.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Summary<'a> {
    /// The file, as it was given; `-` for standard input.
    path: &'a str,
    /// How it was read, such as `text/bullets`.
    format: &'a str,
    /// Every claim, in the order of the file, the good ones, too.
    claims: Vec<Claim<'a>>,
    /// How well its claims hold; null if none could be checked.
    score: Option<Score>,
}

/// How well claims hold, each 0 to 1: the share of the checked claims that are supported, and the mean of 0 for a claim with an error,
/// ½ for one with a warning or unsupported, 1 for the others.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Score {
    /// The share of the checked claims that are supported: 0 to 1.
    #[serde(serialize_with = "four_decimals")]
    supported: f64,
    /// The mean over the checked claims of 0 for one with an error, ½ for one with a warning or unsupported, 1 for the others: 0 to 1.
    #[serde(serialize_with = "four_decimals")]
    faithfulness: f64,
}

/// One claim with everything about it.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Claim<'a> {
    /// `c1`, `c2`, … in the order of the file.
    id: &'a str,
    /// What kind of item it comes from.
    kind: &'static str,
    /// The headings above it, joined with ` > `.
    section: Option<&'a str>,
    /// Its words, without markup.
    text: &'a str,
    /// Where it stands.
    location: Location,
    /// The judgement.
    verdict: &'static str,
    /// Why, where no finding says it.
    reason: Option<&'static str>,
    /// How likely it is that the transcript bears it out: 0 to 1.
    #[serde(serialize_with = "four_decimals")]
    support: f64,
    /// What spoke for it and against it.
    signs: Vec<Sign>,
    /// The passages it rests on, best first.
    evidence: Vec<Passage<'a>>,
    /// What is wrong with it, worst first.
    findings: Vec<Fault<'a>>,
}

/// What spoke for a claim, above 0, or against it, below; in log-odds. With what every claim starts from, their sum is the log-odds
/// of the support; a claim that says too little has none.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Sign {
    /// Its name.
    sign: &'static str,
    /// What it adds, in log-odds; below 0 it speaks against the claim.
    #[serde(serialize_with = "four_decimals")]
    weight: f64,
}

/// A place in a file.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Location {
    /// The first line, from 1 on.
    line: usize,
    /// The first column, from 1 on, in characters.
    column: usize,
    /// The line of the end.
    end_line: usize,
    /// The column after the last character.
    end_column: usize,
    /// The first byte in the file (in the decoded text, where the file is not UTF-8).
    start_byte: usize,
    /// The byte after the last.
    end_byte: usize,
}

/// One piece of evidence.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Passage<'a> {
    /// The transcript.
    path: &'a str,
    /// The first line, from 1 on.
    line: usize,
    /// The last line.
    end_line: usize,
    /// The first byte in the file.
    start_byte: usize,
    /// The byte after the last.
    end_byte: usize,
    /// Who says it, where that is known.
    speaker: Option<&'a str>,
    /// When it begins, in seconds from the start of the recording.
    start_seconds: Option<f64>,
    /// When it ends.
    end_seconds: Option<f64>,
    /// The words.
    text: &'a str,
    /// How well it fits the claim: 0 to 1, comparable within one claim.
    #[serde(serialize_with = "four_decimals")]
    score: f64,
    /// What the score is made of, by name; only `align` tells it.
    #[serde(skip_serializing_if = "Parts::is_empty")]
    #[cfg_attr(feature = "cli", schemars(with = "std::collections::BTreeMap<String, f64>"))]
    parts: Parts<'a>,
}

/// What a score is made of: an object of weighted parts by name, largest first; what adds nothing is left out. Their sum, kept within
/// 0 and 1, is the score. Only `align` tells it.
struct Parts<'a>(&'a [(&'static str, f64)]);

/// One finding.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Fault<'a> {
    /// The code of the rule, such as `C002`.
    rule: &'a str,
    /// The name of the rule, such as `wrong-date`.
    name: &'a str,
    /// The kind of fault.
    family: &'static str,
    /// How bad it is if it is right.
    severity: &'static str,
    /// How sure the rule is.
    confidence: &'static str,
    /// What the summary says and what was said, in one sentence.
    message: &'a str,
    /// The words of the summary at fault.
    stated: Option<Stated<'a>>,
    /// The words of the transcript that decide it.
    found: Option<Found<'a>>,
    /// What the summary could say instead.
    suggestion: Option<&'a str>,
    /// A name of 16 hexadecimal digits that stays the same when the rest of the file changes.
    fingerprint: String,
    /// Whether a person accepted it; then it counts for nothing.
    accepted: bool,
    /// Who accepted it, why and where.
    acceptance: Option<Acceptance<'a>>,
}

/// Who accepted a finding, why and where.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Acceptance<'a> {
    /// Whether a baseline or a comment in the summary accepts it.
    by: &'static str,
    /// Why, in a person's words.
    reason: Option<&'a str>,
    /// The file that accepts it.
    path: Option<&'a str>,
    /// The line that accepts it, from 1 on.
    line: Option<usize>,
}

/// Words of a summary.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Stated<'a> {
    /// The words.
    text: &'a str,
    /// The first byte in the summary.
    start_byte: usize,
    /// The byte after the last.
    end_byte: usize,
}

/// Words of a transcript.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Found<'a> {
    /// The words.
    text: &'a str,
    /// The transcript.
    path: &'a str,
    /// The line on which they start, from 1 on.
    line: usize,
    /// The first byte in the file.
    start_byte: usize,
    /// The byte after the last.
    end_byte: usize,
    /// Who said them, where that is known.
    speaker: Option<&'a str>,
    /// When, in seconds from the start of the recording.
    start_seconds: Option<f64>,
}

/// One finding about a file, with its place.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct AboutFile<'a> {
    /// The file, as it was given.
    path: &'a str,
    /// The line, from 1.
    line: usize,
    /// The column, from 1, in characters.
    column: usize,
    #[serde(flatten)]
    fault: Fault<'a>,
}

/// One conflict: the fields of its finding, and its sides.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct Clash<'a> {
    #[serde(flatten)]
    fault: Fault<'a>,
    /// One side.
    a: Side<'a>,
    /// The other side.
    b: Side<'a>,
    /// Which side the transcript bears out.
    favours: &'static str,
}

/// One side of a conflict.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Side<'a> {
    /// The summary.
    path: &'a str,
    /// The line of the claim, from 1 on.
    line: usize,
    /// The claim.
    text: &'a str,
}

/// Counts over a report.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Totals {
    /// Claims of all summaries.
    claims: usize,
    /// Claims with the verdict supported.
    supported: usize,
    /// Claims with the verdict unsupported.
    unsupported: usize,
    /// Claims with the verdict contradicted.
    contradicted: usize,
    /// Claims with the verdict unchecked.
    unchecked: usize,
    /// Findings and conflicts at error that nobody accepted.
    errors: usize,
    /// Those at warning.
    warnings: usize,
    /// Those at note.
    notes: usize,
    /// Conflicts that nobody accepted.
    conflicts: usize,
    /// Findings and conflicts that were accepted; they are in none of the counts above.
    accepted: usize,
    /// How well the claims of all summaries hold; null if none could be checked.
    score: Option<Score>,
}

/// Something about a file that a person should know.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct Note<'a> {
    /// How bad it is.
    severity: &'static str,
    /// The file.
    path: &'a str,
    /// The line, from 1 on, where one is to blame.
    line: Option<usize>,
    /// What is wrong, and what to do.
    message: &'a str,
}

/// One line of `jsonl`: a claim and the recording and file it belongs to.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub(super) struct ClaimLine<'a> {
    /// The name of the recording.
    recording: &'a str,
    /// The summary.
    path: &'a str,
    #[serde(flatten)]
    claim: Claim<'a>,
}

/// One line of `mismatches`.
#[derive(Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Mismatch<'a> {
    /// A finding of a claim.
    Finding {
        /// The name of the recording.
        recording: &'a str,
        /// The summary.
        path: &'a str,
        /// The line of the claim, from 1 on.
        line: usize,
        /// Its column, from 1 on, in characters.
        column: usize,
        #[serde(flatten)]
        fault: Fault<'a>,
        /// The claim's name in its summary.
        claim_id: &'a str,
        /// The claim's words.
        claim: &'a str,
        /// The headings above it.
        section: Option<&'a str>,
        /// The judgement of the claim.
        verdict: &'static str,
        /// How likely it is that the transcript bears the claim out: 0 to 1.
        #[serde(serialize_with = "four_decimals")]
        support: f64,
        /// The passages it rests on, best first.
        evidence: Vec<Passage<'a>>,
    },
    /// A conflict between summaries.
    Conflict {
        /// The name of the recording.
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
