#![doc = include_str!("conflicting_claims.md")]

use std::{ops::Range, sync::LazyLock};

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Edits, Gap};
use crate::{
    finding::{Family, Severity},
    mention::{
        Name, Negation,
        name::{NameKind, Relation, relation},
        overlap,
        polarity::{denied, negated_form},
        scope::{Extent, Scoped},
    },
    rules::{Check, Clash, Pair, Rule, Side},
    text::{
        Word,
        opposites::{opposite, synonym},
        stem,
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
/// The same where less is in common.
const SHORT: usize = 2;
/// From this share of common content on, small words tell: "not", "only", "from" against "to".
const CLOSE: f32 = 0.6;
/// How much of a clash of scopes must be in common.
const SAME_STATEMENT: f32 = 0.3;

/// The closed sets that a stem is in, as lines of the table.
static SETS: LazyLock<FxHashMap<SmolStr, Vec<usize>>> = LazyLock::new(|| {
    let mut sets: FxHashMap<SmolStr, Vec<usize>> = FxHashMap::default();
    for (number, line) in include_str!("exclusive.txt").lines().filter(|line| !line.starts_with('#')).enumerate() {
        for word in line.split_whitespace() {
            sets.entry(stem(word)).or_default().push(number);
        }
    }
    sets
});

fn check(pair: &Pair) -> Option<Clash> {
    let copies = pair.edits.as_ref().into_iter().flat_map(|edits| {
        let copy = Copy { pair, edits };
        let close = copy.is_close().then(|| [copy.denied(), copy.extents(), copy.only(), copy.swapped()]);
        close.into_iter().flatten().chain([copy.opposites(), copy.replaced()])
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

    /// Short stretches in each other's place.
    fn stretches(&self) -> impl Iterator<Item = &'a Gap> {
        let most = if self.is_close() { STRETCH } else { SHORT };
        self.edits.replaced().filter(move |gap| gap.a.len() <= most && gap.b.len() <= most)
    }

    /// Whether so much is the same that a single small word tells.
    fn is_close(&self) -> bool {
        self.pair.sameness >= CLOSE
    }

    /// Words that exclude each other and stand in each other's place.
    fn excluding(&self) -> impl Iterator<Item = (&'a Word, &'a Word)> {
        self.stretches()
            .flat_map(|gap| gap.a.clone().flat_map(|i| gap.b.clone().map(move |j| (i, j))))
            .filter_map(|(i, j)| Some((self.a(i)?, self.b(j)?)))
            .filter(|(x, y)| excludes(x, y) || !self.pair.within && self.are_exclusive(x, y))
    }

    /// Whether two words are different members of one closed set, and no part of a number or date: those are values.
    fn are_exclusive(&self, x: &Word, y: &Word) -> bool {
        let is_value = |side: &Side, word: &Word| {
            side.mentions.quantities.iter().any(|quantity| overlap(&quantity.range, &word.range))
                || side.mentions.dates.iter().any(|date| overlap(&date.range, &word.range))
        };
        is_exclusive(x, y) && !is_value(&self.pair.a, x) && !is_value(&self.pair.b, y)
    }

    /// A word in the place of its opposite, both denied or neither.
    fn opposites(&self) -> Option<Clash> {
        let mut found = self.excluding().filter(|(x, y)| {
            Self::denies(&self.pair.a, x) == Self::denies(&self.pair.b, y)
                && (self.is_close() || !x.is_stop() && !y.is_stop())
                && !self.pair.b.mentions.words.iter().any(|word| word.stem == x.stem && word.folded == x.folded)
        });
        let (x, y) = found.next()?;
        Some(self.pair.clash(x.range.clone(), y.range.clone(), 0.85))
    }

    /// Words of both that only one side denies.
    fn denied(&self) -> Option<Clash> {
        let (a, b) = (&self.pair.a, &self.pair.b);
        let of_a = a.mentions.negations.iter().find_map(|negation| {
            let (at, there) = self.denied_by(negation, a, b, |i| self.edits.partner(i))?;
            Some((negation.range.start..at.range.end, there.range.clone()))
        });
        let of_b = || {
            b.mentions.negations.iter().find_map(|negation| {
                let (at, there) = self.denied_by(negation, b, a, |j| self.edits.partner_of_b(j))?;
                Some((there.range.clone(), negation.range.start..at.range.end))
            })
        };
        let (x, y) = of_a.or_else(of_b)?;
        Some(self.pair.clash(x, y, 0.8))
    }

    /// The word that a negation of one side denies, with the same word of the other side if that is not denied.
    fn denied_by(
        &self,
        negation: &Negation,
        mine: &Side<'a>,
        other: &Side<'a>,
        partner: impl Fn(usize) -> Option<usize>,
    ) -> Option<(&'a Word, &'a Word)> {
        let words = || mine.mentions.words.iter().enumerate();
        let marks: Vec<usize> =
            words().filter(|(_, word)| overlap(&negation.range, &word.range)).map(|(at, _)| at).collect();
        let first = mine.mentions.words.get(*marks.first()?)?;
        // "No-fee" is an adjective; "lack of" may have become "shortage of", which no list knows.
        let joined = mine.claim.text().get(first.range.end..).is_some_and(|rest| rest.starts_with('-'));
        let renamed =
            marks.iter().any(|at| partner(*at).is_none()) && !is_plain(first) && self.is_replaced(mine, &marks);
        if joined || renamed {
            return None;
        }
        let scope = words().filter(|(_, word)| negation.scope.contains(&word.range.start) && !word.is_stop());
        let mut found = None;
        for (at, word) in scope.take(2) {
            if let Some(there) = partner(at).and_then(|at| other.mentions.words.get(at)) {
                if Self::denies(mine, word) && !Self::denies(other, there) {
                    found = found.or(Some((word, there)));
                }
            } else if self.excluding().any(|(x, y)| x == word || y == word) {
                // An opposite makes up for the negation: "not easy" is "hard".
                return None;
            }
        }
        found
    }

    /// Whether words of a side stand in the place of other content.
    fn is_replaced(&self, mine: &Side, words: &[usize]) -> bool {
        let first = std::ptr::eq(mine.profile, self.pair.a.profile);
        self.edits.replaced().any(|gap| {
            let (own, others, side) =
                if first { (&gap.a, &gap.b, &self.pair.b) } else { (&gap.b, &gap.a, &self.pair.a) };
            let content =
                side.mentions.words.get(others.clone()).unwrap_or_default().iter().any(|word| !word.is_stop());
            words.iter().any(|at| own.contains(at)) && content
        })
    }

    /// "All" in the place of "some".
    fn extents(&self) -> Option<Clash> {
        for gap in self.stretches() {
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
        let is = |word: &Word| {
            matches!(word.folded.as_str(), "only" | "solely" | "exclusively" | "just" | "merely" | "alone")
        };
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
                let there = self.edits.partner_of_b(at + 1).and_then(|i| self.a(i))?;
                let one = self.b(at)?.range.start..next(at, b)?.end;
                Some(self.pair.clash(there.range.clone(), one, 0.6))
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

    /// Content added or in the place of other content, too little to report. Who writes anew exchanges many words, verbs above all;
    /// who changes what is said exchanges a noun.
    fn replaced(&self) -> Option<Clash> {
        let (a, b) = (&self.pair.a, &self.pair.b);
        let content = |side: &Side<'a>, words: &Range<usize>| -> Option<&'a Word> {
            side.mentions.words.get(words.clone()).unwrap_or_default().iter().rfind(|word| !word.is_stop())
        };
        let (mut exchanged, mut verbs) = (0.0, 0.0);
        let mut found: Option<(Range<usize>, Range<usize>, bool)> = None;
        for gap in &self.edits.gaps {
            let (x, y) = (content(a, &gap.a), content(b, &gap.b));
            let whole = |side: &Side| 0..side.claim.text().len();
            match (x, y) {
                (Some(x), Some(y)) => {
                    exchanged += 1.0;
                    verbs += f32::from(u8::from(self.is_verb(gap)));
                    if !synonym(&x.stem, &y.stem) && found.as_ref().is_none_or(|(.., both)| !both) {
                        found = Some((x.range.clone(), y.range.clone(), true));
                    }
                }
                (Some(x), None) if found.is_none() => found = Some((x.range.clone(), whole(b), false)),
                (None, Some(y)) if found.is_none() => found = Some((whole(a), y.range.clone(), false)),
                _ => {}
            }
        }
        let (x, y, both) = found?;
        let strength: f32 = if both { 0.49 - 0.06 * (exchanged - 1.0) - 0.12 * verbs } else { 0.4 - 0.06 * exchanged };
        Some(self.pair.clash(x, y, strength.max(0.05)))
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

/// Whether two words are different members of one closed set.
fn is_exclusive(x: &Word, y: &Word) -> bool {
    let sets = |word: &Word| SETS.get(&word.stem).map_or(&[][..], Vec::as_slice);
    x.stem != y.stem && sets(x).iter().any(|set| sets(y).contains(set))
}

/// Whether a negation is only that, and no word of its own meaning ("lack", "fail", "refuse").
fn is_plain(word: &Word) -> bool {
    word.folded.ends_with("n't")
        || matches!(
            word.folded.as_str(),
            "not" | "no" | "never" | "cannot" | "none" | "nothing" | "nobody" | "neither" | "nor" | "without"
        )
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
            if let Some(thing) = one.things.iter().find(|x| other.things.iter().any(|y| same(x, y))) {
                let name = a.mentions.names.get(*thing).map_or("", |name| a.written(&name.range));
                let mut clash = pair.clash(one.range.clone(), other.range.clone(), 0.65);
                clash.message = format!("{name}: {}", clash.message);
                return Some(clash);
            }
        }
    }
    None
}

/// Whether two names are one thing: the same, or one the last part of the other ("Falcon" and "Orion 4 Falcon").
fn one_thing(x: &Name, y: &Name) -> bool {
    let tail = |whole: &Name, part: &Name| part.kind != NameKind::Acronym && whole.parts.ends_with(&part.parts);
    relation(x, y) == Relation::Same || tail(x, y) || tail(y, x)
}

/// The same share of the same things, of which one claim takes only a part: "most code for these tools", "most of Acme's code".
fn scope(pair: &Pair) -> Option<Clash> {
    if pair.likeness < SAME_STATEMENT {
        return None;
    }
    for one in &pair.a.profile.scoped {
        for other in &pair.b.profile.scoped {
            // Some of a part are some of the whole; most of a part are not most of it.
            let tells = one.quantifier == other.quantifier && !matches!(one.quantifier, Extent::Some | Extent::Few);
            if tells && one.head == other.head && one_is_restricted(pair, one, other) {
                return Some(pair.clash(one.range.clone(), other.range.clone(), 0.6));
            }
        }
    }
    None
}

/// Whether one of two quantified things has a restriction behind its noun, of which the other has nothing.
fn one_is_restricted(pair: &Pair, one: &Scoped, other: &Scoped) -> bool {
    // "Of" names the whole as often as a part: "each feature of the product".
    let behind = |thing: &Scoped, side: &Side| {
        thing.range.end > thing.noun.end && !side.written(&(thing.noun.end..thing.range.end)).starts_with(" of ")
    };
    let foreign = |thing: &Scoped, side: &Side| {
        thing.restrictors.iter().all(|stem| !side.mentions.words.iter().any(|word| word.stem == *stem))
    };
    match (behind(one, &pair.a), behind(other, &pair.b)) {
        (true, false) => foreign(one, &pair.b),
        (false, true) => foreign(other, &pair.a),
        _ => false,
    }
}
