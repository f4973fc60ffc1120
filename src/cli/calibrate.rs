//! `calibrate`: from labelled claims to the threshold for a rate of false alarms, as lines for `saidso.toml`.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde_json::Value;

use super::{
    args::Calibrate,
    config_file::ConfigFile,
    exit::{Exit, Failure, complain, unwritable},
    files::Bad,
    output::{WholeFile, print, safe},
    questions::{Against, Line, Questions},
    threads,
};
use crate::{
    audit::{Document, Policy},
    finding::Severity,
    judge::{
        Threshold, Verdict,
        calibration::{self, Calibration, Figures, Labelled, Share},
    },
    rules::{RULES, Rule},
};

/// Fewer claims of a kind tell nothing.
const ENOUGH: usize = 20;
/// So many bad lines are named one by one.
const NAMED: usize = 20;
/// A rule is advised against if less than half of at least so many claims that it flagged were false.
const CASES: usize = 10;

pub(super) fn calibrate(args: &Calibrate) -> Result<Exit, Failure> {
    threads(args.jobs);
    let file = ConfigFile::find(args.config.as_deref())?;
    let read: Vec<PathBuf> = [Some(Path::new(&args.labels)), file.as_ref().map(|file| file.path.as_path())]
        .into_iter()
        .flatten()
        .filter_map(|path| fs::canonicalize(path).ok())
        .collect();
    let config = file.map(|file| file.config).unwrap_or_default();
    let path = Path::new(&args.output);
    let fault = |error: io::Error| Failure::usage(unwritable(&args.output, &error));
    safe(path, &read).map_err(fault)?;
    let mut input = Questions::open(&args.labels, &args.output)?;

    let policy = Policy { threshold: Threshold::NONE, ..config.policy() };
    let mut labels = Labels::default();
    let read_all = input.each(&config, |batch, documents| {
        let judged: Vec<Result<Judged, String>> = batch
            .par_iter()
            .map(|(line, place)| {
                let talk = documents.name(*place).map_or(0, u64::from);
                Judged::of(line, documents.at(*place), talk, &policy)
            })
            .collect();
        for ((line, _), judged) in batch.iter().zip(judged) {
            labels.add(judged.map_err(|error| format!("{}:{}: {error}", args.labels, line.number)));
        }
        Ok(())
    });
    if let Some(error) = read_all.err().or(input.failed) {
        return Err(Failure::usage(format!("{}: {error}; it was read only in part", args.labels)));
    }
    if labels.bad > NAMED {
        complain(&format!("{}: {} more lines could not be used", args.labels, labels.bad - NAMED));
    }

    let calibration = calibration::calibrate(&labels.claims, args.false_alarms);
    let (truths, lies) = (calibration.alone.false_alarms.of, calibration.alone.caught.of);
    if truths < ENOUGH {
        let line = format!(
            "{}: claims labelled true: {truths}; label at least {ENOUGH}, for among them false alarms are counted",
            args.labels
        );
        return Err(Failure { exit: Exit::Nothing, lines: vec![line] });
    }
    for warning in warnings(&calibration, args.false_alarms, lies) {
        complain(&format!("{}: {warning}", args.labels));
    }
    let now = config.threshold;
    let page = Page { labels: &labels, calibration: &calibration, rate: args.false_alarms, now };
    if args.output == "-" {
        print(false, |out| page.write(out))?;
    } else {
        let mut file = WholeFile::create(path).map_err(fault)?;
        page.write(&mut file).and_then(|()| file.finish()).map_err(fault)?;
    }
    Ok(if labels.bad > 0 { Exit::NotAudited } else { Exit::Clean })
}

fn warnings(calibration: &Calibration, rate: f64, lies: usize) -> Vec<String> {
    let alarms = calibration.alone.false_alarms;
    let mut warnings = Vec::new();
    if !calibration.reached {
        warnings.push(format!(
            "{} cannot be reached by a threshold: without one it is {}; ask for more, or make notes of the rules that cost most",
            asked(rate),
            seen(alarms)
        ));
    } else if rate > 0.0 && rate * (alarms.of as f64) < 1.0 {
        let needed = (1.0 / rate).ceil();
        warnings.push(format!(
            "{} of {} true claims is less than one; label at least {needed} for this rate",
            asked(rate),
            alarms.of
        ));
    }
    if lies < ENOUGH {
        warnings.push(format!(
            "claims labelled false: {lies}; label at least {ENOUGH}, or the share that is caught tells nothing"
        ));
    }
    warnings
}

