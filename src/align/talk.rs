//! A talk made searchable: sentences, passages, an inverted index from stems and values to passages.

use std::{borrow::Cow, ops::Range, sync::Arc};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cast::{Cast, tells_apart};
use crate::{
    mention::{Mentions, Recorded, name::OtherNames},
    text::{opposites::synonym_groups, sentences},
    transcript::{Speaker, Timecode, Transcript},
};

/// About how many words a passage holds before the next sentence starts a new one.
const PASSAGE_WORDS: usize = 120;

/// A number that stands for a stem or a value in one talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(pub u32);

/// The transcripts of one recording, made ready for search.
#[derive(Debug)]
pub struct Talk {
    /// The transcripts that serve as evidence.
    pub transcripts: Vec<Arc<Transcript>>,
    /// Who speaks, and what they may be called.
    pub cast: Cast,
    /// The day of the recording.
    pub recorded: Option<Recorded>,
    /// What else the things spoken of are called.
    pub names: OtherNames,
    /// Every sentence, in order.
    pub sentences: Vec<Sentence>,
    /// Stretches of sentences, in order, each sentence in exactly one: what the index finds.
    pub passages: Vec<Passage>,
    terms: FxHashMap<Arc<str>, Term>,
    /// The stems of four bytes and more, by their first two.
    by_start: FxHashMap<[u8; 2], Vec<(Arc<str>, Term)>>,
    /// The terms of each group of near-synonyms.
    kin: FxHashMap<u16, Vec<Term>>,
    /// The sentences that hold a number or a date, in order.
    pub valued: Vec<usize>,
    /// The terms of all sentences, in order.
    pub(super) stream: Vec<Term>,
    pub(super) postings: Vec<Vec<Posting>>,
    pub(super) idf: Vec<f32>,
    pub(super) mean_length: f32,
}

/// One sentence of a talk.
#[derive(Debug)]
pub struct Sentence {
    /// The transcript it is in.
    pub transcript: usize,
    /// The turn it is in.
    pub turn: usize,
    /// Its bytes in the turn's text.
    pub range: Range<usize>,
    /// Its own text, a copy of those bytes.
    pub text: String,
    /// What can be checked in it.
    pub mentions: Mentions,
    /// Its content terms, values of numbers included.
    pub terms: Vec<Term>,
    /// Where each term starts in its text.
    pub starts: Vec<usize>,
    /// The passage it is in.
    pub passage: usize,
    /// When it is said, as far as the transcript tells.
    pub time: Option<Timecode>,
}

/// One to a few consecutive sentences of one turn: the unit of evidence.
#[derive(Debug)]
pub struct Passage {
    /// Its sentences in [`Talk::sentences`].
    pub sentences: Range<usize>,
    /// Its terms in [`Talk::stream`].
    pub(super) stream: Range<usize>,
    /// Number of content terms.
    pub(super) length: u32,
    /// Length of its tf-idf vector.
    pub(super) norm: f32,
    /// Length of the sum of its vector and its two neighbours'.
    pub(super) norm3: f32,
}

/// A sentence that holds a term, and how often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    pub(super) sentence: u32,
    pub(super) passage: u32,
    pub(super) count: u32,
}

impl Talk {
    /// Makes transcripts ready. Those that only repeat the first are used for its times and left out of the evidence.
    pub fn new(transcripts: Vec<Transcript>, recorded: Option<Recorded>) -> Self {
        Self::knowing(transcripts, recorded, OtherNames::default())
    }

    /// The same for a talk of which it is known what else the things spoken of are called.
    pub fn knowing(transcripts: Vec<Transcript>, recorded: Option<Recorded>, names: OtherNames) -> Self {
        let first = transcripts.first().map(cut).unwrap_or_default();
        let transcripts = super::clock::lend_times(transcripts, &first);
        let transcripts: Vec<_> = transcripts.into_iter().map(Arc::new).collect();
        let mut talk = Self {
            cast: Cast::of(&transcripts),
            transcripts,
            recorded,
            names,
            sentences: Vec::new(),
            passages: Vec::new(),
            terms: FxHashMap::default(),
            by_start: FxHashMap::default(),
            kin: FxHashMap::default(),
            valued: Vec::new(),
            stream: Vec::new(),
            postings: Vec::new(),
            idf: Vec::new(),
            mean_length: 1.0,
        };
        talk.read_sentences(first);
        talk.index_passages();
        talk
    }

