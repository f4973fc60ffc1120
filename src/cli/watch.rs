//! `--watch`: the same audit again whenever a file changes that it reads.
//!
//! Modification times and sizes are looked at a few times a second. The system's own notices would come sooner, but not from network
//! mounts and many containers, and not for files that a pattern will match once they are there; looking costs a few calls a file.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, SystemTime},
};

use super::{
    args::Audit,
    config_file::ConfigFile,
    exit::{Exit, Failure, complain},
    files,
};

const STEP: Duration = Duration::from_millis(300);
/// Several files saved at once are one change, and a file that is written in pieces is read when it is done; but not for ever.
const SETTLED: Duration = Duration::from_millis(100);
const LONGEST: usize = 30;

/// Runs an audit, with `--watch` again and again until the program is ended.
///
/// What is wrong with the first run is told as ever; later a file may be missing for a moment, or the configuration half written.
pub(super) fn over(args: &Audit, audit: impl Fn() -> Result<Exit, Failure>) -> Result<Exit, Failure> {
    if !args.watch {
        return audit();
    }
    if args.summaries.iter().chain(&args.inputs.transcripts).any(|path| path == "-") {
        return Err(Failure::usage("standard input (`-`) cannot be watched; give files"));
    }
    let (mut seen, mut changed) = (look(args, &Seen::new()), String::new());
    loop {
        if !changed.is_empty() {
            clear(args);
            tell(args, &format!("changed: {changed}"))?;
        }
        match audit() {
            Err(failure) if changed.is_empty() => return Err(failure),
            Err(failure) => failure.lines.iter().for_each(|line| complain(line)),
            Ok(_) => {}
        }
        tell(args, "waiting for changes; Ctrl-C ends it")?;
        let now = next(args, &seen);
        changed = names(&seen, &now);
        seen = now;
    }
}

/// A file as it was seen; `None` when it is not there.
type Seen = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// Waits until the files are other than they were, and have settled.
fn next(args: &Audit, seen: &Seen) -> Seen {
    loop {
        thread::sleep(STEP);
        let mut now = look(args, seen);
        for _ in 0..LONGEST {
            if now == *seen {
                break;
            }
            thread::sleep(SETTLED);
            let later = look(args, seen);
            if later == now {
                return now;
            }
            now = later;
        }
        if now != *seen {
            return now;
        }
    }
}

/// The files that the arguments and the configuration name now; while that is broken, those that it named.
fn look(args: &Audit, seen: &Seen) -> Seen {
    let here = env::current_dir().unwrap_or_default();
    let maps = &args.inputs.maps;
    let mut written: Vec<PathBuf> = args.outputs.outputs.iter().map(|(_, path)| identity(&here.join(path))).collect();
    let mut paths: Vec<PathBuf> =
        args.summaries.iter().chain(&args.inputs.transcripts).map(|path| here.join(path)).collect();
    paths.extend(maps.config.as_ref().map(|path| here.join(path)).or_else(|| files::nearest_config(&here)));
    paths.extend(args.gate.baseline.as_ref().map(|path| here.join(path)));
    match ConfigFile::find(maps.config.as_deref()) {
        Ok(None) => {}
        Err(_) => paths.extend(seen.keys().cloned()),
        Ok(Some(file)) => {
            let folder = file.folder();
            if args.gate.baseline.is_none() {
                paths.extend(file.config.audit.baseline.iter().map(|path| folder.join(&path.text)));
            }
            written.extend(file.config.audit.outputs.iter().map(|(_, path)| identity(&folder.join(&path.text))));
            for recording in &file.config.recordings {
                // Summaries that are named bring their transcripts with them, not their neighbours.
                let transcripts = recording.transcripts.iter().filter(|_| args.inputs.transcripts.is_empty());
                let summaries = recording.summaries.iter().filter(|_| args.summaries.is_empty());
                paths.extend(transcripts.chain(summaries).flat_map(|pattern| matched(folder, &pattern.text)));
            }
        }
    }
    paths.retain(|path| !written.contains(&identity(path)));
    let stamp =
        |path: &Path| fs::metadata(path).ok().map(|of| (of.modified().unwrap_or(SystemTime::UNIX_EPOCH), of.len()));
    paths.into_iter().map(|path| (path.clone(), stamp(&path))).collect()
}

fn identity(path: &Path) -> PathBuf {
    files::identity(&path.to_string_lossy())
}

fn matched(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    if files::is_pattern(pattern) {
        files::matches(folder, pattern).unwrap_or_default()
    } else {
        vec![folder.join(pattern)]
    }
}

/// What is other than it was, as a person here would write it.
fn names(before: &Seen, now: &Seen) -> String {
    const SHOWN: usize = 4;
    let here = env::current_dir().unwrap_or_default();
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    let other = now.iter().filter(|(path, stamp)| before.get(*path) != Some(stamp));
    let mut names: Vec<String> = other.chain(gone).map(|(path, _)| files::shown(path, &here)).collect();
    if names.len() > SHOWN {
        let more = names.len() - SHOWN;
        names.truncate(SHOWN);
        names.push(format!("{more} more"));
    }
    names.join(", ")
}

/// An empty screen, where there is one.
fn clear(args: &Audit) {
    if !args.outputs.quiet && io::stdout().is_terminal() {
        let _ = write!(io::stdout(), "\x1b[2J\x1b[H").and_then(|()| io::stdout().flush());
    }
}

/// Says what the watch does. When nobody is there to be told, it ends.
fn tell(args: &Audit, line: &str) -> Result<(), Failure> {
    let told = if args.outputs.quiet {
        Ok(())
    } else {
        writeln!(io::stderr(), "saidso: {}", crate::render::harmless::harmless(line))
    };
    told.map_err(|_| Failure { exit: Exit::Clean, lines: Vec::new() })
}
