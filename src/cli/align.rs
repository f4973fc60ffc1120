//! `align`: each claim with its closest passages, their scores, and what the scores are made of.

use std::io::{self, Write};

use super::{
    args::{Audit, FailOn},
    audit::audited,
    exit::{Exit, Failure},
    output::{deliver, print, settings},
};
use crate::{
    render::{Format, Settings, harmless::harmless, wrap::wrap},
    report::{ClaimReport, Evidence, Report},
};

pub(super) fn align(args: &Audit) -> Result<Exit, Failure> {
    let (report, gathered) = audited(&args.summaries, &args.inputs, &args.gate, false)?;
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    if args.outputs.format.is_some() || !args.outputs.outputs.is_empty() {
        let asked = Settings { all_claims: true, fail_on: limit, ..Settings::default() };
        deliver(&report, &args.outputs, Format::Table, asked, &gathered.files)?;
    }
    if args.outputs.format.is_none() && !args.outputs.quiet && args.outputs.outputs.is_empty() {
        let settings = settings(&args.outputs.show);
        print(false, |out| write(&report, &settings, out))?;
    }
    Ok(Exit::Clean)
}

fn write(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for recording in &report.recordings {
        for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
            one(claim, settings.width, out)?;
        }
    }
    Ok(())
}

fn one(claim: &ClaimReport, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let path = harmless(claim.place.source.path());
    let (line, id, verdict) = (claim.place.line(), &claim.id, claim.verdict.name());
    writeln!(out, "{path}:{line}: {id}, {verdict}, support {:.4}", claim.support)?;
    indented(&harmless(&claim.place.text), 2, width, out)?;
    if claim.evidence.is_empty() {
        writeln!(out, "    no passage")?;
    }
    for evidence in &claim.evidence {
        passage(evidence, width, out)?;
    }
    writeln!(out)
}

fn passage(evidence: &Evidence, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let place = &evidence.place;
    let mut head = format!("{:.4}  {}:{}", evidence.score, harmless(place.source.path()), place.line());
    for word in [place.speaker.as_deref().map(harmless), place.time.map(|time| time.to_string())].into_iter().flatten()
    {
        head.push_str(", ");
        head.push_str(&word);
    }
    let parts: Vec<String> = evidence.parts.iter().map(|(name, value)| format!("{name} {value:.4}")).collect();
    indented(&head, 4, width, out)?;
    indented(&parts.join(", "), 12, width, out)?;
    indented(&format!("“{}”", harmless(&place.text)), 12, width, out)
}

fn indented(text: &str, indent: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for line in wrap(text, width.saturating_sub(indent)).iter().filter(|line| !line.is_empty()) {
        writeln!(out, "{:indent$}{line}", "")?;
    }
    Ok(())
}
