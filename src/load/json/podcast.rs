//! Podcasting 2.0: transcripts whose segments have a `body`, sometimes of one word.

use super::{script::Script, shape::Shape, tree::Node};

const SEGMENTS: Shape<'static> = Shape {
    utterances: "segments.*",
    text: &["body"],
    speaker: &["speaker"],
    start: &["startTime"],
    end: &["endTime"],
    ..Shape::NONE
};

/// Segments with a body.
pub(super) fn detect(root: &Node<'_>) -> bool {
    SEGMENTS.fits(root)
}

/// Reads segments.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    SEGMENTS.read(root, script);
}
