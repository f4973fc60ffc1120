//! Summaries of every shape.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    saidso_fuzz::summaries(&saidso_fuzz::source(bytes));
});
