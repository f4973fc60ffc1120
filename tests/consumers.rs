//! Do the programs that reports are written for accept them? Each format is held against its schema or read by somebody else's parser;
//! and each of these judges must refuse what is broken.
#![cfg(feature = "cli")]

mod readers;

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use saidso::render::Format;
use serde_json::Value;
use snapbox::{Data, assert_data_eq};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The formats that programs read, with their names among the golden files.
const FORMATS: &[(&str, &[&str])] = &[
    ("json", &["report.json"]),
    ("jsonl", &["claims.jsonl"]),
    ("mismatches", &["mismatches.jsonl"]),
    ("sarif", &["report.sarif"]),
    ("junit", &["report.junit.xml", "junit.xml"]),
    ("github", &["github.txt"]),
    ("gitlab", &["gitlab.json"]),
    ("markdown", &["report.md"]),
    ("csv", &["report.csv"]),
];

fn format(name: &str) -> Format {
    Format::named(name).expect("a format")
}

fn saidso(arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saidso"));
    command.args(arguments).current_dir(ROOT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("it reads");
    String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("text")
}

#[test]
fn the_golden_files_are_what_their_readers_expect() {
    for (name, files) in FORMATS {
        let mut read = 0;
        for folder in ["reports/llama4-interview", "src/render/golden"] {
            for path in files.iter().map(|file| Path::new(ROOT).join(folder).join(file)).filter(|path| path.exists()) {
                let text = fs::read_to_string(&path).expect("a file");
                assert_eq!(readers::complaints(format(name), &text), [""; 0], "{}", path.display());
                read += 1;
            }
        }
        assert_eq!(read, 2, "{name}: a golden file is missing");
    }
}

#[test]
fn what_comes_by_standard_input_has_no_path_and_is_accepted_all_the_same() {
    let talk = "tests/cli/audit.in/talk.txt";
    let summary = fs::read_to_string(Path::new(ROOT).join("tests/cli/audit.in/wrong.md")).expect("a summary");
    for (name, _) in FORMATS {
        let text = saidso(&["report", "-", "-t", talk, "--format", name], &summary);
        assert!(text.len() > 100, "{name}: {text}");
        assert_eq!(readers::complaints(format(name), &text), [""; 0], "{name}: {text}");
    }
}

#[test]
fn an_audit_of_nothing_is_a_report_too() {
    for (name, _) in FORMATS {
        let text = saidso(&["report", "-", "-t", "tests/cli/audit.in/talk.txt", "--format", name], "");
        assert_eq!(readers::complaints(format(name), &text), [""; 0], "{name}: {text}");
    }
}

/// A judge that accepts everything proves nothing.
#[test]
fn broken_reports_are_refused() {
    let golden = |file: &str| fs::read_to_string(Path::new(ROOT).join("src/render/golden").join(file)).expect("a file");
    for (name, file, right, wrong) in [
        ("json", "report.json", "\"verdict\": \"contradicted\"", "\"verdict\": \"false\""),
        ("json", "report.json", "\"support\": 0.1235", "\"support\": 1.1"),
        ("json", "report.json", "\"schema_version\": 1,", ""),
        ("jsonl", "claims.jsonl", "\"start_byte\":", "\"start\":"),
        ("mismatches", "mismatches.jsonl", "\"type\":\"conflict\"", "\"type\":\"quarrel\""),
        ("sarif", "report.sarif", "\"startLine\": 3", "\"startLine\": 0"),
        ("sarif", "report.sarif", "\"level\": \"error\"", "\"level\": \"bad\""),
        ("sarif", "report.sarif", "\"uri\": \"talk/minutes.md\"", "\"uri\": \"talk/the minutes.md\""),
        ("sarif", "report.sarif", "\"ruleIndex\": 2", "\"ruleIndex\": 3"),
        ("gitlab", "gitlab.json", "\"severity\": \"critical\"", "\"severity\": \"error\""),
        ("gitlab", "gitlab.json", "\"path\": \"talk/minutes.md\"", "\"path\": \"./talk/minutes.md\""),
        ("junit", "junit.xml", "failures=\"1\"", "failures=\"2\""),
        ("junit", "junit.xml", " classname=", " class="),
        ("github", "github.txt", "::error file=", "::set-output file="),
        ("markdown", "report.md", "Ben Okri", "@ben <i>Okri</i>"),
        ("csv", "report.csv", ",Ben Okri,", ",=1+1,"),
        ("csv", "report.csv", ",Ben Okri,", ",Ben,Okri,"),
    ] {
        let text = golden(file);
        assert!(text.contains(right), "{name}: {right} is not in {file}");
        assert!(
            !readers::complaints(format(name), &text.replace(right, wrong)).is_empty(),
            "{name}: {wrong} is accepted"
        );
    }
}

/// The schemas that are committed, by the name by which they are asked for.
const SCHEMAS: &[&str] = &["report", "claim", "mismatch", "score", "score-input"];

#[test]
fn committed_schemas_are_those_that_the_program_prints() {
    for name in SCHEMAS {
        let path = Path::new(ROOT).join("docs/schema").join(format!("{name}.json"));
        assert_data_eq!(
            saidso(&["schema", name], ""),
            Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw()
        );
    }
    assert_eq!(saidso(&["schema"], ""), saidso(&["schema", "report"], ""));
}

#[test]
fn every_field_is_described() {
    fn undescribed(schema: &Value, path: &str, found: &mut Vec<String>) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            if field["description"].is_null() && field["const"].is_null() {
                found.push(format!("{path}/{name}"));
            }
        }
        for (name, inner) in schema["$defs"].as_object().into_iter().flatten() {
            undescribed(inner, name, found);
        }
        for inner in ["oneOf", "anyOf"].iter().filter_map(|key| schema[key].as_array()).flatten() {
            undescribed(inner, path, found);
        }
    }
    for name in SCHEMAS {
        let schema: Value = serde_json::from_str(&readers::own(name)).expect("JSON");
        let mut found = Vec::new();
        undescribed(&schema, name, &mut found);
        assert_eq!(found, [""; 0]);
    }
}

#[test]
fn lines_of_score_are_of_their_schemas() {
    let questions = [
        r#"{"id": 1, "transcript": "Ada: The crane cost 3.5 million.", "claim": "The crane cost 5.3 million."}"#,
        r#"{"id": "b", "against": "The crane cost 3.5 million.", "claim": "The crane cost 5.3 million.", "note": 1}"#,
        r#"{"transcript_path": "nowhere.txt", "claim": "The crane cost 5.3 million.", "recorded": "2025-04-29"}"#,
    ];
    assert_eq!(readers::against_schema(&readers::own("score-input"), &questions), [""; 0]);
    let neither = r#"{"id": 1, "claim": "The crane cost 5.3 million."}"#;
    let both = r#"{"against": "a", "transcript": "a", "claim": "The crane cost 5.3 million."}"#;
    for bad in [neither, both, r#"{"transcript": "a"}"#, r#"{"transcript": 1, "claim": "a"}"#] {
        assert!(!readers::against_schema(&readers::own("score-input"), &[bad]).is_empty(), "{bad} is accepted");
    }
    let answers = saidso(&["score"], &[&questions[..], &[neither, "no JSON"]].concat().join("\n"));
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), 5);
    assert_eq!(readers::against_schema(&readers::own("score"), &answers), [""; 0]);
    let wrong = answers[0].replace("contradicted", "wrong");
    assert!(!readers::against_schema(&readers::own("score"), &[&wrong]).is_empty(), "{wrong} is accepted");
}
