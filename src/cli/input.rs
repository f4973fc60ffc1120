//! From arguments and configuration to recordings that can be audited.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::*;
use regex::Regex;

use super::{
    args::Inputs,
    config_file::ConfigFile,
    exit::{Exit, Failure},
    files::{self, Bad},
    mappings::{Given, Mappings},
};
use crate::{
    audit::{Policy, Recording},
    config::{Pattern, RecordingConfig, did_you_mean},
    finding::{Finding, Severity},
    load,
    report::Diagnostic,
    rules::input::{empty_summary, unreadable_part},
    source::{Source, Span},
    transcript::{Skipped, Speaker, Transcript},
};

/// What a run works on.
pub(super) struct Gathered {
    /// The recordings that have something to audit.
    pub(super) recordings: Vec<Recording>,
    /// What could not be audited though it could be read.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the configuration says of the rules and of judging.
    pub(super) policy: Policy,
    /// Every file that was read, by its real path.
    pub(super) files: Vec<PathBuf>,
    /// What is wrong with the files, as findings.
    pub(super) inputs: Vec<Finding>,
    /// The configuration, if there is one.
    pub(super) config: Option<ConfigFile>,
    /// Whether these are all summaries of the configuration.
    pub(super) whole: bool,
}

/// A recording as named by the user, before any of its files is read.
#[derive(Default, Clone)]
struct Plan {
    name: Option<String>,
    transcripts: Vec<String>,
    summaries: Vec<String>,
    recorded: Option<Date>,
    speakers: Vec<Speaker>,
}

/// Gathers the recordings. `alone` allows recordings without a transcript, which can only be compared.
pub(super) fn gather(summaries: &[String], inputs: &Inputs, alone: bool) -> Result<Gathered, Failure> {
    let given = || summaries.iter().chain(&inputs.transcripts);
    if given().filter(|path| *path == "-").count() > 1 {
        return Err(Failure::usage("standard input (`-`) is given twice; it can be read only once"));
    }
    if summaries.is_empty() && !inputs.transcripts.is_empty() {
        return Err(Failure::usage("a transcript but no summary is given; name the summaries too"));
    }
    if let Some(name) = inputs.transcript_format.as_deref().filter(|name| !load::formats().any(|known| known == *name))
    {
        let hint = did_you_mean(name, load::formats());
        let known: Vec<&str> = load::formats().collect();
        return Err(Failure::usage(format!("unknown transcript format `{name}`; known: {}{hint}", known.join(", "))));
    }
    let configured = Configured::find(inputs.maps.config.as_deref())?;
    let mappings = Mappings::of(&inputs.maps, configured.as_ref().map(|configured| &configured.file.config))?;
    let mut plans = if summaries.is_empty() {
        if let Some(lines) = configured.as_ref().map(|configured| &configured.faults).filter(|lines| !lines.is_empty())
        {
            return Err(Failure { exit: Exit::NotAudited, lines: lines.clone() });
        }
        let Some(configured) = configured.as_ref().filter(|configured| !configured.plans.is_empty()) else {
            return Err(Failure::usage(
                "no summary is given, and no saidso.toml here or above lists a recording; give files, or list them there",
            ));
        };
        configured.plans.clone()
    } else {
        plan(summaries, &inputs.transcripts, configured.as_ref())
    };
    for plan in &mut plans {
        plan.recorded = inputs.recorded.or(plan.recorded);
    }
    let mut gathered = read(&plans, inputs, &mappings, alone)?;
    gathered.whole = summaries.is_empty();
    gathered.config = configured.map(|configured| configured.file);
    gathered.policy = gathered.config.as_ref().map(|file| file.config.policy()).unwrap_or_default();
    Ok(gathered)
}

/// The configuration with its patterns replaced by files.
pub(super) struct Configured {
    pub(super) file: ConfigFile,
    plans: Vec<Plan>,
    /// Patterns that lead nowhere; of no concern when other files are named.
    faults: Vec<String>,
}

