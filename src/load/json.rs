//! `json`: a JSON document, of which no kind is read yet. It is known so that its keys and brackets are not taken for speech.

use serde::de::IgnoredAny;

use super::{lines::Lines, markup::Dress, reading::Reading};
use crate::transcript::Transcript;

pub(super) const NAME: &str = "json";

/// 1 if the whole text is a JSON object or list, else 0.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    let mut filled = lines.rows.iter().filter(|row| !row.is_blank());
    let Some(first) = filled.next() else { return 0.0 };
    let last = filled.next_back().unwrap_or(first);
    let bracketed = first.text.starts_with(['{', '[']) && last.text.ends_with(['}', ']']);
    let text = lines.source.slice(first.span().cover(last.span()));
    f32::from(bracketed && serde_json::from_str::<IgnoredAny>(text).is_ok())
}

/// Leaves all of it out.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut reading = Reading::new(lines, NAME, Dress::Plain);
    for row in &lines.rows {
        reading.skip(row.span(), "JSON of a kind that is not read");
    }
    reading.finish()
}
