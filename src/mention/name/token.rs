//! Words with what their letters and their surroundings show: the tokens of which names are made.

use std::ops::Range;

use super::{lists::sign, shape::Shape};
use crate::text::{Word, fold::plain};

/// What stands between a word and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space only, or the point of an initial and white space.
    Space,
    /// A hyphen.
    Hyphen,
    /// An ampersand.
    Ampersand,
    /// Anything else: a name ends here.
    Break,
}

/// How capitals are used in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Casing {
    /// As in running text.
    Sentence,
    /// Most words have one: it proves nothing.
    Title,
    /// All letters are capitals.
    Capitals,
}

/// A word with what its letters and its surroundings show.
pub(super) struct Token<'a> {
    pub(super) word: &'a Word,
    /// The bytes without a possessive ending, with "++" or "#".
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
    /// A possessive: a name ends here.
    pub(super) owner: bool,
    /// Capitals and a small s: "APIs".
    pub(super) plural: bool,
    /// First in a sentence, after a colon, in a quotation.
    pub(super) start: bool,
    /// What follows.
    pub(super) gap: Gap,
    pub(super) casing: Casing,
}

/// The tokens of a text.
pub(super) fn tokens<'a>(text: &str, words: &'a [Word]) -> Vec<Token<'a>> {
    let mut tokens: Vec<Token<'a>> = Vec::with_capacity(words.len());
    let mut segment = 0;
    let mut addresses = addresses(text).peekable();
    for (index, word) in words.iter().enumerate() {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let owned = || written.strip_suffix("'s").or_else(|| written.strip_suffix("’s"));
        let bare = if written.as_bytes().last() == Some(&b's') { owned().unwrap_or(written) } else { written };
        let next = words.get(index + 1).map_or(text.len(), |next| next.range.start);
        let between = text.get(word.range.end..next).unwrap_or_default();
        let mut range = word.range.start..word.range.start + bare.len();
        let sign = if between != " " && bare.len() == written.len() { sign(bare, between) } else { "" };
        let rest = between.get(sign.len()..).unwrap_or(between);
        range.end += sign.len();
        while addresses.next_if(|address| address.end <= word.range.start).is_some() {}
        let address = addresses.peek().is_some_and(|address| address.start < word.range.end);
        let shape = if address { Shape::Measure } else { Shape::of(bare) };
        let before = index.checked_sub(1).and_then(|i| words.get(i)).map_or(0, |previous| previous.range.end);
        let space = text.get(before..word.range.start).unwrap_or_default();
        let opening = opening(space, index == 0, tokens.last());
        if opening == Opening::Sentence {
            settle(&mut tokens[segment..]);
            segment = index;
        }
        let start = opening != Opening::None;
        let gap = gap(rest, shape, bare);
        let owner = bare.len() != written.len() || (rest != " " && rest.starts_with(['\'', '’']));
        let plural = shape == Shape::Upper && bare.ends_with('s');
        tokens.push(Token { word, range, shape, owner, plural, start, gap, casing: Casing::Sentence });
    }
    settle(&mut tokens[segment..]);
    tokens
}

/// Addresses of pages and mail, names of files: their capitals and digits name nothing that is spoken.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    let bytes = text.as_bytes();
    let mut rests = (0..bytes.len()).filter_map(|at| bytes.get(at..));
    let any =
        rests.any(|rest| matches!(rest, [b'_' | b'@', ..] | [b'w', b'w', b'w', b'.', ..] | [b':', b'/', b'/', ..]));
    (if any { text } else { "" }).split_inclusive(char::is_whitespace).filter_map(move |chunk| {
        let start = end;
        end += chunk.len();
        let address = chunk.contains("://") || chunk.contains("www.") || chunk.contains(['_', '@']);
        address.then_some(start..end)
    })
}

#[derive(PartialEq, Eq)]
enum Opening {
    /// Inside a sentence.
    None,
    /// The first word of a quotation.
    Quotation,
    /// The first word of a sentence, item or line, or after a colon.
    Sentence,
}

