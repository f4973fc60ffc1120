//! Points and stretches of calendar time as intervals of days with a grain, relative ones resolved by the day of the recording.

use std::ops::Range;

use jiff::civil::Date;

use crate::text::Word;

/// The day on which the talk was recorded, as configured; never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded(pub Date);

/// A point or stretch of calendar time that a text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// How exact it is.
    pub grain: Grain,
    /// First and last day meant, when they are known. A relative date without the day of the recording has none, nor has a month without year.
    pub days: Option<(Date, Date)>,
    /// What is said even when the days are unknown: the month of "in June", the offset of "last year".
    pub said: Said,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A half year or a season.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
}

/// How a date was given.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// By the calendar: any of year, quarter, month, day of the month that were named.
    Calendar {
        /// "2024".
        year: Option<i16>,
        /// 1 to 4.
        quarter: Option<i8>,
        /// 1 to 12.
        month: Option<i8>,
        /// 1 to 31.
        day: Option<i8>,
    },
    /// A weekday: 1 is Monday.
    Weekday(i8),
    /// By the recording: so many grains before (negative) or after; "this year" is 0.
    Relative(i32),
}

/// How two dates stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateComparison {
    /// One holds the other.
    Agree,
    /// They cannot be the same.
    Differ,
    /// Not decidable from what is known.
    Unknown,
}

impl DateMention {
    /// x
    pub fn describe(&self, _r: Option<Recorded>) -> String {
        String::new()
    }

    /// Compares what a summary states with what was said.
    pub fn compare(&self, said: &Self) -> DateComparison {
        match (self.days, said.days) {
            (Some(a), Some(b)) if a.0 <= b.1 && b.0 <= a.1 => DateComparison::Agree,
            (Some(_), Some(_)) => DateComparison::Differ,
            _ => DateComparison::Unknown,
        }
    }
}

/// The dates of a text, in order, not overlapping.
pub fn dates(_text: &str, _words: &[Word], _recorded: Option<Recorded>) -> Vec<DateMention> {
    Vec::new()
}
