//! Reports as bytes: one file a format, one list of formats.
//!
//! A renderer knows the report and nothing of rules, files or terminals: the width and whether colours are wanted are told
//! to it. The same report and settings give the same bytes.

mod concise;
#[cfg(feature = "cli")]
mod csv;
mod entry;
#[cfg(feature = "cli")]
mod excerpt;
#[cfg(feature = "cli")]
mod full;
mod github;
mod gitlab;
pub mod harmless;
#[cfg(feature = "cli")]
mod html;
mod json;
mod jsonl;
#[cfg(feature = "cli")]
mod junit;
mod markdown;
mod mismatches;
#[cfg(feature = "cli")]
mod plain;
#[cfg(test)]
mod sample;
mod sarif;
mod stream;
#[cfg(feature = "cli")]
mod table;
mod wire;
pub mod wrap;

#[cfg(feature = "cli")]
pub(crate) use table::{Style, paint, rules_table};
#[cfg(feature = "cli")]
pub(crate) use wire::{kind_name, rounded, schema};

pub use stream::Stream;

use std::{
    fmt,
    io::{self, Write},
};

use crate::{
    finding::{Finding, Severity},
    report::Report,
};

/// A format in which a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tables for people.
    #[cfg(feature = "cli")]
    Table,
    /// The words at fault and what was said, marked in their files.
    #[cfg(feature = "cli")]
    Full,
    /// Plain sentences.
    #[cfg(feature = "cli")]
    Plain,
    /// One line a finding.
    Concise,
    /// The whole report, version 1.
    Json,
    /// One claim a line.
    Jsonl,
    /// One finding or conflict a line, with its claim and evidence inline.
    Mismatches,
    /// SARIF 2.1.0, for code hosts and editors.
    Sarif,
    /// The XML of `JUnit`, one case a claim.
    #[cfg(feature = "cli")]
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// Code quality of GitLab.
    Gitlab,
    /// A comment for a pull request.
    Markdown,
    /// A table for spreadsheets.
    #[cfg(feature = "cli")]
    Csv,
    /// One page for reading: the summaries beside the transcript.
    #[cfg(feature = "cli")]
    Html,
}

/// What a renderer is told beside the report.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "wishes that have nothing to do with each other")]
pub struct Settings {
    /// Columns of the terminal or page, at least 20.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether claims without findings are shown too, where a format leaves the choice.
    pub all_claims: bool,
    /// Whether accepted findings are shown too, marked as such, where a format leaves the choice.
    pub accepted: bool,
    /// Whether only the conflicts between summaries are asked for.
    pub only_conflicts: bool,
    /// The severity from which on the audit fails; `None` when nothing fails it.
    pub fail_on: Option<Severity>,
}

impl Default for Settings {
    /// 80 columns, no colour, only claims with findings, errors fail.
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            all_claims: false,
            accepted: false,
            only_conflicts: false,
            fail_on: Some(Severity::Error),
        }
    }
}

impl Settings {
    /// Whether a finding is shown: all that are open, and the accepted ones if asked for.
    fn shows(&self, finding: &Finding) -> bool {
        self.accepted || finding.accepted.is_none()
    }
}

