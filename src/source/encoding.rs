//! From bytes to text: UTF-8 as it is, UTF-16 by its mark or its zeros, anything else by a guess.

use super::{Decoding, SourceError};

/// The text of a file, and how it was made if the bytes are not UTF-8.
pub(super) fn decode(path: &str, bytes: Vec<u8>) -> Result<(String, Option<Decoding>), SourceError> {
    if let Some(found) = utf16(&bytes) {
        return Ok(found);
    }
    if is_binary(&bytes) {
        return Err(SourceError::Binary { path: path.to_owned() });
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, None)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            other(error.as_bytes()).ok_or_else(|| {
                let line = 1 + error.as_bytes().iter().take(offset).filter(|b| **b == b'\n').count();
                SourceError::NotUtf8 { path: path.to_owned(), line, offset }
            })
        }
    }
}

/// Whether bytes hold what no text holds: zeros, or many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let control = head.iter().filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 21 | 27)).count();
    head.contains(&0) || control * 20 > head.len() || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF")
}

/// The text of UTF-16 bytes: those with a byte order mark, or with a zero in nearly every second place of one kind only.
fn utf16(bytes: &[u8]) -> Option<(String, Option<Decoding>)> {
    let (little, guessed) = match bytes {
        [0xff, 0xfe, ..] => (true, false),
        [0xfe, 0xff, ..] => (false, false),
        _ => {
            let head = bytes.get(..8192).unwrap_or(bytes);
            let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
            let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
            let most = |many: usize, few: usize| pairs >= 4 && many * 10 > pairs * 7 && few * 50 < pairs;
            (most(odd, even).then_some(true).or(most(even, odd).then_some(false))?, true)
        }
    };
    let units = bytes.chunks_exact(2).skip(usize::from(!guessed)).map(|pair| {
        let pair = [pair.first().copied().unwrap_or_default(), pair.last().copied().unwrap_or_default()];
        if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) }
    });
    let mut replaced = bytes.len() % 2;
    let text: String = char::decode_utf16(units)
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                replaced += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    let from = if little { "UTF-16LE" } else { "UTF-16BE" };
    Some((text, Some(Decoding { from, guessed, replaced })))
}

/// UTF-8 with a few bad bytes is still UTF-8; other bytes are of the code page that explains them best.
#[cfg(feature = "encodings")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn other(bytes: &[u8]) -> Option<(String, Option<Decoding>)> {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad * 8 {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Some((text, Some(Decoding { from: "UTF-8", guessed: false, replaced: bad })));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    Some((text.into_owned(), Some(Decoding { from: encoding.name(), guessed: true, replaced })))
}

/// This build knows no code page.
#[cfg(not(feature = "encodings"))]
fn other(_: &[u8]) -> Option<(String, Option<Decoding>)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    fn read(bytes: &[u8]) -> (String, Option<Decoding>) {
        decode("x", bytes.to_vec()).unwrap()
    }

    fn wide(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "Ann: déjà vu 🙂\r\nBo: yes, indeed\r\n";
        for (order, from) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")] {
            for mark in [true, false] {
                let (read, decoding) = read(&wide(text, mark, order));
                assert_eq!(read, text);
                assert_eq!(decoding, Some(Decoding { from, guessed: !mark, replaced: 0 }));
            }
        }
    }

    #[test]
    fn places_in_a_decoded_file_are_lines_and_characters() {
        let source = Source::from_bytes("x", wide("Ann: é\nBo: yes", true, u16::to_le_bytes)).unwrap();
        let at = source.text().find("yes").unwrap();
        assert_eq!((source.location(at).line, source.location(at).column), (2, 5));
        assert_eq!(source.decoding().unwrap().warning(), None);
    }

    #[test]
    fn utf8_keeps_its_bytes() {
        let (text, decoding) = read("\u{feff}é".as_bytes());
        assert_eq!((text.as_str(), decoding), ("\u{feff}é", None));
    }

    #[cfg(feature = "encodings")]
    #[test]
    fn a_code_page_is_guessed_and_named() {
        let (text, decoding) = read(b"Zo\xeb: \x93We had a caf\xe9 cr\xe8me,\x94 she said.\nAnn: tr\xe8s bien");
        assert_eq!(text, "Zoë: “We had a café crème,” she said.\nAnn: très bien");
        assert_eq!(decoding.as_ref().map(|d| (d.from, d.guessed)), Some(("windows-1252", true)));
        assert!(decoding.unwrap().warning().unwrap().contains("windows-1252, which is a guess"));
    }

    #[cfg(feature = "encodings")]
    #[test]
    fn utf8_with_a_bad_byte_stays_utf8() {
        let mut bytes = "é".repeat(20).into_bytes();
        bytes.push(0xff);
        let (text, decoding) = read(&bytes);
        assert_eq!(text, "é".repeat(20) + "\u{fffd}");
        assert_eq!(decoding, Some(Decoding { from: "UTF-8", guessed: false, replaced: 1 }));
    }

    #[cfg(not(feature = "encodings"))]
    #[test]
    fn a_bad_byte_is_named() {
        let bad = SourceError::NotUtf8 { path: "x".into(), line: 2, offset: 4 };
        assert_eq!(decode("x", b"ok\nb\xe9d".to_vec()).unwrap_err(), bad);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&[0u8, 1][..], b"%PDF-1.7", b"PK\x03\x04", &[1, 2, 3, 4, 5]] {
            assert!(matches!(decode("x", bytes.to_vec()), Err(SourceError::Binary { .. })), "{bytes:?}");
        }
    }
}
