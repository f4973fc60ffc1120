//! Findings that somebody wrote are allowed, beside the claim or in `saidso.toml`.

use std::sync::Arc;

use globset::Glob;
use rustc_hash::FxHashMap;

use super::{
    Scope,
    comment::{Allowance, Places, allowed, comments},
};
use crate::{
    finding::{Acceptance, Accepted, Finding, Place},
    report::{RecordingReport, Report},
    rules::{Named, input::unused_suppression},
    source::{Source, Span},
    text::fold::fold,
};

/// One `[[allow]]` of a configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct Allow {
    /// The rules.
    pub rules: Vec<Named>,
    /// The summaries, by a path or pattern from the folder of the configuration; all if there is none.
    pub summary: Option<Glob>,
    /// Words that the claim holds, however they are wrapped and accented; every claim if there are none.
    pub words: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands in the configuration.
    pub span: Span,
}

impl Allow {
    /// The rules of a name that may be allowed; the error says why they may not.
    pub fn rule(name: &str) -> Result<Named, String> {
        allowed(name)
    }
}

/// All that a configuration allows.
pub struct Allows<'a> {
    /// The configuration.
    pub source: &'a Arc<Source>,
    /// In the order of the file.
    pub list: &'a [Allow],
    /// What the configuration calls a file of the report.
    pub called: &'a dyn Fn(&str) -> String,
}

/// Marks the findings that are allowed, and adds to the report's inputs what of that allows nothing.
pub fn suppress(report: &mut Report, scope: &Scope, allows: Option<&Allows>) {
    let mut suppressing = Suppressing::new(allows);
    suppressing.apply(&mut report.recordings, scope, allows);
    report.inputs.extend(suppressing.finish(scope));
}

/// The same over recordings that come one after the other.
pub struct Suppressing {
    told: Vec<Finding>,
    configured: Vec<Suppression>,
}

impl Suppressing {
    /// Before the first recording.
    pub fn new(allows: Option<&Allows>) -> Self {
        let configured = allows.map_or_else(Vec::new, |allows| {
            let of = |allow: &Allow| Suppression::new(allows.source, allow.span, &allow.rules, &allow.reason);
            allows.list.iter().map(of).collect()
        });
        Self { told: Vec::new(), configured }
    }

    /// Marks what is allowed in some of the recordings; `allows` is what it began with.
    pub fn apply(&mut self, recordings: &mut [RecordingReport], scope: &Scope, allows: Option<&Allows>) {
        let rules = Configured { allows };
        for recording in recordings {
            of_comments(recording, scope, &mut self.told);
            rules.apply(recording, scope, &mut self.configured);
        }
    }

    /// What of all that allows nothing.
    pub fn finish(self, scope: &Scope) -> Vec<Finding> {
        let Self { mut told, configured } = self;
        told.extend(configured.iter().filter(|_| scope.whole).filter_map(Suppression::unused));
        told.sort_by(|a, b| {
            let place = |finding: &Finding| (finding.stated.source.path().to_owned(), finding.stated.span);
            place(a).cmp(&place(b))
        });
        scope.told(told)
    }
}

/// Something that allows findings, and whether it did.
struct Suppression {
    source: Arc<Source>,
    span: Span,
    /// Each rule, whether it was looked for, and whether something was found.
    rules: Vec<(Named, bool, bool)>,
    accepted: Accepted,
}

impl Suppression {
    fn new(source: &Arc<Source>, span: Span, rules: &[Named], reason: &str) -> Self {
        let accepted = Accepted {
            by: Acceptance::Suppression,
            reason: Some(reason.to_owned()),
            place: Some((source.path().to_owned(), source.line(span.start))),
        };
        let rules = rules.iter().map(|rule| (*rule, false, false)).collect();
        Self { source: Arc::clone(source), span, rules, accepted }
    }

    /// Its rules were looked for where it speaks.
    fn looked(&mut self, scope: &Scope, summaries: usize) {
        for (rule, looked, _) in &mut self.rules {
            *looked |= scope.ran(*rule, summaries);
        }
    }

    /// Allows a finding if it names the rule.
    fn allow(&mut self, finding: &mut Finding) {
        for (rule, _, found) in &mut self.rules {
            if rule.covers(finding.code) {
                *found = true;
                finding.accepted.get_or_insert_with(|| self.accepted.clone());
            }
        }
    }

    /// That it names what is not found.
    fn unused(&self) -> Option<Finding> {
        let unused = self.rules.iter().filter(|(_, looked, found)| *looked && !found);
        let names: Vec<&str> = unused.map(|(rule, ..)| rule.name()).collect();
        (!names.is_empty()).then(|| unused_suppression::unused(&self.source, self.span, &names.join(", ")))
    }
}

