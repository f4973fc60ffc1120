//! Dates by the calendar: days, months, quarters, halves, seasons, weekdays, years, decades.

use jiff::civil::Date;

use super::lexicon::{MonthWord, is_counted, month, ordinal, season, weekday};
use super::read::{Found, Reader};
use super::{Grain, Said, Season, days};

/// A year as named after a shorter date: "of 2024", ", 2024", "of last year".
#[derive(Clone, Copy, Default)]
struct YearNamed {
    year: Option<i16>,
    shift: Option<i32>,
}

impl Reader<'_> {
    /// A date by the calendar at word `i`. `expected` when the words before call for a date.
    pub(super) fn calendar(&self, i: usize, expected: bool) -> Option<Found> {
        self.numeric(i)
            .or_else(|| self.weekday(i))
            .or_else(|| self.month_first(i, expected))
            .or_else(|| self.day_first(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.half(i))
            .or_else(|| self.season(i, expected))
            .or_else(|| {
                let (first, end) = self.decade(i)?;
                let days = Date::new(first, 1, 1).ok().and_then(|day| days::around(day, Grain::Decade));
                Some(Found::new(end, Grain::Decade, Said::Decade(first), days))
            })
            .or_else(|| {
                let (year, end) = self.bare_year(i, expected)?;
                let said = Said::Calendar { year: Some(year), quarter: None, month: None, day: None };
                Some(Found::new(end, Grain::Year, said, days::year(year)))
            })
    }

    /// "2025-04-28", "2025/04/28", "28.04.2025", "13/6/2020"; not "5/6/2020", which has two readings.
    fn numeric(&self, i: usize) -> Option<Found> {
        let number = |word: &str| (word.len() <= 4).then(|| word.parse::<i16>().ok()).flatten();
        let first = self.at(i);
        if !first.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if first.contains('.') {
            let mut parts = first.split('.').map(number);
            let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
            return (parts.next().is_none() && first.len() >= 8).then(|| day_found(i + 1, year, month, day)).flatten();
        }
        let mark = self.gap(i + 1);
        if !matches!(mark, "-" | "/") || self.gap(i + 2) != mark {
            return None;
        }
        let (second, third) = (self.at(i + 1), self.at(i + 2));
        // The time of "2025-04-28T10:00" hangs on the day.
        let last = third.split_once('t').map_or(third, |(day, _)| day);
        let (a, b, c) = (number(first)?, number(second)?, number(last)?);
        match (first.len(), last.len()) {
            (4, 1 | 2) => day_found(i + 3, a, b, c),
            (1 | 2, 4) if a > 12 || a == b => day_found(i + 3, c, b, a),
            (1 | 2, 4) if b > 12 => day_found(i + 3, c, a, b),
            _ => None,
        }
    }

    /// "Tuesday", "Tuesday, April 28, 2025", "last Tuesday", "this coming Friday".
    fn weekday(&self, i: usize) -> Option<Found> {
        let (shift, at) = self.turn(i);
        let day = weekday(self.bare(at)).filter(|_| at == i || self.joined(at))?;
        if self.is_capital(at) && matches!(self.prior(at), "black" | "cyber" | "good" | "ash" | "super") {
            return None;
        }
        if shift.is_none() && self.loosely_joined(at + 1) {
            let on = if self.next(at + 1) == "the" { at + 2 } else { at + 1 };
            if let Some(found) =
                self.month_first(on, true).filter(|f| f.grain == Grain::Day).or_else(|| self.day_first(on))
            {
                return Some(found);
            }
        }
        let days = self.now.zip(shift).and_then(|(now, shift)| {
            let this = days::add_days(days::around(now, Grain::Week)?.0, i32::from(day) - 1)?;
            // "Next Friday" said on a Monday may be this week's or the next: then it is left open.
            let open = (shift > 0 && this > now) || (shift < 0 && this < now);
            let that = days::add_days(this, shift * 7)?;
            (!open).then_some((that, that))
        });
        Some(Found { shift, ..Found::new(at + 1, Grain::Day, Said::Weekday(day), days) })
    }

    /// "June", "June 2025", "June of last year", "April 28, 2025", "December 8th", "April twenty-eighth", "last June".
    fn month_first(&self, i: usize, expected: bool) -> Option<Found> {
        let (shift, at) = self.turn(i);
        let (month, sure) = month(self.bare(at)).filter(|_| at == i || self.joined(at))?;
        if let Some((day, last, end)) = self.day_number(at + 1).filter(|(day, _, _)| exists(month, *day)) {
            if !self.is_capital(at)
                && matches!(self.at(at), "may" | "march" | "mar" | "sep" | "jan" | "dec")
                && !expected
            {
                return None;
            }
            let (named, end) = self.year_after(end);
            let said = Said::Calendar { year: named.year, quarter: None, month: Some(month), day: Some(day) };
            let days = named.year.and_then(|year| {
                let first = Date::new(year, month, day).ok()?;
                Some((first, last.and_then(|last| Date::new(year, month, last).ok()).unwrap_or(first)))
            });
            return Some(Found { shift: named.shift, ..Found::new(end, Grain::Day, said, days) });
        }
        let (named, end) = self.year_after(at + 1);
        if sure == MonthWord::Doubtful && !self.is_month_here(at, end, expected || shift.is_some()) {
            return None;
        }
        let years = shift.filter(|_| named.year.is_none()).zip(self.now);
        let year = named.year.or_else(|| {
            let (shift, now) = years?;
            year_of_last(now, shift, now.month() > month, now.month() < month)
        });
        let said = Said::Calendar { year, quarter: None, month: Some(month), day: None };
        let days = year.and_then(|year| days::months(year, month, 1));
        Some(Found { shift: named.shift.or(shift), ..Found::new(end, Grain::Month, said, days) })
    }

    /// Whether a word that may be a month is one here; `end` is the word after it and its year.
    fn is_month_here(&self, i: usize, end: usize, expected: bool) -> bool {
        let word = self.bare(i);
        let common = matches!(word, "may" | "march" | "mar" | "sep" | "jan" | "dec" | "jun");
        if common && !self.is_capital(i) {
            return false;
        }
        if end > i + 1 || expected {
            return true; // a year follows, or "early", "last" came before
        }
        let name_follows = self.is_capital(i + 1) && self.joined(i + 1) && month(self.at(i + 1)).is_none();
        let leads = matches!(
            self.prior(i),
            "in" | "by"
                | "since"
                | "until"
                | "till"
                | "from"
                | "of"
                | "during"
                | "before"
                | "after"
                | "through"
                | "throughout"
                | "around"
                | "than"
                | "between"
                | "for"
                | "mid"
                | "starting"
                | "beginning"
        ) || (matches!(self.prior(i), "to" | "and" | "or")
            && i.checked_sub(2).is_some_and(|j| month(self.bare(j)).is_some() || self.year(j).is_some()))
            || self.gap(i) == "\u{2013}" && month(self.prior(i)).is_some();
        // A word by itself between marks, such as a table cell.
        let alone = self.starts_clause(i) && self.ends_clause(i) && self.is_capital(i);
        (leads && !name_follows) || alone
    }

    /// "28 April", "28th of April 2025", "the 28th", "the twenty-eighth of April".
    fn day_first(&self, i: usize) -> Option<Found> {
        let (day, last, end) = self.day_number(i)?;
        let of = if self.next(end) == "of" { end + 1 } else { end };
        let named = month(self.bare(of)).filter(|(month, _)| self.joined(of) && exists(*month, day));
        if let Some((month, sure)) = named {
            let written = self.is_capital(of) || sure == MonthWord::Plain || of > end;
            let (named, end) = self.year_after(of + 1);
            let said = Said::Calendar { year: named.year, quarter: None, month: Some(month), day: Some(day) };
            let days = named.year.and_then(|year| {
                let first = Date::new(year, month, day).ok()?;
                Some((first, last.and_then(|last| Date::new(year, month, last).ok()).unwrap_or(first)))
            });
            return written.then(|| Found { shift: named.shift, ..Found::new(end, Grain::Day, said, days) });
        }
        // "On the 28th", but not "on the 28th floor" and not "the first".
        let ordinal = self.at(i).starts_with(|c: char| c.is_ascii_digit()) && self.at(i).len() > 2 && end == i + 1;
        let leads = self.prior(i) == "the"
            && i.checked_sub(2).is_some_and(|j| {
                matches!(self.at(j), "on" | "by" | "from" | "to" | "until" | "till" | "before" | "after" | "since")
            });
        let word = self.next(end);
        let free = word.is_empty() || (crate::text::is_stop_word(word) && word != "of");
        (ordinal && leads && free).then(|| {
            let said = Said::Calendar { year: None, quarter: None, month: None, day: Some(day) };
            Found::new(end, Grain::Day, said, None)
        })
    }

    /// A day of the month at `i`, the last day of a range such as "28-30", and the word after.
    fn day_number(&self, i: usize) -> Option<(i8, Option<i8>, usize)> {
        let i = if self.is_next(i, "the") { i + 1 } else { i };
        let word = self.at(i);
        let digits = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
        if !digits(word) && ordinal(word).is_none() && super::lexicon::tens(word).is_none() {
            return None;
        }
        if i > 0 && !self.joined(i) && !self.starts_clause(i) && self.gap(i).trim() != "," && self.gap(i).trim() != "("
        {
            return None;
        }
        if let Some(ten) = super::lexicon::tens(word).filter(|ten| *ten <= 30) {
            let day = i8::try_from(ten).ok()? + ordinal(self.next(i + 1)).filter(|one| *one < 10)?;
            return (day <= 31).then_some((day, None, i + 2));
        }
        let day = if digits(word) { word.parse().ok() } else { ordinal(word) }.filter(|day| (1..=31).contains(day))?;
        if self.gap(i + 1).starts_with([':', '%', '/', '$']) || self.gap(i).ends_with(['$', ':', '/', '#']) {
            return None;
        }
        if digits(word) && is_counted(self.next(i + 1)) {
            return None; // "in March 12 people left"
        }
        let second = self.at(i + 1);
        if matches!(self.gap(i + 1), "-" | "\u{2013}")
            && let Some(last) =
                (if digits(second) { second.parse().ok() } else { ordinal(second) }).filter(|n| *n > day && *n <= 31)
        {
            return Some((day, Some(last), i + 2));
        }
        Some((day, None, i + 1))
    }

    /// A year after a month, quarter, half or season, and the word after it; that word is `i` when there is none.
    fn year_after(&self, i: usize) -> (YearNamed, usize) {
        let mut at = i;
        if self.next(at) == "of" {
            at += 1;
        }
        if self.next(at) == "the" {
            at += 1;
        }
        if self.next(at) == "fiscal" {
            at += 1;
        }
        let shift = match self.next(at) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let Some(shift) = shift.filter(|_| self.next(at + 1) == "year") {
            let year = self.now.and_then(|now| i16::try_from(i32::from(now.year()) + shift).ok());
            return (YearNamed { year, shift: Some(shift) }, at + 2);
        }
        if at > i && self.next(at) == "year" {
            at += 1;
        }
        if self.loosely_joined(at)
            && let Some((year, end)) = self.year(at)
            && !(is_counted(self.next(end)) && year % 100 == 0)
        {
            return (YearNamed { year: Some(year), shift: None }, end);
        }
        // "Q3'21"
        let short = self.at(i);
        if self.gap(i).trim_start().starts_with(['\'', '\u{2019}'])
            && short.len() == 2
            && let Ok(year) = short.parse::<i16>()
        {
            return (YearNamed { year: Some(2000 + year), shift: None }, i + 1);
        }
        (YearNamed::default(), i)
    }

    /// "Q3 2021", "3Q21", "third quarter", "the 4th quarter of last year", "2021 third quarter".
    fn quarter(&self, i: usize) -> Option<Found> {
        let (before, at) = match self.year(i) {
            Some((year, end)) if self.joined(end) => (Some(year), end),
            _ => (None, i),
        };
        let word = self.bare(at);
        let (quarter, glued, end) = if let Some(quarter) = one_to(4, word.strip_prefix('q')) {
            (quarter, None, at + 1)
        } else if let Some((number, rest)) = word.split_once('q').filter(|_| word.len() <= 4) {
            let quarter = one_to(4, Some(number))?;
            let short =
                if rest.is_empty() { None } else { Some(rest.parse::<i16>().ok().filter(|_| rest.len() == 2)?) };
            (quarter, short.map(|short| 2000 + short), at + 1)
        } else {
            let fiscal = usize::from(self.next(at + 1) == "fiscal");
            let quarter = match word {
                "final" if self.next(at + 1) == "quarter" => 4,
                "last" if self.next(at + 1) == "quarter" && self.next(at + 2) == "of" => 4,
                "opening" if self.next(at + 1) == "quarter" => 1,
                _ => ordinal(word)?,
            };
            ((self.next(at + 1 + fiscal) == "quarter" && quarter <= 4).then_some(quarter)?, None, at + 2 + fiscal)
        };
        let (named, end) = self.year_after(end);
        if self.at(at) == "last" && named.year.is_none() && named.shift.is_none() {
            return None;
        }
        let year = before.or(glued).or(named.year);
        let said = Said::Calendar { year, quarter: Some(quarter), month: None, day: None };
        let days = year.and_then(|year| days::quarter(year, quarter));
        Some(Found { shift: named.shift, ..Found::new(end, Grain::Quarter, said, days) })
    }

    /// "H1 2026", "the first half of 2026", "the second half of the year", "the back half of this year".
    fn half(&self, i: usize) -> Option<Found> {
        let glued = one_to(2, self.bare(i).strip_prefix('h')).filter(|_| self.is_capital(i));
        let (half, after) = match glued {
            Some(half) => (half, i + 1),
            None if self.is_next(i + 1, "half") => {
                let half = match self.at(i) {
                    "first" | "1st" | "front" => 1,
                    "second" | "2nd" | "latter" | "back" => 2,
                    _ => return None,
                };
                (half, i + 2)
            }
            None => return None,
        };
        let (named, mut end) = self.year_after(after);
        if named.year.is_none() && named.shift.is_none() {
            if [self.next(after), self.next(after + 1), self.next(after + 2)] == ["of", "the", "year"] {
                end = after + 3;
            } else if glued.is_none() || !matches!(self.prior(i), "in" | "for" | "of" | "by" | "during" | "since") {
                return None;
            }
        }
        let days = named.year.and_then(|year| days::months(year, if half == 1 { 1 } else { 7 }, 6));
        let said = Said::Half { year: named.year, half };
        Some(Found { shift: named.shift, ..Found::new(end, Grain::Season, said, days) })
    }

    /// "Summer 2024", "the spring of last year", "since the spring", "last fall".
    fn season(&self, i: usize, expected: bool) -> Option<Found> {
        let (shift, at) = self.turn(i);
        let season = season(self.bare(at)).filter(|_| at == i || self.joined(at))?;
        let (named, end) = self.year_after(at + 1);
        let known = named.year.is_some() || named.shift.is_some();
        if !known && shift.is_none() && !expected {
            let before = self.prior(at);
            let earlier = at.checked_sub(2).map_or("", |j| self.at(j));
            let leads =
                |word: &str| matches!(word, "in" | "by" | "since" | "until" | "during" | "before" | "after" | "over");
            let plain = season != Season::Autumn || self.at(at) == "autumn";
            // "In spring", "since the fall"; not "in fall detection", "before spring boot".
            let free =
                self.next(end).is_empty() || crate::text::is_stop_word(self.next(end)) || is_counted(self.next(end));
            if !free || !((leads(before) && plain) || (before == "the" && leads(earlier))) {
                return None;
            }
        }
        let (first, last) = match season {
            Season::Spring => (3, 5),
            Season::Summer => (6, 8),
            Season::Autumn => (9, 11),
            Season::Winter => (1, 14),
        };
        let year = named.year.or_else(|| {
            let (shift, now) = shift.zip(self.now)?;
            year_of_last(now, shift, now.month() > last, now.month() < first)
                .filter(|_| season != Season::Winter || shift == 0)
        });
        let days = year.and_then(|year| days::season(year, season));
        Some(Found {
            shift: named.shift.or(shift),
            ..Found::new(end, Grain::Season, Said::Season { year, season }, days)
        })
    }

    /// "Last", "this" or "next" before a named date, and where the name is. "This past" looks back, "this coming" ahead.
    fn turn(&self, i: usize) -> (Option<i32>, usize) {
        match self.at(i) {
            "this" => match self.next(i + 1) {
                "past" | "last" => (Some(-1), i + 2),
                "coming" | "next" => (Some(1), i + 2),
                _ => (Some(0), i + 1),
            },
            "last" | "past" => (Some(-1), i + 1),
            "next" | "coming" => (Some(1), i + 1),
            _ => (None, i),
        }
    }
}

/// The year of "last June", "next June", "this June". In July "last June" may be of this year or the last: then there is none.
fn year_of_last(now: Date, shift: i32, is_over: bool, is_ahead: bool) -> Option<i16> {
    let open = (shift < 0 && is_over) || (shift > 0 && is_ahead);
    i16::try_from(i32::from(now.year()) + shift).ok().filter(|_| !open)
}

/// Whether a month can have such a day.
fn exists(month: i8, day: i8) -> bool {
    Date::new(2024, month, day).is_ok()
}

/// A number from 1 to `most` in one digit.
fn one_to(most: i8, digits: Option<&str>) -> Option<i8> {
    digits.filter(|digits| digits.len() == 1)?.parse().ok().filter(|n| (1..=most).contains(n))
}

fn day_found(end: usize, year: i16, month: i16, day: i16) -> Option<Found> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = Date::new(year, month, day).ok().filter(|date| (1500..=2100).contains(&date.year()))?;
    let said = Said::Calendar { year: Some(year), quarter: None, month: Some(month), day: Some(day) };
    Some(Found::new(end, Grain::Day, said, Some((date, date))))
}