/// What the lines came to.
struct Labels {
    claims: Vec<Labelled>,
    /// Lines that could not be used.
    bad: usize,
    /// For each rule how many claims its warnings and errors fell on.
    rules: Vec<Flagged>,
}

/// How many claims were flagged.
#[derive(Default, Clone, Copy)]
struct Flagged {
    truths: usize,
    lies: usize,
}

impl Default for Labels {
    fn default() -> Self {
        Self { claims: Vec::new(), bad: 0, rules: vec![Flagged::default(); RULES.len()] }
    }
}

impl Labels {
    fn add(&mut self, judged: Result<Judged, String>) {
        let Judged { claim, loud } = match judged {
            Ok(judged) => judged,
            Err(error) => {
                self.bad += 1;
                if self.bad <= NAMED {
                    complain(&error);
                }
                return;
            }
        };
        let heard = RULES.iter().zip(&mut self.rules).filter(|(rule, _)| loud.contains(&rule.code));
        for (_, flagged) in heard {
            *(if claim.is_true { &mut flagged.truths } else { &mut flagged.lies }) += 1;
        }
        self.claims.push(claim);
    }

    fn rules(&self) -> impl Iterator<Item = (&'static Rule, Flagged)> + '_ {
        let flagged = RULES.iter().copied().zip(self.rules.iter().copied());
        flagged.filter(|(_, flagged)| flagged.truths + flagged.lies > 0)
    }
}

/// A labelled claim, judged.
struct Judged {
    claim: Labelled,
    /// The codes of the rules with a warning or an error.
    loud: Vec<&'static str>,
}

impl Judged {
    fn of(line: &Line, document: Option<&Result<Document, Bad>>, talk: u64, policy: &Policy) -> Result<Self, String> {
        let question = line.question.as_ref().map_err(|trouble| trouble.error.clone())?;
        if let Against::Summary(_) = question.against {
            return Err("`against` is a summary; give the `transcript` or `transcript_path` of the talk".to_owned());
        }
        let is_true = truth(&question.label)?;
        let document = document.ok_or("not read")?.as_ref().map_err(Bad::line)?;
        let judgement = document.judge_by(policy, &question.claim, question.speaker.as_deref());
        let checked = judgement.claims.iter().filter(|part| part.verdict != Verdict::Unchecked);
        let claim = Labelled {
            is_true,
            decided: matches!(judgement.verdict, Verdict::Unsupported | Verdict::Contradicted),
            support: checked.map(|part| part.support).reduce(f64::min),
            talk,
        };
        let findings = judgement.claims.iter().flat_map(|part| &part.findings);
        let loud = findings.filter(|finding| finding.severity >= Severity::Warning).map(|finding| finding.code);
        Ok(Self { claim, loud: loud.collect() })
    }
}

/// Whether a label says that the claim is borne out.
fn truth(label: &Value) -> Result<bool, String> {
    const KNOWN: &str = "write true, 1 or \"supported\", or false, 0, \"unsupported\" or \"contradicted\"";
    let told = match label {
        Value::Null => return Err(format!("no `label`; {KNOWN}")),
        Value::Bool(told) => Some(*told),
        Value::Number(number) => match number.as_f64() {
            Some(1.0) => Some(true),
            Some(0.0) => Some(false),
            _ => None,
        },
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "1" | "supported" => Some(true),
            "false" | "0" | "unsupported" | "contradicted" => Some(false),
            _ => None,
        },
        _ => None,
    };
    told.ok_or_else(|| format!("`label` is none that is known; {KNOWN}"))
}

/// The lines for the configuration, with the figures as comments.
struct Page<'a> {
    labels: &'a Labels,
    calibration: &'a Calibration,
    rate: f64,
    /// The threshold in use.
    now: Threshold,
}

