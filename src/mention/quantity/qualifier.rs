//! Words around a number that bound it: "more than", "up to", "or so".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    Bound,
    measure::{currency_code, currency_sign},
    token::{Lex, Tokens, rows},
};

/// Phrases before and after numbers.
const QUALIFIERS: &str = include_str!("qualifiers.tsv");

/// The longest phrase, in words.
const LONGEST: usize = 4;

type Table = FxHashMap<String, Bound>;

static BEFORE: LazyLock<Table> = LazyLock::new(|| table("before"));
static AFTER: LazyLock<Table> = LazyLock::new(|| table("after"));

fn table(place: &str) -> Table {
    rows(QUALIFIERS)
        .filter_map(|row| {
            let mut columns = row.split('\t');
            (columns.next()? == place).then_some(())?;
            let bound = match columns.next()? {
                "about" => Bound::About,
                "nearly" => Bound::Nearly,
                "more" => Bound::MoreThan,
                "least" => Bound::AtLeast,
                "less" => Bound::LessThan,
                _ => Bound::AtMost,
            };
            Some(columns.next()?.split(' ').map(move |phrase| (phrase.replace('_', " "), bound)))
        })
        .flatten()
        .collect()
}

/// What bounds a number, and the byte where it begins.
#[derive(Debug)]
pub(super) struct Qualifier {
    pub(super) start: usize,
    pub(super) bound: Bound,
}

/// The qualifier before token `i`; it begins at token `floor` or later.
pub(super) fn before(t: &Tokens, i: usize, floor: usize) -> Option<Qualifier> {
    let gap = t.gap(i);
    let mut bare = gap;
    while let Some(c) = bare.chars().next_back()
        && currency_sign(c).is_some()
    {
        bare = bare.trim_end_matches(c);
    }
    let bare = bare.strip_suffix(['.', '-']).unwrap_or(bare).trim_end();
    let byte = |text: &str| t.end_before(i) + text.len();
    for (sign, bound) in [('~', Bound::About), ('≈', Bound::About), ('≥', Bound::AtLeast), ('≤', Bound::AtMost)] {
        if let Some(lead) = bare.strip_suffix(sign) {
            return Some(Qualifier { start: byte(lead), bound });
        }
    }
    for (sign, bound) in [('>', Bound::MoreThan), ('<', Bound::LessThan)] {
        if let Some(lead) = bare.strip_suffix(sign)
            && (lead.is_empty() || lead == " ")
            && i > 0
        {
            return Some(Qualifier { start: byte(lead), bound });
        }
    }
    if !bare.is_empty() || gap.is_empty() {
        return None;
    }
    // "about USD 5 million", "about US$5 million"
    let mut last = i;
    if let Some(previous) = i.checked_sub(1)
        && previous >= floor
        && (currency_code(t.written(previous)).is_some() || (t.word(previous) == "us" && gap == "$"))
    {
        last = previous;
    } else if gap.trim_end_matches(|c| currency_sign(c).is_some()).is_empty() {
        return None;
    }
    let mut found = None;
    let mut phrase = String::new();
    for back in 1..=LONGEST {
        let Some(at) = last.checked_sub(back).filter(|at| *at >= floor) else { break };
        // Words of one phrase are parted by spaces; the number may have a currency sign before it.
        if back > 1 && !t.spaced(at + 1) {
            break;
        }
        phrase = if phrase.is_empty() { t.word(at).to_owned() } else { format!("{} {phrase}", t.word(at)) };
        if let Some(bound) = BEFORE.get(&phrase) {
            let bound = if is_denied(t, at) { bound.denied() } else { *bound };
            found = Some(Qualifier { start: t.start(at), bound });
        }
    }
    let found = found?;
    // "some" before a small number is a determiner; "like" is a verb as often as not.
    let small = matches!(t.lex(i), Lex::Small(n) if n < 10.0) || matches!(t.lex(i), Lex::Digits(d) if d.value < 10.0);
    let some = t.before(last, 1) == "some" && (small || matches!(t.lex(i), Lex::Article | Lex::Ordinal(_)));
    (!some).then_some(found)
}

/// Whether the words just before token `i` deny it: "won't be more than", "must not cost over".
fn is_denied(t: &Tokens, i: usize) -> bool {
    let denies = |at: usize| {
        let word = t.word(at);
        matches!(word, "not" | "never" | "cannot") || word.ends_with("n't") || word.ends_with("n\u{2019}t")
    };
    let before = (1..=3).map_while(|back| i.checked_sub(back).filter(|at| t.spaced(at + 1)));
    before.take_while(|at| !matches!(t.word(*at), "that" | "if" | "and" | "but" | "because" | "so")).any(denies)
}

impl Bound {
    /// What is left of a bound that is denied: what is not above lies at most there.
    fn denied(self) -> Self {
        match self {
            Self::MoreThan => Self::AtMost,
            Self::LessThan => Self::AtLeast,
            other => other,
        }
    }
}

/// Whether a qualifier of one word stands at token `i` inside a range ("to nearly 3 billion"): the token after it.
pub(super) fn at(t: &Tokens, i: usize) -> Option<usize> {
    (matches!(t.word(i), "about" | "around" | "like" | "maybe" | "nearly" | "almost" | "perhaps" | "even")
        && t.spaced(i + 1))
    .then_some(i + 1)
}

/// The qualifier that begins at token `i`, and the token after it.
/// `rest` is what stands before it, behind a percent sign.
pub(super) fn after(t: &Tokens, i: usize, rest: &str) -> Option<(Bound, usize)> {
    if rest.is_empty() || !(rest.chars().all(char::is_whitespace) || rest == "-") {
        return None;
    }
    let mut phrase = t.word(i).to_owned();
    for length in 1..=3 {
        if let Some(bound) = AFTER.get(&phrase) {
            // "five plus three" adds, "700 million plus" bounds; "of five, at least three" bounds the second.
            let adds = (phrase == "plus" || phrase.starts_with("at "))
                && t.spaced(i + length)
                && (t.numeral(i + length) || t.lex(i + length) == Lex::Article);
            return (!adds).then_some((*bound, i + length));
        }
        if !t.spaced(i + length) {
            break;
        }
        phrase = format!("{phrase} {}", t.word(i + length));
    }
    None
}
