//! A threshold for a rate of false alarms, from claims that people labelled, and how well it may be expected to hold.

use std::{cmp::Reverse, collections::BTreeMap};

use super::Threshold;

/// Thresholds are multiples of one part in so many, as many digits as support is printed with.
const STEPS: f64 = 10_000.0;
/// At most so many parts of the labels are held out in turn.
const FOLDS: usize = 10;
/// Bins of equal width for the expected calibration error.
const BINS: usize = 10;

/// A labelled claim as it is judged when the threshold decides nothing ([`Threshold::NONE`]).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labelled {
    /// Whether a person says that the talk bears it out.
    pub is_true: bool,
    /// Whether it is called unsupported or contradicted whatever the threshold: by findings, or because nothing like it is said.
    pub decided: bool,
    /// The lowest support of its parts, 0 to 1; `None` if it says too little to be checked.
    pub support: Option<f64>,
    /// Tells the talks apart; claims of one talk are held out together.
    pub talk: u64,
}

impl Labelled {
    /// Whether it is called unsupported or contradicted under a threshold.
    pub fn is_called(&self, threshold: Threshold) -> bool {
        self.decided || self.support.is_some_and(|support| threshold.is_above(support))
    }
}

/// How many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub hits: usize,
    /// Of how many.
    pub of: usize,
}

impl Share {
    /// The share that was seen, 0 to 1; 0 of nothing is 0.
    pub fn seen(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }

    /// The range, within 0 to 1, of the shares that such a count is not at odds with at the level of 95 %.
    ///
    /// The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    /// American Statistical Association 22 (1927). L. Brown, T. Cai and A. `DasGupta`, "Interval estimation for a binomial
    /// proportion", Statistical Science 16 (2001), advise it for counts small and large.
    pub fn interval(self) -> (f64, f64) {
        const Z: f64 = 1.959_963_985;
        if self.of == 0 {
            return (0.0, 1.0);
        }
        let (count, seen) = (self.of as f64, self.seen());
        let middle = seen + Z * Z / (2.0 * count);
        let reach = Z * (seen * (1.0 - seen) / count + Z * Z / (4.0 * count * count)).sqrt();
        let scale = 1.0 + Z * Z / count;
        (((middle - reach) / scale).max(0.0), ((middle + reach) / scale).min(1.0))
    }

    fn count(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }
}

/// What a threshold does to labelled claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// True claims that are called unsupported or contradicted.
    pub false_alarms: Share,
    /// False claims that are.
    pub caught: Share,
}

impl Figures {
    /// Counts over claims under one threshold.
    pub fn of<'a>(labelled: impl IntoIterator<Item = &'a Labelled>, threshold: Threshold) -> Self {
        let mut figures = Self::default();
        figures.add(labelled, threshold);
        figures
    }

    fn add<'a>(&mut self, labelled: impl IntoIterator<Item = &'a Labelled>, threshold: Threshold) {
        for claim in labelled {
            let share = if claim.is_true { &mut self.false_alarms } else { &mut self.caught };
            share.count(claim.is_called(threshold));
        }
    }
}

/// A threshold with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The highest threshold, in steps of 0.0001, with at most the rate that was asked for; [`Threshold::NONE`] if there is none.
    pub threshold: Threshold,
    /// Whether there is one. If not, more true claims than that are called unsupported whatever the threshold.
    pub reached: bool,
    /// What no threshold changes.
    pub alone: Figures,
    /// With the threshold, on the claims that it was chosen by.
    pub chosen: Figures,
    /// On claims that it was not chosen by: each part of them under the threshold of the other parts.
    pub held_out: Figures,
    /// Number of parts; fewer than two leave nothing to choose by.
    pub folds: usize,
    /// Number of talks.
    pub talks: usize,
    /// Whether claims of one talk were held out together; not where all true claims are of one talk.
    pub by_talk: bool,
    /// The expected calibration error of support, 0 to 1: how far the mean support in a bin lies from the share of true claims in
    /// it, on average over the claims.
    pub calibration_error: f64,
}

/// Finds the threshold for a rate of false alarms, 0 to 1. The order of the claims does not matter.
///
/// A threshold that calls at most a given share of one class is an order statistic of that class: X. Tong, Y. Feng and J. J. Li,
/// "Neyman-Pearson classification algorithms and NP receiver operating characteristics", Science Advances 4 (2018). On claims that
/// were not looked at it errs a little more often, which is what the figures held out are for: M. Stone, "Cross-validatory choice and
/// assessment of statistical predictions", Journal of the Royal Statistical Society B 36 (1974).
pub fn calibrate(labelled: &[Labelled], rate: f64) -> Calibration {
    let found = highest(labelled, rate);
    let threshold = found.unwrap_or(Threshold::NONE);
    let Folds { parts, talks, by_talk } = folds(labelled);
    let mut held_out = Figures::default();
    for (index, part) in parts.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, part)| part);
        held_out.add(part, highest(others, rate).unwrap_or(Threshold::NONE));
    }
    Calibration {
        threshold,
        reached: found.is_some(),
        alone: Figures::of(labelled, Threshold::NONE),
        chosen: Figures::of(labelled, threshold),
        held_out,
        folds: parts.len(),
        talks,
        by_talk,
        calibration_error: calibration_error(labelled),
    }
}

