//! The JSON shapes, version 1. They are a promise of their own: inner types may change, these may only grow.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{
    finding::{Finding, Place},
    report::{ClaimReport, Conflict, Diagnostic, Evidence, RecordingReport, Report, SummaryReport, TranscriptFacts},
    source::{Source, Span},
    summary::ClaimKind,
};

/// The version of these shapes.
pub(super) const SCHEMA_VERSION: u32 = 1;

/// A whole report.
#[derive(Serialize)]
pub(super) struct Whole<'a> {
    schema_version: u32,
    tool: Tool,
    recordings: Vec<Recording<'a>>,
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
    evidence: Vec<Passage<'a>>,
    findings: Vec<Fault<'a>>,
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
}

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
}

impl<'a> Whole<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let totals = report.totals();
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            recordings: report.recordings.iter().map(Recording::of).collect(),
            totals: Totals {
                claims: totals.claims,
                supported: totals.supported,
                unsupported: totals.unsupported,
                contradicted: totals.contradicted,
                unchecked: totals.unchecked,
                errors: totals.errors,
                warnings: totals.warnings,
                notes: totals.notes,
                conflicts: totals.conflicts,
            },
            diagnostics: report.diagnostics.iter().map(Note::of).collect(),
        }
    }
}

impl<'a> Recording<'a> {
    fn of(recording: &'a RecordingReport) -> Self {
        Self {
            name: &recording.name,
            recorded: recording.recorded.map(|date: Date| date.to_string()),
            transcripts: recording.transcripts.iter().map(Transcript::of).collect(),
            summaries: recording.summaries.iter().map(Summary::of).collect(),
            conflicts: recording.conflicts.iter().map(Clash::of).collect(),
        }
    }
}

impl<'a> Transcript<'a> {
    fn of(facts: &'a TranscriptFacts) -> Self {
        Self {
            path: facts.source.path(),
            format: facts.format,
            turns: facts.turns,
            words: facts.words,
            speakers: &facts.speakers,
            duration_seconds: facts.duration.map(crate::transcript::Timecode::seconds),
        }
    }
}

impl<'a> Summary<'a> {
    fn of(summary: &'a SummaryReport) -> Self {
        Self {
            path: summary.source.path(),
            format: summary.format,
            claims: summary.claims.iter().map(Claim::of).collect(),
        }
    }
}

impl<'a> Claim<'a> {
    pub(super) fn of(claim: &'a ClaimReport) -> Self {
        Self {
            id: &claim.id,
            kind: kind(claim.kind),
            section: claim.section.as_deref(),
            text: &claim.place.text,
            location: Location::of(&claim.place.source, claim.place.span),
            verdict: claim.verdict.name(),
            reason: claim.reason.map(crate::judge::Reason::text),
            support: claim.support,
            evidence: claim.evidence.iter().map(Passage::of).collect(),
            findings: claim.findings.iter().map(Fault::of).collect(),
        }
    }
}

impl Location {
    fn of(source: &Source, span: Span) -> Self {
        let (start, end) = (source.location(span.start), source.location(span.end));
        Self {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start_byte: span.start,
            end_byte: span.end,
        }
    }
}

impl<'a> Passage<'a> {
    pub(super) fn of(evidence: &'a Evidence) -> Self {
        let place = &evidence.place;
        Self {
            path: place.source.path(),
            line: place.line(),
            end_line: place.source.line(place.span.end),
            start_byte: place.span.start,
            end_byte: place.span.end,
            speaker: place.speaker.as_deref(),
            start_seconds: place.time.map(crate::transcript::Timecode::seconds),
            end_seconds: evidence.end.map(crate::transcript::Timecode::seconds),
            text: &place.text,
            score: evidence.score,
        }
    }
}

impl<'a> Fault<'a> {
    fn of(finding: &'a Finding) -> Self {
        let stated = &finding.stated;
        Self {
            rule: finding.code,
            name: finding.name,
            family: finding.family.name(),
            severity: finding.severity.name(),
            confidence: finding.confidence.name(),
            message: &finding.message,
            stated: (!stated.text.is_empty()).then(|| Stated {
                text: &stated.text,
                start_byte: stated.span.start,
                end_byte: stated.span.end,
            }),
            found: finding.found.as_ref().map(Found::of),
            suggestion: finding.suggestion.as_deref(),
            fingerprint: finding.fingerprint.to_string(),
            accepted: false,
        }
    }
}

impl<'a> Found<'a> {
    fn of(place: &'a Place) -> Self {
        Self {
            text: &place.text,
            path: place.source.path(),
            line: place.line(),
            start_byte: place.span.start,
            end_byte: place.span.end,
            speaker: place.speaker.as_deref(),
            start_seconds: place.time.map(crate::transcript::Timecode::seconds),
        }
    }
}

impl<'a> Clash<'a> {
    fn of(conflict: &'a Conflict) -> Self {
        Self {
            fault: Fault::of(&conflict.finding),
            a: Side::of(&conflict.a),
            b: Side::of(&conflict.b),
            favours: conflict.favours.name(),
        }
    }
}

impl<'a> Side<'a> {
    fn of(place: &'a Place) -> Self {
        Self { path: place.source.path(), line: place.line(), text: &place.text }
    }
}

impl<'a> Note<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.name(),
            path: &diagnostic.path,
            line: diagnostic.line,
            message: &diagnostic.message,
        }
    }
}

impl<'a> ClaimLine<'a> {
    pub(super) fn of(recording: &'a RecordingReport, claim: &'a ClaimReport) -> Self {
        Self { recording: &recording.name, path: claim.place.source.path(), claim: Claim::of(claim) }
    }
}

impl<'a> Mismatch<'a> {
    pub(super) fn of_claim(recording: &'a RecordingReport, claim: &'a ClaimReport, finding: &'a Finding) -> Self {
        let location = claim.place.source.location(claim.place.span.start);
        Self::Finding {
            recording: &recording.name,
            path: claim.place.source.path(),
            line: location.line,
            column: location.column,
            fault: Fault::of(finding),
            claim_id: &claim.id,
            claim: &claim.place.text,
            section: claim.section.as_deref(),
            verdict: claim.verdict.name(),
            support: claim.support,
            evidence: claim.evidence.iter().map(Passage::of).collect(),
        }
    }

    pub(super) fn of_conflict(recording: &'a RecordingReport, conflict: &'a Conflict) -> Self {
        Self::Conflict { recording: &recording.name, clash: Clash::of(conflict) }
    }
}

fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Bullet => "bullet",
        ClaimKind::Sentence => "sentence",
        ClaimKind::Chapter => "chapter",
        ClaimKind::Title => "title",
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
