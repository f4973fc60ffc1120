//! Times of day: "4 p.m.", "half past three", "16:00", "at three thirty", "noon".

use smol_str::SmolStr;

use super::{
    Bound, Kind, Quantity,
    phrase::Read,
    token::{Lex, Tokens},
};

/// Minutes on the face of a clock.
const FACE: f64 = 720.0;

/// A time of day.
struct Clock {
    /// Minutes past twelve, on the face of a clock.
    minutes: f64,
    /// "am" or "pm", where it is told.
    half: Option<&'static str>,
    /// The token after it.
    next: usize,
}

/// The times of day that begin at token `i`: one, or both ends of a stretch.
pub(super) fn clocks(t: &Tokens, i: usize) -> Option<Read> {
    // Most words begin none.
    let begins = match t.lex(i) {
        Lex::Digits(_) | Lex::Small(_) | Lex::Tens(_) | Lex::Article => true,
        _ => matches!(t.word(i), "noon" | "midday" | "midnight" | "half" | "quarter"),
    };
    if !begins {
        return None;
    }
    if let Some(clock) = clock(t, i) {
        return Some(Read { quantities: vec![clock.quantity(t, i)], next: clock.next });
    }
    // "From 2 to 4 p.m.", "9-11 am".
    let (hour, next) = hour(t, i)?;
    let joint = if t.hyphened(next) || t.gap(next) == "–" {
        next
    } else if t.spaced(next) && matches!(t.word(next), "to" | "till" | "until" | "and") && t.spaced(next + 1) {
        next + 1
    } else {
        return None;
    };
    let end = clock(t, joint).filter(|end| end.half.is_some())?;
    let start = Clock { minutes: hour * 60.0 % FACE, half: None, next };
    Some(Read { next: end.next, quantities: vec![start.quantity(t, i), end.quantity(t, joint)] })
}

/// One time of day, told as such by its words.
fn clock(t: &Tokens, i: usize) -> Option<Clock> {
    let sharp = |minutes: f64, half, next| Some(Clock { minutes, half, next });
    match t.word(i) {
        "noon" | "midday" => return sharp(0.0, Some("pm"), i + 1),
        "midnight" => return sharp(0.0, Some("am"), i + 1),
        _ => {}
    }
    past(t, i).or_else(|| digital(t, i)).or_else(|| {
        let (hour, next) = hour(t, i)?;
        let (half, next) = marked(t, next)?;
        sharp(hour * 60.0 % FACE, half, next)
    })
}

/// "Half past three", "a quarter to five", "ten minutes to four".
fn past(t: &Tokens, i: usize) -> Option<Clock> {
    let at = if t.lex(i) == Lex::Article { i + 1 } else { i };
    let (count, next) = match t.word(at) {
        "half" => (30.0, at + 1),
        "quarter" => (15.0, at + 1),
        _ if at > i => return None,
        _ => small(t, i).filter(|(count, _)| *count < 60.0)?,
    };
    let named = t.spaced(next) && matches!(t.word(next), "minutes" | "minute");
    let side = if named { next + 1 } else { next };
    // "Ten to four" may be a range.
    let sign = match t.word(side) {
        "past" => 1.0,
        "to" if named || count == 15.0 => -1.0,
        _ => return None,
    };
    let (hour, next) = hour(t, side + 1).filter(|_| t.spaced(side) && t.spaced(side + 1))?;
    let (half, next) = marked(t, next).unwrap_or((None, next));
    let free = !t.gap(next).starts_with(['%', '$', '.', ',']) || t.gap(next).len() > 1 || next >= t.len();
    free.then_some(Clock { minutes: (hour * 60.0 + sign * count).rem_euclid(FACE), half, next })
}

