//! The configuration that `init` writes, with comments.

use std::fmt::Write;

use super::pair::{Pairs, Recording, is_counted};
use crate::{cli::files::as_pattern, config::quoted};

/// More speakers are not listed: such a file counts people, it does not name them.
const SPEAKERS: usize = 40;
/// So many transcripts without a summary are named.
const LISTED: usize = 20;

const HEAD: &str = "\
# What `saidso audit` checks: which summaries are of which recording.
# Paths and patterns such as \"talks/*.md\" are relative to this file. `saidso audit --dump-config` shows what is in effect.
";

const TEMPLATE: &str = "
# [[recording]]
# name = \"council-2025-04\"
# transcript = [\"talks/council.vtt\"]   # what was said; leave it out for a page that holds summary and talk
# summaries = [\"talks/council-*.md\"]   # what to check against it
# recorded = 2025-04-29                # by it \"this year\" and \"last month\" are resolved
# kind = \"minutes\"                     # if the transcript is minutes, not speech

# [recording.speakers]
# \"Ann Okafor\" = [\"Ann\", \"the chair\"]
";

const REST: &str = "
# Other names of things that are spoken of, so that they count as one.
# [names]
# \"OpenAI\" = [\"the lab\"]

# [audit]
# fail-on = \"warning\"                  # error unless said; note, never
# output = [\"json=saidso.json\"]        # written beside what is printed
# ignore = [\"mistimed\"]                # rules or families; `saidso rules` lists them

# [rules]
# wrong-name = \"error\"                 # error, warning, note or off
";

/// The text of the file.
pub(super) fn page(pairs: &Pairs<'_>) -> String {
    let mut out = HEAD.to_owned();
    if pairs.recordings.is_empty() {
        out.push_str(TEMPLATE);
    }
    for found in &pairs.recordings {
        recording(found, &mut out);
    }
    alone(pairs, &mut out);
    out.push_str(REST);
    out
}

/// The transcripts that have no summary, as comments.
fn alone(pairs: &Pairs<'_>, out: &mut String) {
    if pairs.alone.is_empty() {
        return;
    }
    out.push_str("\n# Transcripts of which no summary was found:\n");
    for talk in pairs.alone.iter().take(LISTED) {
        let _ = writeln!(out, "#   {}", quoted(&as_pattern(&talk.path)));
    }
    if pairs.alone.len() > LISTED {
        let _ = writeln!(out, "#   and {} more", pairs.alone.len() - LISTED);
    }
}

fn recording(found: &Recording<'_>, out: &mut String) {
    let _ = writeln!(out, "\n[[recording]]\nname = {}", quoted(&found.name));
    if !found.transcripts.is_empty() {
        list("transcript", found.transcripts.iter().map(|file| file.path.as_str()), out);
    }
    list("summaries", found.summaries.iter().map(|file| file.path.as_str()), out);
    let _ = match found.recorded {
        Some(day) => writeln!(out, "recorded = {day}"),
        None => writeln!(
            out,
            "# recorded = 2025-04-29             # when? by it \"this year\" and \"last month\" are resolved"
        ),
    };
    if found.speakers.is_empty() || found.speakers.len() > SPEAKERS {
        return;
    }
    let _ = writeln!(out, "\n# Who speaks: put what else they are called between the brackets.\n[recording.speakers]");
    for label in &found.speakers {
        let _ = if is_counted(label) {
            writeln!(out, "# \"Who is it?\" = [{}]", quoted(label))
        } else {
            writeln!(out, "{} = []", quoted(label))
        };
    }
}

fn list<'a>(key: &str, paths: impl Iterator<Item = &'a str>, out: &mut String) {
    let paths: Vec<String> = paths.map(|path| quoted(&as_pattern(path))).collect();
    let _ = match paths.as_slice() {
        [one] => writeln!(out, "{key} = [{one}]"),
        many => writeln!(out, "{key} = [\n    {},\n]", many.join(",\n    ")),
    };
}
