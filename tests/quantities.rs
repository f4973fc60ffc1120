//! The grammar of quantities and their comparison, by tables of our own lines.

use proptest::prelude::*;
use saidso::{
    mention::quantity::{Bound, Comparison, Kind, Quantity, quantities},
    text::words,
};

use speller::{Style, digits, spell};

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
        Kind::Clock => "clock".to_owned(),
    };
    let high = if q.high > q.low { format!("..{}", number(q.high)) } else { String::new() };
    let unit = q.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let bound = match q.bound {
        Bound::Plain => "",
        Bound::About => " about",
        Bound::Nearly => " nearly",
        Bound::MoreThan => " more",
        Bound::AtLeast => " least",
        Bound::LessThan => " less",
        Bound::AtMost => " most",
    };
    format!("{kind} {}{high}{unit}{bound}", number(q.low))
}

/// Short, and without the noise of the last bits.
fn number(value: f64) -> String {
    let rounded: f64 = format!("{value:.5e}").parse().unwrap_or(f64::NAN);
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

mod speller {
    //! Numbers in words, by our own hand, for the way back.

    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// How a writer or a recogniser joins the words.
    #[derive(Debug, Clone, Copy)]
    pub(crate) struct Style {
        pub(crate) and: bool,
        pub(crate) hyphen: bool,
    }

    fn below_thousand(n: u64, style: Style) -> String {
        let (hundreds, rest) = (n / 100, n % 100);
        let low = match rest {
            0 => String::new(),
            1..20 => SMALL[rest as usize].to_owned(),
            _ if rest % 10 == 0 => TENS[(rest / 10) as usize].to_owned(),
            _ => {
                let join = if style.hyphen { "-" } else { " " };
                format!("{}{join}{}", TENS[(rest / 10) as usize], SMALL[(rest % 10) as usize])
            }
        };
        match (hundreds, low.is_empty()) {
            (0, _) => low,
            (_, true) => format!("{} hundred", SMALL[hundreds as usize]),
            _ => format!("{} hundred{} {low}", SMALL[hundreds as usize], if style.and { " and" } else { "" }),
        }
    }

    pub(crate) fn spell(n: u64, style: Style) -> String {
        if n == 0 {
            return SMALL[0].to_owned();
        }
        let mut parts = Vec::new();
        for (size, name) in [(1_000_000_000, " billion"), (1_000_000, " million"), (1000, " thousand"), (1, "")] {
            let group = n / size % 1000;
            if group > 0 {
                parts.push(format!("{}{name}", below_thousand(group, style)));
            }
        }
        let last = n % 1000;
        if style.and && parts.len() > 1 && (1..100).contains(&last) {
            let tail = parts.pop().unwrap_or_default();
            return format!("{} and {tail}", parts.join(" "));
        }
        parts.join(" ")
    }

    pub(crate) fn digits(n: u64) -> String {
        let plain = n.to_string();
        let mut grouped = String::new();
        for (i, c) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(c);
        }
        grouped
    }
}

/// Numbers of every size, not only huge ones.
fn sized() -> impl Strategy<Value = u64> {
    (0_u32..=12, any::<u64>()).prop_map(|(digits, n)| n % 10_u64.pow(digits))
}

fn only(text: &str) -> Option<f64> {
    match &read(text)[..] {
        [q] if q.low >= q.high => Some(q.low),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_and_digits_give_the_number_that_was_spelled(n in sized(), and: bool, hyphen: bool) {
        let spelled = spell(n, Style { and, hyphen });
        prop_assert_eq!(only(&format!("there were {spelled} apples")), (n != 1).then_some(n as f64), "{}", spelled);
        let digits = digits(n);
        prop_assert_eq!(only(&format!("there were {digits} apples")), Some(n as f64), "{}", digits);
    }

    #[test]
    fn any_text_is_read_in_order_and_without_overlap(text in any_text()) {
        let found = read(&text);
        for q in &found {
            prop_assert!(text.get(q.range.clone()).is_some_and(|t| !t.is_empty()), "{:?}", q);
            prop_assert!(text.get(q.number.clone()).is_some_and(|t| !t.is_empty()), "{:?}", q);
            prop_assert!(q.range.start <= q.number.start && q.number.end <= q.range.end, "{:?}", q);
            prop_assert!(q.low <= q.high && q.low.is_finite() && q.high.is_finite() && q.step >= 0.0, "{:?}", q);
            prop_assert_ne!(q.compare(q), Comparison::Differ, "{:?}", q);
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start, "{:?}", pair);
        }
    }
}

/// Random characters, and random rows of the grammar's own words and signs.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "a", "an", "one", "two", "seven", "twelve", "twenty", "ninety", "hundred", "thousand", "million", "billions",
        "dozen", "half", "third", "thirds", "quarter", "quarters", "second", "point", "and", "or", "to", "of", "in",
        "out of", "between", "from", "about", "over", "up to", "at least", "plus", "or more", "percent", "dollars",
        "cents", "hours", "minutes", "year", "times", "twice", "doubled", "few", "couple", "people", "the", "3", "12",
        "3.5", "2024", "1,000", "500", "007", "1.2.3", "2nd", "700M", "10x", "1h30", "16GB", "$", "€", "%", "+", "-",
        "–", "/", ":", ".", ",", "~", "#", "(", ")", "\n", "½", "Llama", "Section", "USD", "US", "pm", "May", "ß", "İ",
    ]);
    let row = prop::collection::vec((pieces, prop::bool::weighted(0.7)), 0..24)
        .prop_map(|row| row.into_iter().map(|(p, space)| if space { format!("{p} ") } else { p.to_owned() }).collect());
    prop_oneof![row, any::<String>()]
}

#[test]
fn long_rows_of_one_form_are_read_to_their_end() {
    for part in [
        "1 million ",
        "one ",
        "a million and ",
        "half of the ",
        "12-",
        "two or ",
        "tens of ",
        "one in ",
        "3, ",
        "$",
        "1 hour ",
    ] {
        let text = part.repeat(5_000);
        let found = read(&text);
        assert!(found.iter().all(|q| q.low.is_finite() && q.high.is_finite()), "{part}");
    }
}

#[test]
fn values_compare_whatever_is_counted() {
    let (users, people) = (read("over 700 million users"), read("more than 700 million people"));
    let (Some(stated), Some(said)) = (users.first(), people.first()) else { panic!("{users:?} {people:?}") };
    assert_eq!(stated.compare(said), Comparison::Incomparable);
    assert_eq!(stated.compare_values(said), Comparison::Agree);
    assert_eq!(stated.describe("over 700 million users"), "over 700 million users");
}
