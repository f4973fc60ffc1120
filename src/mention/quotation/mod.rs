//! Words between quotation marks, and whether they were said.
//!
//! - [`quotations`] finds them: straight, curly, angled and low marks, also mixed; of nested ones the outermost.
//! - [`QuoteIndex`] holds what was said, [`verify`] compares a quotation with it.
//!
//! Not all that stands in marks is claimed to have been spoken. [`Use`] tells it apart by what stands around and inside:
//!
//! 1. after a word of naming ("called", "dubbed", "titled", "so-called"): a title when its words have capitals, else a term;
//! 2. every word with a capital, no sentence inside, and three words or no verb of saying before it: a title;
//! 3. three words and more, or after a verb of saying, or with the marks of a sentence inside: speech;
//! 4. the rest, one or two words: a term.

mod find;
mod index;
mod usage;
mod verify;

pub use find::quotations;
pub use index::QuoteIndex;
pub use verify::{Change, ChangeKind, Verified, verify};

use std::ops::Range;

/// Quoted words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The bytes of the text, marks included.
    pub range: Range<usize>,
    /// The bytes between the marks.
    pub inner: Range<usize>,
    /// What the marks are for.
    pub usage: Use,
}

/// What quotation marks are used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Use {
    /// Words that are claimed to have been spoken.
    Speech,
    /// A word or two that is coined, doubted or talked about.
    Term,
    /// The name of a work, a product, a project.
    Title,
}
