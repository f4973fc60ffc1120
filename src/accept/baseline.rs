//! The baseline: findings that were there when it was written, so that only new ones count.
//!
//! A file that people review: an object a line, ordered by summary and rule, without line numbers. The same finding twice is two lines.

use std::{collections::BTreeSet, fmt::Write as _, io, sync::Arc};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Scope;
use crate::{
    finding::{Acceptance, Accepted, Finding, Place},
    render::{harmless::harmless, wrap::shorten},
    report::Report,
    rules::{self, Named, input, input::stale_baseline},
    source::{Source, Span},
};

/// The version of the file.
const VERSION: u32 = 1;
/// Claims are there for people to know the entry by: their start is enough.
const WORDS: usize = 120;

/// A baseline as read from its file.
#[derive(Debug, Clone)]
pub struct Baseline {
    source: Arc<Source>,
    entries: Vec<(Entry, Span)>,
}

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The summary, from the folder of the baseline.
    pub path: String,
    /// The other summary of a conflict; never before `path` in the alphabet. It may be the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The rule's name.
    #[serde(default)]
    pub rule: String,
    /// The start of the claim, for people.
    #[serde(default)]
    pub claim: String,
    /// The words at fault, for people.
    #[serde(default)]
    pub words: String,
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// Why it is accepted, if somebody wrote that down.
    #[serde(default)]
    pub reason: String,
}

/// Why a baseline cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct Damaged {
    /// The file as the user knows it.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

/// What a baseline knows of files.
pub struct Files<'a> {
    /// What it calls a file of the report.
    pub called: &'a dyn Fn(&str) -> String,
    /// Whether a file that it names is not there any more.
    pub gone: &'a dyn Fn(&str) -> bool,
}

#[derive(Deserialize)]
struct Written<'a> {
    version: u32,
    #[serde(borrow)]
    accepted: Vec<&'a RawValue>,
}

/// By what a finding is known: summary, other summary, fingerprint.
type Key = (String, Option<String>, String);

impl Entry {
    fn key(&self) -> Key {
        (self.path.clone(), self.against.clone(), self.fingerprint.clone())
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.path.as_str()).chain(self.against.as_deref())
    }
}

impl Baseline {
    /// Reads a baseline.
    pub fn read(source: &Arc<Source>) -> Result<Self, Damaged> {
        let text = source.text().trim_start_matches('\u{feff}');
        let mark = source.text().len() - text.len();
        let damaged = |line: usize, what: &str| Damaged {
            path: source.path().to_owned(),
            line: line.max(1),
            message: format!(
                "is no baseline that can be used: {what}; mend it, or write a new one with `saidso baseline -o FILE`"
            ),
        };
        // The line stands in front; of an entry the reader would tell its own.
        let why = |error: &serde_json::Error| {
            let words = error.to_string();
            words.split(" at line ").next().unwrap_or_default().to_owned()
        };
        let written: Written<'_> = serde_json::from_str(text).map_err(|error| damaged(error.line(), &why(&error)))?;
        if written.version != VERSION {
            return Err(damaged(1, &format!("its version is {}, known here is {VERSION}", written.version)));
        }
        let mut entries = Vec::new();
        for raw in written.accepted {
            // The value is a part of the text: where it stands is how far it is from the start.
            let start = mark + (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            let span = Span::new(start, start + raw.get().len());
            let entry: Entry = serde_json::from_str(raw.get())
                .map_err(|error| damaged(source.line(start) + error.line().saturating_sub(1), &why(&error)))?;
            entries.push((entry, span));
        }
        Ok(Self { source: Arc::clone(source), entries })
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|(entry, _)| entry)
    }

    /// Marks the findings that it accepts, and adds to the report's inputs which entries are stale.
    pub fn apply(&self, report: &mut Report, scope: &Scope, files: &Files) {
        let left = self.settle(report, files);
        let stale = self.stale(&left, report, scope, files);
        let told = stale.into_iter().filter_map(|index| self.entries.get(index)).map(|(entry, span)| {
            let message = format!(
                "accepts {} of \"{}\" in {}, which is not found any more; `saidso baseline` leaves it out",
                harmless(&entry.rule),
                harmless(&entry.claim),
                harmless(&entry.path)
            );
            input::finding(&stale_baseline::RULE, &self.source, *span, message)
        });
        let told = scope.told(told.collect::<Vec<_>>());
        report.inputs.extend(told);
        report.against_baseline = true;
    }

    /// Marks what it accepts and returns the entries that accept nothing.
    fn settle(&self, report: &mut Report, files: &Files) -> Vec<usize> {
        let mut waiting: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        // The first entry of a kind is taken first.
        for (index, (entry, _)) in self.entries.iter().enumerate().rev() {
            waiting.entry(entry.key()).or_default().push(index);
        }
        let mut used = vec![false; self.entries.len()];
        let mut findings: Vec<(Key, &mut Finding)> = Vec::new();
        each(report, |finding, place, other| findings.push((side(finding, place, other, files).key(finding), finding)));
        // What nobody accepted yet comes first: an entry beside a suppression is no entry for another finding.
        findings.sort_by_key(|(_, finding)| finding.accepted.is_some());
        let mut renamed: Vec<(Key, &mut Finding)> = Vec::new();
        for (key, finding) in findings {
            let Some(index) = waiting.get_mut(&key).and_then(Vec::pop) else {
                if finding.accepted.is_none() {
                    renamed.push((key, finding));
                }
                continue;
            };
            self.accept(index, finding, &mut used);
        }
        // A summary that is called otherwise now has the findings of one that is gone.
        let mut homeless: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut gone: FxHashMap<&str, bool> = FxHashMap::default();
        for (index, (entry, _)) in self.entries.iter().enumerate().rev().filter(|(index, _)| !used[*index]) {
            if entry.paths().any(|path| *gone.entry(path).or_insert_with(|| (files.gone)(path))) {
                homeless.entry(entry.fingerprint.as_str()).or_default().push(index);
            }
        }
        for ((_, _, fingerprint), finding) in renamed {
            if let Some(index) = homeless.get_mut(fingerprint.as_str()).and_then(Vec::pop) {
                self.accept(index, finding, &mut used);
            }
        }
        (0..self.entries.len()).filter(|index| !used[*index]).collect()
    }

