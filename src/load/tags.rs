//! Tags and text of HTML and XML, read leniently: what looks like no tag is text, a tag that never closes does no harm.
//!
//! No entity is expanded but characters by name or number, so nothing can grow. One scanner serves HTML, TTML, timed text and the XML inside
//! Word documents: those are read for their text and a handful of attributes, and damaged files must be read as far as they go.

use crate::source::Span;

use super::markup;

/// One tag, or the text between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<name attributes>`; `alone` when it ends with `/>`.
    Open { name: &'a str, attributes: &'a str, alone: bool, span: Span },
    /// `</name>`.
    Close { name: &'a str, span: Span },
    /// Text with its entities, or the text of a CDATA section.
    Text(Span),
    /// A comment, declaration or processing instruction.
    Aside(Span),
}

impl Token<'_> {
    /// Its bytes.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Open { span, .. } | Self::Close { span, .. } | Self::Text(span) | Self::Aside(span) => *span,
        }
    }
}

/// The tokens of a text that starts at byte `base` of its file.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    /// Whether a comment was found that never ends; then no other is looked for.
    endless: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str, base: usize) -> Self {
        Self { text, base, at: 0, endless: false }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    /// The tag that starts at a `<`, and where it ends.
    fn tag(&mut self, start: usize) -> Option<(Token<'a>, usize)> {
        let rest = self.text.get(start..)?;
        for (open, close, inner) in [("<!--", "-->", false), ("<![CDATA[", "]]>", true)] {
            if rest.starts_with(open) && !self.endless {
                let Some(length) = rest.find(close) else {
                    self.endless = true;
                    break;
                };
                let end = start + length + close.len();
                let text = Token::Text(self.span(start + open.len(), start + length.max(open.len())));
                return Some((if inner { text } else { Token::Aside(self.span(start, end)) }, end));
            }
        }
        let bytes = rest.as_bytes();
        let first = *bytes.get(1)?;
        if !(first.is_ascii_alphabetic() || matches!(first, b'/' | b'!' | b'?')) {
            return None;
        }
        let length = end(bytes)?;
        let span = self.span(start, start + length);
        let inner = rest.get(1..length - 1)?;
        let token = match first {
            b'!' | b'?' => Token::Aside(span),
            b'/' => Token::Close { name: local(name(inner.get(1..)?)), span },
            _ => {
                let (inner, alone) = inner.strip_suffix('/').map_or((inner, false), |inner| (inner, true));
                let name = name(inner);
                Token::Open { name: local(name), attributes: inner.get(name.len()..)?, alone, span }
            }
        };
        Some((token, start + length))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let mut at = start;
        while let Some(found) = self.text.get(at..).and_then(|rest| rest.find('<')) {
            let tag = at + found;
            if let Some((token, end)) = self.tag(tag) {
                if tag == start {
                    self.at = end;
                    return Some(token);
                }
                self.at = tag;
                return Some(Token::Text(self.span(start, tag)));
            }
            at = tag + 1;
        }
        self.at = self.text.len();
        Some(Token::Text(self.span(start, self.at)))
    }
}

/// No tag is longer than this.
const REACH: usize = 4000;

/// The length of a tag: up to the first `>` outside quotes, or, where quotes do not close, the first `>` at all.
fn end(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    let mut first = None;
    for (at, byte) in bytes.iter().enumerate().take(REACH) {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            // A tag within a tag is none.
            (b'<', None) if at > 0 => return first,
            (b'>', Some(_)) => first = first.or(Some(at + 1)),
            (b'"' | b'\'', None) if bytes.get(at - 1) == Some(&b'=') => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            _ => {}
        }
    }
    first
}

/// The name at the start of a tag.
fn name(inner: &str) -> &str {
    inner.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, prefixes ignored, entities as they stand.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<&'a str> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at(length);
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
            rest = behind;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if local(name).eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after.trim_start();
    }
    None
}

/// A text with its entities decoded once.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = markup::entity(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text_cover_a_damaged_file() {
        let text = "<?xml?><tt:p begin='1s' end=\"a>b\" />a < b &amp; <![CDATA[x<y]]></p ><b\n<i <!-- no end";
        let mut at = 0;
        for token in Tokens::of(text, 0) {
            assert!(token.span().start >= at, "{token:?}");
            at = token.span().end;
        }
        let tokens: Vec<Token<'_>> = Tokens::of(text, 0).collect();
        assert!(matches!(tokens[1], Token::Open { name: "p", alone: true, .. }), "{tokens:?}");
        let Token::Open { attributes, .. } = tokens[1] else { unreachable!() };
        assert_eq!((attribute(attributes, "begin"), attribute(attributes, "end")), (Some("1s"), Some("a>b")));
        let texts: Vec<&str> = tokens
            .iter()
            .filter_map(|t| if let Token::Text(s) = t { text.get(s.start..s.end) } else { None })
            .collect();
        assert_eq!(texts, ["a < b &amp; ", "x<y", "<b\n<i <!-- no end"]);
    }

    #[test]
    fn attributes_come_in_any_dress() {
        for (text, expected) in [
            (" a=1 t=2", Some("2")),
            (" hidden t = '2 3'", Some("2 3")),
            (" x:t=\"\"", Some("")),
            (" at=1", None),
            (" t", None),
            (" t=\"open", Some("open")),
            (" é=1 t=2", Some("2")),
        ] {
            assert_eq!(attribute(text, "t"), expected, "{text}");
        }
        assert_eq!(decoded("a &amp;lt; &#39;b&#39; & c"), "a &lt; 'b' & c");
    }
}
