//! Is the map true, and do the layers point one way?

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules in reading order: each may use only those before it.
const LAYERS: &[&str] = &[
    "source",
    "text",
    "mention",
    "transcript",
    "summary",
    "load",
    "align",
    "finding",
    "rules",
    "judge",
    "report",
    "audit",
    "render",
    "accept",
    "config",
    "cli",
    "main",
];

/// A file is read in one sitting.
const LINES: usize = 480;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The words after `crate::` and, in a braced import, after `crate::{` at the first level.
fn modules_used(text: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut start = true;
            for (index, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => start = true,
                    c if start && c.is_alphabetic() => {
                        used.push(word(&group[index..]));
                        start = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.push(word(rest));
        }
    }
    used
}

#[test]
fn layers_point_one_way() {
    let mut seen = 0;
    for file in rust_files(Path::new("src")) {
        let relative = file.strip_prefix("src").expect("below src");
        let own = relative
            .components()
            .next()
            .expect("a part")
            .as_os_str()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_owned();
        let Some(rank) = LAYERS.iter().position(|layer| *layer == own) else {
            assert_eq!(own, "lib", "{} is in no layer", file.display());
            continue;
        };
        let text = fs::read_to_string(&file).expect("a file");
        for used in modules_used(&text) {
            let Some(other) = LAYERS.iter().position(|layer| *layer == used) else { continue };
            seen += 1;
            assert!(other <= rank, "{}: `{own}` may not use `{used}`", file.display());
        }
    }
    assert!(seen > 50, "the test found only {seen} uses: it does not read the imports");
}

#[test]
fn files_are_read_in_one_sitting() {
    for file in rust_files(Path::new("src")) {
        let lines = fs::read_to_string(&file).expect("a file").lines().count();
        assert!(lines <= LINES, "{} has {lines} lines", file.display());
    }
}

#[test]
fn the_map_names_what_is_there() {
    let map = fs::read_to_string("ARCHITECTURE.md").expect("the map");
    let named: Vec<&str> = map
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains('/') && !name.contains([' ', '<', '*']))
        .collect();
    assert!(named.len() > 10, "the map names hardly anything");
    for path in named {
        assert!(Path::new(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
}
