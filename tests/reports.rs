//! Is `reports/` what the tool writes for `seeds/` today? `cargo xtask bless` renews it.

use std::process::Command;

use snapbox::{Data, assert_data_eq};

/// The seed, each golden file and the command that writes it.
const REPORTS: &[(&str, &[&str])] = &[
    ("report.txt", &["report", "--width", "100"]),
    ("report.concise.txt", &["report", "--format", "concise"]),
    ("report.full.txt", &["report", "--format", "full", "--width", "100"]),
    ("report.plain.txt", &["report", "--format", "plain"]),
    ("report.json", &["report", "--format", "json"]),
    ("claims.jsonl", &["report", "--format", "jsonl"]),
    ("mismatches.jsonl", &["mismatches"]),
    ("report.sarif", &["report", "--format", "sarif"]),
    ("report.junit.xml", &["report", "--format", "junit"]),
    ("github.txt", &["report", "--format", "github"]),
    ("gitlab.json", &["report", "--format", "gitlab"]),
    ("report.md", &["report", "--format", "markdown"]),
    ("report.csv", &["report", "--format", "csv"]),
    ("report.html", &["report", "--format", "html"]),
];

#[test]
fn reports_are_current() {
    for (file, arguments) in REPORTS {
        let output = Command::new(env!("CARGO_BIN_EXE_saidso")).args(*arguments).output().expect("the program");
        let told = String::from_utf8(output.stdout).expect("text");
        assert!(told.len() > 1000, "{file}: hardly anything was written: {}", String::from_utf8_lossy(&output.stderr));
        let path = format!("{}/reports/llama4-interview/{file}", env!("CARGO_MANIFEST_DIR"));
        assert_data_eq!(told, Data::read_from(path.as_ref(), None).raw());
    }
}
