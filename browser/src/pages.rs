//! The reports that the browser opens.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use saidso::{
    audit::{Policy, Recording, audit},
    load,
    render::{Format, Settings, render},
    report::Report,
    source::Source,
};
use serde_json::Value;

use crate::driver::Outcome;

/// What somebody could write who wishes the reader ill. `PWNED` would be seen if any of it ran.
const HOSTILE: &str = "\
# Minutes <script>window.PWNED=1</script>

- The crane cost 5.3 million <img src=x onerror=\"window.PWNED=1\"> euros.
- </script><script>window.PWNED=1</script> ]]> --> The gate may be widened next year.
- \"><svg onload=window.PWNED=1> {{7*7}} ${7*7} Ben bought the \u{202e}crane\u{202c} \u{1b}[31min spring.
- [The harbour](javascript:window.PWNED=1) cost &lt;b&gt; two million.
- </style><style>body{display:none}</style> The year was good for the harbour.
";

const TALK: &str = "\
Ada <script>window.PWNED=1</script> Moss: Welcome. </title><script>window.PWNED=1</script> Today we talk about the harbour.
Ben Okri: The crane that we bought in spring cost three and a half million euros. \"><img src=x onerror=window.PWNED=1>
Ada Moss: And next year we may widen the gate, if the council agrees. It has been a good year for the harbour.
";

/// Files with reports.
pub(crate) struct Pages {
    /// That of the seeds, as it is committed, and the JSON beside it.
    pub(crate) seeds: PathBuf,
    pub(crate) json: Value,
    pub(crate) hostile: PathBuf,
    /// Summaries without a transcript.
    pub(crate) alone: PathBuf,
    /// Nothing at all.
    pub(crate) empty: PathBuf,
    /// Six hundred claims, most of them wrong.
    pub(crate) large: PathBuf,
    folder: PathBuf,
}

impl Pages {
    pub(crate) fn write() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no root")?;
        let reports = root.join("reports/llama4-interview");
        let json = fs::read_to_string(reports.join("report.json")).map_err(|error| error.to_string())?;
        let folder = env::temp_dir().join(format!("saidso-pages-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let word = "w".repeat(10_000);
        let hostile = format!("{HOSTILE}- The {word} harbour cost 5.3 million.\n");
        let many: Vec<String> = (0..600).map(|n| format!("- The crane number {n} cost {n} million euros.")).collect();
        let page = |name: &str, report: &Report| -> Outcome<PathBuf> {
            let path = folder.join(name);
            let mut bytes = Vec::new();
            render(report, Format::Html, &Settings::default(), &mut bytes).map_err(|error| error.to_string())?;
            fs::write(&path, bytes).map_err(|error| error.to_string())?;
            Ok(path)
        };
        Ok(Self {
            seeds: reports.join("report.html"),
            json: serde_json::from_str(&json).map_err(|error| error.to_string())?,
            hostile: page("hostile.html", &audited(Some(TALK), &[&hostile, "The crane cost 3.5 million euros.\n"]))?,
            alone: page(
                "alone.html",
                &audited(None, &["The crane cost 3.5 million euros.", "The crane cost 5.3 million euros."]),
            )?,
            empty: page("empty.html", &Report::default())?,
            large: page("large.html", &audited(Some(&TALK.repeat(20)), &[&many.join("\n")]))?,
            folder,
        })
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn audited(talk: Option<&str>, summaries: &[&str]) -> Report {
    let source = |name: String, text: &str| -> Arc<Source> { Source::new(name, text) };
    let summary = |(index, text): (usize, &&str)| load::summary(&source(format!("<b>{index}</b>.md"), text)).summary;
    let recording = Recording {
        name: "harbour <script>window.PWNED=1</script>".to_owned(),
        transcripts: talk.map(|talk| load::transcript(&source("talk.txt".to_owned(), talk))).into_iter().collect(),
        summaries: summaries.iter().enumerate().filter_map(summary).collect(),
        ..Recording::default()
    };
    // Each against each would take most of the time, and few are asked for.
    let ignore = if summaries.len() > 1 { Vec::new() } else { vec!["conflicting".to_owned()] };
    let policy = Policy { ignore, ..Policy::default() };
    Report { recordings: vec![audit(&recording, &policy)], ..Report::default() }
}
