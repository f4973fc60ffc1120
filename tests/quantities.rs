//! The grammar of quantities and their comparison, by tables of our own lines.

use saidso::{
    mention::quantity::{Bound, Comparison, Kind, Quantity, quantities},
    text::words,
};

const READ: &str = include_str!("quantities.tsv");
const COMPARE: &str = include_str!("quantities_compare.tsv");

fn read(text: &str) -> Vec<Quantity> {
    quantities(text, &words(text))
}

/// `kind value unit bound`: "money:USD 1e10..2e10", "share 0.9 about", "count 3.5e9 person".
fn render(q: &Quantity) -> String {
    let kind = match &q.kind {
        Kind::Count => "count".to_owned(),
        Kind::Ordinal => "ordinal".to_owned(),
        Kind::Share => "share".to_owned(),
        Kind::Points => "points".to_owned(),
        Kind::Money(code) => format!("money:{}", code.unwrap_or("?")),
        Kind::Duration => "time".to_owned(),
        Kind::Multiple => "multiple".to_owned(),
    };
    let mut text = format!("{kind} {}", number(q.low));
    if q.high > q.low {
        text += &format!("..{}", number(q.high));
    }
    if let Some(unit) = &q.unit {
        text += &format!(" {unit}");
    }
    text += match q.bound {
        Bound::Plain => "",
        Bound::About => " about",
        Bound::Nearly => " nearly",
        Bound::MoreThan => " more",
        Bound::AtLeast => " least",
        Bound::LessThan => " less",
        Bound::AtMost => " most",
    };
    text
}

/// Short, and without the noise of the last bits.
fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap();
    if rounded != 0.0 && rounded.abs() >= 1e6 { format!("{rounded:e}") } else { format!("{rounded}") }
}

fn lines(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn texts_give_the_quantities_in_the_table() {
    let mut wrong = Vec::new();
    for line in lines(READ) {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let text = text.replace("\\n", "\n");
        let found: Vec<_> = read(&text).iter().map(render).collect();
        if found.join("; ") != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn pairs_compare_as_in_the_table() {
    let mut wrong = Vec::new();
    for line in lines(COMPARE) {
        let columns: Vec<_> = line.split('\t').collect();
        let [stated, said, expected] = columns[..] else { panic!("three columns: {line}") };
        let (a, b) = (read(stated), read(said));
        let ([a], [b]) = (&a[..], &b[..]) else {
            wrong.push(format!("{line}: not one quantity each: {a:?} {b:?}"));
            continue;
        };
        let found = match a.compare(b) {
            Comparison::Agree => "Agree",
            Comparison::Loosened => "Loosened",
            Comparison::Differ => "Differ",
            Comparison::Incomparable => "Incomparable",
        };
        if found != expected {
            wrong.push(format!("{line}: found {found} ({} / {})", render(a), render(b)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
