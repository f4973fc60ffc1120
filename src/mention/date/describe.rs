//! A date in words for messages: "2025", "June 2025", "28 April 2025", "Q3 2021".

use jiff::civil::Date;

use super::lexicon::{month_name, weekday_name};
use super::{DateMention, Grain, Part, Recorded, Said, Season, days};

impl DateMention {
    /// The date by the calendar as far as it is known, otherwise what was said: "2025", "June", "early June 2025", "last year".
    pub fn describe(&self, recorded: Option<Recorded>) -> String {
        let now = recorded.map(|Recorded(day)| day);
        let base = match &self.said {
            Said::Calendar { year, quarter, month, day } => {
                let base = calendar(*year, *quarter, *month, *day);
                match self.shift.filter(|_| year.is_none()) {
                    Some(shift) if quarter.is_none() && day.is_none() => format!("{} {base}", turn(shift)),
                    Some(shift) => format!("{base} of {} year", turn(shift)),
                    None => base,
                }
            }
            Said::Half { year, half } => with_year(&format!("H{half}"), *year),
            Said::Season { year, season } => match self.shift.filter(|_| year.is_none()) {
                Some(shift) => format!("{} {}", turn(shift), season_name(*season)),
                None => with_year(season_name(*season), *year),
            },
            Said::Decade(first) => format!("the {first}s"),
            Said::Weekday(weekday) => match self.days {
                Some((day, _)) => format!("{}, {}", weekday_name(*weekday), full(day)),
                None => match self.shift {
                    Some(shift) => format!("{} {}", turn(shift), weekday_name(*weekday)),
                    None => weekday_name(*weekday).to_owned(),
                },
            },
            // "The previous year" keeps its words: it need not be the one before the recording.
            Said::Relative(_)
                if self.grain == Grain::Week
                    && self.days.is_some_and(|(first, last)| days::add_days(first, 1) == Some(last)) =>
            {
                self.days.map(|(first, _)| format!("the weekend of {}", full(first))).unwrap_or_default()
            }
            Said::Relative(offset) | Said::Ago(offset) => match now
                .filter(|_| self.days.is_some())
                .and_then(|now| days::around(days::shift(now, self.grain, *offset)?, self.grain))
            {
                Some(days) => whole(days, self.grain),
                None if matches!(self.said, Said::Ago(-1)) => format!("one {} ago", grain_name(self.grain)),
                None => relative(*offset, self.grain),
            },
            Said::Window { from, to } => match self.days {
                Some((first, last)) => stretch(first, last, self.grain, *from, *to),
                None => window(*from, *to, self.grain),
            },
            Said::Vague(sign) if *sign < 0 => format!("some {}s ago", grain_name(self.grain)),
            Said::Vague(_) => format!("the coming {}s", grain_name(self.grain)),
        };
        match self.part {
            Part::Whole => base,
            Part::Early => format!("early {base}"),
            Part::Middle => format!("mid-{base}"),
            Part::Late => format!("late {base}"),
            Part::SoFar => format!("{base} so far"),
            Part::Rest => format!("the rest of {base}"),
        }
    }
}

fn calendar(year: Option<i16>, quarter: Option<i8>, month: Option<i8>, day: Option<i8>) -> String {
    let name = match (quarter, month, day) {
        (Some(quarter), _, _) => format!("Q{quarter}"),
        (_, Some(month), Some(day)) => format!("{day} {}", month_name(month)),
        (_, Some(month), None) => month_name(month).to_owned(),
        (_, None, Some(day)) => format!("day {day}"),
        _ => String::new(),
    };
    with_year(&name, year)
}

fn with_year(name: &str, year: Option<i16>) -> String {
    match year {
        Some(year) if name.is_empty() => year.to_string(),
        Some(year) => format!("{name} {year}"),
        None => name.to_owned(),
    }
}

fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "spring",
        Season::Summer => "summer",
        Season::Autumn => "autumn",
        Season::Winter => "winter",
    }
}

/// "28 April 2025"
fn full(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// A whole stretch of a grain, by its name.
fn whole((first, _): days::Days, grain: Grain) -> String {
    match grain {
        Grain::Day => full(first),
        Grain::Week => format!("the week of {}", full(first)),
        Grain::Month => format!("{} {}", month_name(first.month()), first.year()),
        Grain::Quarter => format!("Q{} {}", (first.month() + 2) / 3, first.year()),
        Grain::Season => format!("H{} {}", if first.month() < 7 { 1 } else { 2 }, first.year()),
        Grain::Year => first.year().to_string(),
        Grain::Decade => format!("the {}s", first.year()),
    }
}

/// Both ends of a stretch, one step finer than its grain when it is a single grain long.
fn stretch(first: Date, last: Date, grain: Grain, from: i32, to: i32) -> String {
    match grain {
        Grain::Year | Grain::Decade if to - from > 1 || (from != 0 && to != 0) => {
            format!("{} to {}", first.year(), last.year())
        }
        Grain::Day | Grain::Week => format!("{} to {}", full(first), full(last)),
        _ => format!("{} to {}", whole((first, first), Grain::Month), whole((last, last), Grain::Month)),
    }
}

fn relative(offset: i32, grain: Grain) -> String {
    match (grain, offset) {
        (Grain::Day, 0) => "today".to_owned(),
        (Grain::Day, -1) => "yesterday".to_owned(),
        (Grain::Day, 1) => "tomorrow".to_owned(),
        (_, -1..=1) => format!("{} {}", turn(offset), grain_name(grain)),
        (_, ..=-2) => format!("{} {}s ago", offset.unsigned_abs(), grain_name(grain)),
        _ => format!("{offset} {}s from the recording", grain_name(grain)),
    }
}

fn window(from: i32, to: i32, grain: Grain) -> String {
    let name = grain_name(grain);
    match (from, to) {
        (-1, 0) => format!("the past {name}"),
        (0, 1) => format!("the next {name}"),
        (_, 0) => format!("the past {} {name}s", from.unsigned_abs()),
        (0, _) => format!("the next {to} {name}s"),
        _ if to < 0 => format!("{} to {} {name}s ago", to.unsigned_abs(), from.unsigned_abs()),
        _ => format!("{from} to {to} {name}s from the recording"),
    }
}

fn turn(shift: i32) -> &'static str {
    match shift {
        ..=-1 => "last",
        0 => "this",
        1.. => "next",
    }
}

fn grain_name(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Season => "half year",
        Grain::Year => "year",
        Grain::Decade => "decade",
    }
}
