//! A JSON document as a tree that knows where each value stands.
//!
//! A reader of its own, because the file is evidence and not a message: spans are needed for every value, a file that was cut off
//! is read up to the cut, and speech tools write what the standard refuses (`NaN`, commas before a bracket).

use std::borrow::Cow;

use crate::{source::Span, text::Flow};

/// Values nested deeper than this are not read.
const DEPTH: usize = 64;

/// A value and where it stands.
#[derive(Debug, PartialEq)]
pub(super) struct Node<'a> {
    /// Its bytes in the file, quotes and brackets included.
    pub(super) span: Span,
    /// What it is.
    pub(super) value: Value<'a>,
}

/// What a value is.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Keys in the order of the file; a key may come twice.
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
    /// A list.
    List(Vec<Node<'a>>),
    /// A string as written, without its quotes.
    Text(&'a str),
    /// A number, `true`, `false`, `null`, as written; empty for a value that is not there.
    Bare(&'a str),
}

/// What stands for a key that is not there.
static NOTHING: Node<'static> = Node { span: Span { start: 0, end: 0 }, value: Value::Bare("") };

/// Why reading stopped before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    /// The byte of the file that could not be read.
    pub(super) at: usize,
    /// What is wrong there.
    pub(super) why: &'static str,
}

/// A document: its value, or a list of them when a file holds one a line, and where reading stopped.
pub(super) struct Tree<'a> {
    pub(super) root: Node<'a>,
    pub(super) fault: Option<Fault>,
}

impl<'a> Tree<'a> {
    /// Reads a text that stands at byte `base` of its file; `None` if it does not start as JSON does.
    pub(super) fn read(text: &'a str, base: usize) -> Option<Self> {
        let mut reader = Reader { text, base, at: 0, fault: None };
        reader.blank();
        let rest = reader.text.get(reader.at..)?;
        let inner = rest.strip_prefix(['{', '['])?.trim_start();
        if rest.starts_with('{') && !inner.starts_with(['"', '}']) {
            return None;
        }
        let start = reader.at;
        let mut roots = Vec::new();
        loop {
            roots.extend(reader.value(0));
            reader.blank();
            match reader.peek() {
                Some(b'{' | b'[') if reader.fault.is_none() => {}
                Some(_) if reader.fault.is_none() => break reader.stop("text after the JSON"),
                _ => break,
            }
        }
        let span = Span::new(base + start, base + reader.at.min(text.len()));
        let root = match roots.len() {
            0 | 1 => roots.pop()?,
            _ => Node { span, value: Value::List(roots) },
        };
        Some(Self { root, fault: reader.fault })
    }
}

impl<'a> Node<'a> {
    /// The value of a key; a missing one is empty.
    pub(super) fn get(&self, key: &str) -> &Self {
        self.fields().iter().find(|(name, _)| name == key).map_or(&NOTHING, |(_, node)| node)
    }

    /// The value at a path of keys and positions: `results.channels.0`.
    pub(super) fn at(&self, path: &str) -> &Self {
        path.split('.').filter(|step| !step.is_empty()).fold(self, |node, step| match &node.value {
            Value::List(items) => step.parse().ok().and_then(|at: usize| items.get(at)).unwrap_or(&NOTHING),
            _ => node.get(step),
        })
    }

    /// The values at a path in which `*` stands for every one of a list or object.
    pub(super) fn all(&self, path: &str) -> Vec<&Self> {
        path.split('.').filter(|step| !step.is_empty()).fold(vec![self], |nodes, step| {
            nodes
                .into_iter()
                .flat_map(|node| if step == "*" { node.children().collect() } else { vec![node.at(step)] })
                .collect()
        })
    }

    /// The values of a list or an object.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        let (fields, items): (&[(Cow<'a, str>, Node<'a>)], &[Node<'a>]) = match &self.value {
            Value::Object(fields) => (fields, &[]),
            Value::List(items) => (&[], items),
            _ => (&[], &[]),
        };
        fields.iter().map(|(_, node)| node).chain(items)
    }

    /// The items of a list; none for anything else.
    pub(super) fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The keys and values of an object; none for anything else.
    pub(super) fn fields(&self) -> &[(Cow<'a, str>, Self)] {
        if let Value::Object(fields) = &self.value { fields } else { &[] }
    }

    /// Whether a key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.fields().iter().any(|(name, _)| name == key)
    }

    /// A string or number as written; `None` for `null`, lists and what is not there.
    pub(super) fn written(&self) -> Option<Cow<'a, str>> {
        match self.value {
            Value::Text(raw) => Some(unescape(raw)),
            Value::Bare(raw) if raw.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Some(Cow::Borrowed(raw)),
            _ => None,
        }
    }

    /// The words of a string with their places, each escape a piece of its own; `None` for anything else. With `lines` line breaks
    /// stay; else they are spaces.
    pub(super) fn flow(&self, lines: bool) -> Option<Flow> {
        let Value::Text(raw) = self.value else { return None };
        let mut flow = Flow::default();
        let mut at = self.span.start + 1;
        for (text, written) in pieces(raw) {
            let span = Span::new(at, at + written);
            at += written;
            match text {
                Piece::Plain(words) => flow.push_as(words, span),
                Piece::Escape(c) if !lines && c.is_control() => flow.push_as(" ", span),
                Piece::Escape(c) => flow.push_as(c.encode_utf8(&mut [0; 4]), span),
            }
        }
        Some(flow.composed())
    }
}

