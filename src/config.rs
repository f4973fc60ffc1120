//! `saidso.toml`: the recordings of a repository and how loudly the rules speak.
//!
//! Read by hand over the spanned TOML values, so that every fault is named with its line, its key and the key that was
//! probably meant. Nothing here reads the file system; paths and patterns are kept as written.

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    finding::Severity,
    load::{ClaimMapping, Keyed, Mapping},
    rules,
    source::Source,
    transcript::Speaker,
};

/// What a configuration file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The recordings in the order of the file.
    pub recordings: Vec<RecordingConfig>,
    /// Severities other than the shipped ones, by rule code; `None` turns a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// Where JSON transcripts of no known kind keep what was said.
    pub map: Option<Mapping>,
    /// Where JSON summaries keep their items.
    pub summary_map: Option<ClaimMapping>,
}

/// One `[[recording]]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordingConfig {
    /// How reports call it.
    pub name: String,
    /// The transcripts, as paths or patterns relative to the configuration file.
    pub transcripts: Vec<Pattern>,
    /// The summaries, as paths or patterns relative to the configuration file.
    pub summaries: Vec<Pattern>,
    /// The day of the recording.
    pub recorded: Option<Date>,
    /// Who speaks, with other names of the same person.
    pub speakers: Vec<Speaker>,
}

/// A path or pattern, and the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// As written.
    pub text: String,
    /// 1-based line of the configuration file.
    pub line: usize,
}

/// A fault of a configuration file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct ConfigError {
    /// The file as the user knows it.
    pub path: String,
    /// 1-based line.
    pub line: usize,
    /// What is wrong with which key, and what to do.
    pub message: String,
}

impl Config {
    /// Reads the text of a configuration file; all its faults at once, in the order of the file.
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<ConfigError>> {
        let source = Source::new(path, text);
        let fault = |at: usize, message: String| ConfigError { path: path.to_owned(), line: source.line(at), message };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                return Err(vec![fault(at, format!("not valid TOML: {}", error.message()))]);
            }
        };
        let mut reader = Reader { source: &source, faults: Vec::new() };
        let config = reader.config(table.get_ref());
        if reader.faults.is_empty() {
            return Ok(config);
        }
        let mut faults = reader.faults;
        faults.sort_by_key(|(at, _)| *at);
        Err(faults.into_iter().map(|(at, message)| fault(at, message)).collect())
    }
}

/// The known name closest to one that is not known, if it is close enough to be meant.
pub fn closest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = unknown.to_lowercase();
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(&folded, &name.to_lowercase()), name));
    scored.filter(|(score, _)| *score > 0.75).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

/// `; did you mean `name`?`, or nothing.
pub fn did_you_mean<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    closest(unknown, known).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// Walks the values and gathers faults with their byte offsets.
struct Reader<'s> {
    source: &'s Source,
    faults: Vec<(usize, String)>,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;