impl Page<'_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Calibration { threshold, chosen, alone, held_out, folds, talks, by_talk, calibration_error, .. } =
            self.calibration;
        let (truths, lies) = (alone.false_alarms.of, alone.caught.of);
        let count = self.labels.claims.len();
        writeln!(
            out,
            "# From saidso {} calibrate; append to saidso.toml, in the place of a [judge] there.",
            env!("CARGO_PKG_VERSION")
        )?;
        writeln!(out, "# {count} labelled claims of {}: {truths} true, {lies} false.", counted(*talks, "talk"))?;
        if self.labels.bad > 0 {
            writeln!(out, "# {} could not be used.", counted(self.labels.bad, "more line"))?;
        }
        let rate = asked(self.rate);
        writeln!(
            out,
            "# A false alarm is a true claim called unsupported or contradicted; at most {rate} was asked for."
        )?;
        if !self.calibration.reached {
            writeln!(out, "# That cannot be reached: without a threshold it is {}.", seen(alone.false_alarms))?;
        }
        writeln!(out, "#")?;
        writeln!(out, "# {:<21}{:<45}false claims caught", "threshold", "false alarms, 95 % interval")?;
        row(out, "no threshold", alone)?;
        row(out, &format!("{:.4}, in use now", self.now.support()), &Figures::of(&self.labels.claims, self.now))?;
        row(out, &format!("{:.4}, as below", threshold.support()), chosen)?;
        row(out, "chosen without them", held_out)?;
        writeln!(out, "#")?;
        let (what, new) = if *by_talk { ("talks", "new claims") } else { ("claims", "new claims of the same talk") };
        writeln!(
            out,
            "# The last row is the one to expect on {new}: each of {folds} parts of the {what} by a threshold of the others."
        )?;
        // Support is a probability only where there are claims of both kinds.
        if lies >= ENOUGH {
            writeln!(
                out,
                "# Support is {calibration_error:.3} off the share of true claims (expected calibration error, 10 bins)."
            )?;
        }
        self.rules(out)?;
        writeln!(out, "\n[judge]\nunsupported-below = {:.4}", threshold.support())
    }

    fn rules(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.labels.rules().next().is_none() {
            return Ok(());
        }
        writeln!(out, "#\n# {:<32}{:>8}{:>8}", "claims with an error or warning", "true", "false")?;
        for (rule, Flagged { truths, lies }) in self.labels.rules() {
            writeln!(out, "# {:<32}{truths:>8}{lies:>8}", format!("{} {}", rule.code, rule.name))?;
        }
        // Without false claims no rule can be right.
        let enough = self.calibration.alone.caught.of >= ENOUGH;
        let wrong = |flagged: Flagged| flagged.truths > flagged.lies && flagged.truths + flagged.lies >= CASES;
        let mut against = self.labels.rules().filter(|(_, flagged)| enough && wrong(*flagged)).peekable();
        if against.peek().is_some() {
            writeln!(out, "#\n# Right in less than half of their cases; as notes they decide nothing:\n# [rules]")?;
        }
        for (rule, _) in against {
            writeln!(out, "# {} = \"note\"", rule.name)?;
        }
        Ok(())
    }
}

fn row(out: &mut dyn Write, name: &str, figures: &Figures) -> io::Result<()> {
    let (low, high) = figures.false_alarms.interval();
    let alarms = format!("{}, {:.1} to {:.1} %", seen(figures.false_alarms), 100.0 * low, 100.0 * high);
    writeln!(out, "# {name:<21}{alarms:<45}{}", seen(figures.caught))
}

/// `4.9 % (32 of 650)`.
fn seen(share: Share) -> String {
    if share.of == 0 {
        return "none labelled".to_owned();
    }
    format!("{:.1} % ({} of {})", 100.0 * share.seen(), share.hits, share.of)
}

/// A rate as it was asked for, without the noise of its digits in binary.
fn asked(rate: f64) -> String {
    let number = format!("{:.4}", 100.0 * rate);
    format!("{} %", number.trim_end_matches('0').trim_end_matches('.'))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