/// A part of a string.
enum Piece<'a> {
    /// What is written is meant.
    Plain(&'a str),
    /// An escape, with what it stands for.
    Escape(char),
}

/// The parts of a string with how many bytes each takes in the file.
fn pieces(raw: &str) -> impl Iterator<Item = (Piece<'_>, usize)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let plain = rest.find('\\').unwrap_or(rest.len());
        let (piece, length) = if plain > 0 {
            (Piece::Plain(&rest[..plain]), plain)
        } else {
            let (c, length) = escape(rest);
            (Piece::Escape(c), length)
        };
        rest = rest.get(length..).unwrap_or_default();
        Some((piece, length))
    })
}

/// What the escape at the start of a text stands for, and its length. A wrong one stands for the character after the backslash.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if let Some(high) = unit(0) {
        let pair = unit(6).filter(|low| (0xdc00..0xe000).contains(low) && (0xd800..0xdc00).contains(&high));
        if let Some(low) = pair {
            let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
            return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
        }
        return (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), 6);
    }
    let Some(c) = text.chars().nth(1) else { return ('\\', 1) };
    let meant = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        other => other,
    };
    (meant, 1 + c.len_utf8())
}

/// A string without its escapes.
fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for (piece, _) in pieces(raw) {
        match piece {
            Piece::Plain(words) => out.push_str(words),
            Piece::Escape(c) => out.push(c),
        }
    }
    Cow::Owned(out)
}

