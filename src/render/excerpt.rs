//! A long passage shortened to the words that matter.

use std::{collections::HashMap, ops::Range};

use rustc_hash::FxBuildHasher;
use smol_str::SmolStr;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::wrap::shorten;
use crate::text::words;

/// At most about `width` columns of a text around a range of its bytes, with `…` where something was left out.
pub(super) fn around(text: &str, focus: Range<usize>, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let focus = floor(text, focus.start)..floor(text, focus.end.max(focus.start));
    // A third of the room goes before the focus, the rest after it.
    let room = width.saturating_sub(text[focus.clone()].width());
    let start = back(text, focus.start, room / 3);
    let lead = if start > 0 { "…" } else { "" };
    let shown = shorten(&text[start..], width.saturating_sub(lead.width()));
    format!("{lead}{}", shown.trim_start())
}

/// The bytes of a passage from the first to the last word of the stretch that shares most different words with the claim.
pub(super) fn shared(passage: &str, claim: &str) -> Range<usize> {
    const STRETCH: usize = 24;
    let mut wanted: HashMap<SmolStr, usize, FxBuildHasher> =
        words(claim).into_iter().filter(|word| !word.is_stop()).map(|word| (word.stem, 0)).collect();
    let words = words(passage);
    let (mut inside, mut most, mut last) = (0, 0, 0);
    for (index, word) in words.iter().enumerate() {
        if let Some(seen) = wanted.get_mut(&word.stem) {
            *seen += 1;
            inside += usize::from(*seen == 1);
        }
        if let Some(seen) = index.checked_sub(STRETCH).and_then(|gone| wanted.get_mut(&words[gone].stem)) {
            *seen -= 1;
            inside -= usize::from(*seen == 0);
        }
        if inside > most {
            (most, last) = (inside, index);
        }
    }
    let stretch = last.saturating_sub(STRETCH - 1)..=last;
    let first = stretch.clone().find(|index| words.get(*index).is_some_and(|word| wanted.contains_key(&word.stem)));
    match (first.and_then(|index| words.get(index)), words.get(last)) {
        (Some(first), Some(last)) if most > 0 => first.range.start..last.range.end,
        _ => 0..0,
    }
}

/// The start of the first word of the last `width` columns before a position; the position itself if no word fits.
fn back(text: &str, position: usize, width: usize) -> usize {
    let mut start = position;
    let mut used = 0;
    for (at, character) in text[..position].char_indices().rev() {
        used += character.width().unwrap_or(0);
        if used > width {
            return start;
        }
        if character == ' ' {
            start = at + 1;
        }
    }
    0
}

/// The last start of a character up to a position.
pub(super) fn floor(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::{around, shared};

    const PASSAGE: &str = "So I think that on balance this has been a very good year for open source, and I expect that \
                           the next one will be good as well, though nobody can be sure of it at this point";

    #[test]
    fn the_focus_is_shown_with_some_words_before_it() {
        let at = PASSAGE.find("very good year").unwrap();
        let shown = around(PASSAGE, at..at + 14, 44);
        assert_eq!(shown, "…been a very good year for open source,…");
        assert_eq!(around("short", 0..5, 44), "short");
        assert_eq!(around(PASSAGE, 0..0, 20), "So I think that on…");
    }

    #[test]
    fn the_stretch_that_shares_most_words_is_found() {
        let range = shared(PASSAGE, "It was a good year for open source");
        assert_eq!(&PASSAGE[range], "good year for open source");
        assert_eq!(shared(PASSAGE, "Bananas"), 0..0);
        assert_eq!(shared("", ""), 0..0);
    }

    proptest! {
        #[test]
        fn no_text_and_no_focus_is_too_odd(text in "\\PC{0,120}", start in 0usize..200, length in 0usize..90, width in 2usize..60) {
            prop_assert!(around(&text, start..start + length, width).width() <= width.max(2));
            let found = shared(&text, &text);
            prop_assert!(text.get(found).is_some());
        }
    }

    #[test]
    fn a_focus_outside_the_text_is_no_panic() {
        assert!(around("ééééé éééé ééééé", 7..900, 6).ends_with('…'));
        assert!(!around("ééééé éééé ééééé", 1..3, 6).is_empty());
    }
}
