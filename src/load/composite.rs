//! Pages that hold both a summary and a transcript: where the transcript starts.

use crate::{
    source::{Line, Source, Span},
    summary::{ClaimKind, Summary},
    text::{fold::fold, pieces},
};

use rustc_hash::FxHashMap;

use super::summary::stamp;

/// The part of a file that is a transcript, if one is found with certainty.
///
/// Either a heading says so and stamped or labelled lines follow, or such lines run on to the end of the file.
pub(super) fn speech(source: &Source) -> Option<Span> {
    let lines: Vec<Line<'_>> = source.lines().filter(|line| !line.text.trim().is_empty()).collect();
    let names = Names::of(&lines);
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
    if let Some(parts) = super::json::summary(source) {
        return parts.transcript.is_some() && parts.summary.is_none();
    }
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
    let spoken = pieces(source.slice(within)).count();
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

fn start(line: &str, names: &Names) -> Option<Start> {
    if let Some((range, _)) = stamp(line.trim_start_matches(|c: char| c.is_whitespace() || c == '*')) {
        return Some(Start::Time(range.start.0));
    }
    let name = name(line)?;
    (names.all || names.counts.get(&name).copied().unwrap_or_default() >= 3).then_some(Start::Name)
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
    let numbered = words == 1 && name.contains(|c: char| c.is_ascii_digit());
    let capital = name.starts_with(|c: char| c.is_uppercase() || c == '#' || c == '[' || c == '>') || numbered;
    let title =
        name.ends_with(')') || ["Mr.", "Ms.", "Mrs.", "Dr.", "Hon.", "Right Hon."].iter().any(|t| name.starts_with(t));
    let clean = !name.contains(['?', '!', ';', '•', '|', '"']) && (title || !name.contains(['.', ',']));
    let short = words <= if title { 10 } else { 5 } && name.len() <= if title { 90 } else { 50 };
    (capital && clean && short && words > 0 && !line.starts_with("# ")).then(|| fold(name))
}

/// The names that start lines.
struct Names {
    /// How often each does.
    counts: FxHashMap<String, usize>,
    /// Whether most lines start with a name and most names come again, so that each is a speaker.
    all: bool,
}

impl Names {
    fn of(lines: &[Line<'_>]) -> Self {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        let mut labelled = 0;
        for line in lines {
            if let Some(name) = name(line.text) {
                labelled += usize::from(line.text.contains(':'));
                *counts.entry(name).or_default() += 1;
            }
        }
        let again: usize = counts.values().filter(|count| **count >= 2).sum();
        Self { all: labelled * 5 >= lines.len() * 4 && again * 2 >= labelled, counts }
    }
}

/// The first line of a subtitle or CHAT file, or cue timings.
fn is_subtitles(lines: &[Line<'_>]) -> bool {
    let timings =
        lines.iter().filter(|line| line.text.contains("-->") && line.text.starts_with(|c: char| c.is_ascii_digit()));
    let first = lines.first().map(|line| line.text.trim_start_matches('\u{feff}')).unwrap_or_default();
    ["WEBVTT", "@UTF8", "[Script Info]"].iter().any(|mark| first.starts_with(mark)) || timings.count() >= 2
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
    let all: usize = lines.iter().map(|line| line.text.len()).sum();
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
        // Lists of people and links may follow the talk.
        if silent > if marks == 0 { all / 3 } else { 15_000 } {
            break;
        }
    }
    let first = first?;
    let spoken: usize = lines.get(first..)?.iter().map(|line| line.text.len()).sum();
    let enough = marks >= 10 || (marks >= 4 && spoken * 5 >= all * 2);
    let named = marks * 5 >= (lines.len() - first) * 4 && starts.get(first..)?.contains(&Some(Start::Name));
    (enough && is_spoken(lines.get(first..)?, if named { 2 } else { 4 })).then_some(first)
}

/// Whether words sound spoken: people who talk say "I", "you" and "we" far more often than summaries do, in `percent` of words.
fn is_spoken(lines: &[Line<'_>], percent: usize) -> bool {
    let (mut words, mut personal) = (0usize, 0usize);
    for word in lines.iter().flat_map(|line| pieces(line.text)) {
        let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let stem = bare.split('\'').next().unwrap_or_default();
        words += 1;
        personal += usize::from(
            ["i", "you", "we", "my", "me", "yeah", "uh", "um", "okay", "your", "us", "our"].contains(&stem),
        );
    }
    words >= 40 && personal * 100 >= words * percent
}
