//! `md/bold-name`: `**Name:** text`, `**Name**: text`, `**Name**` above paragraphs or list items.

use super::{head::Form, labelled, lines::Lines};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "md/bold-name";

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    lines.roster().confidence(lines, |head| head.form == Form::Bold)
}

/// Reads it: a bold name opens a turn.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    labelled::read(lines, lines.roster(), NAME, false)
}
