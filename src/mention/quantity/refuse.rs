//! Numbers that are no quantities: names, versions, dates, times of day, list numbers.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    noun::is_plural,
    number::{Form, Number},
    token::{Lex, Tokens, rows},
};
use crate::text::is_stop_word;

/// Words that make a number after them a name.
const LABELS: &str = include_str!("labels.tsv");

/// Whether the label holds whatever follows.
static TABLE: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    rows(LABELS)
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(class, words)| words.split(' ').map(move |word| (word, class == "always")))
        .collect()
});

/// Whether a word, folded, makes a number after it a name: "section", "release".
pub(crate) fn numbers_things(word: &str) -> bool {
    TABLE.get(word) == Some(&true)
}

const MONTHS: &[&str] = &[
    "jan",
    "january",
    "feb",
    "february",
    "mar",
    "march",
    "apr",
    "april",
    "may",
    "jun",
    "june",
    "jul",
    "july",
    "aug",
    "august",
    "sep",
    "sept",
    "september",
    "oct",
    "october",
    "nov",
    "november",
    "dec",
    "december",
];

/// Capitalised words at the start of a sentence that are no name before a number.
const OPENERS: &[&str] = &[
    "add", "adds", "after", "all", "almost", "another", "before", "between", "both", "even", "every", "first", "get",
    "got", "last", "maybe", "nearly", "need", "next", "no", "not", "now", "only", "over", "past", "plus", "roughly",
    "since", "take", "takes", "target", "targets", "through", "top", "total", "uses", "within", "won", "yet",
];

/// Where to go on if nothing at token `i` can be a quantity, whatever it is part of.
pub(super) fn skip(t: &Tokens, i: usize) -> Option<usize> {
    if t.lex(i) == Lex::Code {
        return Some(chain(t, i));
    }
    let digits =
        matches!(t.lex(i), Lex::Digits(_) | Lex::Ordinal(_)) && t.written(i).starts_with(|c: char| c.is_ascii_digit());
    if !digits {
        // "one-on-one", "two-to-one"
        let spelled = matches!(t.lex(i), Lex::Small(_))
            && t.hyphened(i + 1)
            && matches!(t.word(i + 1), "on" | "to" | "off" | "by");
        return (spelled && t.hyphened(i + 2)).then_some(i + 3);
    }
    let gap = t.gap(i);
    // Glued to a word or a sign before it: "GPT-4", "#35", "x=5", "/3".
    let zero = matches!(t.lex(i), Lex::Digits(d) if d.value == 0.0) && t.glued(i + 1) && t.word(i + 1) == "x";
    let vote = gap.ends_with('+') && matches!(t.lex(i), Lex::Digits(d) if d.value == 1.0);
    let sign = zero || vote || gap.ends_with(['#', '@', '/', '_', '\\', '=', '№', '§', '^', '&', '\'', '’']);
    let named = t.hyphened(i) && matches!(t.lex(i - 1), Lex::Word);
    if sign || named || joined(t, i + 1).is_some() {
        return Some(chain(t, i));
    }
    // "8-K", "7-Eleven", "3D", "1080p", "80s": letters that are no unit make it a name.
    let capital = t.hyphened(i + 1) && t.capital(i + 1) && !t.opens(i) && t.lex(i + 1) == Lex::Word;
    if capital && (t.written(i + 1).len() == 1 || t.written(i + 1).chars().skip(1).all(char::is_lowercase)) {
        return Some(i + 2);
    }
    if t.glued(i + 1) && (!known_suffix(t, i + 1) || is_labelled_code(t, i)) {
        return Some(chain(t, i));
    }
    if enumerates(t, i) || time_of_day(t, i + 1) {
        return Some(chain(t, i).max(i + 2));
    }
    None
}

/// The sign that makes digits of one code: "14:00", "2025-04-29", "24/7"; a hyphen needs a third part.
fn joined(t: &Tokens, i: usize) -> Option<()> {
    let next = matches!(t.lex(i), Lex::Digits(_) | Lex::Code);
    let hyphen = |i| matches!(t.gap(i), "-" | "–" | "\u{2011}") && matches!(t.lex(i), Lex::Digits(_) | Lex::Code);
    let code =
        next && (matches!(t.gap(i), ":" | "/" | "." | "_") || (hyphen(i) && (t.lex(i) == Lex::Code || hyphen(i + 1))));
    // "1/3 of" has been read before.
    code.then_some(())
}

/// The token after a chain of glued digits and letters.
fn chain(t: &Tokens, i: usize) -> usize {
    let mut at = i + 1;
    while at < t.len() && (t.glued(at) || matches!(t.gap(at), "-" | "–" | "/" | ":" | "." | "_")) {
        at += 1;
    }
    at
}

