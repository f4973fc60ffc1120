#![doc = include_str!("conflicting_claims.md")]

use std::ops::Range;

use super::{Edits, Gap, State};
use crate::{
    finding::{Family, Severity},
    mention::{
        name::{Relation, relation},
        overlap,
        polarity::{denied, negated_form},
        scope::{Extent, Scoped},
    },
    rules::{Check, Clash, Pair, Rule, Side},
    text::{
        Word,
        opposites::{opposite, synonym},
    },
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "X004",
    name: "conflicting-claims",
    family: Family::Conflicting,
    severity: Severity::Error,
    summary: "two statements about the same thing exclude each other",
    page: include_str!("conflicting_claims.md"),
    check: Check::Pair(check),
};

/// How many words a replaced stretch may have for its words to be compared one by one.
const STRETCH: usize = 6;
/// How much of a clash of scopes must be in common.
const SAME_STATEMENT: f32 = 0.3;

fn check(pair: &Pair) -> Option<Clash> {
    let copies = pair.edits.as_ref().into_iter().flat_map(|edits| {
        let copy = Copy { pair, edits };
        [copy.denied(), copy.opposites(), copy.extents(), copy.only(), copy.swapped(), copy.replaced()]
    });
    Clash::strongest(copies.chain([event(pair), scope(pair)]).flatten())
}

/// A pair of which one side is nearly a copy of the other.
struct Copy<'a> {
    pair: &'a Pair<'a>,
    edits: &'a Edits,
}

