//! What a text denies.

use saidso::mention::polarity::{denied, negated_form, negations};
use saidso::text::{stem, words};

/// A text, its negations as `words [scope]` parted by ` | `, and a word of it with `yes` or `no`: whether it is denied.
const TABLE: &str = include_str!("negation.tsv");

#[test]
fn every_line_of_the_table_denies_what_it_says() {
    let mut wrong = Vec::new();
    for row in TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [text, expected, word, is_denied] = row[..] else { panic!("four cells: {row:?}") };
        let found = negations(text, &words(text));
        let shown: Vec<_> =
            found.iter().map(|n| format!("{} [{}]", &text[n.range.clone()], text[n.scope.clone()].trim())).collect();
        let shown = if shown.is_empty() { "-".to_owned() } else { shown.join(" | ") };
        let position = text.rfind(word).unwrap_or_else(|| panic!("{word} is not in {text}"));
        let answer = if denied(&found, position) { "yes" } else { "no" };
        if shown != expected || answer != is_denied {
            wrong.push(format!("{text}\n  expected {expected} {word} {is_denied}\n  found    {shown} {word} {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_with_a_denying_prefix_leads_to_the_one_it_denies() {
    for (negative, positive) in [
        ("incompatible", "compatible"),
        ("disagrees", "agree"),
        ("disagreed", "agrees"),
        ("impossible", "possible"),
        ("unlikely", "likely"),
        ("unavailable", "available"),
        ("nonbinding", "binding"),
    ] {
        assert_eq!(negated_form(&stem(negative)), Some(stem(positive).as_str()), "{negative}");
    }
    for plain in ["compatible", "important", "interest", "understand", "discover", "university", "increase", "uniform"]
    {
        assert_eq!(negated_form(&stem(plain)), None, "{plain}");
    }
}
