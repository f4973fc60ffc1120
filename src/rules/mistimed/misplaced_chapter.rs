#![doc = include_str!("misplaced_chapter.md")]

use crate::{
    finding::{Confidence, Family, Severity},
    rules::{Check, Context, Fault, Rule, Spoken},
    summary::ClaimKind,
    transcript::{TimeRange, Timecode},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "T001",
    name: "misplaced-chapter",
    family: Family::Mistimed,
    severity: Severity::Error,
    summary: "what a chapter tells is said outside its time range",
    page: include_str!("misplaced_chapter.md"),
    check: Check::Claim(check),
};

/// How far outside its range a chapter's words may be said, in milliseconds: tables of times are rounded.
const SLACK: u64 = 30_000;
/// Inside its range a chapter must find at least this share of what it finds elsewhere.
const INSIDE: f32 = 0.7;
/// With fewer content words a chapter says too little about what it tells.
const ENOUGH: usize = 3;
/// How many of the best sentences say where a chapter's words are.
const BEST: usize = 6;

/// A sentence that bears out part of a chapter.
struct Match {
    sentence: usize,
    time: Timecode,
    fit: f32,
}

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    let Some(range) = own.claim.time.filter(|_| own.claim.kind == ClaimKind::Chapter) else { return Vec::new() };
    // A chapter is one thing whose sentences are judged together; its first claim speaks for it.
    let words: usize = context.item.iter().map(|part| part.alignment.all().len()).sum();
    if context.index > 0 || words < ENOUGH {
        return Vec::new();
    }
    fault(context, range).into_iter().collect()
}

fn fault(context: &Context, range: TimeRange) -> Option<Fault> {
    let matches = matches(context);
    let best_inside = matches.iter().filter(|m| inside(range, m.time)).map(|m| m.fit).fold(0.0, f32::max);
    let top = &matches[..matches.len().min(BEST)];
    let best = top.first()?;
    let outside = top.iter().filter(|m| !inside(range, m.time)).count();
    if best.fit < 0.25 || best_inside >= INSIDE * best.fit || outside * 3 < top.len() * 2 {
        return None;
    }
    let mut times: Vec<Timecode> = top.iter().filter(|m| m.fit >= 0.6 * best.fit).map(|m| m.time).collect();
    times.sort_unstable();
    let (first, last) = (times.first()?, times.last()?);
    let place = if last.0 - first.0 <= 300_000 { format!("at {first} - {last}") } else { format!("at {}", best.time) };
    let end = range.end.map_or(String::new(), |end| format!(" - {end}"));
    let length = context.talk.sentences[best.sentence].text.len();
    Some(Fault {
        range: 0..context.text().len(),
        severity: Severity::Error,
        confidence: if best.fit >= 0.4 { Confidence::High } else { Confidence::Medium },
        message: format!("chapter says {}{end}; it is said {place} ({})", range.start, context.cite(best.sentence)),
        found: Some(Spoken { sentence: best.sentence, range: 0..length }),
        suggestion: None,
    })
}

fn inside(range: TimeRange, time: Timecode) -> bool {
    time.0 + SLACK >= range.start.0 && range.end.is_none_or(|end| time.0 <= end.0 + SLACK)
}

/// The timed sentences with how much of each claim of the chapter they and the next one bear out, best first.
fn matches(context: &Context) -> Vec<Match> {
    let talk = context.talk;
    let mut matches: Vec<Match> = (0..talk.sentences.len())
        .filter_map(|sentence| {
            let time = talk.time(&talk.sentences[sentence])?;
            let fits =
                context.item.iter().map(|part| part.alignment.coverage(sentence..sentence + 3, part.alignment.all()));
            Some(Match { sentence, time, fit: fits.fold(0.0, f32::max) })
        })
        .collect();
    matches.sort_by(|a, b| b.fit.total_cmp(&a.fit).then(a.sentence.cmp(&b.sentence)));
    matches
}
