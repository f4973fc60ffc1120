//! Sentence boundaries by Unicode's rules (UAX 29), with a short way for the characters of most text.

use unicode_segmentation::UnicodeSegmentation;

/// Where sentences start by Unicode's rules, ascending; repairs are made elsewhere.
pub(super) fn starts(text: &str) -> Vec<usize> {
    if text.chars().all(is_usual) {
        usual_starts(text)
    } else {
        text.split_sentence_bound_indices().map(|(start, _)| start).collect()
    }
}

/// Characters whose part in the rules is known here: ASCII, and the typographic marks of English. The latter are closing marks,
/// dashes that let a sentence go on, or nothing.
fn is_usual(c: char) -> bool {
    c.is_ascii() || is_quote(c) || matches!(c, '–' | '—' | '…' | '•')
}

fn is_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”')
}

fn is_close(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}') || is_quote(c)
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{b}' | '\u{c}')
}

/// Whether a sentence goes on before a character that follows its end: a comma, a dash and the like, or another end.
fn goes_on(c: char) -> bool {
    matches!(c, ',' | '-' | ':' | ';' | '–' | '—' | '.' | '!' | '?')
}

/// The rules for text of usual characters only.
fn usual_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = Vec::new();
    starts.extend((!text.is_empty()).then_some(0));
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|b| b".!?\r\n".contains(b))) {
        let mark = at + found;
        let next = bytes.get(mark + 1).copied();
        at = mark + 1;
        match bytes.get(mark) {
            Some(b'\r') if next == Some(b'\n') => {
                at += 1;
                starts.push(at);
            }
            Some(b'\r' | b'\n') => starts.push(at),
            // "3.5", "U.S"
            Some(b'.') if next.is_some_and(|b| b.is_ascii_digit()) => {}
            Some(b'.')
                if next.is_some_and(|b| b.is_ascii_uppercase())
                    && mark.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphabetic) => {}
            stop => {
                let rest = text.get(at..).unwrap_or_default();
                let after = rest.trim_start_matches(is_close).trim_start_matches(is_space);
                at = text.len() - after.len();
                let open = after.starts_with(|c| c == '\r' || c == '\n' || goes_on(c))
                    || stop == Some(&b'.') && leads_to_lower(after);
                if !open {
                    starts.push(at);
                }
            }
        }
    }
    starts.retain(|start| *start < text.len());
    starts
}

/// Whether the first letter is a small one, before any other end.
fn leads_to_lower(text: &str) -> bool {
    let tells = |c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '!' | '?' | '\r' | '\n');
    text.chars().find(|c| tells(*c)).is_some_and(|c| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_is_that_of_unicode() {
        let unicode = |text: &str| text.split_sentence_bound_indices().map(|(start, _)| start).collect::<Vec<_>>();
        // Every string of up to five of these.
        let alphabet = ['a', 'A', '1', '.', '?', '\'', '”', ' ', ',', '\r', '\n', '…'];
        let mut texts = vec![String::new()];
        let mut from = 0;
        for _ in 0..5 {
            let to = texts.len();
            for index in from..to {
                texts.extend(alphabet.map(|c| format!("{}{c}", texts[index])));
            }
            from = to;
        }
        for text in &texts {
            assert_eq!(usual_starts(text), unicode(text), "{text:?}");
        }
        // Every usual character, after an end and before one.
        let usual = (0..0x3000).filter_map(char::from_u32).filter(|c| is_usual(*c));
        for c in usual {
            for (a, b) in
                [("A b.", "A"), ("a. ", "b"), ("a. ", "B"), ("a?", " B"), ("a", ".b"), ("a", ".B"), ("A.’", ". a")]
            {
                let text = format!("{a}{c}{b} c.{c} D");
                assert_eq!(usual_starts(&text), unicode(&text), "{text:?}");
            }
        }
    }
}
