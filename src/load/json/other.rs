//! Any other JSON that holds speech: the list of objects with the most words under a key that speech is kept under, if each says
//! who speaks or when.

use std::collections::BTreeMap;

use super::{
    clock::{Unit, time},
    script::{Script, Utterance},
    shape::label,
    tree::{Node, Value},
};
use crate::transcript::Timecode;

/// Keys under which words that were said are kept, the surest first.
const TEXT: &[&str] = &[
    "text",
    "content",
    "body",
    "transcript",
    "utterance",
    "sentence",
    "line",
    "message",
    "caption",
    "value",
    "word",
    "display_text",
    "speech",
];
/// Keys of who speaks.
const SPEAKER: &[&str] = &[
    "speaker",
    "speaker_name",
    "speakerName",
    "speakerLabel",
    "speaker_label",
    "speaker_id",
    "speakerId",
    "participant",
    "who",
    "name",
    "role",
    "from",
];
/// Keys of the start.
const START: &[&str] = &[
    "start",
    "startTime",
    "start_time",
    "begin",
    "startMs",
    "start_ms",
    "offset",
    "timestamp",
    "time",
    "ts",
    "from",
    "startOffset",
    "start_timestamp_millis",
    "tStartMs",
];
/// Keys of the end.
const END: &[&str] =
    &["end", "endTime", "end_time", "stop", "endMs", "end_ms", "to", "endOffset", "end_timestamp_millis"];

/// One object with words.
struct Found<'t, 'a> {
    object: &'t Node<'a>,
    text: &'t Node<'a>,
    /// Who speaks, told by an object around it.
    speaker: Option<String>,
}

/// Objects with words, by the path to them and the key.
type Lists<'t, 'a> = BTreeMap<(String, &'static str), Vec<Found<'t, 'a>>>;

/// Whether some list of a document holds speech.
pub(super) fn detect(root: &Node<'_>) -> bool {
    best(root).is_some()
}

/// Reads the list with the most words.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let Some(list) = best(root) else { return };
    let millis = counts_millis(&list);
    for found in &list {
        let when = |keys: &[&str]| keys.iter().find_map(|key| read_time(found.object, key, millis));
        let words = found.object.get("words").items().iter().filter_map(|word| {
            let text = ["word", "text"].iter().find_map(|key| word.get(key).written())?;
            Some((text.trim().to_owned(), START.iter().find_map(|key| read_time(word, key, millis))?))
        });
        let (start, end) = (when(START), when(END));
        let speaker = speaker(found.object).or_else(|| found.speaker.clone());
        // A list of single words gives marks without a time of their own.
        let single = !found.text.written().is_some_and(|text| text.trim().contains(char::is_whitespace));
        if let Some(flow) = found.text.flow(false).filter(|_| single) {
            script.word(speaker.as_deref(), &flow, start, end);
        } else {
            script.say(&Utterance { speaker, text: found.text, start, end, words: words.collect() });
        }
    }
}

fn read_time(object: &Node<'_>, key: &str, millis: bool) -> Option<Timecode> {
    let named = key.ends_with("Ms") || key.ends_with("_ms") || key.ends_with("millis");
    time(object.get(key), if named || millis { Unit::Millis } else { Unit::Seconds })
}

/// Whether bare numbers count milliseconds: nobody says fewer than one word in four seconds all the time.
fn counts_millis(list: &[Found<'_, '_>]) -> bool {
    let words: usize =
        list.iter().filter_map(|found| found.text.written()).map(|text| text.split_whitespace().count()).sum();
    let starts = list.iter().filter_map(|found| START.iter().find_map(|key| read_time(found.object, key, false)));
    starts.max().is_some_and(|last| last.seconds() > 100.0 * words as f64 + 1000.0)
}

fn speaker(object: &Node<'_>) -> Option<String> {
    SPEAKER.iter().find_map(|key| label(object.get(key)).filter(|label| label.len() <= 80))
}

/// The list that is speech: of those with about the most words one with speakers, else one with longer texts.
fn best<'t, 'a>(root: &'t Node<'a>) -> Option<Vec<Found<'t, 'a>>> {
    let mut lists = Lists::new();
    gather(root, "", None, &mut lists);
    let words = |list: &[Found<'_, '_>]| -> usize {
        list.iter().filter_map(|found| found.text.written()).map(|text| text.split_whitespace().count()).sum()
    };
    let marked = |list: &[Found<'_, '_>]| {
        let timed = |found: &&Found<'_, '_>| START.iter().any(|key| read_time(found.object, key, false).is_some());
        let voiced = |found: &&Found<'_, '_>| found.speaker.is_some() || speaker(found.object).is_some();
        (list.iter().filter(voiced).count() * 2 >= list.len(), list.iter().filter(timed).count() * 2 >= list.len())
    };
    let mut speech: Vec<(usize, (bool, bool), Vec<Found<'_, '_>>)> = lists
        .into_values()
        .map(|list| (words(&list), marked(&list), list))
        .filter(|(words, (voiced, timed), list)| *words > 0 && (*voiced || *timed) && list.len() >= 2)
        .collect();
    let most = speech.iter().map(|(words, ..)| *words).max()?;
    speech.retain(|(words, ..)| words * 10 >= most * 8);
    let rank = |(words, marked, list): &(usize, (bool, bool), Vec<Found<'_, '_>>)| {
        (marked.0, *words >= list.len() * 2, marked.1, *words)
    };
    // Of equals the first in the file's own order of keys.
    let top = speech.iter().map(rank).max()?;
    speech.into_iter().find(|list| rank(list) == top).map(|(.., list)| list)
}

fn gather<'t, 'a>(node: &'t Node<'a>, path: &str, voice: Option<&str>, lists: &mut Lists<'t, 'a>) {
    match &node.value {
        Value::List(items) => {
            let inside = format!("{path}.*");
            for item in items {
                gather(item, &inside, voice, lists);
            }
        }
        Value::Object(fields) => {
            let own = speaker(node);
            let voice = own.as_deref().or(voice);
            let text = TEXT.iter().find_map(|key| {
                let found = node.get(key);
                matches!(found.value, Value::Text(_)).then_some((*key, found))
            });
            if let Some((key, text)) = text {
                let found = Found { object: node, text, speaker: voice.map(str::to_owned) };
                lists.entry((path.to_owned(), key)).or_default().push(found);
            }
            for (key, value) in fields {
                if matches!(value.value, Value::List(_) | Value::Object(_)) {
                    gather(value, &format!("{path}.{key}"), voice, lists);
                }
            }
        }
        _ => {}
    }
}
