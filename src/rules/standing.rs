//! How a value of a claim stands in the talk, once the values that could fill its slot are known.

use crate::align::SlotFit;

use super::Values;

/// Words around another value that make it the one that is meant, as a share of the slot.
pub(super) const OTHERWISE: f32 = 0.3;
/// The same for sums of money, lengths of time and dates, which are rarely mistaken for one another.
pub(super) const MEASURED: f32 = 0.25;
/// The same, as a share of what any place of the talk holds of the slot.
const AT_THE_PEAK: f32 = 0.75;
/// The same for days of a month, which are told once and seldom in the sentence that names their event.
const AT_THE_PEAK_FOR_DAYS: f32 = 0.4;
/// How much better another day must fit than the best agreeing one.
const MARGIN_FOR_DAYS: f32 = 3.0;
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

/// Words around the same value with the opposite bound that make it the one that is meant.
const TURNED: f32 = 0.15;
/// How much better the opposite bound must fit than the same value without a bound: it may be denied itself ("not only below 5").
const BESIDE: f32 = 2.0;

impl Values {
    /// The standing of a value, given also the places where the same value stands with the opposite bound: "at least" for "at most".
    /// `least`: `OTHERWISE`, or `MEASURED` for values that few others can be mistaken for.
    pub fn standing_or(self, turned: Self, least: f32) -> Standing {
        let agrees = self.agrees.as_ref().map_or(0.0, |slot| slot.fit);
        match turned.differs {
            Some(other) if turned.agrees.is_none() && other.fit >= TURNED.max(BESIDE * agrees) => {
                Standing::Otherwise(other)
            }
            _ => self.weigh(least),
        }
    }

    /// The other value of a day of a month that is told near the claim's words, though not beside most of them, while the claim's own
    /// day stands elsewhere or nowhere.
    pub fn other_day(&self) -> Option<SlotFit> {
        let agrees = self.agrees.as_ref().map_or(0.0, |slot| slot.fit);
        let enough = MEASURED.max(AT_THE_PEAK_FOR_DAYS * self.peak).max(MARGIN_FOR_DAYS * agrees);
        self.differs.clone().filter(|other| other.fit >= enough)
    }

    /// Weighs the best agreeing value against the best other one.
    pub fn standing(self) -> Standing {
        self.weigh(OTHERWISE)
    }

    fn weigh(self, least: f32) -> Standing {
        let agrees = self.agrees.as_ref().map_or(0.0, |slot| slot.fit);
        let enough = least.max(AT_THE_PEAK * self.peak).max(MARGIN * agrees);
        match self.differs {
            Some(other) if other.fit >= enough => Standing::Otherwise(other),
            _ if self.agrees.is_some() => Standing::Borne,
            _ => Standing::Unknown,
        }
    }
}
