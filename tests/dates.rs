//! Which dates are read from a text, which days they mean, and how two of them compare.

use std::fmt::Write;

use saidso::mention::Recorded;
use saidso::mention::date::{DateComparison, DateMention, Edge, dates};
use saidso::text::words;

/// A text, the day of the recording or `-`, what is found: `words = edge description [first..last]`, parted by ` | `.
const DATES: &str = include_str!("dates.tsv");

/// A text, another, the day of the recording or `-`, how their first dates compare.
const PAIRS: &str = include_str!("date_pairs.tsv");

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split('\t').collect())
}

fn recorded(cell: &str) -> Option<Recorded> {
    (cell != "-").then(|| Recorded(cell.parse().expect("a date")))
}

fn read(text: &str, recorded: Option<Recorded>) -> Vec<DateMention> {
    dates(text, &words(text), recorded)
}

fn render(text: &str, mention: &DateMention, recorded: Option<Recorded>) -> String {
    let edge = match mention.edge {
        Edge::At => "",
        Edge::By => "by ",
        Edge::Before => "before ",
        Edge::After => "after ",
        Edge::Since => "since ",
        Edge::From => "from ",
        Edge::Until => "until ",
    };
    let mut out = format!("{} = {edge}{}", &text[mention.range.clone()], mention.describe(recorded));
    if let Some((first, last)) = mention.days {
        let _ = if first == last { write!(out, " [{first}]") } else { write!(out, " [{first}..{last}]") };
    }
    out
}

#[test]
fn every_line_of_the_table_is_read_as_it_says() {
    let mut wrong = String::new();
    for row in rows(DATES) {
        let [text, day, expected] = row[..] else { panic!("three cells: {row:?}") };
        let day = recorded(day);
        let found: Vec<_> = read(text, day).iter().map(|mention| render(text, mention, day)).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" | ") };
        if found != expected {
            let _ = writeln!(wrong, "{text}\n  expected {expected}\n  found    {found}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_pair_of_the_table_compares_as_it_says() {
    let mut wrong = String::new();
    for row in rows(PAIRS) {
        let [a, b, day, expected] = row[..] else { panic!("four cells: {row:?}") };
        let day = recorded(day);
        let (left, right) = (read(a, day), read(b, day));
        let (Some(left), Some(right)) = (left.first(), right.first()) else {
            let _ = writeln!(wrong, "{a} / {b}: no date in one of them");
            continue;
        };
        for (x, y) in [(left, right), (right, left)] {
            let found = match x.compare(y) {
                DateComparison::Agree => "agree",
                DateComparison::Differ => "differ",
                DateComparison::Unknown => "unknown",
            };
            if found != expected {
                let _ = writeln!(wrong, "{a} / {b} ({day:?}): expected {expected}, found {found}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

proptest::proptest! {
    #[test]
    fn no_text_of_date_words_makes_it_panic(picks in proptest::collection::vec(0usize..WORDS.len(), 0..24), day in 0usize..4) {
        let text: String = picks.iter().map(|pick| WORDS[*pick]).collect();
        let recorded = ["-9999-01-01", "9999-12-31", "2024-02-29", "2025-04-29"].get(day).and_then(|day| day.parse().ok()).map(Recorded);
        let found = read(&text, recorded);
        for (mention, next) in found.iter().zip(found.iter().skip(1)) {
            assert!(mention.range.end <= next.range.start, "{text}");
        }
        for mention in &found {
            assert!(text.get(mention.range.clone()).is_some_and(|words| !words.is_empty()), "{text}");
            mention.describe(recorded);
            for other in &found {
                assert_eq!(mention.compare(other), other.compare(mention), "{text}");
            }
        }
        saidso::mention::polarity::negations(&text, &words(&text));
        saidso::mention::modality::hedges(&text, &words(&text));
    }
}

/// What the grammar looks at, with the space and the marks around it.
const WORDS: &[&str] = &[
    " this ",
    " last ",
    " next ",
    " the ",
    " past ",
    " of ",
    " year",
    " years ",
    " month ",
    " weeks ",
    " decade ",
    "quarter ",
    " end ",
    "-",
    "\u{2013}",
    "/",
    ", ",
    ". ",
    "'",
    "\u{2019}s ",
    "2024",
    "2025",
    " 28",
    "04",
    "999",
    " two ",
    " twenty ",
    " nineteen ",
    " hundred ",
    " thousand ",
    " ago ",
    " from now ",
    "May ",
    "June ",
    " Tuesday",
    "Q3",
    "H1 ",
    " first ",
    " half ",
    "1990s",
    "nineties",
    " and a half ",
    " by ",
    " before ",
    " not ",
    " until ",
    " early ",
    " mid",
    " spring ",
    " has been a very good ",
    " a ",
    "\u{e9}",
    "\u{feff}",
    "?",
    "'98",
    "n't ",
    " couple ",
    " several ",
    " or ",
    " to ",
    " rather than ",
    " Feb 29",
    " no ",
    "(",
    ")",
    " will ",
    "FY24",
    "%",
];
