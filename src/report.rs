//! The outcome of an audit: every claim with its verdict, evidence and findings, the good ones too.

mod coverage;
mod media;

use coverage::ScoreTally;
pub use coverage::{Coverage, Gap, Score};
pub use media::{MediaUrl, MediaUrlError};

use std::{cmp::Reverse, sync::Arc};

use jiff::civil::Date;

use crate::{
    finding::{Finding, Place, Severity},
    judge::{Reason, Verdict},
    rules::{Offset, input::empty_summary},
    source::Source,
    summary::ClaimKind,
    transcript::{Skipped, Timecode, Transcript},
};

/// The whole outcome.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// One entry a recording, in the order given.
    pub recordings: Vec<RecordingReport>,
    /// Findings about the files themselves (family input), such as a baseline that accepts what is no longer there.
    pub inputs: Vec<Finding>,
    /// Whether there was a baseline to compare with: what it does not accept is new then.
    pub against_baseline: bool,
    /// What went wrong while reading: one line each, naming the file.
    pub diagnostics: Vec<Diagnostic>,
    /// What the recordings amount to that it held before [`Report::let_go`].
    pub earlier: Tally,
}

/// What recordings amount to that were written and let go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    totals: Totals,
    summaries: usize,
    score: ScoreTally,
    worst: Option<Severity>,
}

/// Something about an input that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The file as the user wrote it.
    pub path: String,
    /// The line, where one is to blame.
    pub line: Option<usize>,
    /// What and what to do, in one line.
    pub message: String,
}

/// The outcome for one recording.
#[derive(Debug, Clone)]
pub struct RecordingReport {
    /// Its name.
    pub name: String,
    /// The day of the recording, if configured.
    pub recorded: Option<Date>,
    /// Where it can be watched or heard.
    pub media: Option<MediaUrl>,
    /// The transcripts used.
    pub transcripts: Vec<TranscriptFacts>,
    /// What was said: the transcripts that serve as evidence, with the times and names that others and the configuration lent them.
    pub talk: Vec<Arc<Transcript>>,
    /// The summaries audited.
    pub summaries: Vec<SummaryReport>,
    /// Where summaries contradict one another or themselves.
    pub conflicts: Vec<Conflict>,
    /// How many accepted conflicts are not listed because only new ones were asked for.
    pub set_aside: usize,
}

/// How a transcript was read.
#[derive(Debug, Clone)]
pub struct TranscriptFacts {
    /// The file.
    pub source: Arc<Source>,
    /// The format's name.
    pub format: &'static str,
    /// Number of turns.
    pub turns: usize,
    /// Number of words.
    pub words: usize,
    /// Who speaks.
    pub speakers: Vec<String>,
    /// The last known time.
    pub duration: Option<Timecode>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
}

/// The outcome for one summary.
#[derive(Debug, Clone)]
pub struct SummaryReport {
    /// The file.
    pub source: Arc<Source>,
    /// The format's name.
    pub format: &'static str,
    /// Every claim.
    pub claims: Vec<ClaimReport>,
    /// By how much its times are off, if all are off alike; they were checked with that taken off.
    pub offset: Option<Offset>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
}

impl SummaryReport {
    /// Its findings, each with its claim: the worst first, the accepted ones last.
    pub fn worst_first(&self) -> Vec<(&Finding, &ClaimReport)> {
        let claims = self.claims.iter();
        let mut found: Vec<_> =
            claims.flat_map(|claim| claim.findings.iter().map(move |finding| (finding, claim))).collect();
        found.sort_by_key(|(finding, _)| (finding.accepted.is_some(), Reverse(finding.severity)));
        found
    }

    /// That its times are off, all alike, as a note about the file.
    pub fn clock_note(&self) -> Option<Diagnostic> {
        let Offset { millis, agree, placed } = self.offset?;
        let off = Timecode(millis.unsigned_abs());
        let early = if millis > 0 { "early" } else { "late" };
        let message = format!(
            "its times are all about {off} {early}: so say {agree} of the {placed} items that have a clear place; they are checked with that taken off"
        );
        Some(Diagnostic { severity: Severity::Note, path: self.source.path().to_owned(), line: None, message })
    }
}

/// The outcome for one claim.
#[derive(Debug, Clone)]
pub struct ClaimReport {
    /// `c1`, `c2`, … in the order of the file.
    pub id: String,
    /// The item it comes from: claims of one bullet share it. Counted from 0 in the file.
    pub item: usize,
    /// What kind of item it comes from.
    pub kind: ClaimKind,
    /// The headings above it.
    pub section: Option<String>,
    /// Its label or chapter title.
    pub label: Option<String>,
    /// Where it stands, and its words.
    pub place: Place,
    /// The judgement.
    pub verdict: Verdict,
    /// Why, where no finding says it.
    pub reason: Option<Reason>,
    /// How likely it is that the transcript bears it out: 0 to 1.
    pub support: f64,
    /// What spoke for it and against it, in log-odds.
    pub signs: Vec<(&'static str, f64)>,
    /// The passages it rests on, best first.
    pub evidence: Vec<Evidence>,
    /// What is wrong with it, worst first.
    pub findings: Vec<Finding>,
    /// How many accepted findings are not listed because only new ones were asked for.
    pub set_aside: usize,
}

impl ClaimReport {
    /// The findings that nobody accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.accepted.is_none())
    }

    /// The worst of them.
    pub fn worst(&self) -> Option<Severity> {
        self.open().map(|finding| finding.severity).max()
    }

