//! From what was found to a verdict and a support score.

use crate::{
    align::{Alignment, Talk},
    finding::{Family, Finding, Severity},
    mention::Mentions,
};

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

/// Below these log-odds a claim is unsupported even where no rule speaks up.
const DOUBTFUL: f32 = -0.6;

/// Judges a claim by what was found.
pub fn judge(talk: &Talk, alignment: &Alignment, mentions: &Mentions, findings: &[Finding]) -> Judgement {
    if alignment.all().is_empty() {
        let (verdict, reason) =
            by_findings(findings).map_or((Verdict::Unchecked, Some(Reason::TooLittleContent)), |v| (v, None));
        return Judgement { verdict, reason, support: 0.0, signs: Vec::new() };
    }
    let signs = Signs::of(talk, alignment, mentions, findings);
    let odds = signs.odds();
    let (verdict, reason) = match by_findings(findings) {
        Some(verdict) => (verdict, None),
        None if alignment.hits.is_empty() => (Verdict::Unsupported, Some(Reason::NothingLikeIt)),
        None if odds < DOUBTFUL => (Verdict::Unsupported, Some(Reason::Doubts(worst(&signs)))),
        None => (Verdict::Supported, None),
    };
    let told = signs.weights().filter(|(_, weight)| *weight != 0.0).map(|(name, weight)| (name, f64::from(weight)));
    Judgement { verdict, reason, support: 1.0 / (1.0 + f64::from(-odds).exp()), signs: told.collect() }
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

/// The sign that speaks most against a claim.
fn worst(signs: &Signs) -> &'static str {
    signs.weights().min_by(|a, b| a.1.total_cmp(&b.1)).map_or("", |(name, _)| name)
}
