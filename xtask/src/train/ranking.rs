//! The weights of the ranking, fitted list-wise: over all passages of a talk the marked ones shall get most of a softmax.
//!
//! The loss is the negative logarithm of the share that the marked passages of a sentence get together (Cao and others 2007, with
//! any of the marked ones as good as the other). Fitting on sampled passages instead spoils the ranking below the first.

use std::fmt::Write;

use saidso::{
    align::{PARTS, Query, WEIGHTS},
    mention::Mentions,
};

use super::Corpus;

const PARTS_COUNT: usize = PARTS.len();
const EPOCHS: u32 = 250;
const RATE: f64 = 0.08;
const DEPTHS: [usize; 3] = [1, 3, 5];

/// The passages of one talk for one sentence: their parts, and whether they are marked.
type List = Vec<([f64; PARTS_COUNT], bool)>;

/// The fitted weights beside those in use, and how well both find a marked passage.
pub(super) fn report(corpora: &[Corpus]) -> String {
    let (mut training, mut held_out) = (Vec::new(), Vec::new());
    for corpus in corpora {
        let into = if corpus.training { &mut training } else { &mut held_out };
        into.extend(lists(corpus));
    }
    let fitted = fit(&training);
    let mut out = format!("// {}\n", PARTS.join(", "));
    for (name, weights) in [("in use", WEIGHTS.map(f64::from)), ("fitted", fitted)] {
        let _ = writeln!(
            out,
            "{name}: {weights:.2?}; a marked passage among the first {DEPTHS:?}: {:.1?} % of {} training sentences, {:.1?} % of {} of other talks",
            found(&weights, &training),
            training.len(),
            found(&weights, &held_out),
            held_out.len(),
        );
    }
    out
}

fn lists(corpus: &Corpus) -> impl Iterator<Item = List> {
    corpus.claims.iter().zip(corpus.marked()).map(|(claim, marked)| {
        let query = Query::new(&corpus.talk, claim, &Mentions::of(claim, None));
        let parts = corpus.talk.parts(&query).into_iter();
        parts.map(|(passage, parts)| (parts.map(f64::from), marked.contains(&passage))).collect()
    })
}

/// Fits by Adam (Kingma and Ba 2015) over all lists at once, from the weights in use.
fn fit(lists: &[List]) -> [f64; PARTS_COUNT] {
    let lists: Vec<&List> = lists.iter().filter(|list| list.iter().any(|(_, marked)| *marked)).collect();
    let mut weights = WEIGHTS.map(f64::from);
    let (mut mean, mut square) = ([0.0; PARTS_COUNT], [0.0; PARTS_COUNT]);
    for epoch in 1..=EPOCHS {
        let settled = |rate: f64| 1.0 - rate.powf(f64::from(epoch));
        let mut gradient = [0.0; PARTS_COUNT];
        for list in &lists {
            let scores: Vec<f64> = list.iter().map(|(parts, _)| score(&weights, parts)).collect();
            let best = scores.iter().copied().fold(f64::MIN, f64::max);
            let shares: Vec<f64> = scores.iter().map(|score| (score - best).exp()).collect();
            let all: f64 = shares.iter().sum();
            let of_marked: f64 =
                shares.iter().zip(*list).filter(|(_, (_, marked))| *marked).map(|(share, _)| share).sum();
            for (share, (parts, marked)) in shares.iter().zip(*list) {
                let pull = share / all - if *marked { share / of_marked.max(1e-300) } else { 0.0 };
                gradient.iter_mut().zip(parts).for_each(|(sum, part)| *sum += pull * part);
            }
        }
        let rate = if epoch * 10 > EPOCHS * 7 { RATE / 2.0 } else { RATE };
        for at in 0..PARTS_COUNT {
            let slope = gradient[at] / lists.len().max(1) as f64;
            mean[at] = 0.9 * mean[at] + 0.1 * slope;
            square[at] = 0.99 * square[at] + 0.01 * slope * slope;
            let (mean, square) = (mean[at] / settled(0.9), square[at] / settled(0.99));
            weights[at] -= rate * mean / (square.sqrt() + 1e-8);
        }
    }
    weights
}

fn score(weights: &[f64; PARTS_COUNT], parts: &[f64; PARTS_COUNT]) -> f64 {
    weights.iter().zip(parts).map(|(weight, part)| weight * part).sum()
}

/// In how many lists, in percent, a marked passage is among the first.
fn found(weights: &[f64; PARTS_COUNT], lists: &[List]) -> [f64; DEPTHS.len()] {
    let place = |list: &List| {
        let mut ranked: Vec<(f64, bool)> =
            list.iter().map(|(parts, marked)| (score(weights, parts), *marked)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.iter().position(|(_, marked)| *marked)
    };
    let places: Vec<usize> = lists.iter().filter_map(place).collect();
    DEPTHS.map(|depth| 100.0 * places.iter().filter(|place| **place < depth).count() as f64 / lists.len().max(1) as f64)
}
