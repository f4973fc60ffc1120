//! Parts of a number or a unit: "half a million", "three quarters of an hour", "and a half".

use super::{
    measure::measure,
    number::{Form, Number, scales},
    token::{Lex, Tokens},
};

/// "and a half", "and three quarters", "and a third": the part and the token after it.
pub(super) fn and_part(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    if (t.spaced(i) || t.glued(i) || t.gap(i).is_empty()) && i > 0 {
        match t.written(i) {
            "½" => return Some((0.5, i + 1)),
            "¼" => return Some((0.25, i + 1)),
            "¾" => return Some((0.75, i + 1)),
            _ => {}
        }
    }
    if !t.soft(i) || t.word(i) != "and" || !t.soft(i + 1) || !t.soft(i + 2) {
        return None;
    }
    let count = match t.lex(i + 1) {
        Lex::Article => 1.0,
        Lex::Small(n) if (1.0..=9.0).contains(&n) => n,
        _ => return None,
    };
    match t.lex(i + 2) {
        Lex::Parts(of) if count < of && !t.follows(i + 3, "of") => Some((count / of, i + 3)),
        Lex::Ordinal(of) if count == 1.0 && of == 3.0 => Some((1.0 / 3.0, i + 3)),
        _ => None,
    }
}

/// Whether "half" or "three quarters" at token `i` is part of a number or of a unit ("half a million", "a quarter of an hour"), no share.
pub(super) fn is_part(t: &Tokens, i: usize) -> bool {
    part_of_scale(t, i).is_some_and(|part| {
        let unit = || measure(t, part.next).is_some() && t.lex(part.next - 1) == Lex::Article;
        part.form == Form::Amount || unit()
    })
}

/// "half a million", "a quarter million", "three quarters of a million", "half a dozen".
pub(super) fn part_of_scale(t: &Tokens, i: usize) -> Option<Number> {
    let (count, parts) = match (t.lex(i), t.lex(i + 1)) {
        (Lex::Parts(_), _) => (1.0, i),
        (Lex::Article, Lex::Parts(_)) if t.soft(i + 1) => (1.0, i + 1),
        (Lex::Small(n), Lex::Parts(of)) if n >= 1.0 && n < of && t.soft(i + 1) => (n, i + 1),
        _ => return None,
    };
    let Lex::Parts(of) = t.lex(parts) else { return None };
    let mut at = parts + 1;
    if t.follows(at, "of") {
        at += 1;
    }
    let bare = at == parts + 1;
    if t.soft(at) && t.lex(at) == Lex::Article {
        at += 1;
    } else if !bare {
        return None;
    }
    let (scale, next) = scales(t, at);
    let value = count / of;
    if scale > 1.0 {
        let low = value * scale;
        let form = Form::Amount;
        return Some(Number { next, low, high: low, raw: value, scale, step: 0.1 * scale, about: false, form });
    }
    // "half an hour", "half hour", "half a percent", "three quarters of an hour": the unit decides.
    let fits = t.soft(at) && (at > parts + 1 || of == 2.0);
    fits.then_some(Number {
        next: at,
        low: value,
        high: value,
        raw: value,
        scale: 1.0,
        step: 0.1,
        about: false,
        form: Form::Half,
    })
}
