//! Word documents: the bytes as an archive, and as the XML in one.

#![no_main]

use std::io::{Cursor, Write as _};

use saidso::load;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// An archive that holds this as the text of a document.
fn packed(xml: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("an entry");
    archive.write_all(xml).expect("room");
    archive.finish().expect("an archive").into_inner()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let archive = if bytes.starts_with(b"PK") { bytes.to_vec() } else { packed(bytes) };
    if let Ok(source) = load::open("fuzz", archive) {
        saidso_fuzz::detected(&source);
        saidso_fuzz::summaries(&source);
    }
});
