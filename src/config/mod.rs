//! `saidso.toml`: the recordings of a repository and how loudly the rules speak.
//!
//! Read by hand over the spanned TOML values, so that every fault is named with its line, its key and the key that was
//! probably meant. Nothing here reads the file system; paths and patterns are kept as written.

mod allow;
mod read;

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::DeTable;

use crate::{
    accept::Allow,
    audit::Policy,
    finding::Severity,
    judge::Threshold,
    load::{ClaimMapping, Mapping},
    source::Source,
    transcript::Speaker,
};
use read::Reader;

pub use crate::text::{closest, did_you_mean};

/// What a configuration file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The recordings in the order of the file.
    pub recordings: Vec<RecordingConfig>,
    /// Severities other than the shipped ones, by rule code; `None` turns a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// Where JSON transcripts of no known kind keep what was said.
    pub map: Option<Mapping>,
    /// How much support a claim needs where no rule speaks up.
    pub threshold: Threshold,
    /// Where JSON summaries keep their items.
    pub summary_map: Option<ClaimMapping>,
    /// Findings that are allowed.
    pub allows: Vec<Allow>,
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
    /// What it says of the rules and of judging.
    pub fn policy(&self) -> Policy {
        Policy { severities: self.severities.clone(), threshold: self.threshold, ..Policy::default() }
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

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
        let config = Config::parse("saidso.toml", include_str!("../../saidso.toml")).unwrap();
        assert_eq!(config.recordings.len(), 1);
        assert_eq!(config.recordings[0].speakers[0].aliases, ["Zuckerberg", "Zuck"]);
    }

    #[test]
    fn every_fault_is_named_with_its_line_and_what_was_meant() {
        for (text, errors) in [
            ("[[recording]\n", "c:1: not valid TOML"),
            ("\n[rule]\n", "c:2: unknown key `rule`; did you mean `rules`?"),
            ("zzz = 1\n", "c:1: unknown key `zzz`; known here: recording, rules, judge, map, summary-map, allow"),
            (
                "[[recording]]\ntranscript = 'a'\nsummaries = ['b']\n[recording.speakers]\nAda = ['S1']\nBen = ['s1']\n",
                "c:6: `s1` stands for both \"Ada\" and \"Ben\"; give it to one",
            ),
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
            ("judge = 0.3\n", "c:1: `judge` is a float; it must be a table: `[judge]`"),
            ("[judge]\nunsuported-below = 0.3\n", "c:2: unknown key `judge.unsuported-below`; did you mean"),
            ("[judge]\n\nunsupported-below = 1.5\n", "c:3: `judge.unsupported-below` is 1.5; it must be a number from"),
            ("[judge]\nunsupported-below = 30\n", "c:2: `judge.unsupported-below` is 30; it must be a number from"),
            ("[judge]\nunsupported-below = nan\n", "c:2: `judge.unsupported-below` is nan; it must be a number from"),
            ("[judge]\nunsupported-below = '0.3'\n", "c:2: `judge.unsupported-below` is a string; it must be a number"),
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
    fn a_threshold_is_read_as_written() {
        for (text, support) in [("0.27", 0.27), ("1", 1.0), ("0", 0.0), ("0.2_7", 0.27), ("27e-2", 0.27)] {
            let config = Config::parse("c", &format!("[judge]\nunsupported-below = {text}\n")).unwrap();
            assert_eq!(config.threshold, Threshold::new(support).unwrap(), "{text}");
        }
        assert_eq!(Config::parse("c", "").unwrap().threshold, Threshold::default());
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
