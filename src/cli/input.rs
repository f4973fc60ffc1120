//! From arguments and configuration to recordings that can be audited.

use std::{
    collections::BTreeMap,
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use rayon::prelude::*;
use regex::Regex;

use super::{
    args::Inputs,
    config_file::ConfigFile,
    exit::{Exit, Failure},
    files::{self, Bad},
    mappings::{Given, Mappings},
    plan::{Configured, Plan, plans},
    threads,
};
use crate::{
    audit::{Policy, Recording},
    config::{AuditConfig, Kind},
    finding::{Finding, Severity},
    load,
    report::Diagnostic,
    rules::input::{empty_summary, unreadable_part},
    source::{Decoding, Source, Span},
    transcript::{Skipped, Speaker, Transcript},
};

/// How many bytes of files are kept from when they are looked through until they are audited; what is beyond is read again.
const KEPT: usize = 16 << 20;

/// What a run works on.
pub(super) struct Gathered {
    /// The recordings, and how their files are read.
    plans: Vec<Plan>,
    mappings: Mappings,
    alone: bool,
    /// Files that need not be read again.
    kept: BTreeMap<String, Arc<Source>>,
    /// What could not be audited though it could be read.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the configuration says of the rules and of judging.
    pub(super) policy: Policy,
    /// What the configuration says of how the audit runs; paths are those that lead there from here.
    pub(super) told: AuditConfig,
    /// Every file that is read, the configuration too, by its real path.
    pub(super) files: Vec<PathBuf>,
    /// What is wrong with the files, as findings.
    pub(super) inputs: Vec<Finding>,
    /// The configuration, if there is one.
    pub(super) config: Option<ConfigFile>,
    /// Whether these are all summaries of the configuration.
    pub(super) whole: bool,
}

/// Gathers the recordings. `alone` allows recordings without a transcript, which can only be compared.
pub(super) fn gather(summaries: &[String], inputs: &Inputs, alone: bool) -> Result<Gathered, Failure> {
    let configured = Configured::find(inputs.maps.config.as_deref())?;
    let told = configured.as_ref().map(|configured| configured.file.config.audit.clone()).unwrap_or_default();
    threads(inputs.jobs.or(told.jobs).unwrap_or_default());
    let mappings = Mappings::of(&inputs.maps, configured.as_ref().map(|configured| &configured.file.config))?;
    let plans = plans(summaries, inputs, configured.as_ref())?;
    if plans.is_empty() {
        let why = match configured {
            Some(_) => "the configuration lists no recording; list them there, or give files",
            None => "no saidso.toml is here or above; give files, or let `saidso init` write one",
        };
        return Err(Failure::usage(format!("no summary is given, and {why}")));
    }
    let config = configured.map(|configured| configured.file);
    let policy = config.as_ref().map(|file| file.config.policy()).unwrap_or_default();
    let mut gathered = Gathered {
        plans,
        mappings,
        alone,
        kept: BTreeMap::new(),
        diagnostics: Vec::new(),
        policy,
        told,
        files: Vec::new(),
        inputs: Vec::new(),
        config,
        whole: summaries.is_empty(),
    };
    gathered.look_through()?;
    gathered.files.extend(gathered.config.iter().filter_map(|file| fs::canonicalize(&file.path).ok()));
    Ok(gathered)
}

/// What is to be said of a file before anything is made of it.
struct Looked {
    bad: Option<Bad>,
    undecoded: Option<Finding>,
    guessed: Option<Diagnostic>,
    identity: Option<PathBuf>,
    kept: Option<Arc<Source>>,
}

impl Looked {
    /// Reads a file. `size` counts the bytes that are kept.
    fn at(path: &str, size: &AtomicUsize) -> Self {
        let identity = fs::canonicalize(path).ok();
        let source = match files::read(path) {
            Ok(source) => source,
            Err(bad) => return Self { bad: Some(bad), undecoded: None, guessed: None, identity, kept: None },
        };
        let message = source.decoding().filter(|decoding| decoding.replaced == 0).and_then(Decoding::warning);
        let guessed =
            message.map(|message| Diagnostic { severity: Severity::Warning, ..diagnostic(source.path(), &message) });
        let undecoded = unreadable_part::undecoded(&source);
        // Standard input can be read only once.
        let small = size.fetch_add(source.text().len(), Ordering::Relaxed) < KEPT;
        Self { bad: None, undecoded, guessed, identity, kept: Some(source).filter(|_| small || path == "-") }
    }
}

impl Gathered {
    /// Reads every file once, in parallel, so that all bad ones are told at once and before anything is audited.
    fn look_through(&mut self) -> Result<(), Failure> {
        let plans = &self.plans;
        let mut lines = Vec::new();
        for plan in plans {
            for path in plan.summaries.iter().filter(|path| *path != "-") {
                if plan.transcripts.iter().any(|transcript| files::identity(transcript) == files::identity(path)) {
                    lines.push(format!(
                        "{path}: is given as a summary and as its own transcript; give it once (a page that holds both needs no -t)"
                    ));
                }
            }
        }
        let paths = paths(plans);
        let size = AtomicUsize::new(0);
        let looked: Vec<Looked> = paths.par_iter().map(|path| Looked::at(path, &size)).collect();

        let (mut diagnostics, mut of_files) = (Vec::new(), Vec::new());
        for bad in looked.iter().filter_map(|looked| looked.bad.as_ref()) {
            if bad.exit == Exit::NotAudited {
                lines.push(bad.line());
            } else if plans.iter().any(|plan| plan.summaries.contains(&bad.path)) {
                of_files.push(empty_summary::finding(&Source::new(bad.path.as_str(), "")));
            } else {
                diagnostics.push(diagnostic(&bad.path, &bad.message));
            }
        }
        of_files.extend(looked.iter().filter_map(|looked| looked.undecoded.clone()));
        diagnostics.extend(looked.iter().filter_map(|looked| looked.guessed.clone()));
        if !lines.is_empty() {
            lines.extend(diagnostics.iter().map(|note: &Diagnostic| format!("{}: {}", note.path, note.message)));
            lines.extend(of_files.iter().map(told));
            return Err(Failure { exit: Exit::NotAudited, lines });
        }
        let paths: Vec<String> = paths.into_iter().cloned().collect();
        for (path, looked) in paths.into_iter().zip(looked) {
            self.files.extend(looked.identity);
            self.kept.extend(looked.kept.map(|source| (path, source)));
        }
        (self.diagnostics, self.inputs) = (diagnostics, of_files);
        Ok(())
    }

    /// The recordings as they were named.
    pub(super) fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// Reads the files of some of the plans, in parallel, and makes recordings of them.
    pub(super) fn read(&self, plans: &[Plan]) -> Built {
        let sources: BTreeMap<&String, Result<Arc<Source>, Bad>> = paths(plans)
            .into_par_iter()
            .map(|path| (path, self.kept.get(path).map_or_else(|| files::read(path), |source| Ok(Arc::clone(source)))))
            .collect();
        let of = |path: &String| sources.get(path).and_then(|source| source.as_ref().ok()).map(Arc::clone);
        let built: Vec<Built> = plans
            .par_iter()
            .map(|plan| {
                let transcripts: Vec<_> = plan.transcripts.iter().filter_map(of).collect();
                let summaries: Vec<_> = plan.summaries.iter().filter_map(of).collect();
                Reading { plan, alone: self.alone, mappings: &self.mappings }.build(&transcripts, &summaries)
            })
            .collect();
        let mut all = Built::default();
        // What is empty was told; what was good then and is bad now changed in the meantime.
        let gone = sources.values().filter_map(|source| source.as_ref().err()).filter(|bad| bad.exit != Exit::Nothing);
        all.diagnostics
            .extend(gone.map(|bad| diagnostic(&bad.path, &format!("changed while it was read: {}", bad.message))));
        for built in built {
            all.recordings.extend(built.recordings);
            all.diagnostics.extend(built.diagnostics);
            all.inputs.extend(built.inputs);
        }
        all
    }
}

/// The files of some plans, in order, each once.
fn paths(plans: &[Plan]) -> Vec<&String> {
    let mut paths: Vec<&String> =
        plans.iter().flat_map(|plan| plan.transcripts.iter().chain(&plan.summaries)).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// What is wrong with a file, as a line.
pub(super) fn told(finding: &Finding) -> String {
    let place = &finding.stated;
    // All of an empty file is wrong.
    let line = if finding.code == empty_summary::RULE.code { String::new() } else { format!(":{}", place.line()) };
    format!("{}{line}: {}", place.source.path(), finding.message)
}

fn diagnostic(path: &str, message: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Error, path: path.to_owned(), line: None, message: message.to_owned() }
}

/// One plan being read.
struct Reading<'a> {
    plan: &'a Plan,
    alone: bool,
    mappings: &'a Mappings,
}

