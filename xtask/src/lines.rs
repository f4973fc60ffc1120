//! Files of JSON Lines: the sets to fit on and to measure by.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A line of a file of JSON Lines.
pub(crate) struct Line {
    value: serde_json::Value,
    /// `path:line`, for faults.
    place: String,
}

impl Line {
    /// A field that holds a text.
    pub(crate) fn text(&self, field: &str) -> Result<&str, String> {
        self.value[field].as_str().ok_or_else(|| self.lacks(field))
    }

    /// A field that holds a whole number.
    pub(crate) fn number(&self, field: &str) -> Result<u64, String> {
        self.value[field].as_u64().ok_or_else(|| self.lacks(field))
    }

    /// A field that holds a list of whole numbers.
    pub(crate) fn numbers(&self, field: &str) -> Result<Vec<u64>, String> {
        let list = self.value[field].as_array().ok_or_else(|| self.lacks(field))?;
        list.iter().map(|number| number.as_u64().ok_or_else(|| self.lacks(field))).collect()
    }

    fn lacks(&self, field: &str) -> String {
        format!("{}: no field {field}", self.place)
    }
}

/// The lines of a file that are not blank.
pub(crate) fn lines(path: &Path) -> Result<Vec<Line>, String> {
    let text = read_file(path)?;
    let full = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(number, line): (usize, &str)| {
        let place = format!("{}:{}", path.display(), number + 1);
        let value = serde_json::from_str(line).map_err(|error| format!("{place}: {error}"))?;
        Ok(Line { value, place })
    };
    full.map(read).collect()
}

/// The lines of a file about each talk, which the field `doc` names, by the talk's name.
pub(crate) fn by_talk(path: &Path) -> Result<BTreeMap<String, Vec<Line>>, String> {
    let mut talks: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for line in lines(path)? {
        talks.entry(line.text("doc")?.to_owned()).or_default().push(line);
    }
    Ok(talks)
}

/// The files of JSON Lines in a folder, by name.
pub(crate) fn sets(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The name of a set: that of its file without its ending.
pub(crate) fn set_name(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The text of a file.
pub(crate) fn read_file(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
