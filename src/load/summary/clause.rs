//! An item into claims: sentences, then parts between semicolons, then clauses that state something of their own.

use std::ops::Range;

use crate::text::{fold::fold, is_stop_word, sentences};

use super::lexicon::{self, Verb, bare};

/// The fewest content words that a part may have.
const CONTENT: usize = 4;

/// Sentences cut only for their length are put together again up to this many bytes.
const LONG: usize = 900;

/// The claims of an item as byte ranges of its text.
pub(super) fn claims(text: &str) -> Vec<Range<usize>> {
    let inside = enclosed(text);
    let held =
        |at: usize| inside.get(inside.partition_point(|range| range.end <= at)).is_some_and(|range| range.start < at);
    let mut whole: Vec<Range<usize>> = Vec::new();
    for sentence in sentences(text) {
        match whole.last_mut() {
            Some(last) if held(sentence.start) => last.end = sentence.end,
            Some(last) if was_cut(&text[last.clone()]) && sentence.end - last.start < LONG => last.end = sentence.end,
            _ => whole.push(sentence),
        }
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in whole {
        for part in parts(text, sentence, &held) {
            found.push(part);
        }
    }
    found.retain(|range| text[range.clone()].contains(char::is_alphabetic));
    found
}

/// Whether a sentence has no end of its own, so that only its length ended it.
fn was_cut(sentence: &str) -> bool {
    let body = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && !".?!…:;".contains(c));
    !body.ends_with(['.', '?', '!', '…', ':', ';'])
}

/// One sentence, cut at semicolons and before clauses of their own.
fn parts(text: &str, sentence: Range<usize>, held: &impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = sentence.start;
    for (offset, mark) in text[sentence.clone()].match_indices([';', ',']) {
        let at = sentence.start + offset;
        let after = at + mark.len();
        if held(at) || at < start {
            continue;
        }
        let (left, right) = (&text[start..at], &text[after..sentence.end]);
        let cut = match mark {
            ";" => right.starts_with(char::is_whitespace) && content(left) >= 2 && content(right) >= 2,
            _ => {
                right.starts_with(char::is_whitespace)
                    && content(left) >= CONTENT
                    && states_own(right, &text[start..at])
            }
        };
        if cut {
            parts.push(start..start + left.trim_end().len());
            start = after + right.len() - right.trim_start().len();
        }
    }
    parts.push(start..sentence.end);
    parts
}

/// Whether words after a comma are a clause with a subject and a verb of its own, joined by "while", "but" and the like.
fn states_own(right: &str, left: &str) -> bool {
    let (right, left) = (opening(right), opening(left));
    let mut words = right.split_whitespace().take(12);
    let joins =
        words.next().is_some_and(|w| ["while", "whereas", "although", "though", "but"].contains(&fold(w).as_str()));
    let first = left.split_whitespace().next().map(fold).unwrap_or_default();
    // "While A, but B", "If A, B" and "For A, but B" hang together.
    let hangs = ["while", "whereas", "although", "though", "if", "when", "for", "with", "since", "because"];
    if !joins || hangs.contains(&first.as_str()) || content(right) < CONTENT {
        return false;
    }
    let words: Vec<&str> = words.collect();
    let subject = words.first().copied().unwrap_or_default();
    if lexicon::bars_clause(subject) || (subject.ends_with("ing") && subject.len() > 4) || subject.ends_with("ed") {
        return false;
    }
    let pronoun = lexicon::is_subject(subject);
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|i| words.get(i)).copied().unwrap_or_default();
        let folded = fold(bare(word));
        if index > 0 {
            let plural = before.ends_with('s') || ["they", "we", "you", "i", "people"].contains(&fold(before).as_str());
            let single = lexicon::is_subject(before) || before.starts_with(char::is_uppercase);
            let found = match lexicon::verb(word) {
                Some(Verb::Finite | Verb::Says) => true,
                Some(Verb::Plans) => single,
                Some(Verb::Base) => plural && !before.ends_with("'s") && !before.ends_with("’s"),
                Some(Verb::Past) => single || plural,
                None => false,
            };
            if found {
                return true;
            }
        } else if !pronoun && matches!(lexicon::verb(word), Some(Verb::Finite)) {
            return false;
        }
        let ends = word.ends_with([',', ';', ':', ')']);
        if ends || ["that", "which", "who", "whose", "to", "than"].contains(&folded.as_str()) && index > 0 {
            return false;
        }
    }
    false
}

/// The first few hundred bytes: enough to judge by, however long the text is.
fn opening(text: &str) -> &str {
    let mut end = text.len().min(500);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// The number of words that carry content; counting stops when there are plenty.
fn content(text: &str) -> usize {
    opening(text)
        .split_whitespace()
        .take(40)
        .filter(|word| word.contains(char::is_alphanumeric) && !is_stop_word(&fold(bare(word))))
        .take(CONTENT)
        .count()
}

/// The stretches between quotation marks and brackets, outermost only, in order.
fn enclosed(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // What closes it, and where it opened.
    let mut open: Option<(char, usize)> = None;
    let mut depth = 0usize;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, c)| *c);
        if let Some((close, start)) = open {
            depth += usize::from(close != '"' && c == opener(close));
            if c == close && (close != '"' || !before.is_whitespace() || after.is_whitespace()) {
                if depth == 0 {
                    found.push(start..at + c.len_utf8());
                    open = None;
                } else {
                    depth -= 1;
                }
            }
        } else {
            let close = match c {
                '“' => Some('”'),
                '«' => Some('»'),
                '(' => Some(')'),
                '[' => Some(']'),
                '"' if !before.is_alphanumeric() && !after.is_whitespace() => Some('"'),
                _ => None,
            };
            open = close.map(|close| (close, at));
            depth = 0;
        }
        before = c;
    }
    found
}

fn opener(close: char) -> char {
    match close {
        '”' => '“',
        '»' => '«',
        ')' => '(',
        _ => '[',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_cut_where_a_new_statement_starts() {
        for line in [
            "The farm grew in spring. ⏐It shrank in autumn.",
            "Prices for apples rose by five percent; ⏐pear prices fell again.",
            "Acme builds three large pumps this year, ⏐while export rules force rivals like Bolt to wait for parts.",
            "Acme builds pumps this year, while waiting for parts from overseas rivals.",
            "The plan helps big farms in the north, ⏐though small growers remain poor and without water.",
            "The plan helps big farms in the north, though only a little and mainly in spring.",
            "She said “we grew. We shrank; we wait, but nobody knows the reason why.” ⏐Then she left.",
            "The plan (cheap; fast, but nobody wants it here in town) was dropped by the board.",
            "He likes it, but she does not.",
            "Rain fell on northern fields, ⏐but Acme plans to water southern orchards anyway.",
            "Rain fell on northern fields, but not enough water reached southern orchards.",
            "If rain falls on all northern fields, while nobody pays, the farm is lost.",
            "An open \" mark here. ⏐Then more text follows.",
        ] {
            let text = line.replace('⏐', "");
            let expected: Vec<&str> = line.split('⏐').map(|part| part.trim().trim_end_matches([',', ';'])).collect();
            let found: Vec<&str> = claims(&text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected);
        }
    }
}
