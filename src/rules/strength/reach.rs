//! Whether something is said of the named things only, or of others too.

use std::{ops::Range, sync::LazyLock};

use super::anchor::{Anchor, FAINT, anchors};
use crate::{
    align::{Sentence, TermSet},
    mention::{Mentions, phrase::Phrases, polarity::denied},
    rules::{Context, Spoken},
    text::Word,
};

/// The words after or before "only" that name what it restricts to.
const ITEM: usize = 5;
/// The words between an item and the word that joins or denies it.
const NEAR: usize = 4;

/// How far something reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// "Only", "restricted to".
    Only,
    /// "Also", "as well as", "everyone".
    Also,
    /// "But not", "leaves out".
    Not,
}

/// A word or phrase with its bound.
struct Mark {
    words: Range<usize>,
    bytes: Range<usize>,
    bound: Bound,
}

static BOUNDS: LazyLock<Phrases<Option<Bound>>> = LazyLock::new(|| {
    Phrases::load(include_str!("bounds.tsv"), |name| {
        Some(match name {
            "-" => None,
            "only" => Some(Bound::Only),
            "also" => Some(Bound::Also),
            "not" => Some(Bound::Not),
            _ => return None,
        })
    })
});

fn marks(text: &str, words: &[Word]) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let (count, bound) = BOUNDS.longest(text, words, i).unwrap_or((1, None));
        if let (Some(bound), Some(bytes)) = (bound, bytes(words, i..i + count)) {
            found.push(Mark { words: i..i + count, bytes, bound });
        }
        i += count;
    }
    found
}

fn bytes(words: &[Word], range: Range<usize>) -> Option<Range<usize>> {
    let words = words.get(range.start..range.end.min(words.len()))?;
    Some(words.first()?.range.start..words.last()?.range.end)
}

/// A claim's words about how far something reaches, and those of the talk that say otherwise.
pub(super) struct Beyond {
    /// Bytes of the claim.
    pub(super) stated: Range<usize>,
    /// Words of the talk.
    pub(super) spoken: Spoken,
    /// How much of the clause is spoken there: 0 to 1.
    pub(super) share: f32,
}

/// What a claim says only of some or of more than the talk does.
pub(super) fn beyond(context: &Context) -> Option<Beyond> {
    let own = context.own();
    let written = marks(context.text(), &own.mentions.words);
    let one = |bound| {
        let mut of = written.iter().filter(move |mark| mark.bound == bound);
        of.next().filter(|_| of.next().is_none())
    };
    let has = |bound| written.iter().any(|mark| mark.bound == bound);
    let out = match one(Bound::Not) {
        Some(mark) => left_out(context, mark),
        None => contrasted(context).and_then(|mark| left_out(context, &mark)),
    };
    if out.is_some() {
        return out;
    }
    match (one(Bound::Only), has(Bound::Also)) {
        (Some(mark), false) => restricted(context, mark).or_else(|| longer_list(context, mark)),
        (None, _) if !has(Bound::Only) => {
            taken_in(context).or_else(|| written.iter().find_map(|mark| widened(context, mark)))
        }
        _ => None,
    }
}

/// ", not for guests": what a claim leaves out by a bare "not" after a comma.
fn contrasted(context: &Context) -> Option<Mark> {
    let words = &context.own().mentions.words;
    let at = words.iter().enumerate().skip(2).find(|(i, word)| {
        word.folded == "not"
            && context
                .text()
                .get(words.get(i - 1).map_or(0, |w| w.range.end)..word.range.start)
                .is_some_and(|gap| gap.trim() == ",")
            && words.get(i + 1).is_some_and(|next| {
                !matches!(
                    next.folded.as_str(),
                    "only"
                        | "just"
                        | "yet"
                        | "that"
                        | "least"
                        | "because"
                        | "to"
                        | "so"
                        | "too"
                        | "very"
                        | "all"
                        | "every"
                        | "if"
                        | "when"
                        | "even"
                )
            })
    })?;
    Some(Mark { words: at.0..at.0 + 1, bytes: at.1.range.clone(), bound: Bound::Not })
}

