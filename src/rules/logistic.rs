//! A logistic model of a few named features: weights that anybody can read, fitted by `cargo xtask train`.

/// A logistic regression over `N` features.
#[derive(Debug, Clone, PartialEq)]
pub struct Logistic<const N: usize> {
    /// The log-odds when every feature is 0.
    pub bias: f32,
    /// What each feature adds to the log-odds for each unit of it.
    pub weights: [f32; N],
}

impl<const N: usize> Logistic<N> {
    /// The probability of the positive class: 0 to 1.
    pub fn probability(&self, features: &[f32; N]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + (-(self.bias + sum)).exp())
    }
}
