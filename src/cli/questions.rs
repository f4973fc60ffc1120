//! Claims with the documents they are judged by, as JSON Lines, in the order of the input and in constant memory.
//!
//! Lines are taken in batches. Documents are made ready once and kept while they are in use; the bounds below hold for batch
//! and cache, however long the input is.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, IsTerminal, Read},
    path::PathBuf,
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{
    args,
    exit::{Failure, unreadable},
    files::{self, Bad, LARGEST},
    progress::Progress,
};
use crate::{audit::Document, config::Config, finding::Fingerprint, load, render::schema, source::Source};

/// A batch ends after so many lines, bytes or different documents, whichever comes first.
const LINES: usize = 512;
const BYTES: usize = 32 << 20;
const DOCUMENTS: usize = 64;

/// A line of the input: its question, or what is wrong with it.
pub(super) struct Line {
    pub(super) question: Result<Question, Trouble>,
    /// 1-based.
    pub(super) number: usize,
    bytes: usize,
}

/// Why a line asks nothing.
pub(super) struct Trouble {
    pub(super) id: Value,
    pub(super) error: String,
}

/// What a line asks.
pub(super) struct Question {
    pub(super) id: Value,
    pub(super) against: Against,
    pub(super) claim: String,
    pub(super) speaker: Option<String>,
    pub(super) recorded: Option<Date>,
    /// What a person says of the claim, as written; null without a label.
    pub(super) label: Value,
}

/// What a claim is held against.
pub(super) enum Against {
    Document(Origin),
    Summary(String),
}

/// Where a document comes from; with the day of the recording, what tells documents apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    Text(String),
    Path(String),
}

impl Origin {
    fn name(&self, recorded: Option<Date>) -> Fingerprint {
        let (kind, text) = match self {
            Self::Text(text) => ("text", text),
            Self::Path(path) => ("path", path),
        };
        Fingerprint::of(&[kind, text, &recorded.map(|day| day.to_string()).unwrap_or_default()])
    }
}

/// The shape of a line.
pub(super) fn schema() -> schemars::Schema {
    let mut schema = schema::read::<Fields>("a line that saidso score and calibrate read");
    // What the code asks for, and a type that is wide enough to say what is wrong does not.
    schema.insert("required".to_owned(), serde_json::json!(["claim"]));
    let origins = ["transcript", "transcript_path", "against"].map(|field| serde_json::json!({ "required": [field] }));
    schema.insert("oneOf".to_owned(), serde_json::json!(origins));
    schema
}

/// A claim, and what it is held against: one of `transcript`, `transcript_path` and `against`. Other fields are left alone.
// Data sets carry notes.
#[derive(Deserialize, JsonSchema)]
struct Fields {
    /// A string or a number, which the answer repeats.
    #[serde(default)]
    id: Value,
    /// The text of a transcript.
    transcript: Option<String>,
    /// A file with a transcript.
    transcript_path: Option<String>,
    /// Another summary, to be compared with.
    against: Option<String>,
    /// The text to judge, of one or several sentences.
    claim: Option<String>,
    /// The day of the recording, as year-month-day.
    recorded: Option<String>,
    /// To whom the claim is credited.
    speaker: Option<String>,
    /// For `calibrate`: whether the transcript bears the claim out, as a person says.
    #[serde(default)]
    label: Value,
}

impl Question {
    fn parse(bytes: &[u8]) -> Result<Self, Trouble> {
        let trouble = |id: &Value, error: &str| Trouble { id: id.clone(), error: error.to_owned() };
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
        Ok(Self { id, against, claim, speaker: fields.speaker, recorded, label: fields.label })
    }

    fn origin(&self) -> Option<(&Origin, Option<Date>)> {
        match &self.against {
            Against::Document(origin) => Some((origin, self.recorded)),
            Against::Summary(_) => None,
        }
    }
}

/// The questions of a file.
pub(super) struct Questions {
    input: BufReader<Box<dyn Read + Send>>,
    line: usize,
    /// A line that was read but did not fit into the batch before.
    carried: Option<Line>,
    /// Why the file could not be read to its end.
    pub(super) failed: Option<io::Error>,
    /// The ids that need no answer any more.
    pub(super) answered: FxHashSet<String>,
    /// The file that the answers will replace: no document may be it.
    output: Option<PathBuf>,
}

impl Questions {
    /// Opens a file, `-` for standard input, whose answers go to another.
    pub(super) fn open(path: &str, output: &str) -> Result<Self, Failure> {
        let output = if output == "-" { None } else { fs::canonicalize(output).ok() };
        if output.is_some() && output == fs::canonicalize(path).ok() {
            return Err(Failure::usage(format!("{path}: it is one of the files that are read; write to another file")));
        }
        let input: Box<dyn Read + Send> = if path == "-" {
            Box::new(io::stdin())
        } else {
            let opened = File::open(path).and_then(|file| {
                if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
            });
            Box::new(opened.map_err(|error| Failure::usage(unreadable(path, &error)))?)
        };
        let input = BufReader::new(input);
        Ok(Self { input, line: 0, carried: None, failed: None, answered: FxHashSet::default(), output })
    }

