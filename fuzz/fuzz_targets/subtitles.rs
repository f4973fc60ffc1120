//! SRT, `WebVTT`, SBV.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    saidso_fuzz::transcripts(&saidso_fuzz::source(bytes), &["vtt", "srt", "sbv"]);
});
