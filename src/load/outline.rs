//! A file's own table of times, `(00:11:34) – Title` a line, and which headings it names.

use super::stamp;
use crate::{text::fold::fold, transcript::Timecode};

/// Entries of a table of times in order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    entries: Vec<Entry>,
    /// The entry after the last one that was matched.
    next: usize,
}

#[derive(Debug)]
struct Entry {
    /// The title, folded, without marks and numbering.
    title: String,
    start: Timecode,
}

/// How alike a heading and an entry must be, 0 to 1.
const ALIKE: f64 = 0.8;
/// How far ahead an entry is looked for.
const AHEAD: usize = 6;

/// The title and time of an entry line, if it is one.
pub(super) fn entry(text: &str) -> Option<(&str, Timecode)> {
    let text = text.trim_start_matches(['-', '*', '•', ' ']);
    if let Some((time, length)) = stamp::leading(text) {
        let title = text.get(length..)?.trim_start_matches([' ', '-', '–', '—', ':', '|', '\t']);
        return (!title.is_empty() && title.len() <= 200).then_some((title, time.start));
    }
    let (time, at) = stamp::trailing(text, true)?;
    let title = text.get(..at)?.trim_end_matches([' ', '-', '–', '—', ':', '|', '.', '\t']);
    (!title.is_empty() && title.len() <= 200).then_some((title, time.start))
}

impl Outline {
    /// Adds an entry.
    pub(super) fn add(&mut self, title: &str, start: Timecode) {
        self.entries.push(Entry { title: plain(title), start });
    }

    /// Whether there are enough entries to trust it.
    pub(super) fn is_some(&self) -> bool {
        self.entries.len() >= 2
    }

    /// Whether the table names a heading, perhaps in slightly other words.
    pub(super) fn has(&self, heading: &str) -> bool {
        self.place(heading).is_some()
    }

    /// The time of a heading that the table names; entries are used up in order.
    pub(super) fn find(&mut self, heading: &str) -> Option<Timecode> {
        let index = self.place(heading)?;
        self.next = index + 1;
        self.entries.get(index).map(|entry| entry.start)
    }

    /// The entry that is most like a heading, among the next ones.
    fn place(&self, heading: &str) -> Option<usize> {
        if heading.len() > 200 || !self.is_some() {
            return None;
        }
        let heading = plain(heading);
        let near = self.entries.iter().enumerate().skip(self.next).take(AHEAD);
        let (index, score) = near
            .map(|(index, entry)| (index, strsim::normalized_levenshtein(&heading, &entry.title)))
            .reduce(|best, new| if new.1 > best.1 { new } else { best })?;
        (score >= ALIKE).then_some(index)
    }
}

/// The form in which titles are compared: folded, without marks and numbers in front.
fn plain(title: &str) -> String {
    fold(
        title
            .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '#' | ' ' | '*' | '_'))
            .trim_end_matches(['*', '_', ' ', ':']),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_found_in_order_and_in_other_words() {
        let mut outline = Outline::default();
        for line in
            ["(00:00:00) – How it began", "00:11:34 Friends & therapists", "26:36 - 100x growth", "Last words 1:02:03"]
        {
            let (title, start) = entry(line).unwrap();
            outline.add(title, start);
        }
        assert_eq!(outline.find("How it began"), Some(Timecode(0)));
        assert_eq!(outline.find("Something else"), None);
        assert_eq!(outline.find("Friends, & Therapist"), Some(Timecode::from_seconds(694)));
        assert_eq!(outline.find("100x growth"), Some(Timecode::from_seconds(1596)));
        assert_eq!(outline.find("How it began"), None);
        assert_eq!(outline.find("Last words"), Some(Timecode::from_seconds(3723)));
    }
}
