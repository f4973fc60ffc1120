//! The text as the grammar sees it: words with their part in numerals, and what stands between them.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;

use super::measure::times;
use crate::text::Word;

/// Number words: class, value, forms.
const NUMERALS: &str = include_str!("numerals.tsv");

static LEXICON: LazyLock<FxHashMap<&'static str, Lex>> = LazyLock::new(|| {
    rows(NUMERALS)
        .filter_map(|row| {
            let mut columns = row.split('\t');
            let (class, value, forms) = (columns.next()?, columns.next()?.parse().ok()?, columns.next()?);
            let lex = match class {
                "small" => Lex::Small(value),
                "tens" => Lex::Tens(value),
                "hundred" => Lex::Hundred,
                "scale" => Lex::Scale(value),
                "dozen" => Lex::Dozen,
                "many" => Lex::Many(value),
                "ordinal" => Lex::Ordinal(value),
                "parts" => Lex::Parts(value),
                _ => Lex::Article,
            };
            Some(forms.split(' ').map(move |form| (form, lex)))
        })
        .flatten()
        .collect()
});

/// The rows of a data file, without comments and blank lines.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What a token can be in a numeral.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lex {
    /// No numeral.
    Word,
    /// A number in digits.
    Digits(Digits),
    /// Digits that are no number: "1.2.3", "007", a telephone number.
    Code,
    /// "zero" to "nineteen".
    Small(f64),
    /// "twenty" to "ninety".
    Tens(f64),
    /// "hundred".
    Hundred,
    /// "thousand" and above.
    Scale(f64),
    /// "dozen".
    Dozen,
    /// "hundreds", "millions": the smallest value meant.
    Many(f64),
    /// "third", "2nd".
    Ordinal(f64),
    /// "half", "quarter", "thirds": into how many parts.
    Parts(f64),
    /// "a", "an".
    Article,
}

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Digits {
    pub(super) value: f64,
    /// The size of the last digit: 1, 0.1, ….
    pub(super) step: f64,
    /// Written with separators between thousands.
    pub(super) grouped: bool,
    /// How many digits stand before the decimal point.
    pub(super) length: usize,
}

/// A word, or the digits or the letters of a mixed one ("700" and "m" of "700M").
#[derive(Debug)]
pub(super) struct Token<'a> {
    pub(super) range: Range<usize>,
    /// Lower case.
    pub(super) folded: Cow<'a, str>,
    pub(super) lex: Lex,
}

/// The tokens of a text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Token<'a>>,
}

impl<'a> Tokens<'a> {
    /// Splits what is mixed and looks up what is a numeral.
    pub(super) fn new(text: &'a str, words: &'a [Word]) -> Self {
        let mut list = Vec::with_capacity(words.len());
        for word in words {
            let written = text.get(word.range.clone()).unwrap_or_default();
            if written.starts_with(|c: char| c.is_ascii_digit()) {
                let first = list.len();
                split(written, word.range.start, &mut list);
                if let Some(token) = list.get_mut(first) {
                    token.lex = leading_point(text, token.range.start, token.lex);
                }
            } else {
                let lex = LEXICON.get(word.folded.as_str()).copied().unwrap_or(Lex::Word);
                list.push(Token { range: word.range.clone(), folded: Cow::Borrowed(&word.folded), lex });
            }
        }
        Self { text, list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The folded token, or nothing beyond the end.
    pub(super) fn word(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |token| &token.folded)
    }

    /// The folded token `back` places before `i`.
    pub(super) fn before(&self, i: usize, back: usize) -> &str {
        i.checked_sub(back).map_or("", |at| self.word(at))
    }

    pub(super) fn lex(&self, i: usize) -> Lex {
        self.list.get(i).map_or(Lex::Word, |token| token.lex)
    }

    pub(super) fn start(&self, i: usize) -> usize {
        self.list.get(i).map_or(self.text.len(), |token| token.range.start)
    }

    /// The end of token `i - 1`.
    pub(super) fn end_before(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|at| self.list.get(at)).map_or(0, |token| token.range.end)
    }

