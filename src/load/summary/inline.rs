//! Markup inside a line: emphasis, links, code marks, tags, entities and emoji are left out of the words, the bytes stay known.

use std::ops::Range;

use crate::text::Flow;

/// How far ahead a closing mark is looked for, in bytes; what is longer is no markup.
const REACH: usize = 1000;

/// Words without their markup.
pub(super) struct Plain {
    /// The words; each leads back to its bytes.
    pub(super) flow: Flow,
    /// How many bytes of the flow at its start were written bold.
    pub(super) strong: usize,
    /// Whether more than half of the letters are the text of links.
    pub(super) mostly_link: bool,
}

/// Appends the bytes `range` of a flow to another, with their spans.
pub(super) fn append(flow: &Flow, range: Range<usize>, into: &mut Flow) {
    let first = flow.pieces().partition_point(|piece| piece.range.end <= range.start);
    let mut reached = range.start;
    for piece in flow.pieces()[first..].iter().take_while(|piece| piece.range.start < range.end) {
        let part = piece.range.start.max(range.start)..piece.range.end.min(range.end);
        if part.start > reached {
            into.join();
        }
        into.push_as(flow.text().get(part.clone()).unwrap_or_default(), flow.span(part.clone()));
        reached = part.end;
    }
    if range.end > reached {
        into.join();
    }
}

/// The words of a flow without markup.
pub(super) fn plain(raw: &Flow) -> Plain {
    let text = raw.text();
    let mut scan = Scan { text, cuts: Vec::new(), strong: None, links: 0, letters: 0 };
    scan.run();
    let Scan { mut cuts, strong, links, letters, .. } = scan;
    cuts.sort_by_key(|cut| (cut.range.start, usize::MAX - cut.range.end));
    let mut out = Plain { flow: Flow::default(), strong: 0, mostly_link: links * 2 > letters };
    let mut at = 0;
    for cut in &cuts {
        if cut.range.end <= at {
            continue;
        }
        keep(raw, at..cut.range.start.max(at), strong, &mut out);
        out.flow.push_as(cut.instead, raw.span(cut.range.clone()));
        at = cut.range.end;
    }
    keep(raw, at..text.len(), strong, &mut out);
    out
}

/// Appends kept bytes; where something between two spaces was cut out, one space stays.
fn keep(raw: &Flow, mut range: Range<usize>, strong: Option<usize>, out: &mut Plain) {
    let kept = &raw.text()[range.clone()];
    if out.flow.is_blank() || out.flow.text().ends_with(char::is_whitespace) {
        range.start += kept.len() - kept.trim_start().len();
    }
    if let Some(end) = strong.filter(|end| range.start <= *end && *end <= range.end) {
        out.strong = out.flow.text().len() + end - range.start;
    }
    append(raw, range, &mut out.flow);
}

/// Bytes that are no words, and what stands for them.
struct Cut {
    range: Range<usize>,
    instead: &'static str,
}

struct Scan<'a> {
    text: &'a str,
    cuts: Vec<Cut>,
    /// Where the bold words at the very start end.
    strong: Option<usize>,
    /// Letters inside link texts, and in all.
    links: usize,
    letters: usize,
}

