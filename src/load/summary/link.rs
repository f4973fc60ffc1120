//! Links to a place of a recording: `[listen](https://…?v=7&t=754)`, `https://…#t=12m34s`.

use std::ops::Range;

use crate::transcript::{TimeRange, Timecode};

use super::{chapter, heading::ends};

/// The time that the links of an item with its markup lead to, if it is one time only.
pub(super) fn time(raw: &str) -> Option<TimeRange> {
    let mut found = None;
    for address in raw.match_indices("://").map(|(at, _)| &raw[at..]) {
        let address =
            address.find(|c: char| c.is_whitespace() || "<>)]\"".contains(c)).map_or(address, |end| &address[..end]);
        let told = address.split(['?', '&', '#']).skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            ["t", "start", "time_continue"].contains(&key).then(|| count(value))?
        });
        match (told, found) {
            (Some(time), Some(other)) if time != other => return None,
            (Some(time), _) => found = Some(time),
            (None, _) => {}
        }
    }
    found.map(|start| TimeRange { start, end: None })
}

/// `754`, `754s`, `12m34s`, `1h2m3s`, `12:34`.
fn count(value: &str) -> Option<Timecode> {
    if value.contains(':') {
        return Timecode::parse(value);
    }
    let mut total = 0;
    let mut rest = value;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest.get(..digits).filter(|_| digits < 8)?.parse().ok()?;
        let unit = rest.get(digits..)?.chars().next();
        total += number
            * match unit {
                Some('h') => 3600,
                Some('m') => 60,
                Some('s') | None => 1,
                // A fraction of a second.
                Some('.') => return Some(Timecode::from_seconds(total + number)),
                _ => return None,
            };
        rest = rest.get(digits + usize::from(unit.is_some())..)?;
    }
    (!value.is_empty()).then(|| Timecode::from_seconds(total))
}

/// The bytes at the end of an item's words that only name its last link, and the time that they say: "… rose. [12:34](…)", "… rose. [listen](…)".
pub(super) fn pointer(raw: &str, words: &str) -> Option<(Option<TimeRange>, Range<usize>)> {
    let body = raw.trim_end().trim_end_matches('.').strip_suffix(')')?;
    let (before, address) = body.rsplit_once("](")?;
    let label = before.rsplit_once('[')?.1;
    let end = words.trim_end().trim_end_matches('.');
    let rest = end.strip_suffix(label)?;
    let stamp = chapter::stamp(label).filter(|(_, length)| *length == label.len()).map(|(time, _)| time);
    let leads = stamp.is_some()
        || (label.split_whitespace().count() <= 3 && ends(rest) && time(&format!("://{address}")).is_some());
    leads.then_some((stamp, rest.len()..words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_links() {
        for (raw, seconds) in [
            ("It rose. [listen](https://v.example/w?v=7&t=754)", Some(754)),
            ("It rose (https://v.example/w?t=12m34s).", Some(754)),
            ("https://v.example/#t=1h0m2s", Some(3602)),
            ("https://v.example/?start=90.5", Some(90)),
            ("[a](https://v.example/?t=5) and [b](https://v.example/?t=5)", Some(5)),
            ("[a](https://v.example/?t=5) and [b](https://v.example/?t=6)", None),
            ("https://v.example/?t=", None),
            ("https://v.example/?t=soon", None),
            ("https://v.example/?test=5", None),
            ("no link t=5", None),
        ] {
            assert_eq!(time(raw).map(|time| time.start), seconds.map(Timecode::from_seconds), "{raw}");
        }
    }

    #[test]
    fn words_that_only_name_a_link() {
        for (raw, words, kept) in [
            ("It rose. [listen](https://v.example/?t=7)", "It rose. listen", Some("It rose. ")),
            ("It rose [1:03](https://v.example/?t=84)", "It rose 1:03", Some("It rose ")),
            ("It rose by [eleven](https://v.example/?t=7)", "It rose by eleven", None),
            ("It rose. [report](https://v.example/report)", "It rose. report", None),
        ] {
            assert_eq!(pointer(raw, words).map(|(_, range)| &words[..range.start]), kept, "{raw}");
        }
    }
}
