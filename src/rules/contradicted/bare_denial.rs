//! A claim that denies what the talk says without a word of denial anywhere near.

use std::ops::Range;

use super::{
    aligned_clause::{Link, Otherwise, aside, is_credited, is_light},
    parity::opens_a_question,
};
use crate::{
    align::{QueryTerm, Sentence, Term, TermSet},
    mention::{Modality, Negation, polarity::is_negative},
    rules::{Context, context::clause_around},
    text::{Word, opposites::opposite},
};

/// How much of the claim's clause must stand around one place of the talk.
const FITS: f32 = 0.4;
/// The same, where the denied word itself does not stand there.
const FITS_WITHOUT: f32 = 0.5;
/// How many terms besides it must then be denied.
const TELL: usize = 3;
/// How much of what is denied must stand there.
const DENIED: f32 = 0.6;
/// Places that fit nearly as well as the best one count like it.
const NEARLY: f32 = 0.8;
/// Within how many words of the claim's words a word that says no counts.
const NEAR: usize = 6;
/// How many words at the start of the next sentence answer this one.
const OPENING: usize = 4;
/// What the fit counts for certainty: that a denial is missing is a weaker sign than words that say otherwise.
const SILENCE: f32 = 0.85;
/// The most that a place without the denied word counts.
const UNCERTAIN: f32 = 0.5;

/// The denial of a claim for which the talk has no denial where it speaks of the same.
pub(super) fn bare_denial(context: &Context) -> Option<Otherwise> {
    let aside = aside(context);
    let own = context.own();
    own.mentions.negations.iter().find_map(|negation| Denial::of(context, negation, aside)?.unfounded())
}

/// Negators that only set something aside.
const ASIDE: &[&str] = &["as opposed to", "except for", "i don't know", "instead of", "rather than", "without"];

/// The words of negators that deny by themselves.
const PLAIN: &[&str] =
    &["cannot", "longer", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "yet"];

/// A denial of a claim.
struct Denial<'a> {
    context: &'a Context<'a>,
    negation: &'a Negation,
    /// Whether it tells that somebody said no: "refused to".
    act: bool,
    /// What it denies: the first word of content behind it.
    head: &'a Word,
    /// The terms that it denies.
    scope: TermSet,
    /// The terms of its clause.
    slot: TermSet,
}

impl<'a> Denial<'a> {
    fn of(context: &'a Context<'a>, negation: &'a Negation, aside: TermSet) -> Option<Self> {
        let own = context.own();
        let (mentions, at) = (&own.mentions, negation.range.start);
        let twice = mentions.negations.iter().any(|other| {
            other != negation && (other.scope.contains(&at) || negation.scope.contains(&other.range.start))
        });
        let quoted = mentions.quotations.iter().any(|quotation| quotation.range.contains(&at));
        let asked = mentions.hedges.iter().any(|hedge| hedge.modality == Modality::Asked && hedge.range.contains(&at));
        let negator = context.text().get(negation.range.clone())?.to_lowercase();
        if twice || quoted || asked || ASIDE.contains(&negator.as_str()) {
            return None;
        }
        let act = !PLAIN.iter().any(|plain| negator.split(' ').any(|word| word == *plain))
            && !negator.ends_with("n't")
            && !negator.ends_with("n’t");
        let head = mentions.words.iter().find(|word| negation.scope.contains(&word.range.start) && !is_light(word))?;
        let supposed = clause_around(context.text(), &negation.range);
        let before = |word: &&Word| supposed.start <= word.range.start && word.range.start < at;
        let before: Vec<&str> = mentions.words.iter().filter(before).map(|word| word.folded.as_str()).collect();
        let after = mentions.words.iter().find(|word| negation.scope.contains(&word.range.start))?;
        // "If not", "but not", "may not": no full statement; "not as good": a comparison; "not sure": a question put otherwise.
        if before.iter().any(|word| matches!(*word, "if" | "unless" | "whether"))
            || before.last().is_some_and(|word| matches!(*word, "but" | "and" | "or" | "may" | "might"))
            || matches!(after.folded.as_str(), "as" | "so" | "too" | "only" | "just")
            || matches!(head.stem.as_str(), "sure" | "clear" | "certain" | "agre")
        {
            return None;
        }
        let clause = clause_around(context.text(), &negation.range);
        let aside = context.credited().or(aside).or(own.alignment.terms_in(&negation.range));
        let slot = own.alignment.terms_in(&clause).without(aside);
        let slot = if slot.len() >= 2 { slot } else { own.alignment.all().without(aside) };
        let scope = own.alignment.terms_in(&negation.scope).and(slot);
        Some(Self { context, negation, act, head, scope, slot })
    }

