//! The values of a configuration, walked with their places in the file.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Config, Pattern, RecordingConfig, closest, did_you_mean};
use crate::{
    finding::Severity, judge::Threshold, load::Keyed, rules, source::Source, text::fold::fold, transcript::Speaker,
};

/// Walks the values and gathers faults with their byte offsets.
pub(super) struct Reader<'s> {
    pub(super) source: &'s Source,
    pub(super) faults: Vec<(usize, String)>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;

impl Reader<'_> {
    pub(super) fn config(&mut self, table: &DeTable<'_>) -> Config {
        const KEYS: &[&str] = &["recording", "rules", "judge", "map", "summary-map", "allow"];
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
        const KEYS: &[&str] = &["name", "transcript", "summaries", "recorded", "speakers"];
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
                "speakers" => recording.speakers = self.speakers(value),
                _ => self.unknown(key, "recording.", KEYS),
            }
        }
        if self.faults.len() == before {
            for (missing, what) in [
                (recording.name.is_empty(), "`name`"),
                (recording.transcripts.is_empty(), "`transcript`"),
                (recording.summaries.is_empty(), "`summaries`"),
            ] {
                if missing {
                    self.fault(entry.span(), format!("this recording has no {what}; add it"));
                }
            }
        }
        Some(recording)
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

    fn speakers(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Speaker> {
        let DeValue::Table(table) = value.get_ref() else {
            self.mistyped(value.span(), "recording.speakers", "a table of names", value.get_ref());
            return Vec::new();
        };
        let mut named: Vec<(usize, Speaker)> = Vec::new();
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let aliases = self.strings(value, &format!("recording.speakers.\"{name}\""));
            for (alias, at) in &aliases {
                if let Some(other) = taken.insert(fold(alias), name.clone()).filter(|other| *other != name) {
                    self.faults
                        .push((*at, format!("`{alias}` stands for both \"{other}\" and \"{name}\"; give it to one")));
                }
            }
            let aliases = aliases.into_iter().map(|(alias, _)| alias).collect();
            named.push((key.span().start, Speaker { name, aliases }));
        }
        // Tables are sorted by key; people are listed as the file lists them.
        named.sort_by_key(|(at, _)| *at);
        named.into_iter().map(|(_, speaker)| speaker).collect()
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
