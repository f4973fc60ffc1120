//! Are the times of a summary checked, and is it told once when all of them are off alike?

use saidso::{
    audit::{Policy, Recording, audit},
    load,
    report::SummaryReport,
    source::Source,
    transcript::Timecode,
};

/// What is said and when, in seconds; and how a summary tells it.
const TALK: &[(u64, &str, &str)] = &[
    (
        1300,
        "Salmon came back to the upper river, and the anglers count them.",
        "Anglers count the salmon of the upper river.",
    ),
    (
        1700,
        "The iron bridge is closed because rust has eaten the cables.",
        "Rust has eaten the cables of the iron bridge.",
    ),
    (2150, "The ferry carries bicycles for nothing on Sundays.", "The ferry carries bicycles for nothing on Sundays."),
    (2600, "The old mill becomes a school for carpenters.", "A school for carpenters moves to the old mill."),
    (
        3100,
        "Insurers say that the flood wall in the harbour is too low.",
        "Insurers call the harbour's flood wall too low.",
    ),
    (3500, "Volunteers planted eleven hundred oaks along the railway.", "Volunteers planted oaks along the railway."),
    (4000, "The library lends garden tools and ladders since March.", "The library lends ladders and garden tools."),
];

#[derive(Debug, Clone, Copy)]
enum Shape {
    Behind,
    InFront,
    Link,
    Json,
}

const SHAPES: [Shape; 4] = [Shape::Behind, Shape::InFront, Shape::Link, Shape::Json];

fn clock(seconds: i64) -> String {
    Timecode::from_seconds(seconds.unsigned_abs()).to_string()
}

fn transcript() -> String {
    TALK.iter().fold(String::from("[00:00] Ann: Welcome to the valley hour.\n"), |text, (time, said, _)| {
        // Small talk on both sides keeps the items apart.
        let (ann, ben) = (clock(time.cast_signed()), clock(time.cast_signed() + 20));
        text + &format!("[{ann}] Ann: {said}\n[{ben}] Ben: Thank you, that is good to know.\n")
    })
}

/// A summary of the first items, with times that are off by so many seconds, each by its own.
fn summary(shape: Shape, items: usize, off: impl Fn(usize) -> i64) -> String {
    let times =
        TALK.iter().enumerate().take(items).map(|(index, (time, _, told))| (time.cast_signed() + off(index), told));
    let lines: Vec<String> = times
        .map(|(time, told)| match shape {
            Shape::Behind => format!("- {told} ({})\n", clock(time)),
            Shape::InFront => format!("[{}] {told}\n", clock(time)),
            Shape::Link => format!("- {told} [listen](https://watch.example/v?id=7&t={time}s)\n"),
            Shape::Json => format!("{{\"ts\": \"{}\", \"highlight\": \"{told}\"}}", clock(time)),
        })
        .collect();
    match shape {
        Shape::Json => format!("{{\"highlights\": [{}]}}", lines.join(", ")),
        _ => lines.concat(),
    }
}

fn run(text: &str) -> SummaryReport {
    let recording = Recording {
        name: "times".into(),
        recorded: None,
        transcripts: vec![load::transcript(&Source::new("talk", transcript()))],
        summaries: load::summary(&Source::new("summary", text)).summary.into_iter().collect(),
        speakers: Vec::new(),
        ..Recording::default()
    };
    audit(&recording, &Policy::default()).summaries.remove(0)
}

fn mistimed(report: &SummaryReport) -> Vec<&str> {
    let findings = report.claims.iter().flat_map(|claim| &claim.findings);
    findings.filter(|finding| finding.family.name() == "mistimed").map(|finding| finding.stated.text.as_str()).collect()
}

#[test]
fn right_times_are_not_spoken_of() {
    for shape in SHAPES {
        for lag in [-15, 0, 20, 45] {
            let report = run(&summary(shape, TALK.len(), |_| lag));
            assert_eq!(report.claims.len(), TALK.len(), "{shape:?}");
            assert!(report.claims.iter().all(|claim| claim.place.time.is_some()), "{shape:?}: a time was not read");
            assert_eq!(report.offset, None, "{shape:?}, {lag} s");
            assert!(mistimed(&report).is_empty(), "{shape:?}, {lag} s: {:?}", mistimed(&report));
        }
    }
}

#[test]
fn a_shift_of_all_times_is_told_once() {
    for shape in SHAPES {
        for shift in [-1200, -900, -600, 600, 1500] {
            let report = run(&summary(shape, TALK.len(), |_| shift));
            let offset = report.offset.unwrap_or_else(|| panic!("{shape:?}, {shift} s: no offset is seen"));
            assert!((offset.millis / 1000 + shift).abs() <= 60, "{shape:?}, {shift} s: {offset:?}");
            assert!(offset.agree >= 6, "{shape:?}, {shift} s: {offset:?}");
            assert!(mistimed(&report).is_empty(), "{shape:?}, {shift} s: {:?}", mistimed(&report));
        }
    }
}

#[test]
fn one_wrong_time_is_one_finding() {
    for shape in SHAPES {
        for shift in [0, -600] {
            for wrong in 0..TALK.len() {
                // The last item of the talk is wrong forwards, the others backwards or forwards into another subject.
                let elsewhere = if wrong < 3 { 1250 } else { -1250 };
                let report =
                    run(&summary(shape, TALK.len(), |index| shift + if index == wrong { elsewhere } else { 0 }));
                assert_eq!(report.offset.is_some(), shift != 0, "{shape:?}, {shift} s, item {wrong}");
                let text = &report.claims[wrong].place.text;
                assert_eq!(mistimed(&report), [text], "{shape:?}, {shift} s");
            }
        }
    }
}

#[test]
fn few_items_or_items_that_disagree_give_no_offset() {
    for shape in SHAPES {
        for items in 1..4 {
            assert_eq!(run(&summary(shape, items, |_| -900)).offset, None, "{shape:?}, {items} items");
        }
        let report = run(&summary(shape, TALK.len(), |index| [-1200, 700, -600, 1300, 0, 1700, -1250][index]));
        assert_eq!(report.offset, None, "{shape:?}");
    }
}

#[test]
fn the_note_names_the_summary_the_amount_and_how_many_agree() {
    let note = run(&summary(Shape::Behind, TALK.len(), |_| -600)).clock_note().expect("a note");
    assert_eq!(note.path, "summary");
    assert!(note.message.contains("10:00 early") && note.message.contains("7 of the 7 items"), "{}", note.message);
    assert_eq!(run(&summary(Shape::Behind, TALK.len(), |_| 0)).clock_note(), None);
}
