//! The forms in which a name is compared, worked out once: a name is compared with every name of a talk, over and over.

use std::sync::{Arc, OnceLock};

use super::{
    lists,
    sound::{self, Sound},
};

/// What comparing needs to know of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forms {
    /// Of all its parts in one.
    pub(super) whole: Form,
    /// Of each part.
    pub(super) parts: Vec<Form>,
    /// The digits and points of the whole.
    pub(super) digits: String,
    /// Keys that mean the same.
    pub(super) aliases: &'static [String],
    /// Keys that mean the same because somebody told so.
    pub(super) told: Option<Arc<[String]>>,
    /// For a demonym: the key of its place, and the keys that mean the same as that.
    pub(super) place: Option<(String, &'static [String])>,
}

/// A key with its sound, which is worked out when it is first asked for.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) key: String,
    sound: OnceLock<Sound>,
}

impl Forms {
    /// The forms of a name with these parts.
    pub(super) fn of(parts: &[String]) -> Self {
        let parts: Vec<Form> = parts.iter().map(|part| Form::of(lists::key(part).into_owned())).collect();
        let key: String = parts.iter().map(|part| part.key.as_str()).collect();
        let place = lists::place_of(&key).map(|place| {
            let place: String = place.split(' ').map(lists::key).collect();
            let aliases = lists::aliases(&place);
            (place, aliases)
        });
        Self {
            digits: key.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect(),
            aliases: lists::aliases(&key),
            told: None,
            whole: Form::of(key),
            parts,
            place,
        }
    }

    /// Whether the keys are equal, or stand for one thing: aliases, a demonym and its place.
    pub(super) fn mean_the_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.whole.key, &other.whole.key);
        let of = |place: &Option<(String, &[String])>, y: &String| {
            place.as_ref().is_some_and(|(place, aliases)| place == y || aliases.contains(y))
        };
        let told = |forms: &Self, y: &String| forms.told.as_ref().is_some_and(|told| told.contains(y));
        a == b
            || self.aliases.contains(b)
            || told(self, b)
            || told(other, a)
            || of(&self.place, b)
            || of(&other.place, a)
    }
}

impl Form {
    fn of(key: String) -> Self {
        Self { key, sound: OnceLock::new() }
    }

    /// Whether one can be a mishearing of the other.
    pub(super) fn alike(&self, other: &Self) -> bool {
        sound::comparable(&self.key, &other.key) && sound::near(&self.key, self.sound(), &other.key, other.sound())
    }

    fn sound(&self) -> &Sound {
        self.sound.get_or_init(|| Sound::of(&self.key))
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Form {}
