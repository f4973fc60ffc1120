//! The `saidso` program.
fn main() {}
