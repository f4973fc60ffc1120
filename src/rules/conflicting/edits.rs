//! What was replaced by what between two statements of which one is nearly a copy of the other.

use std::ops::Range;

/// Word pairs beyond which two claims are not aligned word by word: two of 700 words.
const MOST: usize = 500_000;

/// A word of a claim as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The number of its stem.
    pub stem: u32,
    /// Whether it says nothing by itself.
    pub stop: bool,
    /// How much it counts when words are aligned.
    weight: u32,
}

/// Words of one side that stand where other words stand on the other side. One of the ranges may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Words of the first side.
    pub a: Range<usize>,
    /// Words of the second side.
    pub b: Range<usize>,
}

/// Two sequences of words aligned: what they share in the same order, and what differs between.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits {
    /// Pairs of equal words, ascending on both sides.
    pub matched: Vec<(usize, usize)>,
    /// What stands between them, in order.
    pub gaps: Vec<Gap>,
}

impl Token {
    /// A word; names and numbers hold an alignment together less than what is said of them, so that they can change places.
    pub fn new(stem: u32, stop: bool, value: bool) -> Self {
        let weight = match (stop, value) {
            (true, _) => 1,
            (_, true) => 3,
            _ => 4,
        };
        Self { stem, stop, weight }
    }
}

impl Edits {
    /// Aligns two sequences by their heaviest common subsequence.
    pub fn of(a: &[Token], b: &[Token]) -> Self {
        let same = |(x, y): &(&Token, &Token)| x.stem == y.stem;
        let head = a.iter().zip(b).take_while(same).count();
        let (rest_a, rest_b) = (&a[head..], &b[head..]);
        let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(same).count();
        let (core_a, core_b) = (&rest_a[..rest_a.len() - tail], &rest_b[..rest_b.len() - tail]);
        if core_a.len() * core_b.len() > MOST {
            return Self::default();
        }
        let mut matched: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
        matched.extend(common(core_a, core_b).into_iter().map(|(i, j)| (i + head, j + head)));
        matched.extend((0..tail).map(|i| (a.len() - tail + i, b.len() - tail + i)));
        let mut gaps = Vec::new();
        let (mut from_a, mut from_b) = (0, 0);
        for (i, j) in matched.iter().copied().chain([(a.len(), b.len())]) {
            if from_a < i || from_b < j {
                gaps.push(Gap { a: from_a..i, b: from_b..j });
            }
            (from_a, from_b) = (i + 1, j + 1);
        }
        Self { matched, gaps }
    }

    /// The same with the sides exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            matched: self.matched.into_iter().map(|(i, j)| (j, i)).collect(),
            gaps: self.gaps.into_iter().map(|gap| Gap { a: gap.b, b: gap.a }).collect(),
        }
    }

    /// The word of the second side that a word of the first is matched with.
    pub fn partner(&self, a: usize) -> Option<usize> {
        let at = self.matched.binary_search_by_key(&a, |(i, _)| *i).ok()?;
        self.matched.get(at).map(|(_, j)| *j)
    }

    /// The word of the first side that a word of the second is matched with.
    pub fn partner_of_b(&self, b: usize) -> Option<usize> {
        let at = self.matched.binary_search_by_key(&b, |(_, j)| *j).ok()?;
        self.matched.get(at).map(|(i, _)| *i)
    }

    /// Whether content differs in one place only.
    pub fn is_single(&self, a: &[Token], b: &[Token]) -> bool {
        let content = |tokens: &[Token], range: &Range<usize>| {
            tokens.get(range.clone()).is_some_and(|tokens| tokens.iter().any(|token| !token.stop))
        };
        self.gaps.iter().filter(|gap| content(a, &gap.a) || content(b, &gap.b)).count() == 1
    }

    /// The gaps with words on both sides.
    pub fn replaced(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter().filter(|gap| !gap.a.is_empty() && !gap.b.is_empty())
    }
}

/// The heaviest common subsequence of two sequences.
fn common(a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // best[i * width + j]: the most that a[i..] and b[j..] share.
    let mut best = vec![0u32; (a.len() + 1) * width];
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let take = if x.stem == y.stem { best[(i + 1) * width + j + 1] + x.weight.min(y.weight) } else { 0 };
            best[i * width + j] = skip.max(take);
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let here = best[i * width + j];
        if x.stem == y.stem && here == best[(i + 1) * width + j + 1] + x.weight.min(y.weight) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Edits, Gap, Token};

    /// Words as tokens: capital letters are names, "x" and "y" say nothing.
    fn edits(a: &str, b: &str) -> Edits {
        let tokens = |text: &str| -> Vec<Token> {
            text.bytes().map(|byte| Token::new(byte.into(), byte >= b'x', byte.is_ascii_uppercase())).collect()
        };
        Edits::of(&tokens(a), &tokens(b))
    }

    #[test]
    fn what_was_replaced_stands_between_what_is_the_same() {
        assert_eq!(edits("abc", "abc").gaps, []);
        assert_eq!(edits("abc", "adc").gaps, [Gap { a: 1..2, b: 1..2 }]);
        assert_eq!(edits("abc", "abxc").gaps, [Gap { a: 2..2, b: 2..3 }]);
        assert_eq!(edits("", "ab").gaps, [Gap { a: 0..0, b: 0..2 }]);
    }

    #[test]
    fn names_change_places_around_what_is_said() {
        let swapped = edits("AsBp", "BsAp");
        assert_eq!(swapped.gaps, [Gap { a: 0..1, b: 0..1 }, Gap { a: 2..3, b: 2..3 }]);
        assert_eq!(swapped.partner(1), Some(1));
        assert_eq!(swapped.partner(0), None);
    }
}
