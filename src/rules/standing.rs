//! How a value of a claim stands in the talk, once the values that could fill its slot are known.

use crate::align::SlotFit;

use super::Values;

/// Words around an agreeing value that make it the one that is meant, as a share of the slot.
const BORNE: f32 = 0.3;
/// Words around another value that make it the one that is meant.
const OTHERWISE: f32 = 0.45;
/// How much better the other value must fit than the best agreeing one.
const MARGIN: f32 = 1.3;

/// How a value of a claim stands in the talk.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// The talk gives the value where the claim's words are spoken, or at least gives it.
    Borne,
    /// The talk gives another value where the claim's words are spoken.
    Otherwise(SlotFit),
    /// The talk gives no such value, and none instead.
    Unknown,
}

impl Values {
    /// Weighs the best agreeing value against the best other one.
    pub fn standing(self) -> Standing {
        let agrees = self.agrees.as_ref().map_or(0.0, |slot| slot.fit);
        match self.differs {
            Some(other)
                if other.fit >= OTHERWISE
                    && other.fit >= MARGIN * agrees
                    && !(agrees >= BORNE && other.fit < 2.0 * agrees) =>
            {
                Standing::Otherwise(other)
            }
            _ if self.agrees.is_some() => Standing::Borne,
            _ => Standing::Unknown,
        }
    }
}
