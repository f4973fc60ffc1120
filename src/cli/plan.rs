//! Which files make up which recording: by the command line, by the configuration, or by both.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{
    args::Inputs,
    config_file::ConfigFile,
    exit::{Exit, Failure},
    files,
};
use crate::{
    config::{Config, NAME, Pattern, RecordingConfig, did_you_mean},
    load,
    mention::name::OtherNames,
};

/// A recording as named by the user, before any of its files is read.
#[derive(Default, Clone)]
pub(super) struct Plan {
    pub(super) transcripts: Vec<String>,
    pub(super) summaries: Vec<String>,
    /// All that is said of it, without its files; a name only where it has one.
    pub(super) said: RecordingConfig,
    /// What the things spoken of are called besides.
    pub(super) names: OtherNames,
}

/// The configuration with its patterns replaced by files.
pub(super) struct Configured {
    /// The file; patterns and paths in it are those that lead there from the folder of the process.
    pub(super) file: ConfigFile,
    plans: Vec<Plan>,
    /// Patterns that lead nowhere; of no concern when other files are named.
    faults: Vec<String>,
}

impl Configured {
    /// The configuration that is given, else the nearest one.
    pub(super) fn find(given: Option<&Path>) -> Result<Option<Self>, Failure> {
        let Some(mut file) = ConfigFile::find(given)? else { return Ok(None) };
        let (here, name, folder) = (&file.here, &file.name, file.folder().to_owned());
        let config = &mut file.config;
        let mut faults = Vec::new();
        let mut expand = |patterns: &[Pattern]| -> Vec<(String, bool)> {
            let mut found = Vec::new();
            for pattern in patterns {
                if !files::is_pattern(&pattern.text) {
                    found.push((files::shown(&folder.join(&pattern.text), here), false));
                    continue;
                }
                match files::matches(&folder, &pattern.text) {
                    Ok(paths) if paths.is_empty() => {
                        faults.push(format!("{name}:{}: `{}` matches no file; check it", pattern.line, pattern.text));
                    }
                    Ok(paths) => found.extend(paths.iter().map(|path| (files::shown(path, here), true))),
                    Err(error) => faults.push(format!("{name}:{}: `{}`: {error}", pattern.line, pattern.text)),
                }
            }
            found
        };
        let mut plans: Vec<Plan> = Vec::new();
        let mut of_many = Vec::new();
        for recording in &config.recordings {
            if recording.is_for_many() {
                let found = many(recording, config, &folder, here);
                let (found, told) = found.map_or_else(|told| (Vec::new(), told), |found| (found, Vec::new()));
                of_many.extend(told.iter().map(|(line, fault)| format!("{name}:{line}: {fault}")));
                plans.extend(found);
            } else {
                plans.push(Plan::configured(recording, config, &mut expand));
            }
        }
        faults.extend(of_many);
        for recording in &mut config.recordings {
            let patterns = recording.transcripts.iter_mut().chain(&mut recording.summaries);
            patterns.for_each(|pattern| pattern.text = files::shown(&folder.join(&pattern.text), here));
        }
        let audit = &mut config.audit;
        for path in audit.outputs.iter_mut().map(|(_, path)| path).chain(&mut audit.baseline) {
            path.text = files::shown(&folder.join(&path.text), here);
        }
        Ok(Some(Self { file, plans, faults }))
    }
}

impl Plan {
    fn configured(
        recording: &RecordingConfig,
        config: &Config,
        expand: &mut impl FnMut(&[Pattern]) -> Vec<(String, bool)>,
    ) -> Self {
        let transcripts = distinct(expand(&recording.transcripts).into_iter().map(|(path, _)| path));
        let known: Vec<PathBuf> = transcripts.iter().map(|path| files::identity(path)).collect();
        let summaries = expand(&recording.summaries).into_iter();
        // `talk/*.txt` means the summaries there, not the transcript beside them.
        let summaries = summaries.filter(|(path, by_pattern)| !by_pattern || !known.contains(&files::identity(path)));
        Self {
            summaries: distinct(summaries.map(|(path, _)| path)),
            transcripts,
            said: RecordingConfig { transcripts: Vec::new(), summaries: Vec::new(), ..recording.clone() },
            names: config.names_in(Some(recording)),
        }
    }

    /// What is known of this recording, without its files.
    fn like(known: &Self) -> Self {
        Self { transcripts: Vec::new(), summaries: Vec::new(), ..known.clone() }
    }