struct Reader<'a> {
    text: &'a str,
    base: usize,
    at: usize,
    fault: Option<Fault>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blank(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    }

    fn stop(&mut self, why: &'static str) {
        self.fault.get_or_insert(Fault { at: self.base + self.at.min(self.text.len()), why });
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The value that comes next; an incomplete list or object is given with what it has, an incomplete string is not.
    fn value(&mut self, depth: usize) -> Option<Node<'a>> {
        self.blank();
        let start = self.at;
        let value = match self.peek() {
            None => {
                self.stop("the JSON ends too early");
                return None;
            }
            Some(b'{' | b'[') if depth >= DEPTH => {
                self.stop("JSON nested too deep");
                return None;
            }
            Some(b'{') => Value::Object(self.object(depth)),
            Some(b'[') => Value::List(self.list(depth)),
            Some(b'"') => Value::Text(self.string()?),
            Some(_) => Value::Bare(self.bare()?),
        };
        Some(Node { span: Span::new(self.base + start, self.base + self.at), value })
    }

    fn object(&mut self, depth: usize) -> Vec<(Cow<'a, str>, Node<'a>)> {
        let mut fields = Vec::new();
        self.at += 1;
        loop {
            self.blank();
            if self.take(b'}') {
                return fields;
            }
            if self.peek() != Some(b'"') {
                self.stop(if self.peek().is_none() { "the JSON ends too early" } else { "no key where JSON has one" });
                return fields;
            }
            let Some(key) = self.string() else { return fields };
            self.blank();
            if !self.take(b':') {
                self.stop("no colon after a key of the JSON");
                return fields;
            }
            fields.extend(self.value(depth + 1).map(|value| (unescape(key), value)));
            if self.fault.is_some() || !self.goes_on(b'}') {
                return fields;
            }
        }
    }

    fn list(&mut self, depth: usize) -> Vec<Node<'a>> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.blank();
            if self.take(b']') {
                return items;
            }
            items.extend(self.value(depth + 1));
            if self.fault.is_some() || !self.goes_on(b']') {
                return items;
            }
        }
    }

    /// Takes the comma between two values, or nothing before the bracket that `closes` them.
    fn goes_on(&mut self, closes: u8) -> bool {
        self.blank();
        let on = self.take(b',') || self.peek() == Some(closes);
        if !on {
            let ended = self.peek().is_none();
            self.stop(if ended { "the JSON ends too early" } else { "no comma between two values of the JSON" });
        }
        on
    }

    fn string(&mut self) -> Option<&'a str> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            match self.text.as_bytes().get(at) {
                None => {
                    self.stop("a string of the JSON has no end");
                    return None;
                }
                Some(b'"') => break,
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
            }
        }
        self.at = at + 1;
        self.text.get(start..at)
    }

    fn bare(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+' | b'.')).count();
        let word = rest.get(..length).unwrap_or_default();
        let number = word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
        if !number && !["true", "false", "null", "NaN", "Infinity", "-Infinity"].contains(&word) {
            self.stop("no value where JSON has one");
            return None;
        }
        self.at += length;
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Plain;

    use super::*;

    /// The same value without places.
    fn plain(node: &Node<'_>) -> Plain {
        match &node.value {
            Value::Object(fields) => {
                Plain::Object(fields.iter().map(|(key, value)| (key.clone().into_owned(), plain(value))).collect())
            }
            Value::List(items) => items.iter().map(plain).collect(),
            Value::Text(_) => Plain::String(node.written().unwrap_or_default().into_owned()),
            Value::Bare(raw) => serde_json::from_str(raw).unwrap_or(Plain::Null),
        }
    }

    fn document() -> impl Strategy<Value = Plain> {
        let leaf = prop_oneof![
            Just(Plain::Null),
            any::<bool>().prop_map(Plain::from),
            any::<i32>().prop_map(Plain::from),
            any::<String>().prop_map(Plain::from),
        ];
        let tree = leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Plain::from),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|map| Plain::Object(map.into_iter().collect())),
            ]
        });
        prop::collection::vec(tree, 0..4).prop_map(Plain::from)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: prop::test_runner::RngSeed::Fixed(11), ..ProptestConfig::default() })]

        #[test]
        fn what_the_standard_reads_is_read_alike(document in document(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) }.unwrap();
            let tree = Tree::read(&text, 0).unwrap();
            prop_assert_eq!(tree.fault, None);
            prop_assert_eq!(plain(&tree.root), document);
        }

        #[test]
        fn a_cut_document_gives_what_was_complete(document in document(), cut in 0.0..1.0) {
            let text = serde_json::to_string(&document).unwrap();
            let mut at = (text.len() as f64 * cut) as usize;
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            if let Some(tree) = Tree::read(&text[..at], 0) {
                prop_assert!(tree.fault.is_some_and(|fault| fault.at <= at));
                let whole = document.as_array().unwrap();
                prop_assert!(tree.root.items().iter().rev().skip(1).rev().zip(whole).all(|(read, meant)| plain(read) == *meant));
            }
        }
    }

    #[test]
    fn every_value_knows_its_place() {
        let text = "\u{feff} {\"a\": [1, \"b\\u00e9\\n\\\"c\\\"\"]}";
        let tree = Tree::read(text, 100).unwrap();
        let words = tree.root.at("a.1");
        assert_eq!(&text[words.span.start - 100..words.span.end - 100], "\"b\\u00e9\\n\\\"c\\\"\"");
        let flow = words.flow(false).unwrap();
        assert_eq!(flow.text(), "bé \"c\"");
        let written = |range: std::ops::Range<usize>| {
            let span = flow.span(range);
            &text[span.start - 100..span.end - 100]
        };
        assert_eq!((written(0..3), written(5..6), written(3..4)), ("b\\u00e9", "c", "\\n"));
        assert_eq!(words.flow(true).unwrap().text(), "bé\n\"c\"");
    }

    #[test]
    fn faults_are_named_with_their_place() {
        for (text, at, why) in [
            ("{\"a\": 1", 7, "the JSON ends too early"),
            ("{\"a\": \"b", 6, "a string of the JSON has no end"),
            ("{\"a\" 1}", 5, "no colon after a key of the JSON"),
            ("[1 2]", 3, "no comma between two values of the JSON"),
            ("[00:01] Ann", 3, "no comma between two values of the JSON"),
            ("[Ann]", 1, "no value where JSON has one"),
            ("{\"a\": 1} and", 9, "text after the JSON"),
        ] {
            assert_eq!(Tree::read(text, 0).unwrap().fault, Some(Fault { at, why }), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Tree::read(&deep, 0).unwrap().fault, Some(Fault { at: DEPTH, why: "JSON nested too deep" }));
        for text in ["", "a", "{vocalsound} hm", "{{x}}"] {
            assert!(Tree::read(text, 0).is_none(), "{text}");
        }
        for text in ["{\"a\": NaN, \"b\": [1,],}", "{\"a\": 1}\n{\"a\": 2}\n"] {
            assert_eq!(Tree::read(text, 0).unwrap().fault, None, "{text}");
        }
    }

    #[test]
    fn paths_lead_to_values() {
        let tree = Tree::read("{\"a\": [{\"b\": 1}, {\"b\": 2}, 3]}", 0).unwrap();
        let written = |path| tree.root.all(path).iter().filter_map(|node| node.written()).collect::<Vec<_>>().join(" ");
        assert_eq!((written("a.*.b"), written("a.1.b"), written("a.7.b")), ("1 2".into(), "2".into(), String::new()));
    }
}