    /// Whether it has findings and all are accepted.
    pub fn is_accepted(&self) -> bool {
        self.set_aside + self.findings.len() > 0 && self.open().next().is_none()
    }
}

/// A passage that a claim rests on.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Where, who, when, and the words.
    pub place: Place,
    /// When it ends, if known.
    pub end: Option<Timecode>,
    /// How well it fits the claim: 0 to 1, comparable within one claim.
    pub score: f64,
    /// The parts of the score, named, largest first.
    pub parts: Vec<(&'static str, f64)>,
}

/// Two statements that cannot both be true.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The finding; its `stated` is the words of side A.
    pub finding: Finding,
    /// One side, with the claim's words.
    pub a: Place,
    /// The other side.
    pub b: Place,
    /// Which side the transcript bears out.
    pub favours: Favours,
}

/// Which side of a conflict the transcript bears out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Favours {
    /// The first.
    A,
    /// The second.
    B,
    /// It speaks against both.
    Neither,
    /// It cannot decide.
    Unknown,
    /// There is none; told as unknown to programs.
    Untold,
}

impl Favours {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::Neither => "neither",
            Self::Unknown | Self::Untold => "unknown",
        }
    }
}

/// Counts over a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Claims of all summaries.
    pub claims: usize,
    /// Claims with the verdict supported.
    pub supported: usize,
    /// Claims with the verdict unsupported.
    pub unsupported: usize,
    /// Claims with the verdict contradicted.
    pub contradicted: usize,
    /// Claims with the verdict unchecked.
    pub unchecked: usize,
    /// Findings and conflicts at error.
    pub errors: usize,
    /// Findings and conflicts at warning.
    pub warnings: usize,
    /// Findings and conflicts at note.
    pub notes: usize,
    /// Conflicts.
    pub conflicts: usize,
    /// Findings and conflicts that were accepted; they are in none of the counts above.
    pub accepted: usize,
}

impl Report {
    /// All findings of claims, conflicts and inputs, the accepted ones too.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let of_talks = self.recordings.iter().flat_map(|recording| {
            let of_claims = recording.summaries.iter().flat_map(|s| &s.claims).flat_map(|c| &c.findings);
            of_claims.chain(recording.conflicts.iter().map(|conflict| &conflict.finding))
        });
        of_talks.chain(&self.inputs)
    }

    /// The findings that nobody accepted.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings().filter(|finding| finding.accepted.is_none())
    }

    /// The worst of them.
    pub fn worst(&self) -> Option<Severity> {
        self.open().map(|finding| finding.severity).max().max(self.earlier.worst)
    }

    /// Lets go of the recordings, which need not be held once they are written: what they amount to still counts.
    pub fn let_go(&mut self) {
        let part = Self { recordings: std::mem::take(&mut self.recordings), earlier: self.earlier, ..Self::default() };
        self.earlier = Tally {
            totals: part.totals(),
            summaries: part.summaries(),
            score: part.score_tally(),
            worst: part.worst(),
        };
    }

    /// The files that were given and could not be audited, for which the audit fails whatever the limit.
    pub fn unaudited(&self) -> Vec<&str> {
        let bad = self.diagnostics.iter().filter(|note| note.severity == Severity::Error);
        let empty = self.inputs.iter().filter(|finding| Self::is_empty(finding) && finding.severity == Severity::Error);
        let mut paths: Vec<&str> = bad.map(|note| note.path.as_str()).collect();
        paths.extend(empty.map(|finding| finding.stated.source.path()));
        paths.dedup();
        paths
    }

    /// The worst of the open findings of what was audited: a summary without claims was not.
    pub fn worst_audited(&self) -> Option<Severity> {
        let open = self.open().filter(|finding| !Self::is_empty(finding));
        open.map(|finding| finding.severity).max().max(self.earlier.worst)
    }

    fn is_empty(finding: &Finding) -> bool {
        finding.code == empty_summary::RULE.code
    }

    /// How well the claims of all summaries hold; `None` if none could be checked.
    pub fn score(&self) -> Option<Score> {
        self.score_tally().score()
    }

    /// How many summaries were audited.
    pub fn summaries(&self) -> usize {
        self.earlier.summaries + self.recordings.iter().map(|recording| recording.summaries.len()).sum::<usize>()
    }

    fn score_tally(&self) -> ScoreTally {
        let mut tally = self.earlier.score;
        tally.add(self.recordings.iter().flat_map(|r| &r.summaries).flat_map(|s| &s.claims));
        tally
    }

    /// Counts over everything.
    pub fn totals(&self) -> Totals {
        let mut totals = self.earlier.totals;
        totals.accepted += self.recordings.iter().map(|recording| recording.set_aside).sum::<usize>();
        for claim in self.recordings.iter().flat_map(|r| &r.summaries).flat_map(|s| &s.claims) {
            totals.claims += 1;
            totals.accepted += claim.set_aside;
            *match claim.verdict {
                Verdict::Supported => &mut totals.supported,
                Verdict::Unsupported => &mut totals.unsupported,
                Verdict::Contradicted => &mut totals.contradicted,
                Verdict::Unchecked => &mut totals.unchecked,
            } += 1;
        }
        for finding in self.open() {
            *match finding.severity {
                Severity::Error => &mut totals.errors,
                Severity::Warning => &mut totals.warnings,
                Severity::Note => &mut totals.notes,
            } += 1;
        }
        let conflicts = self.recordings.iter().flat_map(|recording| &recording.conflicts);
        totals.conflicts += conflicts.filter(|conflict| conflict.finding.accepted.is_none()).count();
        totals.accepted += self.findings().count() - self.open().count();
        totals
    }
}
