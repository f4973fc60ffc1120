//! A transcript while it is put together from JSON values.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::tree::Node;
use crate::{
    load::{
        label,
        markup::{self, Dress, Part},
        reading::{ends_sentence, people},
    },
    source::{Source, Span},
    text::{Flow, composed},
    transcript::{Skipped, SpeakerId, Timecode, Transcript, Turn},
};

/// A turn of nobody's ends with a sentence after this many words...
const SOFT: usize = 60;
/// ...and anywhere after this many.
const HARD: usize = 240;
/// How far on in a text a word is looked for that has a time, in bytes.
const REACH: usize = 120;

/// What is said at once: a segment, a cue, a word.
pub(super) struct Utterance<'t> {
    /// Who says it, as written.
    pub(super) speaker: Option<String>,
    /// The string with the words.
    pub(super) text: &'t Node<'t>,
    /// When it starts.
    pub(super) start: Option<Timecode>,
    /// When it ends.
    pub(super) end: Option<Timecode>,
    /// Its words with their starts, in order.
    pub(super) words: Vec<(String, Timecode)>,
}

/// A transcript in the making.
pub(super) struct Script<'s> {
    source: &'s Arc<Source>,
    format: &'static str,
    labels: Vec<String>,
    by_label: FxHashMap<String, usize>,
    /// Names for labels, where the file gives them.
    names: FxHashMap<String, String>,
    turns: Vec<Turn>,
    open: Option<(Turn, usize)>,
    skipped: Vec<Skipped>,
}

impl<'s> Script<'s> {
    /// Nothing read yet.
    pub(super) fn new(source: &'s Arc<Source>, format: &'static str) -> Self {
        Self {
            source,
            format,
            labels: Vec::new(),
            by_label: FxHashMap::default(),
            names: FxHashMap::default(),
            turns: Vec::new(),
            open: None,
            skipped: Vec::new(),
        }
    }

    /// A label stands for a name.
    pub(super) fn name(&mut self, label: &str, name: &str) {
        if !name.trim().is_empty() && !label.trim().is_empty() {
            let label = composed(label.trim().into()).into_owned();
            self.names.entry(label).or_insert_with(|| composed(name.trim().into()).into_owned());
        }
    }

    /// Leaves bytes out, for a reason.
    pub(super) fn skip(&mut self, span: Span, reason: &'static str) {
        if !span.is_empty() {
            self.skipped.push(Skipped { span, reason });
        }
    }

    /// Adds an utterance: to the open turn if the same person goes on, else to a new one.
    pub(super) fn say(&mut self, utterance: &Utterance<'_>) {
        let Some(decoded) = utterance.text.flow(false) else { return };
        let text = decoded.text().trim();
        if is_sound(text) {
            return self.skip(utterance.text.span, "no speech");
        }
        self.give_floor(utterance.speaker.as_deref());
        let Some((turn, count)) = &mut self.open else { return };
        let mut start = turn.flow.text().len();
        for part in markup::parts(decoded.text(), Dress::Plain) {
            match part {
                Part::Words(range) => append(&mut turn.flow, &decoded.part(range), start),
                Part::Char(range, c) => turn.flow.push_as(c.encode_utf8(&mut [0; 4]), decoded.span(range)),
                Part::Dress(range, why) => {
                    self.skipped.push(Skipped { span: decoded.span(range), reason: why });
                }
                Part::Voice(_) => {}
            }
        }
        let said = turn.flow.text();
        start += said.get(start..).map_or(0, |new| new.len() - new.trim_start().len());
        if said.len() <= start {
            return;
        }
        *count += said.get(start..).unwrap_or_default().split_whitespace().count();
        let mut times: Vec<(usize, Timecode)> = utterance.start.map(|time| (start, time)).into_iter().collect();
        let mut at = start;
        for (word, time) in &utterance.words {
            let Some(found) = find(said, at, word.trim()) else { continue };
            if times.last().is_none_or(|(place, before)| *place < found && before <= time) {
                times.push((found, *time));
            }
            at = found + word.trim().len();
        }
        turn.times.extend(times);
        turn.end = utterance.end.or(turn.end);
    }

    /// Adds one word; a mark stands right behind the word before it, whoever it is credited to.
    pub(super) fn word(&mut self, speaker: Option<&str>, word: &Flow, start: Option<Timecode>, end: Option<Timecode>) {
        if word.is_blank() {
            return;
        }
        if self.open.is_some() && word.text().trim().chars().all(|c| ".,;:?!…".contains(c)) {
            return self.glue(word, None, end);
        }
        self.give_floor(speaker);
        let Some((turn, count)) = &mut self.open else { return };
        let before = turn.flow.text().len();
        append(&mut turn.flow, word, before);
        let new = turn.flow.text().get(before..).unwrap_or_default();
        let at = before + blank_ends(new).0;
        *count += new.split_whitespace().count();
        if let Some(time) = start.filter(|_| at < turn.flow.text().len()) {
            turn.times.push((at, time));
        }
        turn.end = end.or(turn.end);
    }