impl<'a> Copy<'a> {
    fn a(&self, i: usize) -> Option<&'a Word> {
        self.pair.a.mentions.words.get(i)
    }

    fn b(&self, j: usize) -> Option<&'a Word> {
        self.pair.b.mentions.words.get(j)
    }

    /// Whether a side denies a word.
    fn denies(side: &Side, word: &Word) -> bool {
        denied(&side.mentions.negations, word.range.start)
    }

    /// Words that exclude each other and stand in each other's place.
    fn excluding(&self) -> impl Iterator<Item = (&'a Word, &'a Word)> {
        let gaps = self.edits.replaced().filter(|gap| gap.a.len() <= STRETCH && gap.b.len() <= STRETCH);
        gaps.flat_map(|gap| gap.a.clone().flat_map(|i| gap.b.clone().map(move |j| (i, j))))
            .filter_map(|(i, j)| Some((self.a(i)?, self.b(j)?)))
            .filter(|(x, y)| excludes(x, y))
    }

    /// A word in the place of its opposite, both denied or neither.
    fn opposites(&self) -> Option<Clash> {
        let mut found = self.excluding().filter(|(x, y)| {
            Self::denies(&self.pair.a, x) == Self::denies(&self.pair.b, y)
                && !self.pair.b.mentions.words.iter().any(|word| word.stem == x.stem && word.folded == x.folded)
        });
        let (x, y) = found.next()?;
        Some(self.pair.clash(x.range.clone(), y.range.clone(), 0.85))
    }

    /// Words of both that only one side denies.
    fn denied(&self) -> Option<Clash> {
        let (a, b) = (&self.pair.a, &self.pair.b);
        for (mine, other, first) in [(a, b, true), (b, a, false)] {
            for negation in &mine.mentions.negations {
                let words = mine.mentions.words.iter().enumerate();
                let scope = words.filter(|(_, word)| negation.scope.contains(&word.range.start) && !word.is_stop());
                for (at, word) in scope.take(2) {
                    let partner = if first {
                        self.edits.partner(at)
                    } else {
                        self.edits.matched.iter().find(|(_, j)| *j == at).map(|(i, _)| *i)
                    };
                    let Some(there) = partner.and_then(|at| other.mentions.words.get(at)) else {
                        // An opposite makes up for the negation: "not easy" is "hard".
                        let made_up = self.excluding().any(|(x, y)| if first { x == word } else { y == word });
                        if made_up {
                            break;
                        }
                        continue;
                    };
                    if Self::denies(mine, word) && !Self::denies(other, there) {
                        let one = negation.range.start..word.range.end;
                        let clash = if first {
                            self.pair.clash(one, there.range.clone(), 0.8)
                        } else {
                            self.pair.clash(there.range.clone(), one, 0.8)
                        };
                        return Some(clash);
                    }
                }
            }
        }
        None
    }

    /// "All" in the place of "some".
    fn extents(&self) -> Option<Clash> {
        for gap in self.edits.replaced().filter(|gap| gap.a.len() <= STRETCH && gap.b.len() <= STRETCH) {
            let mut of_a = gap.a.clone().filter_map(|i| self.a(i)).filter_map(|word| Some((word, extent(word)?)));
            let mut of_b = gap.b.clone().filter_map(|j| self.b(j)).filter_map(|word| Some((word, extent(word)?)));
            if let (Some((x, one)), Some((y, other))) = (of_a.next(), of_b.next())
                && one != other
            {
                return Some(self.pair.clash(x.range.clone(), y.range.clone(), 0.75));
            }
        }
        None
    }

    /// "Only" added.
    fn only(&self) -> Option<Clash> {
        let is = |word: &Word| matches!(word.folded.as_str(), "only" | "solely" | "exclusively");
        let (a, b) = (&self.pair.a, &self.pair.b);
        let mark = |side: &Side| side.mentions.words.iter().position(is);
        let next = |at: usize, side: &Side| side.mentions.words.get(at + 1).map(|word| word.range.clone());
        match (mark(a), mark(b)) {
            (Some(at), None) => {
                let there = self.edits.partner(at + 1).and_then(|j| self.b(j))?;
                let one = self.a(at)?.range.start..next(at, a)?.end;
                Some(self.pair.clash(one, there.range.clone(), 0.6))
            }
            (None, Some(at)) => {
                let (i, _) = self.edits.matched.iter().find(|(_, j)| *j == at + 1)?;
                let one = self.b(at)?.range.start..next(at, b)?.end;
                Some(self.pair.clash(self.a(*i)?.range.clone(), one, 0.6))
            }
            _ => None,
        }
    }

    /// Two names that have changed places.
    fn swapped(&self) -> Option<Clash> {
        let stems = |side: &Side, words: &Range<usize>| -> Vec<u32> {
            let tokens = side.profile.tokens.get(words.clone()).unwrap_or_default();
            tokens.iter().filter(|token| !token.stop).map(|token| token.stem).collect()
        };
        let named = |side: &Side, words: &Range<usize>| {
            let bytes = Pair::bytes(side, words);
            side.mentions.names.iter().any(|name| overlap(&name.range, &bytes))
        };
        let (a, b) = (&self.pair.a, &self.pair.b);
        let gaps: Vec<&Gap> = self.edits.replaced().collect();
        for (index, one) in gaps.iter().enumerate() {
            for other in gaps.iter().skip(index + 1) {
                let same = stems(a, &one.a) == stems(b, &other.b) && stems(a, &other.a) == stems(b, &one.b);
                if same && named(a, &one.a) && named(a, &other.a) && !stems(a, &one.a).is_empty() {
                    let (x, y) = (one.a.start..other.a.end, one.b.start..other.b.end);
                    return Some(self.pair.clash(Pair::bytes(a, &x), Pair::bytes(b, &y), 0.75));
                }
            }
        }
        None
    }

    /// Content in the place of other content that is no synonym: too little to report, more than nothing.
    fn replaced(&self) -> Option<Clash> {
        let (a, b) = (&self.pair.a, &self.pair.b);
        let holds = |side: &Side, word: &Word| side.mentions.words.iter().any(|other| synonym(&word.stem, &other.stem));
        let content = |side: &Side<'a>, words: &Range<usize>, other: &Side| -> Vec<&'a Word> {
            let words = side.mentions.words.get(words.clone()).unwrap_or_default();
            words.iter().filter(|word| !word.is_stop() && !holds(other, word)).collect()
        };
        let mut edits = 0;
        let mut best: Option<(f32, Range<usize>, Range<usize>)> = None;
        for gap in &self.edits.gaps {
            let (x, y) = (content(a, &gap.a, b), content(b, &gap.b, a));
            edits += usize::from(!x.is_empty() || !y.is_empty());
            if let (Some(first), Some(second)) = (x.last(), y.last()) {
                let weight = if self.is_verb(gap) { 0.15 } else { 0.4 };
                if best.as_ref().is_none_or(|(known, ..)| *known < weight) {
                    best = Some((weight, first.range.clone(), second.range.clone()));
                }
            }
        }
        let (weight, x, y) = best?;
        Some(self.pair.clash(x, y, weight / (1.0 + 0.2 * (edits as f32 - 1.0))))
    }

    /// Whether a replaced stretch looks like a verb: an article follows, or "to" comes before.
    fn is_verb(&self, gap: &Gap) -> bool {
        let next = self.a(gap.a.end).map_or("", |word| word.folded.as_str());
        let before = gap.a.start.checked_sub(1).and_then(|i| self.a(i)).map_or("", |word| word.folded.as_str());
        matches!(next, "the" | "a" | "an" | "that" | "its" | "their" | "his" | "her")
            || matches!(before, "to" | "can" | "will" | "may" | "could" | "would" | "he" | "she" | "it" | "they")
    }
}

