//! Rev: monologues of elements, among them marks and the spaces between words.

use super::{
    clock::{Unit, time},
    script::Script,
    shape::label,
    tree::Node,
};

/// Monologues of elements.
pub(super) fn detect(root: &Node<'_>) -> bool {
    root.all("monologues.*.elements.*").iter().any(|element| element.has("value"))
}

/// Reads monologues; each has the floor of its own.
pub(super) fn read(root: &Node<'_>, script: &mut Script<'_>) {
    for speaker in root.get("speakers").items() {
        let (id, name) = (label(speaker.get("id")), label(speaker.get("name")));
        if let (Some(id), Some(name)) = (id, name.filter(|name| !name.starts_with("Speaker "))) {
            script.name(&id, &name);
        }
    }
    for monologue in root.get("monologues").items() {
        let info = monologue.get("speaker_info");
        let speaker = label(info.get("display_name")).or_else(|| label(monologue.get("speaker")));
        for element in monologue.get("elements").items() {
            let when = |key| time(element.get(key), Unit::Seconds);
            if let Some(text) = element.get("value").flow(false) {
                script.word(speaker.as_deref(), &text, when("ts"), when("end_ts"));
            }
        }
    }
}
