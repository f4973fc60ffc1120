//! Summaries of one talk that cannot both be true, or one that contradicts itself; the transcript arbitrates where it can.

pub mod conflicting_dates;
pub mod conflicting_names;
pub mod conflicting_numbers;

/// How much two claims must have in common before their values are compared.
const SAME_TOPIC: f32 = 0.4;
/// How many content words must stand around both values.
const SHARED: usize = 3;
