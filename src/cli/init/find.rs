//! Which files of a folder are transcripts, which are summaries.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::{
    load,
    mention::date::{Grain, dates},
    source::Source,
    text::{fold::fold, words},
};

/// Larger files are no transcripts: a day of talk is a tenth of this.
const BYTES: u64 = 8 << 20;
/// So many files are read, in the order of their paths.
const FILES: usize = 2000;
/// Folders further down are not entered.
const DEPTH: usize = 12;
/// A date of the talk stands in one of so many lines at the start.
const HEAD: usize = 25;

/// How transcripts and summaries end.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "json", "vtt", "srt", "sbv", "ass", "ssa", "lrc", "ttml", "dfxp",
    "xml", "srv1", "srv2", "srv3", "cha", "nlp", "docx",
];

/// Folders that hold what programs made.
const MADE: &[&str] = &["target", "node_modules", "vendor", "venv", "__pycache__"];

/// Files that are about a repository, not about a talk.
const ABOUT: &[&str] = &[
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "contributing",
    "architecture",
    "security",
    "code of conduct",
    "authors",
    "sources",
    "todo",
    "package",
    "package lock",
    "tsconfig",
    "requirements",
    "cmakelists",
];

/// What a folder holds.
pub(super) struct Found {
    /// In the order of their paths.
    pub(super) files: Vec<File>,
    /// How many were not read: too large, too many, too deep.
    pub(super) left_out: usize,
}

/// A file that holds a talk, a summary, or both.
pub(super) struct File {
    /// From the folder that was looked through, with `/`.
    pub(super) path: String,
    pub(super) holds: Holds,
    /// The labels of who speaks, in order of appearance.
    pub(super) speakers: Vec<String>,
    /// Whether what is said has times.
    pub(super) timed: bool,
    /// The day that its path or its head names.
    pub(super) day: Option<Date>,
    /// The stems of the words that tell what it is about.
    pub(super) stems: FxHashSet<SmolStr>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Talk,
    Summary,
    Both,
}

impl File {
    /// The folder, `""` for the one that was looked through.
    pub(super) fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The words of the file's name that do not only say what kind of file it is.
    pub(super) fn own_words(&self) -> Vec<String> {
        let mut name = self.path.rsplit('/').next().unwrap_or_default();
        while let Some((stem, ending)) = name.rsplit_once('.')
            && (ENDINGS.contains(&ending.to_lowercase().as_str()) || is_kind(&fold(ending)))
        {
            name = stem;
        }
        let folded = fold(name);
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
        parts.filter(|part| !is_kind(part)).map(str::to_owned).collect()
    }
}

/// Words that say that a file holds a talk.
const TALKS: &[&str] = &["transcript", "transcripts", "transcription", "captions", "subtitles"];

/// Words that say that a file holds a summary.
const SUMMARIES: &[&str] =
    &["summary", "summaries", "notes", "note", "minutes", "recap", "chapters", "highlights", "takeaways", "actions"];

/// Words that say of what kind a file is in another way, in which language, for which reader.
const KINDS: &[&str] = &[
    "caption", "subs", "bullets", "bullet", "prose", "short", "long", "tldr", "overview", "action", "items", "raw",
    "clean", "final", "draft", "auto", "en", "eng", "english", "us", "gb", "uk", "whisper", "video", "page", "talk",
    "text", "show", "key", "points", "a", "b", "c",
];

/// Whether a word of a file's name only says what kind of file it is.
fn is_kind(word: &str) -> bool {
    [TALKS, SUMMARIES, KINDS].iter().any(|words| words.contains(&word))
}

/// Reads what can be a transcript or a summary below a folder; hidden folders and what programs made are passed over.
pub(super) fn look_through(folder: &Path) -> Found {
    let (mut paths, mut left_out) = (Vec::new(), 0);
    walk(folder, "", 0, &mut paths, &mut left_out);
    paths.sort();
    left_out += paths.len().saturating_sub(FILES);
    paths.truncate(FILES);
    let files = paths.par_iter().filter_map(|(path, file)| read(path, file)).collect();
    Found { files, left_out }
}

fn walk(folder: &Path, prefix: &str, depth: usize, found: &mut Vec<(String, PathBuf)>, left_out: &mut usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        // Links are not followed, lest a circle of them never ends.
        let Ok(kind) = entry.file_type() else { continue };
        if name.starts_with('.') || kind.is_symlink() {
            continue;
        }
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            if !MADE.contains(&name.as_str()) {
                if depth < DEPTH {
                    walk(&entry.path(), &format!("{path}/"), depth + 1, found, left_out);
                } else {
                    *left_out += 1;
                }
            }
            continue;
        }
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        let about = fold(stem).replace(['_', '-', '.'], " ");
        if !ENDINGS.contains(&ending.to_lowercase().as_str()) || ABOUT.contains(&about.as_str()) {
            continue;
        }
        match entry.metadata() {
            Ok(it) if it.len() <= BYTES => found.push((path, entry.path())),
            Ok(it) if it.is_file() => *left_out += 1,
            _ => {}
        }
    }
}

