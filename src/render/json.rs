//! The whole report as one JSON document.

use std::io::{self, Write};

use super::wire::Whole;
use crate::report::Report;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Whole::of(report))?;
    writeln!(out)
}
