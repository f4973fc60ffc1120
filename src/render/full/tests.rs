//! Does the source view mark exactly the words, whatever the file holds?

use std::sync::Arc;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::rows::Rows;
use crate::{
    finding::Place,
    render::{Format, Settings, harmless::shown, render, sample},
    report::Report,
    source::{Source, Span},
};

fn full(report: &Report, settings: Settings) -> String {
    let mut bytes = Vec::new();
    render(report, Format::Full, &settings, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn at(source: &Arc<Source>, span: Span) -> Place {
    let text = source.slice(span).to_owned();
    Place { source: Arc::clone(source), span, text, speaker: None, time: None }
}

/// The report whose first finding is about a span of a text.
fn about(text: &str, span: Span) -> Report {
    let mut report = sample::report();
    let source = Source::new("notes.md", text);
    let claim = &mut report.recordings[0].summaries[0].claims[0];
    claim.place = at(&source, span);
    claim.findings[0].stated = at(&source, span);
    claim.findings[0].found = None;
    claim.evidence.clear();
    report.recordings[0].conflicts.clear();
    report.recordings[0].summaries.truncate(1);
    report.recordings[0].summaries[0].claims.truncate(1);
    report
}

/// The words above the carets of a source view, row by row, by the columns of a terminal.
fn pointed(view: &str) -> Vec<String> {
    let lines: Vec<&str> = view.lines().collect();
    let mut words = Vec::new();
    for pair in lines.windows(2) {
        let Some((gutter, carets)) = pair[1].split_once("| ").filter(|(_, rest)| rest.trim().starts_with('^')) else {
            continue;
        };
        assert!(gutter.trim().is_empty(), "{pair:?}");
        let Some((_, text)) = pair[0].split_once("| ") else { continue };
        let from = carets.find('^').unwrap();
        let to = carets.trim_end().len();
        let mut column = 0;
        words.push(
            text.chars()
                .filter(|character| {
                    let before = column;
                    column += character.to_string().width();
                    // An accent stands on the letter before it.
                    if column == before { from < before && before <= to } else { from <= before && column <= to }
                })
                .collect(),
        );
    }
    words
}

/// A text as the view shows it, without its spaces: where they stand, rows may end.
fn solid(text: &str) -> String {
    text.chars().filter_map(shown).filter(|character| *character != ' ' && *character != '\u{200d}').collect()
}

#[test]
fn exactly_the_words_are_marked() {
    for (text, words) in [
        ("- The crane cost 5.3 million.", "5.3 million"),
        ("- \tThe\tcrane cost\t5.3 million.\r\n- and more\r\n", "5.3 million"),
        ("\u{feff}The crane cost 5.3 million.", "The crane"),
        ("第一次采访 the crane 采访很长", "the crane"),
        ("e\u{301}te\u{301} cafe\u{301} au lait", "cafe\u{301}"),
        ("a\u{1b}[31mred\u{202e}er\u{0} crane cost", "crane"),
        ("soft\u{ad}hyphen zero\u{200b}width 5 cranes", "5 cranes"),
        ("The whole statement.", "The whole statement."),
    ] {
        let start = text.find(words).unwrap();
        let view = full(&about(text, Span::new(start, start + words.len())), Settings::default());
        assert_eq!(pointed(&view), [words], "{view}");
    }
}

#[test]
fn the_column_is_that_of_the_file_however_the_line_is_cut() {
    let text = format!("{} and the crane cost 5.3 million {}", "é word".repeat(2000), "tail ".repeat(2000));
    let start = text.find("5.3").unwrap();
    let view = full(&about(&text, Span::new(start, start + 11)), Settings::default());
    assert_eq!(pointed(&view), ["5.3 million"], "{view}");
    let column = text[..start].chars().count() + 1;
    assert!(view.contains(&format!("--> notes.md:1:{column}\n")), "{view}");
    assert!(view.lines().all(|line| line.width() <= 80), "{view}");
}

#[test]
fn words_over_several_lines_are_marked_on_each() {
    let text = "one\n- The crane\n  cost 5.3\n  million.\nfive";
    let span = Span::new(text.find("crane").unwrap(), text.find(".\nfive").unwrap());
    let view = full(&about(text, span), Settings::default());
    assert_eq!(pointed(&view), ["crane", "cost 5.3", "million"], "{view}");
    assert!(view.contains("4 |   million."), "{view}");
}

fn marked(rows: &Rows) -> Vec<&str> {
    rows.shown.iter().filter_map(|row| row.marked.clone().map(|range| &row.text[range])).collect()
}

#[test]
fn what_nobody_speaks_between_two_cues_is_not_marked() {
    let text = "<v Ada>the crane cost\n\n2\n00:01.000 --> 00:02.000\n<v Ada>three **million** and more</v>\n";
    let source = Source::new("talk.vtt", text);
    let span = Span::new(7, text.find(" and more").unwrap());
    let place = |words: &str| Place { text: words.to_owned(), ..at(&source, span) };
    let rows = Rows::of(&place("the crane cost three million"), 60);
    assert_eq!((marked(&rows), rows.first_line, rows.start), (vec!["the crane cost", "three **million**"], Some(1), 7));
    // A part of what stands there.
    let rows = Rows::of(&place("three million"), 60);
    assert_eq!((marked(&rows), rows.first_line), (vec!["three **million**"], Some(5)));
    // Words that are written otherwise than there.
    let rows = Rows::of(&place("3 million"), 60);
    assert_eq!(marked(&rows).len(), 4);
}

#[test]
fn a_long_statement_is_shown_in_a_few_rows() {
    let text = "word ".repeat(4000);
    let view = full(&about(&text, Span::new(0, text.len())), Settings::default());
    assert!(view.lines().count() < 40, "{view}");
    let text = "x".repeat(10_000);
    let view = full(&about(&text, Span::new(0, text.len())), Settings::default());
    assert!(view.lines().count() < 40 && view.lines().all(|line| line.width() <= 80), "{view}");
}

#[test]
fn nothing_of_the_input_acts_on_the_terminal() {
    let text = "a\u{1b}[2Jb\0c\u{202e}d\u{9b}e\rf crane";
    let mut report = about(text, Span::new(0, text.len()));
    let finding = &mut report.recordings[0].summaries[0].claims[0].findings[0];
    finding.message = text.to_owned();
    finding.suggestion = Some(text.to_owned());
    for color in [false, true] {
        let view = full(&report, Settings { color, ..Settings::default() });
        let view = if color { anstream::adapter::strip_str(&view).to_string() } else { view };
        let acts = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!view.contains(acts), "{view:?}");
    }
}

#[test]
fn colours_change_no_letter() {
    let plain = full(&sample::report(), Settings::default());
    let colored = full(&sample::report(), Settings { color: true, ..Settings::default() });
    assert_ne!(plain, colored);
    assert_eq!(plain, anstream::adapter::strip_str(&colored).to_string());
}

#[test]
fn an_accepted_finding_is_shown_where_everything_is() {
    let mut report = sample::report();
    let finding = &mut report.recordings[0].summaries[0].claims[0].findings[0];
    finding.accepted = Some(crate::finding::Accepted {
        by: crate::finding::Acceptance::Suppression,
        reason: Some("agreed".to_owned()),
        place: None,
    });
    assert!(!full(&report, Settings::default()).contains("C001"));
    let view = full(&report, Settings { accepted: true, ..Settings::default() });
    assert!(view.contains("note: accepted by a suppression: agreed"), "{view}");
}

proptest! {
    #[test]
    fn any_words_of_any_text_are_marked_and_nothing_else(
        text in "([a-zé采\u{301}\u{200b}\u{1b}\u{202e}👩\u{200d}]{0,9}[ \t\r\n.]{0,2}){0,30}|\\PC{0,120}",
        start in 0usize..300,
        length in 0usize..200,
        width in 8usize..90,
    ) {
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (start, end) = (floor(start), floor(start + length));
        let source = Source::new("notes.md", text.as_str());
        let place = at(&source, Span::new(start, end));
        let rows = Rows::of(&place, width);
        let (marked, wanted) = (solid(&marked(&rows).concat()), solid(&place.text));
        let all = rows.shown.last().is_none_or(|row| !row.text.ends_with("..."));
        prop_assert!(if all { marked == wanted } else { wanted.starts_with(&marked) }, "{marked:?} {wanted:?} {rows:?}");
        for row in &rows.shown {
            prop_assert!(row.text.width() <= width, "{row:?} in {width}");
        }
        // The renderer takes it, even where the span is none of the text.
        for span in [Span::new(start, end), Span::new(start + 1, end + 7)] {
            full(&about(&text, span), Settings { width, ..Settings::default() });
        }
    }
}
