//! `score`: many claims against documents, JSON Lines in and out, in the order of the input and in constant memory.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Write},
    path::Path,
};

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    args::Score,
    config_file::ConfigFile,
    exit::{Exit, Failure, unwritable},
    files::Bad,
    output::{WholeFile, print},
    questions::{Against, Line, Question, Questions},
    threads,
};
use crate::{
    audit::{self, Document, Policy},
    config::Config,
    finding::{Finding, Severity},
    judge::Verdict,
    render::{rounded, schema},
};

pub(super) fn score(args: &Score) -> Result<Exit, Failure> {
    threads(args.jobs);
    let config = ConfigFile::find(args.config.as_deref())?.map(|file| file.config).unwrap_or_default();
    let mut input = Questions::open(&args.input, &args.output)?;
    let fault = |error: io::Error| Failure::usage(unwritable(&args.output, &error));
    if args.output == "-" {
        if args.skip_existing {
            return Err(Failure::usage("--skip-existing needs --output FILE: the file to go on with".to_owned()));
        }
        print(false, |out| stream(&mut input, &config, out))?;
    } else if args.skip_existing {
        let (answered, mut file) = resume(Path::new(&args.output)).map_err(fault)?;
        input.answered = answered;
        stream(&mut input, &config, &mut file).map_err(fault)?;
    } else {
        let mut file = WholeFile::create(Path::new(&args.output)).map_err(fault)?;
        stream(&mut input, &config, &mut file).map_err(fault)?;
        if input.failed.is_none() {
            file.finish().map_err(fault)?;
        }
    }
    match input.failed {
        Some(error) => Err(Failure::usage(format!("{}: {error}; it was read only in part", args.input))),
        None => Ok(Exit::Clean),
    }
}

fn stream(input: &mut Questions, config: &Config, out: &mut dyn Write) -> io::Result<()> {
    let policy = config.policy();
    input.each(config, |batch, documents| {
        let answers: Vec<Answer> =
            batch.par_iter().map(|(line, place)| line.answer(documents.at(*place), &policy)).collect();
        for answer in &answers {
            serde_json::to_writer(&mut *out, answer)?;
            writeln!(out)?;
        }
        out.flush()
    })
}

/// Opens an earlier output to append to, with the ids that it answers. A line that was cut off is taken away.
fn resume(path: &Path) -> io::Result<(FxHashSet<String>, BufWriter<File>)> {
    #[derive(Deserialize)]
    struct Answered {
        id: Value,
    }
    let file = File::options().read(true).append(true).create(true).open(path)?;
    let mut reader = BufReader::new(&file);
    let (mut answered, mut whole, mut line) = (FxHashSet::default(), 0u64, Vec::new());
    while reader.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
        whole += line.len() as u64;
        let known: Option<Answered> = serde_json::from_slice(&line).ok();
        answered.extend(known.filter(|known| !known.id.is_null()).map(|known| known.id.to_string()));
        line.clear();
    }
    file.set_len(whole)?;
    Ok((answered, BufWriter::new(file)))
}

/// The shape of a line of the output.
pub(super) fn schema() -> schemars::Schema {
    schema::written::<Answer>("a line that saidso score writes")
}

/// What is answered to a line: a judgement, a comparison where it has `against`, or what is wrong with the line.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum Answer {
    /// A claim judged by a transcript.
    Judged {
        /// That of the line: a string, a number or null.
        id: Value,
        /// How likely it is that the transcript bears the claim out: 0 to 1; that of its weakest part.
        support: f64,
        /// The judgement; that of its worst part.
        verdict: &'static str,
        /// The worst of its findings; null without any.
        severity: Option<&'static str>,
        /// What is wrong with it.
        findings: Vec<Fault>,
        /// The passages it rests on.
        evidence: Vec<Passage>,
    },
    /// A text compared with another summary.
    Compared {
        /// That of the line: a string, a number or null.
        id: Value,
        /// How sure it is that the two contradict each other: 0 to 1.
        conflict: f64,
        /// Where they do.
        findings: Vec<Fault>,
    },
    /// A line that asks nothing that can be answered.
    Failed {
        /// That of the line, if it can be read.
        id: Value,
        /// What is wrong with it.
        error: String,
    },
}

/// A finding.
#[derive(Serialize, JsonSchema)]
struct Fault {
    /// The code of the rule, such as `C002`.
    rule: &'static str,
    /// The name of the rule, such as `wrong-date`.
    name: &'static str,
    /// How bad it is if it is right.
    severity: &'static str,
}

/// A passage of the transcript.
#[derive(Serialize, JsonSchema)]
struct Passage {
    /// The first byte.
    start_byte: usize,
    /// The byte after the last.
    end_byte: usize,
    /// How well it fits the claim: 0 to 1, comparable within one claim.
    score: f64,
}

impl Line {
    fn answer(&self, document: Option<&Result<Document, Bad>>, policy: &Policy) -> Answer {
        let question = match &self.question {
            Ok(question) => question,
            Err(trouble) => {
                let error = format!("line {}: {}", self.number, trouble.error);
                return Answer::Failed { id: trouble.id.clone(), error };
            }
        };
        let id = question.id.clone();
        match (&question.against, document) {
            (Against::Summary(other), _) => {
                let (conflict, findings) = audit::conflict(&question.claim, other, question.recorded);
                Answer::Compared { id, conflict: rounded(conflict), findings: faults(&findings) }
            }
            (Against::Document(_), Some(Ok(document))) => judged(id, document, question, policy),
            (Against::Document(_), Some(Err(bad))) => {
                Answer::Failed { id, error: format!("line {}: {}", self.number, bad.line()) }
            }
            (Against::Document(_), None) => Answer::Failed { id, error: format!("line {}: not read", self.number) },
        }
    }
}

fn judged(id: Value, document: &Document, question: &Question, policy: &Policy) -> Answer {
    let judgement = document.judge_by(policy, &question.claim, question.speaker.as_deref());
    let findings: Vec<Finding> = judgement.claims.iter().flat_map(|claim| claim.findings.iter().cloned()).collect();
    let evidence = judgement.evidence().into_iter().map(|evidence| Passage {
        start_byte: evidence.place.span.start,
        end_byte: evidence.place.span.end,
        score: rounded(evidence.score),
    });
    Answer::Judged {
        id,
        support: rounded(judgement.support),
        verdict: Verdict::name(judgement.verdict),
        severity: findings.iter().map(|finding| finding.severity).max().map(Severity::name),
        findings: faults(&findings),
        evidence: evidence.collect(),
    }
}

fn faults(findings: &[Finding]) -> Vec<Fault> {
    let fault = |finding: &Finding| Fault { rule: finding.code, name: finding.name, severity: finding.severity.name() };
    findings.iter().map(fault).collect()
}
