//! Text gathered from several places of a file, which still knows the original bytes of each part.

use std::ops::Range;

use crate::source::{Source, Span};

/// A string put together from pieces of a source: the lines of a hard-wrapped paragraph, the cues of one speaker.
///
/// Pieces are copied byte for byte, or stand for other bytes (a decoded entity); [`Flow::span`] leads back in both cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flow {
    text: String,
    pieces: Vec<Piece>,
}

/// One part of a [`Flow`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The bytes of the flow's text.
    pub range: Range<usize>,
    /// The bytes of the source that they stand for.
    pub span: Span,
}

impl Flow {
    /// The flow of one span of a source, copied as it is.
    pub fn of(source: &Source, span: Span) -> Self {
        let mut flow = Self::default();
        flow.push(source, span);
        flow
    }

    /// Appends the bytes at `span` as they are, without a joining space.
    pub fn push(&mut self, source: &Source, span: Span) {
        self.push_as(source.slice(span), span);
    }

    /// Appends `text`, which stands for the bytes at `span` (a decoded entity, a tag-stripped word).
    pub fn push_as(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { range: start..self.text.len(), span });
    }

    /// Appends another flow as it is.
    pub(super) fn append(&mut self, other: Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let moved = |piece: Piece| Piece { range: piece.range.start + start..piece.range.end + start, ..piece };
        self.pieces.extend(other.pieces.into_iter().map(moved));
    }

    /// Appends a space if the text does not end in white space: what joins two lines. The space stands for no bytes.
    pub fn join(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// The gathered text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parts in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether nothing but white space was gathered.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The original bytes of a range of the text: from the first byte of the first piece touched to the last of the last.
    ///
    /// An empty range, or one of joining spaces only, gives an empty span at the nearest piece.
    pub fn span(&self, range: Range<usize>) -> Span {
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        let last = self.pieces.partition_point(|piece| piece.range.start < range.end.max(range.start + 1));
        match (self.pieces.get(first), last.checked_sub(1).and_then(|i| self.pieces.get(i))) {
            (Some(a), Some(b)) if first < last => {
                Span::new(a.original(range.start, false), b.original(range.end, true))
            }
            (Some(a), _) => Span::new(a.span.start, a.span.start),
            (None, Some(b)) => Span::new(b.span.end, b.span.end),
            (None, None) => Span::default(),
        }
    }

    /// A range of the text as a flow of its own.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self { text: self.text.get(range.clone()).unwrap_or_default().to_owned(), pieces: Vec::new() };
        let first = self.pieces.partition_point(|piece| piece.range.end <= range.start);
        for piece in self.pieces[first..].iter().take_while(|piece| piece.range.start < range.end) {
            let inside = piece.range.start.max(range.start)..piece.range.end.min(range.end);
            let span = Span::new(piece.original(inside.start, false), piece.original(inside.end, true));
            part.pieces.push(Piece { range: inside.start - range.start..inside.end - range.start, span });
        }
        part
    }

    /// The same text, led back one step further: this flow's pieces stand for bytes of `page`'s text, those of the result for the bytes
    /// that `page` stands for.
    #[must_use]
    pub fn through(&self, page: &Self) -> Self {
        let mut out = Self { text: self.text.clone(), pieces: Vec::with_capacity(self.pieces.len()) };
        for piece in &self.pieces {
            let inside = piece.span.start..piece.span.end;
            if page.text.get(inside.clone()) != self.text.get(piece.range.clone()) {
                let span = page.span(inside);
                out.pieces.extend((!span.is_empty()).then(|| Piece { range: piece.range.clone(), span }));
                continue;
            }
            let parts = page.part(inside).pieces.into_iter().filter(|part| !part.span.is_empty());
            out.pieces.extend(parts.map(|part| Piece {
                range: piece.range.start + part.range.start..piece.range.start + part.range.end,
                span: part.span,
            }));
        }
        out
    }

    /// The original bytes of the whole flow.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }
}

impl Piece {
    /// The original offset of a position in the text; inside a piece that is no plain copy, its start or its end.
    fn original(&self, position: usize, end: bool) -> usize {
        let inside = position.clamp(self.range.start, self.range.end) - self.range.start;
        if self.range.len() == self.span.end - self.span.start {
            self.span.start + inside
        } else if inside == self.range.len() || (end && inside > 0) {
            self.span.end
        } else {
            self.span.start
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_over_two_lines_leads_back_to_both() {
        let source = Source::new("t", "00:10 one two\n00:20 three");
        let mut flow = Flow::of(&source, Span::new(6, 13));
        flow.join();
        flow.push(&source, Span::new(20, 25));
        assert_eq!(flow.text(), "one two three");
        assert_eq!(source.slice(flow.span(4..7)), "two");
        assert_eq!(source.slice(flow.span(4..13)), "two\n00:20 three");
        assert_eq!(flow.span(0..13), flow.whole());
        let part = flow.part(4..13);
        assert_eq!(part.text(), "two three");
        assert_eq!(source.slice(part.span(4..9)), "three");
    }

    #[test]
    fn two_steps_back_are_one() {
        let file = Source::new("t", "<b>Ann:</b> fish &amp; chips");
        let mut page = Flow::of(&file, Span::new(3, 7));
        page.push(&file, Span::new(11, 17));
        page.push_as("&", Span::new(17, 22));
        page.push(&file, Span::new(22, 28));
        assert_eq!(page.text(), "Ann: fish & chips");
        let inner = Source::new("t", page.text());
        let words = Flow::of(&inner, Span::new(5, 17)).through(&page);
        assert_eq!(words.text(), "fish & chips");
        assert_eq!(file.slice(words.whole()), "fish &amp; chips");
        assert_eq!(file.slice(words.span(7..12)), "chips");
    }

    #[test]
    fn a_decoded_piece_stands_for_all_its_bytes() {
        let source = Source::new("t", "a &amp; b");
        let mut flow = Flow::of(&source, Span::new(0, 2));
        flow.push_as("&", Span::new(2, 7));
        flow.push(&source, Span::new(7, 9));
        assert_eq!(flow.text(), "a & b");
        assert_eq!(source.slice(flow.span(2..3)), "&amp;");
        assert_eq!(source.slice(flow.span(0..5)), "a &amp; b");
    }
}
