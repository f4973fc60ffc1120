//! Everything that is wrong in a report as one list, for the formats that have an entry a fault.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::harmless::harmless;
use crate::{
    finding::{Finding, Fingerprint, Place},
    report::{ClaimReport, Conflict, RecordingReport, Report},
};

/// A finding with what it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) finding: &'a Finding,
    pub(super) of: Of<'a>,
}

/// What a finding belongs to.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    Claim(&'a RecordingReport, &'a ClaimReport),
    Conflict(&'a RecordingReport, &'a Conflict),
    /// The files themselves.
    Input,
}

impl<'a> Entry<'a> {
    /// The words of the talk that decide it. What a conflict has in their place are words of the other summary.
    pub(super) fn said(&self) -> Option<&'a Place> {
        self.finding.found.as_ref().filter(|_| self.of.conflict().is_none())
    }
}

impl<'a> Of<'a> {
    /// The name of the recording, where there is one.
    pub(super) fn recording(self) -> Option<&'a str> {
        match self {
            Self::Claim(recording, _) | Self::Conflict(recording, _) => Some(&recording.name),
            Self::Input => None,
        }
    }

    pub(super) fn claim(self) -> Option<&'a ClaimReport> {
        match self {
            Self::Claim(_, claim) => Some(claim),
            _ => None,
        }
    }

    pub(super) fn conflict(self) -> Option<&'a Conflict> {
        match self {
            Self::Conflict(_, conflict) => Some(conflict),
            _ => None,
        }
    }
}

/// The findings of claims and conflicts of each recording, then those of the inputs; the accepted ones, too.
pub(super) fn entries(report: &Report) -> impl Iterator<Item = Entry<'_>> {
    let of_talks = report.recordings.iter().flat_map(|recording| {
        let claims = recording.summaries.iter().flat_map(|summary| &summary.claims);
        let of_claims = claims.flat_map(move |claim| {
            claim.findings.iter().map(move |finding| Entry { finding, of: Of::Claim(recording, claim) })
        });
        let conflicts = recording.conflicts.iter();
        of_claims.chain(
            conflicts.map(move |conflict| Entry { finding: &conflict.finding, of: Of::Conflict(recording, conflict) }),
        )
    });
    of_talks.chain(report.inputs.iter().map(|finding| Entry { finding, of: Of::Input }))
}

/// Tells findings apart that have one fingerprint, such as those of a sentence that stands twice in a file.
#[derive(Default)]
pub(super) struct Occurrences<'a>(HashMap<(&'a str, Fingerprint), usize, FxBuildHasher>);

impl<'a> Occurrences<'a> {
    /// Which one of its kind in its file this is, from 1 on. Ask once for each finding, in the order of the report.
    pub(super) fn of(&mut self, finding: &'a Finding) -> usize {
        let seen = self.0.entry((finding.stated.source.path(), finding.fingerprint)).or_default();
        *seen += 1;
        *seen
    }
}

/// Who said words, when and where: `Ben Okri, 00:12, talk/transcript.txt:5`.
pub(super) fn said_by(place: &Place) -> String {
    let speaker = place.speaker.as_deref().map(harmless);
    let time = place.time.map(|time| time.to_string());
    let line = format!("{}:{}", shown(place.source.path()), place.line());
    speaker.into_iter().chain(time).chain([line]).collect::<Vec<_>>().join(", ")
}

/// A path for people, who do not know standard input as `-`.
pub(super) fn shown(path: &str) -> String {
    if path == "-" { "standard input".to_owned() } else { harmless(path) }
}

/// The path of a file as it stands in a repository: slashes forward, no `./` before it; `None` for standard input.
pub(super) fn repository_path(path: &str) -> Option<String> {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut path = path.as_str();
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    (path != "-").then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    #[test]
    fn every_finding_of_the_report_is_listed_once() {
        let report = sample::report();
        let listed: Vec<_> = entries(&report).map(|entry| std::ptr::from_ref(entry.finding)).collect();
        assert_eq!(listed, report.findings().map(std::ptr::from_ref).collect::<Vec<_>>());
    }

    #[test]
    fn equal_findings_are_counted_in_each_file() {
        let report = sample::report();
        let mut seen = Occurrences::default();
        let first = entries(&report).next().unwrap().finding;
        assert_eq!([seen.of(first), seen.of(first), seen.of(first)], [1, 2, 3]);
    }

    #[test]
    fn a_path_is_that_of_the_repository() {
        for (given, path) in [("./a/b.md", Some("a/b.md")), (".//a", Some("a")), ("../a", Some("../a")), ("-", None)] {
            assert_eq!(repository_path(given).as_deref(), path);
        }
    }
}
