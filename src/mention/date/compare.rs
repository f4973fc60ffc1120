//! Whether two dates can be the same.
//!
//! What is said decides before the days do: "June" and "July" differ in any year, "last year" and "this year" on any day.

use jiff::civil::Date;

use super::DateComparison::{self, Agree, Differ, Unknown};
use super::{DateMention, Edge, Grain, Part, Said, days};

impl DateMention {
    /// Compares what a summary states with what was said. Both must have been read with the same day of the recording.
    pub fn compare(&self, said: &Self) -> DateComparison {
        let base = self.compare_base(said);
        if self.edge == said.edge {
            return base;
        }
        // What came "before June" and what came "in June" may be two things told of one event; so may "by June" and "since June".
        let soft = matches!(
            (self.edge, said.edge),
            (Edge::By, Edge::Since)
                | (Edge::Since, Edge::By)
                | (Edge::At, Edge::Before | Edge::After)
                | (Edge::Before | Edge::After, Edge::At)
        );
        match (self.limits(), said.limits()) {
            _ if base == Unknown || (base == Agree && soft) => Unknown,
            (Some(a), Some(b)) if !meet(a, b) => Differ,
            _ if base == Agree && opposed(self.edge, said.edge) => Differ,
            _ if base == Agree => Agree,
            (Some(_), Some(_)) if !opposed(self.edge, said.edge) => Agree,
            _ => Unknown,
        }
    }

    /// The dates themselves, whether before or after them is meant.
    fn compare_base(&self, other: &Self) -> DateComparison {
        let by_words = compare_said(self, other);
        if by_words == Differ {
            return Differ;
        }
        let parts = matches!((self.part, other.part), (Part::Early, Part::Late) | (Part::Late, Part::Early))
            || matches!((self.part, other.part), (Part::SoFar, Part::Rest) | (Part::Rest, Part::SoFar));
        match (self.days, other.days) {
            (Some(a), Some(b)) if meet(a, b) => Agree,
            (Some(a), Some(b)) if self.is_loose_beside(other) && near(a, b) => Unknown,
            (Some(_), Some(_)) => Differ,
            _ if by_words == Agree && parts => Differ,
            _ => by_words,
        }
    }

    /// Whether this or the other is a quarter, half or season beside something finer. A firm's third quarter may end in October, and
    /// spring comes in September south of the equator.
    fn is_loose_beside(&self, other: &Self) -> bool {
        let numbered =
            |mention: &Self| matches!(mention.said, Said::Half { .. } | Said::Calendar { quarter: Some(_), .. });
        let season = |mention: &Self| matches!(mention.said, Said::Season { .. });
        let finer = self.grain.max(other.grain) < Grain::Year && self.grain != other.grain;
        finer && (numbered(self) != numbered(other) || season(self) || season(other))
    }

    /// First and last day that the date and its edge allow.
    fn limits(&self) -> Option<(Date, Date)> {
        let (first, last) = self.days?;
        Some(match self.edge {
            Edge::At => (first, last),
            Edge::By | Edge::Until => (Date::MIN, last),
            Edge::Before => (Date::MIN, days::add_days(first, -1)?),
            Edge::After => (days::add_days(last, 1)?, Date::MAX),
            Edge::Since | Edge::From => (first, Date::MAX),
        })
    }
}

fn meet(a: days::Days, b: days::Days) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Less than a year apart.
fn near(a: days::Days, b: days::Days) -> bool {
    let wide = |days: days::Days| Some((days::add_days(days.0, -366)?, days::add_days(days.1, 366)?));
    wide(a).is_some_and(|a| meet(a, b))
}

/// One looks back from its date, the other ahead. "By June" and "since June" can both be said of what came in June.
fn opposed(a: Edge, b: Edge) -> bool {
    let back = |edge| matches!(edge, Edge::Before | Edge::Until | Edge::By);
    let ahead = |edge| matches!(edge, Edge::After | Edge::Since | Edge::From);
    let soft = |edge| matches!(edge, Edge::By | Edge::Since);
    ((back(a) && ahead(b)) || (back(b) && ahead(a))) && !(soft(a) && soft(b))
}