    /// Hands on batch after batch, with the documents of its lines.
    pub(super) fn each(
        &mut self,
        config: &Config,
        mut take: impl FnMut(&[(Line, Option<usize>)], &Documents) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut documents = Documents::default();
        // Where the answers go to the terminal, they show how far it is.
        let progress = Progress::of("claims judged", None, io::stdout().is_terminal());
        loop {
            let lines = self.next();
            if lines.is_empty() {
                return Ok(());
            }
            let places = documents.prepare(&lines, config);
            let batch: Vec<(Line, Option<usize>)> = lines.into_iter().zip(places).collect();
            take(&batch, &documents)?;
            progress.add(batch.len());
        }
    }

    fn next(&mut self) -> Vec<Line> {
        let mut batch: Vec<Line> = Vec::new();
        let mut seen: Vec<(Origin, Option<Date>)> = Vec::new();
        let mut bytes = 0;
        while batch.len() < LINES && bytes < BYTES {
            let Some(line) = self.carried.take().or_else(|| self.line()) else { break };
            if let Ok(question) = &line.question
                && let Some((origin, recorded)) = question.origin()
                // Lines about one document tend to stand together: look from the end.
                && !seen.iter().rev().any(|(known, day)| known == origin && *day == recorded)
            {
                if seen.len() == DOCUMENTS {
                    self.carried = Some(line);
                    break;
                }
                if let Origin::Path(path) = origin
                    && self.output.is_some()
                    && fs::canonicalize(path).ok() == self.output
                {
                    let error = format!("line {} reads {path}, which --output would replace", line.number);
                    self.failed = Some(io::Error::other(error));
                    return Vec::new();
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
            match self.input.by_ref().take(LARGEST).read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(read) if read as u64 == LARGEST => {
                    let error = format!("line {} is longer than 256 MiB", self.line + 1);
                    self.failed = Some(io::Error::other(error));
                    return None;
                }
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
            let question = Question::parse(text.trim_ascii_end());
            let id = question.as_ref().map_or_else(|trouble| &trouble.id, |question| &question.id);
            if self.answered.is_empty() || !self.answered.contains(&id.to_string()) {
                return Some(Line { question, number: self.line, bytes: bytes.len() });
            }
        }
    }
}

/// The documents in use, the longest unused ones first to go.
#[derive(Default)]
pub(super) struct Documents {
    entries: Vec<Entry>,
    batches: usize,
}

struct Entry {
    origin: Origin,
    recorded: Option<Date>,
    /// The number of the batch that used it last.
    used: usize,
    name: Fingerprint,
    document: Option<Result<Document, Bad>>,
}

impl Documents {
    /// Makes every document of a batch ready, in parallel, and says for each line which one is its own.
    fn prepare(&mut self, batch: &[Line], config: &Config) -> Vec<Option<usize>> {
        let names = config.names_in(None);
        self.entries.sort_by_key(|entry| entry.used);
        self.entries.drain(..self.entries.len().saturating_sub(DOCUMENTS));
        self.batches += 1;
        let places = batch.iter().map(|line| self.place(line)).collect();
        self.entries.par_iter_mut().filter(|entry| entry.document.is_none()).for_each(|entry| {
            let source: Result<Arc<Source>, Bad> = match &entry.origin {
                Origin::Text(text) => Ok(Source::new("transcript", text.as_str())),
                Origin::Path(path) => files::read(path),
            };
            entry.document = Some(source.map(|source| {
                let mapped = config.map.as_ref().and_then(|mapping| load::transcript_mapped(&source, mapping));
                let transcript = mapped.unwrap_or_else(|| load::transcript(&source));
                Document::knowing(transcript, entry.recorded, names.clone())
            }));
        });
        places
    }

    fn place(&mut self, line: &Line) -> Option<usize> {
        let (origin, recorded) = line.question.as_ref().ok()?.origin()?;
        let known = self.entries.iter().rposition(|entry| entry.origin == *origin && entry.recorded == recorded);
        let place = known.unwrap_or(self.entries.len());
        if known.is_none() {
            let name = origin.name(recorded);
            self.entries.push(Entry { origin: origin.clone(), recorded, used: 0, name, document: None });
        }
        if let Some(entry) = self.entries.get_mut(place) {
            entry.used = self.batches;
        }
        Some(place)
    }

    /// A document, or what is wrong with it.
    pub(super) fn at(&self, place: Option<usize>) -> Option<&Result<Document, Bad>> {
        self.entries.get(place?)?.document.as_ref()
    }

    /// What tells a document from others, even after it was dropped.
    pub(super) fn name(&self, place: Option<usize>) -> Option<Fingerprint> {
        Some(self.entries.get(place?)?.name)
    }
}
