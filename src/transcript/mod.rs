//! What was said: turns of speakers with times and places in the file, whatever the format was.

mod timecode;

pub use timecode::{TimeRange, Timecode};

use std::sync::Arc;

use crate::{
    source::{Source, Span},
    text::{Flow, fold::fold, pieces},
};

/// A transcript as read from one file.
#[derive(Debug, Clone)]
pub struct Transcript {
    /// The file.
    pub source: Arc<Source>,
    /// The name of the format as which it was read, such as `text/name-colon`.
    pub format: &'static str,
    /// Everybody who speaks, in order of appearance.
    pub speakers: Vec<Speaker>,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// Headings between the turns, with their times where a table gives them.
    pub chapters: Vec<ChapterMark>,
    /// What was read but is not speech: sponsor text, tables, footers.
    pub skipped: Vec<Skipped>,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speaker {
    /// The name as the transcript gives it, or as the configuration calls the person.
    pub name: String,
    /// Other names of the same person: initials, handles, from tables or configuration.
    pub aliases: Vec<String>,
}

impl Speaker {
    /// All that the person is called: the name, then the others.
    pub fn names(&self) -> impl Iterator<Item = &String> + Clone {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Whether the person is called so, in whatever case and with or without accents.
    pub fn is_called(&self, name: &str) -> bool {
        let name = fold(name);
        self.names().any(|own| fold(own) == name)
    }
}

/// The place of a speaker in [`Transcript::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerId(pub usize);

/// One speaker's unbroken stretch; a block of text where a format has no speakers.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Who speaks, if the format says so.
    pub speaker: Option<SpeakerId>,
    /// The words, gathered from the lines or cues.
    pub flow: Flow,
    /// When each part starts: byte offset in the flow's text and time, ascending; empty when the format gives no times.
    pub times: Vec<(usize, Timecode)>,
    /// When the turn ends, if known.
    pub end: Option<Timecode>,
}

/// A heading between turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterMark {
    /// The heading.
    pub title: String,
    /// Its bytes.
    pub span: Span,
    /// The number of turns before it.
    pub turn: usize,
    /// When it starts, from the file's own table of times.
    pub start: Option<Timecode>,
}

/// A part of a file that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The bytes.
    pub span: Span,
    /// Why, in a few words: "sponsor text", "table of times", "blank cue".
    pub reason: &'static str,
}

impl Skipped {
    /// The reason for a list of those who were there: nobody speaks it, yet its names are names of the talk.
    pub const PRESENT: &'static str = "names of those present";
}

impl Turn {
    /// The time of the part of the turn that holds a position of its text.
    pub fn time_at(&self, position: usize) -> Option<Timecode> {
        let after = self.times.partition_point(|(start, _)| *start <= position);
        self.times.get(after.saturating_sub(1)).map(|(_, time)| *time)
    }
}

impl Transcript {
    /// The number of words spoken.
    pub fn word_count(&self) -> usize {
        self.turns.iter().map(|turn| pieces(turn.flow.text()).count()).sum()
    }

    /// The speaker of a turn.
    pub fn speaker(&self, turn: &Turn) -> Option<&Speaker> {
        turn.speaker.and_then(|id| self.speakers.get(id.0))
    }

    /// What a person should know of the times; `None` if people can speak so fast. Nobody says twelve words in a second, and a talk in
    /// which one is said in a minute is none: times in another unit than was read give such figures.
    pub fn times_warning(&self) -> Option<String> {
        let words = self.word_count();
        let first = self.turns.iter().find_map(|turn| turn.times.first()).map(|(_, time)| time.0)?;
        let seconds = self.duration()?.0.saturating_sub(first) as f64 / 1000.0;
        let pace = words as f64 / seconds;
        if words < 100 || seconds <= 0.0 || (1.0 / 60.0..=12.0).contains(&pace) {
            return None;
        }
        let pace = if pace > 1.0 { format!("{pace:.0}") } else { format!("{pace:.4}") };
        Some(format!(
            "has times that make {pace} words a second; they may be in another unit than was read, or of a part of the talk only"
        ))
    }

    /// The last time that is known.
    pub fn duration(&self) -> Option<Timecode> {
        self.turns.iter().filter_map(|turn| turn.end.or(turn.times.last().map(|(_, time)| *time))).max()
    }
}
