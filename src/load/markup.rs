//! What of a line is words and what is dress: marks, tags, link targets, entities, noise tokens.

use std::ops::Range;

/// Which dress a text can wear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// Plain text: only noise tokens in braces.
    Plain,
    /// Markdown with HTML and template tags in it.
    Markdown,
    /// The text of a subtitle cue: tags and entities.
    Cue,
}

/// One part of a dressed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words, as they stand.
    Words(Range<usize>),
    /// A character that other bytes stand for.
    Char(Range<usize>, char),
    /// Dress, and what it is.
    Dress(Range<usize>, &'static str),
    /// The name of a voice tag, `<v Name>`.
    Voice(Range<usize>),
}

/// No tag, link target or token is longer than this.
const REACH: usize = 1000;

/// The parts of a text in order; they cover it without gaps.
pub(super) fn parts(text: &str, dress: Dress) -> Vec<Part> {
    let bytes = text.as_bytes();
    let mut parts = Vec::new();
    let (mut at, mut words) = (0, 0);
    // Where the address of a link starts whose text is being read.
    let mut target = None;
    while let Some(&byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let found = match byte {
            b'{' => brace(rest),
            b'<' if dress != Dress::Plain => tag(rest, dress),
            b'&' if dress != Dress::Plain => entity(rest).map(|(c, n)| (vec![Part::Char(0..n, c)], n)),
            b']' if target == Some(at) => link_target(rest).map(|n| (vec![Part::Dress(0..n, "link target")], n)),
            _ if dress == Dress::Markdown => markdown(bytes, rest, at, &mut target),
            _ => None,
        };
        let Some((new, length)) = found else {
            at += 1;
            continue;
        };
        if words < at {
            parts.push(Part::Words(words..at));
        }
        parts.extend(new.into_iter().map(|part| part.moved(at)));
        at += length;
        words = at;
    }
    if words < text.len() {
        parts.push(Part::Words(words..text.len()));
    }
    parts
}

impl Part {
    /// The same part that many bytes further on.
    fn moved(self, by: usize) -> Self {
        let shift = |r: Range<usize>| r.start + by..r.end + by;
        match self {
            Self::Words(r) => Self::Words(shift(r)),
            Self::Char(r, c) => Self::Char(shift(r), c),
            Self::Dress(r, why) => Self::Dress(shift(r), why),
            Self::Voice(r) => Self::Voice(shift(r)),
        }
    }
}

type Found = Option<(Vec<Part>, usize)>;

/// `{vocalsound}`, `{\an8}`, `{{ ... }}`, `{% ... %}`.
fn brace(rest: &str) -> Found {
    let (close, why) = if rest.starts_with("{{") {
        ("}}", "template tag")
    } else if rest.starts_with("{%") {
        ("%}", "template tag")
    } else if rest.starts_with("{\\") {
        ("}", "style tag")
    } else {
        let inner = rest.get(1..)?;
        let length = inner.bytes().take(24).take_while(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-')).count();
        let noise = length >= 3 && inner.as_bytes().get(length) == Some(&b'}');
        return noise.then(|| (vec![Part::Dress(0..length + 2, "noise token")], length + 2));
    };
    let length = find(rest, close)? + close.len();
    Some((vec![Part::Dress(0..length, why)], length))
}

/// `<v Name>`, `<00:00:01.920>`, `<c.yellow>`, `</i>`, `<a href=...>`, `<!-- ... -->`, `<https://...>`.
fn tag(rest: &str, dress: Dress) -> Found {
    if rest.starts_with("<!--") {
        let length = find(rest, "-->")? + 3;
        return Some((vec![Part::Dress(0..length, "comment")], length));
    }
    let next = rest.as_bytes().get(1)?;
    let opens = next.is_ascii_alphabetic() || *next == b'/' || (dress == Dress::Cue && next.is_ascii_digit());
    let length = find(rest, ">").filter(|_| opens)? + 1;
    let inner = &rest[1..length - 1];
    if inner.contains('<') {
        return None;
    }
    if dress == Dress::Cue
        && let Some(name) = inner.strip_prefix('v')
        && name.starts_with([' ', '.', '\t'])
    {
        let start = name.find([' ', '\t']).map_or(length - 1, |i| i + 3);
        return Some((
            vec![Part::Dress(0..start, "tag"), Part::Voice(start..length - 1), Part::Dress(length - 1..length, "tag")],
            length,
        ));
    }
    Some((vec![Part::Dress(0..length, "tag")], length))
}

/// A character reference and its length.
pub(super) fn entity(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(12).position(|b| b == b';')?;
    let name = rest.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((c, end + 1))
}

/// Emphasis, code marks, links, images and escapes of Markdown.
fn markdown(bytes: &[u8], rest: &str, at: usize, target: &mut Option<usize>) -> Found {
    let mark = |n: usize| Some((vec![Part::Dress(0..n, "mark")], n));
    match rest.as_bytes().first()? {
        b'\\' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_punctuation) => {
            Some((vec![Part::Dress(0..1, "mark"), Part::Words(1..2)], 2))
        }
        b'*' | b'`' => {
            let run = rest.bytes().take_while(|b| Some(b) == rest.as_bytes().first()).count();
            let space = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
            let free = space(at.checked_sub(1).and_then(|i| bytes.get(i))) && space(bytes.get(at + run));
            if free && run == 1 { None } else { mark(run) }
        }
        b'_' => {
            let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 128 || *b == b'_');
            let inside = word(at.checked_sub(1).and_then(|i| bytes.get(i))) && word(bytes.get(at + 1));
            if inside { None } else { mark(1) }
        }
        b'!' if rest.starts_with("![") => {
            let close = find(rest, "](")?;
            let length = close + link_target(rest.get(close..)?)?;
            Some((vec![Part::Dress(0..length, "image")], length))
        }
        b'[' => {
            let close = 1 + rest.bytes().skip(1).take(REACH).position(|b| matches!(b, b']' | b'['))?;
            link_target(rest.get(close..)?)?;
            *target = Some(at + close);
            mark(1)
        }
        _ => None,
    }
}

