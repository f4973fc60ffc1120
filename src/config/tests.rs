//! What is read from a configuration, and what is told of its faults.

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
            ..RecordingConfig::default()
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
        ("zzz = 1\n", "c:1: unknown key `zzz`; known here: recording, audit, names, rules, judge, map, summary-map"),
        (
            "[[recording]]\ntranscript = 'a'\nsummaries = ['b']\n[recording.speakers]\nAda = ['S1']\nBen = ['s1']\n",
            "c:6: `s1` stands for both \"Ada\" and \"Ben\"; give it to one",
        ),
        ("[map]\nturns = 'a.*'\n", "c:1: `map` needs `turns` and `text`; add them"),
        ("[map]\nwords = 'a'\n", "c:2: unknown key `map.words`; known here: turns, text, speaker, start, end, unit"),
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
        (
            "[[recording]]\nname = 'a'\nsummaries = 's/{name}.md'\n",
            "c:1: `recording.name` has no {name}, but its files have; add it, or leave the name out",
        ),
        (
            "[[recording]]\ntranscript = 't.txt'\nsummaries = 's/{name}.md'\n",
            "c:2: `t.txt` has no {name}, but another pattern of this recording has; add it",
        ),
        (
            "[[recording]]\nsummaries = ['{name}/{name}.md']\n",
            "c:2: `{name}/{name}.md` has {name} more than once; put `*` for the others",
        ),
        ("[[recording]]\nname = 1\n", "c:2: `recording.name` is an integer; it must be a string"),
        ("[[recording]]\ntranscript = ['a',\n2]\n", "c:3: `recording.transcript` is an integer; it must be a string"),
        (
            "[[recording]]\nrecorded = '2025-04-29'\n",
            "c:2: `recording.recorded` is a string; it must be a date without quotes: 2025-04-29",
        ),
        (
            "[[recording]]\n[recording.speakers]\n\"Ada\" = 3\n",
            "c:3: `recording.speakers.\"Ada\"` is an integer; it must be a list of strings",
        ),
        ("[audit]\nfail_on = 'error'\n", "c:2: unknown key `audit.fail_on`; did you mean `fail-on`?"),
        ("[audit]\nzzz = 1\n", "c:2: unknown key `audit.zzz`; known here: fail-on, select, ignore, format, output"),
        ("audit = 'strict'\n", "c:1: `audit` is a string; it must be a table: `[audit]`"),
        (
            "[audit]\nfail-on = 'warnings'\n",
            "c:2: `audit.fail-on` is \"warnings\"; it must be one of error, warning, note, never; did you mean `warning`?",
        ),
        ("[audit]\nfail-on = true\n", "c:2: `audit.fail-on` is a boolean; it must be a string"),
        (
            "[audit]\nselect = ['C001',\n'wrong-nmae']\n",
            "c:3: `audit.select` is \"wrong-nmae\": unknown rule or family `wrong-nmae`; did you mean `wrong-name`?",
        ),
        ("[audit]\nignore = [1]\n", "c:2: `audit.ignore` is an integer; it must be a string"),
        ("[audit]\nformat = 'jsn'\n", "c:2: `audit.format` is \"jsn\": no such format; did you mean `json`?"),
        ("[audit]\noutput = ['report.tar']\n", "c:2: `audit.output` is \"report.tar\": its ending tells no format"),
        ("[audit]\noutput = { json = 'a' }\n", "c:2: `audit.output` is a table; it must be a list of strings"),
        ("[audit]\nverbose = 1\n", "c:2: `audit.verbose` is an integer; it must be true or false"),
        ("[audit]\njobs = -1\n", "c:2: `audit.jobs` is -1; it must be a whole number from 0"),
        ("[audit]\njobs = '4'\n", "c:2: `audit.jobs` is a string; it must be a whole number"),
        ("[audit]\nbaseline = ['a']\n", "c:2: `audit.baseline` is an array; it must be a string"),
        ("[names]\nTarvex = 3\n", "c:2: `names.\"Tarvex\"` is an integer; it must be a list of strings"),
        ("names = ['Tarvex']\n", "c:1: `names` is an array; it must be a table of names: `[names]`"),
        ("[names]\nTarvex = ['TX']\nQuillon = ['tx']\n", "c:3: `tx` stands for both \"Tarvex\" and \"Quillon\""),
        (
            "[[recording]]\n[recording.names]\nTarvex = [3]\n",
            "c:3: `recording.names.\"Tarvex\"` is an integer; it must be a string",
        ),
        (
            "[[recording]]\nkind = 'minute'\n",
            "c:2: `recording.kind` is \"minute\"; it must be one of speech, minutes; did you mean `minutes`?",
        ),
        (
            "[[recording]]\ntranscript-format = 'vt'\n",
            "c:2: `recording.transcript-format` is \"vt\"; it must be one of vtt, srt",
        ),
        (
            "[[recording]]\nsummary-format = 'txt'\n",
            "c:2: `recording.summary-format` is \"txt\"; it must be one of text, html; did you mean `text`?",
        ),
        (
            "[[recording]]\ntranscript-start = true\n",
            "c:2: `recording.transcript-start` is a boolean; it must be a line number, or a string",
        ),
        ("[[recording]]\nmedia-url = 3\n", "c:2: `recording.media-url` is an integer; it must be a string"),
        (
            "[[recording]]\nmedia-url = 'talk.mp4'\n",
            "c:2: `recording.media-url` is \"talk.mp4\": give an address that starts",
        ),
        ("[[recording]]\nmedia_url = 'x'\n", "c:2: unknown key `recording.media_url`; did you mean `media-url`?"),
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

