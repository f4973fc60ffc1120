//! From what was found to a verdict and a support score.

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
