//! Years, in digits and as spoken, and whether a bare number is one.

use super::lexicon::{is_counted, month, season, small_number, tens, tens_of_years};
use super::read::Reader;

/// The years that a number may be without a month beside it.
const BARE: std::ops::RangeInclusive<i16> = 1900..=2100;

impl Reader<'_> {
    /// A year at `i`, whatever stands around it: its value and the word after it.
    pub(super) fn year(&self, i: usize) -> Option<(i16, usize)> {
        self.digit_year(i).or_else(|| self.spoken_year(i).map(|(year, end, _)| (year, end)))
    }

    /// "2024", "fy24", "2019-20": four digits from 1500 to 2100.
    fn digit_year(&self, i: usize) -> Option<(i16, usize)> {
        let word = self.bare(i);
        if let Some(short) = word.strip_prefix("fy").filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
            return match (short.len(), short.parse::<i16>()) {
                (2, Ok(year)) => Some((2000 + year, i + 1)),
                (4, Ok(year)) => Some((year, i + 1)),
                _ => None,
            };
        }
        if word.len() != 4 || !word.bytes().all(|b| b.is_ascii_digit()) || self.is_marked(i) {
            return None;
        }
        let year = word.parse::<i16>().ok().filter(|year| (1500..=2100).contains(year))?;
        // "2019-20" and "2019/20" are seasons that start in the first year.
        let next = self.at(i + 1);
        let end = if next.len() == 2
            && matches!(self.gap(i + 1), "-" | "/" | "\u{2013}")
            && next.parse::<i16>().is_ok_and(|short| short == (year + 1) % 100)
            && !matches!(self.gap(i + 2), "-" | "/")
        {
            i + 2
        } else {
            i + 1
        };
        Some((year, end))
    }

    /// Whether a number carries a currency, a percent sign or the like, or is part of a numeric date, a version or a compound.
    fn is_marked(&self, i: usize) -> bool {
        let (before, after) = (self.gap(i), self.gap(i + 1));
        before.ends_with(['$', '€', '£', '¥', '#', '+', '/', '=', '~', '<', '>', '@', '.'])
            || after.starts_with(['%', '$', '€', '£', '+', '°', '/', '=', '@'])
                && !(after == "/" && self.at(i + 1).len() <= 2)
            || (after == "-" && self.at(i + 1).starts_with(|c: char| c.is_alphabetic()))
    }

    /// "twenty twenty-five", "nineteen oh eight", "two thousand and eight": the year, the word after it, whether it is surely a year.
    fn spoken_year(&self, i: usize) -> Option<(i16, usize, bool)> {
        let found = |year: i32, end: usize, sure: bool| Some((i16::try_from(year).ok()?, end, sure));
        if self.at(i) == "two" && self.next(i + 1) == "thousand" {
            let after = if self.next(i + 2) == "and" { i + 3 } else { i + 2 };
            return match self.two_digits(after) {
                Some((rest, end)) => found(2000 + rest, end, false),
                None => found(2000, i + 2, false),
            };
        }
        let century = match self.at(i) {
            "seventeen" => 17,
            "eighteen" => 18,
            "nineteen" => 19,
            "twenty" => 20,
            _ => return None,
        };
        let next = self.next(i + 1);
        if matches!(next, "oh" | "o" | "zero") {
            let digit = small_number(self.next(i + 2)).filter(|n| (1..=9).contains(n))?;
            return found(century * 100 + digit, i + 3, century >= 19);
        }
        let (rest, end) = self.two_digits(i + 1).filter(|(n, _)| *n >= 10)?;
        // "Twenty thirty" may be a careless "twenty or thirty".
        let sure = century == 19 || (century == 20 && (rest < 30 || rest % 10 != 0));
        found(century * 100 + rest, end, sure && self.next(end) != "vision")
    }

    /// A spoken number below a hundred that goes on from the word before: value and the word after it.
    fn two_digits(&self, i: usize) -> Option<(i32, usize)> {
        if let Some(ten) = tens(self.next(i)) {
            return Some(match small_number(self.next(i + 1)).filter(|n| (1..=9).contains(n)) {
                Some(one) => (ten + one, i + 2),
                None => (ten, i + 1),
            });
        }
        small_number(self.next(i)).filter(|n| *n > 0).map(|n| (n, i + 1))
    }

    /// A year that stands alone. `expected` when the words before it call for a year ("early", "the end of").
    pub(super) fn bare_year(&self, i: usize, expected: bool) -> Option<(i16, usize)> {
        if matches!(self.at(i), "fiscal" | "calendar" | "year" | "fy") {
            let number = i + 1 + usize::from(self.at(i) != "year" && self.next(i + 1) == "year");
            return self.joined(number).then(|| self.year(number)).flatten();
        }
        if let Some((year, end, sure)) = self.spoken_year(i) {
            let strong = (expected || self.calls_for_year(i)) && self.is_followed_freely(end);
            return ((sure && !is_counted(self.next(end))) || strong).then_some((year, end));
        }
        let (year, end) = self.digit_year(i)?;
        if self.at(i).starts_with("fy") {
            return Some((year, end));
        }
        if !BARE.contains(&year) || year % 100 == 0 {
            // Old years and round numbers are mostly counts: "2000 people", "1800 euros".
            let strong = matches!(self.at(i.wrapping_sub(1)), "in" | "since" | "until" | "before" | "after" | "during");
            return ((strong || expected || self.at(i.wrapping_sub(1)) == "year")
                && year >= 1700
                && self.is_followed_freely(end))
            .then_some((year, end));
        }
        (expected || self.is_year_here(i, end)).then_some((year, end))
    }

    /// Whether what stands around a four-digit number makes it a year.
    fn is_year_here(&self, i: usize, end: usize) -> bool {
        let (before, after) = (self.prior(i), self.next(end));
        if matches!(before, "in" | "since" | "during" | "until" | "till" | "year" | "fiscal" | "calendar") {
            // "In 2024 companies began" has a year before its plural, "in 1950 patients" has not.
            return !is_counted(after) || (year_like(self.at(i)) && !self.is_unit(end));
        }
        let recent = year_like(self.at(i));
        let owned = matches!(
            before,
            "our"
                | "its"
                | "their"
                | "my"
                | "your"
                | "his"
                | "her"
                | "the"
                | "full"
                | "from"
                | "for"
                | "of"
                | "versus"
                | "vs"
        );
        if is_counted(after) && !(before == "the" && self.is_capital(end)) && !(owned && recent && is_of_a_year(after))
        {
            return false;
        }
        if matches!(after, "a" | "an" | "each" | "every") && super::lexicon::unit(self.next(end + 1)).is_some() {
            return false; // "2000 a day"
        }
        if self.calls_for_year(i) || self.at(i).ends_with("'s") {
            return true;
        }
        // "2019–2021"
        let range = matches!(self.gap(end), "-" | "\u{2013}")
            && self.digit_year(end).is_some_and(|(year, _)| BARE.contains(&year));
        // "in 2008, 2009", "2025, perhaps 2026"
        let listed = recent
            && (self.gap(i) == ", " && self.ends_with_year(i)
                || matches!(before, "perhaps" | "maybe" | "and" | "or" | "then")
                    && self.gap(i - 1) == ", "
                    && self.ends_with_year(i - 1));
        if listed || range || self.starts_clause(i) || self.gap(i).trim_end().ends_with('(') {
            return true;
        }
        let named = self.is_capital(i.wrapping_sub(1)) && !self.starts_sentence(i.wrapping_sub(1));
        let numbered = matches!(
            before,
            "room" | "version" | "page" | "model" | "number" | "section" | "flight" | "issue" | "no" | "route" | "line"
        );
        // "Summit 2024", "our 2024 budget", "as we end 2024"
        if recent
            && !numbered
            && (owned
                || (named && !matches!(before, "windows" | "office" | "studio" | "server"))
                || matches!(
                    before,
                    "beyond"
                        | "post"
                        | "end"
                        | "ended"
                        | "ending"
                        | "finish"
                        | "finished"
                        | "finishes"
                        | "start"
                        | "started"
                        | "entered"
                        | "into"
                        | "sees"
                        | "expected"
                        | "lowered"
                        | "raised"
                        | "raises"
                ))
        {
            return true;
        }
        let verb = matches!(
            after,
            "was"
                | "is"
                | "will"
                | "would"
                | "has"
                | "had"
                | "saw"
                | "marks"
                | "marked"
                | "looks"
                | "brings"
                | "brought"
                | "became"
                | "becomes"
                | "could"
                | "might"
                | "can"
                | "may"
                | "should"
                | "seems"
                | "as"
                | "a"
                | "an"
                | "the"
        );
        verb && !named && !numbered
    }

    /// Whether the words before `i` call for a year: "by 2030", "the summer of 2024", "2024 and 2025", "the 2024 election".
    fn calls_for_year(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let earlier = before.checked_sub(1).map_or("", |j| self.at(j));
        if !self.joined(i) {
            return false;
        }
        match self.at(before) {
            "in" | "since" | "by" | "during" | "until" | "till" | "before" | "after" | "through" | "throughout"
            | "for" | "circa" | "early" | "mid" | "late" | "fiscal" | "calendar" | "between" | "entering" | "from"
            | "the" | "class" => true,
            "of" => !matches!(
                earlier,
                "total"
                    | "sum"
                    | "average"
                    | "maximum"
                    | "minimum"
                    | "capacity"
                    | "number"
                    | "limit"
                    | "population"
                    | "score"
            ),
            "to" => {
                matches!(earlier, "back" | "compared" | "relative" | "prior" | "forward" | "leading")
                    || self.ends_with_year(before)
            }
            "and" | "or" | "versus" | "vs" => self.ends_with_year(before),
            word => {
                month(word).is_some()
                    || season(word).is_some()
                    || self.gap(i).chars().all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}')) && self.ends_with_year(i)
            }
        }
    }

    /// Whether the word before `i` is a year in digits.
    fn ends_with_year(&self, i: usize) -> bool {
        i.checked_sub(1).and_then(|j| self.digit_year(j)).is_some_and(|(year, _)| BARE.contains(&year))
    }

    /// Whether nothing, punctuation or a function word comes at `i`: nothing that could be counted.
    fn is_followed_freely(&self, i: usize) -> bool {
        let word = self.next(i);
        word.is_empty()
            || crate::text::is_stop_word(word)
            || matches!(word, "until" | "after" | "before" | "but" | "onwards")
    }

    fn is_unit(&self, i: usize) -> bool {
        matches!(self.next(i), "percent" | "per" | "million" | "billion" | "thousand" | "dollars" | "euros" | "people")
    }

    /// A decade at `i`: its first year and the word after it. "The 1990s", "the nineties", "the nineteen eighties", "the '90s".
    pub(super) fn decade(&self, i: usize) -> Option<(i16, usize)> {
        let word = self.at(i);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = word.strip_suffix("'s").or_else(|| word.strip_suffix('s'))?;
            let value =
                digits.parse::<i16>().ok().filter(|n| n % 10 == 0 && digits.bytes().all(|b| b.is_ascii_digit()));
            return match (digits.len(), value) {
                (4, Some(year)) if (1500..=2100).contains(&year) && year % 100 != 0 => Some((year, i + 1)),
                (2, Some(short)) if short >= 30 && self.is_the_decade(i) => Some((1900 + short, i + 1)),
                _ => None,
            };
        }
        if let Some(century) = match word {
            "eighteen" => Some(1800),
            "nineteen" => Some(1900),
            "twenty" => Some(2000),
            _ => None,
        } {
            let short = tens_of_years(self.next(i + 1))?;
            return Some((i16::try_from(century + short).ok()?, i + 2));
        }
        let short = tens_of_years(word).filter(|n| *n >= 30 && self.is_the_decade(i))?;
        Some((i16::try_from(1900 + short).ok()?, i + 1))
    }

    /// Not "in her nineties", not "in the upper 90s".
    fn is_the_decade(&self, i: usize) -> bool {
        // The apostrophe of "the '80s" parts the words.
        let apart = self.gap(i).trim().trim_matches(['\'', '\u{2018}', '\u{2019}']).is_empty();
        let before = i.checked_sub(1).filter(|_| apart).map_or("", |j| self.at(j));
        let earlier = i.checked_sub(2).map_or("", |j| self.at(j));
        before == "the"
            || (matches!(before, "early" | "mid" | "late") && matches!(earlier, "the" | "since" | "in" | "by"))
    }
}

/// Whether a year in digits is of the time in which most talk happens.
fn year_like(word: &str) -> bool {
    word.get(..4).and_then(|digits| digits.parse::<i16>().ok()).is_some_and(|year| (1990..=2039).contains(&year))
}

/// Whether a plural after a year is of that year rather than counted by it: "our 2024 results".
fn is_of_a_year(word: &str) -> bool {
    matches!(
        word,
        "results"
            | "earnings"
            | "revenues"
            | "sales"
            | "expectations"
            | "goals"
            | "targets"
            | "levels"
            | "elections"
            | "estimates"
            | "plans"
            | "objectives"
            | "forecasts"
            | "figures"
            | "numbers"
            | "budgets"
            | "olympics"
            | "finals"
            | "games"
    )
}
