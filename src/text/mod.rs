//! Words, and nothing about transcripts or summaries: text that keeps its way back to the original bytes, sentences, words.
//!
//! - [`Flow`] is text gathered from several places of a file (hard-wrapped lines, subtitle cues) as one string.
//! - [`sentences`] cuts a text into sentences, [`words`] into words with their stems.
//! - [`fold`] holds what counts as the same character when words are compared.

mod bounds;
mod closest;
mod compose;
mod flow;
pub mod fold;
pub mod kinds;
pub mod opposites;
mod sentence;
mod stem;
mod word;

pub use closest::{closest, did_you_mean};
pub use compose::{composed, is_composed};
pub use flow::{Flow, Piece};
pub use sentence::sentences;
pub use stem::{is_irregular, stem};
pub use word::{Word, is_frame_stem, is_stop_word, pieces, words};
