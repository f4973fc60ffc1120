//! A number with the sign or unit that makes it money, a share, a length of time.

use smol_str::SmolStr;

use super::{
    Bound, Kind, Quantity,
    measure::{Dimension, Measure, currency_code, currency_sign, measure, times},
    number::{Form, Number, number, point},
    part::and_part,
    phrase::named,
    qualifier::Qualifier,
    token::{Lex, Tokens},
};

/// A number with its unit, without bounds.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// The byte where the number begins, and where the currency sign before it does.
    pub(super) start: usize,
    pub(super) sign: usize,
    pub(super) number_end: usize,
    /// The byte after the unit.
    pub(super) end: usize,
    /// The token after it.
    pub(super) next: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) raw: f64,
    pub(super) scale: f64,
    pub(super) step: f64,
    pub(super) about: bool,
    pub(super) form: Form,
    /// `None` when nothing but a noun can follow.
    pub(super) kind: Option<Kind>,
    pub(super) factor: f64,
    /// Of a length, a weight, a time: its name as a stem.
    pub(super) unit: Option<SmolStr>,
    /// "an hour": the number is an article.
    pub(super) article: bool,
}

/// The amount at token `i`.
pub(super) fn amount(t: &Tokens, i: usize, and: bool) -> Option<Amount> {
    let (number, article) = match number(t, i, and) {
        Some(number) => (number, false),
        None if t.word(i) == "point" => (point(t, i)?, false),
        None => (article(t, i)?, true),
    };
    let minus = minus(t, i);
    let mut amount = Amount {
        start: t.start(i),
        sign: minus.unwrap_or(t.start(i)),
        number_end: t.end_before(number.next),
        end: t.end_before(number.next),
        next: number.next,
        low: number.low,
        high: number.high,
        raw: number.raw,
        scale: number.scale,
        step: number.step,
        about: number.about,
        form: number.form,
        kind: None,
        factor: 1.0,
        unit: None,
        article,
    };
    currency_before(t, i, &mut amount);
    let of = number.form == Form::Vague && t.follows(number.next, "of");
    let unit = measure(t, number.next)
        .or_else(|| of.then(|| measure(t, number.next + 1)).flatten())
        .or_else(|| behind_adjective(t, number.next));
    if let Some(found) = unit {
        let money = matches!(amount.kind, Some(Kind::Money(_)));
        match found.unit.dimension {
            // "$5 dollars", "$1.5 million USD", "$30 CAD"
            Dimension::Money(code) if money => {
                amount.kind = Some(Kind::Money(code));
                (amount.next, amount.end) = (found.next, found.end);
            }
            _ if money => {}
            _ => apply(&mut amount, &found),
        }
    }
    if amount.article && amount.kind.is_none() {
        return None;
    }
    if amount.form == Form::Half && amount.kind.is_none() {
        return None;
    }
    compound(t, &mut amount);
    if minus.is_some() {
        (amount.low, amount.high) = (-amount.high, -amount.low);
    }
    Some(amount)
}

/// Makes a bare number an amount of a unit.
fn apply(amount: &mut Amount, found: &Measure) {
    let unit = found.unit;
    amount.low = unit.of(amount.low);
    amount.high = unit.of(amount.high);
    amount.step = unit.of(amount.step);
    amount.factor = unit.factor;
    amount.kind = Some(unit.kind());
    amount.unit = match unit.dimension {
        // "three times a week"
        Dimension::Plain | Dimension::Time => named(Dimension::Plain, unit.name),
        dimension => named(dimension, unit.name),
    };
    (amount.next, amount.end) = (found.next, found.end);
}

/// "a hundred million more dollars", "four consecutive quarters": one adjective may stand before a unit of time or money.
fn behind_adjective(t: &Tokens, i: usize) -> Option<Measure> {
    let adjective = matches!(
        t.word(i),
        "more"
            | "full"
            | "whole"
            | "additional"
            | "extra"
            | "consecutive"
            | "straight"
            | "solid"
            | "calendar"
            | "working"
            | "business"
            | "other"
    );
    if !adjective || !t.spaced(i) || !t.spaced(i + 1) {
        return None;
    }
    measure(t, i + 1)
        .filter(|found| matches!(found.unit.dimension, Dimension::Time | Dimension::Money(_) | Dimension::Points))
}

/// "an hour", "a percentage point": one, if a unit follows.
fn article(t: &Tokens, i: usize) -> Option<Number> {
    if t.lex(i) != Lex::Article || !t.spaced(i + 1) {
        return None;
    }
    let unit = measure(t, i + 1)?.unit;
    let fits =
        matches!(unit.dimension, Dimension::Time | Dimension::Points | Dimension::Percent) || unit.name == "byte";
    fits.then_some(Number {
        next: i + 1,
        low: 1.0,
        high: 1.0,
        raw: 1.0,
        scale: 1.0,
        step: 1.0,
        about: false,
        form: Form::One,
    })
}