    /// What can be checked in a text about this talk.
    pub fn mentions(&self, text: &str) -> Mentions {
        let mut mentions = Mentions::of(text, self.recorded);
        self.names.tell(&mut mentions.names);
        mentions
    }

    /// Reads every sentence; `first` holds those of each turn of the first transcript.
    fn read_sentences(&mut self, first: Vec<Vec<Range<usize>>>) {
        let transcripts = std::mem::take(&mut self.transcripts);
        let cuts: Vec<Vec<Vec<Range<usize>>>> =
            std::iter::once(first).chain(transcripts.iter().skip(1).map(|transcript| cut(transcript))).collect();
        let places: Vec<(usize, usize, &str, &Range<usize>)> = transcripts
            .iter()
            .zip(&cuts)
            .enumerate()
            .flat_map(|(index, (transcript, cuts))| {
                let turns = transcript.turns.iter().map(|turn| turn.flow.text()).zip(cuts).enumerate();
                turns.flat_map(move |(turn, (text, ranges))| ranges.iter().map(move |range| (index, turn, text, range)))
            })
            .filter_map(|(index, turn, text, range)| Some((index, turn, text.get(range.clone())?, range)))
            .collect();
        let mentions: Vec<Mentions> =
            places.par_iter().with_min_len(8).map(|(_, _, text, _)| self.mentions(text)).collect();
        let mut open: Option<(Range<usize>, (usize, usize))> = None;
        let mut length = 0;
        for ((transcript, turn, text, range), mentions) in places.into_iter().zip(mentions) {
            let (terms, starts) = content(&mentions).map(|(term, range)| (self.intern(&term), range.start)).unzip();
            let words = mentions.words.len();
            let index = self.sentences.len();
            match &mut open {
                Some((passage, place)) if *place == (transcript, turn) && length + words <= PASSAGE_WORDS => {
                    passage.end = index + 1;
                }
                _ => {
                    self.passages.extend(open.take().map(|(passage, _)| Passage::new(passage)));
                    open = Some((index..index + 1, (transcript, turn)));
                    length = 0;
                }
            }
            length += words;
            let (text, range, passage) = (text.to_owned(), range.clone(), self.passages.len());
            let said = transcripts.get(transcript).and_then(|transcript| transcript.turns.get(turn));
            let time = said.and_then(|turn| turn.time_at(range.start));
            if !(mentions.quantities.is_empty() && mentions.dates.is_empty()) {
                self.valued.push(index);
            }
            self.sentences.push(Sentence { transcript, turn, range, text, mentions, terms, starts, passage, time });
        }
        self.passages.extend(open.map(|(passage, _)| Passage::new(passage)));
        self.transcripts = transcripts;
    }

    fn intern(&mut self, term: &str) -> Term {
        if let Some(term) = self.terms.get(term) {
            return *term;
        }
        let id = Term(self.terms.len() as u32);
        let stem: Arc<str> = term.into();
        if let ([a, b, ..], true) = (term.as_bytes(), term.len() >= 4) {
            self.by_start.entry([*a, *b]).or_default().push((Arc::clone(&stem), id));
        }
        self.terms.insert(stem, id);
        for group in synonym_groups(term) {
            self.kin.entry(*group).or_default().push(id);
        }
        id
    }

    fn index_passages(&mut self) {
        self.postings = vec![Vec::new(); self.terms.len()];
        for (index, sentence) in self.sentences.iter().enumerate() {
            for term in &sentence.terms {
                let postings = &mut self.postings[term.0 as usize];
                match postings.last_mut() {
                    Some(last) if last.sentence as usize == index => last.count += 1,
                    _ => {
                        let (sentence, passage) = (index as u32, sentence.passage as u32);
                        postings.push(Posting { sentence, passage, count: 1 });
                    }
                }
            }
        }
        let mut total = 0;
        for passage in &mut self.passages {
            let start = self.stream.len();
            self.stream.extend(self.sentences[passage.sentences.clone()].iter().flat_map(|sentence| &sentence.terms));
            passage.stream = start..self.stream.len();
            passage.length = passage.stream.len() as u32;
            total += passage.length;
        }
        let count = self.passages.len().max(1) as f32;
        self.mean_length = (total as f32 / count).max(1.0);
        let passages_with = |postings: &Vec<Posting>| postings.chunk_by(|a, b| a.passage == b.passage).count();
        self.idf = self.postings.iter().map(|postings| idf(count, passages_with(postings) as f32)).collect();
        self.measure_vectors();
    }

