//! The loop that all dialects with named speakers share; they differ in what makes a head and in whether neighbours are merged.

use super::{
    attendees, front, furniture,
    head::Form,
    label,
    lines::{Lines, Row, heading},
    markup::Dress,
    outline::Outline,
    reading::{Reading, ends_sentence},
    roster::Roster,
    stamp,
};
use crate::transcript::{Skipped, SpeakerId, Transcript};

/// Reads a text in which heads open turns. With `merge`, a head of whoever has the floor goes on with the turn.
pub(super) fn read(lines: &Lines<'_>, roster: &Roster, format: &'static str, merge: bool) -> Transcript {
    let dress = if lines.markdown { Dress::Markdown } else { Dress::Plain };
    let mut reading = Reading::new(lines, format, dress);
    attendees::read(&lines.rows, &roster.meta, &mut reading);
    let first = roster.heads.iter().position(Option::is_some).unwrap_or(lines.rows.len());
    let last = roster.heads.iter().rposition(Option::is_some).unwrap_or(0);
    let tail = furniture::footer(&lines.rows, last + 1);

    let (before, _) = lines.rows.split_at(first);
    let outline = if let Some(fragment) = fragment(before) {
        reading.say(fragment);
        Outline::default()
    } else {
        front::read(lines, first, &mut reading, "text before the first speaker")
    };
    let mut talk = Talk { lines, roster, reading, outline, merge, heading: None, notes: NOTES };
    for index in first..tail {
        talk.line(index);
    }
    for row in lines.rows.iter().skip(tail) {
        talk.reading.skip(row.span(), "footer");
    }
    talk.reading.finish()
}

/// The only line before the first speaker, if it is the rest of somebody's words: a transcript that was cut out of a longer one.
fn fragment<'r, 'a>(before: &'r [Row<'a>]) -> Option<&'r Row<'a>> {
    let mut filled = before.iter().filter(|row| !row.is_blank());
    let row = filled.next().filter(|_| filled.next().is_none())?;
    let speech = row.text.starts_with(char::is_lowercase)
        || (ends_sentence(row.text) && row.text.split_whitespace().count() >= 4);
    (speech && furniture::shape(row.text).is_none() && stamp::leading(row.text).is_none()).then_some(row)
}

/// The talk itself, line by line.
struct Talk<'r, 'a> {
    lines: &'r Lines<'a>,
    roster: &'r Roster,
    reading: Reading<'a>,
    outline: Outline,
    merge: bool,
    /// Set between a heading and the next speaker: who had the floor before it, and whether speech can follow.
    heading: Option<(Option<SpeakerId>, bool)>,
    /// Why lines under that heading that are no speech are left out.
    notes: &'static str,
}

