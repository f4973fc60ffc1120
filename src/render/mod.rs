//! Reports as bytes: one file a format, one list of formats.
//!
//! A renderer knows the report and nothing of rules, files or terminals: the width and whether colours are wanted are told
//! to it. The same report and settings give the same bytes.

mod concise;
#[cfg(feature = "cli")]
mod excerpt;
pub mod harmless;
#[cfg(feature = "cli")]
mod html;
mod json;
mod jsonl;
mod media;
mod mismatches;
#[cfg(test)]
mod sample;
#[cfg(feature = "cli")]
mod table;
mod wire;
pub mod wrap;

pub use media::{MediaUrl, MediaUrlError};
#[cfg(feature = "cli")]
pub(crate) use table::{Style, paint, rules_table};
#[cfg(feature = "cli")]
pub(crate) use wire::{kind_name, rounded};

use std::{
    fmt,
    io::{self, Write},
    sync::Arc,
};

use crate::{finding::Severity, report::Report};

/// A format in which a report can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Tables for people.
    #[cfg(feature = "cli")]
    Table,
    /// One line a finding.
    Concise,
    /// The whole report, version 1.
    Json,
    /// One claim a line.
    Jsonl,
    /// One finding or conflict a line, with its claim and evidence inline.
    Mismatches,
    /// One page for reading: the summaries beside the transcript.
    #[cfg(feature = "cli")]
    Html,
}

/// What a renderer is told beside the report.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Columns of the terminal or page, at least 20.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether claims without findings are shown too, where a format leaves the choice.
    pub all_claims: bool,
    /// Whether only the conflicts between summaries are asked for.
    pub only_conflicts: bool,
    /// The severity from which on the audit fails; `None` when nothing fails it.
    pub fail_on: Option<Severity>,
    /// Where the recording can be watched, if there is one only.
    pub media: Option<Arc<MediaUrl>>,
}

impl Default for Settings {
    /// 80 columns, no colour, only claims with findings, errors fail.
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            all_claims: false,
            only_conflicts: false,
            fail_on: Some(Severity::Error),
            media: None,
        }
    }
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &[Self] = &[
        #[cfg(feature = "cli")]
        Self::Table,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        Self::Mismatches,
        #[cfg(feature = "cli")]
        Self::Html,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Self::Table => "table",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Mismatches => "mismatches",
            #[cfg(feature = "cli")]
            Self::Html => "html",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
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
        Format::Concise => concise::render(report, settings, out),
        Format::Json => json::render(report, out),
        Format::Jsonl => jsonl::render(report, out),
        Format::Mismatches => mismatches::render(report, out),
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
        ] {
            snapbox::assert_data_eq!(written(format, &Settings::default()), golden(name));
        }
    }

    #[test]
    #[cfg(feature = "cli")]
    fn every_layout_of_the_table_looks_like_its_golden_file() {
        for width in [40, 80, 120] {
            let settings = Settings { width, all_claims: true, ..Settings::default() };
            snapbox::assert_data_eq!(written(Format::Table, &settings), golden(&format!("table-{width}.txt")));
        }
    }

    #[test]
    fn formats_are_found_by_their_names() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(*format));
        }
        assert_eq!(Format::named("xml"), None);
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