/// Whether two words exclude each other: opposites, or one denies the other by its prefix.
fn excludes(x: &Word, y: &Word) -> bool {
    let denies = |one: &Word, other: &Word| {
        negated_form(&one.stem) == Some(other.stem.as_str())
            || ["un", "non", "in", "dis"].iter().any(|prefix| {
                one.folded.strip_prefix(prefix).is_some_and(|rest| rest.len() > 3 && rest == other.folded)
            })
    };
    opposite(&x.stem, &y.stem) || denies(x, y) || denies(y, x)
}

/// What a quantifying word amounts to, coarsely.
fn extent(word: &Word) -> Option<Extent> {
    Some(match word.folded.as_str() {
        "all" | "every" | "each" | "entire" | "whole" | "always" | "everyone" | "everything" | "both" => Extent::All,
        "most" | "mostly" | "majority" | "largely" | "usually" => Extent::Most,
        "some" | "several" | "sometimes" | "partly" | "partially" | "certain" => Extent::Some,
        "half" => Extent::Half,
        "none" | "nobody" | "nothing" | "zero" | "neither" => Extent::None,
        _ => return None,
    })
}

/// The same thing that has happened to a name in one claim and not in the other.
fn event(pair: &Pair) -> Option<Clash> {
    let (a, b) = (pair.a, pair.b);
    for one in &a.profile.events {
        for other in b.profile.events.iter().filter(|other| other.kind == one.kind && other.state != one.state) {
            let same = |x: &usize, y: &usize| match (a.mentions.names.get(*x), b.mentions.names.get(*y)) {
                (Some(x), Some(y)) => one_thing(x, y),
                _ => false,
            };
            // What has happened to a thing in the same claim that has it still to come is told in its place.
            let shared = one.things.iter().any(|x| other.things.iter().any(|y| same(x, y)));
            if shared {
                debug_assert!(one.state == State::Done || other.state == State::Done);
                return Some(pair.clash(one.range.clone(), other.range.clone(), 0.65));
            }
        }
    }
    None
}

/// Whether two names are one thing: the same, or one the last part of the other ("Falcon" and "Orion 4 Falcon").
fn one_thing(x: &crate::mention::Name, y: &crate::mention::Name) -> bool {
    relation(x, y) == Relation::Same || x.parts.ends_with(&y.parts) || y.parts.ends_with(&x.parts)
}

/// The same share of the same things, of which one claim takes only a part: "most code for these tools", "most of Acme's code".
fn scope(pair: &Pair) -> Option<Clash> {
    if pair.likeness < SAME_STATEMENT {
        return None;
    }
    for one in &pair.a.profile.scoped {
        for other in &pair.b.profile.scoped {
            if one.quantifier == other.quantifier && one.head == other.head && one_is_restricted(pair, one, other) {
                return Some(pair.clash(one.range.clone(), other.range.clone(), 0.6));
            }
        }
    }
    None
}

/// Whether one of two quantified things has a restriction behind its noun, of which the other has nothing.
fn one_is_restricted(pair: &Pair, one: &Scoped, other: &Scoped) -> bool {
    let behind = |thing: &Scoped| thing.range.end > thing.noun.end;
    let foreign = |thing: &Scoped, side: &Side| {
        thing.restrictors.iter().all(|stem| !side.mentions.words.iter().any(|word| word.stem == *stem))
    };
    match (behind(one), behind(other)) {
        (true, false) => foreign(one, &pair.b),
        (false, true) => foreign(other, &pair.a),
        _ => false,
    }
}