impl<'a> Talk<'_, 'a> {
    /// Reads one line.
    fn line(&mut self, index: usize) {
        let Some(row) = self.lines.rows.get(index) else { return };
        if row.is_blank() {
            return;
        }
        if let Some(Some(head)) = self.roster.heads.get(index) {
            let label = row.part(head.label.clone());
            let speaker = self.reading.speaker(label);
            if !(self.merge && head.time.is_some() && self.reading.is_open() && self.reading.floor() == Some(speaker)) {
                self.reading.open(Some(label));
            }
            self.heading = None;
            self.reading.at(head.time);
            self.stamp_link(row.text.get(..head.body).unwrap_or_default(), row);
            self.text(index, row.from(head.body));
            self.reading.until(head.time.and_then(|time| time.end));
        } else if let Some(reason) = self.lines.block(index) {
            self.reading.skip(row.span(), reason);
        } else if self.roster.meta.get(index) == Some(&true) {
            self.reading.skip(row.span(), "line about the talk");
        } else if let Some(reason) = furniture::notice(row.text, false) {
            self.reading.skip(row.span(), reason);
        } else if let Some(title) = self.title(index, row) {
            let floor = self.reading.floor();
            let note = label::doubt(title.trim_end_matches(':')).is_some() || is_digest(title);
            self.notes = if is_roll(title) { Skipped::PRESENT } else { NOTES };
            self.heading = Some((self.heading.map_or(floor, |(before, _)| floor.or(before)), !note));
            if note {
                self.reading.close();
                self.reading.skip(row.span(), "heading");
            } else {
                front::chapter(row, title, &mut self.outline, &mut self.reading);
            }
        } else if let Some(reason) = furniture::shape(row.text) {
            self.reading.skip(row.span(), reason);
        } else {
            self.unlabelled(index, row);
        }
    }

    /// Reads a line without a head that has no shape of its own: a stamp, or words of whoever has the floor.
    fn unlabelled(&mut self, index: usize, row: &Row<'a>) {
        let mut row = *row;
        if let Some((time, length)) = stamp::leading(row.text)
            && (length == row.text.len() || row.text.starts_with(['[', '(', '\\']))
        {
            self.reading.at(Some(time));
            self.stamp_link(row.text.get(..length).unwrap_or_default(), &row);
            row = row.from(length);
        }
        if row.is_blank() {
            return;
        }
        if let Some((floor, speech)) = self.heading {
            // Lists, links and short lines under a heading are notes of whoever made the page.
            let prose =
                row.text.split_whitespace().count() >= 10 && !is_bullet(row.text) && !row.text.starts_with("**");
            if !(speech && prose) {
                self.reading.skip(row.span(), self.notes);
                self.reading.forget_time();
                return;
            }
            self.reading.open_again(floor);
            self.heading = None;
        }
        self.text(index, row);
    }

    /// Leaves out the address that a stamp at the start of a line links to.
    fn stamp_link(&mut self, stamp: &str, row: &Row<'_>) {
        if let Some(at) = stamp.find("](") {
            self.reading.skip(row.part(at..stamp.len()), "link target");
        }
    }

    /// Gives a line's words to the open turn, without a bullet in front and a footer glued behind.
    fn text(&mut self, index: usize, row: Row<'a>) {
        let mut row = row;
        if self.lines.markdown && is_bullet(row.text) {
            row = row.from(row.text.chars().next().map_or(0, char::len_utf8));
        }
        let is_last = || self.lines.rows.iter().skip(index + 1).all(Row::is_blank);
        if let Some(at) = furniture::glued_footer(row.text).filter(|_| is_last()) {
            self.reading.say(&Row { text: row.text.get(..at).unwrap_or_default(), ..row });
            self.reading.skip(row.part(at..row.text.len()), "footer");
        } else {
            self.reading.say(&row);
        }
    }

    /// The title on a heading line.
    fn title(&mut self, index: usize, row: &Row<'a>) -> Option<&'a str> {
        if let Some(title) = heading(row.text) {
            return Some(title);
        }
        if row.text.len() > 100 || row.text.split_whitespace().count() > 14 {
            return None;
        }
        let rows = &self.lines.rows;
        let (before, after) = (index.checked_sub(1).and_then(|i| rows.get(i)), rows.get(index + 1));
        let apart = before.is_none_or(Row::is_blank) && after.is_none_or(Row::is_blank);
        if self.lines.markdown && apart {
            for mark in ["**", "__", "_", "*"] {
                let inner = row.text.strip_prefix(mark).and_then(|t| t.strip_suffix(mark));
                if let Some(title) =
                    inner.filter(|t| t.starts_with(char::is_uppercase) && !t.contains(mark) && !ends_sentence(t))
                {
                    return Some(title);
                }
            }
        }
        let heads = &self.roster.heads;
        let opens = |i: usize| heads.get(i).is_some_and(Option::is_some);
        let next = (index + 1..rows.len())
            .find(|i| rows.get(*i).is_some_and(|row| !row.is_blank()))
            .filter(|i| *i <= index + 3)?;
        let before =
            (index.saturating_sub(3)..index).rev().find(|i| rows.get(*i).is_some_and(|row| !row.is_blank()))?;
        if !opens(next) || row.text.ends_with(['.', ',', ';', '!']) {
            return None;
        }
        if self.outline.is_some() {
            return self.outline.has(row.text).then_some(row.text);
        }
        let own_lines = heads.get(next).is_some_and(|head| head.as_ref().is_some_and(|head| head.form == Form::Line));
        let shaped =
            row.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && !row.text.ends_with([':', '?']);
        let closed = rows.get(before).is_some_and(|row| ends_sentence(row.text));
        (own_lines && shaped && closed && !opens(before)).then_some(row.text)
    }
}

/// Why lines under a heading are left out that are no speech.
const NOTES: &str = "text under a heading that nobody speaks";

/// Whether a heading stands over the names of those who were there.
fn is_roll(title: &str) -> bool {
    let folded = title.to_lowercase();
    ["attendees", "attendance", "participants", "present"]
        .iter()
        .any(|word| folded.trim_end_matches(':').ends_with(word))
}

/// Whether a heading stands over somebody's digest of the talk rather than over the talk.
fn is_digest(title: &str) -> bool {
    let folded = title.to_lowercase();
    [
        "summary",
        "conclusion",
        "key points",
        "takeaway",
        "action item",
        "decisions",
        "agenda",
        "attendees",
        "next meeting",
        "links",
        "references",
    ]
    .iter()
    .any(|word| folded.contains(word))
}

/// Whether a line is a list item.
fn is_bullet(text: &str) -> bool {
    ["* ", "- ", "+ ", "• "].iter().any(|bullet| text.starts_with(bullet))
}
