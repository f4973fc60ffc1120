//! Letters and their accents as one character (Unicode's form NFC): "e" and a combining acute accent are "é".

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use super::Flow;

/// Whether every letter is one with its accents, as in nearly all text.
pub fn is_composed(text: &str) -> bool {
    // Nothing below U+0300 is ever changed, nor the typographic marks, which share their first byte with a few rare letters.
    text.bytes().all(|byte| byte < 0xcc || byte == 0xe2) || is_nfc(text)
}

/// A text with its letters composed.
pub fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_composed(&text) { text } else { Cow::Owned(text.nfc().collect()) }
}

impl Flow {
    /// The same words with their letters composed; each new one stands for the bytes of letter and accents.
    #[must_use]
    pub fn composed(self) -> Self {
        if is_composed(self.text()) {
            return self;
        }
        let mut out = Self::default();
        let mut kept = 0;
        for (at, written) in self.text().grapheme_indices(true).filter(|(_, written)| !is_nfc(written)) {
            let end = at + written.len();
            out.append(self.part(kept..at));
            out.push_as(&written.nfc().collect::<String>(), self.span(at..end));
            kept = end;
        }
        out.append(self.part(kept..self.text().len()));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    #[test]
    fn composed_letters_lead_back_to_both_their_parts() {
        let raw = "Zoe\u{308} said: Vie\u{323}\u{302}t, Vie\u{302}\u{323}t.";
        let source = Source::new("t", raw);
        let flow = Flow::of(&source, Span::new(0, raw.len())).composed();
        assert_eq!(flow.text(), "Zoë said: Việt, Việt.");
        for (word, written) in [("Zoë", "Zoe\u{308}"), ("said", "said"), ("Việt,", "Vie\u{323}\u{302}t,")] {
            let at = flow.text().find(word).unwrap();
            assert_eq!(source.slice(flow.span(at..at + word.len())), written);
        }
    }

    #[test]
    fn what_is_composed_stays() {
        for text in ["", "Zoë said “yes” – Việt, 한국, \u{301}", "plain"] {
            assert!(is_composed(text), "{text}");
            assert!(matches!(composed(Cow::Borrowed(text)), Cow::Borrowed(_)));
        }
        assert_eq!(composed(Cow::Borrowed("\u{1112}\u{1161}\u{11ab}")), "한");
    }
}
