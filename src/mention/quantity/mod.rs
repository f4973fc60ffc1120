//! Numbers in digits and words, as values with an interval: "over 700 million users", "12-18 months", "three and a half billion".
//!
//! One grammar over the words of a text. Reading order: `token` (words and what stands between them), `number` (digits and
//! number words), `measure` (signs, units, nouns), `amount` (a number with its unit), `phrase` (ranges, bounds, nouns);
//! `share`, `multiple`, `clock` and `qualifier` are parts of it, `refuse` knows the numbers that are names or dates.

// Factors and steps are compared as they were set, never as results.
#![allow(clippy::float_cmp)]

mod amount;
mod clock;
mod compare;
mod measure;
mod multiple;
mod noun;
mod number;
mod part;
mod phrase;
mod qualifier;
mod refuse;
mod share;
mod token;
mod vague;

use std::ops::Range;

use smol_str::SmolStr;

pub(super) use self::noun::is_plural;
pub(crate) use self::refuse::numbers_things;
use self::{measure::times, phrase::read, token::Tokens};
use crate::text::Word;

/// A number that a text states, with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The bytes of the text: qualifier, number and unit.
    pub range: Range<usize>,
    /// The bytes of the number alone, without qualifier and unit ("700 million").
    pub number: Range<usize>,
    /// The smallest value meant.
    pub low: f64,
    /// The largest value meant; equal to `low` unless a range was stated.
    pub high: f64,
    /// The size of the last digit stated, in the same unit as the values: 1e8 for "3.5 billion"; 0 for fractions such as "a third".
    pub step: f64,
    /// How the stated value bounds the true one.
    pub bound: Bound,
    /// What kind of number it is.
    pub kind: Kind,
    /// The stem of the thing counted or measured ("user", "month", "paramet"), if one follows.
    pub unit: Option<SmolStr>,
}

/// How a stated value bounds the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// No qualifier.
    Plain,
    /// "about", "around", "roughly".
    About,
    /// "nearly", "almost", "just under".
    Nearly,
    /// "over", "more than", "exceeding", "+".
    MoreThan,
    /// "at least", "or more".
    AtLeast,
    /// "under", "less than", "fewer than".
    LessThan,
    /// "at most", "up to", "within".
    AtMost,
}

/// What kind of number it is; numbers of different kinds are never compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// "12 people", "three"; data sizes are in bytes.
    Count,
    /// "third", "2nd".
    Ordinal,
    /// "90 %", "a third of", "nine in ten": values are 0.9, 0.333…
    Share,
    /// A difference of shares: "two percentage points".
    Points,
    /// Money, with the ISO code of the currency when known.
    Money(Option<&'static str>),
    /// A length of time; values are in seconds.
    Duration,
    /// "10x", "twice", "threefold".
    Multiple,
    /// A time of day; values are minutes past twelve on the face of a clock, the unit is "am" or "pm" where it is told.
    Clock,
}

/// How two quantities stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// They can both be true as stated: equal values, or one lies within the other's bounds and rounding.
    Agree,
    /// What is stated follows only loosely: a bound was dropped or added ("2 trillion" for "more than 2 trillion"), one end of a
    /// range stands for the range, or the value was rounded coarsely. No contradiction.
    Loosened,
    /// They speak of the same kind and unit and cannot both be true.
    Differ,
    /// They are of other kinds or units: nothing follows.
    Incomparable,
}

impl Quantity {
    /// The quantity as written: qualifier, number and unit.
    pub fn describe<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The quantities of a text, in order, not overlapping. `words` are the text's words.
///
/// Names, versions, list numbers, years and dates are none, nor is "one" as a pronoun.
pub fn quantities(text: &str, words: &[Word]) -> Vec<Quantity> {
    let tokens = Tokens::new(text, words);
    let mut found: Vec<Quantity> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < tokens.len() {
        match read(&tokens, at, floor) {
            Some(read) => {
                at = read.next.max(at + 1);
                floor = at;
                for mut quantity in read.quantities {
                    // A sign between two numbers ("one USD one") belongs to the first.
                    let end = found.last().map_or(0, |before| before.range.end);
                    quantity.range.start = quantity.range.start.max(end);
                    if quantity.range.start <= quantity.number.start {
                        found.push(quantity);
                    }
                }
            }
            None => at += 1,
        }
    }
    share_units(text, &mut found);
    drop_false_starts(text, &mut found);
    found
}

/// "Eleven, uh, eleven euros": a number that is said again at once with its unit is one number.
fn drop_false_starts(text: &str, found: &mut Vec<Quantity>) {
    let again = |a: &Quantity, b: &Quantity| {
        let between = text.get(a.range.end..b.range.start).unwrap_or("?");
        let filler = |word: &str| {
            matches!(word.trim_matches(|c: char| !c.is_alphanumeric()), "" | "uh" | "um" | "er" | "erm" | "hm" | "like")
        };
        let bare = a.kind == Kind::Count && a.unit.is_none() && a.low.to_bits() == a.high.to_bits();
        let digits = if b.step > 0.0 && b.kind == Kind::Duration { b.low / b.step } else { b.low };
        bare && between.split_whitespace().all(filler) && (digits.floor() - a.low).abs() < 0.5
    };
    let mut at = 0;
    while at + 1 < found.len() {
        if again(&found[at], &found[at + 1]) {
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

/// "10, 15, 20 years": numbers in a row count what the last one counts.
fn share_units(text: &str, found: &mut [Quantity]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (Some(before), Some(after)) = (head.last_mut(), tail.first()) else { continue };
        let between = text.get(before.range.end..after.range.start).unwrap_or("?");
        let row = matches!(between.trim_start_matches('-'), ", " | ", or " | ", and " | " or " | " and " | "/" | " / ");
        if row && before.kind == Kind::Count && before.unit.is_none() && before.step > 0.0 {
            before.unit.clone_from(&after.unit);
            let factor = match after.kind {
                Kind::Share if after.step > 0.0 && before.high <= 100.0 => 0.01,
                Kind::Duration => after.step,
                Kind::Count | Kind::Ordinal | Kind::Multiple => 1.0,
                _ => continue,
            };
            if after.kind != Kind::Ordinal {
                before.kind.clone_from(&after.kind);
            }
            before.low = times(before.low, factor);
            before.high = times(before.high, factor);
            before.step = times(before.step, factor);
        }
    }
}
