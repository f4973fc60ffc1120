//! The source view: each finding with its words marked in the summary, and what was said marked in the transcript.

mod rows;

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use self::rows::Rows;
use super::{Settings, excerpt, harmless::harmless, table, wrap::wrap};
use crate::{
    finding::{Finding, Place, Severity},
    report::{ClaimReport, Conflict, Favours, RecordingReport, Report},
};

/// Below this width only the code of a rule stands in the heading.
const NARROW: usize = 60;

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let settings = Settings { width: settings.width.max(20), ..*settings };
    report.recordings.iter().try_for_each(|recording| self::recording(recording, &settings, out))?;
    // What is wrong with the files themselves has a list there, and no words to hold against others.
    table::ending(report, &settings, out)
}

pub(super) fn recording(recording: &RecordingReport, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let settings = &Settings { width: settings.width.max(20), ..*settings };
    for summary in &recording.summaries {
        for (finding, claim) in summary.worst_first().into_iter().filter(|(finding, _)| settings.shows(finding)) {
            View::of(finding).said(finding, claim).write(settings, out)?;
        }
    }
    for conflict in &recording.conflicts {
        if settings.shows(&conflict.finding) {
            View::conflict(conflict).write(settings, out)?;
        }
    }
    Ok(())
}

/// A finding as it is shown: a heading, places under headings of their own, and remarks.
struct View<'a> {
    finding: &'a Finding,
    parts: Vec<Part>,
    remarks: Vec<(Level<'static>, String)>,
}

/// A place in a file under a heading, or a heading alone.
struct Part {
    heading: Option<String>,
    place: Option<Place>,
    kind: AnnotationKind,
}

