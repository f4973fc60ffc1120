//! The speakers of a talk and how a summary may call them.

use std::{ops::Range, sync::Arc};

use smol_str::SmolStr;

use crate::{
    mention::name::is_common,
    text::{Word, fold::fold, is_stop_word, stem},
    transcript::Transcript,
};

/// The speakers of a talk, each once, by all that they may be called.
#[derive(Debug, Default)]
pub struct Cast {
    called: Vec<Called>,
}

/// One of the things that a speaker is called.
#[derive(Debug)]
struct Called {
    /// The speaker's name, as the transcript gives it.
    speaker: String,
    /// Its words, folded.
    words: Vec<String>,
    /// Their stems: "Industrial Design" is the Industrial Designer.
    stems: Vec<SmolStr>,
}

/// A speaker's name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// The speaker's name, as the transcript gives it.
    pub speaker: String,
    /// The words of the text that name them, titles and trades included.
    pub words: Range<usize>,
    /// The same in bytes.
    pub range: Range<usize>,
}

impl Cast {
    /// The speakers of a talk; none where it does not tell speakers apart.
    pub fn of(transcripts: &[Arc<Transcript>]) -> Self {
        let mut called: Vec<Called> = Vec::new();
        if !tells_apart(transcripts) {
            return Self::default();
        }
        for speaker in transcripts.iter().flat_map(|transcript| &transcript.speakers) {
            for name in speaker.names() {
                let words: Vec<String> =
                    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(fold).collect();
                let known = called.iter().any(|other| other.words == words && other.speaker == speaker.name);
                if !words.is_empty() && !known {
                    let stems = words.iter().map(|word| stem(word)).collect();
                    called.push(Called { speaker: speaker.name.clone(), words, stems });
                }
            }
        }
        Self { called }
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.called.is_empty()
    }

    /// The speakers that a text names, in order.
    pub fn namings(&self, text: &str, words: &[Word]) -> Vec<Naming> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() && !self.is_empty() {
            match self.naming(text, words, at) {
                Some(naming) => {
                    at = naming.words.end;
                    found.push(naming);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The speaker of a name, a label or an alias that stands alone: "KG", "Marketing".
    pub fn labelled(&self, label: &str) -> Option<String> {
        let words = crate::text::words(label);
        let naming = self.naming(label, &words, 0)?;
        let whole = naming.words == (0..words.len());
        whole.then_some(naming.speaker)
    }

    /// The one speaker whose name starts at a word.
    fn naming(&self, text: &str, words: &[Word], at: usize) -> Option<Naming> {
        let word = words.get(at)?;
        let capital = |at: usize| words.get(at).is_some_and(|word| word.written(text).starts_with(char::is_uppercase));
        if !capital(at) && !word.folded.chars().any(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        let mut several = false;
        for called in &self.called {
            let Some(length) = called.reach(words, at) else { continue };
            match best {
                Some((longest, _)) if length < longest => {}
                Some((longest, name)) if length == longest => several |= name != called.speaker,
                _ => (best, several) = (Some((length, called.speaker.as_str())), false),
            }
        }
        let (length, speaker) = best.filter(|_| !several)?;
        let joined = |at: usize| {
            let gap =
                at.checked_sub(1).and_then(|before| text.get(words[before].range.end..words.get(at)?.range.start));
            gap.is_some_and(|gap| gap == "-" || gap.trim_matches('.').trim().is_empty())
        };
        let mut end = at + length;
        while joined(end) && words.get(end).is_some_and(|word| is_trade(&word.folded) || is_title(&word.folded)) {
            end += 1;
        }
        // "Adam Smith" is not the speaker Adam, "Ben Adam" neither.
        let owner = words[end - 1].folded.ends_with("'s");
        let surname = !owner && joined(end) && capital(end) && !known(&words[end]);
        let first = at > 0 && joined(at) && capital(at - 1) && !known(&words[at - 1]);
        if surname || first {
            return None;
        }
        let range = word.range.start..words[end - 1].range.end;
        Some(Naming { speaker: speaker.to_owned(), words: at..end, range })
    }
}

/// Whether transcripts tell speakers apart: one of them names at least two.
pub(super) fn tells_apart(transcripts: &[Arc<Transcript>]) -> bool {
    transcripts.iter().any(|transcript| transcript.speakers.len() >= 2)
}

impl Called {
    /// How many words from `at` on name this speaker: the whole, or a part that tells by itself.
    fn reach(&self, words: &[Word], at: usize) -> Option<usize> {
        let equal = |place: usize, part: usize| {
            words.get(place).is_some_and(|word| {
                word.bare() == self.words[part] || (self.words.len() > 1 && word.stem == self.stems[part])
            })
        };
        let run = |from: usize| (from..self.words.len()).take_while(|part| equal(at + part - from, *part)).count();
        (0..self.words.len())
            .map(|from| (run(from), from))
            .filter(|(length, from)| {
                let part = &self.words[*from..*from + *length];
                let whole = *length == self.words.len();
                let telling = |word: &String| {
                    word.len() >= 3 && !is_title(word) && !is_common(word, &stem(word)) && !is_trade(word)
                };
                *length > 0 && (whole || part.iter().any(telling))
            })
            .map(|(length, _)| length)
            .max()
    }
}

/// Whether a word with a capital before or after a name is no part of it.
fn known(word: &Word) -> bool {
    is_title(&word.folded)
        || is_trade(&word.folded)
        || is_stop_word(&word.folded)
        || is_common(&word.folded, &word.stem)
}

/// What may stand beside a name and tells nobody apart.
fn is_title(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "hon"
            | "sir"
            | "dame"
            | "am"
            | "mp"
            | "ms'"
            | "right"
            | "honourable"
            | "the"
            | "senator"
            | "councillor"
            | "cllr"
            | "minister"
            | "professor"
            | "doctor"
            | "phd"
            | "speaker"
            | "person"
            | "host"
            | "guest"
    )
}

/// What somebody is by trade, as in "User Interface designer".
fn is_trade(folded: &str) -> bool {
    matches!(
        folded.trim_end_matches("'s"),
        "expert"
            | "designer"
            | "manager"
            | "lead"
            | "officer"
            | "specialist"
            | "director"
            | "chair"
            | "engineer"
            | "representative"
            | "developer"
            | "researcher"
            | "analyst"
    )
}
