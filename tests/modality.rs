//! How sure and how settled a text is.

use saidso::mention::modality::{Modality, hedges};
use saidso::text::words;

/// A text, its hedges as `words = modality` parted by ` | `, `-` for none.
const TABLE: &str = include_str!("modality.tsv");

#[test]
fn every_line_of_the_table_is_as_sure_as_it_says() {
    let mut wrong = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let (text, expected) = line.split_once('\t').expect("two cells");
        let found: Vec<_> = hedges(text, &words(text))
            .iter()
            .map(|hedge| format!("{} = {}", &text[hedge.range.clone()], format!("{:?}", hedge.modality).to_lowercase()))
            .collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" | ") };
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn weaker_comes_before_stronger() {
    assert!(Modality::Possible < Modality::Probable);
    assert!(Modality::Probable < Modality::Future);
    assert!(Modality::Proposed < Modality::Decided);
    assert!(Modality::Asked < Modality::Certain);
}
