//! What a number measures: the sign or unit beside it, or the noun that follows.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    Kind,
    token::{Lex, Tokens, rows},
};

/// Units: kind, factor, name, forms.
const UNITS: &str = include_str!("units.tsv");

/// What kind of measure a unit is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dimension {
    Percent,
    Points,
    Money(Option<&'static str>),
    Time,
    Times,
    Plain,
}

/// A unit of measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub(super) dimension: Dimension,
    /// What one of it is worth: seconds, bytes, 0.01 for a percent.
    pub(super) factor: f64,
    /// Its name in the singular.
    pub(super) name: &'static str,
}

/// A unit found beside a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) unit: Unit,
    /// The token after it.
    pub(super) next: usize,
    /// The byte after it.
    pub(super) end: usize,
}

/// Forms without `*` stand for themselves; those with it are kept with it.
static TABLE: LazyLock<FxHashMap<String, Unit>> = LazyLock::new(|| {
    rows(UNITS)
        .filter_map(|row| {
            let mut columns = row.split('\t');
            let (kind, factor) = (columns.next()?, columns.next()?.parse().ok()?);
            let (name, forms) = (columns.next()?, columns.next()?);
            let dimension = match kind {
                "percent" => Dimension::Percent,
                "points" => Dimension::Points,
                "time" => Dimension::Time,
                "times" => Dimension::Times,
                "plain" => Dimension::Plain,
                money => Dimension::Money(money.strip_prefix("money:").filter(|code| !code.is_empty())),
            };
            let unit = Unit { dimension, factor, name };
            Some(forms.split(' ').map(move |form| (form.replace('_', " "), unit)))
        })
        .flatten()
        .collect()
});

/// A value in another unit; 4.1 % is exactly what 0.041 is.
pub(super) fn times(value: f64, factor: f64) -> f64 {
    if factor < 1.0 { value / (1.0 / factor).round() } else { value * factor }
}

impl Unit {
    /// So many of it, in the unit of values.
    pub(super) fn of(&self, value: f64) -> f64 {
        times(value, self.factor)
    }

    /// The kind of a quantity in this unit.
    pub(super) fn kind(&self) -> Kind {
        match self.dimension {
            Dimension::Percent => Kind::Share,
            Dimension::Points => Kind::Points,
            Dimension::Money(code) => Kind::Money(code),
            Dimension::Time => Kind::Duration,
            Dimension::Times => Kind::Multiple,
            Dimension::Plain => Kind::Count,
        }
    }
}

/// The currency of a code ("USD") before a number.
pub(super) fn currency_code(written: &str) -> Option<Kind> {
    if written.len() != 3 || !written.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    match TABLE.get(written.to_ascii_lowercase().as_str())?.dimension {
        Dimension::Money(code) => Some(Kind::Money(code)),
        _ => None,
    }
}

/// The currency of a sign.
pub(super) fn currency_sign(sign: char) -> Option<Kind> {
    let code = match sign {
        '$' => Some("USD"),
        '€' => Some("EUR"),
        '£' => Some("GBP"),
        '¥' => Some("JPY"),
        '₹' => Some("INR"),
        '₩' => Some("KRW"),
        '₽' | '₺' | '₴' | '₪' | '₿' => None,
        _ => return None,
    };
    Some(Kind::Money(code))
}

/// The unit after token `i - 1`: "%", "percent", "dollars", "months", "MB", "x".
pub(super) fn measure(t: &Tokens, i: usize) -> Option<Measure> {
    let gap = t.gap(i);
    let lead = gap.len() - gap.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let sign = gap.get(lead..).and_then(|rest| rest.chars().next());
    let at = |name: &str, c: char| {
        let end = t.end_before(i) + lead + c.len_utf8();
        TABLE.get(name).map(|unit| Measure { unit: *unit, next: i, end })
    };
    match sign {
        Some('%') if lead <= 2 => return at("percent", '%'),
        Some('€') => return at("euro", '€').filter(|_| !before_digits(t, i, '€')),
        Some('£') => return at("pound", '£').filter(|_| !before_digits(t, i, '£')),
        Some('$') if lead == 0 => return at("dollar", '$').filter(|_| !before_digits(t, i, '$')),
        Some('×') if !matches!(t.lex(i), Lex::Digits(_)) => return at("times", '×'),
        _ => {}
    }
    if !(t.soft(i) || t.glued(i) || gap == "/") {
        return None;
    }
    let word = t.word(i);
    let found = |unit: &Unit, next: usize| Measure { unit: *unit, next, end: t.end_before(next) };
    if matches!(
        word,
        "percentage" | "percent" | "basis" | "per" | "us" | "u.s" | "american" | "swiss" | "canadian" | "australian"
    ) && t.spaced(i + 1)
        && let Some(unit) = TABLE.get(format!("{word} {}", t.word(i + 1)).as_str())
    {
        return Some(found(unit, i + 2));
    }
    let bare = word.strip_suffix("'s").unwrap_or(word);
    if let Some(unit) = TABLE.get(bare) {
        // "PP", "HR", "AUD" aside, a capitalised "Min" or "Pound" is still the unit; "US" is no microsecond.
        return times_of_a_week(t, i, found(unit, i + 1));
    }
    if t.glued(i)
        && let Some(unit) = TABLE.get(format!("{}*", t.written(i)).as_str())
    {
        return Some(found(unit, i + 1));
    }
    // "a billion US dollars", "5 Hong Kong dollars" and other dollars of which we know no code.
    None
}

fn before_digits(t: &Tokens, i: usize, sign: char) -> bool {
    t.gap(i).ends_with(sign) && (t.numeral(i) || t.lex(i) == Lex::Article)
}

/// "three times a week" counts times, "three times the size" multiplies.
fn times_of_a_week(t: &Tokens, i: usize, mut found: Measure) -> Option<Measure> {
    if t.word(i) == "fold" && !t.hyphened(i) && !t.glued(i) {
        return None;
    }
    if found.unit.dimension == Dimension::Times && t.word(i) == "times" {
        let rate =
            matches!(t.word(i + 1), "a" | "per" | "each" | "every" | "daily" | "weekly" | "in" | "this" | "last")
                && t.spaced(i + 1);
        if rate {
            found.unit.dimension = Dimension::Plain;
        }
    }
    Some(found)
}
