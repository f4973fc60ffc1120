//! `init`: a configuration for what is found in a folder.

mod find;
mod page;
mod pair;

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use super::{
    args::Init,
    exit::{Exit, Failure, complain, unreadable, unwritable},
    output::{WholeFile, print},
};
use pair::{Pairs, Recording};

/// So many recordings are told of, and so many transcripts.
const LINES: usize = 20;

/// Looks through a folder and writes its configuration; what was found and what to do next goes to standard error.
pub(super) fn init(args: &Init) -> Result<Exit, Failure> {
    let folder = Path::new(&args.folder);
    let target = folder.join("saidso.toml");
    let shown = target.strip_prefix(".").unwrap_or(&target).display().to_string();
    match fs::metadata(folder) {
        Err(error) => return Err(Failure::usage(unreadable(&args.folder, &error))),
        Ok(it) if !it.is_dir() => {
            return Err(Failure::usage(format!("{}: is a file; name the folder to look through", args.folder)));
        }
        Ok(_) => {}
    }
    if !args.stdout && !args.force && fs::symlink_metadata(&target).is_ok() {
        return Err(Failure::usage(format!("{shown}: is there already; --force replaces it, --stdout only prints")));
    }
    let found = find::look_through(folder);
    let pairs = Pairs::of(&found.files);
    let text = page::page(&pairs);
    if args.stdout {
        print(false, |out| out.write_all(text.as_bytes()))?;
    } else {
        write(&target, &text).map_err(|error| Failure::usage(unwritable(&shown, &error)))?;
    }
    tell(&found, &pairs, if args.stdout { None } else { Some(&shown) });
    Ok(Exit::Clean)
}

fn write(target: &Path, text: &str) -> io::Result<()> {
    let mut file = WholeFile::create(target)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}

/// What was found, and what to do next.
fn tell(found: &find::Found, pairs: &Pairs, written: Option<&str>) {
    for recording in pairs.recordings.iter().take(LINES) {
        let talk = match recording.transcripts.as_slice() {
            [] => "the talk is in the summary".to_owned(),
            talks => talks.iter().map(|talk| talk.path.as_str()).collect::<Vec<_>>().join(", "),
        };
        let summaries: Vec<&str> = recording.summaries.iter().map(|file| file.path.as_str()).collect();
        complain(&format!(
            "{}: {talk}; {}: {}",
            recording.name,
            many(summaries.len(), "summary"),
            summaries.join(", ")
        ));
    }
    if pairs.recordings.len() > LINES {
        complain(&format!("and {}", many(pairs.recordings.len() - LINES, "more recording")));
    }
    for talk in pairs.alone.iter().take(LINES) {
        complain(&format!("{}: a transcript, but no summary of it was found", talk.path));
    }
    if pairs.alone.len() > LINES {
        complain(&format!("and {} without a summary", many(pairs.alone.len() - LINES, "more transcript")));
    }
    if pairs.recordings.is_empty() && pairs.alone.is_empty() {
        complain("no transcript was found; the file is a template to fill in");
    }
    if found.left_out > 0 {
        complain(&format!("{} left out: too large, too many or too deep", many(found.left_out, "file")));
    }
    if let Some(path) = written {
        complain(&format!("wrote {path} with {}", many(pairs.recordings.len(), "recording")));
    }
    let undated: Vec<&str> =
        pairs.recordings.iter().filter(|one| one.recorded.is_none()).map(|one| one.name.as_str()).collect();
    let mut next = Vec::new();
    if !undated.is_empty() {
        next.push(format!("say when {} recorded", were(&undated)));
    }
    if pairs.recordings.iter().any(Recording::has_counted_voices) {
        next.push("say who the numbered speakers are".to_owned());
    }
    next.push(if pairs.recordings.is_empty() { "list your recordings" } else { "run `saidso audit`" }.to_owned());
    complain(&format!("next: {}", next.join(", ")));
}

/// "harbour was", "harbour and council were", "7 recordings were".
fn were(names: &[&str]) -> String {
    match names {
        [one] => format!("{one} was"),
        [a, b] => format!("{a} and {b} were"),
        more => format!("{} recordings were", more.len()),
    }
}

fn many(count: usize, what: &str) -> String {
    match (count, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {what}s"),
    }
}
