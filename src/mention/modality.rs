//! How sure, how settled: hedges, plans, questions.

use std::ops::Range;

use crate::text::Word;

/// A word or phrase that tells how sure or settled a statement is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What it does to the statement.
    pub modality: Modality,
}

/// How sure or settled a statement is, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// "might", "could", "maybe", "possibly".
    Possible,
    /// "I guess", "I think", "probably", "likely".
    Probable,
    /// "plans to", "hopes", "wants to", "aims".
    Intended,
    /// "will", "is going to".
    Future,
    /// "certainly", "definitely", "proved".
    Certain,
}

/// The hedges of a text, in order.
pub fn hedges(_text: &str, _words: &[Word]) -> Vec<Hedge> {
    Vec::new()
}
