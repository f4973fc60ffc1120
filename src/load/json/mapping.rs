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

/// The units by name.
const UNITS: &[(&str, Unit)] = &[("seconds", Unit::Seconds), ("milliseconds", Unit::Millis), ("ticks", Unit::Ticks)];

impl Mapping {
    /// What can be told: the path to the things said, with `*` for every one of a list, and from each of them the paths to its
    /// words, its speaker, its start and its end; and what a bare number of a time counts.
    pub const KEYS: &'static [&'static str] = &["turns", "text", "speaker", "start", "end", "unit"];

    /// Takes one of them; the error is the rest of a sentence that begins with the key.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "turns" => value.clone_into(&mut self.turns),
            "text" => value.clone_into(&mut self.text),
            "speaker" => self.speaker = Some(value.to_owned()),
            "start" => self.start = Some(value.to_owned()),
            "end" => self.end = Some(value.to_owned()),
            "unit" => match UNITS.iter().find(|(name, _)| *name == value) {
                Some((name, _)) => self.unit = Some(name),
                None => return Err(format!("is \"{value}\"; it must be seconds, milliseconds or ticks")),
            },
            _ => return Err(format!("is not known; known are {}", Self::KEYS.join(", "))),
        }
        Ok(())
    }

    /// Whether it says enough to read anything.
    pub fn is_complete(&self) -> bool {
        !self.turns.is_empty() && !self.text.is_empty()
    }

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
