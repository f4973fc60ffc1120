//! Logistic regression by Newton's method, with a ridge on the standardised weights (Hastie, Tibshirani and Friedman 2009, 4.4).

use crate::figures::Scored;

/// Readings with their class: `true` for the positive one.
pub(super) type Sample = (Vec<f64>, bool);

/// Fitted weights in the units of the features.
pub(super) struct Fitted {
    /// The log-odds when every feature is 0.
    pub(super) bias: f64,
    /// The weight of each feature.
    pub(super) weights: Vec<f64>,
}

const RIDGE: f64 = 1e-3;
const STEPS: usize = 30;

impl Fitted {
    /// Fits a model; every sample has the same number of features.
    pub(super) fn new(samples: &[Sample]) -> Self {
        let width = samples.first().map_or(0, |(features, _)| features.len());
        let count = samples.len().max(1) as f64;
        let column = |at: usize| samples.iter().map(move |(features, _)| features[at]);
        let means: Vec<f64> = (0..width).map(|at| column(at).sum::<f64>() / count).collect();
        let spreads: Vec<f64> = (0..width)
            .map(|at| (column(at).map(|x| (x - means[at]).powi(2)).sum::<f64>() / count).sqrt().max(1e-9))
            .collect();
        let standard = |features: &[f64]| -> Vec<f64> {
            let scaled = features.iter().zip(means.iter().zip(&spreads)).map(|(x, (mean, spread))| (x - mean) / spread);
            scaled.chain([1.0]).collect()
        };
        let rows: Vec<(Vec<f64>, f64)> =
            samples.iter().map(|(features, positive)| (standard(features), f64::from(u8::from(*positive)))).collect();
        let mut weights = vec![0.0; width + 1];
        for _ in 0..STEPS {
            let mut gradient = vec![0.0; width + 1];
            let mut curve = vec![vec![0.0; width + 1]; width + 1];
            for (row, class) in &rows {
                let odds: f64 = row.iter().zip(&weights).map(|(x, weight)| x * weight).sum();
                let probability = 1.0 / (1.0 + (-odds).exp());
                for (i, x) in row.iter().enumerate() {
                    gradient[i] += x * (probability - class) / count;
                    for (j, y) in row.iter().enumerate() {
                        curve[i][j] += x * y * probability * (1.0 - probability) / count;
                    }
                }
            }
            for i in 0..=width {
                // The bias is left free.
                gradient[i] += if i < width { RIDGE * weights[i] } else { 0.0 };
                curve[i][i] += RIDGE;
            }
            for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
                *weight -= step;
            }
        }
        let scaled: Vec<f64> = weights.iter().zip(&spreads).map(|(weight, spread)| weight / spread).collect();
        let bias = weights[width] - scaled.iter().zip(&means).map(|(weight, mean)| weight * mean).sum::<f64>();
        Self { bias, weights: scaled }
    }

    /// The log-odds of the positive class.
    pub(super) fn odds(&self, features: &[f64]) -> f64 {
        self.bias + self.weights.iter().zip(features).map(|(weight, x)| weight * x).sum::<f64>()
    }

    /// The samples with their log-odds.
    pub(super) fn scored(&self, samples: &[Sample]) -> Vec<Scored> {
        samples.iter().map(|(features, class)| (self.odds(features), *class)).collect()
    }
}

/// Solves a system of linear equations by elimination with pivots.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size).max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs())).unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        for row in at + 1..size {
            let factor = matrix[row][at] / matrix[at][at];
            let (above, below) = matrix.split_at_mut(row);
            for (cell, other) in below[0].iter_mut().zip(&above[at]).skip(at) {
                *cell -= factor * other;
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / matrix[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_from_a_model_gives_its_weights_back() {
        // Odds 3 x - 1, in shares that are exact: each point as often positive as the model says, out of 1000.
        let samples: Vec<Sample> = (0..=20)
            .flat_map(|step| {
                let x = f64::from(step) / 10.0 - 1.0;
                let positive = (1000.0 / (1.0 + (1.0 - 3.0 * x).exp())).round() as usize;
                (0..1000).map(move |at| (vec![x], at < positive))
            })
            .collect();
        let fitted = Fitted::new(&samples);
        assert!((fitted.weights[0] - 3.0).abs() < 0.05, "weight {}", fitted.weights[0]);
        assert!((fitted.bias + 1.0).abs() < 0.05, "bias {}", fitted.bias);
    }
}
