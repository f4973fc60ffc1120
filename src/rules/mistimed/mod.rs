//! Said at another time than the summary says.

pub mod misplaced_chapter;
pub mod wrong_timecode;

mod offset;
pub(super) mod place;

pub use offset::{Offset, settle};

use super::{Context, Fault, Spoken};
use crate::finding::{Confidence, Severity};
use place::{Elsewhere, when};

/// Whether a claim is the first of an item with so many content words: the sentences of an item have one time and are judged together,
/// and the first speaks for them.
fn speaks_for_item(context: &Context, words: usize) -> bool {
    context.index == 0 && context.item.iter().map(|part| part.alignment.all().len()).sum::<usize>() >= words
}

/// The fault that an item is said at another place.
fn fault_at(context: &Context, place: &Elsewhere, severity: Severity, given: &str) -> Fault {
    let sentence = context.talk.sentences.get(place.sentence);
    Fault {
        range: 0..context.text().len(),
        severity,
        confidence: if place.share >= 0.8 { Confidence::High } else { Confidence::Medium },
        message: format!("{given} is said {} ({})", when(place.said), context.cite(place.sentence)),
        found: sentence.map(|said| Spoken { sentence: place.sentence, range: 0..said.text.len() }),
        suggestion: None,
    }
}