/// The highest threshold under which at most a share of the true claims is called.
fn highest<'a>(labelled: impl IntoIterator<Item = &'a Labelled>, rate: f64) -> Option<Threshold> {
    // 29 % of 100 are 29, whatever the product in binary says.
    const ROUNDING: f64 = 1e-9;
    let (mut claims, mut decided, mut open) = (0, 0, Vec::new());
    for claim in labelled.into_iter().filter(|claim| claim.is_true) {
        claims += 1;
        if claim.decided {
            decided += 1;
        } else {
            open.extend(claim.support);
        }
    }
    let allowed = (rate * f64::from(claims) + ROUNDING).floor() as usize;
    let spare = allowed.checked_sub(decided)?;
    open.sort_by(f64::total_cmp);
    let Some(first_spared) = open.get(spare) else { return Threshold::new(1.0) };
    let mut step = (first_spared * STEPS).floor();
    if step / STEPS > *first_spared {
        step -= 1.0;
    }
    Threshold::new((step / STEPS).clamp(0.0, 1.0))
}

/// The labels in parts that are held out in turn.
struct Folds {
    parts: Vec<Vec<Labelled>>,
    talks: usize,
    by_talk: bool,
}

/// Deals the claims out into parts, whole talks together, and counts the talks. Where all true claims are of one talk, claims are
/// dealt out one by one.
fn folds(labelled: &[Labelled]) -> Folds {
    let mut talks: BTreeMap<u64, Vec<Labelled>> = BTreeMap::new();
    for claim in labelled {
        talks.entry(claim.talk).or_default().push(*claim);
    }
    let talks_count = talks.len();
    // Sorted by what they hold, so that neither their order nor their names matter.
    let content = |claim: &Labelled| (claim.is_true, claim.decided, claim.support.map(f64::to_bits));
    let true_claims = |group: &[Labelled]| group.iter().filter(|claim| claim.is_true).count();
    let mut groups: Vec<Vec<Labelled>> = talks.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(content);
    }
    let by_talk = groups.iter().filter(|group| true_claims(group) > 0).count() > 1;
    if !by_talk {
        groups = groups.concat().into_iter().map(|claim| vec![claim]).collect();
    }
    let size = |group: &[Labelled]| (true_claims(group), group.len());
    groups.sort_by_cached_key(|group| (Reverse(size(group)), group.iter().map(content).collect::<Vec<_>>()));
    let mut parts: Vec<Vec<Labelled>> = vec![Vec::new(); FOLDS.min(groups.len())];
    for group in groups {
        // The largest first, each to the smallest part, above all in true claims: by them the threshold is chosen.
        if let Some(part) = parts.iter_mut().min_by_key(|part| size(part)) {
            part.extend(group);
        }
    }
    Folds { parts, talks: talks_count, by_talk }
}

