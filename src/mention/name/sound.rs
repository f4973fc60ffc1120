//! What a name sounds like, so far as its letters tell: speech recognition writes a name as it hears it.
//!
//! The key of a name is its consonants in classes that are heard alike (b and p, d and t, g and k, f and v), with the first
//! sound and a last vowel that tells names apart ("Mario", "Maria"). Two names are alike when their keys are equal and their
//! letters are near, or, when they are long, when one key has one consonant more and hardly a letter differs. Digits are
//! never alike.

use strsim::{jaro_winkler, osa_distance};

/// A name's sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sound {
    /// The class of the first sound; vowels in three classes.
    pub(super) first: char,
    /// The classes of the consonants, and of a last vowel.
    pub(super) key: String,
    /// The classes of the vowels, repetitions left out.
    vowels: String,
    /// The digits.
    digits: String,
}

impl Sound {
    /// The sound of a key as [`super::Name::key`] gives it.
    pub(super) fn of(joined: &str) -> Self {
        let letters: Vec<char> = joined.chars().collect();
        let mut sound = Self { first: ' ', key: String::new(), vowels: String::new(), digits: String::new() };
        let mut after_vowel = false;
        let mut i = 0;
        while i < letters.len() {
            let (class, width) = class_at(&letters, i, after_vowel);
            let silent = letters[i] == 'e' && i + 1 == letters.len();
            match class {
                None => {}
                Some(Class::Digit(digit)) => sound.digits.push(digit),
                Some(Class::Vowel(vowel)) => {
                    let again = after_vowel && sound.vowels.ends_with(vowel);
                    if !silent && !again {
                        sound.vowels.push(vowel);
                    }
                    sound.opens_with(vowel);
                    after_vowel = true;
                }
                Some(Class::Consonant(consonant)) => {
                    if after_vowel || !sound.key.ends_with(consonant) {
                        sound.key.push(consonant);
                    }
                    sound.opens_with(consonant);
                    after_vowel = false;
                }
            }
            i += width;
        }
        sound.close(&letters);
        sound
    }

    fn opens_with(&mut self, class: char) {
        if self.first == ' ' {
            self.first = class;
        }
    }

    /// Adds the last vowel, where one is heard.
    fn close(&mut self, letters: &[char]) {
        let bare = match letters {
            [rest @ .., before, 'h'] if "ao".contains(*before) => (rest.last().copied(), Some(*before)),
            [rest @ .., last] => (rest.last().copied(), Some(*last)),
            [] => (None, None),
        };
        match bare {
            (_, Some('a')) => self.key.push('a'),
            (_, Some('o' | 'u')) => self.key.push('o'),
            (_, Some('i' | 'y')) | (Some('e' | 'i'), Some('e')) => self.key.push('i'),
            _ => {}
        }
    }
}

enum Class {
    Digit(char),
    /// In lower case: 'a', 'e' or 'o'.
    Vowel(char),
    /// In upper case; scripts other than Latin as they are.
    Consonant(char),
}

/// The sound that starts at a letter, if one is heard there, and how many letters write it.
fn class_at(letters: &[char], i: usize, after_vowel: bool) -> (Option<Class>, usize) {
    let at = |i: usize| letters.get(i).copied().unwrap_or(' ');
    let (c, next) = (at(i), at(i + 1));
    let before = if i == 0 { ' ' } else { at(i - 1) };
    let soft = matches!(next, 'e' | 'i' | 'y');
    let (consonant, width) = match (c, next) {
        ('0'..='9' | '.', _) => return (Some(Class::Digit(c)), 1),
        ('a', _) => return (Some(Class::Vowel('a')), 1),
        ('e' | 'i', _) => return (Some(Class::Vowel('e')), 1),
        ('o' | 'u', _) => return (Some(Class::Vowel('o')), 1),
        ('y', _) if i > 0 => return (Some(Class::Vowel('e')), 1),
        // As in "Hejl".
        ('j', _) if after_vowel && is_consonant(next) => return (Some(Class::Vowel('e')), 1),
        ('h' | 'w', _) if i > 0 => return (None, 1),
        ('k' | 'g', 'n') if i == 0 => return (None, 1),
        ('w', 'r') => return (None, 1),
        ('g', 'h') if after_vowel => return (None, 2),
        ('s' | 't', 'c') if at(i + 2) == 'h' => ('J', 3),
        ('s', 'h') => ('J', 2),
        ('c', 'h') => (if is_consonant(at(i + 2)) { 'K' } else { 'J' }, 2),
        ('p', 'h') => ('F', 2),
        ('c', _) if soft => ('S', 1),
        ('g', _) if soft && before != 'g' => ('J', 1),
        ('j', _) => ('J', 1),
        ('b' | 'p', _) => ('P', 1),
        ('d' | 't', _) => ('T', 1),
        ('f' | 'v', _) => ('F', 1),
        ('c' | 'g' | 'k' | 'q', _) => ('K', 1),
        ('s' | 'x' | 'z', _) => ('S', 1),
        _ => (c.to_ascii_uppercase(), 1),
    };
    (Some(Class::Consonant(consonant)), width)
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !"aeiouy".contains(c)
}

/// Whether two keys are long enough, and near enough in length, for one to be a mishearing of the other.
pub(super) fn comparable(a: &str, b: &str) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    short >= 3 && long <= short + short / 2 + 1
}

/// Whether one of two keys, with their sounds, can be a mishearing of the other.
pub(super) fn near(a: &str, sound_a: &Sound, b: &str, sound_b: &Sound) -> bool {
    let short = a.len().min(b.len());
    if !comparable(a, b) || sound_a.first != sound_b.first || sound_a.digits != sound_b.digits {
        return false;
    }
    if sound_a.key == sound_b.key {
        return if short <= 5 {
            sound_a.vowels == sound_b.vowels && osa_distance(a, b) <= 2
        } else {
            jaro_winkler(a, b) >= 0.8
        };
    }
    short >= 8 && one_more(&sound_a.key, &sound_b.key) && osa_distance(a, b) <= 2 && jaro_winkler(a, b) >= 0.9
}

/// Whether one string is the other with one character put in.
fn one_more(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() + 1 != long.len() {
        return false;
    }
    let same = short.bytes().zip(long.bytes()).take_while(|(x, y)| x == y).count();
    short.as_bytes().get(same..) == long.as_bytes().get(same + 1..)
}
