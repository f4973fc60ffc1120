//! The walk over a text: at each word, what leads in, a date, what limits it.

use jiff::civil::Date;

use super::{
    DateMention, Edge, Grain, Part, Recorded, Said, days,
    lexicon::{month, ordinal, season, small_number, tens, unit, weekday},
};
use crate::text::Word;

/// A text as the grammar sees it: words by number, and what stands between them. Words out of reach are empty.
pub(super) struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    /// The day of the recording, if known.
    pub(super) now: Option<Date>,
}

/// A date that the grammar found, before its part and its edge are known.
pub(super) struct Found {
    /// The word after it.
    pub(super) end: usize,
    pub(super) grain: Grain,
    pub(super) said: Said,
    pub(super) shift: Option<i32>,
    pub(super) days: Option<days::Days>,
    /// A part that is in the words of the date itself: "weekend", "year-end".
    pub(super) part: Part,
}

impl Found {
    pub(super) fn new(end: usize, grain: Grain, said: Said, days: Option<days::Days>) -> Self {
        Self { end, grain, said, shift: None, days, part: Part::Whole }
    }
}

/// Whether a date can open with a word: most words open none, and need not be tried with the whole grammar.
fn opens(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            // What narrows a date.
            "early" | "mid" | "middle" | "late" | "later" | "earlier" | "so" | "start" | "beginning" | "onset" | "outset"
                | "midpoint" | "end" | "close" | "tail" | "back" | "rest" | "remainder" | "balance" | "opening" | "final"
                // Which one of several.
                | "the" | "this" | "last" | "past" | "next" | "coming" | "upcoming" | "current" | "previous" | "prior"
                | "preceding" | "front" | "latter" | "it"
                // Days and years by the calendar and by the recording.
                | "today" | "tonight" | "yesterday" | "tomorrow" | "fiscal" | "calendar"
                // How many.
                | "a" | "an" | "couple" | "few" | "several" | "many" | "some"
                // Quarters and halves.
                | "q1" | "q2" | "q3" | "q4" | "h1" | "h2"
        )
        || word.starts_with("fy")
        || word.ends_with("ies")
        || unit(word).is_some()
        || month(word).is_some()
        || weekday(word).is_some()
        || season(word).is_some()
        || small_number(word).is_some()
        || tens(word).is_some()
        || ordinal(word).is_some()
}

/// The dates of a text, in order, not overlapping.
pub fn dates(text: &str, words: &[Word], recorded: Option<Recorded>) -> Vec<DateMention> {
    let reader = Reader { text, words, now: recorded.map(|Recorded(day)| day) };
    let mut found = Vec::new();
    let mut year_named = false;
    let mut i = 0;
    while i < words.len() {
        match reader.mention(i, year_named) {
            Some((mention, end)) => {
                year_named |= matches!(mention.said, Said::Calendar { year: Some(_), .. });
                found.push(mention);
                i = end.max(i + 1);
            }
            None => i += 1,
        }
    }
    found
}

