//! Attributions: who is credited with what? The table is `attributions.tsv`.

use saidso::{
    mention::attribution::{Attribution, Role, Who, attributions},
    text::words,
};

fn shown(text: &str, attribution: &Attribution) -> String {
    let kind = match &attribution.who {
        Who::Named(_) => "named",
        Who::Pronoun(_) => "pronoun",
        Who::Role(Role::Host, _) => "host",
        Who::Role(Role::Guest, _) => "guest",
        Who::Role(Role::Speaker, _) => "speaker",
        Who::Role(Role::Other, _) => "other",
        Who::Group(_) => "group",
    };
    let who = &text[attribution.who.range().clone()];
    let content = &text[attribution.content.clone()];
    format!("{who} ({kind}) {:?} {}: {content}", attribution.act, attribution.verb)
}

#[test]
fn every_row_of_the_table_holds() {
    let mut wrong = Vec::new();
    for row in include_str!("attributions.tsv").lines().filter(|row| !row.starts_with('#')) {
        let Some((text, expected)) = row.split_once('\t') else { panic!("{row}") };
        let found = attributions(text, &words(text));
        let answer = found.iter().map(|one| shown(text, one)).collect::<Vec<_>>().join(" | ");
        if answer != expected {
            wrong.push(format!("{row}\n    answer: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