/// The byte of a minus sign glued to the number: "-5 %", not the hyphen of "3-5".
fn minus(t: &Tokens, i: usize) -> Option<usize> {
    let gap = t.gap(i);
    let bare = gap.trim_end_matches(['$', '€', '£']);
    let lead = bare.strip_suffix(['-', '−'])?;
    // A second number before it makes it a range.
    let number_before = i > 0 && matches!(t.lex(i - 1), Lex::Digits(_)) && !lead.contains([',', '.', '(']);
    let free = lead.ends_with([' ', '(', '\n', '~']) || (lead.is_empty() && i == 0);
    (free && !number_before && matches!(t.lex(i), Lex::Digits(_))).then_some(t.end_before(i) + lead.len())
}

/// "$", "US$", "EUR" before the number.
fn currency_before(t: &Tokens, i: usize, amount: &mut Amount) {
    let gap = t.gap(i).strip_suffix([' ', '.', '-', '−']).unwrap_or_else(|| t.gap(i));
    if let Some(code) = gap.chars().next_back().and_then(currency_sign) {
        let sign = gap.chars().next_back().map_or(0, char::len_utf8);
        let byte = t.end_before(i) + gap.len() - sign;
        amount.sign = amount.sign.min(byte);
        let letters = i > 0 && gap.len() == sign;
        amount.kind = Some(match t.before(i, 1) {
            "us" if letters => Kind::Money(Some("USD")),
            "a" | "au" if letters => Kind::Money(Some("AUD")),
            "c" | "ca" if letters => Kind::Money(Some("CAD")),
            "hk" | "nz" | "s" | "r" | "nt" if letters => Kind::Money(None),
            _ => code,
        });
        if letters && matches!(t.before(i, 1), "us" | "au" | "ca" | "hk" | "nz" | "nt" | "r" | "c") {
            amount.sign = t.start(i - 1);
        }
    } else if let Some(previous) = i.checked_sub(1)
        && t.soft(i)
        && let Some(code) = currency_code(t.written(previous))
    {
        amount.kind = Some(code);
        amount.sign = t.start(previous);
    }
}

/// "an hour and 30 minutes", "a year and a half", "twelve euro fifty", "1h30".
fn compound(t: &Tokens, amount: &mut Amount) {
    match amount.kind {
        Some(Kind::Duration) => {
            if let Some((part, next)) = and_part(t, amount.next) {
                amount.low += part * amount.factor;
                amount.high += part * amount.factor;
                amount.step = 0.1 * amount.factor;
                amount.article = false;
                close(t, amount, next);
                return;
            }
            // "a year or two"
            if amount.low == amount.factor
                && amount.form == Form::One
                && t.follows(amount.next, "or")
                && t.follows(amount.next + 1, "two")
            {
                let plain = !t.spaced(amount.next + 2) || measure(t, amount.next + 2).is_none();
                if plain && !matches!(t.lex(amount.next + 2), Lex::Hundred | Lex::Scale(_)) {
                    amount.high = 2.0 * amount.low;
                    amount.about = true;
                    amount.article = false;
                    close(t, amount, amount.next + 2);
                    return;
                }
            }
            // At most: years, months, weeks, days, hours, minutes, seconds.
            for _ in 0..6 {
                let joint = if t.follows(amount.next, "and") { amount.next + 1 } else { amount.next };
                let comma = joint == amount.next && t.gap(joint) == ", ";
                if !(t.spaced(joint) || t.glued(joint) || comma) {
                    return;
                }
                let Some(rest) = number(t, joint, false)
                    .filter(|n| matches!(n.form, Form::Digits | Form::Words | Form::One | Form::Amount))
                else {
                    return;
                };
                let found = measure(t, rest.next).filter(|found| found.unit.dimension == Dimension::Time);
                let (factor, next) = match found {
                    Some(found) if found.unit.factor < amount.factor => (found.unit.factor, found.next),
                    // "1h30"
                    None if t.glued(joint) && amount.factor == 3600.0 && rest.low < 60.0 => (60.0, rest.next),
                    _ => return,
                };
                amount.low += rest.low * factor;
                amount.high += rest.low * factor;
                amount.step = rest.step * factor;
                amount.factor = factor;
                amount.article = false;
                close(t, amount, next);
            }
        }
        Some(Kind::Money(_))
            if amount.unit.is_none() && amount.scale == 1.0 && amount.low.fract() == 0.0 && amount.factor == 1.0 =>
        {
            cents(t, amount);
        }
        _ => {}
    }
}

