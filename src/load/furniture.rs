//! Lines that are no speech wherever they stand: rules, tables, images, template tags, notices of tools, footers.

use std::sync::LazyLock;

use super::lines::Row;
use crate::text::fold::fold;

/// One entry of the table of phrases.
struct Phrase {
    tail: bool,
    whole: bool,
    words: &'static str,
    reason: &'static str,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    include_str!("furniture.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (place, shape) = (cells.next()?, cells.next()?);
            Some(Phrase { tail: place == "tail", whole: shape == "line", words: cells.next()?, reason: cells.next()? })
        })
        .collect()
});

/// Why a line is no speech, judged by its shape alone.
pub(super) fn shape(text: &str) -> Option<&'static str> {
    let bare = text.trim_matches(['*', '_', ' ']);
    if text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | ' ')) {
        return Some("rule");
    }
    if text.starts_with("![") && text.ends_with(')') {
        return Some("image");
    }
    if (text.starts_with("{%") && text.ends_with("%}")) || (text.starts_with("{{") && text.ends_with("}}")) {
        return Some("template tag");
    }
    if is_table_row(text) {
        return Some("table");
    }
    let address = bare.trim_matches(['<', '>']);
    if (address.starts_with("https://") || address.starts_with("http://")) && !address.contains(char::is_whitespace) {
        return Some("link");
    }
    if matches!(bare.trim_end_matches(':').trim_end_matches('*'), "Break" | "BREAK") {
        return Some("break");
    }
    None
}

/// Whether a line is a row of a Markdown table.
pub(super) fn is_table_row(text: &str) -> bool {
    (text.starts_with('|') && text.get(1..).is_some_and(|rest| rest.contains('|')))
        || (text.contains('|') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')))
}

/// Why a line is no speech, by the phrases that tools write; those of a footer count only where `tail` is set.
pub(super) fn notice(text: &str, tail: bool) -> Option<&'static str> {
    if text.len() > 400 {
        return None;
    }
    let folded = fold(text.trim_matches(['*', '_', '#', ' ']));
    PHRASES
        .iter()
        .filter(|phrase| tail || !phrase.tail)
        .find(|phrase| if phrase.whole { folded == phrase.words } else { folded.starts_with(phrase.words) })
        .map(|phrase| phrase.reason)
}

/// Where a footer starts that is glued to the end of a line of speech ("Thank you.Share this post").
pub(super) fn glued_footer(text: &str) -> Option<usize> {
    let from = text.len().saturating_sub(40);
    let ends =
        text.char_indices().rev().take_while(|(at, _)| *at >= from).filter(|(_, c)| matches!(c, '.' | '?' | '!'));
    let at = ends.map(|(at, _)| at + 1).next()?;
    let rest = fold(text.get(at..)?.trim());
    PHRASES.iter().any(|p| p.tail && p.whole && p.words.contains(' ') && rest == p.words).then_some(at)
}

/// The line at which the footer starts: the first notice of one from line `after` on, or the end.
pub(super) fn footer(rows: &[Row<'_>], after: usize) -> usize {
    let found = rows
        .iter()
        .enumerate()
        .skip(after)
        .find(|(_, row)| !row.is_blank() && notice(row.text, true) == Some("footer"));
    found.map_or(rows.len(), |(index, _)| index)
}
