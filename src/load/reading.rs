//! A transcript while it is being read: what every reader fills, so that words, times and left-out parts are kept alike.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{
    label,
    lines::{Lines, Row},
    markup::{self, Dress, Part},
};
use crate::{
    source::{Source, Span},
    text::pieces,
    transcript::{ChapterMark, Skipped, Speaker, SpeakerId, TimeRange, Timecode, Transcript, Turn},
};

/// A transcript in the making.
pub(super) struct Reading<'a> {
    source: &'a Arc<Source>,
    format: &'static str,
    dress: Dress,
    /// The labels as written, in order of appearance.
    labels: Vec<&'a str>,
    by_label: FxHashMap<&'a str, usize>,
    /// Names for labels: "RPR" is "Rob Palmer".
    names: FxHashMap<String, String>,
    turns: Vec<Turn>,
    open: Option<Open>,
    /// The time of the next words.
    pending: Option<Timecode>,
    chapters: Vec<ChapterMark>,
    skipped: Vec<Skipped>,
}

/// The turn that is being read.
struct Open {
    turn: Turn,
    /// Where its label stands, empty when it has none.
    label: Span,
    /// How many words it has.
    words: usize,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) fn new(lines: &Lines<'a>, format: &'static str, dress: Dress) -> Self {
        Self {
            source: lines.source,
            format,
            dress,
            labels: Vec::new(),
            by_label: FxHashMap::default(),
            names: FxHashMap::default(),
            turns: Vec::new(),
            open: None,
            pending: None,
            chapters: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// Opens a turn; `label` is where the name stands, `None` when nobody is named.
    pub(super) fn open(&mut self, label: Option<Span>) {
        self.close();
        let speaker = label.map(|span| self.speaker(span));
        let turn = Turn { speaker, flow: crate::text::Flow::default(), times: Vec::new(), end: None };
        self.open = Some(Open { turn, label: label.unwrap_or_default(), words: 0 });
    }

    /// Opens a turn of somebody who has spoken before.
    pub(super) fn open_again(&mut self, speaker: Option<SpeakerId>) {
        self.open(None);
        if let Some(open) = &mut self.open {
            open.turn.speaker = speaker;
        }
    }

    /// Who has the floor.
    pub(super) fn floor(&self) -> Option<SpeakerId> {
        self.open.as_ref().and_then(|open| open.turn.speaker)
    }

    /// Whether a turn is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the open turn has no words yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.turn.flow.is_blank())
    }

    /// The speaker with a label, new or known.
    pub(super) fn speaker(&mut self, span: Span) -> SpeakerId {
        let source: &'a Source = self.source;
        let label = source.slice(span);
        let next = self.labels.len();
        let id = *self.by_label.entry(label).or_insert(next);
        if id == next {
            self.labels.push(label);
        }
        SpeakerId(id)
    }

    /// The next words are spoken at this time.
    pub(super) fn at(&mut self, time: Option<TimeRange>) {
        if let Some(time) = time {
            self.pending = Some(time.start);
        }
    }

    /// The open turn ends at this time.
    pub(super) fn until(&mut self, end: Option<Timecode>) {
        if let (Some(open), Some(end)) = (&mut self.open, end) {
            open.turn.end = Some(end);
        }
    }

    /// Forgets the time set for the next words.
    pub(super) fn forget_time(&mut self) {
        self.pending = None;
    }

    /// Adds a line's words to the open turn; opens one of nobody's if none is open.
    pub(super) fn say(&mut self, row: &Row<'a>) {
        if row.is_blank() {
            return;
        }
        if self.open.is_none() {
            self.open(None);
        }
        let mut joined = false;
        for part in markup::parts(row.text, self.dress) {
            match part {
                Part::Words(range) => {
                    self.words(&mut joined, row.text.get(range.clone()).unwrap_or_default(), row.part(range));
                }
                Part::Char(range, c) => self.words(&mut joined, c.encode_utf8(&mut [0; 4]), row.part(range)),
                Part::Dress(range, why) => self.skip_dress(row.part(range), why),
                Part::Voice(_) => {}
            }
        }
    }

    /// Adds words that stand for the bytes at `span`; the first of a line are joined with a space, blank ones at its start are dropped.
    fn words(&mut self, joined: &mut bool, text: &str, span: Span) {
        let Some(open) = &mut self.open else { return };
        if !*joined && text.trim().is_empty() {
            return;
        }
        let lead =
            if *joined || text.len() != span.end - span.start { 0 } else { text.len() - text.trim_start().len() };
        let flow = &mut open.turn.flow;
        if !*joined {
            flow.join();
            *joined = true;
            if let Some(time) = self.pending.take() {
                open.turn.times.push((flow.text().len(), time));
            }
        }
        flow.push_as(text.get(lead..).unwrap_or_default(), Span::new(span.start + lead, span.end));
        open.words += pieces(text).count();
    }

    /// Whether the open turn is long enough for a new one to start: at a sentence's end after `soft` words, anywhere after `hard`.
    pub(super) fn is_full(&self, soft: usize, hard: usize) -> bool {
        self.open
            .as_ref()
            .is_some_and(|open| open.words >= hard || (open.words >= soft && ends_sentence(open.turn.flow.text())))
    }

    /// Closes the open turn; one in which nothing was said is no turn.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        if open.turn.flow.is_blank() {
            self.skip(open.label, "nothing said");
        } else {
            self.turns.push(open.turn);
        }
    }

    /// Leaves bytes out, for a reason.
    pub(super) fn skip(&mut self, span: Span, reason: &'static str) {
        if span.is_empty() {
            return;
        }
        if let Some(last) = self.skipped.last_mut()
            && last.reason == reason
            && last.span.end <= span.start
            && self.source.slice(Span::new(last.span.end, span.start)).trim().is_empty()
        {
            last.span.end = span.end;
            return;
        }
        self.skipped.push(Skipped { span, reason });
    }

    /// Leaves dress out; marks and small tags without a word are not worth a line.
    fn skip_dress(&mut self, span: Span, reason: &'static str) {
        if self.source.slice(span).as_bytes().windows(3).any(|three| three.iter().all(u8::is_ascii_alphabetic)) {
            self.skip(span, reason);
        }
    }

    /// A heading between turns; `span` holds its title.
    pub(super) fn chapter(&mut self, span: Span, start: Option<Timecode>) {
        self.close();
        if span.is_empty() {
            return;
        }
        let mut title = String::new();
        for part in markup::parts(self.source.slice(span), self.dress) {
            match part {
                Part::Words(range) => title.push_str(self.source.slice(span).get(range).unwrap_or_default()),
                Part::Char(_, c) => title.push(c),
                Part::Dress(..) | Part::Voice(_) => {}
            }
        }
        let title = title.trim().to_owned();
        self.chapters.push(ChapterMark { title, span, turn: self.turns.len(), start });
    }

    /// A label stands for a name: initials of an attendee table.
    pub(super) fn name(&mut self, label: &str, name: &str) {
        self.names.entry(label.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// The transcript.
    pub(super) fn finish(mut self) -> Transcript {
        self.close();
        let (speakers, places) = people(&self.labels, &self.names);
        // Somebody whose every turn was empty does not speak.
        let mut spoke = vec![None; speakers.len()];
        let mut order = Vec::new();
        for turn in &mut self.turns {
            turn.speaker = turn.speaker.and_then(|id| {
                let place = *places.get(id.0)?;
                let seat = spoke.get_mut(place)?;
                Some(*seat.get_or_insert_with(|| {
                    order.push(place);
                    SpeakerId(order.len() - 1)
                }))
            });
        }
        let speakers = order.into_iter().filter_map(|place| speakers.get(place).cloned()).collect();
        self.skipped.sort_by_key(|skipped| skipped.span);
        Transcript {
            source: Arc::clone(self.source),
            format: self.format,
            speakers,
            turns: self.turns,
            chapters: self.chapters,
            skipped: self.skipped,
        }
    }
}

/// The people behind labels, and for each label the place of its person.
///
/// `Ann (Acme)` and `Ann` are one person, unless another label gives the same name a different qualifier.
pub(super) fn people(labels: &[&str], names: &FxHashMap<String, String>) -> (Vec<Speaker>, Vec<usize>) {
    let mut qualifiers: FxHashMap<&str, Option<&str>> = FxHashMap::default();
    for (name, qualifier) in labels.iter().map(|label| label::parts(label)) {
        let Some(new) = qualifier else { continue };
        qualifiers
            .entry(name)
            .and_modify(|known| {
                *known = known
                    .filter(|known| known.starts_with(new) || new.starts_with(*known))
                    .map(|k| if k.len() > new.len() { k } else { new });
            })
            .or_insert(Some(new));
    }
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut seats: FxHashMap<String, usize> = FxHashMap::default();
    let mut places = Vec::with_capacity(labels.len());
    for label in labels {
        let base = label::parts(label).0;
        let clash = qualifiers.get(base).is_some_and(Option::is_none);
        let written = if clash { label.trim() } else { base };
        let name = names.get(written).map_or(written, String::as_str).trim_matches('#');
        let seat = *seats.entry(name.to_owned()).or_insert_with(|| {
            speakers.push(Speaker { name: name.to_owned(), aliases: Vec::new() });
            speakers.len() - 1
        });
        places.push(seat);
        let Some(speaker) = speakers.get_mut(seat) else { continue };
        for alias in [Some(written.trim_matches('#')), label::alias(label).filter(|_| !clash)].into_iter().flatten() {
            if alias != speaker.name && !speaker.aliases.iter().any(|known| known == alias) {
                speaker.aliases.push(alias.to_owned());
            }
        }
    }
    (speakers, places)
}

/// Whether a text ends where a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»');
    text.trim_end_matches(closing).ends_with(['.', '?', '!', '…', '。', '？', '！'])
}