fn opening(between: &str, first: bool, previous: Option<&Token<'_>>) -> Opening {
    if between == " " && !first {
        return Opening::None;
    }
    let abbreviated = || {
        previous.is_some_and(|token| {
            token.shape == Shape::Letter || is_honorific(&token.word.folded) || is_abbreviation(&token.word.folded)
        })
    };
    let mut after_space = first;
    for c in between.chars() {
        match c {
            '.' if abbreviated() => {}
            '.' | '!' | '?' | '…' | ':' | '\n' | '•' | '*' | '|' | '●' | '▪' | '‣' => {
                return Opening::Sentence;
            }
            _ => after_space |= c.is_whitespace() || matches!(c, '(' | '[' | '—'),
        }
    }
    let quoted = after_space && between.chars().any(|c| matches!(plain(c), '"' | '\''));
    match (first, quoted) {
        (true, _) => Opening::Sentence,
        (_, true) => Opening::Quotation,
        _ => Opening::None,
    }
}

fn gap(between: &str, shape: Shape, written: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    let trimmed = between.trim();
    let dotted = shape == Shape::Upper && written.contains('.') && !matches!(written, "U.S" | "U.K" | "U.N" | "D.C");
    if between.contains('\n') {
        return Gap::Break;
    }
    match trimmed {
        "" => Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" if between.len() == trimmed.len() => Gap::Hyphen,
        "&" => Gap::Ampersand,
        "." if shape == Shape::Letter || dotted || is_honorific(&written.to_lowercase()) => Gap::Space,
        _ => Gap::Break,
    }
}

/// Decides how capitals are used in a sentence.
fn settle(sentence: &mut [Token<'_>]) {
    let (mut lower, mut capital, mut upper, mut long) = (0, 0, 0, 0);
    for (index, token) in sentence.iter().enumerate() {
        let inside = index > 0 && sentence[index - 1].gap == Gap::Hyphen;
        match token.shape {
            Shape::Lower if !inside && !is_small(&token.word.folded) => lower += 1,
            Shape::Capital => capital += 1,
            Shape::Upper => {
                upper += 1;
                long += usize::from(token.word.folded.len() > 4);
            }
            _ => {}
        }
    }
    let casing = if lower == 0 && capital == 0 && upper >= 3 && long > 0 {
        Casing::Capitals
    } else if capital >= 1 && capital + upper >= 2 && lower * 10 <= capital + upper {
        Casing::Title
    } else {
        return;
    };
    for token in sentence {
        token.casing = casing;
    }
}

/// Words that keep their small letter in a title.
fn is_small(folded: &str) -> bool {
    matches!(
        folded,
        "a" | "an"
            | "the"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "for"
            | "of"
            | "in"
            | "on"
            | "at"
            | "to"
            | "by"
            | "with"
            | "from"
            | "as"
            | "via"
            | "vs"
            | "per"
            | "into"
            | "over"
            | "up"
            | "off"
            | "out"
            | "than"
            | "van"
            | "de"
    )
}

/// Whether a folded word is put in front of a person's name.
pub(super) fn is_honorific(folded: &str) -> bool {
    is_abbreviated_honorific(folded)
        || matches!(
            folded,
            "sir"
                | "dame"
                | "professor"
                | "doctor"
                | "president"
                | "senator"
                | "governor"
                | "councillor"
                | "chairman"
                | "captain"
                | "ceo"
                | "cto"
                | "cfo"
                | "coo"
        )
}

/// Whether it is never said without the name.
pub(super) fn is_abbreviated_honorific(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs" | "ms" | "mx" | "dr" | "prof" | "rev" | "hon" | "sen" | "rep" | "gov" | "cllr" | "capt" | "lt"
    )
}

fn is_abbreviation(folded: &str) -> bool {
    matches!(folded, "st" | "vs" | "e.g" | "i.e" | "eg" | "no" | "jr" | "approx" | "cf" | "j.p" | "j.k")
}
