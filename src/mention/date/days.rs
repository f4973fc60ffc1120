//! Arithmetic on stretches of days.

use jiff::civil::Date;

use super::{Grain, Part, Season};

/// First and last day.
pub(super) type Days = (Date, Date);

/// The whole year.
pub(super) fn year(year: i16) -> Option<Days> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// So many whole months from one on.
pub(super) fn months(year: i16, month: i8, count: i32) -> Option<Days> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, add_months(first, count - 1)?.last_of_month()))
}

/// A quarter, 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Option<Days> {
    months(year, quarter.checked_mul(3)?.checked_sub(2)?, 3)
}

/// A season of a year. The winter of a year may be the one at its start or the one at its end: both are held.
pub(super) fn season(year: i16, season: Season) -> Option<Days> {
    match season {
        Season::Spring => months(year, 3, 3),
        Season::Summer => months(year, 6, 3),
        Season::Autumn => months(year, 9, 3),
        Season::Winter => months(year, 1, 14),
    }
}

/// The stretch of a grain that holds a day.
pub(super) fn around(day: Date, grain: Grain) -> Option<Days> {
    match grain {
        Grain::Day => Some((day, day)),
        Grain::Week => {
            let monday = add_days(day, 1 - i32::from(day.weekday().to_monday_one_offset()))?;
            Some((monday, add_days(monday, 6)?))
        }
        Grain::Month => Some((day.first_of_month(), day.last_of_month())),
        Grain::Quarter => quarter(day.year(), (day.month() + 2) / 3),
        Grain::Season => months(day.year(), if day.month() <= 6 { 1 } else { 7 }, 6),
        Grain::Year => year(day.year()),
        Grain::Decade => {
            let first = day.year().div_euclid(10) * 10;
            Some((Date::new(first, 1, 1).ok()?, Date::new(first + 9, 12, 31).ok()?))
        }
    }
}

/// The day so many grains later; the last of the month where the day does not exist.
pub(super) fn shift(day: Date, grain: Grain, count: i32) -> Option<Date> {
    match grain {
        Grain::Day => add_days(day, count),
        Grain::Week => add_days(day, count.checked_mul(7)?),
        Grain::Month => add_months(day, count),
        Grain::Quarter => add_months(day, count.checked_mul(3)?),
        Grain::Season => add_months(day, count.checked_mul(6)?),
        Grain::Year => add_months(day, count.checked_mul(12)?),
        Grain::Decade => add_months(day, count.checked_mul(120)?),
    }
}

/// A moment so many grains from a day, with the slack that people allow themselves: half a grain, a tenth of long times.
pub(super) fn about(day: Date, grain: Grain, count: i32) -> Option<Days> {
    let middle = shift(day, grain, count)?;
    let slack = match grain {
        Grain::Day => 0,
        _ => (length(grain).1 / 2).max(count.unsigned_abs().cast_signed().saturating_mul(length(grain).1) / 10),
    };
    Some((add_days(middle, -slack)?, add_days(middle, slack)?))
}

/// The shortest and longest length of a grain in days.
pub(super) fn length(grain: Grain) -> (i32, i32) {
    match grain {
        Grain::Day => (1, 1),
        Grain::Week => (7, 7),
        Grain::Month => (28, 31),
        Grain::Quarter => (90, 92),
        Grain::Season => (181, 184),
        Grain::Year => (365, 366),
        Grain::Decade => (3652, 3653),
    }
}

/// The days of a part of a stretch. What reaches up to now or on from now needs the day of the recording.
pub(super) fn part((first, last): Days, part: Part, now: Option<Date>) -> Option<Days> {
    let length = days_between(first, last);
    let at = |share: i32| add_days(first, length * share / 10);
    Some(match part {
        Part::Whole => (first, last),
        Part::Early => (first, at(4)?),
        Part::Middle => (at(3)?, at(7)?),
        Part::Late => (at(6)?, last),
        Part::SoFar => (first, now?.clamp(first, last)),
        Part::Rest => (now?.clamp(first, last), last),
    })
}

/// A day so many days later.
pub(super) fn add_days(day: Date, count: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(count).ok()?).ok()
}

fn add_months(day: Date, count: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(count).ok()?).ok()
}

fn days_between(first: Date, last: Date) -> i32 {
    first.until(last).map_or(0, |span| span.get_days())
}
