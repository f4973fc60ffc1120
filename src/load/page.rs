//! A page: text as one of the text dialects or subtitles would have it, made from markup, which knows its way back to the file.
//!
//! HTML becomes lines of Markdown, the timed formats become cues of `WebVTT`. What the readers of those make of it is led back to the bytes
//! of the file, so that speakers and times are found the same way everywhere.

use std::sync::Arc;

use super::{Parts, lines::Lines, subtitles};
use crate::{
    source::{Source, Span},
    summary::Summary,
    text::Flow,
    transcript::{Skipped, TimeRange, Timecode, Transcript},
};

/// A page being made, or made.
pub(super) struct Page<'a> {
    source: &'a Arc<Source>,
    flow: Flow,
    skipped: Vec<Skipped>,
    /// The last byte of the file that was used: where text of our own is put.
    at: usize,
    /// Whether it holds cues.
    timed: bool,
}

impl<'a> Page<'a> {
    /// An empty page of a file.
    pub(super) fn new(source: &'a Arc<Source>) -> Self {
        Self { source, flow: Flow::default(), skipped: Vec::new(), at: 0, timed: false }
    }

    /// The part `within` of a file with its letters composed.
    pub(super) fn composed(source: &'a Arc<Source>, within: Span) -> Self {
        Self { flow: Flow::of(source, within).composed(), at: within.end, ..Self::new(source) }
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        self.flow.text()
    }

    /// Adds bytes of the file.
    pub(super) fn copy(&mut self, span: Span) {
        self.flow.push(self.source, span);
        self.at = span.end;
    }

    /// Adds text that stands for bytes of the file.
    pub(super) fn stand(&mut self, text: &str, span: Span) {
        self.flow.push_as(text, span);
        self.at = span.end;
    }

    /// Adds text of our own: marks, line ends.
    pub(super) fn own(&mut self, text: &str) {
        self.flow.push_as(text, Span::new(self.at, self.at));
    }

    /// A space, unless there is one.
    pub(super) fn space(&mut self) {
        self.flow.join();
    }

    /// Ends the line if anything stands on it.
    pub(super) fn line(&mut self) {
        if !self.flow.text().is_empty() && !self.flow.text().ends_with('\n') {
            self.own("\n");
        }
    }

    /// Leaves bytes of the file out.
    pub(super) fn skip(&mut self, span: Span, reason: &'static str) {
        if self.source.slice(span).trim().is_empty() {
            return;
        }
        match self.skipped.last_mut().filter(|last| last.reason == reason) {
            Some(last) if self.source.slice(Span::new(last.span.end, span.start)).trim().is_empty() => {
                last.span = last.span.cover(span);
            }
            _ => self.skipped.push(Skipped { span, reason }),
        }
    }

    /// Starts a cue. Speakers named by an attribute or a column are voices.
    pub(super) fn cue(&mut self, time: Option<TimeRange>, voice: Option<&str>) {
        self.line();
        self.timed = true;
        let times = match time {
            Some(TimeRange { start, end: Some(end) }) => format!("\n{} --> {}\n", clock(start), clock(end)),
            Some(TimeRange { start, end: None }) => format!("\n{} --> ?\n", clock(start)),
            None => "\n0 --> ?\n".to_owned(),
        };
        self.own(&times);
        let voice = voice.map(|voice| voice.replace(['<', '>', '\n', '\r'], " "));
        // What is longer is no name, and no tag that would be read as one.
        if let Some(voice) = voice.filter(|voice| !voice.trim().is_empty() && voice.len() <= 200) {
            self.own(&format!("<v {}>", voice.trim()));
        }
    }

    /// Adds text of the file as it stands, entities included; its line ends become spaces, or line ends of the page with `lines`.
    pub(super) fn caption(&mut self, span: Span, lines: bool) {
        let text = self.source.slice(span);
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for (index, (at, part)) in pieces(text).enumerate() {
            match (index, lines) {
                (0, _) => {}
                (_, true) => self.line(),
                (_, false) => self.space(),
            }
            let span = Span::new(span.start + at, span.start + at + part.len());
            // Among cues an arrow would read as the times of one.
            let mut at = span.start;
            let timed = self.timed;
            for (arrow, _) in part.match_indices("-->").filter(|_| timed) {
                let arrow = span.start + arrow;
                self.copy(Span::new(at, arrow + 2));
                self.stand("&gt;", Span::new(arrow + 2, arrow + 3));
                at = arrow + 3;
            }
            self.copy(Span::new(at, span.end));
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    /// Reads the page as cues.
    pub(super) fn cues(self, format: &'static str) -> Transcript {
        self.read(|inner| subtitles::read(&Lines::of(inner, Span::new(0, inner.text().len())), format))
    }

    /// Reads the page and leads what is found back to the file.
    pub(super) fn read(self, read: impl FnOnce(&Arc<Source>) -> Transcript) -> Transcript {
        let transcript = read(&Source::new(self.source.path(), self.flow.text()));
        self.back(transcript)
    }

    /// Reads the page as a summary, perhaps with a transcript in it.
    pub(super) fn parts(self, read: impl FnOnce(&Arc<Source>) -> Parts) -> Parts {
        let Parts { transcript, summary } = read(&Source::new(self.source.path(), self.flow.text()));
        let summary = summary.map(|mut summary| {
            for claim in &mut summary.claims {
                claim.flow = claim.flow.through(&self.flow);
            }
            let skipped = self.all_skipped(summary.skipped);
            Summary { source: Arc::clone(self.source), skipped, ..summary }
        });
        Parts { transcript: transcript.map(|transcript| self.back(transcript)), summary }
    }

    fn back(&self, mut transcript: Transcript) -> Transcript {
        for turn in &mut transcript.turns {
            turn.flow = turn.flow.through(&self.flow);
        }
        for chapter in &mut transcript.chapters {
            chapter.span = self.span(chapter.span);
        }
        transcript.skipped = self.all_skipped(transcript.skipped);
        transcript.source = Arc::clone(self.source);
        transcript
    }

    fn span(&self, inner: Span) -> Span {
        let part = self.flow.part(inner.start..inner.end);
        let mut spans = part.pieces().iter().map(|piece| piece.span).filter(|span| !span.is_empty());
        let first = spans.next().unwrap_or_default();
        spans.fold(first, Span::cover)
    }

    fn all_skipped(&self, inner: Vec<Skipped>) -> Vec<Skipped> {
        let inner = inner.into_iter().map(|skipped| Skipped { span: self.span(skipped.span), ..skipped });
        let mut all: Vec<Skipped> = inner.filter(|s| !s.span.is_empty()).chain(self.skipped.iter().cloned()).collect();
        all.sort_by_key(|skipped| skipped.span);
        all
    }
}

/// The lines of a text without the white space around them, line ends between them: what a hard-wrapped source means.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let line = line.trim();
        (!line.is_empty()).then_some((start, line))
    })
}

/// A time as a subtitle file writes it.
fn clock(time: Timecode) -> String {
    let (seconds, millis) = (time.0 / 1000, time.0 % 1000);
    format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
