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
        // The spaces between words are elements too.
        let mut spaced = true;
        for element in monologue.get("elements").items() {
            let when = |key| time(element.get(key), Unit::Seconds);
            let Some(text) = element.get("value").flow(false) else { continue };
            if spaced || text.is_blank() {
                script.word(speaker.as_deref(), &text, when("ts"), when("end_ts"));
            } else {
                script.glue(&text, when("ts"), when("end_ts"));
            }
            spaced = text.text().ends_with(char::is_whitespace);
        }
    }
}
