//! The weights of the signs of a claim, fitted on labelled summaries, set against the weights that are in use.
//!
//! Each file of the folder is a set: lines of `{"transcript", "claim", "label"}`, 1 for what the transcript bears out. A text of
//! several sentences is as good as its weakest one, so the fit looks at the sentence that the weights so far think least of.

use std::{fmt::Write, path::Path};

use saidso::{
    audit::Document,
    judge::{BIAS, SIGNS, WEIGHTS},
    load,
    source::Source,
};

use super::fit::{Fitted, Sample};
use crate::{
    figures::{Calibration, Scored, auc},
    lines::{self, lines, set_name},
};

/// How often the weakest sentences are chosen anew.
const ROUNDS: usize = 6;

/// One labelled text: the signs of each of its sentences.
struct Text {
    sentences: Vec<Vec<f64>>,
    label: bool,
}

struct Set {
    name: String,
    texts: Vec<Text>,
    /// Whether its licence lets it be fitted on.
    free: bool,
}

/// Sets over chats whose licence forbids other use than measuring.
const MEASURED_ONLY: [&str; 3] = ["summedits_samsum", "faceval", "diasumfact"];

/// How well the signs do on one set, or on all.
pub(crate) struct Row {
    /// The name of the set.
    pub(crate) name: String,
    /// How many texts it has.
    pub(crate) texts: usize,
    /// With the weights in use.
    pub(crate) used: Measured,
    /// With weights fitted on the other sets; none for all sets together.
    pub(crate) others: Option<Measured>,
}

/// The area under the curve and the expected calibration error of the weakest sentences, each 0 to 1.
pub(crate) struct Measured {
    /// The area under the curve.
    pub(crate) auc: f64,
    /// The expected calibration error.
    pub(crate) error: f64,
}

/// Fits on the free sets, and measures: each set with weights fitted on the others, and with those in use.
pub(super) fn report(folder: &Path) -> Result<String, String> {
    let sets = sets(folder)?;
    let all = fit(&free(&sets, ""));
    let mut out = format!("// {}\n// bias {:.2}, weights {:.2?}\n", SIGNS.join(", "), all.bias, all.weights);
    for Row { name, texts, used, others } in rows(&sets) {
        let told = |measured: &Measured| format!("AUC {:.1} ECE {:.3}", 100.0 * measured.auc, measured.error);
        let others = others.map_or(String::new(), |others| format!("  fitted on the others: {}", told(&others)));
        let _ = writeln!(out, "{name:24} {texts:5} texts  in use: {}{others}", told(&used));
    }
    Ok(out)
}

/// The same measures as rows: one a set, then all sets together.
pub(crate) fn across(folder: &Path) -> Result<Vec<Row>, String> {
    Ok(rows(&sets(folder)?))
}

fn rows(sets: &[Set]) -> Vec<Row> {
    let used = Fitted { bias: f64::from(BIAS), weights: WEIGHTS.iter().map(|weight| f64::from(*weight)).collect() };
    let row = |name: &str, texts: &[&Text], others: Option<&Fitted>| Row {
        name: name.to_owned(),
        texts: texts.len(),
        used: measure(&used, texts),
        others: others.map(|fitted| measure(fitted, texts)),
    };
    let each = sets.iter().map(|set| {
        let texts: Vec<&Text> = set.texts.iter().collect();
        row(&set.name, &texts, Some(&fit(&free(sets, &set.name))))
    });
    let all: Vec<&Text> = sets.iter().flat_map(|set| &set.texts).collect();
    each.chain([row("all together", &all, None)]).collect()
}

/// The sets that may be fitted on, but one.
fn free<'a>(sets: &'a [Set], without: &str) -> Vec<&'a Set> {
    sets.iter().filter(|set| set.free && set.name != without).collect()
}

fn fit(sets: &[&Set]) -> Fitted {
    let texts: Vec<&Text> = sets.iter().flat_map(|set| &set.texts).collect();
    let mut fitted = Fitted { bias: f64::from(BIAS), weights: WEIGHTS.iter().map(|w| f64::from(*w)).collect() };
    for _ in 0..ROUNDS {
        let weakest = texts.iter().filter_map(|text| Some((weakest(&fitted, text)?.1.clone(), text.label)));
        fitted = Fitted::new(&weakest.collect::<Vec<Sample>>());
    }
    fitted
}

fn weakest<'a>(model: &Fitted, text: &'a Text) -> Option<(f64, &'a Vec<f64>)> {
    text.sentences.iter().map(|signs| (model.odds(signs), signs)).min_by(|a, b| a.0.total_cmp(&b.0))
}

fn measure(model: &Fitted, texts: &[&Text]) -> Measured {
    let weakest = texts.iter().filter_map(|text| Some((weakest(model, text)?.0, text.label)));
    let scored: Vec<Scored> = weakest.map(|(odds, label)| (1.0 / (1.0 + (-odds).exp()), label)).collect();
    Measured { auc: auc(&scored), error: Calibration::of(&scored).error() }
}

fn sets(folder: &Path) -> Result<Vec<Set>, String> {
    lines::sets(folder)?.iter().map(|path| set(path)).collect()
}

fn set(path: &Path) -> Result<Set, String> {
    let name = set_name(path);
    let mut texts = Vec::new();
    for line in lines(path)? {
        let label = line.number("label")? == 1;
        let transcript = Source::new("transcript", line.text("transcript")?);
        let judged = Document::new(load::transcript(&transcript), None).judge(line.text("claim")?, None);
        let sentences = judged.claims.iter().map(|claim| raw(&claim.signs)).collect();
        texts.push(Text { sentences, label });
    }
    let free = !MEASURED_ONLY.contains(&name.as_str());
    Ok(Set { name, texts, free })
}

/// The signs themselves, from what each adds to the log-odds.
fn raw(told: &[(&'static str, f64)]) -> Vec<f64> {
    let weight = |name: &str| told.iter().find(|(other, _)| *other == name).map_or(0.0, |(_, weight)| *weight);
    SIGNS.iter().zip(WEIGHTS).map(|(name, unit)| weight(name) / f64::from(unit)).collect()
}
