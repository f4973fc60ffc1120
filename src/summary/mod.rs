//! What is claimed about a talk: items of a summary, each cut into claims.

use std::sync::Arc;

use crate::{
    source::{Source, Span},
    text::Flow,
    transcript::{Skipped, TimeRange},
};

/// A summary as read from one file, or from one part of a file.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The file.
    pub source: Arc<Source>,
    /// The name of the format as which it was read, such as `text/bullets`.
    pub format: &'static str,
    /// What it claims, in order.
    pub claims: Vec<Claim>,
    /// What was read but claims nothing: headings that name a topic, adverts, tables of times.
    pub skipped: Vec<Skipped>,
}

/// One checkable statement of a summary.
#[derive(Debug, Clone)]
pub struct Claim {
    /// What kind of item it comes from.
    pub kind: ClaimKind,
    /// The item it comes from: claims of one bullet share it. Counted from 0 in the file.
    pub item: usize,
    /// The headings above it, outermost first, joined with " > ".
    pub section: Option<String>,
    /// The label in front of it ("User Engagement"), or the title of its chapter.
    pub label: Option<String>,
    /// Its words.
    pub flow: Flow,
    /// The stretch of the recording that it says it is about.
    pub time: Option<TimeRange>,
    /// Who is named as the speaker beside it (a blockquote's author, an item's owner).
    pub speaker: Option<String>,
}

/// What kind of item a claim comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimKind {
    /// A list item.
    Bullet,
    /// A sentence of prose.
    Sentence,
    /// The text of a chapter with a time range.
    Chapter,
    /// A title or heading that states something.
    Title,
}

impl Claim {
    /// Its words as one string.
    pub fn text(&self) -> &str {
        self.flow.text()
    }

    /// Its bytes in the file.
    pub fn span(&self) -> Span {
        self.flow.whole()
    }
}
