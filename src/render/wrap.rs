//! Text fitted into columns, by the width that characters take on a terminal.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The lines of a text, each at most `width` columns wide. Breaks at spaces; a word that is wider than a line is cut.
///
/// Line breaks in the text are kept. At a width of one, a wide character still takes two columns.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let needed = word.width();
            if used > 0 && used + 1 + needed <= width {
                line.push(' ');
                line.push_str(word);
                used += 1 + needed;
                continue;
            }
            if used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if needed <= width {
                line.push_str(word);
                used = needed;
                continue;
            }
            for grapheme in word.graphemes(true) {
                let needed = grapheme.width();
                if used > 0 && used + needed > width {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += needed;
            }
        }
        lines.push(line);
    }
    lines
}

/// The text cut to at most `width` columns, with `…` where something was left out; cut after a word if one ends in time.
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used + 1 > width {
            break;
        }
        kept.push_str(grapheme);
    }
    if let Some((whole_words, rest)) = kept.rsplit_once(' ')
        && rest.width() < width / 3
    {
        kept.truncate(whole_words.len());
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{shorten, wrap};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrap("第一次采访很长", 6), ["第一次", "采访很", "长"]);
        assert_eq!(wrap("a\n\nb", 6), ["a", "", "b"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn what_is_cut_is_marked() {
        assert_eq!(shorten("one two three", 20), "one two three");
        assert_eq!(shorten("one two three", 10), "one two…");
        assert_eq!(shorten("第一次采访很长", 7), "第一次…");
        assert_eq!(shorten("abc", 0), "…");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_word_is_lost(text in "\\PC{0,80}", width in 2usize..40) {
            let lines = wrap(&text, width);
            for line in &lines {
                prop_assert!(line.width() <= width || line.graphemes(true).count() == 1, "{line:?}");
            }
            let joined: String = lines.concat().chars().filter(|c| *c != ' ').collect();
            let wanted: String = text.chars().filter(|c| *c != ' ' && *c != '\n').collect();
            prop_assert_eq!(joined, wanted);
        }
    }
}