    /// What stands between token `i` and the one before it; at either edge what stands before the first or after the last.
    pub(super) fn gap(&self, i: usize) -> &'a str {
        self.text.get(self.end_before(i)..self.start(i)).unwrap_or_default()
    }

    /// Whether nothing but white space parts token `i` from the one before it.
    pub(super) fn spaced(&self, i: usize) -> bool {
        let gap = self.gap(i);
        i > 0 && i < self.len() && !gap.is_empty() && gap.chars().all(char::is_whitespace) && !gap.contains("\n\n")
    }

    /// Whether a hyphen, and no space, parts token `i` from the one before it.
    pub(super) fn hyphened(&self, i: usize) -> bool {
        i > 0 && i < self.len() && matches!(self.gap(i), "-" | "\u{2010}" | "\u{2011}")
    }

    /// White space, or signs of currency after it, part token `i` from the one before it.
    pub(super) fn space_or_sign(&self, i: usize) -> bool {
        let bare = self.gap(i).trim_end_matches(['$', '€', '£', '¥', '₹', '~']);
        i > 0 && i < self.len() && !bare.is_empty() && bare.chars().all(char::is_whitespace)
    }

    /// White space or a hyphen.
    pub(super) fn soft(&self, i: usize) -> bool {
        self.spaced(i) || self.hyphened(i)
    }

    /// Whether token `i` is the rest of the word before it ("m" of "700M").
    pub(super) fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.gap(i).is_empty()
    }

    /// Whether the next word is `word`, after white space.
    pub(super) fn follows(&self, i: usize, word: &str) -> bool {
        self.spaced(i) && self.word(i) == word
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.written(i).starts_with(char::is_uppercase)
    }

    /// The token as written.
    pub(super) fn written(&self, i: usize) -> &'a str {
        self.list.get(i).and_then(|token| self.text.get(token.range.clone())).unwrap_or_default()
    }

    /// Whether token `i` begins a sentence, a line or a quotation.
    pub(super) fn opens(&self, i: usize) -> bool {
        i == 0
            || self.gap(i).contains(['.', '!', '?', ':', ';', '\n', '"', '“', '(', '[', '*', '•', '—', '|', '>', '}'])
    }

    /// Whether a number in digits or words can begin or go on here.
    pub(super) fn numeral(&self, i: usize) -> bool {
        matches!(self.lex(i), Lex::Digits(_) | Lex::Code | Lex::Small(_) | Lex::Tens(_) | Lex::Hundred | Lex::Scale(_))
    }
}

/// ".5 litres": a point before digits that nothing stands before.
fn leading_point(text: &str, start: usize, lex: Lex) -> Lex {
    let lead = text.get(..start).and_then(|lead| lead.strip_suffix('.'));
    let Lex::Digits(Digits { value, step: 1.0, grouped: false, length }) = lex else { return lex };
    if lead.is_none_or(|lead| !lead.is_empty() && !lead.ends_with([' ', '('])) || length > 4 {
        return lex;
    }
    let step = tenth(length);
    Lex::Digits(Digits { value: times(value, step), step, grouped: false, length: 0 })
}

/// Cuts "700M" into digits and letters; "2nd" is an ordinal.
fn split(written: &str, start: usize, list: &mut Vec<Token<'_>>) {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_');
    let mut rest = written;
    while let Some(first) = rest.chars().next() {
        let is_digits = digit(first);
        let length = rest.find(|c| digit(c) != is_digits).unwrap_or(rest.len());
        let (part, tail) = rest.split_at(length);
        let from = start + (written.len() - rest.len());
        let folded = part.to_lowercase();
        let lex = match LEXICON.get(folded.as_str()) {
            _ if is_digits => digits(part),
            Some(scale @ Lex::Scale(_)) => *scale,
            _ => Lex::Word,
        };
        match list.last_mut() {
            Some(Token { range, lex: number @ Lex::Digits(_), .. })
                if range.end == from && tail.is_empty() && matches!(folded.as_str(), "st" | "nd" | "rd" | "th") =>
            {
                if let Lex::Digits(digits) = *number {
                    *number = Lex::Ordinal(digits.value);
                }
                range.end += length;
            }
            _ => list.push(Token { range: from..from + length, folded: Cow::Owned(folded), lex }),
        }
        rest = tail;
    }
}

/// The size of the last of so many digits after the point.
pub(super) fn tenth(digits: usize) -> f64 {
    (0..digits).fold(1.0, |size, _| size / 10.0)
}

/// The value of digits with points and commas, if they are a number.
fn digits(written: &str) -> Lex {
    let (whole, decimals) = written.split_once('.').unwrap_or((written, ""));
    let grouped = whole.contains(',');
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().len();
    let well_grouped = !grouped || ((1..=3).contains(&first) && groups.all(|group| group.len() == 3));
    let length = whole.bytes().filter(u8::is_ascii_digit).count();
    let leading_zero = length > 1 && whole.starts_with('0');
    // Longer unbroken digits are telephone numbers and identifiers.
    let identifier = leading_zero || length > 15 || (!grouped && length > 9);
    let decimal = decimals.bytes().all(|b| b.is_ascii_digit()) && decimals.len() <= 9;
    let value = written.replace(',', "").parse::<f64>();
    match value {
        Ok(value) if well_grouped && decimal && !identifier => {
            let step = tenth(decimals.len());
            Lex::Digits(Digits { value, step, grouped, length })
        }
        _ => Lex::Code,
    }
}
