//! `text/otter`: `Name  0:03` on a line of its own or in front of text, as Otter and its like export.

use super::{head::Form, labelled, lines::Lines};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "text/otter";

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let share = lines.roster().confidence(lines, |head| head.form == Form::Stamped);
    (share * 2.0).min(1.0)
}

/// Reads it: name and stamp open a turn.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    labelled::read(lines, lines.roster(), NAME, false)
}
