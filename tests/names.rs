//! Names: are they found, told apart, and recognised in a transcript? The table is `names.tsv`.

use saidso::{
    mention::name::{Name, NameIndex, NameKind, Presence, names, relation},
    text::words,
};

fn names_of(text: &str) -> Vec<Name> {
    names(text, &words(text))
}

/// A name on its own: all words of the text belong to it.
fn only(text: &str) -> Name {
    let sentence = format!("we met {text} here");
    match <[Name; 1]>::try_from(names_of(&sentence)) {
        Ok([name]) => name,
        Err(found) => panic!("{text}: {found:?}"),
    }
}

fn shown(text: &str) -> String {
    let show = |name: Name| {
        let kind = match name.kind {
            NameKind::Plain => "",
            NameKind::Person => " (person)",
            NameKind::Acronym => " (acronym)",
            NameKind::Product => " (product)",
            NameKind::Demonym => " (demonym)",
        };
        format!("{}{}{kind}", if name.initial { "~" } else { "" }, &text[name.range])
    };
    names_of(text).into_iter().map(show).collect::<Vec<_>>().join(" | ")
}

fn presence(name: &str, transcript: &str) -> String {
    let name = only(name);
    let transcript_words = words(transcript);
    match NameIndex::new([(transcript, transcript_words.as_slice())]).lookup(&name) {
        Presence::Present => "Present".to_owned(),
        Presence::Part(parts) => format!("Part {}", name.parts[parts].join(" ")),
        Presence::Alike(written) => format!("Alike {written}"),
        Presence::Absent => "Absent".to_owned(),
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let mut wrong = Vec::new();
    for row in include_str!("names.tsv").lines().filter(|row| !row.starts_with('#')) {
        let [question, a, b, expected] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let answer = match question {
            "names" => shown(a),
            "relation" => {
                let (a, b) = (only(a), only(b));
                assert_eq!(relation(&a, &b), relation(&b, &a), "{row}");
                format!("{:?}", relation(&a, &b))
            }
            "presence" => presence(a, b),
            _ => panic!("{row}"),
        };
        if answer != expected {
            wrong.push(format!("{row}\n    answer: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_name_is_not_looked_for_across_two_texts() {
    let (a, b) = ("we met Ada", "Okafor was there");
    let (words_a, words_b) = (words(a), words(b));
    let index = NameIndex::new([(a, words_a.as_slice()), (b, words_b.as_slice())]);
    assert_eq!(index.lookup(&only("Ada Okafor")), Presence::Part(0..1));
    assert_eq!(index.places(&only("Okafor")).first(), Some(&(3..4)));
}