impl<'a> View<'a> {
    /// The finding and the words at fault.
    fn of(finding: &'a Finding) -> Self {
        let stated = Part { heading: None, place: Some(finding.stated.clone()), kind: AnnotationKind::Primary };
        let suggestion = finding.suggestion.iter().map(|words| (Level::HELP, format!("it could say: {words}")));
        let mut remarks: Vec<(Level<'static>, String)> = suggestion.collect();
        if let Some(accepted) = &finding.accepted {
            let reason = accepted.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            remarks.push((Level::NOTE, format!("accepted by a {}{reason}", accepted.by.name())));
        }
        Self { finding, parts: vec![stated], remarks }
    }

    /// And what was said: the words that decide it, else the passage closest to the claim.
    fn said(mut self, finding: &Finding, claim: &ClaimReport) -> Self {
        let closest = || {
            let place = &claim.evidence.first()?.place;
            // A passage is many words: those are marked among which are most of the claim's.
            let words =
                place.text.get(excerpt::shared(&place.text, &claim.place.text)).filter(|words| !words.is_empty());
            Some(words.map_or_else(|| place.clone(), |words| Place { text: words.to_owned(), ..place.clone() }))
        };
        let (what, place) = match &finding.found {
            Some(found) => ("what was said", Some(found.clone())),
            None => ("the closest passage", closest()),
        };
        let heading = place
            .as_ref()
            .map_or_else(|| "nothing close to it was found".to_owned(), |place| format!("{what}{}", by_whom(place)));
        self.parts.push(Part { heading: Some(heading), place, kind: AnnotationKind::Context });
        self
    }

    /// Both sides of a conflict, and what was said if that is known.
    fn conflict(conflict: &'a Conflict) -> Self {
        let mut view = Self::of(&conflict.finding);
        if let Some(part) = view.parts.first_mut() {
            // The whole statement, as on the other side.
            part.place = Some(conflict.a.clone());
        }
        let other = Part {
            heading: Some("the other side".to_owned()),
            place: Some(conflict.b.clone()),
            kind: AnnotationKind::Primary,
        };
        view.parts.push(other);
        if let Some(found) = &conflict.finding.found {
            let heading = Some(format!("what was said{}", by_whom(found)));
            view.parts.push(Part { heading, place: Some(found.clone()), kind: AnnotationKind::Context });
        }
        let verdict = match conflict.favours {
            Favours::A => "the transcript bears out the first side",
            Favours::B => "the transcript bears out the other side",
            Favours::Neither => "the transcript speaks against both",
            Favours::Unknown => "the transcript cannot decide",
            Favours::Untold => "there is no transcript to decide by",
        };
        view.remarks.insert(0, (Level::NOTE, verdict.to_owned()));
        view
    }

    fn write(&self, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
        let (level, name) = match self.finding.severity {
            Severity::Error => (Level::ERROR, "error"),
            Severity::Warning => (Level::WARNING, "warning"),
            Severity::Note => (Level::NOTE, "note"),
        };
        let renderer = if settings.color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(settings.width);
        // A line's number, and ` | ` before its text.
        let places = self.parts.iter().filter_map(|part| part.place.as_ref());
        let lines = places.map(|place| place.source.line(place.span.end));
        let gutter = lines.map(|line| line.to_string().len()).max().unwrap_or(0) + 3;
        let room = settings.width.saturating_sub(gutter).max(8);

        let Finding { code, name: rule, message, .. } = self.finding;
        // On a narrow page the message needs the room that a long heading would take from each of its lines.
        let (id, message) = if settings.width < NARROW {
            ((*code).to_owned(), format!("{rule}: {message}"))
        } else {
            (format!("{code} {rule}"), message.clone())
        };
        let title = titled(&message, name.len() + id.len() + 4, settings.width);
        let mut groups = vec![Group::with_title(level.clone().secondary_title(title).id(id))];
        for part in &self.parts {
            if let Some(heading) = &part.heading {
                let title = titled(heading, "note: ".len(), settings.width);
                groups.push(Group::with_title(Level::NOTE.secondary_title(title)));
            }
            let level = if part.heading.is_none() { level.clone() } else { Level::NOTE };
            groups.extend(part.place.iter().flat_map(|place| shown(place, &level, part.kind, room)));
        }
        for (level, words) in &self.remarks {
            groups.push(Group::with_title(level.clone().secondary_title(titled(
                words,
                "note: ".len(),
                settings.width,
            ))));
        }
        writeln!(out, "{}\n", renderer.render(&groups))
    }
}

/// A place: where it is, and its rows with the words marked.
///
/// Two groups, because the renderer would work out the column from the row, which may be part of a line.
fn shown(place: &Place, level: &Level<'static>, kind: AnnotationKind, room: usize) -> [Group<'static>; 2] {
    let rows = Rows::of(place, room);
    let location = place.source.location(rows.start);
    let origin = Origin::path(harmless(place.source.path())).line(location.line).char_column(location.column);
    let mut text = String::new();
    let mut marked = Vec::new();
    for row in &rows.shown {
        let start = text.len();
        // What CI services take for a command, by another bracket of one byte, so that the marks stay where they are.
        text.push_str(&row.text.replace("##[", "##(").replace("##vso[", "##vso("));
        text.push('\n');
        marked.extend(row.marked.clone().map(|range| kind.span(start + range.start..start + range.end)));
    }
    text.pop();
    let snippet = Snippet::source(text)
        .line_start(rows.first_line.unwrap_or(location.line))
        .line_numbering(rows.first_line.is_some())
        .fold(false)
        .annotations(marked);
    [Group::with_level(level.clone()).element(origin), Group::with_level(level.clone()).element(snippet)]
}

/// `, by Mark Zuckerberg at 14:03`, as far as it is known.
fn by_whom(place: &Place) -> String {
    let speaker = place.speaker.as_deref().map(|speaker| format!(", by {speaker}"));
    let time = place.time.map(|time| if speaker.is_some() { format!(" at {time}") } else { format!(", at {time}") });
    speaker.unwrap_or_default() + &time.unwrap_or_default()
}

/// A heading in lines that fit behind what the renderer puts before them.
fn titled(text: &str, before: usize, width: usize) -> String {
    wrap(&harmless(text), width.saturating_sub(before).max(12)).join("\n")
}

#[cfg(test)]
mod tests;
