//! `lrc`: lines behind `[mm:ss.xx]`, with tags such as `[ti:Title]` above them.

use super::{lines::Lines, page::Page, stamp};
use crate::transcript::{TimeRange, Transcript};

pub(super) const NAME: &str = "lrc";

/// The tags of the head.
const TAGS: [&str; 11] =
    ["[ar:", "[ti:", "[al:", "[au:", "[by:", "[re:", "[ve:", "[la:", "[length:", "[offset:", "[tool:"];

/// How sure it is that the text is LRC: it starts with a tag, or every line with a stamp that words follow at once.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let filled = || lines.rows.iter().filter(|row| !row.is_blank());
    let tagged = filled().next().is_some_and(|row| tag(row.text));
    let stamped = filled().filter(|row| time(row.text).is_some()).count();
    let tight = filled().filter(|row| time(row.text).is_some_and(|(_, at)| !row.text[at..].starts_with(' '))).count();
    match () {
        () if tagged && stamped > 0 => 0.98,
        () if tight >= 3 && tight * 10 >= lines.filled * 9 => 0.9,
        () => 0.0,
    }
}

fn tag(text: &str) -> bool {
    text.ends_with(']') && TAGS.iter().any(|tag| text.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)))
}

/// The stamp `[mm:ss.xx]` at the start of a line, and its length.
fn time(text: &str) -> Option<(TimeRange, usize)> {
    let close = text.strip_prefix('[')?.bytes().take(12).position(|b| b == b']')? + 1;
    let inner = text.get(1..close)?;
    let (start, length) = stamp::clock(inner)?;
    (length == inner.len() && inner.contains('.')).then_some((TimeRange { start, end: None }, close + 1))
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    for row in lines.rows.iter().filter(|row| !row.is_blank()) {
        let Some((first, mut at)) = time(row.text) else {
            page.skip(row.span(), if tag(row.text) { "file header" } else { "line without a time" });
            continue;
        };
        // A line that is sung again has a stamp for each time.
        while let Some((_, length)) = row.text.get(at..).and_then(time) {
            at += length;
        }
        let words = row.from(at);
        if !words.is_blank() {
            page.cue(Some(first), None);
            page.caption(words.span(), false);
        }
    }
    page.cues(NAME)
}
