//! What a user can type. The comments are the help texts.
#![expect(clippy::doc_markdown, reason = "help is shown as plain text")]

use std::path::PathBuf;

use clap::{
    Args, Parser, Subcommand, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use jiff::civil::Date;

use crate::{
    config::{self, FailOn, Kind},
    render::Format,
    report::MediaUrl,
};

/// Does this summary say what was said?
///
/// Reads a transcript and summaries of it, and reports the claims that are unsupported, contradicted, misattributed,
/// misquoted, mistimed or in conflict, each with the words that were really spoken.
#[derive(Debug, Parser)]
#[command(name = "saidso", version, max_term_width = 100, after_help = EXITS, arg_required_else_help = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXITS: &str = "\
Exit codes:
  0  audited; nothing at or above --fail-on
  1  audited; findings at or above --fail-on
  2  not audited: usage, configuration, or a file that could not be read or written
  3  nothing to audit: no claims, or no transcript";

const LABELS: &str = "\
A label is true, 1 or \"supported\" for a claim that the transcript bears out; false, 0, \"unsupported\" or \"contradicted\" for \
one that it does not. At least 20 true claims are needed, and 20 false ones to tell what is caught.

Exit codes:
  0  calibrated, if need be with warnings
  2  usage, configuration, a file that could not be read or written, or a line that could not be used
     (calibrated without it)
  3  too few true claims to calibrate";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check summaries against a transcript; the exit code says whether they pass
    Audit(Audit),
    /// The same check as a report for reading; exits 0 whatever it finds, 3 if there is nothing to check
    Report(Audit),
    /// The same check as a list of mismatches: JSON Lines, one finding or conflict a line
    Mismatches(Audit),
    /// Show each claim with the passages closest to it, and why they are
    Align(Audit),
    /// Show where two summaries contradict each other
    Compare(Compare),
    /// Judge many claims: JSON Lines in, JSON Lines out
    Score(Score),
    /// Find the threshold for a rate of false alarms from labelled claims, as lines for saidso.toml
    #[command(after_help = LABELS)]
    Calibrate(Calibrate),
    /// Show how files are read: format, turns, speakers, claims, what is left out
    Inspect(Inspect),
    /// Write down what is found now, so that --baseline accepts it and only new findings count
    Baseline(MakeBaseline),
    /// Print the page of a rule
    Explain(Explain),
    /// List the rules
    Rules(Show),
    /// Write a saidso.toml for what is found in a folder
    Init(Init),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page, or that of a command
    Man(Man),
    /// Print the JSON Schema of what is written or read
    Schema(Schema),
}

#[derive(Debug, Args)]
pub(super) struct Audit {
    /// Summaries to check, `-` for standard input; without any, the recordings of the nearest saidso.toml
    #[arg(value_name = "SUMMARY")]
    pub(super) summaries: Vec<String>,
    #[command(flatten)]
    pub(super) inputs: Inputs,
    #[command(flatten)]
    pub(super) gate: Gate,
    #[command(flatten)]
    pub(super) outputs: Outputs,
    /// Print the configuration in effect, the file and these options together, as a saidso.toml; check nothing
    #[arg(long, help_heading = "What is written")]
    pub(super) dump_config: bool,
    /// Do it again whenever a file changes that is read, saidso.toml too, or a new one matches there; Ctrl-C ends it
    #[arg(long)]
    pub(super) watch: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// One summary
    pub(super) a: String,
    /// The other summary
    pub(super) b: String,
    #[command(flatten)]
    pub(super) inputs: Inputs,
    #[command(flatten)]
    pub(super) gate: Gate,
    #[command(flatten)]
    pub(super) outputs: Outputs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is read")]
pub(super) struct Inputs {
    /// What was said: a transcript, `-` for standard input; may be repeated
    #[arg(short, long = "transcript", value_name = "FILE")]
    pub(super) transcripts: Vec<String>,
    /// The day of the recording, such as 2025-04-29; by it "this year" and "last month" are resolved
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) recorded: Option<Date>,
    /// Read the transcripts as this format, whatever they look like; `saidso inspect` shows what they look like
    #[arg(long, value_name = "NAME")]
    pub(super) transcript_format: Option<String>,
    /// Where the talk starts in the transcripts: a line number, or words or a regular expression that its first line holds
    #[arg(long, value_name = "LINE|REGEX")]
    pub(super) transcript_start: Option<String>,
    /// Read the summaries as this, whatever they look like: text takes all of a file for the summary
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(crate::load::SUMMARY_FORMATS))]
    pub(super) summary_format: Option<String>,
    /// What the transcripts are, speech or minutes; minutes tell what was said in other words, so quotations are not checked against them
    /// [default: speech]
    #[arg(long, value_name = "KIND", value_enum, hide_possible_values = true)]
    pub(super) kind: Option<Kind>,
    /// Where the recording can be watched: times of the html become links to their moment. `{seconds}` in it is where these go;
    /// otherwise the address ends with #t=SECONDS, that of YouTube with t=SECONDS
    #[arg(long, value_name = "URL")]
    pub(super) media_url: Option<MediaUrl>,
    #[command(flatten)]
    pub(super) maps: Maps,
    /// How many threads to use; 0 is one a core [default: 0]
    #[arg(short, long = "jobs", value_name = "N", help_heading = "How it runs")]
    pub(super) jobs: Option<usize>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is read")]