    /// What the recording is called; where nobody named it, as its file `path` is, without folder and ending.
    pub(super) fn name(&self, path: &str) -> String {
        if !self.said.name.is_empty() {
            return self.said.name.clone();
        }
        if path == "-" {
            return "standard input".to_owned();
        }
        Path::new(path).file_stem().map_or_else(|| path.to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    /// The same recording as a configuration would list it.
    pub(super) fn listed(&self) -> RecordingConfig {
        let patterns =
            |paths: &[String]| paths.iter().map(|path| Pattern { text: files::as_pattern(path), line: 0 }).collect();
        let first = self.transcripts.first().or(self.summaries.first());
        RecordingConfig {
            name: self.name(first.map_or("", String::as_str)),
            transcripts: patterns(&self.transcripts),
            summaries: patterns(&self.summaries),
            ..self.said.clone()
        }
    }
}

/// The recordings of an entry for many, by name: those that have a summary. The error tells lines and what is wrong there.
fn many(
    recording: &RecordingConfig,
    config: &Config,
    folder: &Path,
    here: &Path,
) -> Result<Vec<Plan>, Vec<(usize, String)>> {
    let mut faults = Vec::new();
    let mut named = |patterns: &[Pattern], known: &BTreeSet<String>| {
        let mut all = Vec::new();
        for Pattern { text, line } in patterns {
            match files::named(folder, text, known) {
                Ok(found) if found.is_empty() => faults.push((*line, format!("`{text}` matches no file; check it"))),
                Ok(found) => all.extend(found),
                Err(fault) => faults.push((*line, format!("`{text}`: {fault}"))),
            }
        }
        all
    };
    let transcripts = named(&recording.transcripts, &BTreeSet::new());
    let known: BTreeSet<String> = transcripts.iter().map(|(name, _)| name.clone()).collect();
    let own: BTreeSet<&PathBuf> = transcripts.iter().map(|(_, path)| path).collect();
    let summaries = named(&recording.summaries, &known);
    if !faults.is_empty() {
        return Err(faults);
    }
    let names = config.names_in(Some(recording));
    let mut plans: BTreeMap<&String, Plan> = BTreeMap::new();
    for (name, path) in summaries.iter().filter(|(_, path)| !own.contains(path)) {
        let plan = plans.entry(name).or_insert_with(|| Plan {
            said: RecordingConfig {
                name: recording.name.replace(NAME, name),
                transcripts: Vec::new(),
                summaries: Vec::new(),
                ..recording.clone()
            },
            names: names.clone(),
            ..Plan::default()
        });
        plan.summaries.push(files::shown(path, here));
    }
    for (name, path) in &transcripts {
        if let Some(plan) = plans.get_mut(name) {
            plan.transcripts.push(files::shown(path, here));
        }
    }
    Ok(plans
        .into_values()
        .map(|plan| Plan {
            transcripts: distinct(plan.transcripts.into_iter()),
            summaries: distinct(plan.summaries.into_iter()),
            ..plan
        })
        .collect())
}

/// The recordings to work on; none if neither the command line nor the configuration names any.
pub(super) fn plans(
    summaries: &[String],
    inputs: &Inputs,
    configured: Option<&Configured>,
) -> Result<Vec<Plan>, Failure> {
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
    let mut plans = match configured {
        Some(configured) if summaries.is_empty() => {
            if !configured.faults.is_empty() {
                return Err(Failure { exit: Exit::NotAudited, lines: configured.faults.clone() });
            }
            configured.plans.clone()
        }
        None if summaries.is_empty() => Vec::new(),
        _ => named(summaries, &inputs.transcripts, configured),
    };
    if inputs.media_url.is_some() && plans.len() > 1 {
        return Err(Failure::usage(
            "--media-url is the address of one recording; several have theirs in saidso.toml, as `media-url`",
        ));
    }
    for plan in &mut plans {
        overrule(&mut plan.said, inputs);
    }
    Ok(plans)
}

/// Puts what the command line says in the place of what the configuration says of a recording.
pub(super) fn overrule(said: &mut RecordingConfig, inputs: &Inputs) {
    said.recorded = inputs.recorded.or(said.recorded);
    said.kind = inputs.kind.or(said.kind);
    if inputs.media_url.is_some() {
        said.media_url.clone_from(&inputs.media_url);
    }
    for (told, given) in [
        (&mut said.transcript_format, &inputs.transcript_format),
        (&mut said.transcript_start, &inputs.transcript_start),
        (&mut said.summary_format, &inputs.summary_format),
    ] {
        if given.is_some() {
            told.clone_from(given);
        }
    }
}

/// Gives recordings that are called the same names of their own, as a configuration asks for.
pub(super) fn distinct_names<'n>(names: impl Iterator<Item = &'n mut String>) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let first = name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            *name = format!("{first}-{number}");
            number += 1;
        }
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
fn named(summaries: &[String], transcripts: &[String], configured: Option<&Configured>) -> Vec<Plan> {
    let known: &[Plan] = configured.map_or(&[], |configured| &configured.plans);
    let stranger = || Plan {
        names: configured.map(|configured| configured.file.config.names_in(None)).unwrap_or_default(),
        ..Plan::default()
    };
    let lists = |paths: &[String], path: &str| {
        path != "-" && paths.iter().any(|known| files::identity(known) == files::identity(path))
    };
    let summaries = distinct(summaries.iter().cloned());
    if !transcripts.is_empty() {
        let like = known.iter().find(|plan| transcripts.iter().any(|path| lists(&plan.transcripts, path)));
        let transcripts = distinct(transcripts.iter().cloned());
        return vec![Plan { transcripts, summaries, ..like.map_or_else(stranger, Plan::like) }];
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
            .map_or_else(stranger, |known| Plan { transcripts: known.transcripts.clone(), ..Plan::like(known) });
        plan.summaries.push(path);
        plans.push((listed, plan));
    }
    plans.into_iter().map(|(_, plan)| plan).collect()
}
