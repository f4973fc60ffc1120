//! How two names stand to each other.

use super::{Name, NameKind, lists, sound};

/// How two names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Two writings of one name: "Blackboard" and "Black Board", "U.S." and "United States", "Okafors" and "Okafor".
    Same,
    /// The words of one are among those of the other: "Okafor" and "Ada Okafor", but also "Meta" and "Meta AI".
    Part,
    /// They sound alike, as speech recognition errs: "Heilsberg" and "Hejlsberg".
    Alike,
    /// None of these; also whenever both have digits and these differ.
    Different,
}

/// Whether two names are writings of one name.
pub fn same(a: &Name, b: &Name) -> bool {
    relation(a, b) == Relation::Same
}

/// How two names stand to each other; the order does not matter.
pub fn relation(a: &Name, b: &Name) -> Relation {
    let (key_a, key_b) = (a.key(), b.key());
    if one_name(&key_a, &key_b) || plural(a, &key_a, b, &key_b) || initials(a, b) || initials(b, a) {
        return Relation::Same;
    }
    let (digits_a, digits_b) = (digits(&key_a), digits(&key_b));
    if digits_a != digits_b && !digits_a.is_empty() && !digits_b.is_empty() {
        return Relation::Different;
    }
    let (few, many) = if a.parts.len() <= b.parts.len() { (a, b) } else { (b, a) };
    if !few.parts.is_empty() && holds(many, few, |x, y| x == y) {
        return Relation::Part;
    }
    // An acronym is spelt out, not heard as a word.
    let spelt = a.kind == NameKind::Acronym || b.kind == NameKind::Acronym;
    if !spelt && sound::alike(&key_a, &key_b) {
        return Relation::Alike;
    }
    // "Zukerberg" for "Mark Zuckerberg".
    if few.parts.len() < many.parts.len() && holds(many, few, |x, y| x == y || sound::alike(x, y)) {
        return Relation::Alike;
    }
    Relation::Different
}

/// Whether two keys are equal, or stand for one thing: aliases, a demonym and its place.
fn one_name(a: &str, b: &str) -> bool {
    let place = |key: &str| lists::place_of(key).map(|place| place.split(' ').map(lists::key).collect::<String>());
    let alias = |x: &str, y: &str| lists::aliases(x).iter().any(|other| other == y);
    let of = |x: &str, y: &str| place(x).is_some_and(|place| place == y || alias(&place, y));
    a == b || alias(a, b) || of(a, b) || of(b, a)
}

/// Whether two keys differ by a plural s only. The members of a family are not: "Adams" is not "Adam" after "Mr.".
fn plural(a: &Name, key_a: &str, b: &Name, key_b: &str) -> bool {
    let (one, many) = if key_a.len() < key_b.len() { (key_a, key_b) } else { (key_b, key_a) };
    a.kind != NameKind::Person
        && b.kind != NameKind::Person
        && one.len() >= 3
        && !one.ends_with('s')
        && many.strip_suffix('s') == Some(one)
}

/// Whether the letters of an acronym open the words of the other name in turn: "ASI", "artificial superintelligence".
fn initials(acronym: &Name, long: &Name) -> bool {
    let [letters] = acronym.parts.as_slice() else { return false };
    acronym.kind == NameKind::Acronym && opens_words(letters, long.parts.iter().map(String::as_str))
}

/// Whether the letters of an acronym open words in turn, all of them. Small words may be passed over, and a word that
/// begins with "super", "hyper" and the like counts as two.
pub(super) fn opens_words<'a>(acronym: &str, words: impl Iterator<Item = &'a str>) -> bool {
    let mut letters = acronym.chars().peekable();
    let mut count = 0;
    for word in words {
        let Some(letter) = letters.peek().copied() else {
            return false;
        };
        if !word.starts_with(letter) {
            if matches!(word, "of" | "the" | "and" | "for" | "in" | "to" | "on") && count > 0 {
                continue;
            }
            return false;
        }
        letters.next();
        count += 1;
        let rest = PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)).filter(|rest| rest.len() > 3);
        if let (Some(rest), Some(letter)) = (rest, letters.peek().copied())
            && rest.starts_with(letter)
        {
            letters.next();
        }
    }
    count >= 2 && letters.next().is_none()
}

const PREFIXES: &[&str] =
    &["super", "hyper", "multi", "micro", "inter", "tele", "bio", "cyber", "electro", "photo", "geo", "neuro", "trans"];

fn digits(key: &str) -> String {
    key.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()
}

/// Whether the words of one name stand in the other in a row, words compared by their keys.
fn holds(many: &Name, few: &Name, equal: impl Fn(&str, &str) -> bool) -> bool {
    let keys = |name: &Name| name.parts.iter().map(|part| lists::key(part).into_owned()).collect::<Vec<_>>();
    let (many, few) = (keys(many), keys(few));
    many.windows(few.len()).any(|window| window.iter().zip(&few).all(|(x, y)| equal(x, y)))
}
