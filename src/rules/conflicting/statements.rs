//! Claims made ready once to be compared with each other: what each has in common with each, and which is the nearest.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Edits, Token, events};
use crate::{
    align::Talk,
    mention::{Mentions, overlap, scope::scoped},
    rules::{Pair, Profile, Side},
    summary::Claim,
};

/// Claims with less in common say nothing about each other.
const SAME_TOPIC: f32 = 0.15;
/// From this share of common content on, one claim is an edited copy of the other, and what was replaced by what is told word by word.
const COPY: f32 = 0.45;
/// In one summary a statement is told twice only where nearly all is the same.
const WITHIN: f32 = 0.6;

/// The claims of several summaries, made ready to be compared with each other.
pub struct Statements<'a> {
    claims: Vec<(&'a Claim, &'a Mentions, Profile)>,
    /// The summary of each claim.
    summaries: Vec<usize>,
    /// The later claims that each claim may be paired with, ascending, with the weight that is shared.
    common: Vec<Vec<(u32, f32)>>,
    /// For each claim the nearest one of each summary.
    nearest: Vec<Vec<Option<usize>>>,
    called: Vec<Vec<String>>,
}

/// What one claim has in common with later ones, and the nearest one of each summary.
type Row = (Vec<(u32, f32)>, Vec<Option<usize>>);

impl<'a> Statements<'a> {
    /// Makes the claims of summaries ready, each with the number of its summary; each stem is weighted by how telling it is in the
    /// talk, if there is one.
    pub fn new(talk: Option<&Talk>, claims: impl Iterator<Item = (usize, &'a Claim, &'a Mentions)>) -> Self {
        let mut summaries = Vec::new();
        let mut numbers: FxHashMap<&str, (u32, f32)> = FxHashMap::default();
        let weight = |stem: &str| talk.map_or(1.0, |talk| talk.weight(talk.term(stem)));
        let claims: Vec<(&Claim, &Mentions, Profile)> = claims
            .map(|(summary, claim, mentions)| {
                summaries.push(summary);
                let mut profile = Profile::default();
                for word in &mentions.words {
                    let next = numbers.len() as u32;
                    let (number, weight) = *numbers.entry(&word.stem).or_insert_with(|| (next, weight(&word.stem)));
                    let named = mentions.names.iter().any(|name| !name.initial && overlap(&name.range, &word.range));
                    let counted = mentions.quantities.iter().any(|quantity| overlap(&quantity.number, &word.range));
                    let stop = word.is_stop();
                    profile.tokens.push(Token::new(number, stop, named || counted));
                    if !stop {
                        profile.content.push((number, weight));
                    }
                }
                profile.content.sort_unstable_by_key(|(number, _)| *number);
                profile.content.dedup_by_key(|(number, _)| *number);
                profile.weight = profile.content.iter().map(|(_, weight)| weight).sum();
                profile.events = events(claim.text(), mentions);
                profile.scoped = scoped(claim.text(), &mentions.words);
                (claim, mentions, profile)
            })
            .collect();
        let names = claims.iter().flat_map(|(_, mentions, _)| &mentions.names);
        let mut called: Vec<Vec<String>> =
            names.filter(|name| name.parts.len() > 1).map(|name| name.parts.clone()).collect();
        called.sort_unstable();
        called.dedup();
        let mut statements = Self { claims, summaries, common: Vec::new(), nearest: Vec::new(), called };
        statements.compare(numbers.len());
        statements
    }

