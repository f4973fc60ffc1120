//! The command line: the outermost ring, which alone reads files, writes streams and chooses exit codes.

mod accepting;
mod align;
mod args;
mod audit;
mod calibrate;
mod config_file;
mod dump;
mod exit;
mod explain;
mod files;
mod generate;
mod init;
mod input;
mod inspect;
mod mappings;
mod output;
mod plan;
mod progress;
mod questions;
mod schema;
mod score;
mod streams;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use self::{
    args::{Cli, Command},
    exit::{Exit, Failure, complain},
};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version are messages too, and go to standard output; a closed one changes nothing.
            let _ = message.print();
            return if message.use_stderr() { Exit::NotAudited.into() } else { Exit::Clean.into() };
        }
    };
    match run(&cli.command) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            for line in &failure.lines {
                complain(line);
            }
            failure.exit.into()
        }
    }
}

fn run(command: &Command) -> Result<Exit, Failure> {
    match command {
        Command::Audit(args) | Command::Report(args) | Command::Mismatches(args) | Command::Align(args)
            if args.dump_config =>
        {
            dump::dump(args)
        }
        Command::Audit(args) => watch::over(args, || audit::audit(args)),
        Command::Report(args) => watch::over(args, || audit::report(args)),
        Command::Mismatches(args) => watch::over(args, || audit::mismatches(args)),
        Command::Align(args) => watch::over(args, || align::align(args)),
        Command::Compare(args) => audit::compare(args),
        Command::Score(args) => score::score(args),
        Command::Calibrate(args) => calibrate::calibrate(args),
        Command::Inspect(args) => inspect::inspect(args),
        Command::Baseline(args) => accepting::baseline(args),
        Command::Explain(args) => explain::explain(args),
        Command::Rules(args) => explain::rules(args),
        Command::Init(args) => init::init(args),
        Command::Completions(args) => generate::completions(args),
        Command::Man(args) => generate::man(args),
        Command::Schema(args) => schema::schema(args),
    }
}

/// Sets how many threads the audit uses; 0 is one a core.
fn threads(jobs: usize) {
    widen_heap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).start_handler(|_| widen_heap());
    // It fails only if it was set before, which happens in tests alone.
    let _ = pool.build_global();
}

/// Asks for a large block and gives it back, so that the heap of this thread grows at once.
///
/// The GNU C library's heaps grow by 132 kB, those of threads by single pages, each step a call of the kernel; they shrink as eagerly. A
/// block that was given back makes it keep what it has. Nothing is touched, so nothing is used: an audit of the seeds takes
/// 7 % less time and the same memory. Elsewhere this does nothing.
fn widen_heap() {
    // The first block raises the size from which blocks are mapped by themselves, the second is then part of the heap.
    for size in [16 << 20, 8 << 20] {
        drop(std::hint::black_box(Vec::<u8>::with_capacity(size)));
    }
}
