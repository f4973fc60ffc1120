//! `srt`, `vtt` and `sbv`: cues gathered into turns. Zoom writes `Name: text` into each cue, Teams `<v Name>text</v>`, automatic
//! captions roll and mark a change of speaker with `>>`.

use super::{
    cues::{self, Cue, Scan},
    head::{Form, Head, head},
    lines::{Lines, Row},
    markup::{self, Dress, Part},
    reading::Reading,
    roster::Roster,
};
use crate::{source::Span, transcript::Transcript};

/// A turn ends with a sentence after this many words...
const SOFT: usize = 60;
/// ...and with any cue after this many.
const HARD: usize = 240;

/// How sure it is that the text is `WebVTT`, 0 to 1.
pub(super) fn detect_vtt(lines: &Lines<'_>) -> f32 {
    f32::from(lines.rows.iter().find(|row| !row.is_blank()).is_some_and(|row| row.text.starts_with("WEBVTT")))
}

/// How sure it is that the text is SRT, 0 to 1.
pub(super) fn detect_srt(lines: &Lines<'_>) -> f32 {
    detect_timing(lines, "-->")
}

/// How sure it is that the text is SBV, 0 to 1.
pub(super) fn detect_sbv(lines: &Lines<'_>) -> f32 {
    detect_timing(lines, ",")
}

/// Whether one of the first lines is a timing line with this mark between the times.
fn detect_timing(lines: &Lines<'_>, mark: &str) -> f32 {
    let mut first = lines.rows.iter().filter(|row| !row.is_blank()).take(8);
    let found = first.any(|row| {
        row.text.contains(mark) && (mark == "-->" || !row.text.contains("-->")) && cues::timing(row.text).is_some()
    });
    if found { 0.99 } else { 0.0 }
}

/// Whether the text starts as a file of subtitles does: with a header or with the times of a cue, perhaps under its number.
pub(super) fn opens(lines: &Lines<'_>) -> bool {
    let mut first = lines.rows.iter().filter(|row| !row.is_blank()).take(2);
    detect_vtt(lines) > 0.0 || first.any(|row| cues::timing(row.text).is_some())
}

/// Reads `WebVTT`.
pub(super) fn read_vtt(lines: &Lines<'_>) -> Transcript {
    read(lines, "vtt")
}

/// Reads SRT.
pub(super) fn read_srt(lines: &Lines<'_>) -> Transcript {
    read(lines, "srt")
}

/// Reads SBV.
pub(super) fn read_sbv(lines: &Lines<'_>) -> Transcript {
    read(lines, "sbv")
}

/// One line of a cue, or the part of it that one voice speaks.
struct Utterance<'a> {
    /// The number of its cue.
    cue: usize,
    row: Row<'a>,
    /// What a mark in front says about who speaks.
    mark: Mark,
}

/// Who speaks an utterance, by the mark in front of it.
enum Mark {
    /// Nothing said: whoever spoke before.
    None,
    /// Somebody else, unnamed.
    Other,
    /// The voice whose name stands there.
    Voice(Span),
}

pub(super) fn read(lines: &Lines<'_>, format: &'static str) -> Transcript {
    let Scan { mut cues, skipped } = cues::scan(lines);
    let mut reading = Reading::new(lines, format, Dress::Cue);
    for (span, reason) in skipped {
        reading.skip(span, reason);
    }
    if cues::rolls(&cues) {
        unroll(&mut cues, &mut reading);
    }
    let utterances = utterances(&cues);
    let heads = names(&utterances, cues.len());
    // A voice holds for its cue; in a file that names few cues it holds until the next name.
    let voiced = utterances.iter().filter(|u| matches!(u.mark, Mark::Voice(_))).count() * 10 > cues.len() * 6;
    let mut last = None;
    for (utterance, head) in utterances.iter().zip(&heads) {
        let new_cue = last != Some(utterance.cue);
        last = Some(utterance.cue);
        let time = cues.get(utterance.cue).and_then(|cue| cue.time);
        if new_cue {
            reading.at(time);
            if reading.is_full(SOFT, HARD) {
                let floor = reading.floor();
                reading.open_again(floor);
            }
        }
        match (&utterance.mark, head) {
            (_, Some(head)) => take_floor(&mut reading, utterance.row.part(head.label.clone())),
            (Mark::Voice(span), None) => take_floor(&mut reading, *span),
            (Mark::Other, None) => reading.open(None),
            (Mark::None, None) if voiced && new_cue && reading.floor().is_some() => reading.open(None),
            (Mark::None, None) => {}
        }
        if !reading.is_open() {
            reading.open(None);
        }
        if reading.is_fresh() {
            reading.at(time);
        }
        reading.say(&head.as_ref().map_or(utterance.row, |head| utterance.row.from(head.body)));
        reading.until(time.and_then(|time| time.end));
    }
    reading.finish()
}

