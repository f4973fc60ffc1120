//! Tasks of the repository: `ci` runs what CI runs, `bless` renews every golden file.
fn main() {}