const FULL: &str = r#"
[audit]
fail-on = "warning"
select = ["contradicted", "U002"]
ignore = "wrong-date"
format = "concise"
output = ["json=out/report.json", "jsonl=a=b.jsonl"]
verbose = true
jobs = 4
baseline = "accepted.json"

[[recording]]
name = "harbour \"east\" \u202e"
transcript = ["talk/*.vtt"]
summaries = ["talk/notes.md", "talk\\x.txt"]
recorded = 2025-04-29
kind = "minutes"
transcript-format = "vtt"
transcript-start = 12
summary-format = "text"
media-url = "https://example.org/talk"
[recording.speakers]
"Ben Okri" = ["Ben", "BO"]
"Ada Moss" = []
[recording.names]
"Crane \t One" = ["the old crane"]

[[recording]]
name = "page"
summaries = "page.md"
transcript-start = "The talk:"

[names]
Tarvex = ["the Quillon Group"]

[rules]
wrong-name = "off"
wrong-number = "note"

[judge]
unsupported-below = 1

[map]
turns = "a.*"
text = "b"
unit = "ticks"

[summary-map]
items = ["a.*", "b.*"]
text = "c"
"#;

/// Without the lines of the patterns, which differ from file to file.
fn placeless(mut config: Config) -> Config {
    let recordings = config.recordings.iter_mut();
    let patterns = recordings.flat_map(|recording| recording.transcripts.iter_mut().chain(&mut recording.summaries));
    patterns.chain(config.audit.outputs.iter_mut().map(|(_, path)| path)).for_each(|pattern| pattern.line = 0);
    config.audit.baseline.iter_mut().for_each(|path| path.line = 0);
    config
}

#[test]
fn what_is_written_reads_back_as_the_same() {
    for text in ["", GOOD, FULL, include_str!("../../saidso.toml")] {
        let config = placeless(Config::parse("c", text).unwrap());
        let written = config.to_toml();
        assert!(!written.contains('\u{202e}'));
        assert_eq!(placeless(Config::parse("written", &written).unwrap()), config, "{written}");
    }
}

#[test]
fn every_option_is_read_as_written() {
    let config = Config::parse("c", FULL).unwrap();
    let audit = &config.audit;
    assert_eq!((audit.fail_on, audit.jobs, audit.verbose), (Some(FailOn::Warning), Some(4), true));
    assert_eq!((&audit.select, &audit.ignore), (&vec!["contradicted".to_owned(), "U002".into()], &vec!["C002".into()]));
    assert_eq!(audit.format.map(Format::name), Some("concise"));
    let outputs: Vec<(&str, &str)> =
        audit.outputs.iter().map(|(format, path)| (format.name(), path.text.as_str())).collect();
    assert_eq!(outputs, [("json", "out/report.json"), ("jsonl", "a=b.jsonl")]);
    let [harbour, page] = config.recordings.as_slice() else { panic!("two recordings") };
    assert_eq!((harbour.kind, harbour.transcript_start.as_deref()), (Some(Kind::Minutes), Some("12")));
    assert_eq!(harbour.media_url.as_ref().map(MediaUrl::as_str), Some("https://example.org/talk"));
    assert_eq!((page.transcripts.len(), page.transcript_start.as_deref()), (0, Some("The talk:")));
    assert_eq!((harbour.names.len(), config.names[0].name.as_str()), (1, "Tarvex"));
}

/// The pages that show a configuration show one that works, and the page of all keys leaves none out.
#[test]
fn the_pages_are_good_configurations() {
    let block = |page: &'static str| page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    Config::parse("README.md", block(include_str!("../../README.md"))).unwrap();
    let config = Config::parse("docs", block(include_str!("../../docs/configuration.md"))).unwrap();
    let full = Config::parse("c", FULL).unwrap().to_toml();
    let written = config.to_toml();
    for key in full.lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key)) {
        let chosen = key.starts_with(['"', 'w']) || key == "unit";
        assert!(chosen || key == "verbose" || written.contains(&format!("\n{key} = ")), "{key} is on the page");
    }
}
