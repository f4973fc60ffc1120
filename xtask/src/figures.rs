//! The figures by which judgements are measured.

/// A score and whether the thing scored is a positive one.
pub(crate) type Scored = (f64, bool);

/// The probability that a positive scores above a negative; a tie counts half. 0 to 1.
pub(crate) fn auc(scored: &[Scored]) -> f64 {
    let (mut below, mut won, mut positives) = (0.0, 0.0, 0.0);
    for (up, down) in tied(scored).into_iter().map(|(_, up, down)| (up, down)) {
        won += up * (below + down / 2.0);
        below += down;
        positives += up;
    }
    won / (positives * below).max(1.0)
}

/// The mean of the shares of positives and of negatives that were answered rightly, from pairs of answer and truth. 0 to 1.
pub(crate) fn balanced_accuracy(answers: impl IntoIterator<Item = (bool, bool)>) -> f64 {
    let mut right = [0.0; 2];
    let mut all = [0.0; 2];
    for (answer, truth) in answers {
        all[usize::from(truth)] += 1.0;
        right[usize::from(truth)] += f64::from(u8::from(answer == truth));
    }
    f64::midpoint(right[0] / f64::max(all[0], 1.0), right[1] / f64::max(all[1], 1.0))
}

/// The score from which on to call things positive, so that the balanced accuracy is highest; the lowest of several.
pub(crate) fn best_threshold(scored: &[Scored]) -> f64 {
    let tied = tied(scored);
    let positives = tied.iter().map(|(_, up, _)| up).sum::<f64>().max(1.0);
    let negatives = tied.iter().map(|(_, _, down)| down).sum::<f64>().max(1.0);
    let (mut missed, mut rejected) = (0.0, 0.0);
    let mut best = (0.0, f64::NEG_INFINITY);
    for (score, up, down) in tied {
        let right = (1.0 - missed / positives) + rejected / negatives;
        if right > best.0 {
            best = (right, score);
        }
        missed += up;
        rejected += down;
    }
    best.1
}

/// Each distinct score, ascending, with the number of positives and of negatives that have it.
fn tied(scored: &[Scored]) -> Vec<(f64, f64, f64)> {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let count = |same: &[Scored]| {
        let up = same.iter().filter(|(_, positive)| *positive).count() as f64;
        (same[0].0, up, same.len() as f64 - up)
    };
    sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()).map(count).collect()
}

/// How many equal ranges probabilities are sorted into.
pub(crate) const BINS: usize = 10;

/// Probabilities in equal ranges, set against how often they came true.
#[derive(Default, Clone)]
pub(crate) struct Calibration {
    bins: [Bin; BINS],
}

/// One range of probabilities.
#[derive(Default, Clone, Copy)]
pub(crate) struct Bin {
    /// How many are in it.
    pub(crate) count: f64,
    said: f64,
    came_true: f64,
}

impl Bin {
    /// The mean of the probabilities.
    pub(crate) fn mean(&self) -> f64 {
        self.said / self.count.max(1.0)
    }

    /// The share that came true.
    pub(crate) fn share(&self) -> f64 {
        self.came_true / self.count.max(1.0)
    }
}

impl Calibration {
    /// Sorts probabilities.
    pub(crate) fn of(scored: &[Scored]) -> Self {
        let mut calibration = Self::default();
        for (probability, truth) in scored {
            let bin = &mut calibration.bins[((probability * BINS as f64) as usize).min(BINS - 1)];
            bin.count += 1.0;
            bin.said += probability;
            bin.came_true += f64::from(u8::from(*truth));
        }
        calibration
    }

    /// The ranges, the lowest first.
    pub(crate) fn bins(&self) -> &[Bin] {
        &self.bins
    }

    /// The expected calibration error (Naeini, Cooper and Hauskrecht 2015): how far mean and share lie apart, by the weight of the ranges.
    pub(crate) fn error(&self) -> f64 {
        let count: f64 = self.bins.iter().map(|bin| bin.count).sum();
        self.bins.iter().map(|bin| (bin.said - bin.came_true).abs()).sum::<f64>() / count.max(1.0)
    }

    /// All ranges as one.
    pub(crate) fn whole(&self) -> Bin {
        self.bins.iter().fold(Bin::default(), |a, b| Bin {
            count: a.count + b.count,
            said: a.said + b.said,
            came_true: a.came_true + b.came_true,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn scores_that_separate_have_an_area_of_one_and_level_ones_of_a_half() {
        assert!(near(auc(&[(0.0, false), (1.0, true), (2.0, true)]), 1.0));
        assert!(near(auc(&[(1.0, false), (1.0, true)]), 0.5));
        assert!(near(auc(&[(0.0, true), (1.0, false), (2.0, true)]), 0.5));
    }

    #[test]
    fn the_best_threshold_answers_most_rightly() {
        let scored = [(0.1, false), (0.2, true), (0.3, false), (0.4, true), (0.5, true)];
        let threshold = best_threshold(&scored);
        assert!(near(threshold, 0.4));
        let right = balanced_accuracy(scored.iter().map(|(score, truth)| (*score >= threshold, *truth)));
        assert!(near(right, f64::midpoint(1.0, 2.0 / 3.0)));
        // Scores that say nothing: everything is called positive.
        assert!(near(best_threshold(&[(1.0, true), (1.0, false)]), 1.0));
    }

    #[test]
    fn the_calibration_error_is_the_distance_of_what_is_said_from_what_is() {
        let calibration = Calibration::of(&[(0.75, true), (0.75, true), (0.75, true), (0.75, false), (1.0, true)]);
        assert!(near(calibration.error(), 0.0));
        assert!(near(calibration.whole().share(), 0.8));
        assert!(near(Calibration::of(&[(0.9, false), (0.1, true)]).error(), 0.9));
    }
}
