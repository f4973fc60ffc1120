//! From what was found to a verdict and a support score.

use crate::{
    align::{Alignment, Talk},
    finding::{Confidence, Family, Finding, Severity},
};

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

/// Why a claim could not be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It rests on a date that only the day of the recording could resolve.
    NeedsRecordingDate,
    /// It says too little to look for.
    TooLittleContent,
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
        }
    }
}

/// How well the talk bears a claim out: 0 not at all, 1 fully.
///
/// What the talk holds of the claim's content, lowered by every finding according to its severity and confidence.
pub fn support(talk: &Talk, alignment: &Alignment, findings: &[Finding]) -> f64 {
    f64::from(alignment.borne_out(talk)) * findings.iter().map(remaining).product::<f64>()
}

/// The share of support that a finding leaves.
fn remaining(finding: &Finding) -> f64 {
    let sure = match finding.confidence {
        Confidence::Low => 0.5,
        Confidence::Medium => 0.75,
        Confidence::High => 1.0,
    };
    let bad = match finding.severity {
        Severity::Note => 0.2,
        Severity::Warning => 0.6,
        Severity::Error => 0.9,
    };
    1.0 - sure * bad
}

/// The verdict that the findings of a claim amount to.
pub fn verdict(alignment: &Alignment, findings: &[Finding]) -> (Verdict, Option<Reason>) {
    let worst = |families: &[Family]| {
        findings.iter().filter(|finding| families.contains(&finding.family)).map(|finding| finding.severity).max()
    };
    let against = worst(&[Family::Contradicted, Family::Misattributed, Family::Misquoted]);
    let without = worst(&[Family::Unsupported]);
    if against >= Some(Severity::Warning) && against >= without {
        (Verdict::Contradicted, None)
    } else if without >= Some(Severity::Warning) {
        (Verdict::Unsupported, None)
    } else if alignment.all().is_empty() {
        (Verdict::Unchecked, Some(Reason::TooLittleContent))
    } else if alignment.hits.is_empty() {
        (Verdict::Unsupported, None)
    } else {
        (Verdict::Supported, None)
    }
}
