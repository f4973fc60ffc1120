//! `completions` and `man`: made from the one definition of the command line.

use std::{io::Write, path::Path};

use clap::{Command, CommandFactory};

use super::{
    args::{Cli, Completions, Man},
    exit::{Exit, Failure, unreadable, unwritable},
    output::{WholeFile, print},
};
use crate::config::did_you_mean;

/// The completions of a shell.
pub(super) fn completions(args: &Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "saidso", &mut script);
    print(false, |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}

/// The page of the program or of one command; or all pages, into a folder.
pub(super) fn man(args: &Man) -> Result<Exit, Failure> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    if let Some(folder) = &args.output {
        if let Err(error) = std::fs::read_dir(folder) {
            return Err(Failure::usage(unreadable(&folder.display().to_string(), &error)));
        }
        save(&root, folder)?;
        root.get_subcommands().try_for_each(|command| save(command, folder))?;
        return Ok(Exit::Clean);
    }
    let page = match args.command.as_deref() {
        None => page(&root),
        Some(name) => {
            let command = root.get_subcommands().find(|command| command.get_name() == name);
            let Some(command) = command else {
                let hint = did_you_mean(name, root.get_subcommands().map(Command::get_name));
                return Err(Failure::usage(format!("no such command: `{name}`{hint}")));
            };
            page(command)
        }
    };
    print(false, |out| out.write_all(&page))?;
    Ok(Exit::Clean)
}

/// The page of a command.
fn page(command: &Command) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).title(name(command).to_uppercase()).render(&mut bytes);
    bytes
}

/// What its page is called: `saidso-audit`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

fn save(command: &Command, folder: &Path) -> Result<(), Failure> {
    let path = folder.join(format!("{}.1", name(command)));
    let written = WholeFile::create(&path).and_then(|mut file| {
        file.write_all(&page(command))?;
        file.finish()
    });
    written.map_err(|error| Failure::usage(unwritable(&path.display().to_string(), &error)))
}
