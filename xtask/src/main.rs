//! Tasks of the repository: `ci` runs what CI runs, `bless` renews every golden file, `train` fits the models of the rules,
//! `measure` measures the tool for `docs/method.md`.

mod figures;
mod lines;
mod measure;
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
        ["train", model, folder] => return print(train::train(model, Path::new(folder))),
        ["measure", folder] => return print(measure::measure(Path::new(folder), false)),
        ["measure", folder, "--write"] => return print(measure::measure(Path::new(folder), true)),
        _ => {
            say("usage: cargo xtask ci | bless | train MODEL DIR | measure DIR [--write]");
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

fn print(told: Result<String, String>) -> ExitCode {
    match told {
        Ok(told) => {
            let _ = writeln!(io::stdout(), "{told}");
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
