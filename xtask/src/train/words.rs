//! How telling the words of a claim are: what `telling.tsv` of the ranking holds.
//!
//! A word tells where a sentence was said when the marked passages hold it much more often than passages of their length would by
//! chance. Words with which people report ("suggest", "agree") do so hardly at all. Only words are judged that were written about
//! meetings of two kinds: what a word is worth in meetings about one product says nothing of other talks.

use std::{collections::BTreeMap, fmt::Write};

use saidso::{align::Query, mention::Mentions};

use super::Corpus;

/// A word that so often is held by chance counts fully; the usual one does.
const FULL_LIFT: f64 = 8.0;
/// The lift of a word of which nothing is known, and how many sentences that belief is worth.
const USUAL_LIFT: f64 = 5.0;
const BELIEF: f64 = 5.0;
/// The least that a word counts.
const LEAST: f64 = 0.1;
/// A word is judged that stands in so many sentences, and in so many about meetings of each of two kinds.
const SENTENCES: f64 = 10.0;
const OF_KIND: usize = 3;

/// What was seen of one stem.
#[derive(Default)]
struct Seen {
    sentences: f64,
    /// The share of the marked passages that hold it, over all sentences.
    held: f64,
    /// The same as it would be by chance.
    by_chance: f64,
    /// Sentences by the kind of meeting.
    kinds: BTreeMap<&'static str, usize>,
}

/// The stems that count less than fully, as lines of `telling.tsv`.
pub(super) fn table(corpora: &[Corpus]) -> String {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    for corpus in corpora.iter().filter(|corpus| corpus.training) {
        read(corpus, &mut seen);
    }
    let mut out = String::from(
        "# How much a stem of a claim tells where it was said; others 1. Fitted: cargo run --release -p xtask -- train words DIR\n",
    );
    for (stem, seen) in &seen {
        let share = seen.share();
        let known = seen.kinds.values().filter(|count| **count >= OF_KIND).count() >= 2;
        if known && seen.sentences >= SENTENCES && share < 0.995 && !stem.starts_with('#') {
            let _ = writeln!(out, "{stem}\t{share:.2}");
        }
    }
    out
}

fn read(corpus: &Corpus, seen: &mut BTreeMap<String, Seen>) {
    let talk = &corpus.talk;
    let length = |passage: usize| {
        talk.passages[passage].sentences.clone().map(|sentence| talk.sentences[sentence].terms.len()).sum::<usize>()
            as f64
    };
    let whole: f64 = (0..talk.passages.len()).map(length).sum();
    for (claim, marked) in corpus.claims.iter().zip(corpus.marked()) {
        let query = Query::new(talk, claim, &Mentions::of(claim, None));
        let share =
            |of: &dyn Fn(usize) -> f64| marked.iter().map(|passage| of(*passage)).sum::<f64>() / marked.len() as f64;
        for term in query.terms.iter().filter(|_| !marked.is_empty()) {
            let Some(known) = term.term else { continue };
            let mut holding: Vec<usize> =
                talk.sentences_with(known).map(|index| talk.sentences[index].passage).collect();
            holding.dedup();
            let density = holding.len() as f64 / whole;
            let seen = seen.entry(term.stem.clone()).or_default();
            seen.sentences += 1.0;
            seen.held += share(&|passage| f64::from(u8::from(holding.binary_search(&passage).is_ok())));
            seen.by_chance += share(&|passage| 1.0 - (-density * length(passage)).exp());
            *seen.kinds.entry(kind(&corpus.doc)).or_default() += 1;
        }
    }
}

impl Seen {
    /// The logarithm of the lift against that of a full one.
    fn share(&self) -> f64 {
        let each = self.by_chance / self.sentences;
        let lift = (self.held + BELIEF * USUAL_LIFT * each) / (self.by_chance + BELIEF * each);
        (lift.max(1.01).ln() / FULL_LIFT.ln()).clamp(LEAST, 1.0)
    }
}

/// The kind of a meeting of QMSum, by the name of its file: parliament's committees (`education_4`), research groups of ICSI
/// (`Bmr019`), design teams of AMI (`ES2004a`).
fn kind(doc: &str) -> &'static str {
    match doc.as_bytes() {
        [b'a'..=b'z', ..] => "committee",
        [b'B', ..] => "research",
        _ => "design",
    }
}
