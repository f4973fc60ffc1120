//! Tasks of the repository: `ci` runs what CI runs, `bless` renews every golden file, `train` fits the models of the rules.

mod train;

use std::{
    env,
    io::{self, Write},
    path::Path,
    process::{Command, ExitCode},
};

/// One run of cargo: its arguments, and the environment that it needs beside ours.
type Step = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// What must hold on every push, the quickest answer first.
const CI: &[Step] = &[
    (&["fmt", "--all", "--check"], &[]),
    (&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[]),
    // The library alone must stay light: without the command line it has fewer dependencies.
    (&["clippy", "--lib", "--no-default-features", "--", "-D", "warnings"], &[]),
    (&["test", "--workspace"], &[]),
    (&["doc", "--workspace", "--no-deps", "--document-private-items"], &[("RUSTDOCFLAGS", "-D warnings")]),
];

/// Writes what the tests see into the golden files; read the diff before committing it.
const BLESS: &[Step] = &[(
    &["test", "--workspace", "--no-fail-fast"],
    &[("SNAPSHOTS", "overwrite"), ("TRYCMD", "overwrite"), ("SAIDSO_BLESS", "1")],
)];

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let steps = match arguments[..] {
        ["ci"] => CI,
        ["bless"] => BLESS,
        ["train", model, folder] => return train(model, Path::new(folder)),
        _ => {
            say("usage: cargo xtask ci | bless | train MODEL DIR");
            return ExitCode::from(2);
        }
    };
    for (arguments, environment) in steps {
        say(&format!("cargo {}", arguments.join(" ")));
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let status = Command::new(cargo).args(*arguments).envs(environment.iter().copied()).status();
        if !status.is_ok_and(|status| status.success()) {
            say(&format!("failed: cargo {}", arguments.join(" ")));
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn train(model: &str, folder: &Path) -> ExitCode {
    match train::train(model, folder) {
        Ok(fitted) => {
            let _ = writeln!(io::stdout(), "{fitted}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            say(&error);
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    // A closed terminal is no reason to stop.
    let _ = writeln!(io::stderr(), "xtask: {line}");
}
