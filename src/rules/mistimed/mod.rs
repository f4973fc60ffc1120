//! Said at another time than the summary says.

pub mod misplaced_chapter;
pub mod wrong_timecode;

mod offset;
pub(super) mod place;

pub use offset::{Offset, settle};

use super::{Context, Spoken};

/// All of a sentence of the talk.
fn whole_sentence(context: &Context, sentence: usize) -> Option<Spoken> {
    Some(Spoken { sentence, range: 0..context.talk.sentences.get(sentence)?.text.len() })
}
