//! A whole audit: the bytes before the first form feed are a transcript, those behind it are summaries, parted by others.

#![no_main]

use jiff::civil::date;
use saidso::{
    audit::{Policy, Recording, audit},
    load,
    report::RecordingReport,
};

/// What parts the files in the input.
const PART: u8 = 12;

fn report(files: &[&[u8]]) -> Option<RecordingReport> {
    let (first, rest) = files.split_first()?;
    let talk = load::open("talk", first.to_vec()).ok()?;
    let summaries = rest.iter().filter_map(|bytes| load::open("summary", bytes.to_vec()).ok());
    let recording = Recording {
        name: "fuzz".into(),
        recorded: Some(date(2025, 4, 29)),
        transcripts: vec![load::transcript(&talk)],
        summaries: summaries.filter_map(|source| load::summary_as(&source, "text")?.summary).collect(),
        speakers: Vec::new(),
        ..Recording::default()
    };
    Some(audit(&recording, &Policy::default()))
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let files: Vec<&[u8]> = bytes.split(|byte| *byte == PART).take(4).collect();
    let Some(report) = report(&files) else { return };
    let claims = report.summaries.iter().flat_map(|summary| &summary.claims);
    let findings =
        claims.flat_map(|claim| &claim.findings).chain(report.conflicts.iter().map(|conflict| &conflict.finding));
    for place in findings.flat_map(|finding| std::iter::once(&finding.stated).chain(&finding.found)) {
        let text = place.source.text();
        assert!(text.get(place.span.start..place.span.end).is_some(), "{place:?}");
    }
    let again = self::report(&files).map(|report| format!("{report:?}"));
    assert_eq!(Some(format!("{report:?}")), again);
});
