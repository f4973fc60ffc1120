//! Files and patterns: reading with a clear word on what is wrong, and `talk/*.txt` into the files it stands for.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    fs,
    io::{self, Read},
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use globset::{GlobBuilder, GlobMatcher};

use super::exit::{Exit, unreadable};
use crate::{
    config::NAME,
    load,
    source::{Source, SourceError},
};

/// A file that cannot serve, with the exit code that it alone would give.
#[derive(Debug, Clone)]
pub(super) struct Bad {
    pub(super) path: String,
    pub(super) exit: Exit,
    pub(super) message: String,
}

impl Bad {
    /// `PATH: what; what to do`.
    pub(super) fn line(&self) -> String {
        format!("{}: {}", self.path, self.message)
    }
}

/// Reads a text, `-` from standard input.
pub(super) fn read(path: &str) -> Result<Arc<Source>, Bad> {
    let bad = |exit, message: &str| Bad { path: path.to_owned(), exit, message: message.to_owned() };
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let line = unreadable(path, &error);
            return Err(bad(Exit::NotAudited, line.strip_prefix(&format!("{path}: ")).unwrap_or(&line)));
        }
    };
    let source = load::open(path, bytes).map_err(|error| match error {
        SourceError::Binary { .. } => {
            bad(Exit::NotAudited, "is a binary file; give a transcript or a summary as text")
        }
        SourceError::Container { message, .. } => bad(Exit::NotAudited, &message),
        SourceError::NotUtf8 { line, offset, .. } => bad(
            Exit::NotAudited,
            &format!(
                "line {line} is not UTF-8 (byte {offset}); convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`"
            ),
        ),
    })?;
    if source.text().trim_matches('\u{feff}').trim().is_empty() {
        return Err(bad(Exit::Nothing, "is empty; there is nothing to audit"));
    }
    Ok(source)
}

/// The largest file that is read, in bytes; words and times of 100 hours as JSON take less than half.
pub(super) const LARGEST: u64 = 256 << 20;

/// The bytes of a file, a pipe or, for `-`, of standard input. A device that never ends is read up to the limit.
fn bytes(path: &str) -> io::Result<Vec<u8>> {
    if path == "-" {
        return up_to(LARGEST, io::stdin().lock());
    }
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    up_to(LARGEST, file)
}

/// All bytes, if they are not more than a limit: what a size says need not be true.
fn up_to(limit: u64, from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// What tells whether two paths lead to one file.
pub(super) fn identity(path: &str) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path))
}

/// The nearest `saidso.toml`, from a folder upwards.
pub(super) fn nearest_config(from: &Path) -> Option<PathBuf> {
    from.ancestors().map(|folder| folder.join("saidso.toml")).find(|path| path.is_file())
}

/// A path as a person in the folder `here` would write it. Both are absolute.
pub(super) fn shown(path: &Path, here: &Path) -> String {
    let path = tidy(path);
    let here = tidy(here);
    let (parts, base): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (path.components().collect(), here.components().collect());
    let shared = parts.iter().zip(&base).take_while(|(a, b)| a == b).count();
    // With nothing but the root in common the absolute path is plainer.
    if shared <= 1 {
        return path.display().to_string();
    }
    let up = std::iter::repeat_n(Component::ParentDir, base.len() - shared);
    let relative: PathBuf = up.chain(parts.into_iter().skip(shared)).collect();
    relative.display().to_string()
}

/// Without `.` and, as far as the text of the path tells, without `..`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// Whether a path is a pattern.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '[', '{'])
}

/// A path as a pattern that leads to it alone.
pub(super) fn as_pattern(path: &str) -> String {
    if !is_pattern(path) {
        return path.to_owned();
    }
    let mut pattern = String::new();
    for character in path.chars() {
        if matches!(character, '*' | '?' | '[' | '{' | '}') {
            pattern.extend(['[', character, ']']);
        } else {
            pattern.push(character);
        }
    }
    pattern
}

/// The files of a pattern that holds `{name}`, each with its name. Where the name could end at several places it ends so that it is one
/// of `known`, else as late as it can.
pub(super) fn named(folder: &Path, pattern: &str, known: &BTreeSet<String>) -> Result<Vec<(String, PathBuf)>, String> {
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let Some(at) = parts.iter().position(|part| part.contains(NAME)) else { return Ok(Vec::new()) };
    let (before, after) = (parts.get(..at).unwrap_or_default(), parts.get(at + 1..).unwrap_or_default());
    if before.contains(&"**") && after.contains(&"**") {
        return Err(format!("`**` stands before and after {NAME}; one of them must be folders that are told"));
    }
    let (start, end) = parts.get(at).and_then(|part| part.split_once(NAME)).unwrap_or_default();
    if is_pattern(start) {
        return Err(format!("a wildcard stands before {NAME} in its file or folder; put it behind"));
    }
    let end = GlobBuilder::new(end).literal_separator(true).build().map_err(|error| error.kind().to_string())?;
    let end = end.compile_matcher();
    let mut found = Vec::new();
    let mut folders: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in matches(folder, pattern)? {
        let all: Vec<Component<'_>> = path.components().collect();
        // The start of the path is as long for every match, unless `**` is there: then the end is.
        let place = if before.contains(&"**") {
            all.len().checked_sub(after.len() + 1)
        } else {
            let root = if pattern.starts_with('/') { Path::new("/") } else { folder };
            Some(root.components().count() + at)
        };
        let Some((place, Component::Normal(part))) = place.and_then(|place| Some((place, *all.get(place)?))) else {
            continue;
        };
        let Some(rest) = part.to_str().and_then(|part| part.strip_prefix(start)) else { continue };
        let ends = rest.char_indices().rev().map(|(at, c)| rest.split_at(at + c.len_utf8()));
        let fits: Vec<&str> = ends.filter(|(_, tail)| end.is_match(tail)).map(|(name, _)| name).collect();
        let name = fits.iter().find(|name| known.contains(**name)).or(fits.first());
        let Some(name) = name.map(|name| (*name).to_owned()) else { continue };
        let own: PathBuf = all.into_iter().take(place).collect();
        if folders.entry(name.clone()).or_insert_with(|| own.clone()) != &own {
            return Err(format!("{NAME} is \"{name}\" in two folders; give each folder an entry of its own"));
        }
        found.push((name, path));
    }
    Ok(found)
}

