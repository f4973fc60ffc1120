//! Chapters: a time or a range of times in front of a title and a text.

use std::ops::Range;

use crate::{
    text::fold::fold,
    transcript::{TimeRange, Timecode},
};

use super::{
    label,
    lexicon::{self, Verb, bare},
};

/// A time range at the start of a text (`00:30 - 03:00: `, `(00:11:34) – `, `[4:05]`, `1620-5840 ms: `), and the length of it
/// with the separator after it.
pub(crate) fn stamp(text: &str) -> Option<(TimeRange, usize)> {
    let (range, length) = milliseconds(text).or_else(|| clocks(text))?;
    let rest = past_link(&text[length..]);
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || ":-–—|.•".contains(c));
    // "10:30am", "3:1 odds": a time of day or a ratio.
    (rest.is_empty() || words.len() < rest.len()).then_some((range, text.len() - words.len()))
}

/// What follows the address of a link: "[12:34](https://…) words" is a time that leads somewhere.
fn past_link(rest: &str) -> &str {
    let address = rest.strip_prefix('(').filter(|address| address.starts_with("http"));
    address.and_then(|address| address.split_once(')')).map_or(rest, |(_, after)| after)
}

/// A time in brackets at the end of a text, with its bytes: "(12:34)", "[1:02:03 - 1:04:00]".
pub(super) fn trailing_stamp(text: &str) -> Option<(TimeRange, Range<usize>)> {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || c == '.').len();
    let body = text[..end].strip_suffix([')', ']'])?;
    let start = body.rfind(['(', '['])?;
    let (range, length) = clocks(&body[start + 1..])?;
    (start + 1 + length == body.len()).then_some((range, start..end))
}

fn clocks(text: &str) -> Option<(TimeRange, usize)> {
    let (start, first) = clock(text)?;
    let rest = &text[first..];
    let dash = rest.trim_start();
    let gap = rest.len() - dash.len();
    let after = ["-->", "–", "—", "-", "to "].iter().find_map(|dash_form| dash.strip_prefix(dash_form));
    if let Some(after) = after.map(str::trim_start)
        && let Some((end, second)) = clock(after)
        && end >= start
    {
        return Some((TimeRange { start, end: Some(end) }, text.len() - after.len() + second));
    }
    let _ = gap;
    Some((TimeRange { start, end: None }, first))
}

/// One clock, brackets around it allowed, and its length.
fn clock(text: &str) -> Option<(Timecode, usize)> {
    let inner = text.trim_start_matches(['(', '[']);
    let opened = text.len() - inner.len();
    if opened > 1 {
        return None;
    }
    let digits = inner.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(inner.len());
    let written = inner[..digits].trim_end_matches(['.', ':']);
    let time = Timecode::parse(written)?;
    let closed = usize::from(inner[written.len()..].starts_with([')', ']']));
    // Inside brackets a range may go on: "[00:10 - 00:20]".
    Some((time, opened + written.len() + closed))
}

fn milliseconds(text: &str) -> Option<(TimeRange, usize)> {
    let (range, _) = text.split_at_checked(text.find(" ms")?)?;
    let (start, end) = range.split_once('-')?;
    let time = |digits: &str| (digits.len() < 12).then(|| digits.trim().parse().ok().map(Timecode)).flatten();
    let (start, end) = (time(start)?, time(end)?);
    (start <= end).then_some((TimeRange { start, end: Some(end) }, range.len() + " ms".len()))
}

/// Title and text of a chapter: their bytes. Without a separator the title ends where a sentence starts.
pub(super) fn split(text: &str) -> (Range<usize>, Range<usize>) {
    let all = text.len() - text.trim_start().len()..text.trim_end().len();
    if let Some(label) = label::label(text, 0)
        && has_sentence(&text[label.text..])
    {
        return (unrepeated(text, label.name), label.text..all.end);
    }
    for separator in [" – ", " — ", " - ", " | "] {
        if let Some(at) = text.find(separator) {
            let rest = at + separator.len();
            if text[..at].split_whitespace().count() <= 10 && has_sentence(&text[rest..]) && !has_sentence(&text[..at])
            {
                return (unrepeated(text, all.start..at), rest..all.end);
            }
        }
    }
    match sentence_start(text) {
        Some(0) => (0..0, all),
        Some(at) => (unrepeated(text, all.start..text[..at].trim_end().len()), at..all.end),
        None if text.trim_end().ends_with(['.', '!', '…']) => (0..0, all),
        None => (all, text.len()..text.len()),
    }
}

/// Whether words are more than a title: a verb that makes a statement, or a full stop.
fn has_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '…', '"', '”']) || lexicon::states(text)
}

/// The first half of words that are said twice ("Introduction Introduction"), without a colon at the end.
fn unrepeated(text: &str, range: Range<usize>) -> Range<usize> {
    let title = text[range.clone()].trim_end_matches([':', ' ']);
    let words: Vec<&str> = title.split_whitespace().collect();
    let (a, b) = words.split_at(words.len() / 2);
    let same = a.len() == b.len() && !a.is_empty() && a.iter().zip(b).all(|(a, b)| fold(bare(a)) == fold(bare(b)));
    let length = if same { title.len() / 2 } else { title.len() };
    let half = title.get(..length).unwrap_or(title).trim_end_matches([':', ' ']);
    range.start..range.start + half.len()
}

