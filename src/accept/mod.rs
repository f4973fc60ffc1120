//! What people accepted: findings that were there when a baseline was written ([`Baseline`]), and findings that somebody wrote are
//! allowed ([`suppress`]). Both mark findings of a report; nothing is taken out of it unless [`only_new`] is asked for.
//!
//! Files are read and written elsewhere: what a file is called from a baseline or a configuration is told.

mod baseline;
mod comment;
mod suppress;

pub use baseline::{Baseline, Damaged, Entry, Files, Renewed};
pub use suppress::{Allow, Allows, Suppressing, suppress};

use crate::{
    audit::Policy,
    finding::{Family, Finding},
    report::Report,
    rules::{Named, RULES},
};

/// What an audit looked at, so that nothing is called gone that was not looked for.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// Which rules spoke.
    pub policy: &'a Policy,
    /// Whether only conflicts between summaries were asked for.
    pub only_conflicts: bool,
    /// Whether all summaries of the configuration were audited.
    pub whole: bool,
}

impl Scope<'_> {
    /// Whether all rules that are named ran over a recording with this many summaries.
    fn ran(&self, named: Named, summaries: usize) -> bool {
        let mut rules = RULES.iter().filter(|rule| named.covers(rule.code));
        rules.all(|rule| {
            let asked = if rule.family == Family::Conflicting { summaries > 1 } else { !self.only_conflicts };
            asked && self.policy.severity(rule, rule.severity).is_some()
        })
    }

    /// The findings about files that this policy wants to hear of, at the severity that it gives them.
    pub fn told(&self, findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
        let told = findings.into_iter().filter_map(|finding| {
            let rule = RULES.iter().find(|rule| rule.code == finding.code)?;
            let severity = self.policy.severity(rule, finding.severity)?;
            Some(Finding { severity, ..finding })
        });
        told.collect()
    }
}

/// Takes what was accepted out of a report, so that only what is new is listed; it is still counted.
pub fn only_new(report: &mut Report) {
    for recording in &mut report.recordings {
        for claim in recording.summaries.iter_mut().flat_map(|summary| &mut summary.claims) {
            let all = claim.findings.len();
            claim.findings.retain(|finding| finding.accepted.is_none());
            claim.set_aside += all - claim.findings.len();
        }
        let all = recording.conflicts.len();
        recording.conflicts.retain(|conflict| conflict.finding.accepted.is_none());
        recording.set_aside += all - recording.conflicts.len();
    }
}