pub(super) struct Maps {
    /// Where a JSON transcript of no known kind keeps what was said: turns=PATH, text=PATH, and speaker=, start=, end=, unit=; may
    /// be repeated, as in --map 'turns=items.*' --map text=body
    #[arg(long = "map", value_name = "KEY=PATH")]
    pub(super) transcript: Vec<String>,
    /// Where a JSON summary keeps its items: items=PATH, text=PATH, and owner= (who says or does it), start=, end=, unit=; may be
    /// repeated, as in --summary-map 'items=actions.*' --summary-map text=task
    #[arg(long = "summary-map", value_name = "KEY=PATH")]
    pub(super) summary: Vec<String>,
    /// The configuration, instead of the nearest saidso.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct Gate {
    /// The severity from which on the exit code is 1 [default: error for audit, never for the others]
    #[arg(long, value_name = "SEVERITY", value_enum)]
    pub(super) fail_on: Option<FailOn>,
    /// Only these rules: codes, names or families, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Not these rules: codes, names or families, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Accept what this file lists; `saidso baseline` writes it
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// With a baseline, leave out what was accepted, by it or by a suppression
    #[arg(long)]
    pub(super) only_new: bool,
}

#[derive(Debug, Args)]
pub(super) struct MakeBaseline {
    /// Summaries to check, `-` for standard input; without any, the recordings of the nearest saidso.toml
    #[arg(value_name = "SUMMARY")]
    pub(super) summaries: Vec<String>,
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Only these rules: codes, names or families, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Not these rules: codes, names or families, separated by commas
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// Where it goes, `-` for standard output; reasons in a file that is there are kept, and so is what belongs to other summaries
    /// [default: saidso-baseline.json beside saidso.toml, or here]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "What is written")]
#[expect(clippy::struct_field_names, reason = "as the user knows them")]
pub(super) struct Outputs {
    /// What to print
    #[arg(short, long, value_name = "FORMAT", value_parser = formats())]
    pub(super) format: Option<Format>,
    /// Write a format to a file as well; may be repeated. The ending of the file tells the format where none is given
    #[arg(short, long = "output", value_name = "[FORMAT=]PATH", value_parser = output)]
    pub(super) outputs: Vec<(Format, PathBuf)>,
    #[command(flatten)]
    pub(super) show: Show,
    /// Print nothing; the exit code and the written files tell
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show the claims without findings too, and what was left out of the files; with align, what spoke for and against each claim
    #[arg(short, long)]
    pub(super) verbose: bool,
}

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "How it looks")]
pub(super) struct Show {
    /// When to colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
    /// Columns to fill [default: the terminal's, or 80]
    #[arg(long, value_name = "COLUMNS")]
    pub(super) width: Option<usize>,
}

