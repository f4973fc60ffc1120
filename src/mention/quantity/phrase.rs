//! A whole quantity: qualifier, number or range, unit, and what comes after it.

use smol_str::SmolStr;

use super::{
    Bound, Kind, Quantity,
    amount::{Amount, amount},
    clock::clocks,
    measure::{Dimension, measure},
    multiple::multiple,
    noun::{is_plural, noun},
    number::Form,
    qualifier::{self, Qualifier},
    refuse,
    share::{share, whole},
    token::{Lex, Tokens},
};
use crate::text::stem;

/// What was read at a token.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) quantities: Vec<Quantity>,
    /// Where to go on.
    pub(super) next: usize,
}

impl Read {
    fn one(quantity: Quantity, next: usize) -> Self {
        Self { quantities: vec![quantity], next }
    }

    fn none(next: usize) -> Self {
        Self { quantities: Vec::new(), next }
    }
}

/// Reads the quantity that begins at token `i`; `floor` is the first token that no earlier quantity holds.
pub(super) fn read(t: &Tokens, i: usize, floor: usize) -> Option<Read> {
    if let Some(clocks) = clocks(t, i) {
        return Some(clocks);
    }
    if t.lex(i) == Lex::Word && !matches!(t.word(i), "point" | "few" | "several" | "couple") {
        return multiple(t, i, floor);
    }
    let qualifier = qualifier::before(t, i, floor);
    if let Some(share) = share(t, i, qualifier.as_ref().map(|q| q.bound)) {
        let (start, bound) = qualifier.as_ref().map_or((t.start(i), Bound::Plain), |q| (q.start, q.bound));
        let end = t.end_before(share.next);
        let quantity = Quantity {
            range: start..end,
            number: t.start(i)..end,
            low: share.value,
            high: share.value,
            step: 0.0,
            bound,
            kind: Kind::Share,
            unit: share.unit,
        };
        return Some(Read::one(quantity, share.next));
    }
    if let Some(next) = refuse::skip(t, i) {
        return Some(Read::none(next));
    }
    if let Lex::Ordinal(_) | Lex::Tens(_) = t.lex(i)
        && let Some(read) = ordinal(t, i)
    {
        return Some(read);
    }
    let between = t.before(i, 1) == "between" && t.space_or_sign(i);
    let first = amount(t, i, !between)?;
    range(t, i, &first, between, qualifier.as_ref()).or_else(|| Some(single(t, i, &first, qualifier.as_ref())))
}

/// One amount with its bounds and noun.
fn single(t: &Tokens, i: usize, first: &Amount, qualifier: Option<&Qualifier>) -> Read {
    let number = first.number();
    let refused = || (qualifier.is_none() && refuse::bare(t, i, &number)) || refuse::always(t, i, &number);
    if first.kind.is_none() && first.form != Form::Half && refused() {
        return Read::none(refuse::after(t, first.next));
    }
    // "the 2026 year"
    if first.kind == Some(Kind::Duration) && refuse::year(t, i, &first.number()) {
        return Read::none(first.next);
    }
    if !first.stands_alone(t, i, qualifier.is_some()) {
        return Read::none(first.next);
    }
    let next = first.next;
    let (quantity, end) = finish(t, i, first, qualifier);
    let Some(quantity) = quantity else { return Read::none(next) };
    Read::one(quantity, end)
}