/// What became of plans.
#[derive(Default)]
pub(super) struct Built {
    /// The recordings that have something to audit.
    pub(super) recordings: Vec<Recording>,
    /// What could not be audited though it could be read.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What is wrong with the files, as findings.
    pub(super) inputs: Vec<Finding>,
}

impl Reading<'_> {
    fn build(&self, transcripts: &[Arc<Source>], summaries: &[Arc<Source>]) -> Built {
        let mut built = Built::default();
        let (transcripts, read): (_, Vec<load::Parts>) = rayon::join(
            || self.transcripts(transcripts, &mut built),
            || summaries.par_iter().map(|source| self.summary(source)).collect(),
        );

        let mut pages: Vec<load::Parts> = Vec::new();
        for (source, parts) in summaries.iter().zip(read) {
            built.inputs.extend(unreadable_part::broken(source));
            built.diagnostics.extend(self.mappings.unfit(source, Given::Summary));
            let claims = parts.summary.as_ref().is_some_and(|summary| !summary.claims.is_empty());
            let speech = parts.transcript.as_ref().is_some_and(|transcript| !transcript.turns.is_empty());
            match (claims, speech) {
                (true, _) => pages.push(parts),
                (false, true) => built.diagnostics.push(diagnostic(
                    source.path(),
                    "is a transcript, not a summary; give it with -t and name a summary of it",
                )),
                (false, false) => built.inputs.push(empty_summary::finding(source)),
            }
        }
        if !self.plan.transcripts.is_empty() && transcripts.is_empty() {
            return built;
        }
        if !transcripts.is_empty() {
            // A page that also holds the talk lends it: times, say, that the transcript lacks.
            let lent = pages.iter_mut().filter_map(|parts| parts.transcript.take());
            let transcripts: Vec<Transcript> = transcripts.into_iter().chain(lent).collect();
            built.recordings.extend(self.recording(transcripts, pages));
            return built;
        }
        // Without -t each page that holds a talk is a recording; a summary alone belongs to it if there is only one.
        let (mut talks, rest): (Vec<load::Parts>, Vec<load::Parts>) =
            pages.into_iter().partition(|parts| parts.transcript.as_ref().is_some_and(|talk| !talk.turns.is_empty()));
        if talks.len() == 1 || self.alone {
            let transcripts = talks.iter_mut().filter_map(|parts| parts.transcript.take()).collect();
            talks.extend(rest);
            built.recordings.extend(self.recording(transcripts, talks));
            return built;
        }
        let message = if talks.is_empty() {
            "has no transcript to check it against; give one with -t"
        } else {
            "could belong to several of the pages that hold a transcript; give its transcript with -t"
        };
        let lost = rest.iter().filter_map(|parts| parts.summary.as_ref());
        built.diagnostics.extend(lost.map(|summary| diagnostic(summary.source.path(), message)));
        for mut page in talks {
            let transcripts = page.transcript.take().into_iter().collect();
            built.recordings.extend(self.recording(transcripts, vec![page]));
        }
        built
    }

    fn transcripts(&self, sources: &[Arc<Source>], built: &mut Built) -> Vec<Transcript> {
        let mut transcripts = Vec::new();
        for source in sources {
            let Some(start) = self.start(source) else {
                let start = self.plan.said.transcript_start.as_deref().unwrap_or_default();
                let message = format!(
                    "has no line `{start}` for the talk to start at; give a line number, words of a line or a regular expression"
                );
                built.diagnostics.push(diagnostic(source.path(), &message));
                continue;
            };
            let within = Span::new(start, source.text().len());
            let wanted = self.plan.said.transcript_format.as_deref();
            let wanted = wanted.and_then(|name| load::transcript_as_in(source, name, within));
            let mut transcript = wanted
                .or_else(|| self.mappings.transcript(source))
                .unwrap_or_else(|| load::transcript_in(source, within));
            if start > 0 {
                let before = Skipped { span: Span::new(0, start), reason: "text before the start that was given" };
                transcript.skipped.insert(0, before);
            }
            built.diagnostics.extend(self.mappings.unfit(source, Given::Transcript));
            let silent = transcript.turns.is_empty();
            if !silent {
                built.inputs.extend(unreadable_part::broken(source));
            } else if let Some(fault) = load::json_fault(source, true) {
                let (severity, path) = (Severity::Error, source.path().to_owned());
                built.diagnostics.push(Diagnostic { severity, path, line: fault.line, message: fault.message });
            } else {
                built.diagnostics.push(diagnostic(source.path(), "holds no speech; give a transcript of the talk"));
            }
            if let Some(message) = transcript.times_warning() {
                let warning = Diagnostic { severity: Severity::Warning, ..diagnostic(source.path(), &message) };
                built.diagnostics.push(warning);
            }
            if !silent {
                transcripts.push(transcript);
            }
        }
        built.diagnostics.extend(self.strangers(&transcripts));
        transcripts
    }

    /// The people of the configuration whom no transcript knows by any label, while it has labels that are nobody's: perhaps mistyped.
    fn strangers(&self, transcripts: &[Transcript]) -> Option<Diagnostic> {
        let people = &self.plan.said.speakers;
        let labels =
            transcripts.iter().flat_map(|transcript| &transcript.speakers).map(|speaker| speaker.name.as_str());
        let nobodys: Vec<&str> =
            labels.clone().filter(|label| !people.iter().any(|one| one.is_called(label))).collect();
        let missing = |one: &&Speaker| !one.aliases.is_empty() && !labels.clone().any(|label| one.is_called(label));
        let stranger = people.iter().find(missing).filter(|_| !nobodys.is_empty())?;
        let path = transcripts.first()?.source.path();
        let message = format!(
            "has no speaker called {}, whom the configuration names {}; it has {}",
            stranger.aliases.join(" or "),
            stranger.name,
            nobodys.join(", ")
        );
        Some(Diagnostic { severity: Severity::Warning, ..diagnostic(path, &message) })
    }

    /// Where the talk starts in a transcript; `None` if the line that was given is not there.
    fn start(&self, source: &Source) -> Option<usize> {
        let Some(wanted) = &self.plan.said.transcript_start else { return Some(0) };
        let number: Option<usize> = wanted.parse().ok();
        let named = source.lines().find(|line| match number {
            Some(number) => line.number == number,
            None => line.text.contains(wanted.as_str()),
        });
        // Words are words first: "(part 2)" is what it looks like where a line holds it.
        let pattern = || Regex::new(wanted).ok().filter(|_| number.is_none());
        let found = named.or_else(|| pattern().and_then(|regex| source.lines().find(|line| regex.is_match(line.text))));
        found.map(|line| line.span.start)
    }

    fn summary(&self, source: &Arc<Source>) -> load::Parts {
        let wanted = self.plan.said.summary_format.as_deref().and_then(|name| load::summary_as(source, name));
        wanted.or_else(|| self.mappings.summary(source)).unwrap_or_else(|| load::summary(source))
    }

    fn recording(&self, transcripts: Vec<Transcript>, pages: Vec<load::Parts>) -> Option<Recording> {
        let summaries: Vec<_> = pages.into_iter().filter_map(|parts| parts.summary).collect();
        if summaries.is_empty() {
            return None;
        }
        let path = transcripts.first().map(|t| t.source.path()).or(summaries.first().map(|s| s.source.path()));
        let name = self.plan.name(path.unwrap_or_default());
        Some(Recording {
            name,
            recorded: self.plan.said.recorded,
            transcripts,
            summaries,
            speakers: self.plan.said.speakers.clone(),
            names: self.plan.names.clone(),
            media: self.plan.said.media_url.clone(),
            minutes: self.plan.said.kind == Some(Kind::Minutes),
        })
    }
}
