//! From the report to the shapes.

use super::{
    AboutFile, Acceptance, Claim, ClaimLine, Clash, Fault, Found, Location, Mismatch, Note, Parts, Passage, Recording,
    SCHEMA_VERSION, Score, Side, Sign, Stated, Summary, Tool, Totals, Transcript, Whole,
};
use crate::{
    finding::{Accepted, Finding, Place},
    judge::Reason,
    report::{
        self, ClaimReport, Conflict, Diagnostic, Evidence, RecordingReport, Report, SummaryReport, TranscriptFacts,
    },
    source::{Source, Span},
    summary::ClaimKind,
    transcript::Timecode,
};

impl<'a> Whole<'a> {
    pub(in crate::render) fn of(report: &'a Report) -> Self {
        let totals = report.totals();
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            recordings: report.recordings.iter().map(Recording::of).collect(),
            inputs: report.inputs.iter().map(AboutFile::of).collect(),
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
                accepted: totals.accepted,
                score: report.score().map(Score::of),
            },
            diagnostics: report.diagnostics.iter().map(Note::of).collect(),
        }
    }
}

impl<'a> Recording<'a> {
    pub(in crate::render) fn of(recording: &'a RecordingReport) -> Self {
        Self {
            name: &recording.name,
            recorded: recording.recorded.map(|date| date.to_string()),
            transcripts: recording.transcripts.iter().map(Transcript::of).collect(),
            summaries: recording.summaries.iter().map(Summary::of).collect(),
            conflicts: recording.conflicts.iter().map(Clash::of).collect(),
            coverage: recording.coverage().share,
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
            duration_seconds: facts.duration.map(Timecode::seconds),
        }
    }
}

impl<'a> Summary<'a> {
    fn of(summary: &'a SummaryReport) -> Self {
        Self {
            path: summary.source.path(),
            format: summary.format,
            claims: summary.claims.iter().map(Claim::of).collect(),
            score: report::Score::of(summary.claims.iter()).map(Score::of),
        }
    }
}

impl<'a> Claim<'a> {
    pub(in crate::render) fn of(claim: &'a ClaimReport) -> Self {
        Self {
            id: &claim.id,
            kind: kind_name(claim.kind),
            section: claim.section.as_deref(),
            text: &claim.place.text,
            location: Location::of(&claim.place.source, claim.place.span),
            verdict: claim.verdict.name(),
            reason: claim.reason.map(Reason::text),
            support: claim.support,
            signs: claim.signs.iter().map(|(sign, weight)| Sign { sign, weight: *weight }).collect(),
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
    pub(in crate::render) fn of(evidence: &'a Evidence) -> Self {
        let place = &evidence.place;
        Self {
            path: place.source.path(),
            line: place.line(),
            end_line: place.source.line(place.span.end),
            start_byte: place.span.start,
            end_byte: place.span.end,
            speaker: place.speaker.as_deref(),
            start_seconds: place.time.map(Timecode::seconds),
            end_seconds: evidence.end.map(Timecode::seconds),
            text: &place.text,
            score: evidence.score,
            parts: Parts(&evidence.parts),
        }
    }
}

impl Score {
    fn of(score: report::Score) -> Self {
        Self { supported: score.supported, faithfulness: score.faithfulness }
    }
}

impl<'a> Acceptance<'a> {
    fn of(accepted: &'a Accepted) -> Self {
        let (path, line) = accepted.place.as_ref().map(|(path, line)| (path.as_str(), *line)).unzip();
        Self { by: accepted.by.name(), reason: accepted.reason.as_deref(), path, line }
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
            accepted: finding.accepted.is_some(),
            acceptance: finding.accepted.as_ref().map(Acceptance::of),
        }
    }
}

impl<'a> AboutFile<'a> {
    fn of(finding: &'a Finding) -> Self {
        let location = finding.stated.source.location(finding.stated.span.start);
        let path = finding.stated.source.path();
        Self { path, line: location.line, column: location.column, fault: Fault::of(finding) }
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
            start_seconds: place.time.map(Timecode::seconds),
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
    pub(in crate::render) fn of(recording: &'a RecordingReport, claim: &'a ClaimReport) -> Self {
        Self { recording: &recording.name, path: claim.place.source.path(), claim: Claim::of(claim) }
    }
}

impl<'a> Mismatch<'a> {
    pub(in crate::render) fn of_claim(
        recording: &'a RecordingReport,
        claim: &'a ClaimReport,
        finding: &'a Finding,
    ) -> Self {
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

    pub(in crate::render) fn of_conflict(recording: &'a RecordingReport, conflict: &'a Conflict) -> Self {
        Self::Conflict { recording: &recording.name, clash: Clash::of(conflict) }
    }

    pub(in crate::render) fn of_file(finding: &'a Finding) -> Self {
        Self::Input { about: AboutFile::of(finding) }
    }
}

/// What kind of item a claim comes from, in a word.
pub(crate) fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Bullet => "bullet",
        ClaimKind::Sentence => "sentence",
        ClaimKind::Chapter => "chapter",
        ClaimKind::Title => "title",
    }
}