impl Configured {
    /// The configuration that is given, else the nearest one.
    pub(super) fn find(given: Option<&Path>) -> Result<Option<Self>, Failure> {
        let Some(file) = ConfigFile::find(given)? else { return Ok(None) };
        let (here, name, folder) = (&file.here, &file.name, file.folder());
        let mut faults = Vec::new();
        let mut expand = |patterns: &[Pattern]| -> Vec<(String, bool)> {
            let mut found = Vec::new();
            for pattern in patterns {
                if !files::is_pattern(&pattern.text) {
                    found.push((files::shown(&folder.join(&pattern.text), here), false));
                    continue;
                }
                match files::matches(folder, &pattern.text) {
                    Ok(paths) if paths.is_empty() => {
                        faults.push(format!("{name}:{}: `{}` matches no file; check it", pattern.line, pattern.text));
                    }
                    Ok(paths) => found.extend(paths.iter().map(|path| (files::shown(path, here), true))),
                    Err(error) => faults.push(format!("{name}:{}: `{}`: {error}", pattern.line, pattern.text)),
                }
            }
            found
        };
        let plans: Vec<Plan> =
            file.config.recordings.iter().map(|recording| Plan::configured(recording, &mut expand)).collect();
        Ok(Some(Self { file, plans, faults }))
    }
}

impl Plan {
    fn configured(recording: &RecordingConfig, expand: &mut impl FnMut(&[Pattern]) -> Vec<(String, bool)>) -> Self {
        let transcripts = distinct(expand(&recording.transcripts).into_iter().map(|(path, _)| path));
        let known: Vec<PathBuf> = transcripts.iter().map(|path| files::identity(path)).collect();
        let summaries = expand(&recording.summaries).into_iter();
        // `talk/*.txt` means the summaries there, not the transcript beside them.
        let summaries = summaries.filter(|(path, by_pattern)| !by_pattern || !known.contains(&files::identity(path)));
        Self {
            name: Some(recording.name.clone()),
            summaries: distinct(summaries.map(|(path, _)| path)),
            transcripts,
            recorded: recording.recorded,
            speakers: recording.speakers.clone(),
        }
    }

    /// What the configuration knows of this recording, without its files.
    fn like(known: &Self) -> Self {
        Self { name: known.name.clone(), recorded: known.recorded, speakers: known.speakers.clone(), ..Self::default() }
    }
}

/// The paths without those that lead to a file already named.
fn distinct(paths: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    let mut kept = Vec::new();
    for path in paths {
        let identity = files::identity(&path);
        if !seen.contains(&identity) {
            seen.push(identity);
            kept.push(path);
        }
    }
    kept
}

/// Sorts the files of the command line into recordings.
///
/// With `-t` they are one recording, which the configuration may know by its transcript. Without it, a summary that the
/// configuration lists belongs to its recording there; the others are left to what is found in them.
fn plan(summaries: &[String], transcripts: &[String], configured: Option<&Configured>) -> Vec<Plan> {
    let known: &[Plan] = configured.map_or(&[], |configured| &configured.plans);
    let lists = |paths: &[String], path: &str| {
        path != "-" && paths.iter().any(|known| files::identity(known) == files::identity(path))
    };
    let summaries = distinct(summaries.iter().cloned());
    if !transcripts.is_empty() {
        let like = known.iter().find(|plan| transcripts.iter().any(|path| lists(&plan.transcripts, path)));
        let transcripts = distinct(transcripts.iter().cloned());
        return vec![Plan { transcripts, summaries, ..like.map(Plan::like).unwrap_or_default() }];
    }
    let mut plans: Vec<(Option<usize>, Plan)> = Vec::new();
    for path in summaries {
        let listed = known.iter().position(|plan| lists(&plan.summaries, &path));
        if let Some((_, plan)) = plans.iter_mut().find(|(of, _)| *of == listed) {
            plan.summaries.push(path);
            continue;
        }
        let mut plan = listed
            .and_then(|index| known.get(index))
            .map_or_else(Plan::default, |known| Plan { transcripts: known.transcripts.clone(), ..Plan::like(known) });
        plan.summaries.push(path);
        plans.push((listed, plan));
    }
    plans.into_iter().map(|(_, plan)| plan).collect()
}

