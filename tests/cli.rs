//! Does the command line do what `tests/cli/*.md` shows, and does it behave among other programs?
#![cfg(feature = "cli")]

use std::{
    fs,
    io::{Read, Write},
    path::PathBuf,
    process::{Command, Output, Stdio},
};

#[test]
fn the_pages_are_true() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cli/*.md");
}

fn saidso(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saidso"));
    command.args(arguments).current_dir(fixtures()).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/score.in")
}

/// Runs a command with a text on its standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = saidso(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_owned();
    // It may end before it has read all: then the rest is not wanted.
    let feeding = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    let _ = feeding.join();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let questions = "{\"id\":1,\"transcript\":\"Ada: Hello.\",\"claim\":\"Hello.\"}\n".repeat(4000);
    let mut child = saidso(&["score"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdout = child.stdout.take().expect("it has an output");
    let mut stdin = child.stdin.take().expect("it has an input");
    let feeding = std::thread::spawn(move || stdin.write_all(questions.as_bytes()));
    let mut first = [0; 10];
    stdout.read_exact(&mut first).expect("it answers");
    drop(stdout);
    let _ = feeding.join();
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn answers_keep_the_order_of_the_questions_whatever_the_number_of_threads() {
    // More documents than are kept, coming back after they were dropped.
    let question = |number: usize| {
        let (round, document) = (number / 150, number % 150);
        format!(
            "{{\"id\":\"{round}/{document}\",\"transcript\":\"Ada: The crane cost {document} million.\",\
             \"claim\":\"The crane cost 7 million.\"}}\n"
        )
    };
    let questions: String = (0..450).map(question).collect();
    let one = fed(&["score", "-j", "1"], questions.as_bytes());
    let many = fed(&["score", "-j", "4"], questions.as_bytes());
    assert_eq!(one.status.code(), Some(0), "{}", text(&one.stderr));
    assert_eq!(one.stdout, many.stdout);
    let lines = text(&one.stdout);
    assert_eq!(lines.lines().count(), 450);
    for (line, number) in lines.lines().zip(0..) {
        let id = format!("{{\"id\":\"{}/{}\",", number / 150, number % 150);
        assert!(line.starts_with(&id), "{line}");
    }
}

#[test]
fn bytes_that_are_no_text_are_one_bad_line() {
    let mut input = b"{\"id\":1,\"claim\":\"\xff\"}\n\n".to_vec();
    input.extend_from_slice(b"{\"id\":2,\"transcript\":\"Ada: Hi.\",\"claim\":\"Hi.\"}");
    let output = fed(&["score"], &input);
    let lines = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(lines.lines().next().is_some_and(|line| line.contains("\"error\":\"line 1: ")), "{lines}");
    assert!(lines.lines().nth(1).is_some_and(|line| line.starts_with("{\"id\":2,\"support\":")), "{lines}");
}

#[test]
fn an_output_file_is_whole_or_not_there() {
    let folder = std::env::temp_dir().join(format!("saidso-cli-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let target = folder.join("answers.jsonl");
    fs::write(&target, "old").expect("a file");
    let path = target.to_str().expect("a path");

    let failed = saidso(&["score", "--input", "none.jsonl", "--output", path]).output().expect("it runs");
    assert_eq!(failed.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&target).expect("still there"), "old");

    let done = saidso(&["score", "--input", "questions.jsonl", "--output", path]).output().expect("it runs");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::read_to_string(&target).expect("written").starts_with("{\"id\":"));
    let left: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["answers.jsonl"]);
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn an_interrupted_run_goes_on_where_it_ended() {
    let folder = std::env::temp_dir().join(format!("saidso-resume-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("answers.jsonl").display().to_string();
    let question = |id: usize| {
        format!(
            "{{\"id\":{id},\"transcript\":\"Ada: The crane cost 3 million.\",\"claim\":\"The crane cost {id} million.\"}}\n"
        )
    };
    let questions: String = (1..=6).map(question).collect();
    let whole = fed(&["score"], questions.as_bytes()).stdout;
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    // Two answers are there, a third was cut off.
    let cut = [lines[0], lines[1], &lines[2][..10]].concat();
    fs::write(&path, cut).expect("written");
    let output = fed(&["score", "--skip-existing", "--output", &path], questions.as_bytes());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&fs::read(&path).expect("read")), text(&whole));
    // Nothing is left to do, and nothing is done.
    fed(&["score", "--skip-existing", "--output", &path], questions.as_bytes());
    assert_eq!(text(&fs::read(&path).expect("read")), text(&whole));
    assert_eq!(fed(&["score", "--skip-existing"], b"").status.code(), Some(2));
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let rules = |arguments: &[&str]| saidso(arguments).output().expect("it runs").stdout;
    assert!(!rules(&["rules"]).contains(&0x1b));
    assert!(!rules(&["rules", "--color", "never"]).contains(&0x1b));
    assert!(rules(&["rules", "--color", "always"]).contains(&0x1b));
}

#[test]
fn only_align_tells_the_parts_of_a_score() {
    let told = |command: &str, jobs: &str| {
        let arguments = [command, "minutes.md", "-t", "talk.txt", "-f", "json", "-j", jobs];
        let output = saidso(&arguments).current_dir(fixtures().with_file_name("align.in")).output().expect("it runs");
        text(&output.stdout)
    };
    let whole = told("align", "1");
    assert!(whole.contains("\"parts\": {"), "{whole}");
    assert_eq!(whole, told("align", "4"));
    assert!(!told("audit", "1").contains("\"parts\""));
    let file = std::env::temp_dir().join(format!("saidso-align-{}.json", std::process::id()));
    let output = format!("json={}", file.display());
    let list = saidso(&["align", "minutes.md", "-t", "talk.txt", "-o", &output])
        .current_dir(fixtures().with_file_name("align.in"))
        .output()
        .expect("it runs");
    assert!(text(&list.stdout).starts_with("minutes.md:3: c1, "), "the list is shown beside the file");
    assert_eq!(fs::read_to_string(&file).expect("written"), whole);
    fs::remove_file(&file).expect("removed");
}

#[test]
fn the_nearest_configuration_is_found_from_a_folder_below() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let given = saidso(&["audit", "-f", "json"]).current_dir(&root).output().expect("it runs");
    let found =
        saidso(&["audit", "-f", "json"]).current_dir(root.join("seeds/llama4-interview")).output().expect("it runs");
    assert_eq!(given.status.code(), found.status.code());
    // The paths are shown from where one stands.
    let shown = |output: &Output| text(&output.stdout) + &text(&output.stderr);
    assert!(shown(&given).contains("seeds/llama4-interview/transcript.txt"));
    assert_eq!(shown(&given).replace("seeds/llama4-interview/", ""), shown(&found));
}

#[test]
fn labels_scored_under_what_was_calibrated_from_them_give_the_figures_it_told() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/calibrate.in");
    let folder = std::env::temp_dir().join(format!("saidso-calibrate-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let (written, shuffled) = (folder.join("saidso.toml"), folder.join("shuffled.jsonl"));
    let labels = fs::read_to_string(here.join("labels.jsonl")).expect("labels");
    let is_true = |line: &str| ["true}", "1}", "\"supported\"}"].iter().any(|end| line.ends_with(end));
    // Other order, other line ends, a mark at the start, and no line end at the last.
    let other: Vec<&str> = labels.lines().rev().collect();
    fs::write(&shuffled, format!("\u{feff}{}", other.join("\r\n\r\n"))).expect("written");
    for rate in ["0", "10%", "0.25", "50", "100"] {
        let calibrate = |labels: &str, jobs: &str| {
            saidso(&["calibrate", "--false-alarms", rate, "--labels", labels, "-j", jobs])
                .current_dir(&here)
                .output()
                .expect("it runs")
        };
        let output = calibrate("labels.jsonl", "1");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let page = text(&output.stdout);
        assert_eq!(text(&calibrate(shuffled.to_str().expect("a path"), "3").stdout), page);

        fs::write(&written, &page).expect("written");
        let scored = saidso(&["score", "--input", "labels.jsonl", "--config", written.to_str().expect("a path")])
            .current_dir(&here)
            .output()
            .expect("it runs");
        let answers = text(&scored.stdout);
        let called = |wanted: bool| {
            let answers = labels.lines().zip(answers.lines()).filter(|(line, _)| is_true(line) == wanted);
            answers.filter(|(_, answer)| !answer.contains("\"supported\"")).count()
        };
        let told = page.lines().find(|line| line.contains("as below")).expect("figures");
        for count in [called(true), called(false)] {
            assert!(told.contains(&format!("({count} of ")), "{rate}: {count} in {told}");
        }
    }
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn what_init_writes_can_be_audited_at_once_and_is_the_same_every_time() {
    let folder = std::env::temp_dir().join(format!("saidso-init-{}", std::process::id()));
    let council = folder.join("council [1]");
    fs::create_dir_all(&council).expect("a folder");
    for hidden in [".hidden", "node_modules"] {
        fs::create_dir_all(folder.join(hidden)).expect("a folder");
        fs::write(folder.join(hidden).join("talk.txt"), "Ada: It is hidden.\n\nBen: It is.").expect("written");
    }
    let talk = "Ada: The crane cost three million euros.\n\nBen: And it still stands on the north quay.\n";
    fs::write(council.join("transcript \"*\".txt"), talk).expect("written");
    fs::write(council.join("notes {a}.md"), "- The crane cost 5 million euros.\n").expect("written");
    fs::write(folder.join("picture.txt"), [0u8, 159, 146, 150]).expect("written");
    let run = |arguments: &[&str]| saidso(arguments).current_dir(&folder).output().expect("it runs");

    let written = run(&["init"]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let told = text(&written.stderr);
    assert!(told.contains("1 summary: council [1]/notes {a}.md") && !told.contains("hidden"), "{told}");
    let audited = run(&["audit", "-f", "concise"]);
    assert_eq!(audited.status.code(), Some(1), "{}", text(&audited.stderr));
    assert!(text(&audited.stdout).starts_with("council [1]/notes {a}.md:1:"), "{}", text(&audited.stdout));

    // What is in effect says the same when it is the configuration.
    let dumped = run(&["audit", "--dump-config"]).stdout;
    fs::write(folder.join("dumped.toml"), &dumped).expect("written");
    assert_eq!(run(&["audit", "-f", "concise", "--config", "dumped.toml"]).stdout, audited.stdout);
    assert_eq!(run(&["audit", "--dump-config", "--config", "dumped.toml"]).stdout, dumped);

    // From another folder, too, with what it allows.
    let allow = "[[allow]]\nrule = \"wrong-number\"\nsummary = \"council*/*.md\"\nreason = \"with interest\"\n";
    fs::write(folder.join("allowing.toml"), text(&dumped) + allow).expect("written");
    let below = |arguments: &[&str]| saidso(arguments).current_dir(folder.join(".hidden")).output().expect("it runs");
    let dumped = below(&["audit", "--dump-config", "--config", "../allowing.toml"]).stdout;
    fs::write(folder.join(".hidden/dumped.toml"), dumped).expect("written");
    let audited = below(&["audit", "-f", "concise", "--config", "dumped.toml"]);
    assert_eq!((audited.status.code(), text(&audited.stdout)), (Some(0), String::new()));

    let first = fs::read(folder.join("saidso.toml")).expect("read");
    assert_eq!(run(&["init"]).status.code(), Some(2));
    assert_eq!(run(&["init", "--force"]).status.code(), Some(0));
    assert_eq!(fs::read(folder.join("saidso.toml")).expect("read"), first);
    assert_eq!(run(&["init", "--stdout"]).stdout, first);
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn without_a_transcript_nothing_is_said_in_its_name() {
    let folder = std::env::temp_dir().join(format!("saidso-compare-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("a.md"), "- The crane cost 5 million euros.\n").expect("written");
    fs::write(folder.join("b.md"), "- The crane cost 6 million euros.\n").expect("written");
    let output = saidso(&["compare", "a.md", "b.md", "-f", "json"]).current_dir(&folder).output().expect("it runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let recording = &report["recordings"][0];
    assert_eq!(recording["conflicts"][0]["message"], "5 million euros against 6 million euros");
    assert_eq!(recording["conflicts"][0]["favours"], "unknown");
    assert_eq!(report["totals"]["unchecked"], 2);
    assert_eq!(report["totals"]["score"], serde_json::Value::Null);
    fs::remove_dir_all(&folder).expect("removed");
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let path = std::env::temp_dir().join(format!("saidso-large-{}.txt", std::process::id()));
    fs::File::create(&path).and_then(|file| file.set_len(300 << 20)).expect("a file of holes");
    let output = saidso(&["inspect", &path.display().to_string()]).output().expect("it ends");
    fs::remove_file(&path).expect("it is there");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("is larger than 256 MiB"), "{}", text(&output.stderr));
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_whose_name_is_no_text_does_not_pass() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = std::env::temp_dir().join(format!("saidso-name-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("talk.txt"), "Ada: The crane cost three and a half million.\nBen: It still stands.\n")
        .expect("a talk");
    fs::write(folder.join("good.md"), "- The crane cost 3.5 million.\n").expect("a summary");
    let config = "[[recording]]\nname = 'a'\ntranscript = 'talk.txt'\nsummaries = ['*.md']\n";
    fs::write(folder.join("saidso.toml"), config).expect("a configuration");
    let audit = || saidso(&["audit"]).current_dir(&folder).output().expect("it ends");
    assert_eq!(audit().status.code(), Some(0));
    fs::write(folder.join(OsStr::from_bytes(b"bad\xff.md")), "- The crane cost 5.3 million.\n")
        .expect("another summary");
    let output = audit();
    fs::remove_dir_all(&folder).expect("it is there");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains("no such file"), "{}", text(&output.stderr));
}
