//! The report that a person reads: a header a recording, a tally and a table a summary, the conflicts, and how it ends.
//!
//! Three layouts: five columns from 110 columns on, three from 60 on, no table below. Every verdict has a mark, so that
//! colour is never the only sign.

mod grid;
mod holds;
mod rows;

use std::io::{self, Write};

use self::grid::Cell;
pub(crate) use self::grid::{Style, paint};
pub(super) use self::holds::{gaps, percent};
use super::{Settings, concise, harmless::harmless, wrap::wrap};
use crate::{
    judge::Verdict,
    report::{ClaimReport, RecordingReport, Report, Score, SummaryReport, Totals, TranscriptFacts},
    rules::Rule,
    source::Source,
    transcript::Skipped,
};

/// From this width on a claim, its fault and its evidence have a column each.
const WIDE: usize = 110;
/// Below this width there is no table.
const NARROW: usize = 60;

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    report.recordings.iter().try_for_each(|recording| self::recording(recording, settings, out))?;
    Page { settings: Settings { width: settings.width.max(20), ..*settings } }.ending(report, out)
}

pub(super) fn recording(recording: &RecordingReport, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    Page { settings: Settings { width: settings.width.max(20), ..*settings } }.recording(recording, out)
}

/// Writes how a report ends: the totals, and whether the audit passes.
pub(super) fn ending(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    Page { settings: *settings }.ending(report, out)
}

/// Writes the list of rules.
pub(crate) fn rules_table(rules: &[&Rule], settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let name_width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0).max(4);
    let fixed = 4 + name_width + 8;
    let row = |rule: &&Rule| {
        vec![
            Cell::of(Style::Plain, rule.code),
            Cell::of(Style::Bold, rule.name),
            Cell::of(rows::severity_style(rule.severity), rule.severity.name()),
            Cell::of(Style::Plain, rule.summary),
        ]
    };
    let rows: Vec<Vec<Cell>> = rules.iter().map(row).collect();
    if settings.width < fixed + 13 + 20 {
        return Page { settings: *settings }.stack(rows, out);
    }
    let widths = [4, name_width, 8, settings.width - fixed - 13];
    grid::draw(&["code", "name", "severity", "what it finds"], &rows, &widths, settings.color, out)
}

/// What the parts of the report share: how wide it is and how it is coloured.
struct Page {
    settings: Settings,
}

