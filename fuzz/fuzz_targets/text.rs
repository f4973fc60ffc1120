//! The dialects of plain text and Markdown.

#![no_main]

const FORMATS: &[&str] = &[
    "text/stamp-name",
    "md/bold-name",
    "text/name-colon",
    "text/otter",
    "text/name-lines",
    "text/stamped",
    "text/plain",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    saidso_fuzz::transcripts(&saidso_fuzz::source(bytes), FORMATS);
});
