//! The weights of the signs of a claim, fitted on labelled summaries, set against the weights that are in use.
//!
//! Each file of the folder is a set: lines of `{"transcript", "claim", "label"}`, 1 for what the transcript bears out. A text of
//! several sentences is as good as its weakest one, so the fit looks at the sentence that the weights so far think least of.

use std::{fmt::Write, fs, path::Path};

use saidso::{
    audit::Document,
    judge::{BIAS, SIGNS, WEIGHTS},
    load,
    source::Source,
};

use super::{
    fit::{Fitted, Sample},
    lines,
};

/// How often the weakest sentences are chosen anew.
const ROUNDS: usize = 6;
/// Into so many equal ranges probabilities are sorted for the calibration error.
const BINS: usize = 10;

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

/// Fits on the free sets, and measures: each set with weights fitted on the others, and with those in use.
pub(super) fn report(folder: &Path) -> Result<String, String> {
    let sets = sets(folder)?;
    let free = |without: &str| sets.iter().filter(|set| set.free && set.name != without).collect::<Vec<_>>();
    let all = fit(&free(""));
    let mut out = format!("// {}\n// bias {:.2}, weights {:.2?}\n", SIGNS.join(", "), all.bias, all.weights);
    let used = Fitted { bias: f64::from(BIAS), weights: WEIGHTS.iter().map(|weight| f64::from(*weight)).collect() };
    let mut line = |name: &str, texts: &[&Text], others: Option<&Fitted>| {
        let (used_auc, used_error) = measure(&used, texts);
        let fitted = others.map(|fitted| measure(fitted, texts));
        let fitted =
            fitted.map_or(String::new(), |(auc, error)| format!("  fitted on the others: {auc:.1} {error:.3}"));
        let _ =
            writeln!(out, "{name:24} {:5} texts  in use: AUC {used_auc:.1} ECE {used_error:.3}{fitted}", texts.len());
    };
    for set in &sets {
        line(&set.name, &set.texts.iter().collect::<Vec<_>>(), Some(&fit(&free(&set.name))));
    }
    line("all", &sets.iter().flat_map(|set| &set.texts).collect::<Vec<_>>(), None);
    Ok(out)
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

/// The area under the curve in percent, and the expected calibration error.
fn measure(model: &Fitted, texts: &[&Text]) -> (f64, f64) {
    let weakest: Vec<(f64, Sample)> = texts
        .iter()
        .filter_map(|text| weakest(model, text).map(|(odds, signs)| (odds, (signs.clone(), text.label))))
        .collect();
    let mut bins = [(0.0, 0.0, 0.0); BINS];
    for (odds, (_, label)) in &weakest {
        let probability = 1.0 / (1.0 + (-odds).exp());
        let bin = &mut bins[((probability * BINS as f64) as usize).min(BINS - 1)];
        *bin = (bin.0 + 1.0, bin.1 + probability, bin.2 + f64::from(u8::from(*label)));
    }
    let error: f64 = bins.iter().map(|(_, said, true_)| (said - true_).abs()).sum();
    let samples: Vec<Sample> = weakest.into_iter().map(|(_, sample)| sample).collect();
    (100.0 * model.auc(&samples), error / samples.len().max(1) as f64)
}

fn sets(folder: &Path) -> Result<Vec<Set>, String> {
    let fault = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| set(path)).collect()
}

fn set(path: &Path) -> Result<Set, String> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut texts = Vec::new();
    for line in lines(path)? {
        let label = line.number("label")? == 1;
        let transcript = Source::new("transcript", line.text("transcript")?);
        let judged = Document::new(load::transcript(&transcript), None).judge(&line.text("claim")?, None);
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