impl Page {
    fn recording(&self, recording: &RecordingReport, out: &mut dyn Write) -> io::Result<()> {
        let width = self.settings.width;
        self.lines(Style::Bold, &harmless(&recording.name), 0, out)?;
        writeln!(out, "{}", paint(&"━".repeat(width), Style::Dim, self.settings.color))?;
        match recording.recorded {
            Some(date) => self.field("recorded", &date.to_string(), out)?,
            None => self.field("recorded", "not known (--recorded); \"last year\" cannot be checked", out)?,
        }
        for transcript in &recording.transcripts {
            self.field("transcript", &harmless(transcript.source.path()), out)?;
            self.field("", &facts(transcript), out)?;
            if !transcript.speakers.is_empty() {
                self.field("speakers", &speakers(&transcript.speakers), out)?;
            }
            self.left_out(&transcript.source, &transcript.skipped, out)?;
        }
        if self.settings.only_conflicts {
            for summary in &recording.summaries {
                let claims = counted(summary.claims.len(), "claim");
                self.field("summary", &format!("{} · {claims}", harmless(summary.source.path())), out)?;
            }
        }
        writeln!(out)?;
        if !self.settings.only_conflicts {
            for summary in &recording.summaries {
                self.summary(recording, summary, out)?;
            }
        }
        self.conflicts(recording, out)?;
        if let Some(line) = holds::coverage(recording, &self.settings) {
            self.field("coverage", &line, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn summary(&self, recording: &RecordingReport, summary: &SummaryReport, out: &mut dyn Write) -> io::Result<()> {
        self.lines(Style::Bold, &harmless(summary.source.path()), 0, out)?;
        let tally = Tally::of(&summary.claims);
        if !summary.claims.is_empty() {
            writeln!(out, "{}", tally.bar(self.settings.width.min(60), self.settings.color))?;
        }
        self.lines(Style::Plain, &tally.words(), 0, out)?;
        if let Some(score) = Score::of(summary.claims.iter()) {
            self.field("score", &holds::score(score), out)?;
        }
        if self.settings.all_claims {
            self.left_out(&summary.source, &summary.skipped, out)?;
        }
        let (faulty, right): (Vec<&ClaimReport>, Vec<&ClaimReport>) =
            summary.claims.iter().partition(|claim| claim.findings.iter().any(|finding| self.settings.shows(finding)));
        if !faulty.is_empty() {
            let rows = faulty.into_iter().map(|claim| rows::claim(recording, claim, &self.settings)).collect();
            self.claims(rows, out)?;
        } else if !right.is_empty() {
            let accepted: usize = summary.claims.iter().map(|claim| claim.findings.len() + claim.set_aside).sum();
            let but = if accepted > 0 { format!(" but {accepted} accepted") } else { String::new() };
            self.lines(Style::Dim, &format!("no findings{but}"), 0, out)?;
        }
        if self.settings.all_claims && !right.is_empty() {
            if self.settings.width < NARROW {
                writeln!(out, "{}", paint(&"╌".repeat(self.settings.width), Style::Dim, self.settings.color))?;
            }
            self.brief(recording, &right, out)?;
        }
        writeln!(out)
    }

    /// The claims without findings, a line each.
    fn brief(&self, recording: &RecordingReport, claims: &[&ClaimReport], out: &mut dyn Write) -> io::Result<()> {
        let narrow = self.settings.width < NARROW;
        let room = self.settings.width.saturating_sub(if narrow { 2 } else { 10 });
        let lines = claims.iter().map(|claim| claim.place.line()).max().unwrap_or(0).to_string().len();
        let first = (lines + 2).max(4);
        let last = if narrow { 0 } else { (room * 7 / 20).min(40) };
        let widths = [first, room.saturating_sub(first + last), last];
        let rows: Vec<Vec<Cell>> = claims.iter().map(|claim| rows::brief(recording, claim, &widths)).collect();
        if !narrow {
            let heads = ["line", "claims without findings", "rests on"];
            return grid::draw(&heads, &rows, &widths, self.settings.color, out);
        }
        for row in rows {
            let painted: Vec<String> = row
                .iter()
                .take(2)
                .flat_map(|cell| &cell.paragraphs)
                .map(|(style, text)| paint(text, *style, self.settings.color))
                .collect();
            writeln!(out, "{}", painted.join(" "))?;
        }
        Ok(())
    }

    fn conflicts(&self, recording: &RecordingReport, out: &mut dyn Write) -> io::Result<()> {
        let shown = recording.conflicts.iter().filter(|conflict| self.settings.shows(&conflict.finding));
        let rows: Vec<Vec<Cell>> = shown.map(rows::conflict).collect();
        if rows.is_empty() {
            return Ok(());
        }
        let heading = format!("{} between statements of the summaries", counted(rows.len(), "conflict"));
        self.lines(Style::Bold, &heading, 0, out)?;
        let heads = ["side A", "side B", "what conflicts"];
        if self.settings.width < NARROW {
            self.stack(rows, out)?;
        } else {
            let room = self.settings.width.saturating_sub(10);
            let widths = [room / 3, room / 3, room - 2 * (room / 3)];
            grid::draw(&heads, &rows, &widths, self.settings.color, out)?;
        }
        writeln!(out)
    }

    /// Totals, and whether the audit passes.
    fn ending(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let totals = report.totals();
        if !report.inputs.is_empty() {
            self.lines(Style::Bold, "about the files", 0, out)?;
            for finding in &report.inputs {
                self.lines(rows::severity_style(finding.severity), &concise::line(finding, false), 0, out)?;
            }
            writeln!(out)?;
        }
        let summaries = report.summaries();
        if summaries > 1 && !self.settings.only_conflicts {
            self.lines(Style::Bold, &format!("In all {}", Tally::total(&totals).words()), 0, out)?;
        }
        if let Some(score) = report.score().filter(|_| !self.settings.only_conflicts) {
            if summaries > 1 {
                self.field("score", &holds::score(score), out)?;
            }
            if self.settings.all_claims {
                self.lines(Style::Dim, holds::DEFINITION, 0, out)?;
            }
        }
        let (style, words) = outcome(report, &totals, &self.settings);
        self.lines(style, &words, 0, out)
    }

    /// How the room is shared between the columns of claims.
    fn columns(&self) -> Vec<usize> {
        let width = self.settings.width;
        if width >= WIDE {
            let room = width - 16 - 5 - 14;
            vec![5, 14, room * 3 / 10, room * 7 / 20, room - room * 3 / 10 - room * 7 / 20]
        } else if width >= NARROW {
            let room = width - 10 - 14;
            vec![14, room * 11 / 20, room - room * 11 / 20]
        } else {
            vec![width.saturating_sub(2)]
        }
    }

    /// The claims with findings.
    fn claims(&self, rows: Vec<Vec<Cell>>, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.columns();
        match widths.len() {
            5 => {
                let heads = ["line", "verdict", "claim", "what is wrong", "what was said"];
                grid::draw(&heads, &rows, &widths, self.settings.color, out)
            }
            3 => {
                let rows: Vec<Vec<Cell>> = rows.into_iter().map(rows::merged).collect();
                let heads = ["line, verdict", "claim, what is wrong", "what was said"];
                grid::draw(&heads, &rows, &widths, self.settings.color, out)
            }
            _ => self.stack(rows, out),
        }
    }

    /// Rows without a table: the first paragraph flush left, the others indented below.
    fn stack(&self, rows: Vec<Vec<Cell>>, out: &mut dyn Write) -> io::Result<()> {
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let paragraphs = rows::stacked(row).into_iter().flat_map(|cell| cell.paragraphs);
            for (number, (style, text)) in paragraphs.enumerate() {
                self.lines(style, &text, if number == 0 { 0 } else { 2 }, out)?;
            }
            if index < last {
                writeln!(out, "{}", paint(&"╌".repeat(self.settings.width), Style::Dim, self.settings.color))?;
            }
        }
        Ok(())
    }

    /// What a file holds that was not read as speech or claims: each reason once, with the lines it holds for.
    fn left_out(&self, source: &Source, skipped: &[Skipped], out: &mut dyn Write) -> io::Result<()> {
        const SHOWN: usize = 8;
        if !self.settings.all_claims || skipped.is_empty() {
            return Ok(());
        }
        let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
        for part in skipped {
            let line = source.line(part.span.start).to_string();
            match reasons.iter_mut().find(|(reason, _)| *reason == part.reason) {
                Some((_, lines)) => lines.push(line),
                None => reasons.push((part.reason, vec![line])),
            }
        }
        let words: Vec<String> = reasons
            .into_iter()
            .map(|(reason, mut lines)| {
                let plural = if lines.len() == 1 { "" } else { "s" };
                if lines.len() > SHOWN {
                    lines.truncate(SHOWN);
                    lines.push("…".to_owned());
                }
                format!("{reason} (line{plural} {})", lines.join(", "))
            })
            .collect();
        self.field("left out", &words.join("; "), out)
    }

    /// A named value, its later lines indented.
    fn field(&self, name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
        const INDENT: usize = 12;
        for (index, line) in wrap(value, self.settings.width.saturating_sub(INDENT)).iter().enumerate() {
            let name = if index == 0 { name } else { "" };
            writeln!(out, "{}{line}", paint(&format!("{name:INDENT$}"), Style::Dim, self.settings.color))?;
        }
        Ok(())
    }

    fn lines(&self, style: Style, text: &str, indent: usize, out: &mut dyn Write) -> io::Result<()> {
        for line in wrap(text, self.settings.width - indent) {
            writeln!(out, "{:indent$}{}", "", paint(&line, style, self.settings.color))?;
        }
        Ok(())
    }
}

/// How many claims have which verdict.
struct Tally {
    supported: usize,
    contradicted: usize,
    unsupported: usize,
    unchecked: usize,
}

impl Tally {
    fn of(claims: &[ClaimReport]) -> Self {
        let count = |verdict| claims.iter().filter(|claim| claim.verdict == verdict).count();
        Self {
            supported: count(Verdict::Supported),
            contradicted: count(Verdict::Contradicted),
            unsupported: count(Verdict::Unsupported),
            unchecked: count(Verdict::Unchecked),
        }
    }

    fn total(totals: &Totals) -> Self {
        Self {
            supported: totals.supported,
            contradicted: totals.contradicted,
            unsupported: totals.unsupported,
            unchecked: totals.unchecked,
        }
    }

    fn parts(&self) -> [(Verdict, usize, &'static str); 4] {
        [
            (Verdict::Supported, self.supported, "█"),
            (Verdict::Contradicted, self.contradicted, "▓"),
            (Verdict::Unsupported, self.unsupported, "▒"),
            (Verdict::Unchecked, self.unchecked, "░"),
        ]
    }

    fn all(&self) -> usize {
        self.supported + self.contradicted + self.unsupported + self.unchecked
    }

    /// `24 claims: ✓ 18 supported, ✗ 3 contradicted, ? 2 unsupported, ~ 1 unchecked`, without what there is none of.
    fn words(&self) -> String {
        if self.all() == 0 {
            return "no claims".to_owned();
        }
        let parts: Vec<String> = self
            .parts()
            .into_iter()
            .filter(|(_, count, _)| *count > 0)
            .map(|(verdict, count, _)| format!("{} {count} {}", rows::mark(verdict), verdict.name()))
            .collect();
        format!("{}: {}", counted(self.all(), "claim"), parts.join(", "))
    }

    /// A bar with one part a verdict, in proportion; a verdict that was given has at least one block.
    fn bar(&self, width: usize, color: bool) -> String {
        let all = self.all().max(1);
        let mut blocks = self.parts().map(|(_, count, _)| (count * width / all).max(usize::from(count > 0)));
        // What rounding took or gave goes to the longest part.
        let used: usize = blocks.iter().sum();
        if let Some(longest) = blocks.iter_mut().max() {
            *longest = (*longest + width).saturating_sub(used);
        }
        let drawn = self.parts().into_iter().zip(blocks);
        drawn.map(|((verdict, _, block), length)| paint(&block.repeat(length), rows::style(verdict), color)).collect()
    }
}

/// Whether the audit passes, and why.
pub(super) fn outcome(report: &Report, totals: &Totals, settings: &Settings) -> (Style, String) {
    let counts = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.notes, "note")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| counted(*n, what)).collect();
    let none = if settings.only_conflicts { "no conflicts" } else { "no findings" };
    let mut found = if counts.is_empty() { vec![none.to_owned()] } else { counts };
    found.extend((totals.accepted > 0).then(|| format!("{} accepted", totals.accepted)));
    let found = found.join(", ");
    let unaudited: Vec<String> = report.unaudited().into_iter().map(harmless).collect();
    if totals.claims == 0 {
        return (Style::Bad, "✗ FAIL: nothing was audited".to_owned());
    }
    if !unaudited.is_empty() {
        return (Style::Bad, format!("✗ FAIL: {found}; not audited: {}", unaudited.join(", ")));
    }
    let Some(limit) = settings.fail_on else {
        return (Style::Plain, format!("DONE: {found} (--fail-on never)"));
    };
    if report.worst_audited().is_some_and(|worst| worst >= limit) {
        (Style::Bad, format!("✗ FAIL: {found} (--fail-on {limit})"))
    } else {
        (Style::Good, format!("✓ PASS: {found} (--fail-on {limit})"))
    }
}

fn facts(transcript: &TranscriptFacts) -> String {
    let mut words =
        vec![transcript.format.to_owned(), counted(transcript.turns, "turn"), counted(transcript.words, "word")];
    words.extend(transcript.duration.map(|duration| duration.to_string()));
    words.join(" · ")
}

fn speakers(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut words: Vec<String> = names.iter().take(SHOWN).map(|name| harmless(name)).collect();
    if names.len() > SHOWN {
        words.push(format!("{} more", names.len() - SHOWN));
    }
    words.join(", ")
}

/// `1 claim`, `1,024 claims`.
pub(super) fn counted(count: usize, what: &str) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {what}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
