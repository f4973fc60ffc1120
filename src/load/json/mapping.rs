//! Any other JSON: where the things said are, told by the user.

use super::{clock::Unit, script::Script, shape::Shape, tree::Node};

/// Where a JSON file keeps what was said: paths of keys and positions such as `meeting.items.*`, `words.0.text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    turns: String,
    text: String,
    speaker: Option<String>,
    start: Option<String>,
    end: Option<String>,
    unit: Option<&'static str>,
}

/// What a user tells about a file, key by key.
pub trait Keyed: Default {
    /// What can be told.
    const KEYS: &'static [&'static str];
    /// What must be told.
    const NEEDS: [&'static str; 2];
    /// Whether a key may be told several times.
    const MANY: bool;

    /// Takes one of them; the error is the rest of a sentence that begins with the key.
    fn set(&mut self, key: &str, value: &str) -> Result<(), String>;

    /// What was told of a key; nothing for most.
    fn told(&self, key: &str) -> Vec<&str>;

    /// Whether it says enough to read anything.
    fn is_complete(&self) -> bool;
}

/// The units by name.
pub(super) const UNITS: &[(&str, Unit)] =
    &[("seconds", Unit::Seconds), ("milliseconds", Unit::Millis), ("ticks", Unit::Ticks)];

/// Takes the unit, the key that every mapping has; the error is the rest of a sentence that begins with the key.
pub(super) fn set_unit(key: &str, value: &str, unit: &mut Option<&'static str>, known: &[&str]) -> Result<(), String> {
    if key != "unit" {
        return Err(format!("is not known; known are {}", known.join(", ")));
    }
    let (name, _) = UNITS
        .iter()
        .find(|(name, _)| *name == value)
        .ok_or_else(|| format!("is \"{value}\"; it must be seconds, milliseconds or ticks"))?;
    *unit = Some(name);
    Ok(())
}

impl Keyed for Mapping {
    /// The path to the things said, with `*` for every one of a list, and from each of them the paths to its words, its speaker, its
    /// start and its end; and what a bare number of a time counts.
    const KEYS: &'static [&'static str] = &["turns", "text", "speaker", "start", "end", "unit"];
    const NEEDS: [&'static str; 2] = ["turns", "text"];
    const MANY: bool = false;

    fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "turns" => value.clone_into(&mut self.turns),
            "text" => value.clone_into(&mut self.text),
            "speaker" => self.speaker = Some(value.to_owned()),
            "start" => self.start = Some(value.to_owned()),
            "end" => self.end = Some(value.to_owned()),
            _ => return set_unit(key, value, &mut self.unit, Self::KEYS),
        }
        Ok(())
    }

    fn told(&self, key: &str) -> Vec<&str> {
        let told = match key {
            "turns" => Some(self.turns.as_str()),
            "text" => Some(self.text.as_str()),
            "speaker" => self.speaker.as_deref(),
            "start" => self.start.as_deref(),
            "end" => self.end.as_deref(),
            "unit" => self.unit,
            _ => None,
        };
        told.into_iter().collect()
    }

    fn is_complete(&self) -> bool {
        !self.turns.is_empty() && !self.text.is_empty()
    }
}

impl Mapping {
    /// Reads what the mapping leads to.
    pub(super) fn read(&self, root: &Node<'_>, script: &mut Script<'_>) {
        let (speaker, start, end) = (self.speaker.as_deref(), self.start.as_deref(), self.end.as_deref());
        let unit = UNITS.iter().find(|(name, _)| Some(*name) == self.unit).map_or(Unit::Seconds, |(_, unit)| *unit);
        let shape = Shape {
            utterances: &self.turns,
            text: &[&self.text],
            speaker: speaker.as_slice(),
            start: start.as_slice(),
            end: end.as_slice(),
            unit,
            ..Shape::NONE
        };
        shape.read(root, script);
    }
}
