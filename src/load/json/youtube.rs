//! `YouTube`'s `json3`: events with pieces of caption; rolling ones repeat the line before.

use super::{
    clock::{Unit, time},
    script::Script,
    shape::after,
    tree::Node,
};
use crate::transcript::Timecode;

/// Events of captions.
pub(super) fn detect(root: &Node<'_>) -> bool {
    let event = |event: &&Node<'_>| event.has("tStartMs") && event.has("segs");
    root.all("events.*").iter().any(event)
        && (root.has("wireMagic") || root.all("events.*").iter().all(|e| e.has("tStartMs")))
}

/// The pieces of one event, and its words as one text.
struct Caption<'t, 'a> {
    event: &'t Node<'a>,
    words: String,
}

/// Reads captions; what one repeats of the one before it is left out.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let captions: Vec<Caption<'_, '_>> = root
        .get("events")
        .items()
        .iter()
        .map(|event| Caption { event, words: words(event) })
        .filter(|caption| !caption.words.trim().is_empty())
        .collect();
    let repeats = captions.windows(2).filter(|pair| matches!(pair, [a, b] if repeated(&a.words, &b.words) > 0)).count();
    let rolls = captions.len() >= 4 && repeats * 5 > captions.len();
    let mut before = "";
    for Caption { event, words } in &captions {
        let mut drop = if rolls { repeated(before, words) } else { 0 };
        before = words;
        let start = time(event.get("tStartMs"), Unit::Millis);
        let end = after(start, time(event.get("dDurationMs"), Unit::Millis));
        for piece in event.get("segs").items() {
            let text = piece.get("utf8");
            let Some(flow) = text.flow(false).filter(|flow| !flow.is_blank()) else { continue };
            let known = after_words(flow.text(), drop);
            drop -= flow.text()[..known].split_whitespace().count();
            if known > 0 {
                script.skip(flow.span(0..known), "repeated caption line");
            }
            let flow = flow.part(known..flow.text().len());
            if flow.text().trim_start().starts_with(">>") {
                script.close();
            }
            let offset = time(piece.get("tOffsetMs"), Unit::Millis).map_or(0, |offset| offset.0);
            script.word(None, &flow, start.map(|start| Timecode(start.0 + offset)), end);
        }
    }
}

/// Where the first `count` words of a text end, or its end.
fn after_words(text: &str, count: usize) -> usize {
    let Some(last) = count.checked_sub(1) else { return 0 };
    let word = text.split_whitespace().nth(last);
    word.map_or(text.len(), |word| word.as_ptr() as usize - text.as_ptr() as usize + word.len())
}

/// The words of an event: its pieces put together.
fn words(event: &Node<'_>) -> String {
    event.get("segs").items().iter().filter_map(|piece| piece.get("utf8").written()).collect()
}

/// How many of the first words of a caption are the last line, or all, of the one before it, followed by more.
fn repeated(before: &str, now: &str) -> usize {
    let now: Vec<&str> = now.split_whitespace().collect();
    let starts = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        (words.len() < now.len() && !words.is_empty() && now.starts_with(&words)).then_some(words.len())
    };
    starts(before).or_else(|| starts(before.lines().rfind(|line| !line.trim().is_empty())?)).unwrap_or(0)
}
