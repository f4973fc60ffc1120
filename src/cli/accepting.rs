//! What was accepted: `--baseline`, `--only-new`, suppressions, and `baseline`, which writes the file.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    args::{Gate, MakeBaseline},
    audit::{audited, exit, policy, tell},
    exit::{Exit, Failure, unwritable},
    files,
    input::Gathered,
    output::{WholeFile, print, safe},
};
use crate::{
    accept::{self, Allows, Baseline, Files, Scope, Suppressing},
    render::harmless::harmless,
    report::Report,
};

/// The name of a baseline where none is given.
const NAME: &str = "saidso-baseline.json";

/// The baseline that is in effect, if there is one.
pub(super) fn baseline_of(gathered: &Gathered, gate: &Gate) -> Result<Option<PathBuf>, Failure> {
    let path = gate.baseline.clone().or_else(|| told(gathered));
    if path.is_none() && gate.only_new {
        let message = "--only-new needs a baseline; `saidso baseline` writes one, --baseline FILE reads it";
        return Err(Failure::usage(message));
    }
    Ok(path)
}

/// The baseline that the configuration names.
fn told(gathered: &Gathered) -> Option<PathBuf> {
    gathered.told.baseline.as_ref().map(|told| PathBuf::from(&told.text))
}

/// Marks what the configuration, comments and the baseline accept. `only_conflicts` is for `compare`, which asks for nothing else.
pub(super) fn accept(
    report: &mut Report,
    gathered: &mut Gathered,
    gate: &Gate,
    only_conflicts: bool,
) -> Result<(), Failure> {
    let here = here()?;
    let policy = policy(gathered, gate)?;
    let scope = Scope { policy: &policy, only_conflicts, whole: gathered.whole };
    suppress(report, gathered, &scope, &here);
    let Some(path) = baseline_of(gathered, gate)? else { return Ok(()) };
    let folder = folder(&path, &here);
    let baseline = read(&path)?;
    // A report must not take its place.
    gathered.files.extend(path.canonicalize());
    let files = Files { called: &|path| called(path, &folder, &here), gone: &|path| gone(path, &folder) };
    baseline.apply(report, &scope, &files);
    if gate.only_new {
        accept::only_new(report);
    }
    Ok(())
}

fn suppress(report: &mut Report, gathered: &Gathered, scope: &Scope, here: &Path) {
    let mut suppressing = Suppress::begin(gathered, here.to_owned());
    suppressing.apply(report, gathered, scope);
    suppressing.finish(report, scope);
}

/// Marks what the configuration and comments accept in recordings that come one after the other.
pub(super) struct Suppress {
    here: PathBuf,
    suppressing: Suppressing,
}

impl Suppress {
    /// Before the first recording; `here` is the folder of the process.
    pub(super) fn begin(gathered: &Gathered, here: PathBuf) -> Self {
        let config = gathered.config.as_ref();
        let called = |path: &str| path.to_owned();
        let allows = config.map(|file| Allows { source: &file.source, list: &file.config.allows, called: &called });
        Self { here, suppressing: Suppressing::new(allows.as_ref()) }
    }

    /// Marks the recordings of a report.
    pub(super) fn apply(&mut self, report: &mut Report, gathered: &Gathered, scope: &Scope) {
        let config = gathered.config.as_ref();
        let named = |path: &str| match config {
            Some(file) => called(path, file.folder(), &self.here),
            None => path.to_owned(),
        };
        let allows = config.map(|file| Allows { source: &file.source, list: &file.config.allows, called: &named });
        self.suppressing.apply(&mut report.recordings, scope, allows.as_ref());
    }

    /// Adds what of all that allows nothing.
    pub(super) fn finish(self, report: &mut Report, scope: &Scope) {
        report.inputs.extend(self.suppressing.finish(scope));
    }
}

/// Writes the baseline of what is found now.
pub(super) fn baseline(args: &MakeBaseline) -> Result<Exit, Failure> {
    let here = here()?;
    let gate = Gate { select: args.select.clone(), ignore: args.ignore.clone(), ..Gate::default() };
    let (mut report, gathered) = audited(&args.summaries, &args.inputs, &gate, false, false)?;
    let policy = policy(&gathered, &gate)?;
    let scope = Scope { policy: &policy, only_conflicts: false, whole: gathered.whole };
    suppress(&mut report, &gathered, &scope, &here);
    tell(&report);
    if report.totals().claims == 0 {
        return Ok(Exit::Nothing);
    }
    let beside = || gathered.config.as_ref().map_or(here.as_path(), |file| file.folder()).join(NAME);
    let path = args
        .output
        .clone()
        .or_else(|| told(&gathered))
        .unwrap_or_else(|| PathBuf::from(files::shown(&beside(), &here)));
    let stdout = path.as_os_str() == "-";
    let shown = path.display().to_string();
    let unwritable = |error| Failure::usage(unwritable(&shown, &error));
    safe(&path, &gathered.files).map_err(unwritable)?;
    let older = if !stdout && path.exists() { Some(read(&path)?) } else { None };
    let folder = folder(&path, &here);
    let files = Files { called: &|path| called(path, &folder, &here), gone: &|path| gone(path, &folder) };
    let renewed = Baseline::renew(older.as_ref(), &mut report, &scope, &files);
    let text = renewed.text().map_err(unwritable)?;
    // What cannot be judged by its findings is judged by whether it could be audited.
    let exit = exit(&report, None);
    if stdout {
        print(false, |out| out.write_all(text.as_bytes()))?;
        return Ok(exit);
    }
    let written = WholeFile::create(&path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.finish()
    });
    written.map_err(unwritable)?;
    let (all, new, gone) = (renewed.entries.len(), renewed.new, renewed.left_out);
    let findings = if all == 1 { "finding" } else { "findings" };
    let shown = harmless(&shown);
    print(false, |out| {
        writeln!(out, "{shown}: accepts {all} {findings}; new: {new}, left out: {gone}")?;
        writeln!(out, "From now on: saidso audit --baseline {shown}")
    })?;
    Ok(exit)
}

fn read(path: &Path) -> Result<Baseline, Failure> {
    let name = path.display().to_string();
    let source: Arc<_> = files::read(&name).map_err(|bad| match bad.exit {
        Exit::Nothing => Failure::usage(format!("{name}: is empty; delete it and run `saidso baseline`")),
        // The words of files that are not there or not readable fit a baseline, too.
        _ => Failure::usage(bad.line()),
    })?;
    Baseline::read(&source).map_err(|damaged| Failure::usage(damaged.to_string()))
}

pub(super) fn here() -> Result<PathBuf, Failure> {
    env::current_dir().map_err(|error| Failure::usage(format!("the current directory: {error}")))
}

/// The folder of a file.
fn folder(path: &Path, here: &Path) -> PathBuf {
    let path = here.join(path);
    path.parent().unwrap_or(here).to_owned()
}

/// What a file is called from a folder: the same on every machine.
fn called(path: &str, folder: &Path, here: &Path) -> String {
    if path == "-" {
        return path.to_owned();
    }
    let name = files::shown(&here.join(path), folder);
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

fn gone(path: &str, folder: &Path) -> bool {
    path != "-" && !folder.join(path).exists()
}
