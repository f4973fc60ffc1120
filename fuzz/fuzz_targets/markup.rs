//! HTML, TTML, timed text.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    saidso_fuzz::transcripts(&saidso_fuzz::source(bytes), &["html", "ttml", "youtube-xml"]);
});
