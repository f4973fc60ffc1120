//! What in a sentence can be checked: typed values with their place in the text.
//!
//! A mention is a value, not a string: "3.5 billion" and "three and a half billion" give equal [`Quantity`] values. Every mention
//! carries the byte range of the text it was found in; [`crate::text::Flow::span`] leads from there to the file.

pub mod attribution;
mod concordance;
pub mod date;
pub mod modality;
pub mod name;
pub(crate) mod phrase;
pub mod polarity;
pub mod quantity;
pub mod quotation;
pub mod scope;

pub use date::{DateMention, Recorded};
pub use modality::{Hedge, Modality};
pub use name::Name;
pub use polarity::Negation;
pub use quantity::Quantity;
pub use quotation::Quotation;

use crate::text::{Word, words};

/// All that was found in one text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// The words themselves, in order.
    pub words: Vec<Word>,
    /// Numbers, money, shares, durations.
    pub quantities: Vec<Quantity>,
    /// Points and stretches of calendar time.
    pub dates: Vec<DateMention>,
    /// People, products, places, organisations.
    pub names: Vec<Name>,
    /// Words between quotation marks.
    pub quotations: Vec<Quotation>,
    /// Negations with their scope.
    pub negations: Vec<Negation>,
    /// Hedges and commitments.
    pub hedges: Vec<Hedge>,
}

impl Mentions {
    /// Everything in a text. `recorded` is the day of the recording, by which "this year" is resolved.
    pub fn of(text: &str, recorded: Option<Recorded>) -> Self {
        let words = words(text);
        let dates = date::dates(text, &words, recorded);
        // A year is a date, not a count; the months of "in the next 18 months" are both a date and a length of time.
        let quantities = quantity::quantities(text, &words)
            .into_iter()
            .filter(|quantity| {
                quantity.kind == quantity::Kind::Duration
                    || !dates.iter().any(|date| overlap(&date.range, &quantity.range))
            })
            .collect();
        Self {
            quantities,
            names: name::names(text, &words),
            quotations: quotation::quotations(text),
            negations: polarity::negations(text, &words),
            hedges: modality::hedges(text, &words),
            dates,
            words,
        }
    }
}

/// Whether two ranges share a byte.
pub fn overlap(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