    /// Works out what each claim has in common with each, stem by stem.
    fn compare(&mut self, stems: usize) {
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); stems];
        for (index, (.., profile)) in self.claims.iter().enumerate() {
            for (stem, _) in &profile.content {
                if let Some(holders) = holders.get_mut(*stem as usize) {
                    holders.push(index);
                }
            }
        }
        let summaries = self.summaries.iter().max().map_or(0, |last| last + 1);
        let rows: Vec<Row> = self
            .claims
            .par_iter()
            .enumerate()
            .map(|(one, (.., profile))| {
                let mut shared = vec![0.0; self.claims.len()];
                for (stem, weight) in &profile.content {
                    for other in holders.get(*stem as usize).into_iter().flatten() {
                        if let Some(shared) = shared.get_mut(*other) {
                            *shared += weight;
                        }
                    }
                }
                let mut nearest: Vec<Option<(f32, usize)>> = vec![None; summaries];
                let mut common = Vec::new();
                for (other, shared) in shared.into_iter().enumerate().filter(|(other, _)| *other != one) {
                    let (Some((.., second)), Some(summary)) = (self.claims.get(other), self.summaries.get(other))
                    else {
                        continue;
                    };
                    let sameness = 2.0 * shared / (profile.weight + second.weight).max(f32::MIN_POSITIVE);
                    if let Some(nearest) = nearest.get_mut(*summary)
                        && nearest.is_none_or(|(known, _)| sameness > known)
                    {
                        *nearest = Some((sameness, other));
                    }
                    if shared > 0.0 && shared >= SAME_TOPIC * profile.weight.min(second.weight) {
                        common.push((other as u32, shared));
                    }
                }
                let nearest: Vec<Option<usize>> =
                    nearest.into_iter().map(|nearest| nearest.map(|(_, other)| other)).collect();
                // In a long list every claim may have words in common with every other: only what can be a pair is kept.
                common.retain(|(other, _)| {
                    let other = *other as usize;
                    let (Some((.., second)), Some(summary)) = (self.claims.get(other), self.summaries.get(other))
                    else {
                        return false;
                    };
                    let near = nearest.get(*summary) == Some(&Some(other));
                    other > one && (near || profile.may_clash(second))
                });
                common.shrink_to_fit();
                (common, nearest)
            })
            .collect();
        (self.common, self.nearest) = rows.into_iter().unzip();
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// The pairs of a claim with later ones that can conflict, with the number of the other claim.
    pub fn pairs_of(&self, claim: usize) -> impl Iterator<Item = (usize, Pair<'_>)> {
        let common = self.common.get(claim).into_iter().flatten();
        common.filter_map(move |(other, shared)| {
            let other = *other as usize;
            Some((other, self.pair(claim, other, *shared)?))
        })
    }

    fn pair(&self, one: usize, other: usize, shared: f32) -> Option<Pair<'_>> {
        let (summary_a, summary_b) = (*self.summaries.get(one)?, *self.summaries.get(other)?);
        let nearest = |claim: usize, summary: usize| *self.nearest.get(claim)?.get(summary)?;
        let within = summary_a == summary_b;
        let partners = nearest(one, summary_b) == Some(other) && nearest(other, summary_a) == Some(one);
        let side = |index: usize| {
            let (claim, mentions, profile) = self.claims.get(index)?;
            Some(Side { claim, mentions, profile })
        };
        let (a, b) = (side(one)?, side(other)?);
        let sameness = 2.0 * shared / (a.profile.weight + b.profile.weight);
        let told_twice = partners && (!within || sameness >= WITHIN);
        if !told_twice && !a.profile.may_clash(b.profile) {
            return None;
        }
        let edits = (told_twice && sameness >= COPY).then(|| {
            // The order of the two must not matter where several alignments are equally good.
            if a.claim.text() <= b.claim.text() {
                Edits::of(&a.profile.tokens, &b.profile.tokens)
            } else {
                Edits::of(&b.profile.tokens, &a.profile.tokens).mirrored()
            }
        });
        let edits = edits.filter(|edits| !within || edits.is_single(&a.profile.tokens, &b.profile.tokens));
        let likeness = shared / a.profile.weight.min(b.profile.weight);
        Some(Pair { a, b, likeness, sameness, within, partners: told_twice, edits, called: &self.called })
    }
}