/// The terms of a few words of the claim, up to the end of the phrase.
fn item(context: &Context, words: Range<usize>) -> TermSet {
    let own = context.own();
    bytes(&own.mentions.words, words).map_or_else(TermSet::default, |range| own.alignment.terms_in(&range))
}

/// The sentences of the places, each with its index and its marks.
fn spoken<'a>(
    context: &'a Context,
    places: &'a [Anchor],
) -> impl Iterator<Item = (usize, f32, &'a Sentence, Vec<Mark>)> {
    places
        .iter()
        .filter(|anchor| anchor.share > FAINT)
        .flat_map(|anchor| anchor.about.clone().map(move |index| (index, anchor.share)))
        .filter_map(|(index, share)| {
            let sentence = context.talk.sentences.get(index)?;
            Some((index, share, sentence, marks(&sentence.text, &sentence.mentions.words)))
        })
}

/// Whether a sentence says "only", in any of its ways.
fn restricts(sentence: &Sentence, marks: &[Mark]) -> bool {
    marks.iter().any(|mark| mark.bound == Bound::Only)
        || sentence.mentions.words.iter().any(|word| {
            matches!(
                word.folded.as_str(),
                "just"
                    | "specifically"
                    | "strictly"
                    | "mainly"
                    | "mostly"
                    | "except"
                    | "particular"
                    | "single"
                    | "merely"
            )
        })
}

/// The word index of each word of a sentence that is one of some terms of the claim.
fn held(context: &Context, terms: TermSet, sentence: &Sentence) -> Vec<usize> {
    let query = &context.own().alignment.query;
    let known = |term| {
        terms
            .positions()
            .filter_map(|at| query.terms.get(at))
            .any(|own| own.term == Some(term) || own.kin.contains(&term))
    };
    let starts: Vec<usize> = sentence
        .terms
        .iter()
        .zip(&sentence.starts)
        .filter(|(term, _)| known(**term))
        .map(|(_, start)| *start)
        .collect();
    let words = sentence.mentions.words.iter().enumerate();
    words.filter(|(_, word)| starts.contains(&word.range.start)).map(|(i, _)| i).collect()
}

/// "Only the guests" where the talk says it of everybody, or of the guests and others.
fn restricted(context: &Context, mark: &Mark) -> Option<Beyond> {
    let own = context.own();
    let after = mark.words.end..(mark.words.end + ITEM).min(own.mentions.words.len());
    let slot = context.slot(&mark.bytes);
    let near = item(context, after).or(item(context, mark.words.start.saturating_sub(NEAR)..mark.words.start));
    let places = anchors(context, slot, own.alignment.terms_in(&mark.bytes));
    if spoken(context, &places).any(|(_, _, sentence, marks)| restricts(sentence, &marks)) {
        return None;
    }
    spoken(context, &places).find_map(|(index, share, sentence, marks)| {
        let items = held(context, near, sentence);
        let wide = marks.iter().find(|other| {
            other.bound == Bound::Also
                && items.iter().any(|at| at.abs_diff(other.words.start) <= NEAR)
                && widens(sentence, other)
                && !denied(&sentence.mentions.negations, other.bytes.start)
        })?;
        Some(Beyond {
            stated: mark.bytes.clone(),
            spoken: Spoken { sentence: index, range: wide.bytes.clone() },
            share,
        })
    })
}

/// Whether a word says clearly that others are meant too; "also" and "any" may say anything.
fn widens(sentence: &Sentence, mark: &Mark) -> bool {
    sentence.mentions.words.get(mark.words.start).is_some_and(|word| {
        !matches!(word.folded.as_str(), "also" | "any" | "anything" | "everything" | "as" | "including")
    })
}

