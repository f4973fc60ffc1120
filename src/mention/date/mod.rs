//! Points and stretches of calendar time as intervals of days with a grain, relative ones resolved by the day of the recording.
//!
//! Reading order: `lexicon` holds the words, `days` the arithmetic, `year`, `calendar` and `relative` the grammar, `read` the walk
//! over a text, `compare` and `describe` what can be done with two dates and with one.

mod calendar;
mod compare;
mod days;
mod describe;
mod lexicon;
mod read;
mod relative;
mod year;

use std::ops::Range;

use jiff::civil::Date;

pub use read::dates;

/// The day on which the talk was recorded, as configured; never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded(pub Date);

/// A point or stretch of calendar time that a text speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct DateMention {
    /// The bytes of the text, without the preposition in front of it.
    pub range: Range<usize>,
    /// How exact it is.
    pub grain: Grain,
    /// First and last day meant, when they are known. A relative date without the day of the recording has none, nor has a month without year.
    pub days: Option<(Date, Date)>,
    /// What is said even when the days are unknown: the month of "in June", the offset of "last year".
    pub said: Said,
    /// Whether the date itself is meant or the time before or after it.
    pub edge: Edge,
    /// Which part of it is meant: the end of "the end of June".
    pub part: Part,
    /// "last" (-1), "this" (0) or "next" (1) beside a named date: "last Tuesday", "next spring", "the fourth quarter of last year".
    pub shift: Option<i32>,
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
    /// A half of a year: "the first half of 2026", "H2".
    Half {
        /// "2026".
        year: Option<i16>,
        /// 1 or 2.
        half: i8,
    },
    /// A season: "the summer of 2024", "this spring".
    Season {
        /// "2024".
        year: Option<i16>,
        /// Which one.
        season: Season,
    },
    /// Ten years, by the first of them: 1990 for "the nineties".
    Decade(i16),
    /// A weekday: 1 is Monday.
    Weekday(i8),
    /// By the recording, a whole grain: so many before (negative) or after; "last year" is -1, "this year" 0.
    Relative(i32),
    /// By the recording, a distance in grains: -2 for "two years ago", 10 for "ten years from now".
    Ago(i32),
    /// A stretch counted from the recording, in grains: -5 to 0 for "the past five years", 0 to 3 for "the next three months",
    /// -3 to -2 for "two or three years ago".
    Window {
        /// Where it starts.
        from: i32,
        /// Where it ends.
        to: i32,
    },
    /// A number of grains that is not told: -1 for "several years ago" and "the last few years", 1 for "the coming months".
    Vague(i32),
}

/// A season, as the northern half of the world counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// Whether a date is meant itself or as a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The date itself: "in June".
    At,
    /// Not later: "by June".
    By,
    /// Earlier: "before June".
    Before,
    /// Later: "after June".
    After,
    /// From then on: "since June".
    Since,
    /// Not sooner: "not until June", "no sooner than June", "starting in June".
    From,
    /// Up to then: "until June".
    Until,
}

/// Which part of a stretch is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it, or any of it.
    Whole,
    /// "early", "the start of".
    Early,
    /// "mid-", "the middle of".
    Middle,
    /// "late", "the end of".
    Late,
    /// Up to the recording: "earlier this year".
    SoFar,
    /// From the recording on: "later this year", "the rest of the week".
    Rest,
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
