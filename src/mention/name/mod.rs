//! Names: sequences of capitalised words, product names ("o4-mini", "GPT-o1"), acronyms.
//!
//! - [`names`] finds them in a text.
//! - [`relation`] tells how two of them stand to each other: the same, one a part of the other, alike in sound, different.
//! - [`NameIndex`] tells whether a name occurs in a transcript, however speech recognition wrote it.
//!
//! A capital letter proves a name only where a lower-case one was possible. At the start of a sentence, and anywhere in a
//! title in which every word is capitalised, a name is returned with [`Name::initial`] set: it may be a common word.

mod find;
mod forms;
mod index;
mod lists;
mod other;
mod relation;
mod shape;
mod sound;
mod token;

pub use find::names;
pub use index::{NameIndex, Presence};
pub(crate) use lists::{is_common, small_number};
pub use other::OtherNames;
pub use relation::{Relation, relation, same};

use std::{ops::Range, sync::Arc};

/// A name as written in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The bytes of the text, without honorific and possessive ending.
    pub range: Range<usize>,
    /// Its words, folded; possessive and plural endings and the points of acronyms dropped.
    pub parts: Vec<String>,
    /// Whether it only looks like a name because of where it stands: first in a sentence, or in a title.
    pub initial: bool,
    /// What kind of name it is, by its shape.
    pub kind: NameKind,
    /// The forms of its parts in which it is compared.
    forms: Arc<forms::Forms>,
}

/// What kind of name it is, by its shape; "plain" where the shape tells nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// Capitalised words: "Oxford", "Mark Zuckerberg".
    Plain,
    /// Capitalised words after an honorific: the "Okafor" of "Dr. Okafor".
    Person,
    /// Capital letters only: "AI", "U.S.".
    Acronym,
    /// With digits or inner capitals: "o4-mini", "Llama 4", "iPhone".
    Product,
    /// An inhabitant, a language, what belongs to a place: "American".
    Demonym,
}

impl Name {
    /// The form in which names are compared: the parts in one string, accents off, small numbers as digits ("llama4").
    pub fn key(&self) -> String {
        self.forms.whole.key.clone()
    }
}