    /// Adds what stands right behind the word before it.
    pub(super) fn glue(&mut self, part: &Flow, start: Option<Timecode>, end: Option<Timecode>) {
        let Some((turn, _)) = &mut self.open else { return };
        let (lead, trail) = blank_ends(part.text());
        let at = turn.flow.text().len();
        extend(&mut turn.flow, part, lead..part.text().len().saturating_sub(trail).max(lead));
        if let Some(time) = start.filter(|_| at < turn.flow.text().len()) {
            turn.times.push((at, time));
        }
        turn.end = end.or(turn.end);
    }

    /// Opens a turn unless the same person has the floor; words of nobody's are cut at the ends of sentences.
    fn give_floor(&mut self, speaker: Option<&str>) {
        let speaker = speaker.map(str::trim).filter(|label| !label.is_empty()).map(|label| self.label(label));
        let goes_on = self.open.as_ref().is_some_and(|(turn, count)| {
            let full = *count >= HARD || (*count >= SOFT && ends_sentence(turn.flow.text()));
            turn.speaker == speaker && (speaker.is_some() || !full)
        });
        if !goes_on {
            self.close();
            self.open = Some((Turn { speaker, flow: Flow::default(), times: Vec::new(), end: None }, 0));
        }
    }

    /// The floor is free: the next words start a turn, whoever says them.
    pub(super) fn close(&mut self) {
        if let Some((turn, _)) = self.open.take()
            && !turn.flow.is_blank()
        {
            self.turns.push(turn);
        }
    }

    /// The place of a label. A number alone is no name.
    fn label(&mut self, label: &str) -> SpeakerId {
        let named = self.names.contains_key(label);
        let label = if named { label.to_owned() } else { label::shown(label).into_owned() };
        let next = self.labels.len();
        let id = *self.by_label.entry(label.clone()).or_insert(next);
        if id == next {
            self.labels.push(label);
        }
        SpeakerId(id)
    }

    /// The transcript.
    pub(super) fn finish(mut self) -> Transcript {
        self.close();
        let labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        let (speakers, places) = people(&labels, &self.names);
        for turn in &mut self.turns {
            turn.speaker = turn.speaker.and_then(|id| places.get(id.0).copied().map(SpeakerId));
        }
        // Somebody whose every turn was empty does not speak.
        let spoke: FxHashSet<usize> = self.turns.iter().filter_map(|turn| turn.speaker.map(|id| id.0)).collect();
        let kept: Vec<usize> = (0..speakers.len()).filter(|seat| spoke.contains(seat)).collect();
        for turn in &mut self.turns {
            turn.speaker = turn.speaker.and_then(|id| kept.binary_search(&id.0).ok().map(SpeakerId));
        }
        let speakers = kept.iter().filter_map(|seat| speakers.get(*seat).cloned()).collect();
        self.skipped.sort_by_key(|skipped| skipped.span);
        Transcript {
            source: Arc::clone(self.source),
            format: self.format,
            speakers,
            turns: self.turns,
            chapters: Vec::new(),
            skipped: self.skipped,
        }
    }
}

/// Adds words; the first ones added after `start` are joined with a space and lose their own.
fn append(flow: &mut Flow, words: &Flow, start: usize) {
    let (lead, trail) = blank_ends(words.text());
    if flow.text().len() > start {
        return extend(flow, words, 0..words.text().len());
    }
    if lead + trail >= words.text().len() {
        return;
    }
    flow.join();
    extend(flow, words, lead..words.text().len() - trail);
}

/// How many bytes that are no words a text starts and ends with: blanks, and the `>>` with which captions mark another speaker.
fn blank_ends(text: &str) -> (usize, usize) {
    let words = text.trim_start();
    let words = words.strip_prefix(">>").map_or(words, |rest| rest.trim_start_matches('>').trim_start());
    (text.len() - words.len(), text.len() - text.trim_end().len())
}

/// Adds a part of one flow to another, each piece with its place.
pub(super) fn extend(flow: &mut Flow, words: &Flow, range: std::ops::Range<usize>) {
    let part = words.part(range);
    for piece in part.pieces() {
        flow.push_as(part.text().get(piece.range.clone()).unwrap_or_default(), piece.span);
    }
}

/// Where a word stands in a text, soon after a position.
fn find(text: &str, from: usize, word: &str) -> Option<usize> {
    let mut end = (from + word.len() + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if word.is_empty() {
        return None;
    }
    text.get(from..end)?.find(word).map(|at| from + at)
}

/// Whether a text is a token for the absence of speech: `[BLANK_AUDIO]`, `[_BEG_]`, `♪`.
fn is_sound(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let token = |inner: &str| inner.contains('_') && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    inner.is_some_and(token) || !text.contains(char::is_alphanumeric)
}
