//! Are many recordings, which are audited and written some at a time, one report like any other?
#![cfg(feature = "cli")]

use std::{
    fmt::Write,
    fs,
    path::PathBuf,
    process::{Command, Output},
};

/// More than are audited at a time.
const MANY: usize = 150;

/// A folder of its own with so many recordings and a configuration that lists them in one entry.
fn recordings(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("talks")).expect("a folder");
    for number in 0..MANY {
        let talk = format!("Ada: The crane cost {number} thousand euros.\n\nBen: We open the quay in June.\n");
        let claimed = number + usize::from(number % 7 == 0);
        let allow = if number % 21 == 0 { " <!-- saidso: allow wrong-number: known -->" } else { "" };
        let summary = format!("- The crane cost {claimed} thousand euros.{allow}\n- They open the quay in June.\n");
        fs::write(folder.join(format!("talks/t{number:03}.txt")), talk).expect("a talk");
        fs::write(folder.join(format!("talks/t{number:03}.md")), summary).expect("a summary");
    }
    let config = "[[recording]]\ntranscript = 'talks/{name}.txt'\nsummaries = 'talks/{name}.md'\n";
    fs::write(folder.join("saidso.toml"), config).expect("a configuration");
    folder
}

fn saidso(folder: &PathBuf, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saidso"));
    command.args(arguments).current_dir(folder).env_remove("CLICOLOR_FORCE").output().expect("it runs")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn in_pieces_as_a_whole_and_on_any_number_of_threads_the_bytes_are_the_same() {
    let folder = recordings("many-bytes");
    for format in ["table", "full", "concise", "json", "jsonl", "mismatches"] {
        let pieces = saidso(&folder, &["audit", "-f", format, "-j", "1", "-o", "json=a.json"]);
        let threads = saidso(&folder, &["audit", "-f", format, "-j", "5"]);
        // SARIF needs the whole report, so that this one is written as a whole.
        let whole = saidso(&folder, &["audit", "-f", format, "-o", "json=b.json", "-o", "c.sarif"]);
        assert_eq!(pieces.status.code(), Some(1), "{format}: {}", String::from_utf8_lossy(&pieces.stderr));
        assert!(pieces.stdout.len() > 1000, "{format}");
        for other in [&threads, &whole] {
            assert!(other.stdout == pieces.stdout, "{format}");
            assert_eq!(text(other.stderr.clone()), text(pieces.stderr.clone()), "{format}");
            assert_eq!(other.status.code(), pieces.status.code(), "{format}");
        }
        let read = |name: &str| fs::read(folder.join(name)).expect("a report");
        assert!(read("a.json") == read("b.json"), "{format}");
    }
}

#[test]
fn recordings_come_in_the_order_of_their_names_and_are_all_counted() {
    let folder = recordings("many-order");
    let report: serde_json::Value =
        serde_json::from_slice(&saidso(&folder, &["audit", "-f", "json"]).stdout).expect("JSON");
    let names: Vec<&str> =
        report["recordings"].as_array().expect("a list").iter().filter_map(|one| one["name"].as_str()).collect();
    let expected: Vec<String> = (0..MANY).map(|number| format!("t{number:03}")).collect();
    assert_eq!(names, expected);
    assert_eq!(report["totals"]["claims"], 2 * MANY);
    let open = report["recordings"].as_array().expect("a list").iter().flat_map(|one| {
        one["summaries"][0]["claims"]
            .as_array()
            .expect("claims")
            .iter()
            .flat_map(|c| c["findings"].as_array().expect("findings"))
    });
    let (accepted, open): (Vec<_>, Vec<_>) = open.partition(|finding| finding["accepted"] == true);
    assert!(!accepted.is_empty() && open.len() > accepted.len());
    assert_eq!(report["totals"]["accepted"], accepted.len());
    let counted = ["errors", "warnings", "notes"].map(|kind| report["totals"][kind].as_u64().expect("a count"));
    assert_eq!(counted.iter().sum::<u64>(), open.len() as u64);
}

#[test]
fn all_bad_files_are_told_and_nothing_is_written() {
    let folder = recordings("many-bad");
    let mut config = String::new();
    for number in 0..MANY {
        write!(config, "[[recording]]\nname = 't{number}'\ntranscript = 'talks/t{number:03}.txt'\n").expect("text");
        writeln!(config, "summaries = 'talks/t{number:03}.md'").expect("text");
    }
    fs::write(folder.join("saidso.toml"), config).expect("a configuration");
    for number in [3, 100, 149] {
        fs::remove_file(folder.join(format!("talks/t{number:03}.md"))).expect("it goes");
    }
    let bad = saidso(&folder, &["audit", "-f", "jsonl", "-o", "json=a.json"]);
    assert_eq!((bad.status.code(), bad.stdout.len()), (Some(2), 0));
    let lines: Vec<String> = text(bad.stderr).lines().map(str::to_owned).collect();
    assert_eq!(lines, ["003", "100", "149"].map(|n| format!("saidso: talks/t{n}.md: no such file; check the path")));
    assert!(!folder.join("a.json").exists());
}

#[test]
fn a_talk_that_two_entries_share_serves_both() {
    let folder = recordings("many-shared");
    let config = "[[recording]]\nname='x'\ntranscript='talks/t001.txt'\nsummaries='talks/t001.md'\n\
         [[recording]]\nname='y'\ntranscript='talks/t001.txt'\nsummaries='talks/t002.md'\n";
    fs::write(folder.join("saidso.toml"), config).expect("a configuration");
    let report: serde_json::Value =
        serde_json::from_slice(&saidso(&folder, &["audit", "-f", "json"]).stdout).expect("JSON");
    for index in 0..2 {
        assert_eq!(report["recordings"][index]["transcripts"][0]["path"], "talks/t001.txt");
    }
    assert_eq!(report["recordings"][1]["summaries"][0]["claims"][0]["verdict"], "contradicted");
}