/// "Amendment 1B", "amendments 2A and 1B": a letter after digits is no scale behind a word that numbers things.
fn is_labelled_code(t: &Tokens, i: usize) -> bool {
    let labelled = |at: usize| TABLE.get(t.before(at, 1)) == Some(&true) && t.spaced(at);
    let listed = matches!(t.before(i, 1), "and" | "or" | "to")
        && i >= 4
        && matches!(t.lex(i - 3), Lex::Digits(_))
        && t.glued(i - 2)
        && labelled(i - 3);
    t.written(i + 1).len() == 1 && (labelled(i) || listed)
}

/// Whether letters glued to digits are a unit or a scale.
fn known_suffix(t: &Tokens, i: usize) -> bool {
    matches!(t.written(i), "k" | "K" | "m" | "M" | "MM" | "b" | "B" | "t" | "T" | "tn" | "½" | "¼" | "¾")
        || matches!(t.lex(i), Lex::Scale(_))
        || super::measure::measure(t, i).is_some()
}

/// "1. First", "2) Then", at the start of a line.
fn enumerates(t: &Tokens, i: usize) -> bool {
    let Lex::Digits(d) = t.lex(i) else { return false };
    let (before, after) = (t.gap(i), t.gap(i + 1));
    let line = (i == 0 || before.contains('\n'))
        && before
            .rsplit('\n')
            .next()
            .is_some_and(|lead| lead.trim().chars().all(|c| matches!(c, '(' | '-' | '*' | '#' | '[')));
    let bracketed = before.ends_with(['(', '[']) && after.starts_with([')', ']']);
    let point = after.starts_with([')', ':']) || after.starts_with(". ") || after == ".";
    d.step >= 1.0 && d.length <= 3 && !d.grouped && ((line && point && i + 1 < t.len()) || bracketed)
}

/// Whether "am", "p.m." or "o'clock" stands at token `i`.
fn time_of_day(t: &Tokens, i: usize) -> bool {
    (t.soft(i) || t.glued(i))
        && (matches!(t.word(i), "pm" | "a.m" | "p.m" | "o'clock") || (t.word(i) == "am" && t.before(i, 2) != "i"))
        || (t.spaced(i) && matches!(t.written(i), "UTC" | "GMT" | "EST" | "PST" | "CET" | "ET" | "PT" | "Eastern"))
}

/// Whether a bare number (no sign, unit or qualifier) is a name, year, date, version or time.
pub(super) fn bare(t: &Tokens, i: usize, n: &Number) -> bool {
    let plain = matches!(n.form, Form::Digits | Form::Words | Form::One | Form::Zero);
    if time_of_day(t, n.next) {
        return true;
    }
    if !plain {
        // "in two thousand and eight"
        let year = n.low.fract() == 0.0
            && (1901.0..2100.0).contains(&n.low)
            && n.low != 2000.0
            && !matches!(t.lex(i), Lex::Digits(_));
        let named =
            matches!(t.before(i, 1), "in" | "since" | "by" | "from" | "until" | "year" | "of" | "during" | "to");
        return year && named && !noun_follows(t, n.next);
    }
    label(t, i, n) || version(t, i, n)
}

/// Whether a bare number is a code, a year or a date even behind a qualifier.
pub(super) fn always(t: &Tokens, i: usize, n: &Number) -> bool {
    matches!(n.form, Form::Digits | Form::Words | Form::One | Form::Zero)
        && (digit_string(t, i, n) || year(t, i, n) || date(t, i, n) || time_of_day(t, n.next))
}

/// Whether the first number of a range is named by the word before it: "Section 3 to 5".
pub(super) fn named(t: &Tokens, i: usize, n: &Number) -> bool {
    matches!(n.form, Form::Digits | Form::Words) && (label(t, i, n) || date(t, i, n))
}

/// Whether a month's name stands at token `i`.
pub(super) fn month(t: &Tokens, i: usize) -> bool {
    MONTHS.contains(&t.word(i)) && t.capital(i)
}

/// "one zero zero one", "twenty twenty-five", "four oh four".
fn digit_string(t: &Tokens, i: usize, n: &Number) -> bool {
    let next = t.soft(n.next)
        && (matches!(
            t.word(n.next),
            "oh" | "twenties" | "thirties" | "forties" | "fifties" | "sixties" | "seventies" | "eighties" | "nineties"
        ) || matches!(t.lex(n.next), Lex::Small(_) | Lex::Tens(_) | Lex::Code));
    // "two 30-minute blocks", "fifteen 8-bit words" mix the two ways of writing.
    let digits = t.soft(n.next)
        && matches!(t.lex(n.next), Lex::Digits(_))
        && (matches!(t.lex(i), Lex::Digits(_)) || !t.hyphened(n.next + 1));
    next || digits || (t.soft(i) && t.before(i, 1) == "oh")
}

