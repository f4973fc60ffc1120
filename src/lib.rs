//! Does this summary say what was said?
//!
//! `saidso` reads a transcript and summaries of it, aligns each claim to the passages it rests on, and reports what is
//! unsupported, contradicted, misattributed, misquoted, mistimed or in conflict, with the evidence.
//!
//! ```text
//! bytes -> Source -> Transcript -> [Passage] \
//!                                             >-> Alignment -> [Finding] -> Verdict -> Report -> bytes
//! bytes -> Source -> Summary    -> [Claim]   /
//! ```
//!
//! The modules are listed in reading order; each uses only those before it. From [`source::Source`] on nothing can fail.

pub mod source;

pub mod text;

pub mod mention;

pub mod transcript;

pub mod summary;

pub mod load;

pub mod align;

pub mod finding;

pub mod rules;

pub mod judge;

pub mod report;

pub mod audit;

pub mod render;

pub mod accept;

pub mod config;

#[cfg(feature = "cli")]
pub mod cli;

/// The examples of the front page, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct FrontPage;