    fn accept(&self, index: usize, finding: &mut Finding, used: &mut [bool]) {
        let Some((entry, span)) = self.entries.get(index) else { return };
        used[index] = true;
        finding.accepted.get_or_insert_with(|| Accepted {
            by: Acceptance::Baseline,
            reason: Some(entry.reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned),
            place: Some((self.source.path().to_owned(), self.source.line(span.start))),
        });
    }

    /// Those of the entries left over whose summaries were audited by their rule.
    fn stale(&self, left: &[usize], report: &Report, scope: &Scope, files: &Files) -> Vec<usize> {
        let mut audited: FxHashMap<String, usize> = FxHashMap::default();
        for recording in &report.recordings {
            for summary in &recording.summaries {
                audited.insert((files.called)(summary.source.path()), recording.summaries.len());
            }
        }
        let looked = |entry: &Entry| {
            let summaries = audited.get(&entry.path).copied().unwrap_or(if scope.whole { 2 } else { 0 });
            let ran = rules::find(&entry.rule).is_none_or(|rule| scope.ran(Named::Rule(rule.code), summaries));
            let reached = |path: &str| audited.contains_key(path) || scope.whole && (files.gone)(path);
            ran && entry.paths().all(reached)
        };
        let of = |index: &usize| self.entries.get(*index).is_some_and(|(entry, _)| looked(entry));
        left.iter().copied().filter(of).collect()
    }

    /// The entries for what is found now: those of an older baseline with their reasons, those of it that this audit did not look
    /// at, and new ones. Also how many of them are new, and how many of the older ones are left out.
    pub fn renew(older: Option<&Self>, report: &mut Report, scope: &Scope, files: &Files) -> Renewed {
        let left = older.map_or_else(Vec::new, |older| older.settle(report, files));
        let stale: BTreeSet<usize> =
            older.map_or_else(Vec::new, |older| older.stale(&left, report, scope, files)).into_iter().collect();
        let kept = left.iter().filter(|index| !stale.contains(index));
        let kept = kept.filter_map(|index| older.and_then(|older| older.entries.get(*index)));
        let mut entries: Vec<Entry> = kept.map(|(entry, _)| entry.clone()).collect();
        let mut new = 0;
        each(report, |finding, place, other| {
            let reason = match &finding.accepted {
                Some(accepted) if accepted.by == Acceptance::Suppression => return,
                Some(accepted) => accepted.reason.clone().unwrap_or_default(),
                None => {
                    new += 1;
                    String::new()
                }
            };
            let side = side(finding, place, other, files);
            let (path, against, fingerprint) = side.key(finding);
            entries.push(Entry {
                path,
                against,
                rule: finding.name.to_owned(),
                claim: shorten(&harmless(side.claim), WORDS),
                words: shorten(&harmless(side.words), WORDS),
                fingerprint,
                reason,
            });
        });
        entries.sort();
        Renewed { entries, new, left_out: stale.len() }
    }
}

/// A baseline to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewed {
    /// What it accepts, in order.
    pub entries: Vec<Entry>,
    /// How many of them are new.
    pub new: usize,
    /// How many entries of the older one are left out.
    pub left_out: usize,
}

impl Renewed {
    /// The file: an entry a line.
    pub fn text(&self) -> Result<String, io::Error> {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"accepted\": [");
        for (index, entry) in self.entries.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            write!(text, "{comma}\n    {}", serde_json::to_string(entry)?).map_err(io::Error::other)?;
        }
        text.push_str(if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        Ok(text)
    }
}

/// Every finding of claims and conflicts, with the claim and the one that it conflicts with.
fn each<'r>(report: &'r mut Report, mut see: impl FnMut(&'r mut Finding, &'r Place, Option<&'r Place>)) {
    for recording in &mut report.recordings {
        for claim in recording.summaries.iter_mut().flat_map(|summary| &mut summary.claims) {
            let place = &claim.place;
            claim.findings.iter_mut().for_each(|finding| see(finding, place, None));
        }
        for conflict in &mut recording.conflicts {
            see(&mut conflict.finding, &conflict.a, Some(&conflict.b));
        }
    }
}

/// What a finding is about: of a conflict the side that comes first in the alphabet, whichever was audited first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Side<'a> {
    path: String,
    claim: &'a str,
    words: &'a str,
    against: Option<String>,
}

impl Side<'_> {
    fn key(&self, finding: &Finding) -> Key {
        (self.path.clone(), self.against.clone(), finding.fingerprint.to_string())
    }
}

fn side<'a>(finding: &'a Finding, place: &'a Place, other: Option<&'a Place>, files: &Files) -> Side<'a> {
    let called = |place: &Place| (files.called)(place.source.path());
    let own = Side { path: called(place), claim: &place.text, words: &finding.stated.text, against: None };
    let Some((other, found)) = other.zip(finding.found.as_ref()) else { return own };
    let other = Side { path: called(other), claim: &other.text, words: &found.text, against: None };
    let (first, second) = if other < own { (other, own) } else { (own, other) };
    Side { against: Some(second.path), ..first }
}