/// "Members, but not guests" where the talk has the guests in.
fn left_out(context: &Context, mark: &Mark) -> Option<Beyond> {
    let own = context.own();
    let words = &own.mentions.words;
    // "Leaves out others such as".
    let phrase = words.iter().enumerate().skip(mark.words.end).take(NEAR + ITEM);
    let end = phrase.take_while(|(i, word)| {
        *i == mark.words.end
            || !context
                .text()
                .get(words.get(i - 1).map_or(0, |w| w.range.end)..word.range.start)
                .is_some_and(|gap| gap.contains([',', ';', ':', '(']))
    });
    let end = end.last().map_or(mark.words.end, |(i, _)| i + 1);
    let out = item(context, mark.words.end..end);
    if out.is_empty() || out.len() > 4 {
        return None;
    }
    let aside = own.alignment.terms_in(&mark.bytes);
    let slot = context.slot(&mark.bytes).or(out);
    let places = anchors(context, slot, aside);
    let mut found = None;
    for (index, share, sentence, marks) in spoken(context, &places) {
        for at in held(context, out, sentence) {
            let word = sentence.mentions.words.get(at)?;
            if denied(&sentence.mentions.negations, word.range.start)
                && !marks.iter().any(|m| m.bound == Bound::Also && m.words.start < at)
                || marks.iter().any(|m| m.bound == Bound::Not && m.words.start < at && at - m.words.start <= NEAR)
                || restricts(sentence, &marks) && !marks.iter().any(|m| m.bound == Bound::Also)
            {
                return None;
            }
            let joined = sentence.mentions.words.iter().enumerate().any(|(i, other)| {
                i.abs_diff(at) <= NEAR
                    && matches!(
                        other.folded.as_str(),
                        "and" | "or" | "also" | "too" | "both" | "either" | "any" | "all" | "even" | "including"
                    )
            });
            let others = !held(context, slot.without(out), sentence).is_empty();
            if joined && others && found.is_none() {
                found = Some(Beyond {
                    stated: mark.bytes.start..words.get(end.checked_sub(1)?)?.range.end,
                    spoken: Spoken { sentence: index, range: word.range.clone() },
                    share,
                });
            }
        }
    }
    found
}

/// "Members or guests" where the talk says "no guests".
fn taken_in(context: &Context) -> Option<Beyond> {
    let own = context.own();
    let words = &own.mentions.words;
    for (i, word) in words.iter().enumerate().skip(1) {
        let joins = matches!(word.folded.as_str(), "or" | "and" | "including" | "anywhere" | "everywhere")
            || word.folded == "as" && words.get(i.wrapping_sub(1)).is_some_and(|before| before.folded == "well");
        if !joins {
            continue;
        }
        // The item ends with the clause, or it is another predicate.
        let end = (i + 1..words.len().min(i + 2 + NEAR)).find(|k| {
            words.get(*k).is_some_and(|word| {
                context.text().get(word.range.end..).is_some_and(|rest| rest.starts_with(['.', ',', ';', ')']))
            })
        });
        let Some(range) = end.and_then(|end| bytes(words, i + 1..end + 1)) else { continue };
        let taken = own.alignment.terms_in(&range);
        if taken.is_empty() || taken.len() > 2 || denied(&own.mentions.negations, range.start) {
            continue;
        }
        let places = anchors(context, own.alignment.all(), TermSet::default());
        let mut found = None;
        let mut bare = false;
        for (index, share, sentence, _) in spoken(context, &places) {
            for at in held(context, taken, sentence) {
                match refusal(&sentence.mentions, at) {
                    Some(range) if found.is_none() => {
                        found = Some(Beyond {
                            stated: word.range.start..word.range.end,
                            spoken: Spoken { sentence: index, range },
                            share,
                        });
                    }
                    Some(_) => {}
                    None => bare = true,
                }
            }
        }
        if let (Some(mut found), false) = (found, bare) {
            found.stated.end = range.end;
            return Some(found);
        }
    }
    None
}