/// "twelve euro fifty", "five dollars and ten cents".
fn cents(t: &Tokens, amount: &mut Amount) {
    let and = t.follows(amount.next, "and");
    let joint = if and { amount.next + 1 } else { amount.next };
    if !t.spaced(joint)
        || amount.next < 2
        || matches!(t.lex(amount.next - 1), Lex::Digits(_) | Lex::Small(_) | Lex::Tens(_))
    {
        return;
    }
    let Some(rest) = number(t, joint, false).filter(|n| matches!(n.form, Form::Digits | Form::Words) && n.step >= 1.0)
    else {
        return;
    };
    let named =
        t.spaced(rest.next) && matches!(t.word(rest.next), "cent" | "cents" | "centime" | "centimes" | "pence" | "p");
    let tens = (5.0..100.0).contains(&rest.low);
    let ends = rest.next >= t.len()
        || !t.spaced(rest.next)
        || crate::text::is_stop_word(t.word(rest.next))
        || matches!(
            t.word(rest.next),
            "each"
                | "per"
                | "max"
                | "maximum"
                | "min"
                | "minimum"
                | "total"
                | "tops"
                | "apiece"
                | "please"
                | "uh"
                | "um"
        );
    if rest.low < 100.0 && (named || (tens && ends && !and && !t.gap(rest.next).starts_with('%'))) {
        amount.low += rest.low / 100.0;
        amount.high += rest.low / 100.0;
        amount.step = 0.01;
        close(t, amount, if named { rest.next + 1 } else { rest.next });
    }
}

fn close(t: &Tokens, amount: &mut Amount, next: usize) {
    amount.next = next;
    amount.end = t.end_before(next);
    amount.number_end = amount.end;
}

impl Amount {
    /// The number, for those who judge its form.
    pub(super) fn number(&self) -> Number {
        Number {
            next: self.next,
            low: self.low,
            high: self.high,
            raw: self.raw,
            scale: self.scale,
            step: self.step,
            about: self.about,
            form: self.form,
        }
    }

    /// How many bytes of the gap after it belong to it ("%").
    pub(super) fn tail(&self, t: &Tokens) -> usize {
        self.end.saturating_sub(t.end_before(self.next))
    }

    /// Whether it says something by itself: "point five" and "a year" do not.
    pub(super) fn stands_alone(&self, t: &Tokens, i: usize, qualified: bool) -> bool {
        if self.form == Form::Point {
            return self.kind.is_some();
        }
        // "one day", "one time"
        let once = self.form == Form::One
            && !self.article
            && !qualified
            && matches!(t.before(self.next, 1), "day" | "time" | "times");
        if once && !matches!(t.word(self.next), "ago" | "later" | "before" | "after") {
            return false;
        }
        if !self.article || self.kind != Some(Kind::Duration) {
            return true;
        }
        // "$5 a month" is a rate, "in a minute" a manner of speaking.
        let long = self.low >= 3600.0;
        let before = matches!(
            t.before(i, 1),
            "for"
                | "in"
                | "after"
                | "took"
                | "takes"
                | "take"
                | "taking"
                | "spent"
                | "spend"
                | "spending"
                | "lasted"
                | "lasts"
                | "last"
                | "every"
                | "just"
                | "only"
                | "than"
                | "by"
        );
        let after = matches!(t.word(self.next), "ago" | "later" | "earlier" | "long") && t.soft(self.next);
        qualified || (long && (before || after))
    }

    /// Gives two ends of a range one kind and scale; false if they are no range.
    pub(super) fn join(&mut self, high: &mut Self) -> bool {
        if self.about || high.about || self.form == Form::Point || self.article || high.article {
            return false;
        }
        if self.scale == 1.0
            && self.raw == self.low
            && self.form != Form::Half
            && high.scale > 1.0
            && self.raw <= high.raw
            && self.raw >= 1.0
        {
            self.low *= high.scale;
            self.high *= high.scale;
            self.step *= high.scale;
        }
        match (&self.kind, &high.kind) {
            (None, None) | (Some(Kind::Money(None)), Some(Kind::Money(_))) => {}
            (None, Some(_)) => {
                self.low = times(self.low, high.factor);
                self.high = times(self.high, high.factor);
                self.step = times(self.step, high.factor);
                self.kind.clone_from(&high.kind);
                self.unit.clone_from(&high.unit);
            }
            (Some(kind @ Kind::Money(_)), None) if high.low >= self.low => high.kind = Some(kind.clone()),
            (Some(Kind::Share), None) if high.low <= 100.0 => {
                high.low = times(high.low, self.factor);
                high.high = times(high.high, self.factor);
                high.step = times(high.step, self.factor);
                high.kind.clone_from(&self.kind);
            }
            (Some(Kind::Money(_)), Some(Kind::Money(None))) => high.kind.clone_from(&self.kind),
            (Some(a), Some(b)) => return a == b && (*a != Kind::Count || self.unit == high.unit),
            (Some(_), None) => return false,
        }
        true
    }

    /// The quantity with its bound and qualifier.
    pub(super) fn quantity(&self, t: &Tokens, i: usize, bound: Bound, qualifier: Option<&Qualifier>) -> Quantity {
        let start = qualifier.map_or(self.sign, |q| q.start.min(self.sign)).min(t.start(i));
        Quantity {
            range: start..self.end.max(self.number_end),
            number: self.start..self.number_end,
            low: self.low,
            high: self.high,
            step: self.step,
            bound: qualifier.map_or(bound, |q| q.bound),
            kind: self.kind.clone().unwrap_or(Kind::Count),
            unit: self.unit.clone(),
        }
    }
}
