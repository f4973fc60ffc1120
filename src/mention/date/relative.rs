//! Dates by the recording: "this year", "two weeks ago", "over the past five years", "this has been a very good year".

use super::lexicon::{ordinal, small_number, tens, unit};
use super::read::{Found, Reader};
use super::{Grain, Part, Said, days};

/// How many units: a number, two numbers ("two or three"), or nobody knows ("several").
#[derive(Clone, Copy)]
enum Amount {
    Exact(i32),
    Between(i32, i32),
    Vague,
}

impl Reader<'_> {
    /// A date by the recording at word `i`.
    pub(super) fn relative(&self, i: usize) -> Option<Found> {
        self.day_word(i)
            .or_else(|| self.this_is_a_year(i))
            .or_else(|| self.turned_unit(i))
            .or_else(|| self.window(i))
            .or_else(|| self.ago(i))
            .or_else(|| self.year_end(i))
    }

    /// "Today", "yesterday", "last night", "the day before yesterday".
    fn day_word(&self, i: usize) -> Option<Found> {
        let first = self.bare(i);
        if !matches!(first, "day" | "today" | "tonight" | "yesterday" | "tomorrow" | "last" | "this") {
            return None;
        }
        let (offset, end) = match (first, self.next(i + 1), self.next(i + 2)) {
            ("day", "before", "yesterday") => (-2, i + 3),
            ("day", "after", "tomorrow") => (2, i + 3),
            ("today" | "tonight", _, _) => (0, i + 1),
            ("yesterday", _, _) => (-1, i + 1),
            ("tomorrow", _, _) => (1, i + 1),
            ("last", "night", _) => (-1, i + 2),
            ("this", "morning" | "afternoon" | "evening", _) => (0, i + 2),
            _ => return None,
        };
        Some(self.found(end, Grain::Day, offset))
    }

    /// "This year", "last week", "next quarter", "the current month", "the year before last"; "next weekend".
    fn turned_unit(&self, i: usize) -> Option<Found> {
        if let Some((grain, 1, false)) = unit(self.at(i)).filter(|_| self.prior(i) == "the") {
            let offset = match (self.next(i + 1), self.next(i + 2)) {
                ("before", "last") => -2,
                ("after", "next") => 2,
                _ => return None,
            };
            return Some(self.found(i + 3, grain, offset));
        }
        // After "the", "last" and "next" open a window: "over the last year".
        if !matches!(self.at(i), "this" | "current" | "last" | "next" | "previous" | "prior" | "preceding") {
            return None;
        }
        let the = self.prior(i) == "the";
        let (offset, at, resolved) = match (self.at(i), self.next(i + 1)) {
            ("this", "current") => (0, i + 2, true),
            ("this", "coming" | "next") => (1, i + 2, true),
            ("this", "past" | "last") => return None,
            ("this" | "current", _) => (0, i + 1, true),
            ("last", _) if !the => (-1, i + 1, true),
            ("next", _) if !the => (1, i + 1, true),
            // The year before the one spoken of, which need not be this one.
            ("previous" | "prior" | "preceding", _) => (-1, i + 1, false),
            _ => return None,
        };
        let unit_at = at + usize::from(matches!(self.next(at), "calendar" | "fiscal" | "full" | "entire" | "whole"));
        let word = self.next(unit_at);
        let mut found = if word == "weekend" {
            let found = self.found(unit_at + 1, Grain::Week, offset);
            let days = found.days.and_then(|(_, sunday)| Some((days::add_days(sunday, -1)?, sunday)));
            Found { days, ..found }
        } else {
            let (grain, count, plural) = unit(word)?;
            if plural || grain == Grain::Day || count > 10 || word == "fortnight" || self.is_compound(unit_at + 1) {
                return None;
            }
            if self.next(unit_at + 1) == "of" && offset != 0 {
                return None; // "last year of the war"
            }
            self.found(unit_at + 1, if count == 10 { Grain::Decade } else { grain }, offset)
        };
        if !resolved {
            found.days = None;
        }
        Some(found)
    }

    /// "This has been a very good year", "this is going to be a really big year", "this would be the year".
    fn this_is_a_year(&self, i: usize) -> Option<Found> {
        let subject = self.at(i);
        if !matches!(subject, "this" | "this's" | "it" | "it's") {
            return None;
        }
        let this = subject.starts_with("this");
        let mut at = i + 1;
        let mut been = subject.ends_with("'s") && this;
        let mut verb = subject.ends_with("'s");
        while at <= i + 7 {
            match self.next(at) {
                "been" => (been, verb) = (true, true),
                "be" | "is" | "was" | "will" | "has" | "could" | "would" | "might" | "may" | "should" | "can"
                | "looks" | "feels" | "seems" | "isn't" | "wasn't" | "must" | "gonna" => verb = true,
                "'s" | "going" | "to" | "really" | "definitely" | "probably" | "like" | "just" | "certainly"
                | "already" | "also" | "not" | "clearly" | "truly" | "quite" | "such" | "kind" | "of" | "have"
                | "still" | "shaping" | "up" | "turned" | "out" | "absolutely" => {}
                _ => break,
            }
            at += 1;
        }
        if !verb || !matches!(self.next(at), "a" | "an" | "the" | "another" | "our" | "my" | "their" | "your" | "one") {
            return None;
        }
        let first = at + 1;
        for end in first..first + 5 {
            let word = self.next(end);
            if let Some((grain, count, plural)) = unit(word) {
                let number = (first..end).any(|j| {
                    self.at(j).starts_with(|c: char| c.is_ascii_digit()) || small_number(self.at(j)).is_some()
                });
                let follows = self.next(end + 1);
                let free = follows.is_empty()
                    || crate::text::is_stop_word(follows)
                    || matches!(follows, "yet" | "ever" | "so" | "where");
                // "It's been a year since": a length of time. "It has been a hard year": this one.
                let named = this || (been && end > first);
                let fits = !plural
                    && count <= 10
                    && grain != Grain::Day
                    && !number
                    && free
                    && named
                    && !self.is_compound(end + 1);
                return fits.then(|| self.found(end + 1, if count == 10 { Grain::Decade } else { grain }, 0));
            }
            if word.is_empty()
                || matches!(
                    word,
                    "of" | "in" | "that" | "for" | "and" | "to" | "with" | "on" | "multi" | "per" | "every"
                )
            {
                return None;
            }
        }
        None
    }

    /// "The past five years", "the last year", "the next three months", "the coming weeks", "the last few years".
    fn window(&self, i: usize) -> Option<Found> {
        let mut at = i;
        let the = matches!(self.prior(i), "the" | "these" | "those" | "our" | "this");
        let this = self.at(at) == "this";
        if this {
            at += 1;
        }
        let (sign, recent) = match if this { self.next(at) } else { self.at(at) } {
            "last" => (-1, false),
            "past" => (-1, true),
            "next" => (1, false),
            "coming" | "upcoming" => (1, true),
            _ => return None,
        };
        at += 1;
        if let Some((amount, after)) = self.amount(at).filter(|_| self.joined(at)) {
            let (grain, count, _) = unit(self.next(after))?;
            let (from, to) = match amount {
                Amount::Exact(n) => (0, n.checked_mul(count)?),
                Amount::Between(_, most) => (0, most.checked_mul(count)?),
                Amount::Vague => return Some(vague(after + 1, grain, count, sign)),
            };
            return Some(self.stretch(after + 1, grain, sign * from, sign * to));
        }
        let (grain, count, plural) = unit(self.next(at))?;
        if plural {
            // "The last years", "in the coming weeks"; not "batteries last weeks".
            return (the || (recent && sign > 0)).then(|| vague(at + 1, grain, count, sign));
        }
        let opens = (the || this || recent) && grain != Grain::Day && self.next(at + 1) != "of";
        opens.then(|| self.stretch(at + 1, grain, 0, sign * count))
    }

    /// "Two weeks ago", "about 20 years ago", "a couple of months ago", "ten years from now", "in six months' time".
    fn ago(&self, i: usize) -> Option<Found> {
        let (mut amount, after) = self.amount(i)?;
        let (mut grain, count, _) = unit(self.next(after))?;
        let mut at = after + 1;
        if [self.next(at), self.next(at + 1), self.next(at + 2)] == ["and", "a", "half"] {
            // Years and a half are counted in months, all else lies between two whole numbers.
            amount = match amount {
                Amount::Exact(n) if grain == Grain::Year && count == 1 => {
                    grain = Grain::Month;
                    Amount::Exact(n * 12 + 6)
                }
                Amount::Exact(n) => Amount::Between(n, n + 1),
                other => other,
            };
            at += 3;
        }
        let sign = match (self.next(at), self.next(at + 1)) {
            ("ago", _) => -1,
            ("back", next)
                if !(matches!(next, "to" | "in" | "from") || next == "and" && self.next(at + 2) == "forth") =>
            {
                -1
            }
            ("from", "now" | "today") => 1,
            // A summary's "two days before this recording".
            (side @ ("before" | "after"), "this" | "the") if self.is_recording(at + 2) => {
                if side == "before" {
                    -1
                } else {
                    1
                }
            }
            _ if self.prior(i) == "in"
                && self.at(at) == "time"
                && matches!(self.gap(at).trim(), "" | "'" | "\u{2019}") =>
            {
                1
            }
            _ => return None,
        };
        let end = match self.next(at) {
            "from" => at + 2,
            "before" | "after" => at + 3,
            _ => at + 1,
        };
        Some(match amount {
            Amount::Exact(n) => {
                let offset = sign * n.checked_mul(count)?;
                let days = self.now.and_then(|now| days::about(now, grain, offset));
                Found::new(end, grain, Said::Ago(offset), days)
            }
            Amount::Between(least, most) => {
                let (a, b) = (sign * least.checked_mul(count)?, sign * most.checked_mul(count)?);
                self.stretch(end, grain, a, b)
            }
            Amount::Vague => vague(end, grain, count, sign),
        })
    }

    /// Whether a word names the talk itself.
    fn is_recording(&self, i: usize) -> bool {
        matches!(
            self.next(i),
            "recording" | "interview" | "conversation" | "episode" | "call" | "talk" | "discussion" | "podcast"
        )
    }

    /// "Year-end", "the year's end", "end of year".
    fn year_end(&self, i: usize) -> Option<Found> {
        let (grain, 1, false) = unit(self.bare(i))? else { return None };
        let leads =
            matches!(self.prior(i), "by" | "before" | "until" | "at" | "the" | "this" | "after" | "to" | "through");
        if self.next(i + 1) != "end" || !leads || !matches!(grain, Grain::Year | Grain::Quarter | Grain::Month) {
            return None;
        }
        let found = match self.year(i + 2).filter(|_| grain == Grain::Year && self.joined(i + 2)) {
            Some((year, end)) => {
                let said = Said::Calendar { year: Some(year), quarter: None, month: None, day: None };
                Found::new(end, Grain::Year, said, days::year(year))
            }
            None => self.found(i + 2, grain, 0),
        };
        Some(Found { part: Part::Late, ..found })
    }

    /// "The year" in "the end of the year": the one of the recording, unless another was named before.
    pub(super) fn anaphoric(&self, i: usize, year_named: bool) -> Option<Found> {
        let (grain, count @ (1 | 10), false) = unit(self.at(i)).filter(|_| self.joined(i))? else { return None };
        let grain = if count == 10 { Grain::Decade } else { grain };
        let before = self.at(i.checked_sub(1)?);
        let led = matches!(before, "of" | "the" | "in");
        let adverb = i >= 2 && matches!(self.at(i - 2), "later" | "earlier" | "early" | "late");
        if !led
            || grain == Grain::Day
            || self.next(i + 1) == "of"
            || self.year(i + 1).is_some()
            || self.is_compound(i + 1)
        {
            return None;
        }
        let mut found = self.found(i + 1, grain, 0);
        if year_named || adverb {
            found.days = None;
        }
        Some(found)
    }

    /// Whether a hyphen hangs a word on the unit: "this year-long", "a two-year-old".
    fn is_compound(&self, i: usize) -> bool {
        self.gap(i) == "-" && self.joined(i)
    }

    /// A number of units at `i` and the word after it.
    fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        match (self.at(i), self.next(i + 1)) {
            ("a", "couple") => {
                let after = if self.next(i + 2) == "of" { i + 3 } else { i + 2 };
                return Some((Amount::Between(2, 3), after));
            }
            ("couple", next) => return Some((Amount::Between(2, 3), if next == "of" { i + 2 } else { i + 1 })),
            ("a", "few" | "number" | "handful") => {
                let after = if self.next(i + 2) == "of" { i + 3 } else { i + 2 };
                return Some((Amount::Vague, after));
            }
            ("few" | "several" | "many" | "some", _) => return Some((Amount::Vague, i + 1)),
            ("a", "hundred") => return Some((Amount::Exact(100), i + 2)),
            ("a" | "an", _) => return Some((Amount::Exact(1), i + 1)),
            _ => {}
        }
        if let Some(whole) = self.at(i).split_once('.').filter(|_| self.at(i).len() <= 4).and_then(|(whole, part)| {
            part.parse::<u8>().ok()?;
            whole.parse::<i32>().ok()
        }) {
            return Some((Amount::Between(whole, whole + 1), i + 1));
        }
        let (first, end) = self.number(i)?;
        let link = self.next(end);
        if matches!(link, "or" | "to")
            && let Some((second, end)) = self.number(end + 1).filter(|_| self.joined(end + 1))
            && second > first
        {
            return Some((Amount::Between(first, second), end));
        }
        if matches!(self.gap(end), "-" | "\u{2013}" | ", ")
            && let Some((second, end)) = self.number(end)
            && second > first
        {
            return Some((Amount::Between(first, second), end));
        }
        // "10+ years ago", "some 20 years ago"
        Some((Amount::Exact(first), end))
    }

    /// A whole number up to 999 at `i`, in digits or words, and the word after it.
    fn number(&self, i: usize) -> Option<(i32, usize)> {
        let word = self.at(i);
        if !word.is_empty() && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) {
            return Some((word.parse().ok()?, i + 1));
        }
        if let Some(ten) = tens(word) {
            let one = small_number(self.next(i + 1)).filter(|one| (1..=9).contains(one));
            return Some(one.map_or((ten, i + 1), |one| (ten + one, i + 2)));
        }
        let small = small_number(word).filter(|n| *n > 0)?;
        if self.next(i + 1) == "hundred" {
            return Some((small * 100, i + 2));
        }
        // "Fourth" and the like are no amounts.
        ordinal(word).is_none().then_some((small, i + 1))
    }

    /// A stretch of a grain, so many from the one of the recording.
    fn found(&self, end: usize, grain: Grain, offset: i32) -> Found {
        let days = self.now.and_then(|now| days::around(days::shift(now, grain, offset)?, grain));
        Found::new(end, grain, Said::Relative(offset), days)
    }

    /// A stretch between two distances from the recording, in either order.
    fn stretch(&self, end: usize, grain: Grain, a: i32, b: i32) -> Found {
        let (from, to) = (a.min(b), a.max(b));
        let days = self.now.and_then(|now| Some((days::shift(now, grain, from)?, days::shift(now, grain, to)?)));
        Found::new(end, grain, Said::Window { from, to }, days)
    }
}

/// A number of units that is not told, before (-1) or after (1) the recording.
fn vague(end: usize, grain: Grain, count: i32, sign: i32) -> Found {
    Found::new(end, if count >= 10 { Grain::Decade } else { grain }, Said::Vague(sign), None)
}