/// The expected calibration error in bins of equal width: M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated
/// probabilities using Bayesian binning", AAAI 2015.
fn calibration_error(labelled: &[Labelled]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    let mut checked: Vec<(f64, bool)> =
        labelled.iter().filter_map(|claim| Some((claim.support?, claim.is_true))).collect();
    // Sums of floating point numbers depend on their order.
    checked.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (support, is_true) in &checked {
        if let Some(bin) = bins.get_mut(((support * BINS as f64) as usize).min(BINS - 1)) {
            *bin = (bin.0 + support, bin.1 + f64::from(u8::from(*is_true)));
        }
    }
    let error: f64 = bins.iter().map(|(said, seen): &(f64, f64)| (said - seen).abs()).sum();
    error / checked.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn claims() -> impl Strategy<Value = Vec<Labelled>> {
        let support = prop_oneof![
            1 => Just(None),
            // Few values, so that many claims have the same support, and any values.
            4 => (0..30u32).prop_map(|n| Some(f64::from(n) / 30.0)),
            8 => (0.0..1.0f64).prop_map(Some),
        ];
        let claim = (any::<bool>(), prop::bool::weighted(0.1), support, 0..15u64);
        let claim = claim.prop_map(|(is_true, decided, support, talk)| Labelled { is_true, decided, support, talk });
        prop::collection::vec(claim, 0..120)
    }

    fn open(support: f64) -> Labelled {
        Labelled { is_true: true, decided: false, support: Some(support), talk: 0 }
    }

    proptest! {
        #[test]
        fn a_higher_rate_never_lowers_the_threshold(claims in claims(), a in 0.0..=1.0f64, b in 0.0..=1.0f64) {
            prop_assert!(calibrate(&claims, a.min(b)).threshold <= calibrate(&claims, a.max(b)).threshold);
        }

        #[test]
        fn it_is_the_highest_threshold_that_keeps_the_rate(claims in claims(), rate in 0.0..=1.0f64) {
            let calibration = calibrate(&claims, rate);
            let within = |threshold| Figures::of(&claims, threshold).false_alarms.seen() <= rate + 1e-9;
            prop_assert_eq!(calibration.reached, within(calibration.threshold));
            let next = Threshold::new(calibration.threshold.support() + 1.0 / STEPS);
            prop_assert!(next.is_none_or(|next| !within(next)));
        }

        #[test]
        fn order_does_not_matter((claims, shuffled) in claims().prop_flat_map(|claims| (Just(claims.clone()), Just(claims).prop_shuffle()))) {
            prop_assert_eq!(calibrate(&claims, 0.05), calibrate(&shuffled, 0.05));
        }

        #[test]
        fn the_threshold_is_what_is_printed(claims in claims(), rate in 0.0..=1.0f64) {
            let threshold = calibrate(&claims, rate).threshold;
            let printed: f64 = format!("{:.4}", threshold.support()).parse().unwrap();
            prop_assert_eq!(Threshold::new(printed), Some(threshold));
        }

        #[test]
        fn every_claim_is_held_out_once(claims in claims(), rate in 0.0..=1.0f64) {
            let Calibration { held_out, chosen, alone, .. } = calibrate(&claims, rate);
            for (out, all) in [(held_out.false_alarms, chosen.false_alarms), (held_out.caught, chosen.caught)] {
                prop_assert_eq!(out.of, all.of);
            }
            prop_assert!(held_out.false_alarms.hits >= alone.false_alarms.hits);
        }
    }

    #[test]
    fn the_rate_is_counted_exactly() {
        let claims: Vec<Labelled> = (1..=100).map(|n| open(f64::from(n) / 101.0)).collect();
        for percent in 0..=100u8 {
            let calibration = calibrate(&claims, f64::from(percent) / 100.0);
            assert_eq!(calibration.chosen.false_alarms, Share { hits: usize::from(percent), of: 100 });
        }
    }

    #[test]
    fn where_findings_cost_more_only_they_decide() {
        let mut claims: Vec<Labelled> = (1..=10).map(|n| open(f64::from(n) / 11.0)).collect();
        claims.extend([Labelled { decided: true, ..open(0.1) }; 2]);
        let calibration = calibrate(&claims, 0.1);
        assert_eq!((calibration.reached, calibration.threshold), (false, Threshold::NONE));
        assert_eq!(calibration.chosen.false_alarms, Share { hits: 2, of: 12 });
    }

    #[test]
    fn parts_are_whole_talks_or_claims_of_a_single_one() {
        let of = |talk| Labelled { talk, ..open(0.5) };
        let dealt = |claims: &[Labelled]| {
            let Folds { parts, talks, by_talk } = folds(claims);
            (parts.iter().map(Vec::len).collect::<Vec<_>>(), talks, by_talk)
        };
        assert_eq!(dealt(&[1, 1, 1, 2, 2, 3].map(of)), (vec![3, 2, 1], 3, true));
        assert_eq!(dealt(&[of(7); 25]), (vec![3, 3, 3, 3, 3, 2, 2, 2, 2, 2], 1, false));
        assert_eq!(dealt(&[]), (vec![], 0, false));
        // However many talks without true claims there are, those with them are held out apart.
        let claims: Vec<Labelled> = (0..30).map(|talk| Labelled { is_true: talk < 2, ..of(talk) }).collect();
        let parts = folds(&claims).parts;
        assert!(parts.iter().all(|part| part.iter().filter(|claim| claim.is_true).count() < 2));
    }

    /// Examples of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
    #[test]
    fn intervals_are_those_that_were_published() {
        for (hits, of, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let (from, to) = Share { hits, of }.interval();
            assert!((from - low).abs() < 5e-5 && (to - high).abs() < 5e-5, "{hits} of {of}: {from} to {to}");
        }
        assert_eq!(Share::default().interval(), (0.0, 1.0));
    }

    #[test]
    fn the_calibration_error_is_the_mean_gap() {
        let claim = |support, is_true| Labelled { is_true, ..open(support) };
        // One bin at 0.25 on average with half of it true, one at 0.95 with all of it true.
        let claims = [claim(0.24, true), claim(0.26, false), claim(0.95, true), claim(0.95, true)];
        assert!((calibration_error(&claims) - 0.15).abs() < 1e-9);
        assert!(calibration_error(&[]).abs() < 1e-9);
    }
}
