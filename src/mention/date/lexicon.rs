//! The words of the calendar, folded: months, weekdays, seasons, units, numbers up to a hundred.

use super::{Grain, Season};

/// How sure a word is the name of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthWord {
    /// It is nothing else: "October".
    Plain,
    /// It is also a name or another word: "April", "may"; or short: "Oct".
    Doubtful,
}

/// The month that a word names, 1 to 12.
pub(super) fn month(word: &str) -> Option<(i8, MonthWord)> {
    use MonthWord::{Doubtful, Plain};
    let month = match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    };
    let doubtful = word.len() <= 4 || matches!(word, "march" | "april" | "august");
    Some((month, if doubtful && word != "july" { Doubtful } else { Plain }))
}

/// The name of a month.
pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|i| NAMES.get(i)).copied().unwrap_or("month")
}

/// The name of a weekday, 1 for Monday.
pub(super) fn weekday_name(day: i8) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    usize::try_from(day - 1).ok().and_then(|i| NAMES.get(i)).copied().unwrap_or("weekday")
}

/// The weekday that a word names, 1 for Monday; plurals too.
pub(super) fn weekday(word: &str) -> Option<i8> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "monday" => 1,
        "tuesday" => 2,
        "wednesday" => 3,
        "thursday" => 4,
        "friday" => 5,
        "saturday" => 6,
        "sunday" => 7,
        _ => return None,
    })
}

/// The season that a word names.
pub(super) fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" | "springtime" => Season::Spring,
        "summer" | "summertime" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" | "wintertime" => Season::Winter,
        _ => return None,
    })
}

/// The unit that a word names: grain, how many of it, whether the word is a plural. Decades and longer are counted in years.
pub(super) fn unit(word: &str) -> Option<(Grain, i32, bool)> {
    Some(match word {
        "day" => (Grain::Day, 1, false),
        "days" => (Grain::Day, 1, true),
        "week" => (Grain::Week, 1, false),
        "weeks" => (Grain::Week, 1, true),
        "fortnight" => (Grain::Week, 2, false),
        "fortnights" => (Grain::Week, 2, true),
        "month" => (Grain::Month, 1, false),
        "months" => (Grain::Month, 1, true),
        "quarter" => (Grain::Quarter, 1, false),
        "quarters" => (Grain::Quarter, 1, true),
        "year" => (Grain::Year, 1, false),
        "years" => (Grain::Year, 1, true),
        "decade" => (Grain::Year, 10, false),
        "decades" => (Grain::Year, 10, true),
        "century" => (Grain::Year, 100, false),
        "centuries" => (Grain::Year, 100, true),
        _ => return None,
    })
}

/// The number from 0 to 19 that a word names.
pub(super) fn small_number(word: &str) -> Option<i32> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => return None,
    })
}

/// The multiple of ten from 20 to 90 that a word names.
pub(super) fn tens(word: &str) -> Option<i32> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// The multiple of ten from 20 to 90 whose years a word names: "nineties".
pub(super) fn tens_of_years(word: &str) -> Option<i32> {
    tens(&format!("{}y", word.strip_suffix("ies")?))
}

/// The ordinal from 1 to 31 that a word names by itself: "third", "3rd", "twentieth"; not "twenty-first".
pub(super) fn ordinal(word: &str) -> Option<i8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "fifth" => 5,
        "sixth" => 6,
        "seventh" => 7,
        "eighth" => 8,
        "ninth" => 9,
        "tenth" => 10,
        "eleventh" => 11,
        "twelfth" => 12,
        "thirteenth" => 13,
        "fourteenth" => 14,
        "fifteenth" => 15,
        "sixteenth" => 16,
        "seventeenth" => 17,
        "eighteenth" => 18,
        "nineteenth" => 19,
        "twentieth" => 20,
        "thirtieth" => 30,
        _ => return numbered(word),
    })
}

/// "3rd", "21st".
fn numbered(word: &str) -> Option<i8> {
    word.starts_with(|c: char| c.is_ascii_digit()).then_some(())?;
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok().filter(|n| (1..=31).contains(n) && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a word after a number shows that the number counts something: a plural noun or a unit.
pub(super) fn is_counted(word: &str) -> bool {
    const UNITS: &[&str] = &[
        "people", "men", "women", "children", "folks", "staff", "percent", "per", "million", "billion", "trillion",
        "thousand", "hundred", "euro", "dollar", "square", "km", "kg", "mb", "gb", "kb", "ms", "mm", "cm", "watt",
        "rpm", "calories", "more", "fewer", "less",
    ];
    const NO_NOUNS: &[&str] = &[
        "was",
        "is",
        "has",
        "does",
        "as",
        "this",
        "its",
        "his",
        "us",
        "thus",
        "versus",
        "vs",
        "perhaps",
        "always",
        "brings",
        "marks",
        "sees",
        "looks",
        "becomes",
        "seems",
        "starts",
        "begins",
        "ends",
        "comes",
        "goes",
        "gets",
        "means",
        "shows",
        "turns",
        "remains",
        "feels",
        "represents",
        "promises",
        "continues",
        "delivers",
        "belongs",
        "stands",
        "sets",
        "gives",
        "takes",
        "makes",
        "offers",
        "holds",
        "appears",
        "towards",
        "onwards",
        "afterwards",
        "sometimes",
        "unless",
        "across",
        "besides",
    ];
    UNITS.contains(&word)
        || (word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end))
            && !NO_NOUNS.contains(&word))
}