impl Scan<'_> {
    fn cut(&mut self, range: Range<usize>) {
        self.cuts.push(Cut { range, instead: "" });
    }

    /// The end of the first `mark` after `from`, if it is near.
    fn find(&self, from: usize, mark: &str) -> Option<usize> {
        let mut end = self.text.len().min(from + REACH);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(from..end)?.find(mark).map(|at| from + at + mark.len())
    }

    fn run(&mut self) {
        let text = self.text;
        // Open brackets: position, whether an image, letters seen before.
        let mut brackets: Vec<(usize, bool, usize)> = Vec::new();
        // Open emphasis marks of `*`, `_` and `~`.
        let mut open: [Vec<Range<usize>>; 3] = Default::default();
        let mut at = 0;
        let mut before = ' ';
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let mut next = at + c.len_utf8();
            match c {
                '\\' if rest[1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                    self.cut(at..next);
                    next += 1;
                }
                '`' => {
                    let ticks = run_length(rest, '`');
                    next = at + ticks;
                    if let Some(end) = self.find(next, &rest[..ticks]) {
                        self.cut(at..next);
                        self.cut(end - ticks..end);
                        self.letters += text[next..end - ticks].chars().filter(|c| c.is_alphabetic()).count();
                        next = end;
                    }
                }
                '<' => {
                    let end = if rest.starts_with("<!--") {
                        self.find(at, "-->")
                    } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                        self.find(at, ">")
                    } else {
                        None
                    };
                    if let Some(end) = end {
                        self.cut(at..end);
                        next = end;
                    }
                }
                '{' => {
                    let close = [("{%", "%}"), ("{{", "}}"), ("{:", "}")].iter().find(|(a, _)| rest.starts_with(a));
                    if let Some(end) = close.and_then(|(_, close)| self.find(at, close)) {
                        self.cut(at..end);
                        next = end;
                    }
                }
                '&' => {
                    if let Some((name, instead)) = ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
                        next = at + name.len();
                        self.cuts.push(Cut { range: at..next, instead });
                    }
                }
                '[' => brackets.push((at, before == '!', self.letters)),
                ']' => {
                    if let Some(opened) = brackets.pop() {
                        next = self.bracket(opened, at);
                    }
                }
                '*' | '_' | '~' => {
                    next = at + run_length(rest, c);
                    let after = text[next..].chars().next().unwrap_or(' ');
                    self.emphasis(at..next, c, (before, after), &mut open);
                }
                'h' if !before.is_alphanumeric() && (rest.starts_with("http://") || rest.starts_with("https://")) => {
                    let length = rest.find(|c: char| c.is_whitespace() || "<>)]\"".contains(c)).unwrap_or(rest.len());
                    next = at + rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len();
                    let bracketed = before == '(' && text[next..].starts_with(')');
                    next += usize::from(bracketed);
                    self.cut(at - usize::from(bracketed)..next);
                }
                _ if is_emoji(c) => self.cut(at..next),
                _ => self.letters += usize::from(c.is_alphabetic()),
            }
            before = text[..next].chars().next_back().unwrap_or(' ');
            at = next;
        }
    }

    /// Settles a `[…]` that ends at `at`: a link, an image, a footnote or just brackets. Gives where to go on.
    fn bracket(&mut self, (start, image, letters): (usize, bool, usize), at: usize) -> usize {
        let text = self.text;
        let inner = &text[start + 1..at];
        let end = match text.as_bytes().get(at + 1) {
            Some(b'(') => self.closing_parenthesis(at + 1),
            Some(b'[') => self.find(at + 1, "]"),
            _ => None,
        };
        let numeric = (1..=3).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
        match end {
            Some(end) if image => self.cut(start - 1..end),
            Some(end) => {
                self.cut(start..start + 1);
                self.cut(at..end);
                self.links += self.letters - letters.min(self.letters);
            }
            // A footnote or a citation.
            None if numeric || inner.starts_with('^') => self.cut(start..at + 1),
            None => {}
        }
        if let (Some(_), true) = (end, image) {
            self.letters = letters;
        }
        end.unwrap_or(at + 1)
    }

    /// The end of a `(…)` that starts at `from`, parentheses inside allowed.
    fn closing_parenthesis(&self, from: usize) -> Option<usize> {
        let mut depth = 0usize;
        for (offset, byte) in self.text.as_bytes()[from..].iter().enumerate().take(REACH) {
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return Some(from + offset + 1),
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// Pairs a run of emphasis marks with an earlier one, by what stands on either side of it.
    fn emphasis(
        &mut self,
        run: Range<usize>,
        c: char,
        (before, after): (char, char),
        open: &mut [Vec<Range<usize>>; 3],
    ) {
        let set_apart = |c: char| c.is_whitespace() || !c.is_alphanumeric();
        let left = !after.is_whitespace() && (after.is_alphanumeric() || set_apart(before));
        let right = !before.is_whitespace() && (before.is_alphanumeric() || set_apart(after));
        let inside_word = c == '_' && before.is_alphanumeric() && after.is_alphanumeric();
        if inside_word || (c == '~' && run.len() != 2) {
            return;
        }
        let Some(stack) = open.get_mut(match c {
            '*' => 0,
            '_' => 1,
            _ => 2,
        }) else {
            return;
        };
        match stack.pop_if(|_| right) {
            Some(opened) => {
                if opened.len() >= 2 && self.strong.is_none() && self.text[..opened.start].trim().is_empty() {
                    self.strong = Some(run.start);
                }
                self.cut(opened);
                self.cut(run);
            }
            None if left => stack.push(run),
            None => {}
        }
    }
}

fn run_length(text: &str, c: char) -> usize {
    text.len() - text.trim_start_matches(c).len()
}

/// Pictures, dingbats and the invisible characters that belong to them.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{23e9}'..='\u{23ff}'
        | '\u{231a}'..='\u{231b}' | '\u{25a0}'..='\u{25ff}' | '\u{fe0e}'..='\u{fe0f}' | '\u{200d}' | '\u{20e3}'
        | '\u{e0020}'..='\u{e007f}' | '\u{fffc}')
}

