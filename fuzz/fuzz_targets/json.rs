//! Every kind of JSON, transcripts and summaries.

#![no_main]

use saidso::load::{self, ClaimMapping, JSON_FORMATS, Keyed, Mapping};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = saidso_fuzz::source(bytes);
    let formats: Vec<&str> = JSON_FORMATS.iter().map(|format| format.name).chain(["json"]).collect();
    saidso_fuzz::transcripts(&source, &formats);
    saidso_fuzz::detected(&source);
    saidso_fuzz::summaries(&source);
    let mut mapping = Mapping::default();
    for (key, path) in [("turns", "segments.*"), ("text", "text"), ("speaker", "speaker"), ("start", "start")] {
        mapping.set(key, path).expect("a path");
    }
    let _ = load::transcript_mapped(&source, &mapping);
    let mut mapping = ClaimMapping::default();
    for (key, path) in [("items", "segments.*"), ("text", "text"), ("owner", "speaker"), ("start", "start")] {
        mapping.set(key, path).expect("a path");
    }
    let _ = load::summary_mapped(&source, &mapping);
});
