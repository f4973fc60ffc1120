//! A comment for a pull request or a summary of a job: what is wrong, grouped by summary, short enough for GitHub to take.

mod escape;

use std::{
    cmp::Reverse,
    fmt::Write as _,
    io::{self, Write},
};

use self::escape::escaped;
use super::{
    Settings,
    entry::{Entry, Of, entries, said_by, shown},
    harmless::harmless,
    wrap::shorten,
};
use crate::{
    finding::{Place, Severity},
    judge::Verdict,
    report::{Conflict, Favours, Report, Totals},
};

/// GitHub takes 65,536 characters for a comment; some room is left for what others put around it. In bytes.
const LIMIT: usize = 60_000;

/// Columns to which words of the input are cut: a whole paragraph is no quotation.
const WORDS: usize = 400;

/// A finding or a note, as it is shown, under a heading.
struct Block {
    heading: String,
    severity: Severity,
    text: String,
}

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let mut page = head(report, settings);
    let (accepted, open): (Vec<Entry>, Vec<Entry>) =
        entries(report).partition(|entry| entry.finding.accepted.is_some());
    let mut blocks: Vec<Block> = open.iter().map(block).collect();
    blocks.extend(report.diagnostics.iter().map(|note| {
        let line = note.line.map_or_else(String::new, |line| format!(":{line}"));
        let text = format!("- **{}** {}{line}: {}\n", note.severity, path(&note.path), words(&note.message));
        Block { heading: "Reading the files".to_owned(), severity: note.severity, text }
    }));
    let left = append(&mut page, &blocks);
    if left > 0 {
        let _ = write!(page, "\n{left} more did not fit; `--output json=FILE` has all.\n");
    }
    if !accepted.is_empty() {
        let _ = write!(page, "\n<details><summary>{} accepted</summary>\n", accepted.len());
        let folded: Vec<Block> = accepted.iter().map(block).collect();
        let left = append(&mut page, &folded);
        if left > 0 {
            let _ = write!(page, "\n{left} more did not fit.\n");
        }
        page += "\n</details>\n";
    }
    out.write_all(page.as_bytes())
}

/// The verdict and the figures.
fn head(report: &Report, settings: &Settings) -> String {
    let totals = report.totals();
    let fails = report.worst().is_some_and(|worst| settings.fail_on.is_some_and(|limit| worst >= limit));
    let unread = report.diagnostics.iter().any(|note| note.severity == Severity::Error);
    let (mark, verdict) = match () {
        () if fails => ("❌", faults(&totals)),
        () if totals.claims == 0 => ("⚠️", "nothing was audited".to_owned()),
        () if unread => ("⚠️", "not everything could be audited".to_owned()),
        () if report.worst().is_some() => ("⚠️", faults(&totals)),
        () => ("✅", "nothing was found".to_owned()),
    };
    let mut page = format!("## {mark} saidso: {verdict}\n\n");
    page += "| claims | supported | unsupported | contradicted | unchecked | conflicts | accepted | faithfulness |\n";
    page += "| --: | --: | --: | --: | --: | --: | --: | --: |\n";
    let Totals { claims, supported, unsupported, contradicted, unchecked, conflicts, accepted, .. } = totals;
    for figure in [claims, supported, unsupported, contradicted, unchecked, conflicts, accepted] {
        let _ = write!(page, "| {figure} ");
    }
    let score = report.score().map_or("–".to_owned(), |score| format!("{:.1} %", 100.0 * score.faithfulness));
    let _ = writeln!(page, "| {score} |");
    page
}

