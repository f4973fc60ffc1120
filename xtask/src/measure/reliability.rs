//! Is support the probability that it claims to be?

use super::{
    claims::Set,
    page::{percent, table},
};
use crate::figures::{BINS, Calibration, Scored};

/// A row a set, and all sets together: mean support, share of true texts, expected calibration error.
pub(super) fn by_set(sets: &[Set]) -> String {
    let row = |name: &str, scored: &[Scored]| {
        let calibration = Calibration::of(scored);
        let whole = calibration.whole();
        let error = format!("{:.3}", calibration.error());
        vec![name.to_owned(), scored.len().to_string(), percent(whole.mean()), percent(whole.share()), error]
    };
    let each = sets.iter().map(|set| row(&set.name, &set.supports().collect::<Vec<_>>()));
    let rows: Vec<Vec<String>> = each.chain([row("all together", &pooled(sets))]).collect();
    table(&["set", "texts", "mean support, %", "true, %", "ECE"], rows)
}

/// A row a range of support, over all sets together.
pub(super) fn by_range(sets: &[Set]) -> String {
    let calibration = Calibration::of(&pooled(sets));
    let rows = calibration.bins().iter().enumerate().map(|(at, bin)| {
        let bound = |at: usize| at as f64 / BINS as f64;
        let range = format!("{:.1} to {:.1}", bound(at), bound(at + 1));
        let told = |share: f64| if bin.count > 0.0 { percent(share) } else { String::new() };
        vec![range, bin.count.to_string(), told(bin.mean()), told(bin.share())]
    });
    table(&["support", "texts", "mean support, %", "true, %"], rows)
}

fn pooled(sets: &[Set]) -> Vec<Scored> {
    sets.iter().flat_map(Set::supports).collect()
}
