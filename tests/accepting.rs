//! Is what was accepted still accepted after edits elsewhere, and only that?

use std::{collections::BTreeSet, fs};

use proptest::{prelude::*, test_runner::RngSeed};
use saidso::{
    accept::{Baseline, Files, Renewed, Scope, only_new, suppress},
    audit::{Document, Policy, Recording, audit},
    finding::Finding,
    load,
    report::{ClaimReport, Report},
    source::Source,
};

const SEED: &str = "seeds/llama4-interview";

fn seed(name: &str) -> String {
    fs::read_to_string(format!("{SEED}/{name}")).expect("a seed")
}

fn audited(transcript: &str, summaries: &[(&str, &str)]) -> Report {
    let recording = Recording {
        name: "law".into(),
        recorded: Some("2025-04-29".parse().expect("a date")),
        transcripts: vec![load::transcript(&Source::new("talk", transcript))],
        summaries: summaries
            .iter()
            .filter_map(|(path, text)| load::summary(&Source::new(*path, *text)).summary)
            .collect(),
        ..Recording::default()
    };
    Report { recordings: vec![audit(&recording, &Policy::default())], ..Report::default() }
}

fn files() -> Files<'static> {
    Files { called: &str::to_owned, gone: &|path| path == "gone.md" }
}

fn renewed(report: &mut Report, older: Option<&Baseline>) -> Renewed {
    let policy = Policy::default();
    Baseline::renew(older, report, &scope(&policy), &files())
}

fn scope(policy: &Policy) -> Scope<'_> {
    Scope { policy, only_conflicts: false, whole: false }
}

fn read(baseline: &Renewed) -> Baseline {
    let text = baseline.text().expect("text");
    Baseline::read(&Source::new("baseline.json", text)).expect("it reads what it writes")
}

fn apply(baseline: &Baseline, report: &mut Report) {
    let policy = Policy::default();
    baseline.apply(report, &scope(&policy), &files());
}

fn claims(report: &Report) -> impl Iterator<Item = &ClaimReport> {
    report.recordings.iter().flat_map(|recording| &recording.summaries).flat_map(|summary| &summary.claims)
}

const TALK: &str = "Ada Moss: Today we talk about the harbour and what it costs.\n\n\
                    Ben Okri: The crane that we bought cost three and a half million.\n\n\
                    Ada Moss: The quay is two hundred metres long and the ferry comes at nine.\n";

#[test]
fn the_same_finding_twice_needs_two_entries() {
    let once = "- The crane cost 5.3 million.\n";
    let twice = "- The crane cost 5.3 million.\n- The crane cost 5.3 million.\n";
    let baseline = read(&renewed(&mut audited(TALK, &[("s.md", once)]), None));
    let mut report = audited(TALK, &[("s.md", twice)]);
    apply(&baseline, &mut report);
    assert_eq!((report.totals().accepted, report.open().count()), (1, 1));

    let both = renewed(&mut audited(TALK, &[("s.md", twice)]), None);
    assert_eq!(both.entries.len(), 2);
    let mut report = audited(TALK, &[("s.md", once)]);
    apply(&read(&both), &mut report);
    assert_eq!(report.totals().accepted, 1);
    assert_eq!(report.inputs.iter().map(|finding| finding.name).collect::<Vec<_>>(), ["stale-baseline"]);
    // The entry that is left over is the second line of them.
    assert_eq!(report.inputs[0].stated.line(), 5);
}

#[test]
fn a_conflict_is_the_same_whichever_summary_comes_first() {
    let (a, b) = (("a.md", "- The crane cost 5.3 million.\n"), ("b.md", "- The crane cost 3.5 million.\n"));
    let baseline = renewed(&mut audited(TALK, &[a, b]), None);
    assert!(baseline.entries.iter().any(|entry| entry.against.as_deref() == Some("b.md")), "{baseline:?}");
    assert_eq!(baseline, renewed(&mut audited(TALK, &[b, a]), None));
    let mut report = audited(TALK, &[b, a]);
    apply(&read(&baseline), &mut report);
    assert_eq!((report.open().count(), report.inputs.len()), (0, 0));
    // With one of the two there is no conflict, which is no reason to call the entry stale.
    let mut report = audited(TALK, &[a]);
    apply(&read(&baseline), &mut report);
    assert_eq!((report.open().count(), report.inputs.len()), (0, 0));
}

#[test]
fn the_file_decides_unless_it_is_gone() {
    let text = "- The crane cost 5.3 million.\n";
    let accepted = |before: &str| {
        let baseline = read(&renewed(&mut audited(TALK, &[(before, text)]), None));
        let mut report = audited(TALK, &[("new.md", text)]);
        apply(&baseline, &mut report);
        report.totals().accepted
    };
    assert_eq!((accepted("gone.md"), accepted("other.md"), accepted("new.md")), (1, 0, 1));
}

