//! Numbers in digits and words, as values with an interval: "over 700 million users", "12-18 months", "three and a half billion".

use std::ops::Range;

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
    /// How the stated value bounds the true one.
    pub bound: Bound,
    /// What kind of number it is.
    pub kind: Kind,
    /// The stem of the thing counted or measured ("user", "month", "paramet"), if one follows.
    pub unit: Option<String>,
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
    /// "12 people", "three".
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
}

/// How two quantities stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// They can both be true as stated: equal values, or one lies within the other's bounds and rounding.
    Agree,
    /// They speak of the same kind and unit and cannot both be true.
    Differ,
    /// Loosened.
    Loosened,
    /// They are of other kinds or units: nothing follows.
    Incomparable,
}

impl Quantity {
    /// Compares what a summary states with what was said.
    pub fn compare(&self, said: &Self) -> Comparison {
        if self.kind != said.kind {
            return Comparison::Incomparable;
        }
        if (self.low - said.low).abs() <= f64::EPSILON * self.low.abs()
            && (self.high - said.high).abs() <= f64::EPSILON * self.high.abs()
        {
            Comparison::Agree
        } else {
            Comparison::Differ
        }
    }
}

/// The quantities of a text, in order, not overlapping. `words` are the text's words.
pub fn quantities(_text: &str, _words: &[Word]) -> Vec<Quantity> {
    Vec::new()
}