/// "Members and guests alike" where the talk says "only members".
fn widened(context: &Context, mark: &Mark) -> Option<Beyond> {
    let own = context.own();
    let first = own.mentions.words.get(mark.words.start)?.folded.as_str();
    if mark.bound != Bound::Also
        || matches!(first, "also" | "even" | "any" | "anything" | "all" | "including" | "and" | "but")
    {
        return None;
    }
    let aside = own.alignment.terms_in(&mark.bytes);
    let near = item(context, mark.words.start.saturating_sub(NEAR)..mark.words.end + NEAR).without(aside);
    let places = anchors(context, context.slot(&mark.bytes), aside);
    if spoken(context, &places).any(|(_, _, _, marks)| marks.iter().any(|mark| mark.bound == Bound::Also)) {
        return None;
    }
    let about = places.iter().fold(TermSet::default(), |all, anchor| all.or(own.alignment.held(anchor.about.clone())));
    let universal = first.starts_with("every") || first.starts_with("any");
    if near.without(about).is_empty() && !universal {
        return None;
    }
    spoken(context, &places).find_map(|(index, share, sentence, marks)| {
        let items = held(context, near, sentence);
        let only = marks.iter().find(|only| {
            only.bound == Bound::Only
                && items.iter().any(|at| {
                    *at >= only.words.end && at - only.words.end < NEAR
                        || universal && at.abs_diff(only.words.start) <= NEAR
                })
                && !denied(&sentence.mentions.negations, only.bytes.start)
        })?;
        Some(Beyond {
            stated: mark.bytes.clone(),
            spoken: Spoken { sentence: index, range: only.bytes.clone() },
            share,
        })
    })
}

/// "No guests", "not for guests": the words that deny the word `at` itself.
fn refusal(mentions: &Mentions, at: usize) -> Option<Range<usize>> {
    let word = mentions.words.get(at)?;
    let not = mentions.negations.iter().find(|negation| negation.scope.contains(&word.range.start))?;
    let between = mentions.words.iter().take(at).filter(|other| other.range.start >= not.range.end);
    let close = between.clone().count() < NEAR
        && between
            .into_iter()
            .all(|word| word.is_stop() || matches!(word.folded.as_str(), "somewhere" | "anywhere" | "any"));
    close.then_some(not.range.start..word.range.end)
}

/// "Only years, months and days" where the talk says "only years and months".
fn longer_list(context: &Context, mark: &Mark) -> Option<Beyond> {
    let own = context.own();
    let words = &own.mentions.words;
    let gap = |i: usize| {
        let start = words.get(i.wrapping_sub(1)).map_or(0, |word| word.range.end);
        words.get(i).and_then(|word| context.text().get(start..word.range.start)).map_or("", str::trim)
    };
    // A list ends with "and"; before it single words with commas.
    let and = words.iter().position(|word| matches!(word.folded.as_str(), "and" | "or"))?;
    let article = |i: usize| words.get(i).is_some_and(|word| matches!(word.folded.as_str(), "the" | "a" | "an"));
    let mut listed = vec![and + 1 + usize::from(article(and + 1))];
    let mut first = and;
    while let Some(i) = first.checked_sub(1).filter(|i| first == and || gap(i + 1) == ",") {
        listed.push(i);
        first = i - usize::from(i > 0 && article(i - 1));
        if first == 0 {
            break;
        }
    }
    let items: Vec<TermSet> =
        listed.into_iter().map(|i| item(context, i..i + 1)).filter(|item| !item.is_empty()).collect();
    // "Only A and B" may be two statements.
    if items.len() < 3 && (items.len() < 2 || mark.words.end != first) {
        return None;
    }
    let listed = items.iter().fold(TermSet::default(), |all, item| all.or(*item));
    let places = anchors(context, own.alignment.all(), own.alignment.terms_in(&mark.bytes));
    let about = places.iter().fold(TermSet::default(), |all, anchor| all.or(own.alignment.held(anchor.about.clone())));
    let missing = items.iter().find(|item| {
        about.and(**item).is_empty()
            && item.positions().all(|at| own.alignment.query.terms.get(at).is_some_and(|term| term.term.is_some()))
    })?;
    let (index, share, _, range) = spoken(context, &places).find_map(|(index, share, sentence, marks)| {
        let only = marks.into_iter().find(|mark| mark.bound == Bound::Only)?;
        let here = held(context, listed, sentence);
        let near = here.iter().filter(|at| at.abs_diff(only.words.start) <= 2 * NEAR).count();
        (near >= 2 && near + 2 >= items.len()).then_some((index, share, sentence, only.bytes))
    })?;
    let at = missing.positions().next()?;
    let stated = own.alignment.query.terms.get(at)?.range.clone();
    Some(Beyond { stated, spoken: Spoken { sentence: index, range }, share })
}