/// The entities that occur in text pages.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&nbsp;", " "),
    ("&mdash;", "—"),
    ("&ndash;", "–"),
    ("&hellip;", "…"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, Span};

    #[test]
    fn markup_goes_and_words_stay() {
        for (raw, words) in [
            ("**Bold** and _soft_ `code` ~~gone~~", "Bold and soft code gone"),
            ("see [the page](https://a.b/c_(d)) now", "see the page now"),
            ("a [ref link][some id] here", "a ref link here"),
            ("![alt](x.png) text", "text"),
            ("a staggering reach! 🌐", "a staggering reach! "),
            ("🚀 up 🚀 there ⚖️", "up there "),
            ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
            ("as shown[12] before[^n]", "as shown before"),
            ("R&amp;D <u>now</u> <!-- not this -->", "R&D now "),
            ("see https://a.b/c_d. Then", "see . Then"),
            ("the plan (https://a.b) holds", "the plan holds"),
            ("the \"[sic]\" stays {% assign x=\"0\" %}", "the \"[sic]\" stays "),
            ("a \\*star\\*", "a *star*"),
            ("`a_b_c` **open", "a_b_c **open"),
            ("[unclosed (x](y", "[unclosed (x](y"),
        ] {
            let source = Source::new("t", raw);
            let flow = Flow::of(&source, Span::new(0, raw.len()));
            assert_eq!(plain(&flow).flow.text(), words, "{raw}");
        }
    }

    #[test]
    fn words_lead_back_over_cut_markup_and_line_ends() {
        let source = Source::new("t", "one **two\nthree** four");
        let mut flow = Flow::of(&source, Span::new(0, 9));
        flow.join();
        flow.push(&source, Span::new(10, 22));
        let plain = plain(&flow);
        assert_eq!(plain.flow.text(), "one two three four");
        assert_eq!(source.slice(plain.flow.span(4..13)), "two\nthree");
        let tail = plain.flow.part(8..18);
        assert_eq!((tail.text(), source.slice(tail.whole())), ("three four", "three** four"));
    }

    #[test]
    fn bold_starts_and_bare_links_are_told() {
        let of = |raw: &str| {
            let source = Source::new("t", raw);
            plain(&Flow::of(&source, Span::new(0, raw.len())))
        };
        assert_eq!(of("**Two words**: text").strong, "Two words".len());
        assert_eq!(of("plain **bold**").strong, 0);
        assert!(of("[a page](http://x) here").mostly_link);
        assert!(!of("it is told at length on [a page](http://x)").mostly_link);
    }
}
