//! Quotations: are they found, are their uses told apart, and is it seen what was really said? The table is
//! `quotations.tsv`.

use saidso::{
    mention::quotation::{ChangeKind, QuoteIndex, Verified, quotations, verify},
    text::words,
};

fn index(text: &str) -> QuoteIndex {
    QuoteIndex::new([(text, words(text).as_slice())])
}

fn found(text: &str) -> String {
    let show = |q: saidso::mention::Quotation| format!("{}={:?}", &text[q.inner], q.usage);
    quotations(text).into_iter().map(show).collect::<Vec<_>>().join(" | ")
}

fn shown(verified: Verified, said: &str) -> String {
    let said_words = words(said);
    let cite = |range: std::ops::Range<usize>| {
        let words = &said_words[range];
        let end = words.last().map_or(0, |word| word.range.end);
        format!("{:?}", &said[words.first().map_or(end, |word| word.range.start)..end])
    };
    match verified {
        Verified::Exact { words } => format!("Exact {}", cite(words)),
        Verified::Folded { words } => format!("Folded {}", cite(words)),
        Verified::Altered { words, share, diff } => {
            let sign = |kind| match kind {
                ChangeKind::Same => '=',
                ChangeKind::Dropped => '-',
                ChangeKind::Added => '+',
            };
            let diff: Vec<_> = diff.into_iter().map(|c| format!(" {} {}", sign(c.kind), c.words)).collect();
            format!("Altered {share:.2} {}{}", cite(words), diff.concat())
        }
        Verified::Spliced { parts } => {
            format!("Spliced {}", parts.into_iter().map(cite).collect::<Vec<_>>().join(" / "))
        }
        Verified::Missing => "Missing".to_owned(),
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let mut wrong = Vec::new();
    for row in include_str!("quotations.tsv").lines().filter(|row| !row.starts_with('#')) {
        let [question, text, said, expected] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        let answer = match question {
            "find" => found(text),
            "verify" => shown(verify(text, &index(said)), said),
            _ => panic!("{row}"),
        };
        if answer != expected {
            wrong.push(format!("{row}\n    answer: {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// A talk in which two sentences stand far apart.
fn long_talk(words_between: usize) -> String {
    let filling: Vec<String> = (0..words_between).map(|i| format!("filling{i}")).collect();
    format!("prices went up in spring last year. {} but nobody bought any houses at all.", filling.join(" "))
}

#[test]
fn parts_from_far_apart_are_spliced() {
    let expected = r#"Spliced "prices went up in spring" / "nobody bought any houses at all""#;
    for (between, quote) in [
        (300, "prices went up in spring nobody bought any houses at all"),
        (500, "prices went up in spring … nobody bought any houses at all"),
    ] {
        let talk = long_talk(between);
        assert_eq!(shown(verify(quote, &index(&talk)), &talk), expected, "{quote}");
    }
}

#[test]
fn a_mark_of_omission_may_stand_for_a_few_minutes() {
    let talk = long_talk(300);
    let quote = "prices went up in spring … nobody bought any houses at all";
    assert!(matches!(verify(quote, &index(&talk)), Verified::Folded { .. }));
}

#[test]
fn parts_in_another_order_are_spliced() {
    let said = "so we sold the house in May and then we all moved to the coast for good";
    let quote = "we all moved to the coast … we sold the house in May";
    let expected = r#"Spliced "we all moved to the coast" / "we sold the house in May""#;
    assert_eq!(shown(verify(quote, &index(said)), said), expected);
}

#[test]
fn a_long_stretch_left_out_without_a_mark_is_altered() {
    let said = "we ship the first phone in May and, because so many things can go wrong with it in so many places, nobody should ever promise a day";
    let quote = "we ship the first phone in May and nobody should ever promise a day";
    match verify(quote, &index(said)) {
        Verified::Altered { diff, .. } => {
            let dropped: Vec<_> = diff.iter().filter(|c| c.kind == ChangeKind::Dropped).map(|c| &c.words).collect();
            assert_eq!(dropped, ["because so many things can go wrong with it in so many places"]);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_quotation_may_run_on_over_two_texts_and_is_located() {
    let (a, b) = ("we sold it", "last year in May");
    let index = QuoteIndex::new([(a, words(a).as_slice()), (b, words(b).as_slice())]);
    let Verified::Folded { words } = verify("sold it last year", &index) else { panic!() };
    assert_eq!(words, 1..5);
    assert_eq!(index.locate(3), Some((1, 0..4)));
    assert_eq!(index.locate(9), None);
}
