//! `audit`, `report`, `mismatches` and `compare`: one audit, shown in different ways.

use std::path::PathBuf;

use rayon::prelude::*;

use super::{
    accepting::accept,
    args::{Audit, Compare, Gate, Inputs, Outputs},
    exit::{Exit, Failure, complain},
    input::{Gathered, gather, told},
    output::deliver,
    progress::Progress,
};
use crate::{
    accept::Scope,
    audit::Policy,
    config::{FailOn, checked},
    finding::Severity,
    judge::Verdict,
    render::{Format, Settings},
    report::{ClaimReport, RecordingReport, Report, SummaryReport},
};

/// The gate: its exit code says whether the summaries pass.
pub(super) fn audit(args: &Audit) -> Result<Exit, Failure> {
    let (report, gathered) = checked_claims(args, Format::Table)?;
    let told = &gathered.told;
    let limit = args.gate.fail_on.or(told.fail_on).unwrap_or(FailOn::Error).severity();
    let asked = Settings { all_claims: told.verbose, fail_on: limit, ..Settings::default() };
    let mut outputs = args.outputs.clone();
    outputs.format = outputs.format.or(told.format);
    // A look at one summary must not replace the reports on all of them.
    if outputs.outputs.is_empty() && args.summaries.is_empty() {
        outputs.outputs = told.outputs.iter().map(|(format, path)| (*format, PathBuf::from(&path.text))).collect();
    }
    deliver(&report, &outputs, Format::Table, asked, &gathered.files)?;
    Ok(exit(&report, limit))
}

/// The same for reading: every claim is shown, and findings do not fail it.
pub(super) fn report(args: &Audit) -> Result<Exit, Failure> {
    let (report, gathered) = checked_claims(args, Format::Table)?;
    let limit = args.gate.fail_on.or(gathered.told.fail_on).unwrap_or(FailOn::Error).severity();
    let asked = Settings { all_claims: true, fail_on: limit, ..Settings::default() };
    deliver(&report, &args.outputs, Format::Table, asked, &gathered.files)?;
    let exit = exit(&report, limit);
    Ok(if exit == Exit::Findings { Exit::Clean } else { exit })
}

/// The same as a list.
pub(super) fn mismatches(args: &Audit) -> Result<Exit, Failure> {
    let (report, gathered) = checked_claims(args, Format::Mismatches)?;
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let asked = Settings { fail_on: limit, ..Settings::default() };
    deliver(&report, &args.outputs, Format::Mismatches, asked, &gathered.files)?;
    Ok(exit(&report, limit))
}

fn checked_claims(args: &Audit, format: Format) -> Result<(Report, Gathered), Failure> {
    let (mut report, mut gathered) = audited(&args.summaries, &args.inputs, &args.gate, false, args.outputs.quiet)?;
    accept(&mut report, &mut gathered, &args.gate, false)?;
    shown_or_told(&report, &args.outputs, gathered.told.format.unwrap_or(format));
    // What the scores of passages are made of is the business of `align`; here it would be a third of the report.
    claims(&mut report).flat_map(|claim| &mut claim.evidence).for_each(|evidence| evidence.parts.clear());
    Ok((report, gathered))
}

/// Two summaries against each other; a transcript, if there is one, says which is right.
pub(super) fn compare(args: &Compare) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let summaries = [args.a.clone(), args.b.clone()];
    let (mut report, mut gathered) = audited(&summaries, &args.inputs, &args.gate, true, args.outputs.quiet)?;
    // What the transcript says of each claim is the business of `audit`.
    for claim in claims(&mut report) {
        claim.findings.clear();
        claim.evidence.iter_mut().for_each(|evidence| evidence.parts.clear());
    }
    // Where there is no talk to check against, nothing was checked.
    let silent = report.recordings.iter_mut().filter(|recording| recording.transcripts.is_empty());
    for claim in silent.flat_map(|recording| &mut recording.summaries).flat_map(|summary| &mut summary.claims) {
        (claim.verdict, claim.reason, claim.support) = (Verdict::Unchecked, None, 0.0);
        claim.signs.clear();
    }
    accept(&mut report, &mut gathered, &args.gate, true)?;
    shown_or_told(&report, &args.outputs, Format::Table);
    let two = report.recordings.iter().any(|recording| recording.summaries.len() > 1);
    if !two && report.diagnostics.is_empty() && report.inputs.is_empty() {
        return Err(Failure::usage("the two summaries are one file, or of two recordings; give two of one talk"));
    }
    let asked = Settings { only_conflicts: true, fail_on: limit, ..Settings::default() };
    deliver(&report, &args.outputs, Format::Table, asked, &gathered.files)?;
    Ok(exit(&report, limit))
}

