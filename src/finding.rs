//! What is wrong with a claim, with the evidence for it.

use std::{fmt, sync::Arc};

use crate::{
    source::{Source, Span},
    transcript::Timecode,
};

/// How bad a finding is if it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A reader may be misled.
    Warning,
    /// A reader is misled on a fact.
    Error,
}

/// How sure the rule is that it is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Right more often than not.
    Low,
    /// Right in most cases.
    Medium,
    /// Right nearly always.
    High,
}

/// The kind of fault; the first letter of a rule's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Nothing in the transcript bears it out.
    Unsupported,
    /// The transcript says otherwise.
    Contradicted,
    /// Said, but not so surely or so widely.
    Strength,
    /// Said by somebody else.
    Misattributed,
    /// Not the words that were spoken.
    Misquoted,
    /// Said at another time.
    Mistimed,
    /// Summaries disagree.
    Conflicting,
    /// Something about the input itself.
    Input,
}

impl Family {
    /// Every family, in the order in which they are listed above.
    pub const ALL: [Self; 8] = [
        Self::Unsupported,
        Self::Contradicted,
        Self::Strength,
        Self::Misattributed,
        Self::Misquoted,
        Self::Mistimed,
        Self::Conflicting,
        Self::Input,
    ];

    /// The first letter of its rules' codes.
    pub fn letter(self) -> &'static str {
        match self {
            Self::Unsupported => "U",
            Self::Contradicted => "C",
            Self::Strength => "S",
            Self::Misattributed => "A",
            Self::Misquoted => "Q",
            Self::Mistimed => "T",
            Self::Conflicting => "X",
            Self::Input => "I",
        }
    }

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Contradicted => "contradicted",
            Self::Strength => "strength",
            Self::Misattributed => "misattributed",
            Self::Misquoted => "misquoted",
            Self::Mistimed => "mistimed",
            Self::Conflicting => "conflicting",
            Self::Input => "input",
        }
    }
}

impl Severity {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Confidence {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Words in a file, with who said them and when where that is known.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Span,
    /// The words, with line breaks and markup taken out.
    pub text: String,
    /// Who said it.
    pub speaker: Option<String>,
    /// When.
    pub time: Option<Timecode>,
}

impl Place {
    /// The 1-based line on which it starts.
    pub fn line(&self) -> usize {
        self.source.line(self.span.start)
    }
}

/// One fault of one claim.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's code, such as `C001`.
    pub code: &'static str,
    /// The rule's name, such as `wrong-number`.
    pub name: &'static str,
    /// The kind of fault.
    pub family: Family,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What the summary says and what was said, in one sentence without a full stop.
    pub message: String,
    /// The words of the summary at fault; the primary location.
    pub stated: Place,
    /// The words of the transcript that decide it.
    pub found: Option<Place>,
    /// What the summary could say instead.
    pub suggestion: Option<String>,
    /// Stable over edits elsewhere in the file.
    pub fingerprint: Fingerprint,
    /// Why it does not count, if a person accepted it.
    pub accepted: Option<Accepted>,
}

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Where it was accepted.
    pub by: Acceptance,
    /// Why, in a person's words.
    pub reason: Option<String>,
    /// The file and its 1-based line that accept it.
    pub place: Option<(String, usize)>,
}

/// Where a finding was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acceptance {
    /// It was there when the baseline was written.
    Baseline,
    /// Somebody wrote that it is allowed.
    Suppression,
}

impl Acceptance {
    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Suppression => "suppression",
        }
    }
}

/// A stable name of a finding: a hash of rule, normalised claim and values, never of a line number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Hashes the parts in order with FNV-1a (64 bit; Fowler, Noll and Vo, RFC 9923), which is fixed for good.
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for part in parts {
            for byte in part.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

impl From<Fingerprint> for u64 {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
