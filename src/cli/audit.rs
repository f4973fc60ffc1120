//! `audit`, `report`, `mismatches` and `compare`: one audit, shown in different ways.

use std::path::PathBuf;

use rayon::prelude::*;

use super::{
    accepting::{Suppress, accept, baseline_of, here},
    args::{Audit, Compare, Gate, Inputs, Outputs},
    exit::{Exit, Failure, complain},
    input::{Built, Gathered, gather, told},
    output::deliver,
    progress::Progress,
    streams::Streams,
};
use crate::{
    accept::Scope,
    audit::Policy,
    config::{FailOn, checked},
    finding::Severity,
    judge::Verdict,
    render::{Format, Settings},
    report::{ClaimReport, Diagnostic, RecordingReport, Report, SummaryReport},
};

/// How many recordings are read and audited at a time: enough for every thread, few enough to be held.
const AT_ONCE: usize = 128;

/// The gate: its exit code says whether the summaries pass.
pub(super) fn audit(args: &Audit) -> Result<Exit, Failure> {
    let gathered = gathered(&args.summaries, &args.inputs, &args.gate, false)?;
    let told = &gathered.told;
    let limit = args.gate.fail_on.or(told.fail_on).unwrap_or(FailOn::Error).severity();
    let asked = Settings { all_claims: told.verbose, fail_on: limit, ..Settings::default() };
    let mut outputs = args.outputs.clone();
    outputs.format = outputs.format.or(told.format);
    // A look at one summary must not replace the reports on all of them.
    if outputs.outputs.is_empty() && args.summaries.is_empty() {
        outputs.outputs = told.outputs.iter().map(|(format, path)| (*format, PathBuf::from(&path.text))).collect();
    }
    let report = delivered(gathered, &args.gate, &outputs, Format::Table, asked)?;
    Ok(exit(&report, limit))
}

/// The same for reading: every claim is shown, and findings do not fail it.
pub(super) fn report(args: &Audit) -> Result<Exit, Failure> {
    let gathered = gathered(&args.summaries, &args.inputs, &args.gate, false)?;
    let limit = args.gate.fail_on.or(gathered.told.fail_on).unwrap_or(FailOn::Error).severity();
    let asked = Settings { all_claims: true, fail_on: limit, ..Settings::default() };
    let report = delivered(gathered, &args.gate, &args.outputs, Format::Table, asked)?;
    let exit = exit(&report, limit);
    Ok(if exit == Exit::Findings { Exit::Clean } else { exit })
}

/// The same as a list.
pub(super) fn mismatches(args: &Audit) -> Result<Exit, Failure> {
    let gathered = gathered(&args.summaries, &args.inputs, &args.gate, false)?;
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let asked = Settings { fail_on: limit, ..Settings::default() };
    let report = delivered(gathered, &args.gate, &args.outputs, Format::Mismatches, asked)?;
    Ok(exit(&report, limit))
}

/// Audits and writes the report: recording by recording where every format can be, so that a few are held at a time; else as a whole.
/// What is returned may hold no recordings any more, but it knows what they amount to.
fn delivered(
    mut gathered: Gathered,
    gate: &Gate,
    outputs: &Outputs,
    default: Format,
    asked: Settings,
) -> Result<Report, Failure> {
    let baseline = baseline_of(&gathered, gate)?;
    let streams = if baseline.is_none() { Streams::begin(outputs, default, asked, &gathered.files)? } else { None };
    let Some(mut streams) = streams else {
        let kept = Kept::by(outputs, default);
        let mut report = run(&gathered, gate, false, outputs.quiet, |recordings| kept.of(recordings))?;
        accept(&mut report, &mut gathered, gate, false)?;
        shown_or_told(&report, outputs, default);
        deliver(&report, outputs, default, asked, &gathered.files)?;
        return Ok(report);
    };
    let policy = policy(&gathered, gate)?;
    let scope = Scope { policy: &policy, only_conflicts: false, whole: gathered.whole };
    let mut suppress = Suppress::begin(&gathered, here()?);
    let mut amount = Report::default();
    let mut report = run(&gathered, gate, false, outputs.quiet, |recordings| {
        amount.recordings = recordings;
        suppress.apply(&mut amount, &gathered, &scope);
        without_parts(&mut amount.recordings);
        streams.write(&amount.recordings);
        amount.let_go();
        Vec::new()
    })?;
    report.earlier = amount.earlier;
    suppress.finish(&mut report, &scope);
    shown_or_told(&report, outputs, default);
    streams.end(&report)?;
    Ok(report)
}

/// What of recordings a report that is written as a whole needs until then.
struct Kept {
    talk: bool,
    signs: bool,
}