#[test]
fn a_suppression_on_either_side_allows_a_conflict() {
    let comment = "<!-- saidso: allow conflicting-numbers, wrong-number: with interest -->";
    let (wrong, right) = ("- The crane cost 5.3 million.", "- The crane cost 3.5 million.");
    for (first, second) in [(comment, ""), ("", comment)] {
        let text = format!("{wrong} {first}\n{right} {second}\n");
        let mut report = audited(TALK, &[("s.md", text.as_str())]);
        let policy = Policy::default();
        suppress(&mut report, &scope(&policy), None);
        let open: Vec<&str> = report.recordings[0]
            .conflicts
            .iter()
            .map(|conflict| &conflict.finding)
            .filter(|finding| finding.accepted.is_none())
            .map(|finding| finding.name)
            .collect();
        assert_eq!(open, [""; 0], "{text}");
    }
}

#[test]
fn what_is_left_out_is_still_counted() {
    let text = "- The crane cost 5.3 million.\n- The quay is 900 metres long.\n- The harbour costs something.\n";
    let mut report = audited(TALK, &[("s.md", text)]);
    let open = report.open().count();
    apply(&read(&renewed(&mut report.clone(), None)), &mut report);
    let (totals, score) = (report.totals(), report.score());
    only_new(&mut report);
    assert_eq!((report.totals(), report.score(), report.findings().count()), (totals, score, 0));
    assert_eq!(totals.accepted, open);
}

/// The lines of a seed that hold bullets.
const BULLETS: &str = "summary-bullets-b.txt";

/// What nothing is wrong with in a summary of anything.
const LINES: [&str; 4] =
    ["• This is about an interview.", "", "• The interview was recorded, and it is about models.", "\n\n"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, rng_seed: RngSeed::Fixed(6), ..ProptestConfig::default() })]

    /// Editing the summary above a baselined finding keeps it accepted; editing the claim itself does not.
    #[test]
    fn edits_elsewhere_keep_it_and_edits_of_the_claim_do_not(
        picked in any::<prop::sample::Index>(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 0usize..LINES.len()), 0..5),
        dropped in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        ends in prop::sample::select(vec!["\n", "\r\n"]),
        sign in prop::sample::select(vec!["-", "*", "+", "•"]),
        wrapped in any::<bool>(),
    ) {
        let (talk, before) = (seed("transcript.txt"), seed(BULLETS));
        let mut report = audited(&talk, &[("s.md", before.as_str())]);
        let baseline = read(&renewed(&mut report, None));
        let at_fault: Vec<&ClaimReport> = claims(&report).filter(|claim| !claim.findings.is_empty()).collect();
        let claim = at_fault[picked.index(at_fault.len())];
        let (line, text) = (claim.place.line(), claim.place.text.clone());

        let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
        let own = lines[line - 1].clone();
        for index in &dropped {
            let index = index.index(lines.len());
            // A heading may be what makes the lines under it items.
            if lines[index].starts_with('•') && lines[index] != own {
                lines.remove(index);
            }
        }
        for (index, added) in &places {
            let at = lines.iter().position(|line| *line == own).expect("the line");
            // Before the claim or behind it, but between items.
            let at = if index.index(2) == 0 { 0 } else { at };
            lines.insert(at, LINES[*added].to_owned());
        }
        let edited: Vec<String> = lines
            .iter()
            .map(|line| {
                let line = match line.split_once("• ") {
                    Some((indent, words)) if indent.trim().is_empty() => format!("{indent}{sign} {words}"),
                    _ => line.clone(),
                };
                match line.match_indices(' ').nth(8) {
                    Some((at, _)) if wrapped && line.contains(sign) => format!("{}\n    {}", &line[..at], &line[at + 1..]),
                    _ => line,
                }
            })
            .collect();
        let after = edited.join("\n").replace('\n', ends);
        let mut report = audited(&talk, &[("s.md", after.as_str())]);
        apply(&baseline, &mut report);
        let same: Vec<&ClaimReport> = claims(&report).filter(|claim| claim.place.text == text).collect();
        prop_assert!(!same.is_empty(), "{text:?} is gone in\n{after}");
        for finding in same.iter().flat_map(|claim| &claim.findings) {
            prop_assert!(finding.accepted.is_some(), "{} of {text:?} is open in\n{after}", finding.name);
        }

        // The claim itself: another word in it.
        let word = text.split_whitespace().find(|word| word.len() > 3 && word.chars().all(char::is_alphabetic));
        if let Some(word) = word {
            let reworded = own.replacen(word, "Zebras", 1);
            let after = before.replacen(&own, &reworded, 1);
            let mut report = audited(&talk, &[("s.md", after.as_str())]);
            apply(&baseline, &mut report);
            let touched = claims(&report).filter(|claim| claim.place.text.contains("Zebras"));
            let accepted: Vec<&Finding> = touched.flat_map(|c| &c.findings).filter(|f| f.accepted.is_some()).collect();
            prop_assert!(accepted.is_empty(), "{word} in {own:?}: {accepted:?}");
        }
    }

    /// A comment to this program changes no claim and finds nothing else.
    #[test]
    fn a_comment_changes_no_claim(
        file in prop::sample::select(vec!["summary-bullets-a.txt", BULLETS, "summary-prose.txt"]),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..6),
    ) {
        const COMMENT: &str = "<!-- saidso: allow unsupported, contradicted: because -->";
        let before = seed(file);
        let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
        for (place, alone) in &places {
            let at = place.index(lines.len());
            if *alone {
                lines.insert(at, COMMENT.to_owned());
            } else if !lines[at].trim().is_empty() {
                lines[at] = format!("{} {COMMENT}", lines[at]);
            }
        }
        let after = lines.join("\n");
        let words = |text: &str| {
            let parts = load::summary(&Source::new("s.md", text));
            let claims = parts.summary.map(|summary| summary.claims).unwrap_or_default();
            claims.iter().map(|claim| (claim.kind, claim.section.clone(), claim.text().to_owned())).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&before), words(&after), "{}", after);
    }

    /// No baseline and no comment is too odd.
    #[test]
    fn nothing_breaks_it(
        json in "[\\[\\]{}\",:0-9a-z\\\\ \n]{0,60}",
        parts in prop::collection::vec(
            prop::sample::select(vec!["<!--", "-->", "saidso", ":", " allow ", "wrong-number", "C", ",", "\n", "- The crane cost 5.3 million.", "é\u{202e}", "```\n", "# x\n", "\r"]),
            0..24,
        ),
    ) {
        for text in [json.clone(), format!("{{\"version\":1,\"accepted\":[{json}]}}")] {
            if let Err(damaged) = Baseline::read(&Source::new("b", text)) {
                prop_assert!(damaged.line >= 1);
            }
        }
        let text = parts.concat();
        let mut report = audited(TALK, &[("s.md", text.as_str())]);
        let policy = Policy::default();
        suppress(&mut report, &scope(&policy), None);
        for finding in report.findings() {
            prop_assert!(text.get(finding.stated.span.start..finding.stated.span.end).is_some());
        }
    }
}