/// Gives the floor to somebody, unless they have it.
fn take_floor(reading: &mut Reading<'_>, label: Span) {
    let speaker = reading.speaker(label);
    if !reading.is_open() || reading.floor() != Some(speaker) {
        reading.open(Some(label));
    }
}

/// Leaves out the lines that rolling captions repeat.
fn unroll(cues: &mut [Cue<'_>], reading: &mut Reading<'_>) {
    let mut before: Vec<Row<'_>> = Vec::new();
    for cue in cues {
        let count = cues::repeated(&before, &cue.rows);
        before.clone_from(&cue.rows);
        for row in cue.rows.drain(..count) {
            reading.skip(row.span(), "repeated caption line");
        }
    }
}

/// The lines of all cues, cut where the speaker changes within one, marks of a change taken off.
fn utterances<'a>(cues: &[Cue<'a>]) -> Vec<Utterance<'a>> {
    let mut utterances = Vec::new();
    for (cue, rows) in cues.iter().enumerate().map(|(index, cue)| (index, &cue.rows)) {
        let dialogue = rows.iter().filter(|row| dash(row.text).is_some()).count() >= 2;
        for row in rows {
            let taken = change(row.text).or_else(|| dash(row.text).filter(|_| dialogue));
            let rest = row.from(taken.unwrap_or(0));
            let mut mark = if taken.is_some() { Mark::Other } else { Mark::None };
            let mut from = 0;
            for part in markup::parts(rest.text, Dress::Cue) {
                let Part::Voice(voice) = part else { continue };
                let tag = rest.text.get(..voice.start).and_then(|text| text.rfind('<')).unwrap_or(from);
                let before =
                    Row { text: rest.text.get(from..tag).unwrap_or_default(), start: rest.start + from, void: false };
                if !before.text.trim().is_empty() {
                    utterances.push(Utterance { cue, row: before, mark });
                }
                let named = rest.text.get(voice.clone()).is_some_and(|name| name.contains(char::is_alphanumeric));
                mark = if named { Mark::Voice(rest.part(voice)) } else { Mark::Other };
                from = tag;
            }
            utterances.push(Utterance { cue, row: rest.from(from), mark });
        }
    }
    utterances
}

/// For each utterance the name in front of it, if the file names speakers so.
fn names(utterances: &[Utterance<'_>], cues: usize) -> Vec<Option<Head>> {
    let rows: Vec<Row<'_>> = utterances.iter().map(|utterance| utterance.row).collect();
    let candidates: Vec<Option<Head>> =
        rows.iter().map(|row| head(row.text).filter(|head| head.form == Form::Colon)).collect();
    // Zoom names every cue; then a strange name is one too.
    let all = candidates.iter().flatten().count() * 10 >= cues * 9 && cues >= 3;
    if all {
        return candidates;
    }
    let roster = Roster::from_heads(&rows, candidates, cues);
    let several = roster.distinct >= 2 && roster.count * 20 >= cues;
    if several || roster.count * 10 >= cues * 6 { roster.heads } else { vec![None; rows.len()] }
}

/// The length of `>>` or `&gt;&gt;` in front of a line, with which captions mark that somebody else speaks.
fn change(text: &str) -> Option<usize> {
    ["&gt;&gt;&gt;", "&gt;&gt;", ">>>", ">>"].iter().find(|mark| text.starts_with(**mark)).map(|mark| mark.len())
}

/// The length of a dash in front of a line of dialogue.
fn dash(text: &str) -> Option<usize> {
    let rest = ["-", "–", "—", "‐"].iter().find_map(|dash| text.strip_prefix(dash))?;
    (rest.starts_with([' ', '<', '"']) || rest.starts_with(char::is_alphabetic)).then(|| text.len() - rest.len())
}
