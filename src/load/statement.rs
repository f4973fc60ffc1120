//! A bare text as claims: its sentences, with no headings, labels or lists looked for.

use std::sync::Arc;

use crate::{
    source::Source,
    summary::{Claim, ClaimKind},
    text::{Flow, sentences},
};

/// The sentences of a text as claims of one item. `speaker` is who they are credited to.
pub fn claims(source: &Arc<Source>, speaker: Option<&str>) -> Vec<Claim> {
    let mut flow = Flow::default();
    for line in source.lines().filter(|line| !line.text.trim().is_empty()) {
        flow.join();
        flow.push(source, line.span);
    }
    let flow = flow.composed();
    let claim = |range| Claim {
        kind: ClaimKind::Sentence,
        item: 0,
        section: None,
        label: None,
        flow: flow.part(range),
        time: None,
        speaker: speaker.map(str::to_owned),
    };
    sentences(flow.text()).into_iter().map(claim).collect()
}
