//! Whether a stated quantity can stand for one that was said.

use super::{Bound, Comparison, Kind, Quantity};

/// Relative difference below which two values are equal: the noise of arithmetic.
const NOISE: f64 = 1e-6;
/// What "about" allows, on either side.
const ABOUT: f64 = 0.10;
/// How far a rounded value may lie from the true one before the rounding itself is a loss.
const ROUNDED: f64 = 0.05;
/// How far zeros at the end of a number may stand for other digits: "450 million" for 452.2 million.
const ZEROS: f64 = 0.02;
/// How far two lengths of time may differ when they are given in different units: a month is 30 days or 31, or a twelfth of a year.
const CALENDAR: f64 = 0.03;
/// How far beyond its bound a value may lie for the bound to be a normal way to report it: "over 700" for 800, not for 2000.
const BEYOND: f64 = 1.25;

impl Quantity {
    /// Compares what a summary states with what was said, values and what is counted.
    ///
    /// Quantities of different kinds are incomparable, except that a bare number can stand for an equal sum of money. Counts and
    /// ordinals of different things are incomparable, and so are shares of different wholes. Where only one says what it counts,
    /// equal values agree, and nothing follows from others.
    pub fn compare(&self, said: &Self) -> Comparison {
        let values = self.compare_values(said);
        if values == Comparison::Incomparable
            || matches!(self.kind, Kind::Duration | Kind::Money(_) | Kind::Points | Kind::Clock)
        {
            return values;
        }
        match (&self.unit, &said.unit) {
            (Some(a), Some(b)) if a != b => Comparison::Incomparable,
            (Some(_), None) | (None, Some(_)) if values == Comparison::Differ && self.kind != Kind::Share => {
                Comparison::Incomparable
            }
            _ => values,
        }
    }

    /// Compares the values alone, whatever is counted: "700 million users" and "700 million people" agree.
    pub fn compare_values(&self, said: &Self) -> Comparison {
        match (&self.kind, &said.kind) {
            (Kind::Money(Some(a)), Kind::Money(Some(b))) if a != b => return Comparison::Differ,
            (Kind::Money(_), Kind::Money(_)) => {}
            (Kind::Count, Kind::Money(_)) | (Kind::Money(_), Kind::Count) => {
                let bare = self.unit.is_none() && said.unit.is_none();
                return match self.values(said) {
                    Comparison::Differ => Comparison::Incomparable,
                    same if bare => same,
                    _ => Comparison::Incomparable,
                };
            }
            (a, b) if a != b => return Comparison::Incomparable,
            (Kind::Clock, _) => return self.times_of_day(said),
            _ => {}
        }
        self.values(said)
    }

    /// Four is four in the morning and in the afternoon, unless both tell which.
    fn times_of_day(&self, said: &Self) -> Comparison {
        let about = self.bound == Bound::About || said.bound == Bound::About;
        let apart = (self.low - said.low).abs();
        let apart = apart.min(720.0 - apart);
        let halves = self.unit.is_some() && said.unit.is_some() && self.unit != said.unit;
        if halves || apart > if about { 15.0 } else { 0.0 } {
            return Comparison::Differ;
        }
        self.bound.against(said.bound)
    }

    fn values(&self, said: &Self) -> Comparison {
        match (self.is_range(), said.is_range()) {
            (false, false) => self.points(said),
            (true, true) => self.ranges(said),
            (false, true) => self.point_of_range(said),
            (true, false) => self.range_for_point(said),
        }
    }

    fn is_range(&self) -> bool {
        self.low < self.high
    }

    /// A vague plural: "hundreds of thousands".
    fn is_vague(&self) -> bool {
        self.is_range() && self.bound == Bound::About && self.high >= self.low * 4.0
    }

    /// One value against one value.
    fn points(&self, said: &Self) -> Comparison {
        let (stated, true_value) = (self.low, said.low);
        if close(stated, true_value, self.tolerance(said)) {
            return self.bound.against(said.bound);
        }
        let same = self.same_value(said);
        if matches!(self.bound, Bound::Plain | Bound::About) {
            return match (same, self.bound.against(said.bound)) {
                (Same::No, _) => Comparison::Differ,
                (Same::Coarsely, Comparison::Agree) => Comparison::Loosened,
                (_, bounds) => bounds,
            };
        }
        // Different values: what is stated must follow from what was said.
        let beyond = |inside: bool, near: bool| match (inside, near) {
            (true, true) => Comparison::Agree,
            (true, false) => Comparison::Loosened,
            (false, _) => Comparison::Differ,
        };
        let (lower, upper) = (stated.min(true_value), stated.max(true_value));
        let near = matches!(same, Same::Yes) || (lower > 0.0 && upper <= lower * BEYOND && said.bound == Bound::Plain);
        match self.bound {
            Bound::MoreThan | Bound::AtLeast if said.bound.is_ceiling() => Comparison::Differ,
            Bound::MoreThan | Bound::AtLeast => beyond(true_value > stated, near),
            Bound::LessThan | Bound::AtMost if said.bound.is_floor() => Comparison::Differ,
            Bound::LessThan | Bound::AtMost => beyond(true_value < stated, near),
            Bound::Nearly if !said.bound.is_floor() => {
                beyond(true_value < stated && true_value >= stated * (1.0 - ABOUT), true)
            }
            _ => Comparison::Differ,
        }
    }