/// "12-18 months", "$10 or $20 billion", "between 3 and 5".
fn range(t: &Tokens, i: usize, first: &Amount, between: bool, qualifier: Option<&Qualifier>) -> Option<Read> {
    let sep = first.next;
    let gap = t.gap(sep).trim_matches(|c: char| c == '$' || c == '€' || c == '£' || c.is_whitespace());
    let signed = t.gap(sep).get(first.tail(t)..).unwrap_or_default();
    let dash =
        matches!(signed.trim_matches(|c: char| c.is_whitespace() || "$€£~".contains(c)), "-" | "–" | "\u{2011}" | "−")
            || matches!(gap, "-" | "–" | "\u{2011}" | "−");
    let word = t.spaced(sep) || matches!(gap, "%");
    let joint = match t.word(sep) {
        _ if dash => sep,
        "to" | "or" | "through" if word => sep + 1,
        "and" if between && word => sep + 1,
        _ => return None,
    };
    if joint > sep && !t.space_or_sign(joint) {
        return None;
    }
    if matches!(t.lex(joint), Lex::Article) && t.word(sep) != "and" {
        return None;
    }
    let low_qualifier = qualifier::at(t, joint);
    let joint = low_qualifier.unwrap_or(joint);
    let mut second = amount(t, joint, true)?;
    if dash && refuse::skip(t, joint).is_some() && second.kind.is_none() {
        return None;
    }
    // "gave $10 to 20 people"
    let gift = matches!(first.kind, Some(Kind::Money(_))) && second.kind.is_none() && t.word(sep) == "to";
    if gift && noun(t, second.next, false).is_some() {
        return None;
    }
    // "for 2021 to $30 million"
    if first.kind.is_none()
        && matches!(second.kind, Some(Kind::Money(_) | Kind::Share))
        && refuse::year(t, i, &first.number())
    {
        return None;
    }
    let mut low = first.clone();
    if !low.join(&mut second) || low.low >= second.high {
        // "6-3", "555-1234": digits with a hyphen that are no range are a score or a code.
        let code = dash && !t.gap(sep).contains(' ') && first.kind.is_none() && second.kind.is_none();
        return code.then(|| Read { quantities: Vec::new(), next: second.next });
    }
    if first.kind.is_none() && second.kind.is_none() {
        // Years, dates, names: "2019-2020", "Section 3 to 5", "April 28-30".
        let refused = refuse::always(t, i, &first.number()) && second.form == Form::Digits
            || refuse::always(t, joint, &second.number())
            || qualifier.is_none() && refuse::named(t, i, &first.number())
            || qualifier.is_none()
                && refuse::version(t, i, &first.number())
                && refuse::version(t, joint, &second.number());
        if refused {
            return Some(Read::none(second.next));
        }
    }
    let change = t.word(sep) == "to"
        && t.before(i, 1) == "from"
        && !matches!(t.before(i, 2), "range" | "ranges" | "ranging" | "ranged");
    if change {
        let (high, next) = finish(t, joint, &second, None);
        let high = high?;
        low.unit.clone_from(&high.unit);
        let mut low = low.quantity(t, i, Bound::Plain, None);
        low.unit.clone_from(&high.unit);
        return Some(Read { quantities: vec![low, high], next });
    }
    let number = low.start..second.number_end;
    let whole = Amount { low: low.low, step: low.step.min(second.step), start: low.start, sign: low.sign, ..second };
    let (quantity, next) = finish(t, i, &whole, qualifier);
    let mut quantity = quantity?;
    quantity.number = number;
    if between && qualifier.is_none() {
        quantity.range.start = t.start(i.saturating_sub(1));
    }
    Some(Read::one(quantity, next))
}

/// Adds what follows an amount: "+", "or more", the noun.
fn finish(t: &Tokens, i: usize, amount: &Amount, qualifier: Option<&Qualifier>) -> (Option<Quantity>, usize) {
    let mut end = amount.end;
    let mut next = amount.next;
    let mut bound = if amount.about { Bound::About } else { Bound::Plain };
    let rest = t.gap(next).get(end.saturating_sub(t.end_before(next))..).unwrap_or_default();
    if rest.starts_with('+') {
        (bound, end) = (Bound::AtLeast, end + 1);
    } else if let Some((after, to)) = qualifier::after(t, next, rest) {
        (bound, next) = (after, to);
        end = t.end_before(to);
    }
    let mut quantity = amount.quantity(t, i, bound, qualifier);
    quantity.range.end = end.max(quantity.range.end);
    match quantity.kind {
        Kind::Count if amount.unit.is_none() => {
            let rest = t.gap(next).get(end.saturating_sub(t.end_before(next))..).unwrap_or_default();
            let close = rest.chars().all(|c| c.is_whitespace() || c == '-');
            // "5 billion dollars": a unit can follow "or more", "plus".
            if let Some(found) = measure(t, next).filter(|_| close && next > amount.next) {
                let factor = found.unit.factor;
                (quantity.low, quantity.high) = (quantity.low * factor, quantity.high * factor);
                quantity.step *= factor;
                quantity.kind = found.unit.kind();
                quantity.unit = named(found.unit.dimension, found.unit.name);
                quantity.range.end = found.end;
                next = found.next;
            } else if let Some((unit, to)) = noun_after(t, next, end, amount.form == Form::Vague) {
                quantity.unit = Some(unit);
                quantity.range.end = t.end_before(to);
                next = to;
            }
        }
        Kind::Share => quantity.unit = of_noun(t, next),
        _ => {}
    }
    let noun = quantity.unit.is_some() || quantity.kind != Kind::Count;
    let zero_or_one = matches!(amount.form, Form::One | Form::Zero)
        && quantity.kind == Kind::Count
        && amount.unit.is_none()
        && amount.low >= amount.high;
    let zero = zero_or_one && amount.form == Form::Zero && noun && is_plural(t.before(next, 1));
    // "some 5 of them" is nothing; "one person", "one of them" count nothing either.
    ((!zero_or_one || zero).then_some(quantity), next)
}

