//! Bytes of any encoding, read as whatever they look like.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = saidso::load::open("fuzz", bytes.to_vec()) {
        saidso_fuzz::detected(&source);
    }
});
