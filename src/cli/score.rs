//! `score`: many claims against documents, JSON Lines in and out, in the order of the input and in constant memory.
//!
//! Lines are taken in batches and judged in parallel. Documents are made ready once and kept while they are in use; the
//! bounds below hold for batch and cache, however long the input is.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write},
    path::Path,
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    args::{self, Score},
    exit::{Exit, Failure, unreadable, unwritable},
    files::{self, Bad},
    output::{WholeFile, print},
    threads,
};
use crate::{
    audit::{self, Document},
    finding::{Finding, Severity},
    judge::Verdict,
    load,
    render::rounded,
    source::Source,
};

/// A batch ends after so many lines, bytes or different documents, whichever comes first.
const LINES: usize = 512;
const BYTES: usize = 32 << 20;
const DOCUMENTS: usize = 64;

pub(super) fn score(args: &Score) -> Result<Exit, Failure> {
    threads(args.jobs);
    let input: Box<dyn Read + Send> = if args.input == "-" {
        Box::new(io::stdin())
    } else {
        let opened = File::open(&args.input).and_then(|file| {
            if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
        });
        Box::new(opened.map_err(|error| Failure::usage(unreadable(&args.input, &error)))?)
    };
    let mut input = Batches { input: BufReader::new(input), line: 0, failed: None, answered: FxHashSet::default() };
    let fault = |error: io::Error| Failure::usage(unwritable(&args.output, &error));
    if args.output == "-" {
        if args.skip_existing {
            return Err(Failure::usage("--skip-existing needs --output FILE: the file to go on with".to_owned()));
        }
        print(false, |out| stream(&mut input, out))?;
    } else if args.skip_existing {
        let (answered, mut file) = resume(Path::new(&args.output)).map_err(fault)?;
        input.answered = answered;
        stream(&mut input, &mut file).map_err(fault)?;
    } else {
        let mut file = WholeFile::create(Path::new(&args.output)).map_err(fault)?;
        stream(&mut input, &mut file).map_err(fault)?;
        if input.failed.is_none() {
            file.finish().map_err(fault)?;
        }
    }
    match input.failed {
        Some(error) => Err(Failure::usage(format!("{}: {error}; it was read only in part", args.input))),
        None => Ok(Exit::Clean),
    }
}

fn stream(input: &mut Batches, out: &mut dyn Write) -> io::Result<()> {
    let mut documents = Documents::default();
    let mut carried = None;
    // Only a person watches.
    let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
    let mut judged = 0;
    loop {
        let batch = input.next(&mut carried);
        if batch.is_empty() {
            if watched {
                let _ = writeln!(io::stderr());
            }
            return Ok(());
        }
        let places = documents.prepare(&batch);
        let answers: Vec<Answer> =
            batch.par_iter().zip(places).map(|(line, place)| line.answer(documents.at(place))).collect();
        for answer in &answers {
            serde_json::to_writer(&mut *out, answer)?;
            writeln!(out)?;
        }
        out.flush()?;
        judged += answers.len();
        if watched {
            let _ = write!(io::stderr(), "\r{judged} judged");
        }
    }
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

/// A line of the input: its question, or what is wrong with it.
struct Line {
    question: Result<Question, Trouble>,
    /// 1-based.
    number: usize,
    bytes: usize,
}

struct Trouble {
    id: Value,
    error: String,
}

/// What a line asks.
struct Question {
    id: Value,
    against: Against,
    claim: String,
    speaker: Option<String>,
    recorded: Option<Date>,
}

enum Against {
    Document(Origin),
    Summary(String),
}

/// Where a document comes from; with the day of the recording, what tells documents apart.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Text(String),
    Path(String),
}

/// The fields of a line. Unknown ones are left alone: data sets carry labels and notes.
#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    id: Value,
    transcript: Option<String>,
    transcript_path: Option<String>,
    against: Option<String>,
    claim: Option<String>,
    recorded: Option<String>,
    speaker: Option<String>,
}

impl Question {
    fn parse(bytes: &[u8], line: usize) -> Result<Self, Trouble> {
        let trouble = |id: &Value, error: &str| Trouble { id: id.clone(), error: format!("line {line}: {error}") };
        let fields: Fields = serde_json::from_slice(bytes).map_err(|error| {
            // An id that can be read is echoed, whatever else is wrong.
            let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
            let id = value.get("id").filter(|id| id.is_string() || id.is_number()).cloned().unwrap_or_default();
            // The parser counts lines within this one.
            let what = if value.is_null() { "not JSON" } else { "not a question" };
            let error = error.to_string();
            let error = error.split_once(" at line 1 ").map_or(error.as_str(), |(error, _)| error);
            trouble(&id, &format!("{what}: {error}"))
        })?;
        let id = fields.id;
        if !(id.is_string() || id.is_number() || id.is_null()) {
            return Err(trouble(&Value::Null, "`id` is neither a string nor a number"));
        }
        let against = match (fields.transcript, fields.transcript_path, fields.against) {
            (Some(text), None, None) => Against::Document(Origin::Text(text)),
            (None, Some(path), None) => Against::Document(Origin::Path(path)),
            (None, None, Some(text)) => Against::Summary(text),
            (None, None, None) => {
                return Err(trouble(&id, "no `transcript`, `transcript_path` or `against`; give one of them"));
            }
            _ => {
                return Err(trouble(&id, "several of `transcript`, `transcript_path` and `against`; give one of them"));
            }
        };
        let Some(claim) = fields.claim.filter(|claim| !claim.trim().is_empty()) else {
            return Err(trouble(&id, "no `claim`; give the text to judge"));
        };
        let recorded = match fields.recorded.as_deref().map(args::date).transpose() {
            Ok(recorded) => recorded,
            Err(error) => return Err(trouble(&id, &format!("`recorded`: {error}"))),
        };
        Ok(Self { id, against, claim, speaker: fields.speaker, recorded })
    }