/// Where to go on after a refused number: behind all the numbers in a row.
pub(super) fn after(t: &Tokens, mut i: usize) -> usize {
    while t.soft(i) && (t.numeral(i) || t.word(i) == "oh") && (!t.hyphened(i + 1) || t.numeral(i + 1)) {
        i += 1;
    }
    // "Llama 3 and 4", "Sections 3, 4 and 5"
    while let Some(joint) = row(t, i) {
        i = joint + 1;
    }
    i
}

/// The token of one more bare number of a row.
fn row(t: &Tokens, i: usize) -> Option<usize> {
    let comma = i > 0 && matches!(t.gap(i), ", " | " & " | "-" | "–");
    let joint = if comma { i } else { i + 1 };
    let word = t.spaced(i) && matches!(t.word(i), "and" | "or" | "to" | "through" | "versus" | "vs") && t.spaced(joint);
    let plain =
        matches!(t.lex(joint), Lex::Digits(d) if !d.grouped) && !t.glued(joint + 1) && !noun_follows(t, joint + 1);
    let unit =
        super::measure::measure(t, joint + 1).is_some() || matches!(t.lex(joint + 1), Lex::Hundred | Lex::Scale(_));
    ((comma || word) && plain && !unit).then_some(joint)
}

/// A four-digit year, unless people or money are counted with it.
pub(super) fn year(t: &Tokens, i: usize, n: &Number) -> bool {
    let Lex::Digits(d) = t.lex(i) else { return false };
    let in_range = d.length == 4 && d.step >= 1.0 && (1900.0..=2100.0).contains(&d.value);
    let round = d.value % 100.0 == 0.0 && is_plural(t.word(n.next));
    let counted = t.spaced(n.next)
        && (round
            || matches!(
                t.word(n.next),
                "people" | "users" | "employees" | "customers" | "members" | "jobs" | "participants" | "developers"
            ));
    in_range && !counted
}

/// "April 28", "28 April", "the 3 of May".
fn date(t: &Tokens, i: usize, n: &Number) -> bool {
    let of = if t.follows(n.next, "of") { n.next + 1 } else { n.next };
    let before = i > 0 && t.spaced(i) && (month(t, i - 1) || (t.before(i, 1) == "the" && i > 1 && month(t, i - 2)));
    (1.0..=31.0).contains(&n.low) && n.step >= 1.0 && (before || (t.spaced(of) && month(t, of)))
}

/// "Llama 4", "step three", "number two".
fn label(t: &Tokens, i: usize, n: &Number) -> bool {
    let Some(previous) = i.checked_sub(1) else { return false };
    // "Amendments 4 and 5"
    let list = matches!(t.word(previous), "and" | "or") && t.spaced(i) && i >= 3;
    if list && matches!(t.lex(i - 2), Lex::Digits(_)) && TABLE.get(t.word(i - 3)) == Some(&true) {
        return true;
    }
    let word = t.word(previous);
    let numbered = t.gap(i) == ". " && t.written(previous) == "No";
    if numbered {
        return true;
    }
    if !t.soft(i) {
        return false;
    }
    let plural = noun_follows(t, n.next);
    match TABLE.get(word) {
        Some(true) => return true,
        Some(false) => return !plural,
        None => {}
    }
    if !t.capital(previous) || is_stop_word(word) {
        return false;
    }
    let digits = matches!(t.lex(i), Lex::Digits(_));
    if t.opens(previous) {
        let verb = word.ends_with("ed") || word.ends_with("ing") || OPENERS.binary_search(&word).is_ok();
        return digits && !verb;
    }
    // A title in capitals throughout says nothing; a lower-case number word before a plural is a count.
    digits || (!plural && n.low < 100.0)
}

/// A number that counts nothing and looks like a version or an identifier: "in 3.11", "about 4844".
pub(super) fn version(t: &Tokens, i: usize, n: &Number) -> bool {
    let Lex::Digits(d) = t.lex(i) else { return false };
    let released = matches!(t.word(n.next), "release" | "released" | "beta" | "alpha" | "preview") && t.spaced(n.next);
    let measured = matches!(
        t.before(i, 1),
        "of" | "is"
            | "was"
            | "were"
            | "at"
            | "by"
            | "averaged"
            | "averages"
            | "score"
            | "scored"
            | "scores"
            | "rated"
            | "rating"
            | "equals"
            | "reached"
            | "counted"
    ) && t.spaced(i)
        && !t.opens(i);
    let counts = noun_follows(t, n.next);
    let decimal = d.step < 1.0 && !counts && !measured;
    let identifier = d.step >= 1.0 && d.length >= 4 && !counts;
    released || decimal || identifier
}

/// Whether the very next word, or the one after it, is a plural noun.
fn noun_follows(t: &Tokens, i: usize) -> bool {
    t.soft(i) && (is_plural(t.word(i)) || (t.spaced(i + 1) && !is_stop_word(t.word(i)) && is_plural(t.word(i + 1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openers_are_sorted() {
        assert!(OPENERS.is_sorted());
    }
}
