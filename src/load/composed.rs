//! Files whose letters and accents are written apart ("e" and a combining accent), as some systems write them: read as a page on which they
//! are one character, so that no reader need know of it.

use std::sync::Arc;

use super::page::Page;
use crate::{
    source::{Source, Span},
    text::is_composed,
};

/// The page of such a file; `None` for any other, which is nearly all.
pub(super) fn page(source: &Arc<Source>, within: Span) -> Option<Page<'_>> {
    (!is_composed(source.slice(within))).then(|| Page::composed(source, within))
}
