//! The transcript says otherwise. TofuEval calls this Contradiction and Mis-Referencing, FRANK EntE and CircE; errors of reasoning
//! are not found here.

pub(super) mod aligned_clause;
mod bare_denial;
mod exchange;
mod former;
mod identifier;
mod leaning;
pub mod named_slot;
mod parity;
mod small_word;
mod two_sides;

pub mod flipped_polarity;
pub mod reversed_direction;
pub mod swapped_roles;
pub mod wrong_date;
pub mod wrong_name;
pub mod wrong_number;
pub mod wrong_thing;
