//! Do support and verdict tell true texts from false ones, and how well do simple rivals?

use std::{
    collections::{BTreeMap, btree_map::Entry},
    path::Path,
};

use saidso::{audit::Document, finding::Severity, judge::Verdict, load, source::Source};

use super::{
    baselines::{BASELINES, Held, scores},
    page::{mean, percent, table},
};
use crate::{
    figures::{Scored, auc, balanced_accuracy, best_threshold},
    lines::{lines, set_name, sets as files},
};

/// A set of labelled texts, judged.
pub(super) struct Set {
    pub(super) name: String,
    pub(super) texts: Vec<Text>,
}

/// A judged text.
pub(super) struct Text {
    /// Whether the talk bears it out, as people labelled it.
    pub(super) label: bool,
    /// The support of its weakest part, with four decimals, as `saidso score` writes it.
    pub(super) support: f64,
    /// Whether the worst verdict of its parts is `supported`.
    supported: bool,
    /// Whether it has a finding at error or warning.
    loud: bool,
    /// What each of [`BASELINES`] gives its weakest part.
    baselines: [f64; BASELINES.len()],
}

/// Judges every set of a folder.
pub(super) fn sets(folder: &Path) -> Result<Vec<Set>, String> {
    files(folder)?.iter().map(|path| Ok(Set { name: set_name(path), texts: texts(path)? })).collect()
}

fn texts(path: &Path) -> Result<Vec<Text>, String> {
    let mut documents: BTreeMap<String, (Document, Held)> = BTreeMap::new();
    let mut texts = Vec::new();
    for line in lines(path)? {
        let (document, held) = match documents.entry(line.text("transcript")?.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let source = Source::new("transcript", new.key().as_str());
                let document = Document::new(load::transcript(&source), None);
                let held = Held::of(&document);
                new.insert((document, held))
            }
        };
        let claim = line.text("claim")?;
        let judged = document.judge(claim, None);
        texts.push(Text {
            label: line.number("label")? == 1,
            support: (judged.support * 1e4).round() / 1e4,
            supported: judged.verdict == Verdict::Supported,
            loud: judged.claims.iter().flat_map(|part| &part.findings).any(|fault| fault.severity >= Severity::Warning),
            baselines: scores(document, held, claim),
        });
    }
    Ok(texts)
}

impl Set {
    /// Each text's support.
    pub(super) fn supports(&self) -> impl Iterator<Item = Scored> + '_ {
        self.texts.iter().map(|text| (text.support, text.label))
    }

    /// The balanced accuracy of the verdict.
    pub(super) fn accuracy(&self) -> f64 {
        balanced_accuracy(self.texts.iter().map(|text| (text.supported, text.label)))
    }

    fn baseline(&self, which: usize) -> impl Iterator<Item = Scored> + '_ {
        self.texts.iter().map(move |text| (text.baselines[which], text.label))
    }
}

/// How well scores rank: the area under the curve.
pub(super) fn ranked(sets: &[Set]) -> String {
    let areas = |set: &Set| -> Vec<f64> {
        let baselines = (0..BASELINES.len()).map(|which| auc(&set.baseline(which).collect::<Vec<_>>()));
        [auc(&set.supports().collect::<Vec<_>>())].into_iter().chain(baselines).collect()
    };
    let facts = |set: &Set| {
        let right = set.texts.iter().filter(|text| text.label).count() as f64 / set.texts.len().max(1) as f64;
        vec![set.name.clone(), set.texts.len().to_string(), format!("{:.0} %", 100.0 * right)]
    };
    let heads = [&["set", "texts", "true", "support"], &BASELINES[..]].concat();
    with_mean(&heads, sets, facts, areas)
}

/// How well verdicts decide: balanced accuracy. A baseline calls a text true from the score on that is best on all other sets.
pub(super) fn decided(sets: &[Set]) -> String {
    let accuracies = |set: &Set| -> Vec<f64> {
        let baseline = |which: usize| {
            let others = sets.iter().filter(|other| other.name != set.name);
            let threshold = best_threshold(&others.flat_map(|other| other.baseline(which)).collect::<Vec<_>>());
            balanced_accuracy(set.baseline(which).map(|(score, label)| (score >= threshold, label)))
        };
        let findings = balanced_accuracy(set.texts.iter().map(|text| (!text.loud, text.label)));
        [set.accuracy(), findings].into_iter().chain((0..BASELINES.len()).map(baseline)).collect()
    };
    let heads = [&["set", "verdict", "no loud finding"], &BASELINES[..]].concat();
    with_mean(&heads, sets, |set| vec![set.name.clone()], accuracies)
}

/// A row a set: what it is, and figures in percent; at the end the means of the figures.
fn with_mean(
    heads: &[&str],
    sets: &[Set],
    facts: impl Fn(&Set) -> Vec<String>,
    figures: impl Fn(&Set) -> Vec<f64>,
) -> String {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for set in sets {
        let figures = figures(set);
        columns.resize(figures.len(), Vec::new());
        columns.iter_mut().zip(&figures).for_each(|(column, figure)| column.push(*figure));
        rows.push(facts(set).into_iter().chain(figures.into_iter().map(percent)).collect());
    }
    let means = columns.iter().map(|column| percent(mean(column)));
    let blank = vec![String::new(); heads.len().saturating_sub(columns.len() + 1)];
    rows.push(["mean".to_owned()].into_iter().chain(blank).chain(means).collect());
    table(heads, rows)
}
