//! stub
use crate::text::Word;
use std::ops::Range;
/// Who.
pub enum Who {
    /// x
    Named(Range<usize>),
    /// x
    Pronoun,
    /// x
    Role(String),
}
/// x
pub struct Attribution {
    /// x
    pub range: Range<usize>,
    /// x
    pub who: Who,
    /// x
    pub content: Range<usize>,
}
/// x
pub fn attributions(_t: &str, _w: &[Word]) -> Vec<Attribution> {
    Vec::new()
}
