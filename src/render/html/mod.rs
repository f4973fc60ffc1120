//! The report as one HTML file for editors: the summaries beside the transcript, each claim a link to what it rests on.
//!
//! The file asks for nothing from anywhere: style and script are inside, and a policy in its head allows these two by their hash
//! and nothing else. Without script all of it can be read; the script adds marks, filters and keys.

mod claims;
mod manual;
mod map;
mod place;
mod talk;

use std::io::{self, BufWriter, Write};

use askama::Template;

use self::{
    claims::{ConflictView, FindingView, Numbers, SummaryView},
    manual::RuleView,
    map::{Gap, Map},
    talk::TalkView,
};
use super::{
    Settings,
    harmless::harmless,
    table::{self, counted, outcome},
};
use crate::{
    finding::Severity,
    judge::Verdict,
    report::{RecordingReport, Report, TranscriptFacts},
};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// What the policy lets through: SHA-256 of the two above. A test says what they have to be.
const STYLE_HASH: &str = "fPo535j0Jafl4xrr8lIHTmldxGU1UDKzg2N6Yx6bTWA=";
const SCRIPT_HASH: &str = "VYKqRxcEYiX+iwp9XMzLdUMpPBSBI8aHMBLLaeriZsg=";

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    Page::of(report, settings).write_into(&mut out)?;
    out.flush()
}

/// The whole file.
#[derive(Template)]
#[template(path = "page.html", config = "src/render/html/askama.toml")]
struct Page {
    title: String,
    style: &'static str,
    script: &'static str,
    style_hash: &'static str,
    script_hash: &'static str,
    version: &'static str,
    outcome: String,
    figures: Vec<Figure>,
    verdicts: Vec<Count>,
    severities: Vec<Count>,
    rules: Vec<RuleView>,
    speakers: Vec<String>,
    recordings: Vec<RecordingView>,
    inputs: Vec<FindingView>,
    notes: Vec<String>,
    has_talk: bool,
    only_conflicts: bool,
}

/// A number that is shown large, with what it means.
struct Figure {
    value: String,
    name: &'static str,
    meaning: &'static str,
}

/// How many of a kind there are.
struct Count {
    name: &'static str,
    mark: &'static str,
    number: usize,
    words: String,
}

struct RecordingView {
    /// Where its conflicts are found.
    id: String,
    name: String,
    facts: Vec<String>,
    summaries: Vec<SummaryView>,
    conflicts: Vec<ConflictView>,
    map: Option<Map>,
    covered: Option<String>,
    gaps: Vec<Gap>,
    talks: Vec<TalkView>,
}

impl Page {
    fn of(report: &Report, settings: &Settings) -> Self {
        let totals = report.totals();
        let mut numbers = Numbers::default();
        let recordings: Vec<RecordingView> =
            report.recordings.iter().map(|recording| RecordingView::of(recording, &mut numbers)).collect();
        let names: Vec<String> = recordings.iter().map(|recording| recording.name.clone()).collect();
        let mut figures = Vec::new();
        if let Some(score) = report.score().filter(|_| !settings.only_conflicts) {
            figures.push(Figure {
                value: percent(score.supported),
                name: "supported",
                meaning: "Checked claims that the transcript bears out.",
            });
            figures.push(Figure {
                value: percent(score.faithfulness),
                name: "faithfulness",
                meaning: "The mean over the checked claims of 0 with an error, ½ with a warning or unsupported, 1 otherwise. Accepted findings do not count.",
            });
        }
        if let [recording] = report.recordings.as_slice()
            && !recording.talk.is_empty()
            && !settings.only_conflicts
        {
            figures.push(Figure {
                value: percent(recording.coverage().share),
                name: "of the talk covered",
                meaning: "What was said, by length, that some claim rests on.",
            });
        }
        let claims = |count: usize| counted(count, "claim");
        let verdicts = [
            (Verdict::Contradicted, totals.contradicted),
            (Verdict::Unsupported, totals.unsupported),
            (Verdict::Unchecked, totals.unchecked),
            (Verdict::Supported, totals.supported),
        ];
        let verdicts = verdicts.into_iter().filter(|(_, count)| *count > 0 && !settings.only_conflicts);
        let severities = [("error", totals.errors), ("warning", totals.warnings), ("note", totals.notes)];
        let severities = severities.into_iter().filter(|(_, count)| *count > 0);
        let inputs = report.inputs.iter().map(|finding| FindingView::of(finding, None, None)).collect();
        Self {
            title: if names.is_empty() { "saidso".to_owned() } else { names.join(", ") },
            style: STYLE,
            script: SCRIPT,
            style_hash: STYLE_HASH,
            script_hash: SCRIPT_HASH,
            version: env!("CARGO_PKG_VERSION"),
            outcome: outcome(report, &totals, settings).1,
            figures,
            verdicts: verdicts
                .map(|(verdict, count)| Count {
                    name: verdict.name(),
                    mark: claims::mark(verdict),
                    number: count,
                    words: claims(count),
                })
                .collect(),
            severities: severities
                .map(|(name, count)| Count { name, mark: "", number: count, words: counted(count, name) })
                .collect(),
            rules: manual::of(report),
            speakers: numbers.speakers,
            has_talk: recordings.iter().any(|recording| !recording.talks.is_empty()),
            recordings,
            inputs,
            notes: notes(report),
            only_conflicts: settings.only_conflicts,
        }
    }
}

impl RecordingView {
    fn of(recording: &RecordingReport, numbers: &mut Numbers) -> Self {
        let media = recording.media.as_ref();
        let coverage = recording.coverage();
        let gaps = map::gaps(recording, &coverage);
        let layout = talk::Layout::of(recording, &gaps, numbers);
        let first = numbers.claims + 1;
        let summaries: Vec<SummaryView> =
            recording.summaries.iter().map(|summary| SummaryView::of(summary, &layout, media, numbers)).collect();
        let talks = TalkView::all(recording, &layout, &summaries, media);
        numbers.recordings += 1;
        let mut facts = Vec::new();
        facts.extend(recording.recorded.map(|date| format!("recorded {date}")));
        facts.extend(recording.transcripts.iter().map(fact));
        Self {
            id: format!("x{}", numbers.recordings),
            name: harmless(&recording.name),
            facts,
            conflicts: recording
                .conflicts
                .iter()
                .map(|conflict| ConflictView::of(conflict, recording, first, &layout, media))
                .collect(),
            map: Map::of(recording, &layout, &coverage, &summaries),
            covered: (!recording.talk.is_empty()).then(|| percent(coverage.share)),
            gaps: gaps.iter().filter_map(|gap| Gap::of(gap, recording, &layout)).collect(),
            summaries,
            talks,
        }
    }
}

fn fact(transcript: &TranscriptFacts) -> String {
    let mut words =
        vec![harmless(transcript.source.path()), counted(transcript.turns, "turn"), counted(transcript.words, "word")];
    words.extend(transcript.duration.map(|duration| duration.to_string()));
    words.join(" · ")
}

fn notes(report: &Report) -> Vec<String> {
    let note = |note: &crate::report::Diagnostic| {
        let line = note.line.map_or_else(String::new, |line| format!(":{line}"));
        format!("{}: {}{line}: {}", note.severity, harmless(&note.path), harmless(&note.message))
    };
    report.diagnostics.iter().map(note).collect()
}

/// A share in whole percent; only all of them are 100 %.
fn percent(share: f64) -> String {
    format!("{} %", table::percent(share))
}

#[cfg(test)]
mod tests;