#[derive(Debug, Args)]
pub(super) struct Score {
    /// Lines {"id", "transcript" or "transcript_path" or "against", "claim", "recorded"?, "speaker"?}
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(super) input: String,
    /// Where the judgements go, in the order of the input
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(super) output: String,
    /// Go on where an earlier run ended: keep the output's lines, judge only what it has no id of, append
    #[arg(long)]
    pub(super) skip_existing: bool,
    /// The configuration, instead of the nearest saidso.toml; its [rules], [judge] and [map] count here
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// How many threads to use; 0 is one a core
    #[arg(short, long = "jobs", value_name = "N", default_value_t = 0)]
    pub(super) jobs: usize,
}

#[derive(Debug, Args)]
pub(super) struct Calibrate {
    /// Lines {"id"?, "transcript" or "transcript_path", "claim", "label", "recorded"?, "speaker"?}, `-` for standard input
    #[arg(long, value_name = "FILE")]
    pub(super) labels: String,
    /// The share of true claims that may be called unsupported: 5, 5% or 0.05 (below 1 it is a fraction)
    #[arg(long, value_name = "RATE", value_parser = rate, default_value = "5%")]
    pub(super) false_alarms: f64,
    /// Where the configuration goes
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(super) output: String,
    /// The configuration to judge by, instead of the nearest saidso.toml
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// How many threads to use; 0 is one a core
    #[arg(short, long = "jobs", value_name = "N", default_value_t = 0)]
    pub(super) jobs: usize,
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// Files to read, `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<String>,
    #[command(flatten)]
    pub(super) maps: Maps,
    #[command(flatten)]
    pub(super) show: Show,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A rule's code or name, such as C002 or wrong-date
    pub(super) rule: String,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of what
    #[arg(value_enum, default_value_t = Shape::Report)]
    pub(super) shape: Shape,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shape {
    /// The report of --format json
    Report,
    /// A line of --format jsonl
    Claim,
    /// A line of mismatches
    Mismatch,
    /// A line that score writes
    Score,
    /// A line that score and calibrate read
    ScoreInput,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to look through; saidso.toml is written there
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: String,
    /// Replace a saidso.toml that is there
    #[arg(long, conflicts_with = "stdout")]
    pub(super) force: bool,
    /// Print it and write nothing
    #[arg(long)]
    pub(super) stdout: bool,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// A command, such as audit
    #[arg(conflicts_with = "output")]
    pub(super) command: Option<String>,
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Speech => "The words as they were spoken",
            Self::Minutes => "Minutes: a paraphrase",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Error => "Errors",
            Self::Warning => "Warnings and errors",
            Self::Note => "Any finding",
            Self::Never => "No finding",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

/// The formats by name, from the one list of them.
fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| format.name());
    PossibleValuesParser::new(names).try_map(|name| Format::named(&name).ok_or("no such format"))
}

fn output(text: &str) -> Result<(Format, PathBuf), String> {
    config::output(text).map(|(format, path)| (format, PathBuf::from(path)))
}

/// A rate as a fraction, 0 to 1.
fn rate(text: &str) -> Result<f64, String> {
    let (number, percent) = match text.trim().strip_suffix('%') {
        Some(number) => (number.trim_end(), true),
        None => (text.trim(), false),
    };
    let number = number.parse::<f64>().ok().filter(|number| (0.0..=100.0).contains(number));
    let number =
        number.ok_or_else(|| "write it as a percentage up to 100 or a fraction, such as 5, 5% or 0.05".to_owned())?;
    Ok(if percent || number >= 1.0 { number / 100.0 } else { number })
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write it as year-month-day, such as 2025-04-29".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_percentage_or_a_fraction() {
        for (text, fraction) in [
            ("5", 0.05),
            ("5%", 0.05),
            ("5 %", 0.05),
            ("0.05", 0.05),
            ("0.5%", 0.005),
            ("1", 0.01),
            ("100", 1.0),
            ("0", 0.0),
        ] {
            assert_eq!(rate(text), Ok(fraction), "{text}");
        }
        for text in ["", "%", "five", "-1", "101", "NaN", "inf", "5%%"] {
            assert!(rate(text).is_err(), "{text}");
        }
    }
}
