//! Numbers alone: digits, words, halves, vague plurals, with their scale.

use super::{
    part::{and_part, part_of_scale},
    token::{Lex, Tokens, tenth},
    vague::vague,
};

/// A number without what it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    /// The token after it.
    pub(super) next: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    /// What the last word of scale multiplies: 20 of "20 billion". A number before it can share the scale.
    pub(super) raw: f64,
    /// That scale; 1 without one.
    pub(super) scale: f64,
    /// The size of the last digit stated.
    pub(super) step: f64,
    /// The words themselves say that it is not exact.
    pub(super) about: bool,
    pub(super) form: Form,
}

/// How a number is written, as far as it matters for what it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits without separators or scale: the only form of years, versions and identifiers.
    Digits,
    /// "3,500", "3 million".
    Amount,
    /// One word without scale: "seven", "twenty-five".
    Words,
    /// "one".
    One,
    /// "zero".
    Zero,
    /// "half" of a unit that follows.
    Half,
    /// "point five".
    Point,
    /// "hundreds of thousands", "a couple".
    Vague,
}

/// The number that begins at token `i`. With `and`, "two thousand and eight" is one number.
pub(super) fn number(t: &Tokens, i: usize, and: bool) -> Option<Number> {
    vague(t, i)
        .or_else(|| part_of_scale(t, i))
        .or_else(|| digits(t, i, true))
        .or_else(|| bare_scale(t, i))
        .or_else(|| words(t, i, and))
}

/// "hundred percent", "million dollars": one of it, if a unit follows.
fn bare_scale(t: &Tokens, i: usize) -> Option<Number> {
    let first = match t.lex(i) {
        Lex::Hundred => 100.0,
        Lex::Scale(by) if t.word(i) != "grand" => by,
        _ => return None,
    };
    let (by, next) = scales(t, i + 1);
    let (value, form) = (first * by, Form::Amount);
    let unit = t.spaced(next) && super::measure::measure(t, next).is_some();
    unit.then_some(Number { next, low: value, high: value, raw: 1.0, scale: value, step: value, about: false, form })
}