impl Reader<'_> {
    /// The date that starts at word `i` and the word after it. `year_named`: a year was named before, so "the year" may be that one.
    fn mention(&self, i: usize, year_named: bool) -> Option<(DateMention, usize)> {
        if opens(self.bare(i)) {
            return self.opened(i, year_named);
        }
        debug_assert!(
            self.opened(i, year_named).is_none(),
            "a date opens with {:?}, which `opens` must know",
            self.at(i)
        );
        None
    }

    /// The same, whatever the word is.
    fn opened(&self, i: usize, year_named: bool) -> Option<(DateMention, usize)> {
        let (mut part, core) = self.part(i).unwrap_or((Part::Whole, i));
        let expected = part != Part::Whole;
        let mut found = None;
        if expected {
            found = self.anaphoric(core, year_named);
        }
        let mut found = found.or_else(|| self.calendar(core, expected)).or_else(|| self.relative(core))?;
        if part == Part::Whole {
            part = found.part;
        }
        if part != Part::Whole {
            found.days = found.days.and_then(|days| days::part(days, part, self.now));
        }
        let range = self.words.get(i)?.range.start..self.end_of(found.end.checked_sub(1)?)?;
        let edge = self.edge(i, found.end);
        let Found { end, grain, said, shift, days, .. } = found;
        Some((DateMention { range, grain, days, said, edge, part, shift }, end))
    }

    /// The end of a word without a possessive ending.
    fn end_of(&self, i: usize) -> Option<usize> {
        let word = self.words.get(i)?;
        let written = self.text.get(word.range.clone())?;
        let bare = ["'s", "\u{2019}s"].iter().find_map(|end| written.strip_suffix(end)).unwrap_or(written);
        Some(word.range.start + bare.len())
    }

    /// What narrows the date that follows: "early", "the end of", "the rest of", "later". Its meaning and the word after it.
    fn part(&self, i: usize) -> Option<(Part, usize)> {
        let of = |part: Part, at: usize| (self.next(at) == "of" || self.next(at) == "in").then_some((part, at + 1));
        let (part, next) = match self.at(i) {
            "early" => (Part::Early, i + 1),
            "mid" | "middle" if self.next(i + 1) != "of" => (Part::Middle, i + 1),
            "late" => (Part::Late, i + 1),
            "later" => (Part::Rest, i + 1),
            "earlier" => (Part::SoFar, i + 1),
            "so" if self.next(i + 1) == "far" => (Part::SoFar, i + 2),
            "start" | "beginning" | "onset" | "outset" => of(Part::Early, i + 1)?,
            "middle" | "midpoint" => of(Part::Middle, i + 1)?,
            "end" | "close" => of(Part::Late, i + 1)?,
            "tail" | "back" if matches!(self.next(i + 1), "end" | "half") => of(Part::Late, i + 2)?,
            "rest" | "remainder" | "balance" => of(Part::Rest, i + 1)?,
            "first" | "opening" if matches!(self.next(i + 1), "week" | "weeks" | "days") => of(Part::Early, i + 2)?,
            "last" | "final" if matches!(self.next(i + 1), "week" | "weeks" | "days") => of(Part::Late, i + 2)?,
            _ => return None,
        };
        let next = if matches!(self.next(next), "in" | "on") { next + 1 } else { next };
        let next = if self.next(next) == "the" && self.at(next + 1) != "last" && self.at(next + 1) != "next" {
            next + 1
        } else {
            next
        };
        self.joined(next).then_some((part, next))
    }

    /// How the words before a date limit it.
    fn edge(&self, start: usize, end: usize) -> Edge {
        let mut i = start;
        while i > 0 && self.joined(i) && matches!(self.at(i - 1), "the" | "sometime" | "about" | "around" | "roughly") {
            i -= 1;
        }
        if i == 0 || !self.joined(i) {
            return self.onwards(end);
        }
        let earlier = i.checked_sub(2).map_or("", |j| self.at(j));
        let edge = match self.at(i - 1) {
            // "By this morning's announcement", "after Tuesday's meeting"
            _ if self.at(end.saturating_sub(1)).ends_with("'s") => Edge::At,
            "by" => Edge::By,
            "than" if earlier == "later" => Edge::By,
            "than" if matches!(earlier, "sooner" | "earlier") => Edge::From,
            "before" => Edge::Before,
            "to" | "of" if matches!(earlier, "prior" | "ahead") => Edge::Before,
            "after" | "beyond" => Edge::After,
            "following" if earlier != "the" => Edge::After,
            "since" => Edge::Since,
            "starting" | "beginning" | "effective" => Edge::From,
            "in" | "from" | "on" | "with" if matches!(earlier, "starting" | "beginning" | "effective") => Edge::From,
            "until" | "till" | "til" | "through" => Edge::Until,
            _ => self.onwards(end),
        };
        if matches!(edge, Edge::Until | Edge::Before) && self.is_denied(i - 1) { Edge::From } else { edge }
    }

    /// "From 2024 on", "2024 onwards".
    fn onwards(&self, end: usize) -> Edge {
        if matches!(self.next(end), "onward" | "onwards") { Edge::From } else { Edge::At }
    }

    /// Whether a negation stands shortly before word `i` in its clause: "not ready before June", "won't ship until May".
    fn is_denied(&self, i: usize) -> bool {
        for j in (i.saturating_sub(8)..i).rev() {
            if !self.joined(j + 1) {
                return false;
            }
            if matches!(self.at(j), "not" | "never" | "cannot" | "nothing" | "nobody") || self.at(j).ends_with("n't") {
                return true;
            }
        }
        false
    }

    /// Word `i`, folded.
    pub(super) fn at(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.folded.as_str())
    }

    /// Word `i`, folded, without a possessive ending.
    pub(super) fn bare(&self, i: usize) -> &str {
        let word = self.at(i);
        match word.as_bytes() {
            [bare @ .., b'\'', b's'] => word.get(..bare.len()).unwrap_or(word),
            _ => word,
        }
    }

    /// Word `i` if nothing but space or a hyphen parts it from the word before.
    pub(super) fn next(&self, i: usize) -> &str {
        if self.joined(i) { self.bare(i) } else { "" }
    }

    /// Whether [`Self::next`] is this word.
    pub(super) fn is_next(&self, i: usize, word: &str) -> bool {
        self.bare(i) == word && self.joined(i)
    }

    /// The word before word `i` if nothing but space or a hyphen parts them.
    pub(super) fn prior(&self, i: usize) -> &str {
        if i > 0 && self.joined(i) { self.at(i - 1) } else { "" }
    }

    /// What stands between word `i` and the word before it, or the edge of the text.
    pub(super) fn gap(&self, i: usize) -> &str {
        let start = i.checked_sub(1).and_then(|j| self.words.get(j)).map_or(0, |word| word.range.end);
        let end = self.words.get(i).map_or(self.text.len(), |word| word.range.start);
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether word `i` goes on from the word before with nothing but space or a hyphen between.
    pub(super) fn joined(&self, i: usize) -> bool {
        i > 0 && i < self.words.len() && {
            let gap = self.gap(i);
            // A dash with spaces around it parts, a hyphen does not.
            gap == " "
                || gap == "-"
                || gap == "\u{2010}"
                || gap == "\u{2011}"
                || gap == "\u{2013}"
                || gap.chars().all(char::is_whitespace)
        }
    }

    /// The same, with a comma or the point of an abbreviated month allowed.
    pub(super) fn loosely_joined(&self, i: usize) -> bool {
        i > 0 && i < self.words.len() && {
            let before = self.at(i - 1);
            let short =
                super::lexicon::month(before).is_some() && (before.len() == 3 || before == "sept") && before != "may";
            self.joined(i) || self.gap(i).trim_end() == "," || (short && matches!(self.gap(i).trim_end(), "." | ".,"))
        }
    }

    /// Whether word `i` is written with a capital.
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.words
            .get(i)
            .and_then(|word| self.text.get(word.range.clone()))
            .is_some_and(|written| written.starts_with(char::is_uppercase))
    }

    /// Whether word `i` is the first of a sentence, line or title.
    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || i < self.words.len() && self.gap(i).contains(['.', '!', '?', ':', '\n', '\u{2026}'])
    }

    /// Whether word `i` is the first of a sentence or follows a mark that opens something.
    pub(super) fn starts_clause(&self, i: usize) -> bool {
        self.starts_sentence(i) || self.gap(i).contains(['"', '\u{201c}', '*', '|', ';'])
    }

    /// Whether word `i` is followed by punctuation or the end of the text.
    pub(super) fn ends_clause(&self, i: usize) -> bool {
        i + 1 >= self.words.len() || !self.joined(i + 1)
    }
}