fn read(path: &str, file: &Path) -> Option<File> {
    if !file.is_file() {
        return None;
    }
    let source = load::open(path, fs::read(file).ok()?).ok()?;
    // A report of our own tells of summaries, and is none.
    if source.text().starts_with("{\n  \"schema_version\"") {
        return None;
    }
    let parts = load::summary(&source);
    let mut summary = parts.summary.filter(|summary| !summary.claims.is_empty());
    let mut talk = parts.transcript.filter(|talk| !talk.turns.is_empty());
    if talk.is_none() && is_short_talk(path, &source) {
        (talk, summary) = (Some(load::transcript(&source)), None);
    }
    let holds = match (&talk, &summary) {
        (Some(_), Some(_)) => Holds::Both,
        (Some(_), None) => Holds::Talk,
        (None, Some(_)) => Holds::Summary,
        (None, None) => return None,
    };
    let mut stems = FxHashSet::default();
    let told = |stems: &mut FxHashSet<SmolStr>, text: &str| {
        let telling = words(text).into_iter().filter(|word| !word.is_stop());
        stems.extend(telling.map(|word| word.stem));
    };
    for claim in summary.iter().flat_map(|summary| &summary.claims) {
        told(&mut stems, claim.text());
    }
    for turn in talk.iter().flat_map(|talk| &talk.turns) {
        told(&mut stems, turn.flow.text());
    }
    let speakers = talk.iter().flat_map(|talk| &talk.speakers).map(|speaker| speaker.name.clone());
    Some(File {
        path: path.to_owned(),
        holds,
        speakers: speakers.collect(),
        timed: talk.as_ref().is_some_and(|talk| talk.duration().is_some()),
        day: day_in_name(path).or_else(|| day_in_head(&source)),
        stems,
    })
}

/// Whether a text that could be a summary with owners is a short talk: by its name, else by labels of several people on all lines.
fn is_short_talk(path: &str, source: &Arc<Source>) -> bool {
    let name = fold(path.rsplit('/').next().unwrap_or_default());
    let called = |words: &[&str]| name.split(|c: char| !c.is_alphanumeric()).any(|part| words.contains(&part));
    if called(SUMMARIES) {
        return false;
    }
    let sure = load::detections(source).into_iter().any(|(format, sure)| format != "text/plain" && sure > 0.9);
    called(TALKS) || sure && load::transcript(source).speakers.len() > 1
}

/// A day written in a path as `2025-04-29`, `2025_04_29`, `2025.04.29` or `20250429`; the last one counts.
fn day_in_name(path: &str) -> Option<Date> {
    let runs: Vec<&str> = path.split(|c: char| !c.is_ascii_digit()).collect();
    let day = |year: &str, month: &str, day: &str| {
        let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let mut parted = runs.windows(3).filter_map(|run| match run {
        [a, b, c] if (a.len(), b.len(), c.len()) == (4, 2, 2) => day(a, b, c),
        _ => None,
    });
    let mut whole = runs.iter().filter(|run| run.len() == 8).filter_map(|run| day(&run[..4], &run[4..6], &run[6..]));
    parted.next_back().or_else(|| whole.next_back())
}

/// The day of a line such as `Date: April 29, 2025` near the start.
fn day_in_head(source: &Arc<Source>) -> Option<Date> {
    const KEYS: &[&str] = &["date", "recorded", "recorded on", "recording date", "meeting date", "date recorded"];
    source.lines().take(HEAD).find_map(|line| {
        let (key, value) = line.text.split_once(':')?;
        let key = fold(key.trim_matches(|c: char| !c.is_alphabetic()));
        if !KEYS.contains(&key.as_str()) {
            return None;
        }
        day_in_name(value).or_else(|| {
            let found = dates(value, &words(value), None);
            found.iter().filter(|date| date.grain == Grain::Day).find_map(|date| date.days).map(|(day, _)| day)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_where_it_is_written() {
        for (path, day) in [
            ("talks/2025-04-29-council.vtt", Some("2025-04-29")),
            ("2025_04_29.txt", Some("2025-04-29")),
            ("talks/20250429/a.txt", Some("2025-04-29")),
            ("2024-01-01/b-2025-04-29.txt", Some("2025-04-29")),
            ("2025-13-29.txt", None),
            ("v1.2.3/12345678.txt", None),
        ] {
            assert_eq!(day_in_name(path).map(|day| day.to_string()).as_deref(), day, "{path}");
        }
        for (text, day) in [
            ("---\ntitle: Harbour\ndate: 2025-04-29\n---\n", Some("2025-04-29")),
            ("**Date:** April 29, 2025\n", Some("2025-04-29")),
            ("Recorded: 29 April 2025\n", Some("2025-04-29")),
            ("Recorded: yesterday\n", None),
            ("Ada: We met on April 29, 2025.\n", None),
        ] {
            let found = day_in_head(&Source::new("t", text));
            assert_eq!(found.map(|day| day.to_string()).as_deref(), day, "{text}");
        }
    }
}
