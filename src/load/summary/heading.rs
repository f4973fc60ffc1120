//! Which lines are headings: by their form, and by their place among the other blocks.

use super::{
    block::{Block, Kind, PLAIN, TITLE},
    inline::is_emoji,
};

/// Whether a line ends like a sentence; an emoji at its end counts.
pub(super) fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || "\"”’')]*_»".contains(c));
    bare.ends_with(['.', '!', '?', '…', ';']) || bare.ends_with(is_emoji)
}

/// Whether a line could be a heading by its form: short, begins like one, does not end like a sentence.
pub(super) fn looks_like_heading(text: &str) -> bool {
    let words = text.split_whitespace().take(16).count();
    let starts = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    let open_end = !ends(text) || (text.ends_with('?') && words <= 12);
    (1..16).contains(&words)
        && text.len() <= if text.contains("](") { 400 } else { 120 }
        && starts
        && open_end
        && !text.ends_with(',')
}

/// Whether a whole line is bold.
pub(super) fn is_bold(text: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        text.trim_end_matches(':')
            .strip_prefix(mark)
            .and_then(|t| t.strip_suffix(mark))
            .is_some_and(|inner| !inner.contains(mark) && inner.contains(char::is_alphabetic) && inner.len() < 150)
    })
}

/// Settles the headings that only their place makes such: what has nothing under it is an item of a list without marks, and the
/// first ones of a page are its titles.
pub(super) fn settle(blocks: &mut [Block]) {
    let plain = |block: &Block| matches!(block.kind, Kind::Heading { marked: false, .. });
    let skipped = |block: &Block| matches!(block.kind, Kind::Skip(_));
    if blocks.iter().filter(|block| !skipped(block)).count() == 1 {
        // One line that does not end like a sentence is all there is.
        blocks.iter_mut().filter(|block| plain(block)).for_each(|block| block.kind = Kind::Prose);
    }
    let mut at = 0;
    let mut begun = false;
    while at < blocks.len() {
        let run = blocks[at..].iter().take_while(|block| plain(block) || skipped(block)).count();
        let titles: Vec<usize> = (at..at + run).filter(|index| plain(&blocks[*index])).collect();
        let count = titles.len();
        let under = at + run < blocks.len();
        let kept = match (begun, under) {
            (false, true) if count <= 4 => 0..count,
            (false, _) => 0..1,
            (true, true) => {
                if count <= 2 {
                    0..count
                } else {
                    count - 1..count
                }
            }
            (true, false) => 0..0,
        };
        for (index, title) in titles.iter().enumerate() {
            let is_title = !begun && count > 1 && (index + 1 < kept.end || !under);
            let level = if is_title { TITLE } else { PLAIN };
            let keeps = kept.contains(&index);
            blocks[*title].kind = if keeps { Kind::Heading { level, marked: false } } else { Kind::Item };
        }
        begun |= run > 0 || under;
        at += run + 1;
    }
}
