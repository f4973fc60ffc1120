//! Is a line that people marked as evidence among the first passages, and how often is a true sentence flagged?

use std::{collections::BTreeMap, ops::Range, path::Path};

use saidso::{
    audit::Document,
    finding::Severity,
    judge::Verdict,
    load,
    source::{Source, Span},
};

use super::{
    page::{percent, table},
    rivals::Rivals,
};
use crate::lines::{by_talk, read_file};

/// How many passages are looked at.
const DEPTHS: [usize; 3] = [1, 3, 5];
/// A passage counts by so many of its lines, so that a long one gains nothing.
const LINES: usize = 3;
/// Counts over one split.
#[derive(Default)]
struct Tally {
    claims: usize,
    /// For each of saidso, coverage and BM25: at which of [`DEPTHS`] a marked line is found.
    hits: [[usize; DEPTHS.len()]; 3],
    /// With an error; with an error or warning; with another verdict than supported or unchecked.
    flagged: [usize; 3],
}

/// Two tables: how often a marked line is found, and how often the sentences, all true, are flagged.
pub(super) fn tables(folder: &Path) -> Result<String, String> {
    let mut splits: BTreeMap<String, Tally> = BTreeMap::new();
    for (doc, claims) in by_talk(&folder.join("qmsum.jsonl"))? {
        let path = folder.join("docs").join(format!("{doc}.txt"));
        let source = Source::new(path.display().to_string(), read_file(&path)?);
        let document = Document::new(load::transcript(&source), None);
        let rivals = Rivals::of(document.talk());
        for line in claims {
            let tally = splits.entry(line.text("split")?.to_owned()).or_default();
            tally.add(&document, &rivals, line.text("claim")?, &line.numbers("lines")?);
        }
    }
    let methods = ["saidso", "idf coverage", "BM25"];
    let found = splits.iter().flat_map(|(split, tally)| {
        methods.iter().zip(tally.hits).map(move |(method, hits)| {
            let facts = [split.clone(), tally.claims.to_string(), (*method).to_owned()];
            facts.into_iter().chain(hits.map(|hits| tally.share(hits))).collect()
        })
    });
    let found = table(&["split", "sentences", "method", "hit@1", "hit@3", "hit@5"], found);
    let flagged = splits.iter().map(|(split, tally)| {
        [split.clone(), tally.claims.to_string()].into_iter().chain(tally.flagged.map(|n| tally.share(n))).collect()
    });
    let heads = ["split", "true sentences", "with an error, %", "with an error or warning, %", "not supported, %"];
    Ok(format!("{found}\n{}", table(&heads, flagged)))
}

impl Tally {
    fn share(&self, count: usize) -> String {
        percent(count as f64 / self.claims.max(1) as f64)
    }

    fn add(&mut self, document: &Document, rivals: &Rivals, claim: &str, marked: &[u64]) {
        let judged = document.judge(claim, None);
        let ours = judged.evidence().into_iter().map(|found| (&*found.place.source, found.place.span)).collect();
        let [coverage, bm25] = rivals.rank(claim, DEPTHS[DEPTHS.len() - 1]);
        self.claims += 1;
        for (hits, ranked) in self.hits.iter_mut().zip([ours, coverage, bm25]) {
            let ranked: Vec<(&Source, Span)> = ranked;
            let hit = |(source, span): &(&Source, Span)| {
                let lines = lines_in(source, *span);
                marked.iter().any(|line| lines.contains(&(*line as usize)))
            };
            let first = ranked.iter().position(hit);
            for (count, depth) in hits.iter_mut().zip(DEPTHS) {
                *count += usize::from(first.is_some_and(|first| first < depth));
            }
        }
        let worst = judged.claims.iter().flat_map(|part| &part.findings).map(|finding| finding.severity).max();
        let flagged = [
            worst >= Some(Severity::Error),
            worst >= Some(Severity::Warning),
            matches!(judged.verdict, Verdict::Unsupported | Verdict::Contradicted),
        ];
        self.flagged.iter_mut().zip(flagged).for_each(|(count, flagged)| *count += usize::from(flagged));
    }
}

/// The first lines of a span, counted from 1.
fn lines_in(source: &Source, span: Span) -> Range<usize> {
    let first = source.line(span.start);
    let last = source.line(span.end.saturating_sub(1).max(span.start));
    first..last.min(first + LINES - 1) + 1
}
