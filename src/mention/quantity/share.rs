//! Shares: "two-thirds", "half of", "nine out of ten".

use smol_str::SmolStr;

use super::{
    Bound,
    measure::measure,
    noun::{is_determiner, noun},
    number::{Form, Number, number},
    part::is_part,
    token::{Lex, Tokens},
};

/// A share that begins at a token.
#[derive(Debug, Clone)]
pub(super) struct Share {
    pub(super) value: f64,
    /// The token after it.
    pub(super) next: usize,
    /// The stem of the whole that is shared out.
    pub(super) unit: Option<SmolStr>,
}

/// The share that begins at token `i`, behind a qualifier with `bound`.
pub(super) fn share(t: &Tokens, i: usize, bound: Option<Bound>) -> Option<Share> {
    if is_part(t, i) {
        return None;
    }
    let (value, next) = half(t, i, bound.is_some())
        .or_else(|| fraction(t, i, bound))
        .or_else(|| slash(t, i))
        .map_or_else(|| ratio(t, i), Some)?;
    let unit = if matches!(t.lex(next - 1), Lex::Parts(_) | Lex::Ordinal(_)) || t.follows(next, "of") {
        whole(t, next)
    } else {
        noun(t, next, false).map(|(unit, _)| unit)
    };
    Some(Share { value, next, unit })
}

/// The noun of "of the code", "the code".
pub(super) fn whole(t: &Tokens, i: usize) -> Option<SmolStr> {
    let mut at = if t.follows(i, "of") { i + 1 } else { i };
    while t.spaced(at) && is_determiner(t.word(at)) {
        at += 1;
    }
    if at == i {
        return None;
    }
    noun(t, at, false).map(|(unit, _)| unit)
}

/// "half of", "half the", "more than half".
fn half(t: &Tokens, i: usize, qualified: bool) -> Option<(f64, usize)> {
    let at = match t.lex(i) {
        Lex::Article => i + 1,
        Lex::Small(1.0) if t.soft(i + 1) => i + 1,
        _ => i,
    };
    if t.word(at) != "half" || ordinal_half(t, i) {
        return None;
    }
    let next = at + 1;
    let of = t.follows(next, "of") || (t.spaced(next) && is_determiner(t.word(next)));
    // "half of a million" was a number; "an hour and a half" belongs to the hour.
    ((of || (qualified && ends(t, next))) && t.before(i, 1) != "and").then_some((0.5, next))
}

/// "the first half of the year" is no share.
fn ordinal_half(t: &Tokens, i: usize) -> bool {
    let adjective = matches!(
        t.before(i, 1),
        "last" | "other" | "latter" | "back" | "front" | "top" | "bottom" | "next" | "this" | "that" | "better"
    );
    i > 0 && (adjective || matches!(t.lex(i - 1), Lex::Ordinal(_)))
}

/// "two-thirds", "a third of", "one-tenth", "three quarters of".
fn fraction(t: &Tokens, i: usize, bound: Option<Bound>) -> Option<(f64, usize)> {
    let qualified = bound.is_some();
    let count = match t.lex(i) {
        Lex::Article => 1.0,
        Lex::Small(n) if n >= 1.0 => n,
        Lex::Digits(d) if d.step >= 1.0 && (1.0..=19.0).contains(&d.value) => d.value,
        _ => return None,
    };
    if !t.soft(i + 1) {
        return None;
    }
    let next = i + 2;
    let (of, plural) = match t.lex(i + 1) {
        Lex::Ordinal(of) if of >= 3.0 => (of, false),
        Lex::Parts(of) if of >= 2.0 => (of, t.word(i + 1).ends_with('s')),
        _ => return None,
    };
    if count >= of || plural != (count > 1.0) || (i > 0 && matches!(t.lex(i - 1), Lex::Ordinal(_))) {
        return None;
    }
    let followed = t.follows(next, "of") || (t.spaced(next) && is_determiner(t.word(next)));
    let hyphen = t.hyphened(i + 1);
    let quarters = t.word(i + 1).starts_with("quarter");
    let sure = if plural {
        // Three quarters are also nine months; "the last three quarters of 2021" always are.
        !quarters
            || hyphen
            || (followed
                && !matches!(t.before(i, 1), "last" | "past" | "next" | "first" | "previous" | "these" | "those"))
    } else if quarters {
        // "A quarter ago", "one quarter of growth": only with the article and a determiner or number's sign.
        hyphen || (t.follows(next, "of") && t.before(i, 1) != "once") || (qualified && ends(t, next))
    } else {
        (hyphen && (count > 0.0 && t.lex(i) != Lex::Article)) || followed
            || ((qualified || t.before(i, 1) == "by") && ends(t, next))
            // "about a third option" is an ordinal, "nearly a third voted" is not.
            || bound.is_some_and(|bound| bound != Bound::About)
    };
    // "a third-party", "one third party"
    (sure && !t.hyphened(next)).then_some((count / of, next))
}

/// Whether a phrase can end before token `i`: a sign, the end, or a stop word.
fn ends(t: &Tokens, i: usize) -> bool {
    i >= t.len()
        || !t.soft(i)
        || crate::text::is_stop_word(t.word(i))
        || matches!(t.word(i), "before" | "after" | "since" | "compared" | "during")
}

/// "nine out of ten", "one in ten", "9 in every 10".
fn ratio(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    let plain = |n: &Number| matches!(n.form, Form::Digits | Form::Words | Form::One) && n.step >= 1.0;
    if !matches!(t.lex(i), Lex::Small(_) | Lex::Tens(_) | Lex::Digits(_)) {
        return None;
    }
    let part = number(t, i, false).filter(plain)?;
    let out = t.follows(part.next, "out") && t.follows(part.next + 1, "of");
    let mut at = match () {
        () if out => part.next + 2,
        () if t.follows(part.next, "in") => part.next + 1,
        () => return None,
    };
    if t.follows(at, "every") {
        at += 1;
    }
    if !t.spaced(at) {
        return None;
    }
    let whole = number(t, at, false)?;
    let round = whole.form == Form::Amount && whole.low <= 1e12 && whole.low.log10().fract() == 0.0;
    let fits = part.low > 0.0 && part.low < whole.low && ((plain(&whole) && whole.low <= 1000.0) || round);
    // "one in five years", "2 in 3 months" are no shares.
    let unit = measure(t, whole.next).is_some() && !out;
    (fits && !unit && !t.hyphened(whole.next)).then_some((part.low / whole.low, whole.next))
}

/// "2/3 of".
fn slash(t: &Tokens, i: usize) -> Option<(f64, usize)> {
    let (Lex::Digits(part), Lex::Digits(whole)) = (t.lex(i), t.lex(i + 1)) else { return None };
    let fits = t.gap(i + 1) == "/" && !t.gap(i).ends_with('/') && part.value > 0.0 && part.value < whole.value;
    let of = t.follows(i + 2, "of") || (t.spaced(i + 2) && is_determiner(t.word(i + 2)));
    (fits && of && part.step >= 1.0 && whole.value <= 100.0).then_some((part.value / whole.value, i + 2))
}