impl Kept {
    fn by(outputs: &Outputs, default: Format) -> Self {
        let printed = outputs.format.unwrap_or(default);
        let mut all = outputs.outputs.iter().map(|(format, _)| *format).chain([printed]);
        let talk = |format| matches!(format, Format::Table | Format::Plain | Format::Json | Format::Html);
        let signs = |format| matches!(format, Format::Json | Format::Jsonl | Format::Html);
        Self { talk: all.clone().any(talk), signs: all.any(signs) }
    }

    fn of(&self, mut recordings: Vec<RecordingReport>) -> Vec<RecordingReport> {
        without_parts(&mut recordings);
        for recording in &mut recordings {
            if !self.talk {
                recording.talk = Vec::new();
            }
            if !self.signs {
                claims(recording).for_each(|claim| claim.signs = Vec::new());
            }
        }
        recordings
    }
}

/// What the scores of passages are made of is the business of `align`; elsewhere it would be a third of the report.
fn without_parts(recordings: &mut [RecordingReport]) {
    let claims = recordings.iter_mut().flat_map(claims);
    claims.flat_map(|claim| &mut claim.evidence).for_each(|evidence| evidence.parts = Vec::new());
}

/// Two summaries against each other; a transcript, if there is one, says which is right.
pub(super) fn compare(args: &Compare) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let summaries = [args.a.clone(), args.b.clone()];
    let (mut report, mut gathered) = audited(&summaries, &args.inputs, &args.gate, true, args.outputs.quiet)?;
    // What the transcript says of each claim is the business of `audit`.
    for claim in report.recordings.iter_mut().flat_map(claims) {
        claim.findings.clear();
        claim.evidence.iter_mut().for_each(|evidence| evidence.parts.clear());
    }
    // Where there is no talk to check against, nothing was checked.
    let silent = report.recordings.iter_mut().filter(|recording| recording.transcripts.is_empty());
    for claim in silent.flat_map(claims) {
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

fn claims(recording: &mut RecordingReport) -> impl Iterator<Item = &mut ClaimReport> {
    recording.summaries.iter_mut().flat_map(|summary| &mut summary.claims)
}

/// Gathers the input.
fn gathered(summaries: &[String], inputs: &Inputs, gate: &Gate, alone: bool) -> Result<Gathered, Failure> {
    // A rule that is not known is told before files are read.
    names(&gate.select)?;
    names(&gate.ignore)?;
    gather(summaries, inputs, alone)
}

/// Gathers the input and audits it as a whole; what could not be audited is told on standard error.
pub(super) fn audited(
    summaries: &[String],
    inputs: &Inputs,
    gate: &Gate,
    alone: bool,
    quiet: bool,
) -> Result<(Report, Gathered), Failure> {
    let gathered = gathered(summaries, inputs, gate, alone)?;
    let report = run(&gathered, gate, alone, quiet, |recordings| recordings)?;
    Ok((report, gathered))
}

/// Audits some recordings at a time, in order, and reports what `keep` gives back of them; it is given what is finished while the next
/// ones are audited. What could not be audited is told on standard error.
fn run(
    gathered: &Gathered,
    gate: &Gate,
    alone: bool,
    quiet: bool,
    mut keep: impl FnMut(Vec<RecordingReport>) -> Vec<RecordingReport> + Send,
) -> Result<Report, Failure> {
    let policy = policy(gathered, gate)?;
    let mut report = Report { diagnostics: gathered.diagnostics.clone(), ..Report::default() };
    report.diagnostics.iter().for_each(note);
    let mut inputs = gathered.inputs.clone();
    let progress = Progress::of("recordings audited", Some(gathered.plans().len()), quiet);
    let some = |plans| {
        let built = gathered.read(plans);
        let audited: Vec<RecordingReport> =
            built.recordings.par_iter().map(|recording| crate::audit::audit(recording, &policy)).collect();
        progress.add(plans.len());
        (Built { recordings: Vec::new(), ..built }, audited)
    };
    let mut of_clocks = Vec::new();
    let mut finished = Vec::new();
    for plans in gathered.plans().chunks(AT_ONCE) {
        let before = std::mem::take(&mut finished);
        let ((built, audited), kept) =
            rayon::join(|| some(plans), || if before.is_empty() { before } else { keep(before) });
        report.recordings.extend(kept);
        built.diagnostics.iter().for_each(note);
        report.diagnostics.extend(built.diagnostics);
        inputs.extend(built.inputs);
        of_clocks
            .extend(audited.iter().flat_map(|recording| &recording.summaries).filter_map(SummaryReport::clock_note));
        finished = audited;
    }
    drop(progress);
    report.recordings.extend(keep(finished));
    of_clocks.iter().for_each(note);
    report.diagnostics.extend(of_clocks);
    let scope = Scope { policy: &policy, only_conflicts: alone, whole: false };
    report.inputs = scope.told(inputs);
    Ok(report)
}

/// Tells on standard error what should be known of a file.
fn note(note: &Diagnostic) {
    let line = note.line.map_or_else(String::new, |line| format!(":{line}"));
    complain(&format!("{}{line}: {}", note.path, note.message));
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
