//! What can be read: one row a format, from which `docs/formats.md` is written.

use std::fmt::Write as _;

use super::JSON_FORMATS;

/// A format as the documentation shows it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The name that reports show and `--transcript-format` takes.
    pub name: &'static str,
    /// What it is.
    pub what: &'static str,
    /// By what in the text it is known.
    pub detected: &'static str,
    /// Where the speakers come from; empty if it has none.
    pub speaker: &'static str,
    /// Where the times come from; empty if it has none.
    pub time: &'static str,
    /// What the line of a finding is.
    pub line: &'static str,
    /// A small file of the format in `tests/formats`.
    pub fixture: &'static str,
}

/// One row of [`CATALOGUE`].
const fn entry(texts: [&'static str; 7]) -> Entry {
    let [name, what, detected, speaker, time, line, fixture] = texts;
    Entry { name, what, detected, speaker, time, line, fixture }
}

const LINE: &str = "of the file";

/// Every transcript format, in the order of detection.
#[rustfmt::skip]
pub static CATALOGUE: &[Entry] = &[
    entry(["vtt", "WebVTT, also of Zoom, Teams and automatic captions", "`WEBVTT` on the first line", "voice tags, `Name:` in a cue, `>>` for a change", "cues", LINE, "teams.vtt"]),
    entry(["srt", "SubRip subtitles", "a `-->` line among the first", "`Name:` in a cue, dashes for a change", "cues", LINE, "cues.srt"]),
    entry(["sbv", "Subtitles as YouTube exports them", "two times with a comma among the first lines", "`Name:` in a cue", "cues", LINE, "plain.sbv"]),
    entry(["ass", "Advanced SubStation Alpha", "`[Script Info]`, or `Dialogue:` events", "the Name field", "events", LINE, "events.ass"]),
    entry(["rev-nlp", "aligned words of Rev, one a line", "`token`, `speaker` and `ts` between bars on the first line", "the field `speaker`", "the fields `ts` and `endTs`, in seconds", LINE, "words.nlp"]),
    entry(["cha", "CHAT of TalkBank", "`@UTF8` or `@Begin`", "main lines, names from `@Participants`", "bullets, in milliseconds", LINE, "talk.cha"]),
    entry(["ttml", "TTML, DFXP, IMSC", "the root element `tt`", "agents of the head, `Name:` in a caption", "`begin`, `end`, `dur` in every unit", LINE, "captions.ttml"]),
    entry(["youtube-xml", "timed text of YouTube", "the root element `transcript` or `timedtext`", "`Name:` in a caption, `>>` for a change", "`start` in seconds or `t` in milliseconds", LINE, "seconds.timed.xml"]),
    entry(["html", "a web page, or a part of one", "a doctype, or block tags on most lines", "`<cite>`, bold names, a table's column, any text dialect", "`<time>`, a table's column, any text dialect", LINE, "cite.html"]),
    entry(["lrc", "lines behind `[mm:ss.xx]`", "a tag such as `[ti:Title]`, or stamps that words follow at once", "`Name:` in a line", "stamps", LINE, "lines.lrc"]),
    entry(["text/stamp-name", "`[00:14] Name: text`, `Name (00:12:34): text`", "stamp and name on most lines", "labels", "stamps", LINE, "stamp-name.txt"]),
    entry(["md/bold-name", "`**Name:** text`, `**Name**` above paragraphs", "bold names that come again", "labels", "stamps beside names, if any", LINE, "bold-name.md"]),
    entry(["text/name-colon", "`Name: text`, `Name (Acme): text`, `#Person1#: text`", "names with a colon that come again", "labels, initials from an attendee table", "stamps beside names, if any", LINE, "name-colon.txt"]),
    entry(["text/otter", "`Name  0:03` above text", "names with a stamp at the end of the line", "labels", "stamps", LINE, "otter.txt"]),
    entry(["text/name-lines", "a name on a line of its own above text", "short lines that come again", "labels", "a table of chapters, if any", LINE, "name-lines.txt"]),
    entry(["text/stamped", "`00:30 - 01:00 text`, stamps on lines of their own", "stamps that rise", "", "stamps", LINE, "stamped.txt"]),
    entry(["text/plain", "anything else", "nothing: what is left", "", "", LINE, "plain-lines.txt"]),
];

/// `docs/formats.md`.
pub fn page() -> String {
    let mut page = String::from(HEAD);
    for entry in CATALOGUE {
        let Entry { name, what, detected, speaker, time, line, fixture } = entry;
        let or_none = |text: &'static str| if text.is_empty() { "none" } else { text };
        let (speaker, time) = (or_none(speaker), or_none(time));
        let fixture = format!("[{fixture}](../tests/formats/{fixture})");
        // Writing into a string cannot fail.
        let _ = writeln!(page, "| `{name}` | {what} | {detected} | {speaker} | {time} | {line} | {fixture} |");
    }
    page.push_str(JSON);
    for format in &JSON_FORMATS {
        let or_none = |has: bool| if has { "yes" } else { "none" };
        let (speaker, time) = (or_none(format.speaker), or_none(format.time));
        let _ = writeln!(page, "| `{}` | {} | {} | {speaker} | {time} |", format.name, format.what, format.known_by);
    }
    page + TAIL
}

const JSON: &str = "
JSON, in the order in which it is asked; each kind has an example in `tests/formats`, and `tests/json.rs` holds them to one talk. Any other
JSON is read by `--map KEY=PATH` or `[map]` in `saidso.toml`, with the keys `turns`, `text`, `speaker`, `start`, `end` and `unit`.

| format | what it is | known by | speaker | time |
| --- | --- | --- | --- | --- |
";

const HEAD: &str = "\
# What can be read

This page is written by `SNAPSHOTS=overwrite cargo test --test formats` from `src/load/catalogue.rs`.

A format is known by what is in a file, never by its name. `saidso inspect FILE` shows as what a file was read, how sure that is and what was
left out; `--transcript-format NAME` overrides it, `--transcript-start LINE|REGEX` says where the talk starts.

## Transcripts

In the order in which they are asked; the surest is taken.

| format | what it is | detected by | speaker | time | line | example |
| --- | --- | --- | --- | --- | --- | --- |
";

const TAIL: &str = "
A Word document (`.docx`) is not a format of its own: each of its paragraphs, and each row of its tables, is a line of text, which is then
read as one of the above. A table with a column of speakers and one of words is read as `Name: text` lines, with `[time]` in front if there is
such a column. The line of a finding is then the number of that line, as `saidso inspect` counts them.

## Summaries

| format | what it is | detected by |
| --- | --- | --- |
| `text/bullets` | items behind `•`, `-`, `*`, numbers or emoji | most blocks are items |
| `text/prose` | sentences | nothing: what is left |
| `text/chapters` | titles and texts behind times | times in front of most blocks |
| `markdown` | headings, lists, tables, quotations, front matter | any mark of Markdown |
| `html` | a web page | as for transcripts |
| `page` | a text that also holds the transcript | a run of speech in it |

A time beside an item is the time at which it is said: in front of it (`12:34 Title`, `[00:12:34] They discuss …`), behind it or behind one of its sentences in brackets, in a
link to a place of a recording (`?t=754`), or in a field of JSON.

JSON is read by the names of its keys: statements (`summary`, `highlight`, `decision`, `task`, …), who said or does them (`speaker`, `owner`, …)
and when (`timestamp`, `start`, …). Where the keys are others, `--summary-map KEY=PATH` or `[summary-map]` in `saidso.toml` tells where the
items are, with the keys `items`, `text`, `owner`, `start`, `end` and `unit`. A path is one of keys and positions, `*` is every one of a list or an
object; each key may be told several times (in `saidso.toml` as a list): every path of `items` is read, of the others the first that leads to
a value. An owner is who the claim is credited to, as in `Owner: task`. All other words of the file are listed as left out.

```toml
[summary-map]
items = [\"todo.*\", \"resolved.*\"]
text = [\"task\", \"statement\"]
owner = \"who.name\"
start = \"ts\"
unit = \"milliseconds\"
```

A Word document is read as Markdown: its headings, lists and tables are those of the document.
`--summary-format text` takes all of a file for the summary, even if a part looks like speech; `--summary-format html` takes it for a web page.

## Encodings

| bytes | read as | place of a finding |
| --- | --- | --- |
| UTF-8, with or without a byte order mark | they are the text | bytes, line and column of the file |
| UTF-8 with a few bad bytes | UTF-8, with a warning that says how many | bytes of the decoded text; line and column of the file |
| UTF-16 with a byte order mark | what the mark says | the same |
| UTF-16 without one | UTF-16, by its zeros, with a warning | the same |
| anything else that is text | the code page that explains it best, with a warning that names it (feature `encodings`) | the same |
| letters with their accents behind them (\"e\" and U+0301) | one character each, as others write them | bytes, line and column of the file |
| a zip archive with `word/document.xml` | a Word document (feature `docx`) | line and column of its text |

A line ends with `\\n`, `\\r\\n` or a lone `\\r`.
";