    fn origin(&self) -> Option<(&Origin, Option<Date>)> {
        match &self.against {
            Against::Document(origin) => Some((origin, self.recorded)),
            Against::Summary(_) => None,
        }
    }
}

/// Reads lines into batches.
struct Batches {
    input: BufReader<Box<dyn Read + Send>>,
    line: usize,
    failed: Option<io::Error>,
    /// The ids that need no answer any more.
    answered: FxHashSet<String>,
}

impl Batches {
    /// The next lines; `carried` is one that was read but did not fit into the batch before.
    fn next(&mut self, carried: &mut Option<Line>) -> Vec<Line> {
        let mut batch: Vec<Line> = Vec::new();
        let mut seen: Vec<(Origin, Option<Date>)> = Vec::new();
        let mut bytes = 0;
        while batch.len() < LINES && bytes < BYTES {
            let Some(line) = carried.take().or_else(|| self.line()) else { break };
            if let Ok(question) = &line.question
                && let Some((origin, recorded)) = question.origin()
                // Lines about one document tend to stand together: look from the end.
                && !seen.iter().rev().any(|(known, day)| known == origin && *day == recorded)
            {
                if seen.len() == DOCUMENTS {
                    *carried = Some(line);
                    break;
                }
                seen.push((origin.clone(), recorded));
            }
            bytes += line.bytes;
            batch.push(line);
        }
        batch
    }

    fn line(&mut self) -> Option<Line> {
        loop {
            let mut bytes = Vec::new();
            match self.input.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => {
                    self.failed = Some(error);
                    return None;
                }
            }
            self.line += 1;
            let text = bytes.strip_prefix(b"\xef\xbb\xbf").filter(|_| self.line == 1).unwrap_or(&bytes);
            if text.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let question = Question::parse(text, self.line);
            let id = question.as_ref().map_or_else(|trouble| &trouble.id, |question| &question.id);
            if self.answered.is_empty() || !self.answered.contains(&id.to_string()) {
                return Some(Line { question, number: self.line, bytes: bytes.len() });
            }
        }
    }
}

/// The documents in use, the longest unused ones first to go.
#[derive(Default)]
struct Documents {
    entries: Vec<Entry>,
    batches: usize,
}

struct Entry {
    origin: Origin,
    recorded: Option<Date>,
    /// The number of the batch that used it last.
    used: usize,
    document: Option<Result<Document, Bad>>,
}

impl Documents {
    /// Makes every document of a batch ready, in parallel, and says for each line which one is its own.
    fn prepare(&mut self, batch: &[Line]) -> Vec<Option<usize>> {
        self.entries.sort_by_key(|entry| entry.used);
        self.entries.drain(..self.entries.len().saturating_sub(DOCUMENTS));
        self.batches += 1;
        let places = batch.iter().map(|line| self.place(line)).collect();
        self.entries.par_iter_mut().filter(|entry| entry.document.is_none()).for_each(|entry| {
            let source: Result<Arc<Source>, Bad> = match &entry.origin {
                Origin::Text(text) => Ok(Source::new("transcript", text.as_str())),
                Origin::Path(path) => files::read(path),
            };
            entry.document = Some(source.map(|source| Document::new(load::transcript(&source), entry.recorded)));
        });
        places
    }

    fn place(&mut self, line: &Line) -> Option<usize> {
        let (origin, recorded) = line.question.as_ref().ok()?.origin()?;
        let known = self.entries.iter().rposition(|entry| entry.origin == *origin && entry.recorded == recorded);
        let place = known.unwrap_or(self.entries.len());
        if known.is_none() {
            self.entries.push(Entry { origin: origin.clone(), recorded, used: 0, document: None });
        }
        if let Some(entry) = self.entries.get_mut(place) {
            entry.used = self.batches;
        }
        Some(place)
    }

    fn at(&self, place: Option<usize>) -> Option<&Result<Document, Bad>> {
        self.entries.get(place?)?.document.as_ref()
    }
}

/// A line of the output.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Judged {
        id: Value,
        support: f64,
        verdict: &'static str,
        severity: Option<&'static str>,
        findings: Vec<Fault>,
        evidence: Vec<Passage>,
    },
    Compared {
        id: Value,
        conflict: f64,
        findings: Vec<Fault>,
    },
    Failed {
        id: Value,
        error: String,
    },
}

#[derive(Serialize)]
struct Fault {
    rule: &'static str,
    name: &'static str,
    severity: &'static str,
}

#[derive(Serialize)]
struct Passage {
    start_byte: usize,
    end_byte: usize,
    score: f64,
}

impl Line {
    fn answer(&self, document: Option<&Result<Document, Bad>>) -> Answer {
        let question = match &self.question {
            Ok(question) => question,
            Err(trouble) => return Answer::Failed { id: trouble.id.clone(), error: trouble.error.clone() },
        };
        let id = question.id.clone();
        match (&question.against, document) {
            (Against::Summary(other), _) => {
                let (conflict, findings) = audit::conflict(&question.claim, other, question.recorded);
                Answer::Compared { id, conflict: rounded(conflict), findings: faults(&findings) }
            }
            (Against::Document(_), Some(Ok(document))) => judged(id, document, question),
            (Against::Document(_), Some(Err(bad))) => {
                Answer::Failed { id, error: format!("line {}: {}", self.number, bad.line()) }
            }
            (Against::Document(_), None) => Answer::Failed { id, error: format!("line {}: not read", self.number) },
        }
    }
}

fn judged(id: Value, document: &Document, question: &Question) -> Answer {
    let judgement = document.judge(&question.claim, question.speaker.as_deref());
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
