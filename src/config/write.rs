//! A configuration as TOML that reads back as the same.

use std::fmt::Write;

use super::{Config, Pattern, RecordingConfig};
use crate::{accept::Allow, finding::Severity, load::Keyed, report::MediaUrl, rules, transcript::Speaker};

impl Config {
    /// What it says, as a configuration file.
    pub fn to_toml(&self) -> String {
        let mut page = Page::default();
        page.audit(self);
        for recording in &self.recordings {
            page.recording(recording);
        }
        page.called("names", &self.names);
        if !self.severities.is_empty() {
            page.table("[rules]");
        }
        for (code, severity) in &self.severities {
            let name = rules::find(code).map_or(*code, |rule| rule.name);
            page.value(name, &quoted(severity.map_or("off", Severity::name)));
        }
        page.table("[judge]");
        let support = self.threshold.support();
        // A number without a point or an exponent would be a whole one, which is read too.
        page.value("unsupported-below", &support.to_string());
        for allow in &self.allows {
            page.allow(allow);
        }
        page.map("map", self.map.as_ref());
        page.map("summary-map", self.summary_map.as_ref());
        page.text
    }
}

/// A file in the making.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn audit(&mut self, config: &Config) {
        let audit = &config.audit;
        self.table("[audit]");
        self.string("fail-on", audit.fail_on.map(super::FailOn::name));
        for (key, list) in [("select", &audit.select), ("ignore", &audit.ignore)] {
            self.strings(key, list.iter().map(String::as_str), false);
        }
        self.string("format", audit.format.map(crate::render::Format::name));
        let outputs: Vec<String> =
            audit.outputs.iter().map(|(format, path)| format!("{format}={}", path.text)).collect();
        self.strings("output", outputs.iter().map(String::as_str), false);
        if audit.verbose {
            self.value("verbose", "true");
        }
        if let Some(jobs) = audit.jobs {
            self.value("jobs", &jobs.to_string());
        }
        self.string("baseline", audit.baseline.as_ref().map(|path| path.text.as_str()));
    }

    fn recording(&mut self, recording: &RecordingConfig) {
        self.table("[[recording]]");
        self.string("name", Some(&recording.name));
        let texts = |patterns: &[Pattern]| patterns.iter().map(|pattern| pattern.text.clone()).collect::<Vec<_>>();
        self.strings("transcript", texts(&recording.transcripts).iter().map(String::as_str), false);
        self.strings("summaries", texts(&recording.summaries).iter().map(String::as_str), true);
        if let Some(date) = recording.recorded {
            self.value("recorded", &date.to_string());
        }
        self.string("kind", recording.kind.map(super::Kind::name));
        self.string("transcript-format", recording.transcript_format.as_deref());
        self.string("transcript-start", recording.transcript_start.as_deref());
        self.string("summary-format", recording.summary_format.as_deref());
        self.string("media-url", recording.media_url.as_ref().map(MediaUrl::as_str));
        self.called("recording.speakers", &recording.speakers);
        self.called("recording.names", &recording.names);
    }

    fn called(&mut self, table: &str, names: &[Speaker]) {
        if !names.is_empty() {
            self.table(&format!("[{table}]"));
        }
        for named in names {
            self.strings(&quoted(&named.name), named.aliases.iter().map(String::as_str), true);
        }
    }

    fn allow(&mut self, allow: &Allow) {
        self.table("[[allow]]");
        self.strings("rule", allow.rules.iter().map(|rule| rule.name()), false);
        self.string("summary", allow.summary.as_ref().map(globset::Glob::glob));
        self.string("words", allow.words.as_deref());
        self.string("reason", Some(&allow.reason));
    }

    fn map<M: Keyed>(&mut self, name: &str, map: Option<&M>) {
        let Some(map) = map else { return };
        self.table(&format!("[{name}]"));
        for key in M::KEYS {
            match map.told(key).as_slice() {
                [] => {}
                [one] => self.string(key, Some(one)),
                many => self.strings(key, many.iter().copied(), false),
            }
        }
    }

    fn table(&mut self, head: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{head}");
    }

    fn value(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn string(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.value(key, &quoted(value));
        }
    }

    /// A list; an empty one is left out unless it says something.
    fn strings<'a>(&mut self, key: &str, values: impl Iterator<Item = &'a str>, even_empty: bool) {
        let values: Vec<String> = values.map(quoted).collect();
        if even_empty || !values.is_empty() {
            self.value(key, &format!("[{}]", values.join(", ")));
        }
    }
}

/// A string of TOML on one line. What could act on a terminal is escaped, too.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' ' => out.push(' '),
            shown if crate::render::harmless::harmless(shown.encode_utf8(&mut [0; 4])).starts_with(shown) => {
                out.push(shown);
            }
            other => {
                let _ = write!(out, "\\U{:08X}", u32::from(other));
            }
        }
    }
    out.push('"');
    out
}