/// "3.5", "1 500", "700M", "20 billion", "1 million 200 thousand".
fn digits(t: &Tokens, i: usize, compound: bool) -> Option<Number> {
    let Lex::Digits(first) = t.lex(i) else { return None };
    let (mut value, mut step, mut next) = (first.value, first.step, i + 1);
    let mut form = if first.grouped { Form::Amount } else { Form::Digits };
    // ".5" is one half, not five; the word begins after the point.
    if t.gap(i).ends_with('.') && !t.gap(i).ends_with("..") {
        if !t.gap(i).trim_end_matches('.').ends_with([' ', '$', '(', '~']) && t.gap(i) != "." {
            return None;
        }
        step = tenth(first.length);
        value *= step;
        form = Form::Amount;
    } else if !first.grouped && first.step >= 1.0 && first.length <= 3 {
        // "1 500 000": groups of three after a space.
        let mut end = next;
        let mut joined = value;
        let mut certain = first.length < 3;
        while matches!(t.gap(end), " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
            && t.written(end).len() == 3
            && let Ok(group) = t.written(end).parse::<u16>()
            && end - i <= 4
        {
            certain |= t.gap(end) != " " || group == 0;
            joined = joined * 1000.0 + f64::from(group);
            end += 1;
        }
        if end > next && certain {
            (value, next, form) = (joined, end, Form::Amount);
        }
    }
    let raw = value;
    let mut scale = 1.0;
    if let Some(by) = suffix(t, next) {
        (scale, next) = (by, next + 1);
    }
    let (by, after) = scales(t, next);
    (scale, next) = (scale * by, after);
    if scale > 1.0 {
        form = Form::Amount;
    }
    let mut number =
        Number { next, low: value * scale, high: value * scale, raw, scale, step: step * scale, about: false, form };
    // "1 million 200 thousand"
    if compound
        && scale > 1.0
        && t.spaced(next)
        && let Lex::Digits(_) = t.lex(next)
        && let Some(rest) = digits(t, next, false)
        && rest.scale > 1.0
        && rest.low < scale
    {
        let low = number.low + rest.low;
        return Some(Number { low, high: low, raw: low, scale: 1.0, form: Form::Amount, ..rest });
    }
    add_half(t, &mut number);
    Some(number)
}

/// The scale that a letter glued to digits stands for.
fn suffix(t: &Tokens, i: usize) -> Option<f64> {
    if !t.glued(i) || t.glued(i + 1) {
        return None;
    }
    match t.written(i) {
        "k" | "K" => Some(1e3),
        "m" | "M" | "MM" => Some(1e6),
        "b" | "B" => Some(1e9),
        "t" | "T" | "tn" => Some(1e12),
        _ => match t.lex(i) {
            Lex::Scale(by) => Some(by),
            _ => None,
        },
    }
}

/// The product of the words of scale from token `i` on: "hundred thousand", and the token after them.
pub(super) fn scales(t: &Tokens, mut i: usize) -> (f64, usize) {
    let mut product = 1.0;
    while t.soft(i) && product < 1e12 {
        let by = match t.lex(i) {
            Lex::Hundred => 100.0,
            Lex::Scale(by) => by,
            Lex::Dozen => 12.0,
            // "two millions"
            Lex::Many(by) if by >= 1000.0 && !t.follows(i + 1, "of") => by,
            _ => break,
        };
        product *= by;
        i += 1;
    }
    (product, i)
}

/// Adds "and a half", "and three quarters", "½"; a scale may follow ("two and a half million") or have gone before ("a million and a half").
fn add_half(t: &Tokens, number: &mut Number) {
    let Some((part, next)) = and_part(t, number.next) else { return };
    let (by, after) = scales(t, next);
    if by > 1.0 && number.scale > 1.0 {
        return;
    }
    let unit = if number.scale >= 1000.0 { number.scale } else { 1.0 };
    let value = (number.low + part * unit) * by;
    *number = Number {
        next: after,
        low: value,
        high: value,
        raw: number.raw + part,
        scale: number.scale * by,
        step: 0.1 * unit * by,
        about: number.about,
        form: Form::Amount,
    };
}

/// "a hundred and forty-seven", "fifteen hundred", "two thousand and eight", "three point five billion".
fn words(t: &Tokens, i: usize, and: bool) -> Option<Number> {
    let mut total = 0.0;
    let mut limit = f64::INFINITY;
    let mut at = i;
    let mut last: Option<Number> = None;
    loop {
        // A part after the first is joined by a space or by "and".
        let from = match &last {
            None => at,
            Some(_) if and && t.spaced(at) && t.word(at) == "and" && t.spaced(at + 1) => at + 1,
            Some(_) if t.spaced(at) || t.hyphened(at) || t.gap(at) == ", " => at,
            Some(_) => break,
        };
        if last.is_some() && matches!(t.lex(from), Lex::Article) {
            break;
        }
        let Some(group) = group(t, from, and) else { break };
        let (by, next) = scales(t, group.next);
        let value = group.low * by;
        // After a comma only a part with its own scale belongs: "one billion, two hundred million", not "two thousand, five".
        if last.is_some() && (value >= limit || (t.gap(at) == ", " && by == 1.0 && from == at)) {
            break;
        }
        total += value;
        limit = by;
        at = next;
        let first = last.is_none();
        let scale = by * group.scale;
        last = Some(Number {
            next,
            low: total,
            high: total,
            raw: if first { group.raw } else { total },
            scale: if first { scale } else { 1.0 },
            step: group.step * by,
            about: false,
            form: if scale > 1.0 || !first { Form::Amount } else { group.form },
        });
        if by <= 1.0 || group.step < 1.0 {
            break;
        }
    }
    let mut number = last?;
    add_half(t, &mut number);
    Some(number)
}

/// A number below ten thousand in words, without a word of scale above "hundred".
fn group(t: &Tokens, i: usize, and: bool) -> Option<Number> {
    let exact = |next, low: f64, scale: f64, form| Number {
        next,
        low,
        high: low,
        raw: low / scale,
        scale,
        step: 1.0,
        about: false,
        form,
    };
    let (base, next, form) = match t.lex(i) {
        Lex::Article if t.soft(i + 1) && matches!(t.lex(i + 1), Lex::Hundred | Lex::Scale(_) | Lex::Dozen) => {
            (1.0, i + 1, Form::Amount)
        }
        Lex::Digits(_) => return None,
        _ => {
            let (value, next) = below_hundred(t, i)?;
            let form = match (value, next - i) {
                (0.0, _) => Form::Zero,
                (1.0, _) => Form::One,
                _ => Form::Words,
            };
            if let Some((decimals, step, after)) = decimals(t, next) {
                let value = value + decimals;
                return Some(Number { step, ..exact(after, value, 1.0, Form::Amount) });
            }
            (value, next, form)
        }
    };
    let hundred = t.soft(next) && t.lex(next) == Lex::Hundred;
    if !hundred {
        return Some(exact(next, base, 1.0, form));
    }
    let (value, mut next) = (base * 100.0, next + 1);
    let tail = if and && t.follows(next, "and") { next + 1 } else { next };
    let mut number = exact(next, value, 100.0, Form::Amount);
    if t.soft(tail)
        && let Some((rest, after)) = below_hundred(t, tail).or_else(|| small_digits(t, tail).filter(|_| tail > next))
        && rest > 0.0
        // "two hundred and three hundred" are two numbers.
        && !(t.soft(after) && t.lex(after) == Lex::Hundred)
        && !(tail > next && and_part(t, next).is_some())
        && !percent_of_next(t, tail, next)
    {
        next = after;
        number = exact(next, value + rest, 1.0, Form::Amount);
    }
    Some(number)
}

/// "a hundred and one percent" is one number, but "a hundred and 5 percent" in mixed writing stays one only for whole tens.
fn percent_of_next(t: &Tokens, tail: usize, next: usize) -> bool {
    tail > next && matches!(t.lex(tail), Lex::Digits(d) if d.value < 10.0)
}

/// Digits below a hundred after "a hundred and".
fn small_digits(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    match t.lex(i) {
        Lex::Digits(d) if d.value < 100.0 && d.step >= 1.0 && !t.glued(i + 1) => Some((d.value, i + 1)),
        _ => None,
    }
}

/// "seven", "twelve", "twenty", "twenty-five", "twenty five".
fn below_hundred(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    match t.lex(i) {
        Lex::Small(value) => Some((value, i + 1)),
        Lex::Tens(tens) => match t.lex(i + 1) {
            // "thirty - two": transcripts that part all signs from the words.
            Lex::Small(unit) if (1.0..10.0).contains(&unit) && (t.soft(i + 1) || t.gap(i + 1) == " - ") => {
                Some((tens + unit, i + 2))
            }
            _ => Some((tens, i + 1)),
        },
        _ => None,
    }
}

/// "point five", "point one two five", "point seventy-five": the value, the size of its last digit, and the token after it.
pub(super) fn decimals(t: &Tokens, i: usize) -> Option<(f64, f64, usize)> {
    if !t.spaced(i) && i > 0 || !matches!(t.word(i), "point" | "dot") || !t.spaced(i + 1) {
        return None;
    }
    let mut at = i + 1;
    let (mut value, mut step) = (0.0, 1.0);
    while at - i <= 9 && t.spaced(at) {
        let digit = match t.lex(at) {
            Lex::Small(digit) if digit < 10.0 => digit,
            Lex::Word if t.word(at) == "oh" && t.spaced(at + 1) && matches!(t.lex(at + 1), Lex::Small(_)) => 0.0,
            _ => break,
        };
        step *= 0.1;
        value += digit * step;
        at += 1;
    }
    if at == i + 1 {
        if let Lex::Digits(digits) = t.lex(at) {
            step = tenth(digits.length);
            return (digits.step >= 1.0 && !digits.grouped).then_some((digits.value * step, step, at + 1));
        }
        let (two, after) = below_hundred(t, at)?;
        return (two >= 10.0).then_some((two / 100.0, 0.01, after));
    }
    // Away with the noise of adding tenths.
    Some(((value / step).round() * step, step, at))
}

/// "point five": only what follows can tell it from a label.
pub(super) fn point(t: &Tokens, i: usize) -> Option<Number> {
    let (value, step, after) = decimals(t, i)?;
    let (scale, next) = scales(t, after);
    Some(Number {
        next,
        low: value * scale,
        high: value * scale,
        raw: value,
        scale,
        step: step * scale,
        about: false,
        form: if scale > 1.0 { Form::Amount } else { Form::Point },
    })
}
