//! Names: sequences of capitalised words, product names ("o4-mini", "GPT-o1"), acronyms.

use std::ops::Range;

use crate::text::Word;

/// A name as written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Its words, folded, possessive endings dropped.
    pub parts: Vec<String>,
    /// Whether it only looks like a name because a sentence starts there.
    pub initial: bool,
}

/// The names of a text, in order, not overlapping.
pub fn names(_text: &str, _words: &[Word]) -> Vec<Name> {
    Vec::new()
}
/// Names of a talk.
pub struct NameIndex;
/// Presence.
pub enum Presence {
    /// x
    Present,
    /// x
    Absent,
    /// x
    Part(String),
    /// x
    Alike(String),
}
impl NameIndex {
    /// x
    pub fn new<'a>(_texts: impl Iterator<Item = &'a str>) -> Self {
        Self
    }
    /// x
    pub fn lookup(&self, _name: &Name) -> Presence {
        Presence::Present
    }
}

/// rel
#[derive(PartialEq, Eq)]
pub enum Relation {
    /// x
    Same,
    /// x
    Part,
    /// x
    Alike,
    /// x
    Different,
}
/// x
pub fn relation(_a: &Name, _b: &Name) -> Relation {
    Relation::Different
}
