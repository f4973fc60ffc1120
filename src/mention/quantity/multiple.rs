//! Multiples in one word: "twice", "doubled", "threefold".

use smol_str::SmolStr;

use super::{Bound, Kind, Quantity, noun::is_determiner, phrase::Read, qualifier, token::Tokens};

/// The multiple at token `i`.
pub(super) fn multiple(t: &Tokens, i: usize, floor: usize) -> Option<Read> {
    let word = t.word(i);
    let value = match word {
        "twice" | "doubled" | "doubles" | "doubling" | "double" | "twofold" => 2.0,
        "thrice" | "tripled" | "triples" | "tripling" | "triple" | "trebled" | "threefold" => 3.0,
        "quadrupled" | "quadruples" | "quadrupling" | "quadruple" | "fourfold" => 4.0,
        "quintupled" | "quintuple" | "fivefold" => 5.0,
        "sixfold" => 6.0,
        "tenfold" => 10.0,
        "hundredfold" => 100.0,
        "thousandfold" => 1000.0,
        "halved" | "halves" | "halving" | "halve" => 0.5,
        _ => return None,
    };
    let next = i + 1;
    let adjective = matches!(word, "double" | "triple" | "quadruple");
    let grown = t.spaced(next)
        && (is_determiner(t.word(next)) || matches!(t.word(next), "in" | "from" | "to" | "what" | "by" | "every"));
    // "double click", "doubling down", "a halving"
    let verb = matches!(
        t.before(i, 1),
        "to" | "would"
            | "will"
            | "could"
            | "can"
            | "should"
            | "may"
            | "might"
            | "nearly"
            | "almost"
            | "than"
            | "about"
            | "over"
            | "roughly"
            | "they"
            | "we"
            | "it"
    );
    let idiom = t.soft(next)
        && matches!(
            t.word(next),
            "down"
                | "up"
                | "check"
                | "checked"
                | "click"
                | "edged"
                | "digit"
                | "sided"
                | "blind"
                | "quote"
                | "quotes"
                | "counting"
        );
    if idiom
        || t.hyphened(next)
        || t.hyphened(i)
        || (adjective && !grown && !verb)
        || (matches!(word, "halves") && !verb && !grown)
    {
        return None;
    }
    // "twice a week" is how often, not how much.
    let often = word == "twice"
        && t.spaced(next)
        && matches!(t.word(next), "a" | "per" | "each" | "every" | "in" | "this" | "daily");
    let (start, bound) = qualifier::before(t, i, floor).map_or((t.start(i), Bound::Plain), |q| (q.start, q.bound));
    let number = t.start(i)..t.end_before(next);
    let quantity = Quantity {
        range: start..number.end,
        number,
        low: value,
        high: value,
        step: 1.0_f64.min(value),
        bound,
        kind: if often { Kind::Count } else { Kind::Multiple },
        unit: often.then(|| SmolStr::new_static("time")),
    };
    Some(Read { quantities: vec![quantity], next })
}