/// How a finding was accepted: `accepted by baseline, file:line: why`. `None` if nobody did.
fn acceptance(finding: &Finding) -> Option<String> {
    let accepted = finding.accepted.as_ref()?;
    let place = accepted
        .place
        .as_ref()
        .map_or_else(String::new, |(path, line)| format!(", {}:{line}", harmless::harmless(path)));
    let reason =
        accepted.reason.as_ref().map_or_else(String::new, |reason| format!(": {}", harmless::harmless(reason)));
    Some(format!("accepted by {}{place}{reason}", accepted.by.name()))
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "cli")]
        Self::Table,
        #[cfg(feature = "cli")]
        Self::Full,
        #[cfg(feature = "cli")]
        Self::Plain,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Mismatches,
        Self::Sarif,
        #[cfg(feature = "cli")]
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Markdown,
        #[cfg(feature = "cli")]
        Self::Csv,
        #[cfg(feature = "cli")]
        Self::Html,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Self::Table => "table",
            #[cfg(feature = "cli")]
            Self::Full => "full",
            #[cfg(feature = "cli")]
            Self::Plain => "plain",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Mismatches => "mismatches",
            Self::Sarif => "sarif",
            #[cfg(feature = "cli")]
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Markdown => "markdown",
            #[cfg(feature = "cli")]
            Self::Csv => "csv",
            #[cfg(feature = "cli")]
            Self::Html => "html",
        }
    }

    /// Whether it is read by people rather than by programs, so that what it says need not be said again.
    pub fn is_for_people(self) -> bool {
        match self {
            #[cfg(feature = "cli")]
            Self::Table | Self::Full | Self::Plain => true,
            _ => self == Self::Concise,
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the ending of a file's name tells, in whatever case.
    pub fn of_file(path: &str) -> Option<Self> {
        const ENDINGS: [(&str, &str); 10] = [
            (".sarif.json", "sarif"),
            (".sarif", "sarif"),
            (".json", "json"),
            (".jsonl", "jsonl"),
            (".html", "html"),
            (".htm", "html"),
            (".md", "markdown"),
            (".csv", "csv"),
            (".xml", "junit"),
            (".txt", "table"),
        ];
        let path = path.to_lowercase();
        Self::named(ENDINGS.iter().find(|(ending, _)| path.ends_with(ending))?.1)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Writes a report in a format.
pub fn render(report: &Report, format: Format, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    match format {
        #[cfg(feature = "cli")]
        Format::Table => table::render(report, settings, out),
        #[cfg(feature = "cli")]
        Format::Full => full::render(report, settings, out),
        #[cfg(feature = "cli")]
        Format::Plain => plain::render(report, settings, out),
        Format::Concise => concise::render(report, settings, out),
        Format::Json => json::render(report, out),
        Format::Jsonl => jsonl::render(report, out),
        Format::Mismatches => mismatches::render(report, settings, out),
        Format::Sarif => sarif::render(report, out),
        #[cfg(feature = "cli")]
        Format::Junit => junit::render(report, settings, out),
        Format::Github => github::render(report, out),
        Format::Gitlab => gitlab::render(report, out),
        Format::Markdown => markdown::render(report, settings, out),
        #[cfg(feature = "cli")]
        Format::Csv => csv::render(report, settings, out),
        #[cfg(feature = "cli")]
        Format::Html => html::render(report, settings, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(format: Format, settings: &Settings) -> String {
        let mut bytes = Vec::new();
        render(&sample::report(), format, settings, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn golden(name: &str) -> snapbox::Data {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/golden").join(name);
        snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
    }

    #[test]
    fn every_format_looks_like_its_golden_file() {
        for (format, name) in [
            (Format::Concise, "concise.txt"),
            (Format::Json, "report.json"),
            (Format::Jsonl, "claims.jsonl"),
            (Format::Mismatches, "mismatches.jsonl"),
            (Format::Sarif, "report.sarif"),
            (Format::Github, "github.txt"),
            (Format::Gitlab, "gitlab.json"),
            (Format::Markdown, "report.md"),
        ] {
            snapbox::assert_data_eq!(written(format, &Settings::default()), golden(name));
        }
    }

    #[test]
    #[cfg(feature = "cli")]
    fn the_formats_of_the_command_line_look_like_their_golden_files() {
        for (format, name) in [(Format::Junit, "junit.xml"), (Format::Csv, "report.csv")] {
            snapbox::assert_data_eq!(written(format, &Settings::default()), golden(name));
        }
    }

    #[test]
    #[cfg(feature = "cli")]
    fn every_layout_for_people_looks_like_its_golden_file() {
        for width in [40, 80, 120] {
            let settings = Settings { width, all_claims: true, ..Settings::default() };
            snapbox::assert_data_eq!(written(Format::Table, &settings), golden(&format!("table-{width}.txt")));
            snapbox::assert_data_eq!(written(Format::Full, &settings), golden(&format!("full-{width}.txt")));
        }
        snapbox::assert_data_eq!(written(Format::Plain, &Settings::default()), golden("plain.txt"));
    }

    #[test]
    fn formats_are_found_by_their_names() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(*format));
        }
        assert_eq!(Format::named("xml"), None);
        assert_eq!(Format::of_file("reports/Talk.JSON"), Some(Format::Json));
        assert_eq!(Format::of_file("talk.jsonl"), Some(Format::Jsonl));
        assert_eq!(Format::of_file("talk.tar"), None);
    }

    #[test]
    fn every_line_of_the_line_formats_is_an_object() {
        for (format, lines) in [(Format::Jsonl, 5), (Format::Mismatches, 3)] {
            let text = written(format, &Settings::default());
            assert_eq!(text.lines().count(), lines);
            for line in text.lines() {
                assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object());
            }
        }
    }

    #[test]
    fn bytes_on_the_wire_are_those_of_the_files() {
        let report = sample::report();
        let json: serde_json::Value = serde_json::from_str(&written(Format::Json, &Settings::default())).unwrap();
        let claim = &json["recordings"][0]["summaries"][0]["claims"][0];
        let at = |value: &serde_json::Value, key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        let summary = report.recordings[0].summaries[0].source.text();
        let location = &claim["location"];
        assert_eq!(&summary[at(location, "start_byte")..at(location, "end_byte")], claim["text"].as_str().unwrap());
        let found = &claim["findings"][0]["found"];
        assert_eq!(
            &sample::TRANSCRIPT[at(found, "start_byte")..at(found, "end_byte")],
            found["text"].as_str().unwrap()
        );
        assert_eq!(claim["support"], 0.1235);
    }

    #[test]
    fn hostile_words_stay_within_their_line() {
        let mut report = sample::report();
        report.recordings[0].summaries[0].claims[0].findings[0].message = "a\nb\u{1b}[2J\u{202e}c".into();
        let mut bytes = Vec::new();
        render(&report, Format::Concise, &Settings::default(), &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("talk/minutes.md:3:18: error[C001] wrong-number: a b·[2J·c\n"), "{text}");
    }
}
