//! Measures the tool on labelled data, baselines beside it: `cargo run --release -p xtask -- measure DIR [--write]`.
//!
//! `DIR/claims/*.jsonl` are sets of texts with the talk and whether it bears them out (lines of `{"transcript", "claim", "label"}`);
//! `DIR/align/qmsum.jsonl` are true sentences with the lines of `DIR/align/docs/DOC.txt` that they rest on (`{"split", "doc",
//! "claim", "lines"}`). The tables are printed, or with `--write` put into `docs/method.md`.

mod alignment;
mod baselines;
mod claims;
mod page;
mod published;
mod reliability;
mod rivals;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use self::page::Block;
use crate::{lines::read_file, train::judge};

/// Measures; what comes back is for printing.
pub(crate) fn measure(folder: &Path, write: bool) -> Result<String, String> {
    let mut blocks = vec![Block { name: "build", text: build() }];
    blocks.extend(tables(folder)?);
    if !write {
        return Ok(blocks.iter().map(Block::written).collect::<Vec<_>>().join("\n\n"));
    }
    let path = method_page();
    fs::write(&path, page::renewed(&read_file(&path)?, &blocks)?)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(format!("renewed {} tables of {}", blocks.len(), path.display()))
}

/// Every table, by the name that it has on the page.
fn tables(folder: &Path) -> Result<Vec<Block>, String> {
    let claims = folder.join("claims");
    let sets = claims::sets(&claims)?;
    Ok(vec![
        Block { name: "ranked", text: claims::ranked(&sets) },
        Block { name: "decided", text: claims::decided(&sets) },
        Block { name: "published", text: published::table_of(&sets) },
        Block { name: "reliability", text: reliability::by_set(&sets) },
        Block { name: "ranges", text: reliability::by_range(&sets) },
        Block { name: "across", text: across(&judge::across(&claims)?) },
        Block { name: "alignment", text: alignment::tables(&folder.join("align"))? },
    ])
}

/// The signs on each set, with the weights in use and with such as were fitted on the other sets.
fn across(rows: &[judge::Row]) -> String {
    let cells = |row: &judge::Row| {
        let others = row.others.as_ref().map_or([String::new(), String::new()], told);
        [vec![row.name.clone(), row.texts.to_string()], told(&row.used).to_vec(), others.to_vec()].concat()
    };
    let heads = ["set", "texts", "AUC", "ECE", "AUC, fitted on the others", "ECE, fitted on the others"];
    page::table(&heads, rows.iter().map(cells))
}

fn told(measured: &judge::Measured) -> [String; 2] {
    [page::percent(measured.auc), format!("{:.2}", measured.error)]
}

fn method_page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/method.md")
}

/// Which program was measured: the last commit, and whether the sources have changed since.
fn build() -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let commit = git(&["log", "-1", "--format=%h of %cs"]).unwrap_or_else(|| "unknown".to_owned());
    let changed = git(&["status", "--porcelain", "--", "../src"]).is_some_and(|changes| !changes.is_empty());
    let changed = if changed { ", with changes to the sources that are not committed" } else { "" };
    format!("Measured at commit {commit}{changed}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixture() -> Vec<Block> {
        tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bench")).unwrap()
    }

    #[test]
    fn a_small_set_is_measured_as_counted_by_hand() {
        let blocks = fixture();
        let row = |name: &str, start: &str| {
            let block = blocks.iter().find(|block| block.name == name).unwrap();
            block.text.lines().find(|line| line.starts_with(start)).unwrap().to_owned()
        };
        // The false ferries differ in one number and in one name: each of the two rules misses the other one.
        let ranked = row("ranked", "| ferry |");
        assert!(ranked.starts_with("| ferry | 4 | 50 % |"), "{ranked}");
        assert!(ranked.ends_with("| 100.0 | 100.0 | 75.0 | 75.0 |"), "{ranked}");
        // Thresholds are those of the canal, where names tell nothing.
        let decided = row("decided", "| ferry |");
        assert!(decided.ends_with("| 100.0 | 100.0 | 75.0 | 75.0 |"), "{decided}");
        assert_eq!(row("alignment", "| train | 1 | saidso"), "| train | 1 | saidso | 100.0 | 100.0 | 100.0 |");
        // The second sentence is marked with the line that only names the ferry: the second best.
        assert_eq!(row("alignment", "| val | 2 | BM25"), "| val | 2 | BM25 | 50.0 | 100.0 | 100.0 |");
        assert!(row("reliability", "| all together").starts_with("| all together | 6 | "));
    }

    #[test]
    fn the_page_has_a_place_for_every_table() {
        let mut blocks = fixture();
        blocks.push(Block { name: "build", text: String::new() });
        let text = read_file(&method_page()).unwrap();
        let once = page::renewed(&text, &blocks).unwrap();
        assert_eq!(page::renewed(&once, &blocks).unwrap(), once);
        assert_eq!(text.matches("<!-- measured: ").count(), blocks.len());
        assert_eq!(text.matches("<!-- end of ").count(), blocks.len());
    }
}
