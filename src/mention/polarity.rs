//! Negations and what they deny.

use std::ops::Range;

use crate::text::Word;

/// A negation with its scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Negation {
    /// The bytes of the negating word ("not", "never", "without", "fails to").
    pub range: Range<usize>,
    /// The bytes of what it denies: to the end of its clause.
    pub scope: Range<usize>,
}

/// The negations of a text, in order.
pub fn negations(_text: &str, _words: &[Word]) -> Vec<Negation> {
    Vec::new()
}
