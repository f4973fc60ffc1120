//! A list of utterances, described: where it is, and under which keys an utterance holds its words, speaker and times.
//!
//! Most formats are such a list, and so is any other JSON that a mapping describes.

use super::{
    clock::{Unit, time},
    script::{Script, Utterance},
    tree::Node,
};
use crate::{text::composed, transcript::Timecode};

/// How a list of utterances is written. Every path is one of keys and positions, `a.b.0`; of several the first that leads to a
/// value is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'k> {
    /// The utterances: a path in which `*` stands for every one of a list.
    pub(super) utterances: &'k str,
    /// From an utterance to its words.
    pub(super) text: &'k [&'k str],
    /// From an utterance to its speaker.
    pub(super) speaker: &'k [&'k str],
    /// From an utterance to its start.
    pub(super) start: &'k [&'k str],
    /// From an utterance to its end.
    pub(super) end: &'k [&'k str],
    /// From an utterance to its length, for those that have no end.
    pub(super) lasts: &'k [&'k str],
    /// What a bare number of a time counts.
    pub(super) unit: Unit,
    /// From an utterance to the list of its words, which have a text and a start.
    pub(super) words: &'k str,
    /// From a word to its text.
    pub(super) word: &'k [&'k str],
    /// From a word to its start.
    pub(super) word_start: &'k [&'k str],
}

impl Shape<'static> {
    /// Nothing described yet.
    pub(super) const NONE: Self = Self {
        utterances: "",
        text: &[],
        speaker: &[],
        start: &[],
        end: &[],
        lasts: &[],
        unit: Unit::Seconds,
        words: "",
        word: &[],
        word_start: &[],
    };
}

impl Shape<'_> {
    /// Whether a document has such a list with words in it.
    pub(super) fn fits(&self, root: &Node<'_>) -> bool {
        self.each(root).iter().any(|one| self.text(one).is_some())
    }

    /// The utterances of a document.
    pub(super) fn each<'t, 'a>(&self, root: &'t Node<'a>) -> Vec<&'t Node<'a>> {
        root.all(self.utterances)
    }

    /// The string that holds the words of an utterance.
    pub(super) fn text<'t, 'a>(&self, one: &'t Node<'a>) -> Option<&'t Node<'a>> {
        first(one, self.text).filter(|node| node.span.end > node.span.start && node.flow(false).is_some())
    }

    /// Reads all utterances.
    pub(super) fn read(&self, root: &Node<'_>, script: &mut Script<'_>) {
        for one in self.each(root) {
            self.say(one, None, script);
        }
    }

    /// Reads one utterance; `speaker` is who says it if it names nobody.
    pub(super) fn say(&self, one: &Node<'_>, speaker: Option<&str>, script: &mut Script<'_>) {
        let Some(text) = self.text(one) else { return };
        let when = |node: &Node<'_>, paths: &[&str]| paths.iter().find_map(|path| time(node.at(path), self.unit));
        let words = one.at(self.words).items().iter().filter_map(|word| {
            Some((first(word, self.word)?.written()?.trim().to_owned(), when(word, self.word_start)?))
        });
        script.say(&Utterance {
            speaker: self.speaker.iter().find_map(|path| label(one.at(path))).or_else(|| speaker.map(str::to_owned)),
            text,
            start: when(one, self.start),
            end: when(one, self.end).or_else(|| after(when(one, self.start), when(one, self.lasts))),
            words: if self.words.is_empty() { Vec::new() } else { words.collect() },
        });
    }
}

/// A list of words that have times, and speakers of their own or none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'k> {
    /// From a word to its text.
    pub(super) text: &'k [&'k str],
    /// From a word to its speaker.
    pub(super) speaker: &'k [&'k str],
    /// From a word to its start.
    pub(super) start: &'k [&'k str],
    /// From a word to its end.
    pub(super) end: &'k [&'k str],
    /// From a word to its length, for those that have no end.
    pub(super) lasts: &'k [&'k str],
    /// What a bare number of a time counts.
    pub(super) unit: Unit,
}

impl Words<'static> {
    /// Nothing described yet.
    pub(super) const NONE: Self =
        Self { text: &[], speaker: &[], start: &[], end: &[], lasts: &[], unit: Unit::Seconds };
}

impl Words<'_> {
    /// Reads all words; `speaker` tells who speaks at a time where a word does not.
    pub(super) fn read<'t>(
        &self,
        words: impl IntoIterator<Item = &'t Node<'t>>,
        speaker: impl Fn(Timecode) -> Option<String>,
        script: &mut Script<'_>,
    ) {
        let mut floor = None;
        for word in words {
            let Some(text) = first(word, self.text) else { continue };
            let when = |paths: &[&str]| paths.iter().find_map(|path| time(word.at(path), self.unit));
            let start = when(self.start);
            let own = self.speaker.iter().find_map(|path| label(word.at(path)));
            // A mark without a time belongs to whoever spoke before it.
            if own.is_some() || start.is_some() {
                floor = own.or_else(|| start.and_then(&speaker));
            }
            if let Some(text) = text.flow(false) {
                script.word(floor.as_deref(), &text, start, when(self.end).or_else(|| after(start, when(self.lasts))));
            }
        }
    }
}

/// Stretches of time in each of which one person speaks, in order of their starts.
#[derive(Debug, Default)]
pub(super) struct Floors(Vec<(Timecode, Timecode, String)>);

impl Floors {
    /// Sorts stretches by their starts; those without a label are left out.
    pub(super) fn new(stretches: impl Iterator<Item = (Option<Timecode>, Option<Timecode>, Option<String>)>) -> Self {
        let mut floors: Vec<_> = stretches
            .filter_map(|(start, end, label)| Some((start?, end.or(start)?, label.filter(|label| !label.is_empty())?)))
            .collect();
        floors.sort_by_key(|(start, ..)| *start);
        Self(floors)
    }

    /// Whether nobody is told.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who speaks at a time: the last who began, if they have not ended.
    pub(super) fn at(&self, time: Timecode) -> Option<String> {
        let after = self.0.partition_point(|(start, ..)| *start <= time);
        let (start, end, label) = self.0.get(after.checked_sub(1)?)?;
        (time < *end || time == *start).then(|| label.clone())
    }
}

/// The time a stretch later.
pub(super) fn after(start: Option<Timecode>, length: Option<Timecode>) -> Option<Timecode> {
    start.zip(length).map(|(start, length)| Timecode(start.0 + length.0))
}

/// The first of several paths that leads to a value.
pub(super) fn first<'t, 'a>(node: &'t Node<'a>, paths: &[&str]) -> Option<&'t Node<'a>> {
    paths.iter().map(|path| node.at(path)).find(|found| found.written().is_some_and(|text| !text.trim().is_empty()))
}

/// A speaker as a value names them: a string, a number, or an object with a name.
pub(super) fn label(node: &Node<'_>) -> Option<String> {
    let named = || ["name", "label", "speaker_label", "id", "@id"].iter().find_map(|key| node.get(key).written());
    node.written().or_else(named).map(|label| composed(label).into_owned()).filter(|label| !label.trim().is_empty())
}
