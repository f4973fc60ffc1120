//! The report as sentences, for mail and for people who listen to it: no table, no column, no sign that stands for a word.

use std::io::{self, Write};

use super::{
    Settings, excerpt,
    harmless::harmless,
    table::{self, counted},
    wrap::{shorten, wrap},
};
use crate::{
    finding::{Finding, Place, Severity},
    judge::Verdict,
    report::{ClaimReport, Conflict, Favours, RecordingReport, Report, Score, SummaryReport, Totals},
};

/// No claim and no passage is read out longer than this many columns.
const LONG: usize = 240;

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let mut paragraphs = vec![outcome(report, settings)];
    for recording in &report.recordings {
        paragraphs.push(heading(recording, settings));
        for summary in recording.summaries.iter().filter(|_| !settings.only_conflicts) {
            self::summary(summary, settings, &mut paragraphs);
        }
        let conflicts = recording.conflicts.iter().filter(|conflict| settings.shows(&conflict.finding));
        paragraphs.extend(conflicts.map(self::conflict));
    }
    let inputs = report.inputs.iter().filter(|finding| settings.shows(finding));
    paragraphs.extend(inputs.map(|finding| format!("{}: {}.", place(&finding.stated, true), finding.message)));
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        for line in wrap(&harmless(paragraph), settings.width.max(20)) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

/// Whether the audit passes, and the totals in words.
fn outcome(report: &Report, settings: &Settings) -> String {
    let totals = report.totals();
    if totals.claims == 0 {
        return "The audit fails: nothing was audited.".to_owned();
    }
    let unaudited = report.unaudited();
    let failed = settings.fail_on.is_some_and(|limit| report.worst_audited().is_some_and(|worst| worst >= limit));
    let verdict = match (unaudited.is_empty(), settings.fail_on) {
        (false, _) => format!("The audit fails: {} could not be audited.", listed(&unaudited)),
        (true, None) => "The audit is done.".to_owned(),
        (true, Some(_)) if failed => "The audit fails.".to_owned(),
        (true, Some(_)) => "The audit passes.".to_owned(),
    };
    let counts = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.notes, "note")];
    let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| count(*n, what)).collect();
    let counts: Vec<&str> = counts.iter().map(String::as_str).collect();
    let found = if counts.is_empty() { "nothing".to_owned() } else { listed(&counts) };
    let accepted = match totals.accepted {
        0 => String::new(),
        1 => " One more finding is accepted.".to_owned(),
        n => format!(" {} more findings are accepted.", capital(&number(n))),
    };
    if settings.only_conflicts {
        return format!("{verdict} Between the summaries it found {found}.{accepted}");
    }
    let summaries = report.recordings.iter().map(|recording| recording.summaries.len()).sum::<usize>();
    let summaries = if summaries == 1 { "one summary".to_owned() } else { count(summaries, "summary") };
    let (claims, verdicts) = (count(totals.claims, "claim"), verdicts(&totals));
    let score = report.score().map(|score| format!(" {}", scored(score))).unwrap_or_default();
    format!("{verdict} In {claims} of {summaries} it found {found}.{accepted} {verdicts}{score}")
}

