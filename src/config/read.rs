//! The values of a configuration, walked with their places in the file.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    AuditConfig, Config, FailOn, Kind, NAME, Pattern, RecordingConfig, checked, closest, did_you_mean,
    options::{format, output},
};
use crate::{
    finding::Severity,
    judge::Threshold,
    load::{self, Keyed, SUMMARY_FORMATS},
    report::{MediaUrl, MediaUrlError},
    rules,
    source::Source,
    text::fold::fold,
    transcript::Speaker,
};

/// Walks the values and gathers faults with their byte offsets.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) faults: Vec<(usize, String)>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;

impl Reader<'_> {
    pub(super) fn config(&mut self, table: &DeTable<'_>) -> Config {
        const KEYS: &[&str] = &["recording", "audit", "names", "rules", "judge", "map", "summary-map", "allow"];
        let mut config = Config::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "recording" => match value.get_ref() {
                    DeValue::Array(entries) => {
                        for entry in entries {
                            config.recordings.extend(self.recording(entry));
                        }
                    }
                    DeValue::Table(_) => self.fault(key.span(), "`recording` is a list; write `[[recording]]`".into()),
                    other => self.mistyped(value.span(), "recording", "a list of tables: `[[recording]]`", other),
                },
                "audit" => config.audit = self.audit(value),
                "names" => config.names = self.called("names", value),
                "rules" => config.severities = self.rules(value),
                "judge" => config.threshold = self.threshold(value),
                "allow" => config.allows = self.allows(value),
                "map" => config.map = self.map(key, value),
                "summary-map" => config.summary_map = self.map(key, value),
                _ => self.unknown(key, "", KEYS),
            }
        }
        let mut names: Vec<&str> = config.recordings.iter().map(|recording| recording.name.as_str()).collect();
        names.sort_unstable();
        if let Some([twice, _]) = names.windows(2).find(|pair| pair[0] == pair[1] && !pair[0].is_empty()) {
            let message = format!("two recordings are named `{twice}`; give each a name of its own");
            self.fault(0..0, message);
        }
        config
    }

    fn recording(&mut self, entry: &Spanned<DeValue<'_>>) -> Option<RecordingConfig> {
        const KEYS: &[&str] = &[
            "name",
            "transcript",
            "summaries",
            "recorded",
            "kind",
            "transcript-format",
            "transcript-start",
            "summary-format",
            "media-url",
            "speakers",
            "names",
        ];
        let DeValue::Table(table) = entry.get_ref() else {
            self.mistyped(entry.span(), "recording", "a table", entry.get_ref());
            return None;
        };
        let before = self.faults.len();
        let mut recording = RecordingConfig::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "name" => recording.name = self.string(value, "recording.name").unwrap_or_default(),
                "transcript" => recording.transcripts = self.patterns(value, "recording.transcript"),
                "summaries" => recording.summaries = self.patterns(value, "recording.summaries"),
                "recorded" => recording.recorded = self.date(value),
                "kind" => {
                    recording.kind =
                        self.one_of(value, "recording.kind", Kind::ALL.iter().map(|kind| (kind.name(), *kind)));
                }
                "transcript-format" => {
                    let known = load::formats().map(|name| (name, name.to_owned()));
                    recording.transcript_format = self.one_of(value, "recording.transcript-format", known);
                }
                "transcript-start" => recording.transcript_start = self.start(value),
                "summary-format" => {
                    let known = SUMMARY_FORMATS.into_iter().map(|name| (name, name.to_owned()));
                    recording.summary_format = self.one_of(value, "recording.summary-format", known);
                }
                "media-url" => recording.media_url = self.address(value),
                "speakers" => recording.speakers = self.called("recording.speakers", value),
                "names" => recording.names = self.called("recording.names", value),
                _ => self.unknown(key, "recording.", KEYS),
            }
        }
        if recording.is_for_many() {
            self.for_many(entry.span().start, &mut recording);
        }
        if self.faults.len() == before {
            for (missing, what) in
                [(recording.name.is_empty(), "`name`"), (recording.summaries.is_empty(), "`summaries`")]
            {
                if missing {
                    self.fault(entry.span(), format!("this recording has no {what}; add it"));
                }
            }
        }
        Some(recording)
    }

    /// An entry for many recordings: all of it must tell them apart.
    fn for_many(&mut self, at: usize, recording: &mut RecordingConfig) {
        if recording.name.is_empty() {
            NAME.clone_into(&mut recording.name);
        }
        if !recording.name.contains(NAME) {
            self.faults.push((
                at,
                format!("`recording.name` has no {NAME}, but its files have; add it, or leave the name out"),
            ));
        }
        for pattern in recording.transcripts.iter().chain(&recording.summaries) {
            let start = self.source.line_at(pattern.line).map_or(at, |line| line.span.start);
            let fault = match pattern.text.matches(NAME).count() {
                0 => "has no {name}, but another pattern of this recording has; add it",
                1 => continue,
                _ => "has {name} more than once; put `*` for the others",
            };
            self.faults.push((start, format!("`{}` {fault}", pattern.text)));
        }
    }

    fn audit(&mut self, value: &Spanned<DeValue<'_>>) -> AuditConfig {
        const KEYS: &[&str] = &["fail-on", "select", "ignore", "format", "output", "verbose", "jobs", "baseline"];
        let mut audit = AuditConfig::default();
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), "audit", "a table: `[audit]`", value.get_ref());
            return audit;
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let path = format!("audit.{name}");
            match name {
                "fail-on" => {
                    audit.fail_on = self.one_of(value, &path, FailOn::ALL.iter().map(|one| (one.name(), *one)));
                }
                "select" => audit.select = self.each(value, &path, |name, _| checked(name)),
                "ignore" => audit.ignore = self.each(value, &path, |name, _| checked(name)),
                "format" => {
                    if let Some(name) = self.string(value, &path) {
                        audit.format = self.taken(value.span().start, &path, &name, format(&name));
                    }
                }
                "output" => {
                    audit.outputs = self.each(value, &path, |text, line| {
                        output(text).map(|(format, path)| (format, Pattern { text: path.to_owned(), line }))
                    });
                }
                "verbose" => match value.get_ref() {
                    DeValue::Boolean(told) => audit.verbose = *told,
                    other => self.mistyped(value.span(), &path, "true or false", other),
                },
                "jobs" => audit.jobs = self.count(value, &path),
                "baseline" => {
                    let line = self.source.line(value.span().start);
                    audit.baseline = self.string(value, &path).map(|text| Pattern { text, line });
                }
                _ => self.unknown(key, "audit.", KEYS),
            }
        }
        audit
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>) -> BTreeMap<&'static str, Option<Severity>> {
        const LEVELS: &[&str] = &["error", "warning", "note", "off"];
        let mut severities = BTreeMap::new();
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), "rules", "a table: `[rules]`", value.get_ref());
            return severities;
        };
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let Some(rule) = rules::find(name) else {
                let known = rules::RULES.iter().flat_map(|rule| [rule.name, rule.code]);
                let hint = did_you_mean(name, known);
                let hint = if hint.is_empty() { "; `saidso rules` lists them" } else { &hint };
                self.fault(key.span(), format!("unknown rule `{name}` in `rules`{hint}"));
                continue;
            };
            let path = format!("rules.{name}");
            let Some(level) = self.string(value, &path) else { continue };
            let severity = match level.as_str() {
                "error" => Some(Severity::Error),
                "warning" => Some(Severity::Warning),
                "note" => Some(Severity::Note),
                "off" => None,
                _ => {
                    let hint = did_you_mean(&level, LEVELS.iter().copied());
                    let message = format!(
                        "`{path}` is \"{level}\"; it must be \"error\", \"warning\", \"note\" or \"off\"{hint}"
                    );
                    self.fault(value.span(), message);
                    continue;
                }
            };
            severities.insert(rule.code, severity);
        }
        severities
    }

    fn threshold(&mut self, value: &Spanned<DeValue<'_>>) -> Threshold {
        const KEYS: &[&str] = &["unsupported-below"];
        let mut threshold = Threshold::default();
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), "judge", "a table: `[judge]`", value.get_ref());
            return threshold;
        };
        for (key, value) in table {
            let number = match value.get_ref() {
                _ if key.get_ref() != "unsupported-below" => {
                    self.unknown(key, "judge.", KEYS);
                    continue;
                }
                DeValue::Float(number) => number.as_str(),
                DeValue::Integer(number) => number.as_str(),
                other => {
                    self.mistyped(value.span(), "judge.unsupported-below", "a number from 0 to 1", other);
                    continue;
                }
            };
            match number.parse().ok().and_then(Threshold::new) {
                Some(told) => threshold = told,
                None => self.fault(
                    value.span(),
                    format!("`judge.unsupported-below` is {number}; it must be a number from 0 to 1, such as 0.3"),
                ),
            }
        }
        threshold
    }

    fn map<M: Keyed>(&mut self, map: &Key<'_>, value: &Spanned<DeValue<'_>>) -> Option<M> {
        let table_name = map.get_ref();
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), table_name, &format!("a table: `[{table_name}]`"), value.get_ref());
            return None;
        };
        let before = self.faults.len();
        let mut mapping = M::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let path = format!("{table_name}.{name}");
            if !M::KEYS.contains(&name) {
                self.unknown(key, &format!("{table_name}."), M::KEYS);
                continue;
            }
            let told = if M::MANY {
                self.strings(value, &path)
            } else {
                self.string(value, &path).map(|text| (text, 0)).into_iter().collect()
            };
            for (text, _) in told {
                if let Err(fault) = mapping.set(name, &text) {
                    self.fault(value.span(), format!("`{path}` {fault}"));
                }
            }
        }
        if self.faults.len() == before && !mapping.is_complete() {
            let [a, b] = M::NEEDS;
            self.fault(map.span(), format!("`{table_name}` needs `{a}` and `{b}`; add them"));
        }
        Some(mapping)
    }

    /// A table of names, each with the other names of the same person or thing.
    fn called(&mut self, table_name: &str, value: &Spanned<DeValue<'_>>) -> Vec<Speaker> {
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), table_name, &format!("a table of names: `[{table_name}]`"), value.get_ref());
            return Vec::new();
        };
        // Tables are sorted by key; people are listed as the file lists them.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        let mut named = Vec::new();
        for (key, value) in entries {
            let name = key.get_ref().to_string();
            let aliases = self.strings(value, &format!("{table_name}.\"{name}\""));
            for (alias, at) in &aliases {
                if let Some(other) = taken.insert(fold(alias), name.clone()).filter(|other| *other != name) {
                    self.faults
                        .push((*at, format!("`{alias}` stands for both \"{other}\" and \"{name}\"; give it to one")));
                }
            }
            named.push(Speaker { name, aliases: aliases.into_iter().map(|(alias, _)| alias).collect() });
        }
        named
    }

    fn date(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Date> {
        let date = match value.get_ref() {
            DeValue::Datetime(stamp) => stamp.date.and_then(|date| {
                Date::new(i16::try_from(date.year).ok()?, date.month.cast_signed(), date.day.cast_signed()).ok()
            }),
            _ => None,
        };
        if date.is_none() {
            self.mistyped(value.span(), "recording.recorded", "a date without quotes: 2025-04-29", value.get_ref());
        }
        date
    }

    fn patterns(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Vec<Pattern> {
        let strings = self.strings(value, path);
        strings.into_iter().map(|(text, at)| Pattern { text, line: self.source.line(at) }).collect()
    }

    /// A list of strings; a single string is a list of one.
    pub(super) fn strings(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Vec<(String, usize)> {
        match value.get_ref() {
            DeValue::String(text) => vec![(text.to_string(), value.span().start)],
            DeValue::Array(entries) => entries
                .iter()
                .filter_map(|entry| self.string(entry, path).map(|text| (text, entry.span().start)))
                .collect(),
            other => {
                self.mistyped(value.span(), path, "a list of strings", other);
                Vec::new()
            }
        }
    }

    /// A list of strings, each read further; a single string is a list of one. `read` is told the line, too.
    fn each<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        path: &str,
        read: impl Fn(&str, usize) -> Result<T, String>,
    ) -> Vec<T> {
        let strings = self.strings(value, path);
        strings
            .into_iter()
            .filter_map(|(text, at)| {
                let read = read(&text, self.source.line(at));
                self.taken(at, path, &text, read)
            })
            .collect()
    }

    /// What was read from a text, or a fault that says what is wrong with it.
    fn taken<T>(&mut self, at: usize, path: &str, text: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|fault| self.faults.push((at, format!("`{path}` is \"{text}\": {fault}")))).ok()
    }

    /// One of several values by name.
    fn one_of<'n, T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        path: &str,
        known: impl Iterator<Item = (&'n str, T)>,
    ) -> Option<T> {
        let told = self.string(value, path)?;
        let mut names = Vec::new();
        for (name, one) in known {
            if name == told {
                return Some(one);
            }
            names.push(name);
        }
        let hint = did_you_mean(&told, names.iter().copied());
        self.fault(value.span(), format!("`{path}` is \"{told}\"; it must be one of {}{hint}", names.join(", ")));
        None
    }

    /// Where a talk starts: a line number, or words.
    fn start(&mut self, value: &Spanned<DeValue<'_>>) -> Option<String> {
        const PATH: &str = "recording.transcript-start";
        match value.get_ref() {
            DeValue::Integer(_) => self.count(value, PATH).map(|line| line.to_string()),
            DeValue::String(text) => Some(text.to_string()),
            other => {
                self.mistyped(value.span(), PATH, "a line number, or a string that the first line holds", other);
                None
            }
        }
    }

    fn address(&mut self, value: &Spanned<DeValue<'_>>) -> Option<MediaUrl> {
        const PATH: &str = "recording.media-url";
        let text = self.string(value, PATH)?;
        let read = text.parse().map_err(|fault: MediaUrlError| fault.to_string());
        self.taken(value.span().start, PATH, &text, read)
    }

    fn count(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Option<usize> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.mistyped(value.span(), path, "a whole number", value.get_ref());
            return None;
        };
        let count = usize::from_str_radix(number.as_str(), number.radix()).ok();
        if count.is_none() {
            self.fault(value.span(), format!("`{path}` is {number}; it must be a whole number from 0"));
        }
        count
    }

    pub(super) fn string(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Option<String> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.to_string());
        }
        self.mistyped(value.span(), path, "a string", value.get_ref());
        None
    }

    pub(super) fn unknown(&mut self, key: &Key<'_>, prefix: &str, known: &[&str]) {
        let name = key.get_ref();
        let hint = match closest(name, known.iter().copied()) {
            Some(meant) => format!("; did you mean `{meant}`?"),
            None => format!("; known here: {}", known.join(", ")),
        };
        self.fault(key.span(), format!("unknown key `{prefix}{name}`{hint}"));
    }

    pub(super) fn mistyped(&mut self, span: Range<usize>, path: &str, wanted: &str, value: &DeValue<'_>) {
        let kind = value.type_str();
        let article = if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        self.fault(span, format!("`{path}` is {article} {kind}; it must be {wanted}"));
    }

    pub(super) fn fault(&mut self, span: Range<usize>, message: String) {
        self.faults.push((span.start, message));
    }
}
