//! How long do the steps of an audit take? `cargo bench` answers, on the recording in `seeds/`.

use std::{hint::black_box, path::Path, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use saidso::{
    align::Talk,
    audit::{Document, Policy, Recording, audit},
    load,
    mention::Recorded,
    source::Source,
    transcript::Transcript,
};

const SUMMARIES: [&str; 4] = ["summary-bullets-a.txt", "summary-bullets-b.txt", "summary-prose.txt", "video-page.txt"];
const RECORDED: Date = date(2025, 4, 29);
/// The length of a typical document of the `score` command, in words.
const SHORT: usize = 600;

fn seed(name: &str) -> Arc<Source> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/llama4-interview").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Source::new(name, text)
}

/// The first turns of the transcript, as many as hold [`SHORT`] words.
fn short_document() -> Arc<Source> {
    let source = seed("transcript.txt");
    let mut words = 0;
    let lines = source.text().lines().take_while(|line| {
        let open = words < SHORT;
        words += line.split_whitespace().count();
        open
    });
    Source::new("short", lines.collect::<Vec<_>>().join("\n"))
}

/// The recording as the command line puts it together: the page's own transcript lends its times.
fn recording() -> Recording {
    let mut transcripts = vec![load::transcript(&seed("transcript.txt"))];
    let mut summaries = Vec::new();
    for name in SUMMARIES {
        let parts = load::summary(&seed(name));
        transcripts.extend(parts.transcript);
        summaries.extend(parts.summary);
    }
    Recording {
        name: "seeds".to_owned(),
        recorded: Some(RECORDED),
        transcripts,
        summaries,
        speakers: Vec::new(),
        ..Recording::default()
    }
}

fn steps(criterion: &mut Criterion) {
    let source = seed("transcript.txt");
    criterion.bench_function("read transcript", |bench| bench.iter(|| load::transcript(black_box(&source))));

    let transcripts: Vec<Transcript> = vec![load::transcript(&source)];
    criterion.bench_function("make talk searchable", |bench| {
        bench.iter(|| Talk::new(black_box(transcripts.clone()), Some(Recorded(RECORDED))));
    });

    let recording = recording();
    criterion.bench_function("audit seeds", |bench| bench.iter(|| audit(black_box(&recording), &Policy::default())));

    let short = short_document();
    let claim = "Mark Zuckerberg says Meta AI has a billion monthly users.";
    criterion.bench_function("judge one claim on 600 words", |bench| {
        bench.iter(|| {
            let document = Document::new(load::transcript(black_box(&short)), Some(RECORDED));
            document.judge(claim, None)
        });
    });
    let document = Document::new(load::transcript(&short), Some(RECORDED));
    criterion.bench_function("judge one claim on 600 words made ready", |bench| {
        bench.iter(|| document.judge(black_box(claim), None));
    });
}

criterion_group!(benches, steps);
criterion_main!(benches);
