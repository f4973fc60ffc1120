//! Said at another time than the summary says.

pub mod misplaced_chapter;