/// "11:30 a.m.", "at 16:00", "at three thirty".
fn digital(t: &Tokens, i: usize) -> Option<Clock> {
    let led = i > 0
        && t.spaced(i)
        && matches!(
            t.before(i, 1),
            "at" | "by"
                | "before"
                | "until"
                | "till"
                | "after"
                | "from"
                | "about"
                | "around"
                | "since"
                | "past"
                | "almost"
        );
    if let (Lex::Digits(hour), Lex::Digits(_) | Lex::Code) = (t.lex(i), t.lex(i + 1))
        && t.gap(i + 1) == ":"
    {
        let minutes = t.written(i + 1).parse::<f64>().ok().filter(|m| *m < 60.0 && t.written(i + 1).len() == 2)?;
        let (half, next) = match marked(t, i + 2) {
            Some(marked) => marked,
            None if led && !t.gap(i + 2).starts_with([':', '-', '–', '%']) => (None, i + 2),
            None => return None,
        };
        if hour.value > 23.0 || hour.step < 1.0 || t.gap(i).ends_with([':', '/', '.', '[', '(']) {
            return None;
        }
        let half = half.or((hour.value > 12.0).then_some("pm"));
        return Some(Clock { minutes: (hour.value * 60.0 + minutes) % FACE, half, next });
    }
    let (hour, next) = hour(t, i).filter(|(_, next)| t.spaced(*next) && !matches!(t.lex(i), Lex::Digits(_)))?;
    let (minutes, next) = small(t, next).filter(|(minutes, _)| (10.0..60.0).contains(minutes))?;
    let (half, next) = match marked(t, next) {
        Some(marked) => marked,
        None if matches!(t.before(i, 1), "at" | "until" | "till") && led && ends(t, next) => (None, next),
        None => return None,
    };
    Some(Clock { minutes: (hour * 60.0 + minutes) % FACE, half, next })
}

/// Whether a phrase ends before token `i`.
fn ends(t: &Tokens, i: usize) -> bool {
    i >= t.len() || (!t.soft(i) && !t.gap(i).starts_with('%')) || crate::text::is_stop_word(t.word(i))
}

/// "a.m.", "pm", "o'clock", "in the afternoon" at token `i`: the half of the day, if told, and the token after it.
fn marked(t: &Tokens, i: usize) -> Option<(Option<&'static str>, usize)> {
    if !(t.soft(i) || t.glued(i)) {
        return None;
    }
    match t.word(i) {
        "pm" | "p.m" => Some((Some("pm"), i + 1)),
        "a.m" => Some((Some("am"), i + 1)),
        "am" if t.before(i, 2) != "i" => Some((Some("am"), i + 1)),
        "o'clock" => Some(part_of_day(t, i + 1)),
        _ => match (t.word(i), t.word(i + 1), t.word(i + 2)) {
            ("in", "the", "morning" | "afternoon" | "evening") | ("at", "night", _) if t.spaced(i + 1) => {
                Some(part_of_day(t, i))
            }
            _ => None,
        },
    }
}

/// "In the afternoon" at token `i`, if it stands there.
fn part_of_day(t: &Tokens, i: usize) -> (Option<&'static str>, usize) {
    match (t.word(i), t.word(i + 1), t.word(i + 2)) {
        ("in", "the", "morning") => (Some("am"), i + 3),
        ("in", "the", "afternoon" | "evening") => (Some("pm"), i + 3),
        ("at", "night", _) => (Some("pm"), i + 2),
        _ => (None, i),
    }
}

/// An hour, 1 to 12.
fn hour(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    let free = !t.gap(i).ends_with(['$', '#', '/', ':', '.', '€', '£']) && !t.hyphened(i);
    small(t, i).filter(|(hour, _)| free && (1.0..=12.0).contains(hour))
}

/// A whole number below a hundred, in digits or words.
fn small(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    match (t.lex(i), t.lex(i + 1)) {
        (Lex::Digits(d), _) if d.length <= 2 && d.step >= 1.0 => Some((d.value, i + 1)),
        (Lex::Tens(tens), Lex::Small(unit)) if t.soft(i + 1) && unit < 10.0 && unit > 0.0 => Some((tens + unit, i + 2)),
        (Lex::Small(value) | Lex::Tens(value), _) => Some((value, i + 1)),
        _ => None,
    }
}

impl Clock {
    fn quantity(&self, t: &Tokens, i: usize) -> Quantity {
        let bound = match t.before(i, 1) {
            "before" | "by" | "until" | "till" | "til" if t.spaced(i) => Bound::AtMost,
            "after" | "since" | "past" if t.spaced(i) => Bound::AtLeast,
            "about" | "around" | "roughly" | "approximately" if t.spaced(i) => Bound::About,
            _ => Bound::Plain,
        };
        let dotted = matches!(t.before(self.next, 1), "a.m" | "p.m") && t.gap(self.next).starts_with('.');
        let range = t.start(i)..t.end_before(self.next) + usize::from(dotted);
        let half = self.half.map(SmolStr::new_static);
        let (low, high) = (self.minutes, self.minutes);
        Quantity { number: range.clone(), range, low, high, step: 1.0, bound, kind: Kind::Clock, unit: half }
    }
}
