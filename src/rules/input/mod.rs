//! What is wrong with the files rather than with a claim. Whoever reads them, or accepts findings, tells; these rules say how.

pub mod empty_summary;
pub mod stale_baseline;
pub mod unreadable_part;
pub mod unused_suppression;

use std::sync::Arc;

use super::Rule;
use crate::{
    finding::{Confidence, Finding, Fingerprint, Place},
    source::{Source, Span},
    text::fold::fold,
};

/// A finding about a file, at the severity at which its rule ships.
pub fn finding(rule: &'static Rule, source: &Arc<Source>, span: Span, message: String) -> Finding {
    let words: Vec<&str> = source.slice(span).split_whitespace().collect();
    let text = words.join(" ");
    Finding {
        code: rule.code,
        name: rule.name,
        family: rule.family,
        severity: rule.severity,
        confidence: Confidence::High,
        fingerprint: Fingerprint::of(&[rule.code, &fold(&text), &message]),
        message,
        stated: Place { source: Arc::clone(source), span, text, speaker: None, time: None },
        found: None,
        suggestion: None,
        accepted: None,
    }
}
