//! Numbers that only give a size: "hundreds of thousands", "dozens", "a couple".

use super::{
    number::{Form, Number, scales},
    token::{Lex, Tokens},
};

/// "hundreds of thousands", "dozens", "a few hundred", "a couple (of) hundred".
pub(super) fn vague(t: &Tokens, i: usize) -> Option<Number> {
    let about = |next, low: f64, high: f64| Number {
        next,
        low,
        high,
        raw: low,
        scale: 1.0,
        step: 1.0,
        about: true,
        form: Form::Vague,
    };
    if let Lex::Many(first) = t.lex(i) {
        let (mut scale, mut next) = (1.0, i + 1);
        while t.follows(next, "of") && t.spaced(next + 1) && scale < 1e12 {
            let Lex::Many(by) = t.lex(next + 1) else { break };
            (scale, next) = (scale * by, next + 2);
        }
        // "tens" alone is no number word.
        if first == 10.0 && !t.follows(next, "of") && scale == 1.0 {
            return None;
        }
        let width = match first {
            24.0 => 6.0,
            f if f <= 100.0 => 10.0,
            _ => 1000.0,
        };
        return Some(about(next, first * scale, first * scale * width));
    }
    let at = if t.lex(i) == Lex::Article && t.spaced(i + 1) { i + 1 } else { i };
    match t.word(at) {
        "few" | "several" => {
            let (scale, next) = scales(t, at + 1);
            (scale > 1.0).then(|| about(next, 2.0 * scale, 9.0 * scale))
        }
        "couple" => {
            let of = if t.follows(at + 1, "of") { at + 2 } else { at + 1 };
            let (scale, next) = scales(t, of);
            if scale > 1.0 {
                return Some(about(next, 2.0 * scale, 2.0 * scale));
            }
            (at > i || of > at + 1).then(|| about(of, 2.0, 2.0))
        }
        _ => None,
    }
}