impl Reader<'_> {
    fn config(&mut self, table: &DeTable<'_>) -> Config {
        const KEYS: &[&str] = &["recording", "rules", "map", "summary-map"];
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
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let aliases = self.strings(value, &format!("recording.speakers.\"{name}\""));
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
    fn strings(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Vec<(String, usize)> {
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

    fn string(&mut self, value: &Spanned<DeValue<'_>>, path: &str) -> Option<String> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.to_string());
        }
        self.mistyped(value.span(), path, "a string", value.get_ref());
        None
    }

    fn unknown(&mut self, key: &Key<'_>, prefix: &str, known: &[&str]) {
        let name = key.get_ref();
        let hint = match closest(name, known.iter().copied()) {
            Some(meant) => format!("; did you mean `{meant}`?"),
            None => format!("; known here: {}", known.join(", ")),
        };
        self.fault(key.span(), format!("unknown key `{prefix}{name}`{hint}"));
    }

    fn mistyped(&mut self, span: Range<usize>, path: &str, wanted: &str, value: &DeValue<'_>) {
        let kind = value.type_str();
        let article = if kind.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        self.fault(span, format!("`{path}` is {article} {kind}; it must be {wanted}"));
    }

    fn fault(&mut self, span: Range<usize>, message: String) {
        self.faults.push((span.start, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
[[recording]]
name = "harbour"
transcript = "talk/*.vtt"
summaries = ["talk/notes.md", "talk/*.txt"]
recorded = 2025-04-29

[recording.speakers]
"Ben Okri" = ["Ben", "BO"]
"Ada Moss" = []
"#;

    #[test]
    fn a_recording_is_read_as_written() {
        let config = Config::parse("saidso.toml", GOOD).unwrap();
        let pattern = |text: &str, line| Pattern { text: text.into(), line };
        let speaker = |name: &str, aliases: &[&str]| Speaker {
            name: name.into(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        };
        assert_eq!(
            config.recordings,
            [RecordingConfig {
                name: "harbour".into(),
                transcripts: vec![pattern("talk/*.vtt", 4)],
                summaries: vec![pattern("talk/notes.md", 5), pattern("talk/*.txt", 5)],
                recorded: Some(jiff::civil::date(2025, 4, 29)),
                speakers: vec![speaker("Ben Okri", &["Ben", "BO"]), speaker("Ada Moss", &[])],
            }]
        );
    }

    #[test]
    fn the_example_of_the_repository_is_good() {
        let config = Config::parse("saidso.toml", include_str!("../saidso.toml")).unwrap();
        assert_eq!(config.recordings.len(), 1);
        assert_eq!(config.recordings[0].speakers[0].aliases, ["Zuckerberg", "Zuck"]);
    }

    #[test]
    fn every_fault_is_named_with_its_line_and_what_was_meant() {
        for (text, errors) in [
            ("[[recording]\n", "c:1: not valid TOML"),
            ("\n[rule]\n", "c:2: unknown key `rule`; did you mean `rules`?"),
            ("zzz = 1\n", "c:1: unknown key `zzz`; known here: recording, rules, map, summary-map"),
            ("[map]\nturns = 'a.*'\n", "c:1: `map` needs `turns` and `text`; add them"),
            (
                "[map]\nwords = 'a'\n",
                "c:2: unknown key `map.words`; known here: turns, text, speaker, start, end, unit",
            ),
            ("[map]\nunit = 'hours'\n", "c:2: `map.unit` is \"hours\"; it must be seconds, milliseconds or ticks"),
            ("[summary-map]\nitems = ['a.*', 'b.*']\n", "c:1: `summary-map` needs `items` and `text`; add them"),
            (
                "[summary-map]\ntask = 'a'\n",
                "c:2: unknown key `summary-map.task`; known here: items, text, owner, start, end, unit",
            ),
            ("[summary-map]\nitems = 3\n", "c:2: `summary-map.items` is an integer; it must be a list of strings"),
            ("[recording]\nname = 'a'\n", "c:1: `recording` is a list; write `[[recording]]`"),
            ("recording = 3\n", "c:1: `recording` is an integer; it must be a list of tables: `[[recording]]`"),
            (
                "[[recording]]\nname = 'a'\ntranscript = 't'\nsummary = 's'\n",
                "c:4: unknown key `recording.summary`; did you mean `summaries`?",
            ),
            ("[[recording]]\nname = 'a'\ntranscript = 't'\n", "c:1: this recording has no `summaries`; add it"),
            ("[[recording]]\nname = 1\n", "c:2: `recording.name` is an integer; it must be a string"),
            (
                "[[recording]]\ntranscript = ['a',\n2]\n",
                "c:3: `recording.transcript` is an integer; it must be a string",
            ),
            (
                "[[recording]]\nrecorded = '2025-04-29'\n",
                "c:2: `recording.recorded` is a string; it must be a date without quotes: 2025-04-29",
            ),
            (
                "[[recording]]\n[recording.speakers]\n\"Ada\" = 3\n",
                "c:3: `recording.speakers.\"Ada\"` is an integer; it must be a list of strings",
            ),
            ("[rules]\nno-such-rule-at-all = 'off'\n", "c:2: unknown rule `no-such-rule-at-all` in `rules`"),
            (
                "[[recording]]\nname = 'a'\ntranscript = 't'\nsummaries = 's'\n\
                 [[recording]]\nname = 'a'\ntranscript = 't'\nsummaries = 's'\n",
                "c:1: two recordings are named `a`; give each a name of its own",
            ),
        ] {
            let found = Config::parse("c", text).unwrap_err();
            assert!(found[0].to_string().starts_with(errors), "{text:?} gives {found:?}");
        }
    }

    #[test]
    fn all_faults_are_listed_in_the_order_of_the_file() {
        let text = "[[recording]]\nzeta = 1\nname = 2\n[rules]\nx = 'off'\n";
        let lines: Vec<usize> = Config::parse("c", text).unwrap_err().iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 5]);
    }

    #[test]
    fn rules_are_known_by_code_and_by_name() {
        for rule in rules::RULES {
            for name in [rule.code, rule.name] {
                let config = Config::parse("c", &format!("[rules]\n{name} = 'note'\n")).unwrap();
                assert_eq!(config.severities.get(rule.code), Some(&Some(Severity::Note)), "{name}");
                let config = Config::parse("c", &format!("[rules]\n{name} = 'off'\n")).unwrap();
                assert_eq!(config.severities.get(rule.code), Some(&None), "{name}");
                let faults = Config::parse("c", &format!("[rules]\n{name} = 'eror'\n")).unwrap_err();
                assert!(faults[0].message.ends_with("did you mean `error`?"), "{faults:?}");
            }
        }
    }
}
