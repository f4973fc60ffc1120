//! Textbook retrieval over the same passages, each with its speaker's name: idf coverage and BM25.

use std::collections::{BTreeSet, HashMap};

use saidso::{
    align::{Passage, Talk},
    source::{Source, Span},
    text::{Word, words},
};

/// Saturation and length normalisation of BM25, as usually set (Robertson and Zaragoza 2009).
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The passages of a talk as bags of stems.
pub(super) struct Rivals<'a> {
    talk: &'a Talk,
    bags: Vec<Bag>,
    /// In how many passages each stem is.
    holders: HashMap<String, usize>,
    mean_length: f64,
}

struct Bag {
    counts: HashMap<String, usize>,
    length: f64,
}

impl<'a> Rivals<'a> {
    pub(super) fn of(talk: &'a Talk) -> Self {
        let bags: Vec<Bag> = talk.passages.iter().map(|passage| bag(talk, passage)).collect();
        let mut holders: HashMap<String, usize> = HashMap::new();
        for stem in bags.iter().flat_map(|bag| bag.counts.keys()) {
            *holders.entry(stem.clone()).or_default() += 1;
        }
        let mean_length = bags.iter().map(|bag| bag.length).sum::<f64>() / bags.len().max(1) as f64;
        Self { talk, bags, holders, mean_length }
    }

    /// The places of the best passages for a sentence, by idf coverage and by BM25.
    pub(super) fn rank(&self, sentence: &str, depth: usize) -> [Vec<(&Source, Span)>; 2] {
        let count = self.bags.len() as f64;
        // In order, so that sums are the same on every run.
        let stems: BTreeSet<String> = content(&words(sentence)).collect();
        let known = stems.iter().filter_map(|stem| Some((stem, *self.holders.get(stem)? as f64)));
        let idf = |holders: f64| (1.0 + (count - holders + 0.5) / (holders + 0.5)).ln();
        let terms: Vec<(&String, f64)> = known.map(|(stem, holders)| (stem, idf(holders))).collect();
        let sum = |bag: &Bag, weigh: &dyn Fn(f64) -> f64| -> f64 {
            let counts = terms.iter().filter_map(|(stem, idf)| Some((idf, *bag.counts.get(*stem)? as f64)));
            counts.map(|(idf, count)| idf * weigh(count)).sum()
        };
        let coverage = self.bags.iter().map(|bag| sum(bag, &|_| 1.0)).collect();
        let bm25 = |bag: &Bag| {
            let length = K1 * (1.0 - B + B * bag.length / self.mean_length.max(1.0));
            sum(bag, &|count| count * (K1 + 1.0) / (count + length))
        };
        let bm25 = self.bags.iter().map(bm25).collect();
        [coverage, bm25].map(|scores| self.best(scores, depth))
    }

    fn best(&self, scores: Vec<f64>, depth: usize) -> Vec<(&Source, Span)> {
        let mut ranked: Vec<(usize, f64)> = scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0).collect();
        // The first of equal ones first: sorting keeps their order.
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked.iter().take(depth).filter_map(|(passage, _)| self.place(&self.talk.passages[*passage])).collect()
    }

    fn place(&self, passage: &Passage) -> Option<(&Source, Span)> {
        let sentences = self.talk.sentences.get(passage.sentences.clone())?;
        let (first, last) = (sentences.first()?, sentences.last()?);
        let transcript = self.talk.transcripts.get(first.transcript)?;
        let turn = transcript.turns.get(first.turn)?;
        Some((&transcript.source, turn.flow.span(first.range.start..last.range.end)))
    }
}

fn bag(talk: &Talk, passage: &Passage) -> Bag {
    let sentences = talk.sentences.get(passage.sentences.clone()).unwrap_or_default();
    let speaker = sentences.first().and_then(|sentence| talk.speaker(sentence));
    let label = speaker.map(|speaker| words(&speaker.name)).unwrap_or_default();
    let mut bag = Bag { counts: HashMap::new(), length: 0.0 };
    for stem in sentences.iter().flat_map(|sentence| content(&sentence.mentions.words)).chain(content(&label)) {
        *bag.counts.entry(stem).or_default() += 1;
        bag.length += 1.0;
    }
    bag
}

/// The stems of the words that carry content.
fn content(words: &[Word]) -> impl Iterator<Item = String> {
    words.iter().filter(|word| !word.is_stop()).map(|word| word.stem.to_string())
}
