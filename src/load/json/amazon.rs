//! What Amazon's services write: Transcribe (words with seconds as strings, speakers in a list beside), Call Analytics (turns with
//! milliseconds), Bedrock Data Automation (segments with milliseconds, and a summary in the same file).

use rustc_hash::FxHashMap;

use super::{
    clock::{Unit, time},
    script::Script,
    shape::{Floors, Shape, Words, label},
    tree::Node,
};
use crate::transcript::Timecode;

const ITEMS: Words<'static> = Words {
    text: &["alternatives.0.content"],
    speaker: &["speaker_label"],
    start: &["start_time"],
    end: &["end_time"],
    ..Words::NONE
};

const TURNS: Shape<'static> = Shape {
    utterances: "Transcript.*",
    text: &["Content"],
    speaker: &["ParticipantRole", "ParticipantId"],
    start: &["BeginOffsetMillis"],
    end: &["EndOffsetMillis"],
    unit: Unit::Millis,
    words: "Items",
    word: &["Content"],
    word_start: &["BeginOffsetMillis"],
    ..Shape::NONE
};

const SEGMENTS: Shape<'static> = Shape {
    utterances: "audio_segments.*",
    text: &["text"],
    speaker: &["speaker.speaker_label", "channel.channel_label"],
    start: &["start_timestamp_millis"],
    end: &["end_timestamp_millis"],
    unit: Unit::Millis,
    ..Shape::NONE
};

/// Items of the results of a job.
pub(super) fn detect(root: &Node<'_>) -> bool {
    root.all("results.items.*").iter().any(|item| item.at("alternatives.0").has("content"))
}

/// Reads items. Who speaks stands with the item, or in a list by start, or follows from the stretches of that list.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    let seconds = |node: &Node<'_>| time(node, Unit::Seconds);
    let stretches = root.all("results.speaker_labels.segments.*");
    let mut by_start: FxHashMap<Timecode, String> = FxHashMap::default();
    for item in stretches.iter().flat_map(|stretch| stretch.get("items").items()) {
        by_start.extend(seconds(item.get("start_time")).zip(label(item.get("speaker_label"))));
    }
    for channel in root.all("results.channel_labels.channels.*") {
        for item in channel.get("items").items() {
            by_start.extend(seconds(item.get("start_time")).zip(label(channel.get("channel_label"))));
        }
    }
    let floors =
        Floors::new(stretches.iter().map(|one| {
            (seconds(one.get("start_time")), seconds(one.get("end_time")), label(one.get("speaker_label")))
        }));
    let speaker = |time: Timecode| by_start.get(&time).cloned().or_else(|| floors.at(time));
    ITEMS.read(root.at("results.items").items(), speaker, script);
}

/// Turns of Call Analytics.
pub(super) fn detect_calls(root: &Node<'_>) -> bool {
    TURNS.fits(root)
}

/// Reads turns of Call Analytics.
pub(super) fn read_calls(root: &Node<'_>, script: &mut Script<'_>) {
    TURNS.read(root, script);
}

/// Segments of Bedrock Data Automation.
pub(super) fn detect_bedrock(root: &Node<'_>) -> bool {
    SEGMENTS.fits(root) && !root.has("results")
}

/// Reads segments of Bedrock Data Automation.
pub(super) fn read_bedrock(root: &Node<'_>, script: &mut Script<'_>) {
    SEGMENTS.read(root, script);
}
