//! Words between quotation marks.

use std::ops::Range;

/// Quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The bytes of the text, marks included.
    pub range: Range<usize>,
    /// The bytes between the marks.
    pub inner: Range<usize>,
}

/// The quotations of a text, in order, not overlapping.
pub fn quotations(_text: &str) -> Vec<Quotation> {
    Vec::new()
}
/// Quotes.
pub struct QuoteIndex;