/// The files that a pattern stands for, sorted. `*` and `?` stay within a folder name, `**` is any folders; `{name}` is as `*` here.
///
/// The pattern is matched folder by folder, so that only folders that can hold a match are read.
pub(super) fn matches(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, String> {
    let pattern = &pattern.replace(NAME, "*");
    let mut parts = Vec::new();
    for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
        parts.push(match part {
            "**" => Part::Any,
            part if is_pattern(part) => {
                let glob = GlobBuilder::new(part).literal_separator(true).build();
                Part::Glob(glob.map_err(|error| error.kind().to_string())?.compile_matcher())
            }
            part => Part::Name(part.to_owned()),
        });
    }
    let start = if pattern.starts_with('/') { Path::new("/") } else { folder };
    let mut found = Vec::new();
    walk(start, &parts, &mut found);
    found.sort();
    found.dedup();
    Ok(found)
}

enum Part {
    Name(String),
    Glob(GlobMatcher),
    Any,
}

fn walk(folder: &Path, parts: &[Part], found: &mut Vec<PathBuf>) {
    let Some((part, rest)) = parts.split_first() else { return };
    let mut enter = |path: PathBuf| {
        if rest.is_empty() {
            found.extend(path.is_file().then_some(path));
        } else if path.is_dir() {
            walk(&path, rest, found);
        }
    };
    match part {
        Part::Name(name) => enter(folder.join(name)),
        Part::Glob(glob) => {
            for name in names(folder) {
                // As in a shell, hidden files must be named.
                if glob.is_match(&name) && (!is_hidden(&name) || glob.glob().glob().starts_with('.')) {
                    enter(folder.join(name));
                }
            }
        }
        Part::Any => {
            walk(folder, rest, found);
            for name in names(folder).into_iter().filter(|name| !is_hidden(name)) {
                let path = folder.join(name);
                // Links are not followed, lest a circle of them never ends.
                if path.is_dir() && !path.is_symlink() {
                    walk(&path, parts, found);
                } else if rest.is_empty() && path.is_file() {
                    found.push(path);
                }
            }
        }
    }
}

/// The names in a folder. One that is no text is found as well: it cannot be read by what it is called, which is told, where passing it
/// over would let it pass.
fn names(folder: &Path) -> Vec<OsString> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect()
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_from_where_one_stands() {
        for (path, here, expected) in [
            ("/a/b/c.txt", "/a/b", "c.txt"),
            ("/a/b/c.txt", "/a", "b/c.txt"),
            ("/a/b/c.txt", "/a/d/e", "../../b/c.txt"),
            ("/a/b/../x/./c.txt", "/a/x", "c.txt"),
            ("/z/c.txt", "/a/b", "/z/c.txt"),
        ] {
            assert_eq!(shown(Path::new(path), Path::new(here)), expected);
        }
    }

    #[test]
    fn a_name_in_a_pattern_is_told_with_each_file() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |pattern: &str, known: &[&str]| {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            named(root, pattern, &known).map(|found| {
                found.into_iter().map(|(name, path)| format!("{name} {}", shown(&path, root))).collect::<Vec<_>>()
            })
        };
        let page = "seeds/llama4-interview/video-page.txt";
        for pattern in ["seeds/{name}/video-page.txt", "**/{name}/video-page.txt", "seeds/{name}/**/video-*"] {
            assert_eq!(names(pattern, &[]).unwrap(), [format!("llama4-interview {page}")], "{pattern}");
        }
        assert_eq!(names("seeds/*/video-{name}.txt", &[]).unwrap(), [format!("page {page}")]);
        // The name ends where it is known to end.
        assert!(names("seeds/*/{name}*", &[]).unwrap().contains(&format!("video-page.txt {page}")));
        assert!(names("seeds/*/{name}-*.txt", &["video"]).unwrap().contains(&format!("video {page}")));
        assert!(names("seeds/*/*-{name}.txt", &[]).is_err());
        assert!(names("**/{name}/**/a", &[]).is_err());
        assert!(names("**/{name}.rs", &[]).unwrap_err().contains("in two folders"));
    }

    #[test]
    fn patterns_find_files_in_order_and_skip_hidden_ones() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |pattern: &str| -> Vec<String> {
            let found = matches(root, pattern).unwrap();
            found.iter().map(|path| shown(path, root)).collect()
        };
        assert_eq!(names("seeds/*/summary-[bp]*.txt").len(), 3);
        assert_eq!(names("seeds/*/summary-{prose,none}.txt"), ["seeds/llama4-interview/summary-prose.txt"]);
        assert_eq!(names("seeds/**/video-page.txt"), ["seeds/llama4-interview/video-page.txt"]);
        assert_eq!(names("./saidso.toml"), ["saidso.toml"]);
        assert!(names("*/none.txt").is_empty());
        assert!(!names("*").iter().any(|name| name.starts_with('.')));
        assert!(matches(root, "seeds/[").is_err());
    }
}