fn compare_said(this: &DateMention, that: &DateMention) -> DateComparison {
    match (&this.said, &that.said) {
        (
            Said::Calendar { year: y1, quarter: q1, month: m1, day: d1 },
            Said::Calendar { year: y2, quarter: q2, month: m2, day: d2 },
        ) => {
            if this.days.is_some() && that.days.is_some() {
                return Unknown; // the days decide, which hold ranges such as "April 28-30, 2025" too
            }
            let fields = [differ(*y1, *y2), differ(*q1, *q2), differ(*m1, *m2), differ(*d1, *d2)];
            let shifts = if m1.is_some() == m2.is_some() { differ(this.shift, that.shift) } else { None };
            if fields.contains(&Some(true)) || (shifts == Some(true) && y1.is_none() && y2.is_none()) {
                Differ
            } else if fields.iter().skip(1).any(|field| *field == Some(false)) {
                Agree
            } else {
                Unknown
            }
        }
        (Said::Weekday(x), Said::Weekday(y)) => named(x == y, this, that),
        (Said::Half { half: x, year: s }, Said::Half { half: y, year: t }) => {
            named(x == y && differ(*s, *t) != Some(true), this, that)
        }
        (Said::Season { season: x, year: s }, Said::Season { season: y, year: t }) => {
            named(x == y && differ(*s, *t) != Some(true), this, that)
        }
        (Said::Decade(x), Said::Decade(y)) => {
            if x == y {
                Agree
            } else {
                Differ
            }
        }
        (Said::Relative(x) | Said::Ago(x), Said::Relative(y) | Said::Ago(y)) if this.grain == that.grain => {
            if x == y {
                Agree
            } else {
                Differ
            }
        }
        (Said::Vague(x), Said::Vague(y)) => {
            if this.grain == that.grain && x == y {
                Agree
            } else {
                Differ
            }
        }
        (Said::Window { from: f1, to: t1 }, Said::Window { from: f2, to: t2 }) if this.grain == that.grain => {
            if (f1, t1) == (f2, t2) {
                Agree
            } else if f1 == f2 || t1 == t2 || t1 <= f2 || t2 <= f1 {
                Differ // "the past five years", "the past three years", "the next three years"
            } else {
                Unknown
            }
        }
        _ => match (slot(this), slot(that)) {
            (Some(a), Some(b)) => compare_slots(this, that, a, b),
            _ => match (reach(this), reach(that)) {
                (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0 => Differ,
                _ => within(this, that),
            },
        },
    }
}

/// First and last month of a quarter, a half or a month, in whatever year.
fn slot(mention: &DateMention) -> Option<(i8, i8)> {
    match mention.said {
        Said::Half { half, .. } => Some((half * 6 - 5, half * 6)),
        Said::Calendar { quarter: Some(quarter), .. } => Some((quarter * 3 - 2, quarter * 3)),
        Said::Calendar { month: Some(month), .. } => Some((month, month)),
        _ => None,
    }
}

/// Halves against quarters and months. Whether August is in the third quarter depends on whose quarters they are.
fn compare_slots(this: &DateMention, that: &DateMention, a: (i8, i8), b: (i8, i8)) -> DateComparison {
    let numbered = this.grain > Grain::Month && that.grain > Grain::Month;
    if a.0 <= b.1 && b.0 <= a.1 {
        if this.days.is_some() && that.days.is_some() { Unknown } else { Agree }
    } else if numbered && differ(this.shift, that.shift) != Some(true) {
        Differ
    } else {
        Unknown
    }
}

/// Whether two optional values are both known and differ.
fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
    Some(a? != b?)
}

/// Two named dates: the same name, and not one "last" and the other "next".
fn named(same: bool, a: &DateMention, b: &DateMention) -> DateComparison {
    if same && differ(a.shift, b.shift) != Some(true) { Agree } else { Differ }
}

/// "This week" lies in "this year", "two years ago" in "the past five years".
fn within(a: &DateMention, b: &DateMention) -> DateComparison {
    match (&a.said, &b.said) {
        (Said::Relative(0), Said::Relative(0)) => Agree,
        (Said::Relative(n) | Said::Ago(n), Said::Window { from, to })
        | (Said::Window { from, to }, Said::Relative(n) | Said::Ago(n))
            if a.grain == b.grain && (from..=to).contains(&n) =>
        {
            Agree
        }
        _ => Unknown,
    }
}

/// The fewest and most days from the recording at which a relative date can lie, whatever day the recording was made.
fn reach(mention: &DateMention) -> Option<(i64, i64)> {
    let (short, long) = days::length(mention.grain);
    let (short, long) = (i64::from(short), i64::from(long));
    let ahead = |least: i64, most: i64| ((least - 1).max(0) * short, (most + 1) * long);
    Some(match mention.said {
        // The stretch that holds the recording may have begun or may end almost its whole length away.
        Said::Relative(0) => (1 - long, long - 1),
        Said::Relative(n) => {
            let n = i64::from(n);
            let (near, far) = ahead(n.abs(), n.abs());
            let near = near + i64::from(n.abs() == 1);
            if n > 0 { (near, far) } else { (-far, -near) }
        }
        // People round: half a grain, more for longer times.
        Said::Ago(n) => {
            let (n, slack) = (i64::from(n), (long / 2).max(i64::from(n.abs()) * long / 5));
            (n * long - slack, n * long + slack)
        }
        Said::Window { from, to } => (i64::from(from) * long - long, i64::from(to) * long + long),
        Said::Vague(sign) => {
            let most = match mention.grain {
                Grain::Day => 14,
                Grain::Week | Grain::Quarter => 10,
                Grain::Month => 18,
                Grain::Season => 6,
                Grain::Year => 60,
                Grain::Decade => 9,
            };
            if sign < 0 { (-most * long, 0) } else { (0, most * long) }
        }
        _ => return None,
    })
}
