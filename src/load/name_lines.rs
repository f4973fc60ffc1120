//! `text/name-lines`: names on lines of their own, the words under them; headings between the turns.

use super::{labelled, lines::Lines, roster};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "text/name-lines";

/// How sure it is that the text is of this dialect, 0 to 1.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let roster = roster::own_lines(lines);
    if roster.distinct >= 2 && roster.most >= 2 { (lines.share(roster.count) * 2.0).clamp(0.12, 0.9) } else { 0.0 }
}

/// Reads it: a name opens a turn.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    labelled::read(lines, &roster::own_lines(lines), NAME, false)
}
