//! Which passages a text rests on: several word measures, fused by a linear model.
//!
//! The features and the weights are those of the model trained list-wise (softmax over all turns of a meeting) on QMSum's evidence
//! spans, as measured before this program was written: BM25 (Robertson and Zaragoza 2009), the rarest word matched, adjacent
//! pairs of content words, the tf-idf cosine of a passage with its neighbours, the speaker named, and a smoothed neighbourhood.
//!
//! Not every word of a claim tells where it was said: "the Chair *suggested*" is no word of the Chair's, and whoever says "Chair" is
//! somebody else. Words count by how telling they proved in sentences that people wrote about talks (`telling.tsv`).

use std::{ops::Range, sync::LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Naming,
    talk::{Talk, Term},
};
use crate::{
    mention::{Mentions, overlap},
    text::is_frame_stem,
};

/// Term frequency saturation and length normalisation of BM25.
const K1: f32 = 1.5;
const B: f32 = 0.2;
/// Standard deviation of the smoothed neighbourhood, in passages.
const SIGMA: f32 = 8.0;
/// How much a term that is only spelt alike, or means nearly the same, counts.
const ALIKE: f32 = 0.8;

/// What the words count that name a speaker: the speaker is looked for by who speaks.
const NAMING: f32 = 0.1;

/// What a passage loses that stands within two of a better one.
const BESIDE: f32 = 0.09;

/// The parts of a score, in the order of their weights.
pub const PARTS: [&str; 8] =
    ["bm25", "rarest word", "word pairs", "speaker", "other speaker", "neighbourhood", "cosine", "window cosine"];
/// What each of [`PARTS`] weighs.
pub const WEIGHTS: [f32; 8] = [2.99, 3.77, 4.13, 1.05, -1.46, 1.91, 0.12, 5.29];
/// What a perfect match scores, about: used to bring scores to 0..1.
const FULL: f32 = 17.0;

/// How telling the stems are that tell little: those that `telling.tsv` gives less than 1.
static TELLING: LazyLock<FxHashMap<&str, f32>> = LazyLock::new(|| {
    let lines = include_str!("telling.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(stem, share)| Some((stem, share.parse().ok()?)))
        .collect()
});

/// A text to find evidence for.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its content terms in order; `None` where the talk does not hold the word.
    pub terms: Vec<QueryTerm>,
    /// The speakers of the talk that it names, in order.
    pub namings: Vec<Naming>,
}

/// One content word of a query.
#[derive(Debug, Clone)]
pub struct QueryTerm {
    /// The stem or value.
    pub stem: String,
    /// The same or the nearest term of the talk.
    pub term: Option<Term>,
    /// 1 for the same term, less for one that is only spelt alike.
    pub likeness: f32,
    /// How much it tells where the text was said: 1 for most words, less for those with which people report, 0 to 1.
    pub telling: f32,
    /// Other terms of the talk that mean nearly the same; they explain the word but do not rank passages.
    pub kin: Vec<Term>,
    /// The bytes of the word or number in the query's text.
    pub range: Range<usize>,
}

/// A passage with its score.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The passage in [`Talk::passages`].
    pub passage: usize,
    /// 0 to 1, comparable within one query.
    pub score: f32,
    /// The weighted parts of the score, as in [`PARTS`].
    pub parts: [f32; 8],
}

impl Query {
    /// The query of a text, given what is mentioned in it.
    pub fn new(talk: &Talk, text: &str, mentions: &Mentions) -> Self {
        let namings = talk.cast.namings(text, &mentions.words);
        let mut content = super::talk::content_terms(mentions);
        if content.iter().filter(|(stem, _)| !is_frame_stem(stem)).count() >= 2 {
            content.retain(|(stem, _)| !is_frame_stem(stem));
        }
        let terms = content.into_iter().map(|(stem, range)| {
            let (term, likeness) = match talk.term(&stem) {
                Some(term) => (Some(term), 1.0),
                None => talk.alike(&stem).map_or((None, 0.0), |term| (Some(term), ALIKE)),
            };
            let kin = talk.kin(&stem);
            let names = namings.iter().any(|naming| overlap(&naming.range, &range));
            let telling = if names { NAMING } else { TELLING.get(stem.as_str()).copied().unwrap_or(1.0) };
            QueryTerm { stem, term, likeness, telling, kin, range }
        });
        let terms = terms.collect();
        Self { terms, namings }
    }

    /// The distinct terms that the talk holds, with how much each counts, in the order of first use.
    fn known(&self) -> Vec<(Term, f32)> {
        let mut seen = FxHashSet::default();
        let known = self.terms.iter().filter_map(|t| Some((t.term?, t.likeness * t.telling)));
        known.filter(|(term, _)| seen.insert(*term)).collect()
    }
}

