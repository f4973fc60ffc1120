//! Whether a name occurs in a transcript, however it is written there.

use std::{ops::Range, sync::OnceLock};

use rustc_hash::FxHashMap;

use super::{
    Name, NameKind, lists,
    relation::opens_words,
    sound::{self, Sound},
};
use crate::{
    mention::concordance::Concordance,
    text::{Word, is_stop_word, stem},
};

/// A key of more bytes than this is looked for without first asking whether words of the transcript can spell it.
const LONGEST_SPELT: usize = 24;

/// The words of a transcript, ready for looking up names. Built once, in linear time.
#[derive(Debug, Default)]
pub struct NameIndex {
    words: Concordance,
    /// Of each word: how it is written.
    marks: Vec<Mark>,
    /// Of each distinct word: how it was first written.
    written: Vec<Box<str>>,
    /// Whether the transcript has capitals inside sentences at all.
    cased: bool,
    sounds: OnceLock<Sounds>,
}

/// Whether a name occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// It does, perhaps in lower case, in several words, or by another name of the same thing.
    Present,
    /// Only these of its parts do: the longest stretch of [`Name::parts`] that occurs.
    Part(Range<usize>),
    /// A word or two that sound alike do, written like this.
    Alike(String),
    /// It does not.
    Absent,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    /// Begins with a capital.
    capital: bool,
    /// Has a capital inside, as acronyms do, or an accent: no small word of English.
    upper: bool,
    /// The first word of a text: no name goes on across it.
    first: bool,
}

/// Rare and capitalised words, and pairs of neighbours, by sound.
#[derive(Debug, Default)]
struct Sounds {
    entries: Vec<(String, String, Sound)>,
    by_key: FxHashMap<String, Vec<usize>>,
    long: FxHashMap<char, Vec<usize>>,
}

