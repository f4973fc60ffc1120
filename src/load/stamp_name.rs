//! `text/stamp-name`: `[00:14] Name: text`, `[00:14] **Name**: text`, `Name (00:12:34): text`.
//!
//! Recognisers restart stamp and name with every sentence, so lines of one speaker in a row are one turn; each keeps its time.

use super::{head::Form, labelled, lines::Lines};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "text/stamp-name";

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let sure = lines.roster().confidence(lines, |head| head.time.is_some() && head.body > 0);
    let otter = lines.roster().confidence(lines, |head| head.form == Form::Stamped);
    if sure > otter { (sure + 0.01).min(1.0) } else { 0.0 }
}

/// Reads it: a new name opens a turn.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    labelled::read(lines, lines.roster(), NAME, true)
}
