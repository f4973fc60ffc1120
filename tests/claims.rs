//! How texts are cut: into sentences, and summaries into claims.

use saidso::text::sentences;

/// Each line of the table is a text with `⏐` where a sentence ends.
#[test]
fn sentences_end_where_the_table_says() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for line in include_str!("sentences.tsv").lines().filter(|line| !line.starts_with("# ")) {
        let line = line.replace("\\n", "\n");
        let expected: Vec<&str> = line.split('⏐').map(str::trim).collect();
        let text = line.replace('⏐', "");
        let found: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
        cases += 1;
        if found != expected {
            wrong.push(format!("expected {expected:?}\n   found {found:?}"));
        }
    }
    assert!(cases >= 60, "{cases}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
