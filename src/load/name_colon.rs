//! `text/name-colon`: `Name: text`, `Name (Acme): text`, `Name [2:11]: text`, `#Person1#: text`, one turn a label.

use super::{head::Form, labelled, lines::Lines, roster::Roster};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "text/name-colon";

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let roster = lines.roster();
    let untimed =
        |roster: &Roster| roster.heads.iter().flatten().filter(|head| head.time.is_none()).count() * 2 > roster.count;
    if untimed(roster) { roster.confidence(lines, |head| matches!(head.form, Form::Colon | Form::Tight)) } else { 0.0 }
}

/// Reads it: a labelled line opens a turn, a line without a label goes on with it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    labelled::read(lines, lines.roster(), NAME, false)
}