impl Talk {
    /// The term spelt most like a stem that the talk does not hold, if one is near enough to be the same word misspelt or inflected:
    /// Jaro-Winkler similarity (Winkler 1990) of at least 0.92, the first two letters equal.
    pub fn alike(&self, stem: &str) -> Option<Term> {
        let [a, b, ..] = stem.as_bytes() else { return None };
        if stem.len() < 5 || !stem.is_char_boundary(2) || !stem.chars().all(char::is_alphabetic) {
            return None;
        }
        self.starting_with([*a, *b])
            .iter()
            .filter(|(other, _)| other.len().abs_diff(stem.len()) <= 3 && may_be_alike(stem, other))
            .map(|(other, term)| (strsim::jaro_winkler(stem, other), *term))
            .filter(|(likeness, _)| *likeness >= 0.92)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, term)| term)
    }

    /// The passages that fit a query, best first, at most `limit`.
    pub fn rank(&self, query: &Query, limit: usize) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self
            .parts(query)
            .into_iter()
            .map(|(passage, values)| {
                let mut parts = values;
                for (part, weight) in parts.iter_mut().zip(WEIGHTS) {
                    *part *= weight / FULL;
                }
                Hit { passage, score: parts.iter().sum::<f32>().clamp(0.0, 1.0), parts }
            })
            .collect();
        let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage));
        let wanted = 4 * limit;
        if wanted > 0 && hits.len() > wanted {
            hits.select_nth_unstable_by(wanted - 1, order);
        }
        hits.truncate(wanted);
        hits.sort_unstable_by(order);
        spread(hits, limit)
    }

    /// The parts of the score of every passage that shares a term with the query, before they are weighed: passage and values in the
    /// order of [`PARTS`].
    pub fn parts(&self, query: &Query) -> Vec<(usize, [f32; 8])> {
        let count = self.passages.len();
        let known = query.known();
        if known.is_empty() {
            return Vec::new();
        }
        let weight = |term: Term| self.idf[term.0 as usize];
        let total = query.terms.iter().map(|t| self.weight(t.term) * t.telling).sum::<f32>().max(f32::EPSILON);
        let rarest = known.iter().map(|(term, share)| weight(*term) * share).fold(f32::EPSILON, f32::max);
        let norm = known.iter().map(|(term, share)| (weight(*term) * share).powi(2)).sum::<f32>().sqrt();
        let zeros = vec![0.0f32; count];
        let (mut bm25, mut rare, mut covered, mut dot) = (zeros.clone(), zeros.clone(), zeros.clone(), zeros);
        // Of each passage the terms that it holds, by their position in `known`; those from the 128th on share a place.
        let mut matched = vec![0u128; count];
        for (position, (term, share)) in known.iter().enumerate() {
            let one = place(position);
            let idf = weight(*term) * share;
            for postings in self.postings[term.0 as usize].chunk_by(|a, b| a.passage == b.passage) {
                let index = postings[0].passage as usize;
                let frequency = postings.iter().map(|posting| posting.count).sum::<u32>() as f32;
                matched[index] |= one;
                let length = self.passages[index].length as f32 / self.mean_length;
                bm25[index] += idf * frequency * (K1 + 1.0) / (frequency + K1 * (1.0 - B + B * length));
                rare[index] = rare[index].max(idf);
                covered[index] += idf;
                dot[index] += idf * weight(*term) * frequency;
            }
        }
        let best = bm25.iter().copied().fold(f32::EPSILON, f32::max);
        let pairs = self.pair_weights(query, &known, &matched);
        let neighbourhood = smooth(&covered.iter().map(|c| (c / total).powi(2)).collect::<Vec<_>>());
        let peak = neighbourhood.iter().copied().fold(f32::EPSILON, f32::max);
        let named: FxHashSet<&str> = query.namings.iter().map(|naming| naming.speaker.as_str()).collect();
        let at = |values: &[f32], index: usize| values.get(index).copied().unwrap_or_default();
        (0..count)
            .filter(|index| covered[*index] > 0.0)
            .map(|index| {
                let passage = &self.passages[index];
                let window = at(&dot, index.wrapping_sub(1)) + dot[index] + at(&dot, index + 1);
                let speaker = self.sentences.get(passage.sentences.start).and_then(|sentence| self.speaker(sentence));
                let (speaker, other) = match speaker {
                    _ if named.is_empty() => (0.0, 0.0),
                    Some(speaker) if named.contains(speaker.name.as_str()) => (1.0, 0.0),
                    _ => (0.0, 1.0),
                };
                let cosine = |dot: f32, length: f32| if length > 0.0 { dot / (norm * length) } else { 0.0 };
                let values = [
                    bm25[index] / best,
                    rare[index] / rarest,
                    pairs.get(&index).copied().unwrap_or_default() / total,
                    speaker,
                    other,
                    neighbourhood[index] / peak,
                    cosine(dot[index], passage.norm),
                    cosine(window, passage.norm3),
                ];
                (index, values)
            })
            .collect()
    }

    /// For each passage, the weight of the adjacent pairs of content terms that it shares with the query.
    fn pair_weights(&self, query: &Query, known: &[(Term, f32)], matched: &[u128]) -> FxHashMap<usize, f32> {
        let wanted: FxHashSet<(Term, Term)> = query
            .terms
            .windows(2)
            .filter_map(|pair| Some((pair[0].term?, pair[1].term?)))
            .filter(|(a, b)| a != b)
            .collect();
        let mut weights = FxHashMap::default();
        if wanted.is_empty() {
            return weights;
        }
        let set = |term: Term| known.iter().position(|(other, _)| *other == term).map_or(u128::MAX, place);
        let pairs: Vec<u128> = query
            .terms
            .windows(2)
            .filter_map(|pair| Some((pair[0].term?, pair[1].term?)))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| set(a) | set(b))
            .collect();
        let paired = |held: u128| pairs.iter().any(|pair| held & pair == *pair);
        let mut opens = vec![false; self.idf.len()];
        for term in query.terms.iter().filter_map(|term| term.term) {
            opens[term.0 as usize] = true;
        }
        for (index, passage) in self.passages.iter().enumerate().filter(|(index, _)| paired(matched[*index])) {
            let mut seen = FxHashSet::default();
            let mut sum = 0.0;
            for pair in self.stream[passage.stream.clone()].windows(2).filter(|pair| opens[pair[0].0 as usize]) {
                let pair = (pair[0], pair[1]);
                if wanted.contains(&pair) && seen.insert(pair) {
                    sum += self.weight(Some(pair.0)) + self.weight(Some(pair.1));
                }
            }
            if sum > 0.0 {
                weights.insert(index, sum);
            }
        }
        weights
    }
}