impl NameIndex {
    /// Reads texts in order, each with its words. Names are not looked for across two texts.
    pub fn new<'a>(texts: impl IntoIterator<Item = (&'a str, &'a [Word])>) -> Self {
        let mut index = Self::default();
        let mut inner_capitals = 0usize;
        for (text, words) in texts {
            for (at, word) in words.iter().enumerate() {
                let written = text.get(word.range.clone()).unwrap_or_default();
                let capital = written.chars().next().is_some_and(char::is_uppercase);
                let accented = |c: char| c.is_alphabetic() && !c.is_ascii();
                let upper = written.chars().skip(1).any(char::is_uppercase) || written.contains(accented);
                let decimal = word.folded == "point"
                    && at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(is_number)
                    && words.get(at + 1).is_some_and(is_number);
                let sign = lists::sign(written, text.get(word.range.end..).unwrap_or_default());
                let id = match sign {
                    _ if decimal => index.words.push("."),
                    "" => index.words.push(&lists::key(&word.folded)),
                    sign => index.words.push(&(lists::key(&word.folded) + sign)),
                };
                if id as usize == index.written.len() {
                    let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s")).unwrap_or(written);
                    index.written.push(bare.into());
                }
                inner_capitals += usize::from(at > 0 && capital && word.folded != "i");
                index.marks.push(Mark { capital, upper, first: at == 0 });
            }
        }
        index.words.close();
        index.cased = inner_capitals * 200 > index.marks.len();
        index
    }

    /// Whether a name occurs. What merely sounds alike is looked for only when nothing else is found.
    pub fn lookup(&self, name: &Name) -> Presence {
        if !self.places(name).is_empty() {
            return Presence::Present;
        }
        let common = |part: &String| name.initial && lists::is_common(part, &stem(part));
        if name.parts.iter().all(common) {
            return Presence::Absent;
        }
        // An acronym is spelt out, not heard as a word.
        let spelt = name.kind == NameKind::Acronym;
        if let Some(written) = self.alike(&name.key()).filter(|_| !spelt) {
            return Presence::Alike(written);
        }
        let parts: Vec<String> = name.parts.iter().map(|part| lists::key(part).into_owned()).collect();
        if let Some(stretch) = self.stretch(&parts) {
            return Presence::Part(stretch);
        }
        let telling = |part: &&String| parts.len() > 1 && part.len() >= 5 && !lists::is_common(part, &stem(part));
        parts
            .iter()
            .filter(telling)
            .filter_map(|part| self.alike(part))
            .map(Presence::Alike)
            .next()
            .unwrap_or(Presence::Absent)
    }

    /// Where a name occurs, by any of its writings: ranges of words, counted over all texts from 0, ascending.
    pub fn places(&self, name: &Name) -> Vec<Range<usize>> {
        let key = name.key();
        let mut places = Vec::new();
        let mut forms: Vec<&str> = vec![&key];
        let plural = format!("{key}s");
        if name.kind != NameKind::Person && (key.len() >= 3 || name.kind == NameKind::Acronym) {
            forms.push(&plural);
            forms.extend(key.strip_suffix('s').filter(|one| one.len() >= 3 && !one.ends_with('s')));
        }
        // "C#" is written with its sign, which is no part of a word.
        let unsigned = key.trim_end_matches(['#', '+']);
        forms.extend((unsigned != key).then_some(unsigned));
        forms.extend(lists::aliases(&key).iter().filter(|alias| **alias != key).map(String::as_str));
        forms
            .extend(name.forms.told.iter().flat_map(|told| told.iter()).filter(|one| **one != key).map(String::as_str));
        let place: Option<String> = lists::place_of(&key).map(|place| place.split(' ').map(lists::key).collect());
        forms.extend(place.as_deref());
        forms.extend(place.iter().flat_map(|place| lists::aliases(place)).map(String::as_str));
        forms.extend(lists::demonyms_of(&key));
        for form in forms {
            self.find(form, &mut places);
        }
        if let Some(acronym) = acronym_of(name) {
            self.find_acronym(&acronym, &mut places);
        }
        if places.is_empty() && name.kind == NameKind::Acronym && key.len() >= 3 {
            self.find_expansion(&key, &mut places);
        }
        places.sort_unstable_by_key(|place| (place.start, place.end));
        places.dedup();
        places
    }

    /// Finds a key as one word or as several in a row.
    fn find(&self, key: &str, places: &mut Vec<Range<usize>>) {
        // "US" is not "us", unless nobody wrote capitals.
        let needs_capitals =
            self.cased && (is_stop_word(key) || lists::is_function(key) || matches!(key, "sec" | "fed"));
        let spelt = self.spelt_from(key);
        for (end, _) in key.char_indices().skip(1).chain([(key.len(), ' ')]) {
            // Most first words of a key open nothing that goes on as it does: their places need not be looked at.
            if !spelt.get(end).copied().unwrap_or_default() {
                continue;
            }
            let Some(id) = key.get(..end).and_then(|head| self.words.id(head)) else { continue };
            for place in self.words.places(id) {
                let start = *place as usize;
                let written = self.marks.get(start).copied().unwrap_or_default();
                let capital = written.upper || (written.capital && !is_stop_word(key));
                if needs_capitals && !capital {
                    continue;
                }
                if let Some(stop) = self.rest(key, end, start + 1) {
                    places.push(start..stop);
                }
            }
        }
    }

    /// For each byte of a key and its end, whether words of the transcript, in whatever order, spell out what comes after it.
    fn spelt_from(&self, key: &str) -> Vec<bool> {
        let mut spelt = vec![false; key.len() + 1];
        let Some(end) = spelt.last_mut() else { return spelt };
        *end = true;
        // Long keys are rare; they are not worth the look-ups.
        if key.len() > LONGEST_SPELT {
            return vec![true; key.len() + 1];
        }
        for start in (1..key.len()).rev() {
            let known =
                |end: usize| spelt[end] && key.get(start..end).is_some_and(|part| self.words.id(part).is_some());
            spelt[start] = (start + 1..=key.len()).any(known);
        }
        spelt
    }

    /// One past the last word when the words from `at` on spell out the rest of a key.
    fn rest(&self, key: &str, mut from: usize, mut at: usize) -> Option<usize> {
        while from < key.len() {
            let form = self.words.form(*self.words.sequence().get(at)?);
            if self.marks.get(at)?.first || form.is_empty() || !key.get(from..)?.starts_with(form) {
                return None;
            }
            from += form.len();
            at += 1;
        }
        Some(at)
    }

    /// Finds an acronym that is written as one.
    fn find_acronym(&self, acronym: &str, places: &mut Vec<Range<usize>>) {
        let Some(id) = self.words.id(acronym) else { return };
        let upper = |place: &u32| !self.cased || self.marks.get(*place as usize).is_some_and(|mark| mark.upper);
        places.extend(self.words.places(id).iter().filter(|p| upper(p)).map(|p| *p as usize..*p as usize + 1));
    }

    /// Finds words in a row whose first letters make up an acronym; none of them may be a small word.
    fn find_expansion(&self, acronym: &str, places: &mut Vec<Range<usize>>) {
        let length = acronym.chars().count();
        let form = |at: usize| self.words.sequence().get(at).map_or("", |id| self.words.form(*id));
        let capital = |at: usize| self.marks.get(at).is_some_and(|mark| mark.capital);
        for start in 0..self.marks.len() {
            if !form(start).starts_with(|c| acronym.starts_with(c)) {
                continue;
            }
            for count in [length, length - 1] {
                let range = start..start + count;
                let whole = range.clone().all(|at| {
                    let long = form(at).len() >= 4 && !is_stop_word(form(at));
                    long && (capital(at) || length > 3) && (at == start || !self.marks.get(at).is_some_and(|m| m.first))
                });
                if whole && count > 1 && opens_words(acronym, range.clone().map(form)) {
                    places.push(range);
                    break;
                }
            }
        }
    }

    /// The longest stretch of parts that occurs; numbers and small words alone are none.
    fn stretch(&self, parts: &[String]) -> Option<Range<usize>> {
        let mut found = Vec::new();
        for length in (1..parts.len()).rev() {
            for start in 0..=parts.len() - length {
                let window = &parts[start..start + length];
                let tells = window
                    .iter()
                    .any(|part| part.len() > 1 && !is_stop_word(part) && part.chars().any(char::is_alphabetic));
                if tells {
                    self.find(&window.concat(), &mut found);
                }
                if !found.is_empty() {
                    return Some(start..start + length);
                }
            }
        }
        None
    }

    /// What sounds like a key, as written.
    fn alike(&self, key: &str) -> Option<String> {
        if key.len() < 3 {
            return None;
        }
        let sounds = self.sounds.get_or_init(|| self.collect_sounds());
        let sound = Sound::of(key);
        let equal = sounds.by_key.get(&sound.key).into_iter().flatten();
        let near = sounds.long.get(&sound.first).into_iter().flatten();
        let long = (key.len() >= 8).then_some(near).into_iter().flatten();
        equal
            .chain(long)
            .filter_map(|entry| sounds.entries.get(*entry))
            .find(|(_, other, other_sound)| sound::near(key, &sound, other, other_sound))
            .map(|(written, _, _)| written.clone())
    }

    fn collect_sounds(&self) -> Sounds {
        let sequence = self.words.sequence();
        let tells: Vec<bool> = (0..self.words.distinct() as u32)
            .map(|id| {
                let (form, places) = (self.words.form(id), self.words.places(id));
                let capital = || places.iter().any(|place| self.marks.get(*place as usize).is_some_and(|m| m.capital));
                form.len() >= 2 && !is_stop_word(form) && (places.len() <= 3 || capital())
            })
            .collect();
        let tells = |id: u32| tells.get(id as usize).copied().unwrap_or_default();
        let written = |id: u32| self.written.get(id as usize).map_or("", |written| written);
        let mut sounds = Sounds::default();
        for id in (0..self.words.distinct() as u32).filter(|id| tells(*id)) {
            sounds.add(written(id).to_owned(), self.words.form(id).to_owned());
        }
        let mut seen = rustc_hash::FxHashSet::default();
        for (at, pair) in sequence.windows(2).enumerate() {
            let (&[a, b], Some([mark, next])) = (pair, self.marks.get(at..at + 2)) else { continue };
            // Where capitals are written, a name in two words has one.
            let named = mark.capital || !self.cased;
            if named && !next.first && tells(a) && tells(b) && seen.insert((a, b)) {
                let joined = format!("{}{}", self.words.form(a), self.words.form(b));
                sounds.add(format!("{} {}", written(a), written(b)), joined);
            }
        }
        sounds
    }
}

impl Sounds {
    fn add(&mut self, written: String, key: String) {
        let entry = self.entries.len();
        let sound = Sound::of(&key);
        self.by_key.entry(sound.key.clone()).or_default().push(entry);
        if key.len() >= 8 {
            self.long.entry(sound.first).or_default().push(entry);
        }
        self.entries.push((written, key, sound));
    }
}

/// The acronym that the words of a name make up: "mit" of "Massachusetts Institute of Technology".
fn acronym_of(name: &Name) -> Option<String> {
    let long: Vec<&String> = name.parts.iter().filter(|part| !is_stop_word(part)).collect();
    let letters: String = long.iter().filter_map(|part| part.chars().next()).collect();
    (long.len() >= 3 && letters.chars().all(char::is_alphabetic)).then_some(letters)
}

fn is_number(word: &Word) -> bool {
    lists::key(&word.folded).starts_with(|c: char| c.is_ascii_digit())
}
