//! `youtube-xml`: timed text of `YouTube`, in seconds (`<text start dur>`) or milliseconds (`<p t d>`, words in `<s>`).

use super::{
    lines::Lines,
    markup,
    page::Page,
    tags::{Token, Tokens, attribute},
    ttml::{millis, root},
};
use crate::{
    source::Span,
    transcript::{TimeRange, Timecode, Transcript},
};

pub(super) const NAME: &str = "youtube-xml";

/// 1 if the root of the XML is `transcript` or `timedtext`.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    f32::from(matches!(root(lines), Some("transcript" | "timedtext")))
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    // The time of the caption that is open; none inside once its cue has been started.
    let mut open: Option<Option<TimeRange>> = None;
    for token in Tokens::of(lines.text(), lines.within.start) {
        match token {
            Token::Open { name: "text" | "p", attributes, alone: false, .. } => open = Some(time(attributes)),
            Token::Close { name: "text" | "p", .. } => open = None,
            Token::Open { name: "br", .. } if open.is_some() => page.line(),
            Token::Text(span) => match &mut open {
                _ if lines.source.slice(span).trim().is_empty() => {}
                Some(time) => {
                    if let Some(time) = time.take() {
                        page.cue(Some(time), None);
                    }
                    once(&mut page, lines, span);
                }
                None => page.skip(span, "text outside captions"),
            },
            _ => {}
        }
    }
    page.cues(NAME)
}

/// Adds a caption. Its entities are those of the XML; what they stand for may be entities and tags of a caption again.
fn once(page: &mut Page<'_>, lines: &Lines<'_>, span: Span) {
    let text = lines.source.slice(span);
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('&')) {
        at += found;
        let Some((c, length)) = text.get(at..).and_then(markup::entity) else {
            at += 1;
            continue;
        };
        page.caption(Span::new(span.start + copied, span.start + at), true);
        page.stand(c.encode_utf8(&mut [0; 4]), Span::new(span.start + at, span.start + at + length));
        at += length;
        copied = at;
    }
    page.caption(Span::new(span.start + copied, span.end), true);
}

fn time(attributes: &str) -> Option<TimeRange> {
    let number = |name: &str, unit: f64| millis(attribute(attributes, name)?.trim().parse::<f64>().ok()? / unit);
    let (start, length) = match number("start", 1.0) {
        Some(start) => (start, number("dur", 1.0)),
        None => (number("t", 1000.0)?, number("d", 1000.0)),
    };
    Some(TimeRange { start: Timecode(start), end: length.map(|length| Timecode(start + length)) })
}
