//! Not the words that were spoken.

pub mod altered_quote;