/// The noun after a number, also behind a plus sign.
fn noun_after(t: &Tokens, i: usize, end: usize, of: bool) -> Option<(SmolStr, usize)> {
    if t.gap(i).starts_with('+')
        && t.gap(i).trim_start_matches('+').chars().all(char::is_whitespace)
        && end > t.end_before(i)
    {
        let word = t.word(i);
        let noun = i < t.len() && t.lex(i) == Lex::Word && !crate::text::is_stop_word(word) && t.gap(i).len() > 1;
        return noun.then(|| noun_plain(t, i)).flatten();
    }
    noun(t, i, of)
}

/// The noun at token `i` where the gap before it has been read already.
fn noun_plain(t: &Tokens, i: usize) -> Option<(SmolStr, usize)> {
    if is_plural(t.word(i)) {
        return Some((stem(t.word(i)), i + 1));
    }
    noun(t, i + 1, false).or_else(|| Some((stem(t.word(i)), i + 1)))
}

/// The noun of "90 % of the code".
fn of_noun(t: &Tokens, i: usize) -> Option<SmolStr> {
    let gap = t.gap(i).trim_start_matches(['%', '+']);
    if t.word(i) != "of" || gap != " " || !t.spaced(i + 1) {
        return None;
    }
    // The sign hides the space before "of".
    whole(t, i + 1).or_else(|| noun(t, i + 1, false).map(|(unit, _)| unit))
}

/// The unit that a quantity in a measure carries.
pub(super) fn named(dimension: Dimension, name: &str) -> Option<SmolStr> {
    match dimension {
        Dimension::Plain | Dimension::Time => Some(stem(name)),
        Dimension::Times | Dimension::Percent | Dimension::Points | Dimension::Money(_) => None,
    }
}

/// "third quarter", "2nd release", "twenty-first century".
fn ordinal(t: &Tokens, i: usize) -> Option<Read> {
    let (value, next) = match (t.lex(i), t.lex(i + 1)) {
        (Lex::Ordinal(value), _) => (value, i + 1),
        // "twenty second" in two words and "thirty-second spots" are times.
        (Lex::Tens(tens), Lex::Ordinal(unit))
            if unit < 10.0
                && ((t.hyphened(i + 1) && (unit != 2.0 || !is_plural(t.word(i + 2))))
                    || t.gap(i + 1) == " - "
                    || (unit != 2.0 && t.spaced(i + 1))) =>
        {
            (tens + unit, i + 2)
        }
        _ => return None,
    };
    let word = t.word(next);
    let idiom = match t.word(i) {
        "first" | "second" | "third" => {
            matches!(
                word,
                "time"
                    | "thing"
                    | "things"
                    | "place"
                    | "hand"
                    | "glance"
                    | "foremost"
                    | "name"
                    | "names"
                    | "party"
                    | "parties"
                    | "class"
                    | "thought"
                    | "thoughts"
                    | "off"
            )
        }
        _ => false,
    };
    // "we first met", "first Ada spoke": an adverb, unless an article or the like stands before it.
    let adverb = t.word(i) == "first"
        && (t.capital(next)
            || (t.word(next).ends_with("ed") && !t.word(next).ends_with("eed"))
            || matches!(
                t.before(i, 1),
                "i" | "you"
                    | "he"
                    | "she"
                    | "we"
                    | "they"
                    | "who"
                    | "to"
                    | "will"
                    | "would"
                    | "must"
                    | "should"
                    | "had"
                    | "have"
                    | "has"
                    | "when"
                    | "let's"
            ));
    let rate = t.word(i) == "second" && matches!(t.before(i, 1), "per" | "one");
    let dated = refuse::month(t, next)
        || (i > 0 && (refuse::month(t, i - 1) || (t.before(i, 1) == "the" && i > 1 && refuse::month(t, i - 2))));
    if idiom || adverb || rate || dated || !t.spaced(next) {
        return Some(Read::none(next));
    }
    let Some((unit, to)) = noun(t, next, false) else { return Some(Read::none(next)) };
    let quantity = Quantity {
        range: t.start(i)..t.end_before(to),
        number: t.start(i)..t.end_before(next),
        low: value,
        high: value,
        step: 1.0,
        bound: Bound::Plain,
        kind: Kind::Ordinal,
        unit: Some(unit),
    };
    Some(Read::one(quantity, to))
}
