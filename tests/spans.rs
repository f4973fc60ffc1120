//! Does every place lead back to the words that stand there, whatever happened to the file?
//!
//! `SAIDSO_SAMPLES=DIR cargo test --release --test spans -- --ignored --nocapture` asks that of the files of a folder of your own.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

mod dice;
mod property;

use std::{
    fs,
    path::{Path, PathBuf},
};

use dice::Dice;
use property::Seen;
use saidso::load;

/// All files below a folder, in order, but the records of how they are read.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_none_or(|extension| extension != "turns" && extension != "claims") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Reads bytes as a transcript and as a summary, and looks at every place of both.
fn look(name: &str, bytes: Vec<u8>) -> Seen {
    let Ok(source) = load::open(name, bytes) else { return Seen::default() };
    let mut seen = property::transcript(&load::transcript(&source));
    seen.add(property::parts(&load::summary(&source)));
    seen.add(property::parts(&load::summary_as(&source, "text").unwrap()));
    seen
}

/// Something that happens to the bytes of a file.
type Damage = fn(&[u8], &mut Dice) -> Vec<u8>;

/// What can happen to a file on its way here.
const DAMAGES: [(&str, Damage); 13] = [
    ("as it is", |bytes, _| bytes.to_vec()),
    ("cut off", |bytes, dice| bytes[..dice.below(bytes.len())].to_vec()),
    ("start lost", |bytes, dice| bytes[dice.below(bytes.len())..].to_vec()),
    ("bits flipped", |bytes, dice| {
        let mut bytes = bytes.to_vec();
        for _ in 0..=bytes.len() / 400 {
            let at = dice.below(bytes.len());
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << dice.below(8));
        }
        bytes
    }),
    ("a hole", |bytes, dice| {
        let from = dice.below(bytes.len());
        let to = (from + dice.below(200)).min(bytes.len());
        [&bytes[..from], &bytes[to..]].concat()
    }),
    ("lines swapped", |bytes, dice| {
        lines(bytes, |lines| {
            for _ in 0..=lines.len() / 20 {
                let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
                lines.swap(a, b);
            }
        })
    }),
    ("lines doubled", |bytes, dice| {
        lines(bytes, |lines| {
            for _ in 0..=lines.len() / 20 {
                let at = dice.below(lines.len());
                lines.insert(at, lines[at]);
            }
        })
    }),
    ("CRLF", |bytes, _| lines_ended(bytes, b"\r\n")),
    ("CR", |bytes, _| lines_ended(bytes, b"\r")),
    ("CR and LF by turns", |bytes, _| {
        let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        lines.chunks(2).map(|pair| pair.join(&b"\r"[..])).collect::<Vec<_>>().join(&b"\n"[..])
    }),
    ("byte order mark", |bytes, _| [b"\xef\xbb\xbf", bytes].concat()),
    ("UTF-16", |bytes, _| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }),
    ("accents apart", |bytes, _| {
        use unicode_normalization::UnicodeNormalization;
        String::from_utf8_lossy(bytes).nfd().collect::<String>().into_bytes()
    }),
];

fn lines(bytes: &[u8], change: impl FnOnce(&mut Vec<&[u8]>)) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    change(&mut lines);
    lines.join(&b"\n"[..])
}

fn lines_ended(bytes: &[u8], end: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    lines.join(end)
}

/// Looks at files in every state, each kind of damage done so often; gives what was seen, and of how many states.
fn look_at_all(paths: &[PathBuf], times: usize) -> (Seen, usize) {
    let mut seen = Seen::default();
    let mut states = 0;
    for (number, path) in paths.iter().enumerate() {
        let bytes = fs::read(path).unwrap();
        for (name, damage) in DAMAGES {
            let mut dice = Dice(0x5eed_cafe + number as u64);
            for _ in 0..times {
                let damaged = damage(&bytes, &mut dice);
                let mut found = look("file", damaged);
                found.faults.truncate(3);
                found.faults.iter_mut().for_each(|fault| *fault = format!("{} {name}: {fault}", path.display()));
                seen.add(found);
                states += 1;
            }
        }
    }
    (seen, states)
}

fn told(seen: &Seen) -> String {
    let faults = seen.faults.iter().take(40).map(|fault| fault.chars().take(600).collect::<String>());
    format!("{} faults:\n{}", seen.faults.len(), faults.collect::<Vec<_>>().join("\n"))
}

#[test]
fn places_lead_back_to_words_in_fixtures_whole_and_damaged() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut paths = files(&root.join("formats"));
    paths.extend(files(&root.join("summaries")));
    paths.extend(files(&root.join("fuzz_found")));
    assert!(paths.len() > 65, "{}", paths.len());
    let (seen, states) = look_at_all(&paths, 2);
    assert!(seen.faults.is_empty(), "{}", told(&seen));
    assert!(states > 1700 && seen.pieces > 50_000 && seen.words > 250_000, "{states} {} {}", seen.pieces, seen.words);
}

/// Inputs on which fuzzing found a fault: they are read, in every format, and their places are right.
#[test]
fn what_fuzzing_found_is_read() {
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz_found")) {
        let Ok(source) = load::open("found", fs::read(&path).unwrap()) else { continue };
        for format in load::formats() {
            let seen = property::transcript(&load::transcript_as(&source, format).unwrap());
            assert!(seen.faults.is_empty(), "{} as {format}: {}", path.display(), told(&seen));
        }
        for format in load::SUMMARY_FORMATS {
            let seen = property::parts(&load::summary_as(&source, format).unwrap());
            assert!(seen.faults.is_empty(), "{} as {format}: {}", path.display(), told(&seen));
        }
    }
}

#[test]
#[ignore = "reads a folder that only some have"]
fn places_lead_back_to_words_in_files_of_a_folder() {
    let folder = std::env::var_os("SAIDSO_SAMPLES").expect("SAIDSO_SAMPLES names a folder");
    let paths = files(Path::new(&folder));
    let (seen, states) = look_at_all(&paths, 1);
    println!("{} files in {states} states: {} pieces, {} words", paths.len(), seen.pieces, seen.words);
    assert!(seen.faults.is_empty(), "{}", told(&seen));
}
