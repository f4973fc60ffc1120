//! `inspect`: how a file was read, as a transcript and as a summary, and what was left out of it.

use std::{
    io::{self, Write},
    sync::Arc,
};

use super::{
    args::Inspect,
    exit::{Exit, Failure, complain},
    files,
    mappings::Mappings,
    output::{print, settings},
    plan::Configured,
};
use crate::{
    load,
    render::{
        Settings,
        harmless::harmless,
        kind_name,
        wrap::{shorten, wrap},
    },
    source::Source,
    summary::Summary,
    transcript::{Skipped, Transcript},
};

/// How many turns are shown.
const TURNS: usize = 5;
/// How many chapters and left-out parts are shown.
const PARTS: usize = 40;

pub(super) fn inspect(args: &Inspect) -> Result<Exit, Failure> {
    let settings = settings(&args.show);
    let configured = Configured::find(args.maps.config.as_deref())?;
    let mappings = Mappings::of(&args.maps, configured.as_ref().map(|configured| &configured.file.config))?;
    let mut worst = Exit::Clean;
    let mut sources = Vec::new();
    for path in &args.files {
        match files::read(path) {
            Ok(source) => sources.push(source),
            Err(bad) => {
                complain(&bad.line());
                // A file that cannot be read weighs more than an empty one.
                worst = if worst == Exit::NotAudited { worst } else { bad.exit };
            }
        }
    }
    print(false, |out| {
        for source in &sources {
            Inspection { source, mappings: &mappings, settings, out: &mut *out }.write()?;
        }
        Ok(())
    })?;
    Ok(worst)
}

/// The writing of one file's account.
struct Inspection<'a> {
    source: &'a Arc<Source>,
    mappings: &'a Mappings,
    settings: Settings,
    out: &'a mut dyn Write,
}