/// A folder of its own for a test, with a talk.
#[cfg(feature = "cli")]
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("saidso-{name}-{}", std::process::id()));
    fs::create_dir_all(folder.join("notes")).expect("a folder");
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    folder
}

#[cfg(feature = "cli")]
#[test]
fn a_baseline_written_again_keeps_reasons_and_the_entries_of_other_summaries() {
    let here = folder("baseline");
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_saidso"))
            .args(arguments)
            .current_dir(&here)
            .output()
            .expect("it runs");
        let told = String::from_utf8(output.stdout).expect("text") + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), told)
    };
    let wrong = "- The crane cost 5.3 million.\n- The quay is 900 metres long.\n";
    fs::write(here.join("notes/a.md"), wrong).expect("written");
    fs::write(here.join("b.md"), "- The ferry comes at 11:30.\n- The crane cost 9 million.\n").expect("written");
    let file = here.join("saidso-baseline.json");
    let text = || fs::read_to_string(&file).expect("a baseline");

    let all = ["notes/a.md", "b.md", "-t", "talk.txt"];
    let (code, told) = run(&[&["baseline"], &all[..]].concat());
    assert_eq!(code, Some(0), "{told}");
    let first = text();
    assert!(first.contains("{\"path\":\"notes/a.md\",\"rule\":\"wrong-number\""), "{first}");
    // Written again from the same files, it is the same; from another folder, too.
    run(&[&["baseline"], &all[..]].concat());
    assert_eq!(text(), first);
    let below = std::process::Command::new(env!("CARGO_BIN_EXE_saidso"))
        .args(["baseline", "a.md", "-t", "../talk.txt", "-o", "../saidso-baseline.json"])
        .current_dir(here.join("notes"))
        .output()
        .expect("it runs");
    assert!(below.status.success());
    assert_eq!(text(), first);

    // A person adds a reason and mends one claim; only that file is written again.
    let reasoned = first.replacen("\"reason\":\"\"", "\"reason\":\"with interest\"", 1);
    let others = first.lines().filter(|line| line.contains("b.md")).count();
    fs::write(&file, &reasoned).expect("written");
    fs::write(here.join("notes/a.md"), "- The crane cost 5.3 million.\n").expect("written");
    let (_, told) = run(&["baseline", "notes/a.md", "-t", "talk.txt"]);
    assert!(told.contains("new: 0, left out: 1"), "{told}");
    assert_eq!(text().lines().filter(|line| line.contains("b.md")).count(), others);
    let (code, told) =
        run(&[&["audit", "--baseline", "saidso-baseline.json", "-f", "concise", "-v"], &all[..]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(!told.contains("900 metres"), "{told}");
    fs::remove_dir_all(&here).expect("removed");
}

#[test]
fn a_fingerprint_does_not_know_the_rest_of_the_talk() {
    let prints = |talk: &str| -> BTreeSet<String> {
        let document = Document::new(load::transcript(&Source::new("talk", talk)), None);
        let judged = document.judge("The crane cost 5.3 million.", None);
        judged.claims.iter().flat_map(|claim| &claim.findings).map(|finding| finding.fingerprint.to_string()).collect()
    };
    let longer = format!("Ada Moss: Good morning, Ben.\n\n{TALK}\nBen Okri: Thank you for having me.\n");
    assert_eq!(prints(TALK), prints(&longer));
    assert!(!prints(TALK).is_empty());
}
