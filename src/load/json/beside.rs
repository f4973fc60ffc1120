//! Words in one list, and in another the stretches of time in which each person speaks: Watson, Speechmatics, Kaldi, Digital Paper
//! Edit.

use super::{
    clock::{Unit, time},
    script::Script,
    shape::{Floors, Words, after, label},
    tree::Node,
};
use crate::transcript::Timecode;

/// Where the two lists are and how they are written.
struct Beside {
    words: &'static str,
    word: Words<'static>,
    floors: &'static str,
    start: &'static str,
    /// The end of a stretch, or its length.
    end: &'static str,
    lasts: &'static str,
    speaker: &'static str,
}

const PAPER: Beside = Beside {
    words: "words.*",
    word: Words { text: &["text"], start: &["start"], end: &["end"], ..Words::NONE },
    floors: "paragraphs.*",
    start: "start",
    end: "end",
    lasts: "",
    speaker: "speaker",
};

const KALDI: Beside = Beside {
    words: "retval.words.*",
    word: Words { text: &["punct", "word"], ..PAPER.word },
    floors: "retval.segmentation.segments.*",
    lasts: "duration",
    ..PAPER
};

const SPEECHMATICS: Beside = Beside {
    word: Words { text: &["name"], start: &["time"], end: &[], lasts: &["duration"], ..PAPER.word },
    floors: "speakers.*",
    start: "time",
    lasts: "duration",
    speaker: "name",
    ..PAPER
};

impl Beside {
    fn fits(&self, root: &Node<'_>) -> bool {
        let key = self.word.text.first().copied().unwrap_or_default();
        let start = self.word.start.first().copied().unwrap_or_default();
        root.all(self.words).iter().any(|word| word.has(key) && word.has(start))
            && root.all(self.floors).iter().any(|floor| floor.has(self.speaker))
    }

    fn read(&self, root: &Node<'_>, script: &mut Script<'_>) {
        let floors = floors(root, self.floors, self.speaker, |floor| {
            let when = |key| time(floor.get(key), Unit::Seconds);
            let start = when(self.start);
            (start, when(self.end).or(after(start, when(self.lasts))))
        });
        self.word.read(root.all(self.words), |time| floors.at(time), script);
    }
}

fn floors(
    root: &Node<'_>,
    path: &str,
    speaker: &str,
    times: impl Fn(&Node<'_>) -> (Option<Timecode>, Option<Timecode>),
) -> Floors {
    Floors::new(root.all(path).into_iter().map(|floor| {
        let (start, end) = times(floor);
        (start, end, label(floor.at(speaker)))
    }))
}

/// Digital Paper Edit: words and paragraphs.
pub(super) fn detect_paper(root: &Node<'_>) -> bool {
    PAPER.fits(root)
}

/// Reads words and paragraphs.
pub(super) fn read_paper(root: &Node<'_>, script: &mut Script<'_>) {
    PAPER.read(root, script);
}

/// Kaldi as newsrooms run it: words and a segmentation.
pub(super) fn detect_kaldi(root: &Node<'_>) -> bool {
    root.all(KALDI.words).iter().any(|word| word.has("word"))
}

/// Reads words and a segmentation.
pub(super) fn read_kaldi(root: &Node<'_>, script: &mut Script<'_>) {
    KALDI.read(root, script);
}

/// Speechmatics' first format: words and speakers, both with names.
pub(super) fn detect_speechmatics(root: &Node<'_>) -> bool {
    SPEECHMATICS.fits(root)
}

/// Reads words and speakers. A full stop is a word there.
pub(super) fn read_speechmatics(root: &Node<'_>, script: &mut Script<'_>) {
    SPEECHMATICS.read(root, script);
}

/// Watson: results whose words are lists of a word and its times.
pub(super) fn detect_watson(root: &Node<'_>) -> bool {
    results(root).iter().any(|one| !one.get("timestamps").items().is_empty())
}

fn results<'t, 'a>(root: &'t Node<'a>) -> Vec<&'t Node<'a>> {
    let mut found = root.all("results.*.alternatives.0");
    found.extend(root.all("results.*.results.*.alternatives.0"));
    found
}

/// Reads results; a speaker is told for each word by its start.
pub(super) fn read_watson(root: &Node<'_>, script: &mut Script<'_>) {
    let when = |node: &Node<'_>| time(node, Unit::Seconds);
    let inner = |path| floors(root, path, "speaker", |floor| (when(floor.get("from")), when(floor.get("to"))));
    let outer = inner("speaker_labels.*");
    let floors = if outer.is_empty() { inner("results.*.speaker_labels.*") } else { outer };
    let words: Words<'_> = Words { text: &["0"], start: &["1"], end: &["2"], ..Words::NONE };
    for result in results(root) {
        words.read(result.get("timestamps").items(), |time| floors.at(time), script);
    }
}