impl Inspection<'_> {
    fn write(&mut self) -> io::Result<()> {
        let parts = match (self.mappings.summary(self.source), self.mappings.transcript(self.source)) {
            (None, None) => load::summary(self.source),
            // What only the mapping of transcripts leads to is no summary.
            (summary, transcript) => load::Parts { transcript, summary: summary.and_then(|parts| parts.summary) },
        };
        let claims = parts.summary.as_ref().map_or(0, |summary| summary.claims.len());
        let speech = parts.transcript.as_ref().map_or(0, |transcript| transcript.turns.len());
        let holds = match (claims, speech) {
            (0, 0) => "neither claims nor speech were found",
            (0, _) => "a transcript",
            (_, 0) => "a summary",
            _ => "a summary and a transcript",
        };
        writeln!(self.out, "{}: {holds}", harmless(self.source.path()))?;
        if let Some(decoding) = self.source.decoding() {
            let from = decoding.warning().unwrap_or_else(|| decoding.from.to_owned());
            writeln!(self.out, "  bytes       {from}")?;
        }
        if let Some(summary) = &parts.summary
            && (claims > 0 || speech == 0)
        {
            self.summary(summary)?;
        }
        match &parts.transcript {
            Some(transcript) => self.transcript("as a transcript", transcript)?,
            None => self.transcript("if it is given as a transcript", &load::transcript(self.source))?,
        }
        writeln!(self.out)
    }

    fn transcript(&mut self, title: &str, transcript: &Transcript) -> io::Result<()> {
        writeln!(self.out, "  {title}")?;
        let duration = transcript.duration().map_or_else(|| "not known".to_owned(), |time| time.to_string());
        let speakers: Vec<String> = transcript
            .speakers
            .iter()
            .map(|speaker| match speaker.aliases.as_slice() {
                [] => harmless(&speaker.name),
                aliases => format!("{} ({})", harmless(&speaker.name), harmless(&aliases.join(", "))),
            })
            .collect();
        self.format(transcript.format)?;
        self.field("turns", &transcript.turns.len().to_string())?;
        self.field("words", &transcript.word_count().to_string())?;
        self.field("speakers", if speakers.is_empty() { "not named" } else { "" })?;
        for speaker in &speakers {
            self.item(speaker)?;
        }
        self.field("duration", &duration)?;
        if let Some(warning) = transcript.times_warning() {
            self.item(&warning)?;
        }
        if !transcript.chapters.is_empty() {
            self.field("chapters", &transcript.chapters.len().to_string())?;
        }
        for chapter in transcript.chapters.iter().take(PARTS) {
            let start = chapter.start.map_or_else(String::new, |time| format!("{time} "));
            self.item(&format!("line {}: {start}{}", self.source.line(chapter.span.start), harmless(&chapter.title)))?;
        }
        self.skipped(&transcript.skipped)?;
        if !transcript.turns.is_empty() {
            self.field("first turns", "")?;
        }
        for turn in transcript.turns.iter().take(TURNS) {
            let speaker = transcript.speaker(turn).map_or_else(String::new, |s| format!(" {}", harmless(&s.name)));
            let time = turn.time_at(0).map_or_else(String::new, |time| format!(" {time}"));
            let line = self.source.line(turn.flow.whole().start);
            let text = harmless(turn.flow.text());
            self.item(&shorten(&format!("line {line}:{time}{speaker}: {text}"), 2 * self.settings.width))?;
        }
        Ok(())
    }

    /// The format with how sure it is, and what else it could be; for a text of no known format, what was tried.
    fn format(&mut self, name: &str) -> io::Result<()> {
        let mut tried = load::detections(self.source);
        let fits = tried.iter().any(|(format, sure)| *format != "text/plain" && *sure > 0.0);
        let sure = tried.iter().find(|(format, _)| *format == name).map_or(0.0, |(_, sure)| *sure);
        self.field(
            "format",
            &if sure > 0.0 { format!("{name}, {:.0} % sure", sure * 100.0) } else { name.to_owned() },
        )?;
        tried.sort_by(|a, b| b.1.total_cmp(&a.1));
        let others = tried.iter().filter(|(format, sure)| *format != name && *format != "text/plain" && *sure > 0.0);
        for (format, sure) in others {
            self.field("", &format!("or {format}, {:.0} %", sure * 100.0))?;
        }
        if let Some(json) = load::JSON_FORMATS.iter().find(|format| format.name == name) {
            self.field("", &format!("known by {}", json.known_by))?;
        }
        let tried = match name {
            "text/plain" if !fits => "none of these fits; --transcript-format names one",
            "json" => "none of these fits; --map tells where the words are",
            _ => return Ok(()),
        };
        let names: Vec<&str> = load::formats()
            .filter(|format| *format != name && (name != "json" || format.starts_with("json")))
            .collect();
        self.field("tried", tried)?;
        self.item(&names.join(", "))
    }

    fn summary(&mut self, summary: &Summary) -> io::Result<()> {
        writeln!(self.out, "  as a summary")?;
        self.field("format", summary.format)?;
        self.field("claims", &summary.claims.len().to_string())?;
        for claim in &summary.claims {
            let kind = kind_name(claim.kind);
            let above: Vec<String> = claim.section.iter().chain(&claim.label).map(|words| harmless(words)).collect();
            let above = if above.is_empty() { String::new() } else { format!(" [{}]", above.join(" > ")) };
            let time = claim.time.map_or_else(String::new, |range| format!(" {}", range.start));
            let owner = claim.speaker.as_ref().map_or_else(String::new, |name| format!(" {}", harmless(name)));
            let line = self.source.line(claim.span().start);
            self.item(&format!("line {line}: {kind}{time}{owner}{above}: {}", harmless(claim.text())))?;
        }
        self.skipped(&summary.skipped)
    }

    fn skipped(&mut self, skipped: &[Skipped]) -> io::Result<()> {
        if skipped.is_empty() {
            return Ok(());
        }
        self.field("left out", &skipped.len().to_string())?;
        for part in skipped.iter().take(PARTS) {
            let words = harmless(self.source.slice(part.span));
            self.item(&shorten(
                &format!("line {}: {}: {words}", self.source.line(part.span.start), part.reason),
                self.settings.width,
            ))?;
        }
        if skipped.len() > PARTS {
            self.item(&format!("and {} more", skipped.len() - PARTS))?;
        }
        Ok(())
    }

    fn field(&mut self, name: &str, value: &str) -> io::Result<()> {
        writeln!(self.out, "{}", format!("    {name:<12}{value}").trim_end())
    }

    fn item(&mut self, text: &str) -> io::Result<()> {
        for (index, line) in wrap(text, self.settings.width.saturating_sub(8)).iter().enumerate() {
            writeln!(self.out, "{}{line}", if index == 0 { "      " } else { "        " })?;
        }
        Ok(())
    }
}
