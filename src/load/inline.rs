//! A chat on one line: `Ann: Buy butter. . Bo: Ok. . Bo: Do we have milk?` cut where the next speaker starts.

use rustc_hash::FxHashMap;

use super::{label, lines::Row};

/// One place where a label stands inside a line.
struct Place<'a> {
    /// The byte of the line at which it starts.
    at: usize,
    name: &'a str,
    /// Whether ` . ` stands before it, which only separates.
    separated: bool,
}

/// The lines with every chat on one line cut into a line a speaker.
pub(super) fn split(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    rows.into_iter().flat_map(cut).collect()
}

/// One line, cut before each speaker's name.
fn cut(row: Row<'_>) -> Vec<Row<'_>> {
    let mut places = places(row.text);
    let mut tallies: FxHashMap<&str, usize> = FxHashMap::default();
    for place in &places {
        *tallies.entry(place.name).or_default() += 1;
    }
    let again = |place: &Place<'_>| tallies.get(place.name).is_some_and(|n| *n >= 2);
    let recurs = places.iter().any(again);
    places.retain(|place| place.at == 0 || place.separated || again(place) || (recurs && label::name_like(place.name)));
    let separated = places.iter().filter(|place| place.separated).count();
    if places.first().is_none_or(|place| place.at > 0) || !(recurs && places.len() >= 3 || separated >= 1) {
        return vec![row];
    }
    let ends = places.iter().skip(1).map(|place| place.at).chain([row.text.len()]);
    places
        .iter()
        .zip(ends)
        .map(|(place, end)| {
            let text = row.text.get(place.at..end).unwrap_or_default().trim_end();
            let text = text.strip_suffix(" .").map_or(text, str::trim_end);
            Row { text, start: row.start + place.at, void: false }
        })
        .collect()
}

/// Where names with a colon stand at the start of the line and after the ends of sentences.
fn places(text: &str) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    // The byte after the last end of a sentence.
    let mut sentence = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let spaced = bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
        match byte {
            b'.' | b'?' | b'!' | b'\n' | b')' if spaced => sentence = at + 1,
            b':' if spaced && at - sentence <= 60 => {
                let Some(written) = text.get(sentence..at) else { continue };
                let name = written.trim();
                if label::plausible(name) && label::doubt(name).is_none() && !label::has_function_word(name) {
                    let start = sentence + written.len() - written.trim_start().len();
                    let separated = sentence >= 2 && text.get(..sentence).is_some_and(|before| before.ends_with(" ."));
                    places.push(Place { at: start, name, separated });
                }
                sentence = at + 1;
            }
            _ => {}
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_cut_where_names_recur() {
        for (text, cuts) in [
            (
                "Ann: Buy butter. . Bo: Ok. . Bo: Do we have milk? ",
                vec!["Ann: Buy butter.", "Bo: Ok.", "Bo: Do we have milk?"],
            ),
            ("Ann: Hi. Bo: Ho. Ann: Ha.", vec!["Ann: Hi.", "Bo: Ho.", "Ann: Ha."]),
            ("Ann: My view. Two things: cost and time.", vec!["Ann: My view. Two things: cost and time."]),
            ("No names here. At all: none.", vec!["No names here. At all: none."]),
        ] {
            let row = Row { text: text.trim(), start: 7, void: false };
            assert_eq!(cut(row).iter().map(|row| row.text).collect::<Vec<_>>(), cuts);
            assert!(cut(row).iter().all(|row| text[row.start - 7..].starts_with(row.text)));
        }
    }
}
