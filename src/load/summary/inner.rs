//! A summary that stands inside a value of another file: its text is read like a file, its places are those of the file around it.

use crate::{
    source::{Source, Span},
    summary::Claim,
    text::Flow,
    transcript::Skipped,
};

use super::{clause, inline};

/// The claims of a value of several lines, with their lists, headings and adverts, and what of it claims nothing.
pub(in crate::load) fn read_inner(value: &Flow) -> (Vec<Claim>, Vec<Skipped>) {
    let summary = super::read(&Source::new("", value.text()), None);
    let out = |span: Span| value.span(span.start..span.end);
    let claims = summary.claims.into_iter().map(|claim| {
        let mut flow = Flow::default();
        let mut reached = 0;
        for piece in claim.flow.pieces() {
            let text = claim.flow.text().get(piece.range.clone()).unwrap_or_default();
            if piece.range.start > reached {
                flow.join();
            }
            reached = piece.range.end;
            if value.text().get(piece.span.start..piece.span.end) == Some(text) {
                inline::append(value, piece.span.start..piece.span.end, &mut flow);
            } else {
                flow.push_as(text, out(piece.span));
            }
        }
        Claim { flow, ..claim }
    });
    let skipped = summary.skipped.into_iter().map(|part| Skipped { span: out(part.span), ..part });
    (claims.collect(), skipped.collect())
}

/// The claims of a value of one line, each with its words and places.
pub(in crate::load) fn read_line(value: &Flow) -> Vec<Flow> {
    let plain = inline::plain(value);
    clause::claims(plain.flow.text()).into_iter().map(|range| plain.flow.part(range)).collect()
}