/// Errors, warnings and notes, those that there are.
fn faults(totals: &Totals) -> String {
    let counts = [(totals.errors, "error"), (totals.warnings, "warning"), (totals.notes, "note")];
    let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| {
        let many = if *count == 1 { "" } else { "s" };
        format!("{count} {what}{many}")
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Puts blocks under their headings, in their order. Where not all fit the worst are chosen; tells how many are left out.
fn append(page: &mut String, blocks: &[Block]) -> usize {
    // What closes the page must fit, too.
    let mut room = LIMIT.saturating_sub(page.len() + 200);
    let mut by_severity: Vec<(usize, &Block)> = blocks.iter().enumerate().collect();
    by_severity.sort_by_key(|(_, block)| Reverse(block.severity));
    let needed = |block: &Block| block.heading.len() + block.text.len() + 8;
    let fits = |(_, block): &&(usize, &Block)| {
        let fits = needed(block) <= room;
        room = room.saturating_sub(needed(block));
        fits
    };
    let mut chosen: Vec<(usize, &Block)> = by_severity.iter().take_while(fits).copied().collect();
    chosen.sort_by_key(|(index, _)| *index);
    let mut heading = None;
    for (_, block) in &chosen {
        if heading != Some(&block.heading) {
            heading = Some(&block.heading);
            let _ = write!(page, "\n### {}\n\n", block.heading);
        }
        *page += &block.text;
    }
    blocks.len() - chosen.len()
}

/// A finding: rule and line, what is wrong with which words, and the words that were said.
fn block(entry: &Entry) -> Block {
    let Entry { finding, of } = entry;
    let mut text = format!("- **{}** `{}` {}", finding.severity, finding.code, finding.name);
    let _ = writeln!(text, ", line {}: {}", finding.stated.line(), words(&finding.message));
    match of {
        Of::Claim(_, claim) => {
            let _ = writeln!(text, "  > “{}”", marked(&claim.place.text, &finding.stated.text));
            let doubt = (claim.verdict == Verdict::Unsupported).then(|| claim.evidence.first()).flatten();
            match (entry.said(), doubt) {
                (Some(found), _) => said(&mut text, "said", found, WORDS),
                (None, Some(evidence)) => said(&mut text, "closest", &evidence.place, WORDS / 2),
                (None, None) => {}
            }
        }
        Of::Conflict(_, conflict) => sides(&mut text, conflict),
        Of::Input => {}
    }
    if let Some(accepted) = &finding.accepted {
        let reason = accepted.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", words(reason)));
        let _ = write!(text, "\n  accepted by {}{reason}\n", accepted.by.name());
    }
    let heading = match of {
        Of::Conflict(recording, _) => format!("Conflicts in {}", words(&recording.name)),
        _ => path(finding.stated.source.path()),
    };
    Block { heading, severity: finding.severity, text }
}

fn said(text: &mut String, what: &str, place: &Place, width: usize) {
    let quoted = escaped(&shorten(&harmless(&place.text), width));
    let _ = write!(text, "\n  {what}: “{quoted}” ({})\n", escaped(&shorten(&said_by(place), WORDS)));
}

fn sides(text: &mut String, conflict: &Conflict) {
    for (side, favoured) in [(&conflict.a, Favours::A), (&conflict.b, Favours::B)] {
        let right = if conflict.favours == favoured { ", which the transcript bears out" } else { "" };
        let place = format!("{}:{}", path(side.source.path()), side.line());
        let _ = writeln!(text, "  - “{}” ({place}){right}", words(&side.text));
    }
}

/// A claim with the words at fault in bold, where they are some of its words.
fn marked(claim: &str, stated: &str) -> String {
    let (claim, stated) = (harmless(claim), harmless(stated));
    match claim.split_once(&stated) {
        Some((before, after)) if claim != stated && claim.len() <= WORDS => {
            // Escaping takes the blanks at both ends away.
            let gap = |text: &str, blank: bool| if blank && !text.is_empty() { " " } else { "" };
            let (left, right) = (gap(before, before.ends_with(' ')), gap(after, after.starts_with(' ')));
            format!("{}{left}<b>{}</b>{right}{}", escaped(before), escaped(&stated), escaped(after))
        }
        _ => words(&claim),
    }
}

fn words(text: &str) -> String {
    escaped(&shorten(&harmless(text), WORDS))
}

fn path(path: &str) -> String {
    escaped(&shorten(&shown(path), WORDS))
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};

    fn written(report: &Report) -> String {
        let mut bytes = Vec::new();
        render(report, &Settings::default(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_first_line_is_the_verdict() {
        let first = |report: &Report| written(report).lines().next().unwrap().to_owned();
        let mut report = sample::report();
        assert_eq!(first(&report), "## ❌ saidso: 1 error, 2 warnings");
        report.recordings[0].summaries[0].claims[0].findings.clear();
        assert_eq!(first(&report), "## ⚠️ saidso: 2 warnings");
        report.recordings[0].summaries[0].claims[2].findings.clear();
        report.recordings[0].conflicts.clear();
        assert_eq!(first(&report), "## ✅ saidso: nothing was found");
        assert_eq!(first(&Report::default()), "## ⚠️ saidso: nothing was audited");
    }

    #[test]
    fn a_long_report_is_cut_by_whole_findings_and_keeps_the_errors() {
        let mut report = sample::report();
        let warning = report.recordings[0].summaries[0].claims[2].findings[0].clone();
        let error = report.recordings[0].summaries[0].claims[0].findings[0].clone();
        report.inputs = vec![warning; 2000];
        report.inputs.push(error);
        let page = written(&report);
        assert!(page.len() <= LIMIT, "{}", page.len());
        let shown = page.matches("\n- **").count();
        assert!(page.contains(&format!("\n{} more did not fit", 2004 - shown)), "{}", &page[page.len() - 300..]);
        assert_eq!(page.matches("**error**").count(), 2);
    }

    #[test]
    fn the_words_at_fault_are_bold_in_their_claim() {
        assert_eq!(marked("It cost $5 <b>", "$5"), "It cost <b>&#36;5</b> &lt;b&gt;");
        assert_eq!(marked("It cost 5", "It cost 5"), "It cost 5");
        assert_eq!(marked("", ""), "");
    }
}
