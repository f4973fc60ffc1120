//! The whole report as one JSON document.

use std::io::{self, Write};

use super::wire::Whole;
use crate::report::Report;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    // Thousands of small pieces: they are put together before they are written.
    let mut bytes = serde_json::to_vec_pretty(&Whole::of(report))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}