fn claims(report: &mut Report) -> impl Iterator<Item = &mut ClaimReport> {
    report.recordings.iter_mut().flat_map(|recording| &mut recording.summaries).flat_map(|summary| &mut summary.claims)
}

/// Gathers the input and audits it; what could not be audited is told on standard error.
pub(super) fn audited(
    summaries: &[String],
    inputs: &Inputs,
    gate: &Gate,
    alone: bool,
    quiet: bool,
) -> Result<(Report, Gathered), Failure> {
    // A rule that is not known is told before files are read.
    names(&gate.select)?;
    names(&gate.ignore)?;
    let gathered = gather(summaries, inputs, alone)?;
    let policy = policy(&gathered, gate)?;
    for note in &gathered.diagnostics {
        let line = note.line.map_or_else(String::new, |line| format!(":{line}"));
        complain(&format!("{}{line}: {}", note.path, note.message));
    }
    let progress = Progress::of("recordings audited", Some(gathered.recordings.len()), quiet);
    let audited = |recording| {
        let report = crate::audit::audit(recording, &policy);
        progress.add(1);
        report
    };
    let recordings: Vec<RecordingReport> = gathered.recordings.par_iter().map(audited).collect();
    drop(progress);
    let mut diagnostics = gathered.diagnostics.clone();
    for note in recordings.iter().flat_map(|recording| &recording.summaries).filter_map(SummaryReport::clock_note) {
        complain(&format!("{}: {}", note.path, note.message));
        diagnostics.push(note);
    }
    let scope = Scope { policy: &policy, only_conflicts: alone, whole: false };
    let inputs = scope.told(gathered.inputs.clone());
    Ok((Report { recordings, inputs, diagnostics, ..Report::default() }, gathered))
}

/// What the configuration and the command line say of the rules: an option stands in the place of what the configuration says.
pub(super) fn policy(gathered: &Gathered, gate: &Gate) -> Result<Policy, Failure> {
    let either = |given: &[String], told: &[String]| if given.is_empty() { Ok(told.to_vec()) } else { names(given) };
    let select = either(&gate.select, &gathered.told.select)?;
    let ignore = either(&gate.ignore, &gathered.told.ignore)?;
    Ok(Policy { select, ignore, ..gathered.policy.clone() })
}

/// Tells on standard error what is wrong with the files; a report for people shows it.
fn shown_or_told(report: &Report, outputs: &Outputs, format: Format) {
    if outputs.quiet || !outputs.format.unwrap_or(format).is_for_people() {
        tell(report);
    }
}

/// Tells on standard error what is wrong with the files.
pub(super) fn tell(report: &Report) {
    for finding in report.inputs.iter().filter(|finding| finding.severity > Severity::Note) {
        complain(&told(finding));
    }
}

/// What the report amounts to for other programs.
pub(super) fn exit(report: &Report, limit: Option<Severity>) -> Exit {
    let worst = report.worst_audited();
    if limit.is_some_and(|limit| worst.is_some_and(|worst| worst >= limit)) {
        Exit::Findings
    } else if report.totals().claims == 0 || !report.unaudited().is_empty() {
        Exit::Nothing
    } else {
        Exit::Clean
    }
}

/// Rules as the user names them into the names the audit knows: codes and families.
pub(super) fn names(given: &[String]) -> Result<Vec<String>, Failure> {
    given.iter().map(|name| checked(name).map_err(Failure::usage)).collect()
}