    fn unfounded(&self) -> Option<Otherwise> {
        let (talk, alignment) = (self.context.talk, &self.context.own().alignment);
        let peak = alignment.peak(talk, self.slot);
        if peak < FITS || self.slot.len() < 2 {
            return None;
        }
        let term = alignment.terms_in(&self.head.range);
        let mut best: Option<(f32, usize)> = None;
        let whole = alignment.weight(self.slot);
        for sentence in 0..talk.sentences.len() {
            let fit = alignment.around(sentence, self.slot) / whole;
            if fit < NEARLY * peak {
                continue;
            }
            if self.says_no(sentence) {
                return None;
            }
            let heads = !alignment.held(sentence..sentence + 1).and(term).is_empty();
            let scope = self.scope.without(if heads { TermSet::default() } else { term });
            let in_scope = alignment.around(sentence, scope) / alignment.weight(scope).max(f32::MIN_POSITIVE);
            let stands =
                if heads { in_scope >= DENIED } else { scope.len() >= TELL && fit.min(in_scope) >= FITS_WITHOUT };
            let sure = if heads { SILENCE * fit } else { fit.min(UNCERTAIN) };
            if stands && is_credited(self.context, sentence) && best.is_none_or(|(known, _)| known < sure) {
                best = Some((sure, sentence));
            }
        }
        let (fit, sentence) = best?;
        let spoken = talk.sentences.get(sentence)?;
        if opens_a_question(&spoken.mentions.words) {
            return None;
        }
        // The word that is denied, or else the words around it.
        let said = self.held(spoken, term).next().or_else(|| {
            let held = || self.held(spoken, self.slot);
            Some(held().map(|range| range.start).min()?..held().map(|range| range.end).max()?)
        })?;
        Some(Otherwise {
            stated: self.negation.range.start..self.head.range.end,
            sentence,
            said,
            link: Link::Same,
            fit,
        })
    }

    /// The words of a sentence that are some terms of the claim, words before values.
    fn held(&self, spoken: &'a Sentence, terms: TermSet) -> impl Iterator<Item = Range<usize>> {
        let query = &self.context.own().alignment.query;
        let known: Vec<&QueryTerm> = terms.positions().filter_map(|position| query.terms.get(position)).collect();
        let wanted = move |term: &Term| known.iter().any(|known| known.term == Some(*term) || known.kin.contains(term));
        let starts =
            spoken.terms.iter().zip(&spoken.starts).filter(move |(term, _)| wanted(term)).map(|(_, start)| start);
        let words = &spoken.mentions.words;
        starts.filter_map(|start| {
            Some(words.get(words.binary_search_by_key(start, |word| word.range.start).ok()?)?.range.clone())
        })
    }

    /// Whether anything in a sentence says no near the words of the claim, or right at the start of the next.
    fn says_no(&self, sentence: usize) -> bool {
        let talk = self.context.talk;
        let Some(spoken) = talk.sentences.get(sentence) else { return false };
        let no =
            |word: &Word| is_negative(word) || (opposite(&word.stem, &self.head.stem) && word.stem != self.head.stem);
        let words = &spoken.mentions.words;
        // Values stand behind the words: the first and the last are those of the text.
        let held: Vec<usize> = self.held(spoken, self.slot).map(|range| range.start).collect();
        let first = held.iter().min().map_or(0, |start| words.partition_point(|word| word.range.start < *start));
        let last =
            held.iter().max().map_or(words.len(), |start| words.partition_point(|word| word.range.start <= *start));
        let (first, last) = (first.saturating_sub(NEAR), last + NEAR);
        if spoken.text.contains('?') || words.get(first..words.len().min(last)).unwrap_or_default().iter().any(no) {
            return true;
        }
        if self.act {
            let around = talk.sentences.get(sentence.saturating_sub(2)..talk.sentences.len().min(sentence + 5));
            return around.into_iter().flatten().flat_map(|spoken| &spoken.mentions.words).any(is_negative);
        }
        let denies = |at: usize| {
            let words = talk.sentences.get(at).map_or(&[][..], |next| next.mentions.words.as_slice());
            words.iter().take(OPENING).any(|word| is_negative(word) || word.folded == "but")
        };
        // A question may stand between what it is about and the answer.
        let asks = talk.sentences.get(sentence + 1).is_some_and(|next| next.text.contains('?'));
        denies(sentence + 1) || (asks && denies(sentence + 2))
    }
}
