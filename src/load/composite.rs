//! Pages that hold both a summary and a transcript: where the transcript starts.

use crate::{
    source::{Line, Source, Span},
    summary::{ClaimKind, Summary},
    text::fold::fold,
};

use rustc_hash::FxHashMap;

use super::summary::stamp;

/// The part of a file that is a transcript, if one is found with certainty.
///
/// Either a heading says so and stamped or labelled lines follow, or such lines run on to the end of the file.
pub(super) fn speech(source: &Source) -> Option<Span> {
    let lines: Vec<Line<'_>> = source.lines().filter(|line| !line.text.trim().is_empty()).collect();
    let names = recurring_names(&lines);
    let starts: Vec<Option<Start>> = lines.iter().map(|line| start(line.text, &names)).collect();
    let end = source.text().len();
    if is_subtitles(&lines) {
        return Some(Span::new(0, end));
    }
    let first = headed(&lines, &starts).or_else(|| run(&lines, &starts))?;
    lines.get(first).map(|line| Span::new(line.span.start, end))
}

/// Whether a file is a transcript and holds no summary worth the name.
pub fn looks_like_transcript(source: &std::sync::Arc<Source>) -> bool {
    speech(source).is_some_and(|within| !is_summary(&super::summary::read(source, Some(within)), source, within))
}

/// Whether what surrounds the speech is a summary: enough words in claims, more than a description and a list of chapters.
pub(super) fn is_summary(page: &Summary, source: &Source, within: Span) -> bool {
    let telling = page
        .claims
        .iter()
        .filter(|claim| claim.kind != ClaimKind::Title && claim.text().split_whitespace().count() >= 5);
    let (claims, words) =
        telling.fold((0, 0), |(n, words), claim| (n + 1, words + claim.text().split_whitespace().count()));
    let named = page.claims.iter().filter_map(|claim| claim.section.as_deref()).any(|section| {
        let section = fold(section);
        ["summary", "takeaway", "highlight", "overview", "key points", "decision", "action item", "tl;dr", "recap"]
            .iter()
            .any(|name| section.contains(name))
    });
    let spoken = source.slice(within).split_whitespace().count();
    claims >= 1 && (named || words >= 100 || words * 25 >= spoken)
}

/// What a line of a transcript starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// A time, in milliseconds.
    Time(u64),
    /// A speaker.
    Name,
}

fn start(line: &str, names: &FxHashMap<String, usize>) -> Option<Start> {
    if let Some((range, _)) = stamp(line.trim_start_matches(|c: char| c.is_whitespace() || c == '*')) {
        return Some(Start::Time(range.start.0));
    }
    let name = name(line)?;
    (names.get(&name).copied().unwrap_or_default() >= 3).then_some(Start::Name)
}

/// The speaker that a line names: `Name: text`, `**Name** (6:04)`, or a name on a line of its own. No list item does.
fn name(line: &str) -> Option<String> {
    let line = line.trim();
    let bold =
        line.strip_prefix("**").and_then(|rest| rest.split_once("**")).map(|(name, _)| name.trim_end_matches(':'));
    let name = match bold {
        Some(name) => name,
        None => match line.split_once(':') {
            Some((name, _)) => name,
            None if line.len() <= 40 => line,
            None => return None,
        },
    };
    let words = name.split_whitespace().count();
    let capital = name.starts_with(|c: char| c.is_uppercase() || c == '#' || c == '[' || c == '>');
    let clean = !name.contains(['.', '?', '!', ',', ';', '•', '|', '"']) || name.ends_with(')');
    (capital && clean && (1..=5).contains(&words) && name.len() <= 50 && !line.starts_with("# ")).then(|| fold(name))
}

/// How often each name starts a line.
fn recurring_names(lines: &[Line<'_>]) -> FxHashMap<String, usize> {
    let mut names = FxHashMap::default();
    for name in lines.iter().filter_map(|line| name(line.text)) {
        *names.entry(name).or_default() += 1;
    }
    names
}

/// `WEBVTT`, or cue timings.
fn is_subtitles(lines: &[Line<'_>]) -> bool {
    let timings =
        lines.iter().filter(|line| line.text.contains("-->") && line.text.starts_with(|c: char| c.is_ascii_digit()));
    lines.first().is_some_and(|line| line.text.starts_with("WEBVTT")) || timings.count() >= 2
}

/// The line after a heading that says "transcript" and that speech follows.
fn headed(lines: &[Line<'_>], starts: &[Option<Start>]) -> Option<usize> {
    lines.iter().enumerate().find_map(|(index, line)| {
        let text =
            line.text.trim().trim_start_matches('#').trim_matches(|c: char| c.is_whitespace() || "*_:".contains(c));
        let folded = fold(text);
        let says = folded.contains("transcript")
            && text.split_whitespace().count() <= 20
            && !text.ends_with(['.', ',', '!', '?']);
        if !says || starts.get(index).copied().flatten().is_some() || text.starts_with(['-', '•', '[']) {
            return None;
        }
        let after = starts.get(index + 1..)?;
        let near = after.iter().take(12).filter(|start| start.is_some()).count();
        let spoken = after.iter().filter(|start| start.is_some()).count();
        (near >= 2 && (spoken >= 4 || spoken * 2 >= after.len())).then_some(index)
    })
}

/// The start of a run of speech that lasts to the end of the file.
fn run(lines: &[Line<'_>], starts: &[Option<Start>]) -> Option<usize> {
    // Going back from the end: the run stops where nobody starts to speak for long, or where the clock jumps forward (a table of
    // chapters before it ends with a late time).
    let mut first = None;
    let mut latest: Option<u64> = None;
    let mut marks = 0usize;
    let mut silent = 0usize;
    for (index, start) in starts.iter().enumerate().rev() {
        match start {
            None => silent += lines.get(index).map_or(0, |line| line.text.len()),
            Some(start) => {
                if let Start::Time(time) = start {
                    if latest.is_some_and(|latest| *time > latest + 60_000) {
                        break;
                    }
                    latest = Some(*time);
                }
                silent = 0;
                marks += 1;
                first = Some(index);
            }
        }
        if silent > 15_000 {
            break;
        }
    }
    let first = first?;
    let spoken: usize = lines.get(first..)?.iter().map(|line| line.text.len()).sum();
    let all: usize = lines.iter().map(|line| line.text.len()).sum();
    let enough = marks >= 10 || (marks >= 4 && spoken * 5 >= all * 2);
    (enough && is_spoken(lines.get(first..)?)).then_some(first)
}

/// Whether words sound spoken: people who talk say "I", "you" and "we" far more often than summaries do.
fn is_spoken(lines: &[Line<'_>]) -> bool {
    let (mut words, mut personal) = (0usize, 0usize);
    for word in lines.iter().flat_map(|line| line.text.split_whitespace()) {
        let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let stem = bare.split('\'').next().unwrap_or_default();
        words += 1;
        personal += usize::from(
            ["i", "you", "we", "my", "me", "yeah", "uh", "um", "okay", "your", "us", "our"].contains(&stem),
        );
    }
    words >= 40 && personal * 100 >= words * 4
}
