//! Sentences: UAX 29 boundaries with a repair layer.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text as byte ranges, in order, without surrounding white space; blank ones are left out.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    text.split_sentence_bound_indices()
        .filter_map(|(start, part)| {
            let lead = part.len() - part.trim_start().len();
            let trimmed = part.trim();
            (!trimmed.is_empty()).then(|| start + lead..start + lead + trimmed.len())
        })
        .collect()
}
