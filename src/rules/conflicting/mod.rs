//! Summaries of one talk that cannot both be true, or one that contradicts itself; the transcript arbitrates where it can.
//!
//! Two ways lead to a conflict. Of two claims that are nearly copies, [`Edits`] tells what was replaced by what. Of two claims in
//! their own words, a value is compared where the words around it are the same, and [`Event`]s where the thing has the same name.

mod edits;
mod event;
mod statements;

pub mod conflicting_claims;
pub mod conflicting_dates;
pub mod conflicting_names;
pub mod conflicting_numbers;

pub use edits::{Edits, Gap, Token};
pub use event::{Event, State, events};
pub use statements::Statements;
