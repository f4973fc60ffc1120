//! The `saidso` program: everything is in the library, so that it can be tested.

use std::process::ExitCode;

/// An audit is made of many small strings on several threads; the system's allocator turns to the kernel for every few of them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    saidso::cli::main()
}