/// The length of `](address)`.
fn link_target(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("](")?;
    let mut depth = 0usize;
    for (at, byte) in inner.bytes().enumerate().take(REACH) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at + 3),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where a text occurs within reach.
fn find(rest: &str, what: &str) -> Option<usize> {
    let mut reach = rest.len().min(REACH);
    while !rest.is_char_boundary(reach) {
        reach -= 1;
    }
    rest[..reach].find(what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str, dress: Dress) -> String {
        let mut out = String::new();
        let mut at = 0;
        for part in parts(text, dress) {
            let (Part::Words(range) | Part::Char(range, _) | Part::Dress(range, _) | Part::Voice(range)) = part.clone();
            assert_eq!(range.start, at, "gap in {text}");
            at = range.end;
            match part {
                Part::Words(range) => out.push_str(&text[range]),
                Part::Char(_, c) => out.push(c),
                Part::Voice(range) => out.extend(["<", &text[range], ">"]),
                Part::Dress(..) => {}
            }
        }
        assert_eq!(at, text.len(), "end of {text}");
        out
    }

    #[test]
    fn the_words_are_kept_and_the_dress_is_not() {
        for (text, plain, markdown, cue) in [
            ("a {vocalsound} b", "a  b", "a  b", "a  b"),
            ("a **b** _c_ d_e", "a **b** _c_ d_e", "a b c d_e", "a **b** _c_ d_e"),
            ("2 * 3 `x`", "2 * 3 `x`", "2 * 3 x", "2 * 3 `x`"),
            (
                "see [the [x] page](http://v.example/(a)) now",
                "see [the [x] page](http://v.example/(a)) now",
                "see [the [x] page](http://v.example/(a)) now",
                "see [the [x] page](http://v.example/(a)) now",
            ),
            (
                "see [page](http://v.example/(a)) now",
                "see [page](http://v.example/(a)) now",
                "see page now",
                "see [page](http://v.example/(a)) now",
            ),
            ("\\[laughs\\] no", "\\[laughs\\] no", "[laughs] no", "\\[laughs\\] no"),
            ("![alt](x.png) a", "![alt](x.png) a", " a", "![alt](x.png) a"),
            ("<v Ann Lee>hi &amp; bye</v>", "<v Ann Lee>hi &amp; bye</v>", "hi & bye", "<Ann Lee>hi & bye"),
            ("<v.loud Ann>hi", "<v.loud Ann>hi", "hi", "<Ann>hi"),
            ("it<00:00:01.920><c> is</c>", "it<00:00:01.920><c> is</c>", "it<00:00:01.920> is", "it is"),
            (
                "a < b && c; &bogus; &#39;",
                "a < b && c; &bogus; &#39;",
                "a < b && c; &bogus; '",
                "a < b && c; &bogus; '",
            ),
            ("{\\an8}up", "up", "up", "up"),
            ("é{{x}}é <", "éé <", "éé <", "éé <"),
        ] {
            assert_eq!(kept(text, Dress::Plain), plain);
            assert_eq!(kept(text, Dress::Markdown), markdown);
            assert_eq!(kept(text, Dress::Cue), cue);
        }
    }
}