/// Reads the files of all plans, in parallel, and makes recordings of them. All bad files are told at once.
fn read(plans: &[Plan], inputs: &Inputs, mappings: &Mappings, alone: bool) -> Result<Gathered, Failure> {
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
    let mut paths: Vec<&String> =
        plans.iter().flat_map(|plan| plan.transcripts.iter().chain(&plan.summaries)).collect();
    paths.sort_unstable();
    paths.dedup();
    let sources: BTreeMap<&String, Result<Arc<Source>, Bad>> =
        paths.par_iter().map(|path| (*path, files::read(path))).collect();

    let (mut diagnostics, mut of_files) = (Vec::new(), Vec::new());
    for bad in sources.values().filter_map(|source| source.as_ref().err()) {
        if bad.exit == Exit::NotAudited {
            lines.push(bad.line());
        } else if plans.iter().any(|plan| plan.summaries.contains(&bad.path)) {
            of_files.push(empty_summary::finding(&Source::new(bad.path.as_str(), "")));
        } else {
            diagnostics.push(diagnostic(&bad.path, &bad.message));
        }
    }
    let read = || sources.values().filter_map(|source| source.as_ref().ok());
    of_files.extend(read().filter_map(unreadable_part::undecoded));
    diagnostics.extend(read().filter_map(|source| {
        let message = source.decoding().filter(|decoding| decoding.replaced == 0)?.warning()?;
        Some(Diagnostic { severity: Severity::Warning, ..diagnostic(source.path(), &message) })
    }));
    if !lines.is_empty() {
        lines.extend(diagnostics.iter().map(|note: &Diagnostic| format!("{}: {}", note.path, note.message)));
        lines.extend(of_files.iter().map(told));
        return Err(Failure { exit: Exit::NotAudited, lines });
    }

    let of = |path: &String| sources.get(path).and_then(|source| source.as_ref().ok()).map(Arc::clone);
    let built: Vec<Built> = plans
        .par_iter()
        .map(|plan| {
            let transcripts: Vec<_> = plan.transcripts.iter().filter_map(of).collect();
            let summaries: Vec<_> = plan.summaries.iter().filter_map(of).collect();
            Reading { plan, alone, inputs, mappings }.build(&transcripts, &summaries)
        })
        .collect();
    let mut recordings = Vec::new();
    for built in built {
        recordings.extend(built.recordings);
        diagnostics.extend(built.diagnostics);
        of_files.extend(built.inputs);
    }
    let files = sources.keys().filter_map(|path| fs::canonicalize(path).ok()).collect();
    Ok(Gathered {
        recordings,
        diagnostics,
        policy: Policy::default(),
        files,
        inputs: of_files,
        config: None,
        whole: false,
    })
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
    inputs: &'a Inputs,
    mappings: &'a Mappings,
}

/// What became of one plan.
#[derive(Default)]
struct Built {
    recordings: Vec<Recording>,
    diagnostics: Vec<Diagnostic>,
    inputs: Vec<Finding>,
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
                let start = self.inputs.transcript_start.as_deref().unwrap_or_default();
                let message = format!(
                    "has no line `{start}` for the talk to start at; give a line number, words of a line or a regular expression"
                );
                built.diagnostics.push(diagnostic(source.path(), &message));
                continue;
            };
            let within = Span::new(start, source.text().len());
            let wanted = self.inputs.transcript_format.as_deref();
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
        let people = &self.plan.speakers;
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
        let Some(wanted) = &self.inputs.transcript_start else { return Some(0) };
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
        let wanted = self.inputs.summary_format.as_deref().and_then(|name| load::summary_as(source, name));
        wanted.or_else(|| self.mappings.summary(source)).unwrap_or_else(|| load::summary(source))
    }

    fn recording(&self, transcripts: Vec<Transcript>, pages: Vec<load::Parts>) -> Option<Recording> {
        let summaries: Vec<_> = pages.into_iter().filter_map(|parts| parts.summary).collect();
        if summaries.is_empty() {
            return None;
        }
        let path = transcripts.first().map(|t| t.source.path()).or(summaries.first().map(|s| s.source.path()));
        let name = self.plan.name.clone().unwrap_or_else(|| stem(path.unwrap_or_default()));
        Some(Recording {
            name,
            recorded: self.plan.recorded,
            transcripts,
            summaries,
            speakers: self.plan.speakers.clone(),
        })
    }
}

/// What a recording is called when nobody named it: its file without folder and ending.
fn stem(path: &str) -> String {
    if path == "-" {
        return "standard input".to_owned();
    }
    Path::new(path).file_stem().map_or_else(|| path.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