/// `Two claims are supported, one is contradicted.`
fn verdicts(totals: &Totals) -> String {
    let all = [
        (totals.supported, "supported"),
        (totals.contradicted, "contradicted"),
        (totals.unsupported, "unsupported"),
        (totals.unchecked, "unchecked"),
    ];
    let parts: Vec<String> = all
        .iter()
        .filter(|(n, _)| *n > 0)
        .enumerate()
        .map(|(index, (n, what))| {
            let (what_of, verb) = (if index == 0 { count(*n, "claim") } else { number(*n) }, is(*n));
            format!("{what_of} {verb} {what}")
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    format!("{}.", capital(&listed(&parts)))
}

fn scored(score: Score) -> String {
    let Score { supported, faithfulness } = score;
    format!(
        "That is {} percent supported, and a faithfulness of {faithfulness:.2} out of 1.",
        table::percent(supported)
    )
}

/// What the recording is, and how much of it the claims rest on.
fn heading(recording: &RecordingReport, settings: &Settings) -> String {
    let mut sentences = vec![match recording.recorded {
        Some(date) => format!("The recording is {}, of {date}.", recording.name),
        None => format!("The recording is {}, of a day that is not known.", recording.name),
    }];
    if !recording.talk.is_empty() && !settings.only_conflicts {
        let coverage = recording.coverage();
        sentences.push(format!("The claims rest on {} percent of what was said.", table::percent(coverage.share)));
        let gaps = table::gaps(recording, &coverage, "to");
        if settings.all_claims && !gaps.is_empty() {
            let gaps: Vec<&str> = gaps.iter().map(String::as_str).collect();
            sentences.push(format!("No claim rests on {}.", listed(&gaps)));
        }
    }
    sentences.join(" ")
}

fn summary(summary: &SummaryReport, settings: &Settings, paragraphs: &mut Vec<String>) {
    let mut found = summary.worst_first();
    found.retain(|(finding, _)| settings.shows(finding));
    let (path, claims) = (summary.source.path(), count(summary.claims.len(), "claim"));
    let findings = if found.is_empty() { "no finding".to_owned() } else { count(found.len(), "finding") };
    let mut head = vec![format!("The summary {path} makes {claims}, with {findings}.")];
    let unchecked = summary.claims.iter().filter(|claim| claim.verdict == Verdict::Unchecked && settings.all_claims);
    head.extend(unchecked.map(|claim| {
        let why = claim.reason.map(|reason| format!(": {}", reason.text())).unwrap_or_default();
        format!("Line {} is unchecked{why}.", claim.place.line())
    }));
    paragraphs.push(head.join(" "));
    paragraphs.extend(found.into_iter().map(|(finding, claim)| told(finding, claim)));
}

/// A finding: what the summary says, what was said, and what that amounts to.
fn told(finding: &Finding, claim: &ClaimReport) -> String {
    let claimed = shorten(&harmless(&claim.place.text), LONG);
    // The whole path stands at the head of the summary's findings.
    let path = claim.place.source.path();
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut sentences = vec![format!("Line {} of {name} says: {}", claim.place.line(), ended(&claimed))];
    sentences.extend(said(finding, claim));
    let (severity, fault) = (finding.severity, finding.name.replace('-', " "));
    let article = if severity == Severity::Error { "an" } else { "a" };
    sentences.push(format!("This is {article} {severity}, {fault}, rule {}: {}.", finding.code, finding.message));
    sentences.extend(finding.suggestion.as_ref().map(|words| format!("It could say: {}", ended(words))));
    if let Some(accepted) = &finding.accepted {
        let reason = accepted.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        sentences.push(format!("It is accepted by a {}{}", accepted.by.name(), ended(&reason)));
    }
    sentences.join(" ")
}

/// What was said of it, by whom and when; `None` where the message has those words.
fn said(finding: &Finding, claim: &ClaimReport) -> Option<String> {
    let passage = claim.evidence.first().map(|evidence| &evidence.place);
    let (place, words, what) = match &finding.found {
        Some(found) if finding.message.contains(&found.text) => return None,
        Some(found) => (found, harmless(&found.text), "What was said"),
        None => {
            let words = harmless(&passage?.text);
            let shared = excerpt::shared(&words, &claim.place.text);
            (passage?, excerpt::around(&words, shared, LONG), "The closest that was said")
        }
    };
    let speaker = place.speaker.as_deref().map(|speaker| format!(", by {speaker}")).unwrap_or_default();
    let time = place.time.map(|time| format!(" at {time}")).unwrap_or_default();
    let line = place.line();
    Some(format!("{what}{speaker}{time} on line {line} of the transcript, is: {}", ended(&shorten(&words, LONG))))
}

fn conflict(conflict: &Conflict) -> String {
    let side = |place: &Place| ended(&shorten(&harmless(&place.text), LONG));
    let Conflict { finding, a, b, favours } = conflict;
    let verdict = match favours {
        Favours::A => "The transcript bears out the first.",
        Favours::B => "The transcript bears out the second.",
        Favours::Neither => "The transcript speaks against both.",
        Favours::Unknown => "The transcript cannot decide.",
        Favours::Untold => "There is no transcript to decide by.",
    };
    let (first, second) = (place(a, true), place(b, false));
    let severity = finding.severity;
    format!(
        "{first} and {second} cannot both be right, {}, rule {}: {}. The first says: {} The second says: {} {verdict}",
        if severity == Severity::Error { "an error".to_owned() } else { format!("a {severity}") },
        finding.code,
        finding.message,
        side(a),
        side(b),
    )
}

/// `Line 12 of notes.md`.
fn place(place: &Place, at_start: bool) -> String {
    format!("{} {} of {}", if at_start { "Line" } else { "line" }, place.line(), place.source.path())
}

/// With a full stop, unless the sentence has an end.
fn ended(text: &str) -> String {
    let closed = text.trim_end_matches(['"', '”', '’', ')']);
    if closed.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// `a, b and c`.
fn listed(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn is(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// `one claim`, `two summaries`, `143 claims`.
fn count(count: usize, what: &str) -> String {
    let plural = match (count, what.strip_suffix('y')) {
        (1, _) => what.to_owned(),
        (_, Some(stem)) => format!("{stem}ies"),
        _ => format!("{what}s"),
    };
    format!("{} {plural}", number(count))
}

/// Small numbers in words.
fn number(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| counted(number, "").trim_end_matches([' ', 's']).to_owned(), |w| (*w).to_owned())
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + characters.as_str())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use crate::{
        finding::{Acceptance, Accepted, Severity},
        render::{Format, Settings, render, sample},
        report::Report,
    };

    fn plain(report: &Report, settings: Settings) -> String {
        let mut bytes = Vec::new();
        render(report, Format::Plain, &settings, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn it_begins_with_how_the_audit_ends() {
        let first = |report: &Report, fail_on| {
            let text = plain(report, Settings { fail_on, width: 1000, ..Settings::default() });
            text.split(". ").next().unwrap_or_default().to_owned()
        };
        let mut report = sample::report();
        assert_eq!(first(&report, Some(Severity::Error)), "The audit fails");
        assert_eq!(first(&report, None), "The audit is done");
        report.recordings[0].summaries.remove(0);
        assert_eq!(first(&report, Some(Severity::Error)), "The audit passes");
        assert_eq!(plain(&Report::default(), Settings::default()), "The audit fails: nothing was audited.\n");
    }

    #[test]
    fn everything_is_told_where_everything_is_wanted() {
        let mut report = sample::report();
        let finding = &mut report.recordings[0].summaries[0].claims[0].findings[0];
        finding.accepted = Some(Accepted { by: Acceptance::Baseline, reason: Some("agreed".to_owned()), place: None });
        let short = plain(&report, Settings { width: 1000, ..Settings::default() });
        assert!(short.contains("One more finding is accepted.") && !short.contains("C001"), "{short}");
        let long = plain(&report, Settings { width: 1000, all_claims: true, accepted: true, ..Settings::default() });
        for words in [
            "It is accepted by a baseline: agreed.",
            "Line 6 is unchecked: needs the recording date.",
            "No claim rests on 00:00 to 00:12.",
        ] {
            assert!(long.contains(words), "{words} in {long}");
        }
    }

    #[test]
    fn no_line_is_too_wide_and_nothing_acts_on_the_terminal() {
        let mut report = sample::report();
        let claim = &mut report.recordings[0].summaries[0].claims[0];
        claim.place.text = format!("a\u{1b}[2Jb\0c\u{202e}d\u{9b}e\rf {}", "word".repeat(2500));
        claim.findings[0].message.clone_from(&claim.place.text);
        for width in [20, 40, 80] {
            let text = plain(&report, Settings { width, ..Settings::default() });
            assert!(text.lines().all(|line| line.width() <= width), "{text}");
            assert!(!text.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'), "{text:?}");
        }
    }
}