/// Where the first sentence starts after a title in capitals: 0 if there is no title, `None` if there is no sentence.
fn sentence_start(text: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> =
        text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).take(40).collect();
    let capital = |index: usize| {
        words.get(index).is_some_and(|(_, w)| w.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase))
    };
    // The first word that no title writes small.
    let small = words.iter().position(|(_, word)| word.starts_with(char::is_lowercase) && !is_connector(word))?;
    let mut start = small;
    while start > 0 && !capital(start) {
        start -= 1;
    }
    let verb = matches!(lexicon::verb(words.get(small)?.1), Some(Verb::Finite | Verb::Says | Verb::Plans | Verb::Past));
    if start > 0 && verb && !is_opener(words.get(start)?.1) {
        // "… Personalization Ana Ortiz discusses": the subject is a name of unknown length. A word of the title that comes
        // again starts it; else a name has two words.
        let repeated =
            (1..=start).find(|i| words.get(*i).zip(words.first()).is_some_and(|((_, a), (_, b))| fold(a) == fold(b)));
        let two = (start > 1 && capital(start - 1)).then(|| start - 1);
        start = repeated.or(two).unwrap_or(start);
    }
    if start == 0 {
        // A title in small letters: an opener with a capital later on starts the sentence.
        let later = (1..words.len().min(16)).find(|i| {
            let (word, before) = (words.get(*i), words.get(i - 1));
            word.is_some_and(|(_, w)| capital(*i) && is_opener(w))
                && before.is_some_and(|(_, w)| !w.ends_with(['.', ',', '?', '!']))
        });
        match later {
            Some(index)
                if !words
                    .iter()
                    .take(index)
                    .any(|(_, w)| matches!(lexicon::verb(w), Some(Verb::Finite | Verb::Says))) =>
            {
                start = index;
            }
            _ => {
                // "Wrapping up the day": no sentence at all.
                let bare_title = words.len() <= 12 && !has_sentence(text);
                return (!bare_title).then_some(0);
            }
        }
    } else if words.len() - start < 4 && !has_sentence(text) {
        return None;
    }
    words.get(start).map(|(at, _)| *at)
}

/// Words that a title writes small.
fn is_connector(word: &str) -> bool {
    [
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "nor", "of", "off", "on", "or",
        "over", "per", "the", "to", "up", "via", "vs", "vs.", "with", "without", "about", "after", "before", "between",
        "through",
    ]
    .contains(&word.trim_end_matches([',', ':']))
}

/// Words that start the sentence of a chapter's text.
fn is_opener(word: &str) -> bool {
    [
        "the", "this", "these", "in", "a", "an", "he", "she", "it", "they", "we", "there", "here", "after", "during",
        "as", "while", "when", "although", "with", "both", "by", "at", "to", "on", "for", "if", "i", "you", "our",
        "his", "her", "its",
    ]
    .contains(&fold(bare(word)).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_every_shape() {
        for (text, start, end, rest) in [
            ("00:30 - 03:00: Title", 30, Some(180), "Title"),
            ("(00:11:34) – Title", 694, None, "Title"),
            ("[4:05] Title", 245, None, "Title"),
            ("00:00 Intro", 0, None, "Intro"),
            ("65:00 – 75:30 | End", 3900, Some(4530), "End"),
            ("[00:10 - 00:20] Title", 10, Some(20), "Title"),
            ("1000-61000 ms: text", 1, Some(61), "text"),
            ("[1:03](https://v.example/?t=84) Title", 63, None, "Title"),
            ("00:10", 10, None, ""),
        ] {
            let (range, length) = stamp(text).unwrap();
            assert_eq!(
                (range.start.0 / 1000, range.end.map(|t| t.0 / 1000), &text[length..]),
                (start, end, rest),
                "{text}"
            );
        }
        for text in ["10:30am start", "3:1 odds", "2024 was", "12 people", "", "((1:00) x"] {
            assert!(stamp(text).is_none(), "{text}");
        }
        assert_eq!(trailing_stamp("It rained (12:34).").map(|(_, range)| range), Some(10..17));
        assert!(trailing_stamp("It rained (twice)").is_none());
    }

    #[test]
    fn titles_end_where_a_sentence_starts() {
        for (text, title, body) in [
            ("Robots in the Orchard The chapter shows robots.", "Robots in the Orchard", "The chapter shows robots."),
            ("Opening Opening: This part gives an outline.", "Opening", "This part gives an outline."),
            (
                "Ana Ortiz on Robots and Rain Ana Ortiz discusses rain.",
                "Ana Ortiz on Robots and Rain",
                "Ana Ortiz discusses rain.",
            ),
            (
                "The Cost and Use of Water The chapter asks for less.",
                "The Cost and Use of Water",
                "The chapter asks for less.",
            ),
            ("Soil, Seeds, and People In 2024 the farm grew.", "Soil, Seeds, and People", "In 2024 the farm grew."),
            ("Harvest: The crew picked all of it.", "Harvest", "The crew picked all of it."),
            ("Harvest – The crew picked all of it.", "Harvest", "The crew picked all of it."),
            ("Wrapping up the day", "Wrapping up the day", ""),
            ("Robots: The Next Season", "Robots: The Next Season", ""),
            ("AI friends, therapists & pets", "AI friends, therapists & pets", ""),
            ("The crew picked all of it.", "", "The crew picked all of it."),
            ("Why prices fall The host explains it.", "Why prices fall", "The host explains it."),
            ("Costs Ana Ortiz explains the price of water.", "Costs", "Ana Ortiz explains the price of water."),
        ] {
            let (a, b) = split(text);
            assert_eq!((&text[a], &text[b]), (title, body), "{text}");
        }
    }
}