/// A term of a query as a bit.
fn place(position: usize) -> u128 {
    1 << position.min(127)
}

/// Whether two stems share letters enough for a Jaro-Winkler similarity of 0.92.
fn may_be_alike(a: &str, b: &str) -> bool {
    if !a.is_ascii() || !b.is_ascii() {
        return true;
    }
    let letters = |stem: &str| stem.bytes().fold(0u64, |set, byte| set | 1 << (byte & 63));
    let (set_a, set_b) = (letters(a), letters(b));
    let matched = |length: usize, missing: u64| length.saturating_sub(missing.count_ones() as usize);
    let most = matched(a.len(), set_a & !set_b).min(matched(b.len(), set_b & !set_a)) as f32;
    let jaro = (most / a.len() as f32 + most / b.len() as f32 + 1.0) / 3.0;
    // The start that is equal adds at most four tenths of what is missing; a hair is left for rounding.
    jaro + 0.4 * (1.0 - jaro) >= 0.9199
}

/// Picks hits one by one, each time the best, after taking [`BESIDE`] off those beside one already picked: evidence for one claim
/// is often spread over the talk, and what stands beside a hit is read with it anyway (maximal marginal relevance, Carbonell and
/// Goldstein 1998, with nearness for likeness).
fn spread(mut hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let mut picked: Vec<Hit> = Vec::with_capacity(limit);
    let beside =
        |hit: &Hit, picked: &[Hit]| picked.iter().filter(|other| other.passage.abs_diff(hit.passage) <= 2).count();
    while picked.len() < limit && !hits.is_empty() {
        let value = |hit: &Hit| hit.score - BESIDE * beside(hit, &picked) as f32;
        let best =
            (1..hits.len()).fold(0, |best, index| if value(&hits[index]) > value(&hits[best]) { index } else { best });
        picked.push(hits.remove(best));
    }
    picked
}

/// Smooths values over their neighbours with a Gaussian of [`SIGMA`], cut at three sigma.
fn smooth(values: &[f32]) -> Vec<f32> {
    let reach = (3.0 * SIGMA) as usize;
    let kernel: Vec<f32> = (0..=reach).map(|d| (-0.5 * (d as f32 / SIGMA).powi(2)).exp()).collect();
    let mut out = vec![0.0; values.len()];
    for (index, value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let (before, after) = out.split_at_mut(index);
        for (target, share) in after.iter_mut().zip(&kernel) {
            *target += value * share;
        }
        for (target, share) in before.iter_mut().rev().zip(kernel.iter().skip(1)) {
            *target += value * share;
        }
    }
    out
}