    /// A range against a range.
    fn ranges(&self, said: &Self) -> Comparison {
        if close(self.low, said.low, self.tolerance(said)) && close(self.high, said.high, self.tolerance(said)) {
            return self.bound.against(said.bound);
        }
        if self.low <= said.low && said.high <= self.high {
            return if self.is_vague() { Comparison::Agree } else { Comparison::Loosened };
        }
        // Inside a vague plural every narrower range is possible, though it was not said.
        if said.is_vague() && said.low <= self.low && self.high <= said.high {
            return Comparison::Loosened;
        }
        Comparison::Differ
    }

    /// "18 months" for "12 to 18 months".
    fn point_of_range(&self, said: &Self) -> Comparison {
        let at = |end: f64| close(self.low, end, self.tolerance(said));
        let within = self.low >= said.low && self.low <= said.high || at(said.low) || at(said.high);
        match self.bound {
            Bound::AtMost | Bound::LessThan | Bound::Nearly if at(said.high) => Comparison::Agree,
            Bound::AtLeast | Bound::MoreThan if at(said.low) => Comparison::Agree,
            Bound::AtMost | Bound::LessThan if self.low > said.high => Comparison::Loosened,
            Bound::AtLeast | Bound::MoreThan if self.low < said.low => Comparison::Loosened,
            _ if within => Comparison::Loosened,
            _ => Comparison::Differ,
        }
    }

    /// "12 to 18 months" for "15 months".
    fn range_for_point(&self, said: &Self) -> Comparison {
        let at = |end: f64| close(said.low, end, self.tolerance(said));
        let within = said.low >= self.low && said.low <= self.high || at(self.low) || at(self.high);
        match (within, self.is_vague()) {
            (true, true) => Comparison::Agree,
            (true, false) => Comparison::Loosened,
            // "hundreds of users" for "more than 100"
            (false, _) => Comparison::Differ,
        }
    }

    /// How far apart equal values may lie: nothing, a tenth, or the irregularity of the calendar.
    fn tolerance(&self, said: &Self) -> f64 {
        if self.bound == Bound::About || said.bound == Bound::About {
            ABOUT
        } else if self.kind == Kind::Duration && self.unit != said.unit {
            CALENDAR
        } else {
            NOISE
        }
    }

    /// Whether the stated value is the said one, perhaps rounded.
    fn same_value(&self, said: &Self) -> Same {
        let (a, b) = (self.low, said.low);
        // "a third" and "33 %": a fraction is as exact as the digits beside it.
        if self.kind == Kind::Share && (self.step == 0.0) != (said.step == 0.0) {
            let half_step = self.step.max(said.step) / 2.0;
            return if (a - b).abs() <= half_step * (1.0 + NOISE) { Same::Yes } else { Same::No };
        }
        let scale = a.abs().max(b.abs());
        let difference = (a - b).abs();
        let relative = difference / scale;
        // The stated value has fewer digits and is the nearest with so few.
        if said.step < self.step * (1.0 - NOISE) && difference <= self.step / 2.0 * (1.0 + NOISE) {
            return if relative <= ROUNDED { Same::Yes } else { Same::Coarsely };
        }
        let zeros = self.round_to();
        if zeros > self.step && zeros > said.round_to() && difference <= zeros / 2.0 * (1.0 + NOISE) {
            if relative <= ZEROS {
                return Same::Yes;
            }
            if relative <= ROUNDED {
                return Same::Coarsely;
            }
        }
        Same::No
    }

    /// The size of the last digit that is no zero, for numbers large enough that zeros can be rounding: 1e7 for "450 million".
    fn round_to(&self) -> f64 {
        let step = self.step.max(f64::MIN_POSITIVE);
        let mut digits = (self.low.abs() / step).round();
        if digits == 0.0 || digits > 1e15 || (digits < 100.0 && (step < 1000.0 || self.kind == Kind::Duration)) {
            return self.step;
        }
        let mut size = self.step;
        while digits >= 10.0 && digits % 10.0 == 0.0 {
            digits /= 10.0;
            size *= 10.0;
        }
        size
    }
}

/// Whether two values are one.
enum Same {
    Yes,
    /// By a rounding that loses much: "2" for 1.6.
    Coarsely,
    No,
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    (a - b).abs() <= tolerance * a.abs().max(b.abs()) * (1.0 + NOISE) || a == b
}

impl Bound {
    /// The true value lies above.
    fn is_floor(self) -> bool {
        matches!(self, Self::MoreThan | Self::AtLeast)
    }

    /// The true value lies below.
    fn is_ceiling(self) -> bool {
        matches!(self, Self::LessThan | Self::AtMost | Self::Nearly)
    }

    /// Bounds of one and the same value: this is stated, the other was said.
    fn against(self, said: Self) -> Comparison {
        match (self, said) {
            (a, b) if (a.is_floor() && b.is_ceiling()) || (a.is_ceiling() && b.is_floor()) => Comparison::Differ,
            (a, b) if a == b || (a.is_floor() && b.is_floor()) || (a.is_ceiling() && b.is_ceiling()) => {
                Comparison::Agree
            }
            // "700M+", "up to 18 months" hold the value itself.
            (Self::AtLeast | Self::AtMost, Self::Plain)
            | (Self::About, Self::Plain | Self::Nearly)
            | (Self::Plain | Self::Nearly, Self::About) => Comparison::Agree,
            _ => Comparison::Loosened,
        }
    }
}
