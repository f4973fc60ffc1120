//! What counts as the same character when words are compared: curly and straight quotes, the dashes, the spaces, letters with and
//! without accents.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The plain form of a character: straight quotes, hyphen, space; anything else is itself.
pub fn plain(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{ff07}' | '`' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{ff02}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\t' | '\r' | '\n' => ' ',
        _ => c,
    }
}

/// A Latin letter without its accents; any other character as it is, and nothing for an accent that stands alone.
pub fn unaccented(c: char) -> Option<char> {
    if c < '\u{c0}' {
        return Some(c);
    }
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    match base.filter(char::is_ascii_alphabetic) {
        Some(letter) => Some(letter),
        None => (!matches!(c, '\u{300}'..='\u{36f}') || !is_combining_mark(c)).then_some(c),
    }
}

/// Whether a text is plain ASCII in the form in which words are compared, as most words are; a few other texts are, too.
pub(super) fn is_folded(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'\'' | b'.' | b'-' | b' '))
}

/// Lower case with plain characters, accents off: the form in which words are compared.
pub fn fold(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    if text.is_ascii() {
        let folded = text.to_ascii_lowercase();
        let plainer = folded.bytes().any(|b| matches!(b, b'`' | b'\t' | b'\r' | b'\n'));
        return if plainer { folded.chars().map(plain).collect() } else { folded };
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(plain).filter_map(unaccented) {
        if c.is_ascii() { folded.push(c.to_ascii_lowercase()) } else { folded.extend(c.to_lowercase()) }
    }
    folded
}
