//! Does `--watch` see what a person changes, and nothing else?
#![cfg(feature = "cli")]

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// What it takes on a machine that does other things is no fault.
const DEADLINE: Duration = Duration::from_secs(120);

const TALK: &str =
    "Ada: The crane cost three and a half million.\n\nBen: We measured the ice on the canal this morning.\n";
const WRONG: &str = "- The crane cost 5.3 million.\n";
const RIGHT: &str = "- The crane cost 3.5 million in all.\n";
const CONFIG: &str = "[[recording]]\nname = \"harbour\"\ntranscript = \"talk.txt\"\nsummaries = [\"notes*.md\"]\n";

/// A folder with a talk, a summary and a configuration, and a process that watches them.
struct Watch {
    folder: PathBuf,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn of(name: &str, arguments: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("saidso-watch-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in [("talk.txt", TALK), ("notes.md", WRONG), ("saidso.toml", CONFIG)] {
            fs::write(folder.join(file), text).expect("written");
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_saidso"))
            .args(arguments)
            .arg("--watch")
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (line, lines) = channel();
        let told = child.stderr.take().expect("an output");
        std::thread::spawn(move || BufReader::new(told).lines().map_while(Result::ok).try_for_each(|l| line.send(l)));
        Self { folder, child, lines }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What is told until it waits.
    fn round(&self) -> Vec<String> {
        let lines = std::iter::from_fn(|| Some(self.lines.recv_timeout(DEADLINE).expect("a line in time")));
        lines.take_while(|line| !line.starts_with("saidso: waiting")).collect()
    }

    /// What the round wrote.
    fn report(&self) -> String {
        fs::read_to_string(self.path("report.txt")).expect("read")
    }

    /// As editors do: the new file is written beside the old one and takes its name.
    fn replace(&self, name: &str, text: &str) {
        let beside = self.path(".new");
        fs::write(&beside, text).expect("written");
        fs::rename(&beside, self.path(name)).expect("renamed");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const WRITTEN: [&str; 2] = ["-o", "concise=report.txt"];

#[test]
fn what_is_changed_is_audited_again() {
    let watch = Watch::of("changes", &[&["audit"], &WRITTEN[..]].concat());
    assert_eq!(watch.round(), [""; 0]);
    assert!(watch.report().starts_with("notes.md:1:18: error[C001]"), "{}", watch.report());

    watch.replace("notes.md", RIGHT);
    assert_eq!(watch.round(), ["saidso: changed: notes.md"]);
    assert_eq!(watch.report(), "");

    // A new file that the pattern matches.
    fs::write(watch.path("notes-b.md"), WRONG).expect("written");
    assert_eq!(watch.round(), ["saidso: changed: notes-b.md"]);
    assert!(watch.report().starts_with("notes-b.md:1:18: error[C001]"), "{}", watch.report());

    fs::remove_file(watch.path("notes-b.md")).expect("removed");
    assert_eq!(watch.round(), ["saidso: changed: notes-b.md"]);
    assert_eq!(watch.report(), "");

    // The configuration counts, and may be broken for a while.
    watch.replace("saidso.toml", "[[recording]\n");
    let broken = watch.round();
    assert_eq!(broken[0], "saidso: changed: saidso.toml");
    assert!(broken[1].starts_with("saidso: saidso.toml:1"), "{broken:?}");
    watch.replace("saidso.toml", CONFIG);
    assert_eq!(watch.round(), ["saidso: changed: saidso.toml"]);

    // A file that is gone is told, and awaited.
    fs::remove_file(watch.path("talk.txt")).expect("removed");
    let gone = watch.round();
    assert_eq!(gone, ["saidso: changed: talk.txt", "saidso: talk.txt: no such file; check the path"]);
    fs::write(watch.path("talk.txt"), TALK).expect("written");
    assert_eq!(watch.round(), ["saidso: changed: talk.txt"]);
}

#[test]
fn files_that_are_named_need_no_configuration() {
    let watch = Watch::of("named", &[&["mismatches", "notes.md", "-t", "talk.txt"], &WRITTEN[..]].concat());
    assert_eq!(watch.round(), [""; 0]);
    // No concern of what was asked for: the next round is that of the file that is.
    fs::write(watch.path("notes-b.md"), WRONG).expect("written");
    watch.replace("notes.md", RIGHT);
    assert_eq!(watch.round(), ["saidso: changed: notes.md"]);
    assert_eq!(watch.report(), "");
}

#[test]
#[cfg(unix)]
fn it_ends_when_it_is_interrupted() {
    use std::os::unix::process::ExitStatusExt;

    let mut watch = Watch::of("interrupt", &["audit"]);
    watch.round();
    let id = watch.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("it runs").success());
    assert_eq!(watch.child.wait().expect("it ends").signal(), Some(2));
}

#[test]
fn what_cannot_be_watched_is_told_at_once() {
    for (arguments, words) in [
        (["audit", "-", "-t", "talk.txt"], "standard input (`-`) cannot be watched; give files"),
        (["audit", "none.md", "-t", "talk.txt"], "none.md: no such file"),
        (["audit", "none.md", "--select", "nothing"], "unknown rule or family"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_saidso"))
            .args(arguments)
            .arg("--watch")
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/audit.in"))
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && told.contains(words), "{arguments:?}: {told}");
    }
}