    /// The lengths of tf-idf vectors, of each passage and of each with its neighbours.
    fn measure_vectors(&mut self) {
        let vector = |range: Range<usize>| {
            let mut terms = self.stream[range].to_vec();
            terms.sort_unstable();
            let same = terms.chunk_by(|a, b| a == b);
            same.map(|run| (run.len() as f32 * self.idf[run[0].0 as usize]).powi(2)).sum::<f32>().sqrt()
        };
        let of = |index: usize| self.passages.get(index).map(|passage| passage.stream.clone());
        let norms: Vec<(f32, f32)> = (0..self.passages.len())
            .map(|index| {
                let own = of(index).unwrap_or_default();
                let start = of(index.wrapping_sub(1)).map_or(own.start, |before| before.start);
                let end = of(index + 1).map_or(own.end, |after| after.end);
                (vector(own), vector(start..end))
            })
            .collect();
        for (passage, (norm, norm3)) in self.passages.iter_mut().zip(norms) {
            (passage.norm, passage.norm3) = (norm, norm3);
        }
    }

    /// The term of a stem or value, if the talk holds it.
    pub fn term(&self, stem: &str) -> Option<Term> {
        self.terms.get(stem).copied()
    }

    /// Other terms of the talk that mean nearly the same as a stem.
    pub fn kin(&self, stem: &str) -> Vec<Term> {
        let own = self.term(stem);
        let groups = synonym_groups(stem).iter().filter_map(|group| self.kin.get(group));
        let mut kin: Vec<Term> = groups.flatten().copied().filter(|term| Some(*term) != own).collect();
        kin.sort_unstable();
        kin.dedup();
        kin
    }

    /// How telling a term is: the inverse document frequency over passages, smoothed as in BM25 (Robertson and Zaragoza 2009).
    /// An unknown term is as telling as one that occurs once.
    pub fn weight(&self, term: Option<Term>) -> f32 {
        term.map_or_else(|| idf(self.passages.len().max(1) as f32, 1.0), |term| self.idf[term.0 as usize])
    }

    /// The terms of four bytes and more whose stems start with these two bytes, in order.
    pub(super) fn starting_with(&self, start: [u8; 2]) -> &[(Arc<str>, Term)] {
        self.by_start.get(&start).map_or(&[], Vec::as_slice)
    }

    /// The sentences in which a term occurs, in order.
    pub fn sentences_with(&self, term: Term) -> impl Iterator<Item = usize> + '_ {
        self.postings[term.0 as usize].iter().map(|posting| posting.sentence as usize)
    }

    /// Who says a sentence.
    pub fn speaker(&self, sentence: &Sentence) -> Option<&Speaker> {
        let transcript = self.transcripts.get(sentence.transcript)?;
        transcript.speaker(transcript.turns.get(sentence.turn)?)
    }

    /// When a sentence is said.
    pub fn time(&self, sentence: &Sentence) -> Option<Timecode> {
        sentence.time
    }

    /// Whether the talk tells speakers apart: at least two are named.
    pub fn names_speakers(&self) -> bool {
        tells_apart(&self.transcripts)
    }
}

impl Passage {
    fn new(sentences: Range<usize>) -> Self {
        Self { sentences, stream: 0..0, length: 0, norm: 0.0, norm3: 0.0 }
    }
}

/// The terms of a text that carry content, with their bytes: stems of words that are no stop words, then the values of numbers.
pub fn content_terms(mentions: &Mentions) -> Vec<(String, Range<usize>)> {
    content(mentions).map(|(term, range)| (term.into_owned(), range)).collect()
}

fn content(mentions: &Mentions) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
    let words = mentions.words.iter().filter(|word| !word.is_stop());
    let words = words.map(|word| (Cow::Borrowed(word.stem.as_str()), word.range.clone()));
    let values = mentions.quantities.iter();
    words.chain(values.map(|quantity| (Cow::Owned(quantity_term(quantity)), quantity.number.clone())))
}

/// The sentences of each turn, in order.
fn cut(transcript: &Transcript) -> Vec<Vec<Range<usize>>> {
    transcript.turns.par_iter().map(|turn| sentences(turn.flow.text())).collect()
}

/// The term of a number's value, which no word can be: it starts with `#`.
fn quantity_term(quantity: &crate::mention::Quantity) -> String {
    format!("#{:.4e}", quantity.high)
}

fn idf(passages: f32, with: f32) -> f32 {
    (1.0 + (passages - with + 0.5) / (with + 0.5)).ln().max(0.05)
}
