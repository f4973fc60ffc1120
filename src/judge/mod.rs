//! From what was found to a verdict and a support score.

use crate::{
    align::{Alignment, Talk},
    finding::{Family, Finding, Severity},
    mention::Mentions,
};

pub mod calibration;
mod signs;

pub use signs::{BIAS, SIGNS, Signs, WEIGHTS};

/// The judgement of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The transcript bears it out.
    Supported,
    /// Nothing in the transcript bears it out.
    Unsupported,
    /// The transcript says otherwise.
    Contradicted,
    /// It could not be checked; [`Reason`] says why.
    Unchecked,
}

/// Why a claim has its verdict, where no finding says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It rests on a date that only the day of the recording could resolve.
    NeedsRecordingDate,
    /// It says too little to look for.
    TooLittleContent,
    /// The talk shares no content word with it.
    NothingLikeIt,
    /// No rule speaks up, but what speaks against it outweighs what speaks for it; the sign that weighs most.
    Doubts(&'static str),
}

impl Verdict {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Unsupported => "unsupported",
            Self::Contradicted => "contradicted",
            Self::Unchecked => "unchecked",
        }
    }

    /// How bad it is for a text of several claims: the worst decides.
    pub fn rank(self) -> u8 {
        match self {
            Self::Supported => 0,
            Self::Unchecked => 1,
            Self::Unsupported => 2,
            Self::Contradicted => 3,
        }
    }
}

impl Reason {
    /// For people and on the wire.
    pub fn text(self) -> &'static str {
        match self {
            Self::NeedsRecordingDate => "needs the recording date",
            Self::TooLittleContent => "too little content to look for",
            Self::NothingLikeIt => "nothing like it is said",
            Self::Doubts("denial with none near") => "denies what nobody near denies",
            Self::Doubts("numbers not said near") => "its number is not said near the rest",
            Self::Doubts(_) => "too little speaks for it",
        }
    }
}

/// The judgement of a claim: what the findings and the other signs amount to.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, where no finding says it.
    pub reason: Option<Reason>,
    /// How likely it is that the talk bears the claim out: 0 to 1; 0 for a claim that says too little.
    pub support: f64,
    /// What spoke for it and against it: what each sign adds to the log-odds, those that add something.
    pub signs: Vec<(&'static str, f64)>,
}

/// The log-odds of the shipped [`Threshold`].
const DOUBTFUL: f32 = -0.6;

/// The support, 0 to 1, below which a claim is unsupported even where no rule speaks up.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Threshold(f64);

impl Threshold {
    /// The threshold under which only findings decide: no support is below it.
    pub const NONE: Self = Self(0.0);

    /// A threshold; `None` for what is no number from 0 to 1.
    pub fn new(support: f64) -> Option<Self> {
        (0.0..=1.0).contains(&support).then_some(Self(support))
    }

    /// The support at which it lies.
    pub fn support(self) -> f64 {
        self.0
    }

    /// Whether a support is too low for it.
    pub fn is_above(self, support: f64) -> bool {
        support < self.0
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(probability(DOUBTFUL))
    }
}

/// Judges a claim by what was found.
pub fn judge(
    talk: &Talk,
    alignment: &Alignment,
    mentions: &Mentions,
    findings: &[Finding],
    threshold: Threshold,
) -> Judgement {
    if alignment.all().is_empty() {
        let (verdict, reason) =
            by_findings(findings).map_or((Verdict::Unchecked, Some(Reason::TooLittleContent)), |v| (v, None));
        return Judgement { verdict, reason, support: 0.0, signs: Vec::new() };
    }
    let signs = Signs::of(talk, alignment, mentions, findings);
    let support = probability(signs.odds());
    let (verdict, reason) = match by_findings(findings) {
        Some(verdict) => (verdict, None),
        None if alignment.hits.is_empty() => (Verdict::Unsupported, Some(Reason::NothingLikeIt)),
        None if threshold.is_above(support) => (Verdict::Unsupported, Some(Reason::Doubts(worst(&signs)))),
        None => (Verdict::Supported, None),
    };
    let told = signs.weights().filter(|(_, weight)| *weight != 0.0).map(|(name, weight)| (name, f64::from(weight)));
    Judgement { verdict, reason, support, signs: told.collect() }
}

/// What log-odds are as a probability.
fn probability(odds: f32) -> f64 {
    1.0 / (1.0 + f64::from(-odds).exp())
}

/// The verdict that the findings amount to, if one of them is a warning or worse.
fn by_findings(findings: &[Finding]) -> Option<Verdict> {
    let worst = |families: &[Family]| {
        findings.iter().filter(|finding| families.contains(&finding.family)).map(|finding| finding.severity).max()
    };
    let against = worst(&[Family::Contradicted, Family::Misattributed, Family::Misquoted]);
    let without = worst(&[Family::Unsupported]);
    if against >= Some(Severity::Warning) && against >= without {
        Some(Verdict::Contradicted)
    } else if without >= Some(Severity::Warning) {
        Some(Verdict::Unsupported)
    } else {
        None
    }
}

/// The sign that speaks most against a claim; empty where none does.
fn worst(signs: &Signs) -> &'static str {
    signs.weights().filter(|(_, weight)| *weight < 0.0).min_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_threshold_is_the_same_in_odds_and_in_support() {
        for bits in (DOUBTFUL.to_bits() - 50)..(DOUBTFUL.to_bits() + 50) {
            let odds = f32::from_bits(bits);
            assert_eq!(Threshold::default().is_above(probability(odds)), odds < DOUBTFUL, "{odds}");
        }
    }

    #[test]
    fn a_threshold_is_a_number_from_0_to_1() {
        for support in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Threshold::new(support), None, "{support}");
        }
        assert_eq!(Threshold::new(0.0), Some(Threshold::NONE));
        assert!(Threshold::new(1.0).is_some_and(|threshold| threshold.is_above(0.9) && !threshold.is_above(1.0)));
        assert!(!Threshold::NONE.is_above(0.0));
    }
}
