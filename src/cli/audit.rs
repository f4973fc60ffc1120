//! `audit`, `report`, `mismatches` and `compare`: one audit, shown in different ways.

use rayon::prelude::*;

use super::{
    args::{Audit, Compare, FailOn, Gate, Inputs, Kind},
    exit::{Exit, Failure, complain},
    input::{Gathered, gather},
    output::deliver,
    threads,
};
use crate::{
    audit::Policy,
    config::did_you_mean,
    finding::{Family, Severity},
    render::{Format, Settings},
    report::{ClaimReport, RecordingReport, Report, SummaryReport},
    rules,
};

/// The gate: its exit code says whether the summaries pass.
pub(super) fn audit(args: &Audit) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Error).severity();
    run(args, Format::Table, false, limit)
}

/// The same for reading: every claim is shown, and findings do not fail it.
pub(super) fn report(args: &Audit) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Error).severity();
    let exit = run(args, Format::Table, true, limit)?;
    Ok(if exit == Exit::Findings { Exit::Clean } else { exit })
}

/// The same as a list.
pub(super) fn mismatches(args: &Audit) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    run(args, Format::Mismatches, false, limit)
}

fn run(args: &Audit, format: Format, all_claims: bool, limit: Option<Severity>) -> Result<Exit, Failure> {
    let (mut report, gathered) = audited(&args.summaries, &args.inputs, &args.gate, false)?;
    if args.outputs.media_url.is_some() && report.recordings.len() > 1 {
        return Err(Failure::usage(
            "--media-url is the address of one recording; name the summaries and the transcript of one",
        ));
    }
    // What the scores of passages are made of is the business of `align`; here it would be a third of the report.
    claims(&mut report).flat_map(|claim| &mut claim.evidence).for_each(|evidence| evidence.parts.clear());
    let asked = Settings { all_claims, fail_on: limit, ..Settings::default() };
    deliver(&report, &args.outputs, format, &asked, &gathered.files)?;
    Ok(exit(&report, limit))
}

/// Two summaries against each other; a transcript, if there is one, says which is right.
pub(super) fn compare(args: &Compare) -> Result<Exit, Failure> {
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let summaries = [args.a.clone(), args.b.clone()];
    let (mut report, gathered) = audited(&summaries, &args.inputs, &args.gate, true)?;
    // What the transcript says of each claim is the business of `audit`.
    for claim in claims(&mut report) {
        claim.findings.clear();
        claim.evidence.iter_mut().for_each(|evidence| evidence.parts.clear());
    }
    let two = report.recordings.iter().any(|recording| recording.summaries.len() > 1);
    if !two && report.diagnostics.is_empty() {
        return Err(Failure::usage("the two summaries are one file, or of two recordings; give two of one talk"));
    }
    let asked = Settings { only_conflicts: true, fail_on: limit, ..Settings::default() };
    deliver(&report, &args.outputs, Format::Table, &asked, &gathered.files)?;
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
) -> Result<(Report, Gathered), Failure> {
    threads(inputs.jobs);
    let (select, mut ignore) = (names(&gate.select)?, names(&gate.ignore)?);
    if inputs.kind == Kind::Minutes {
        ignore.push(Family::Misquoted.name().to_owned());
    }
    let gathered = gather(summaries, inputs, alone)?;
    let policy = Policy { select, ignore, ..gathered.policy.clone() };
    for note in &gathered.diagnostics {
        let line = note.line.map_or_else(String::new, |line| format!(":{line}"));
        complain(&format!("{}{line}: {}", note.path, note.message));
    }
    let recordings: Vec<RecordingReport> =
        gathered.recordings.par_iter().map(|recording| crate::audit::audit(recording, &policy)).collect();
    let mut diagnostics = gathered.diagnostics.clone();
    for note in recordings.iter().flat_map(|recording| &recording.summaries).filter_map(SummaryReport::clock_note) {
        complain(&format!("{}: {}", note.path, note.message));
        diagnostics.push(note);
    }
    Ok((Report { recordings, diagnostics, ..Report::default() }, gathered))
}

/// What the report amounts to for other programs.
pub(super) fn exit(report: &Report, limit: Option<Severity>) -> Exit {
    let worst = report.worst();
    if limit.is_some_and(|limit| worst.is_some_and(|worst| worst >= limit)) {
        Exit::Findings
    } else if report.totals().claims == 0 || report.diagnostics.iter().any(|note| note.severity == Severity::Error) {
        Exit::Nothing
    } else {
        Exit::Clean
    }
}

/// Rules as the user names them into the names the audit knows: codes and families.
fn names(given: &[String]) -> Result<Vec<String>, Failure> {
    const FAMILIES: &[(char, Family)] = &[
        ('U', Family::Unsupported),
        ('C', Family::Contradicted),
        ('S', Family::Strength),
        ('A', Family::Misattributed),
        ('Q', Family::Misquoted),
        ('T', Family::Mistimed),
        ('X', Family::Conflicting),
        ('I', Family::Input),
    ];
    let one = |name: &String| {
        let name = name.trim();
        if let Some(rule) = rules::find(name) {
            return Ok(rule.code.to_owned());
        }
        let family = FAMILIES.iter().find(|(letter, family)| {
            family.name().eq_ignore_ascii_case(name) || name.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]))
        });
        if let Some((_, family)) = family {
            return Ok(family.name().to_owned());
        }
        let rules = rules::RULES.iter().flat_map(|rule| [rule.name, rule.code]);
        let hint = did_you_mean(name, rules.chain(FAMILIES.iter().map(|(_, family)| family.name())));
        let hint = if hint.is_empty() { "; `saidso rules` lists them" } else { &hint };
        Err(Failure::usage(format!("unknown rule or family `{name}`{hint}")))
    };
    given.iter().map(one).collect()
}