/// Applies the comments in the summaries of a recording.
fn of_comments(recording: &mut RecordingReport, scope: &Scope, told: &mut Vec<Finding>) {
    let summaries = recording.summaries.len();
    let mut all: Vec<Suppression> = Vec::new();
    // The suppressions of each item, by summary and item.
    let mut of_item: FxHashMap<(usize, usize), Vec<usize>> = FxHashMap::default();
    for (number, summary) in recording.summaries.iter().enumerate() {
        let comments = comments(&summary.source);
        if comments.is_empty() {
            continue;
        }
        let places = Places::of(summary);
        for (span, comment) in comments {
            match comment {
                _ if places.is_code(span.start) => {}
                Ok(Allowance { rules, reason }) => {
                    let mut suppression = Suppression::new(&summary.source, span, &rules, &reason);
                    suppression.looked(scope, summaries);
                    if let Some(item) = places.item(span) {
                        of_item.entry((number, item)).or_default().push(all.len());
                    }
                    all.push(suppression);
                }
                Err(fault) => told.push(unused_suppression::faulty(&summary.source, span, &fault)),
            }
        }
    }
    if !of_item.is_empty() {
        each_finding(recording, |finding, sides| {
            for (number, claim) in sides {
                for index in of_item.get(&(*number, claim.item)).into_iter().flatten() {
                    all.iter_mut().skip(*index).take(1).for_each(|suppression| suppression.allow(finding));
                }
            }
        });
    }
    told.extend(all.iter().filter_map(Suppression::unused));
}

/// What a configuration allows.
struct Configured<'a> {
    allows: Option<&'a Allows<'a>>,
}

impl Configured<'_> {
    fn apply(&self, recording: &mut RecordingReport, scope: &Scope, suppressions: &mut [Suppression]) {
        let Some(allows) = self.allows.filter(|allows| !allows.list.is_empty()) else { return };
        let summaries = recording.summaries.len();
        let called: Vec<String> = recording.summaries.iter().map(|s| (allows.called)(s.source.path())).collect();
        for (allow, suppression) in allows.list.iter().zip(suppressions) {
            let matcher = allow.summary.as_ref().map(Glob::compile_matcher);
            let about: Vec<bool> =
                called.iter().map(|path| matcher.as_ref().is_none_or(|glob| glob.is_match(path))).collect();
            let words = allow.words.as_deref().map(words);
            suppression.looked(scope, summaries);
            each_finding(recording, |finding, sides| {
                let meant = sides.iter().any(|(number, claim)| {
                    about.get(*number) == Some(&true)
                        && words.as_ref().is_none_or(|wanted| self::words(&claim.text).contains(wanted))
                });
                if meant {
                    suppression.allow(finding);
                }
            });
        }
    }
}

/// Words as they are compared, with blanks around them so that only whole ones are found.
fn words(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(String::from(" "), |line, word| line + word + " ")
}

/// A claim at fault: its item and words.
struct AtFault {
    item: usize,
    text: String,
}

/// Every finding of the claims and conflicts of a recording, with the claims that it is about and the number of their summary.
fn each_finding(recording: &mut RecordingReport, mut see: impl FnMut(&mut Finding, &[(usize, AtFault)])) {
    for (number, summary) in recording.summaries.iter_mut().enumerate() {
        for claim in summary.claims.iter_mut().filter(|claim| !claim.findings.is_empty()) {
            let sides = [(number, AtFault { item: claim.item, text: claim.place.text.clone() })];
            claim.findings.iter_mut().for_each(|finding| see(finding, &sides));
        }
    }
    if recording.conflicts.is_empty() {
        return;
    }
    let mut by_place: FxHashMap<(&str, Span), (usize, usize)> = FxHashMap::default();
    for (number, summary) in recording.summaries.iter().enumerate() {
        let claims = summary.claims.iter();
        by_place.extend(claims.map(|claim| ((summary.source.path(), claim.place.span), (number, claim.item))));
    }
    let side = |place: &Place| {
        let (number, item) = by_place.get(&(place.source.path(), place.span)).copied()?;
        Some((number, AtFault { item, text: place.text.clone() }))
    };
    for conflict in &mut recording.conflicts {
        let sides: Vec<(usize, AtFault)> = [&conflict.a, &conflict.b].into_iter().filter_map(side).collect();
        see(&mut conflict.finding, &sides);
    }
}
