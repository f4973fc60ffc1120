#![doc = include_str!("altered_quote.md")]

use std::ops::Range;

use super::heard;
use crate::{
    finding::{Confidence, Family, Severity},
    mention::{
        polarity::negations,
        quotation::{Change, ChangeKind, Quotation, Use, Verified, verify},
    },
    rules::{Check, Context, Fault, Rule},
    text::{fold::fold, is_stop_word, words},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "Q001",
    name: "altered-quote",
    family: Family::Misquoted,
    severity: Severity::Error,
    summary: "words in quotation marks are not quite the words that were spoken",
    page: include_str!("altered_quote.md"),
    check: Check::Claim(check),
};

/// With this share of common words a quotation surely means that place.
const SURE: f64 = 0.75;
/// How far the end of an enumeration may be behind the nearest words.
const ITEMS: usize = 3;

fn check(context: &Context) -> Vec<Fault> {
    let spoken = context.own().mentions.quotations.iter().filter(|quotation| quotation.usage == Use::Speech);
    spoken.filter_map(|quotation| fault(context, quotation)).collect()
}

fn fault(context: &Context, quotation: &Quotation) -> Option<Fault> {
    let quoted = context.text().get(quotation.inner.clone())?;
    let Verified::Altered { words, share, diff } = verify(quoted, &context.lookup.quotes) else { return None };
    let (mut found, mut said) = heard(context, &words)?;
    if let Some(rest) = rest_of_enumeration(context, quoted, &words) {
        said.push_str(&rest);
        let length = context.talk.sentences.get(found.sentence)?.text.len();
        found.range.end = (found.range.end + rest.len()).min(length);
    }
    let severity = severity(share, &diff);
    let (short, words) = excerpts(quoted, &said, &diff);
    Some(Fault {
        range: quotation.range.clone(),
        severity,
        confidence: if severity == Severity::Error { Confidence::High } else { Confidence::Medium },
        message: format!("summary quotes \"{short}\"; the words were \"{words}\" ({})", context.cite(found.sentence)),
        suggestion: Some(said),
        found: Some(found),
    })
}

/// An error where the quotation surely means this place and says something else there; else a warning.
fn severity(share: f64, diff: &[Change]) -> Severity {
    let changed = |kind| diff.iter().filter(move |change| change.kind == kind).map(|change| change.words.as_str());
    if changed(ChangeKind::Added).next().is_none() {
        // Shortened without a mark: bad only where it turns the sense.
        let turns = changed(ChangeKind::Dropped).any(|dropped| !negations(dropped, &words(dropped)).is_empty());
        return if turns { Severity::Error } else { Severity::Warning };
    }
    let mut changes = diff.iter().filter(|change| change.kind != ChangeKind::Same);
    let small = changes.all(|change| change.words.split_whitespace().all(|word| is_stop_word(&fold(word))));
    if share >= SURE || small { Severity::Error } else { Severity::Warning }
}

/// What is said between the nearest words and the end of an enumeration that the quotation closes too early.
fn rest_of_enumeration(context: &Context, quoted: &str, nearest: &Range<usize>) -> Option<String> {
    let joins = |word: &str| matches!(fold(word).as_str(), "and" | "or");
    if !quoted.split_whitespace().rev().nth(1).is_some_and(joins) {
        return None;
    }
    let (sentence, last) = context.lookup.quotes.locate(nearest.end.checked_sub(1)?)?;
    let rest = context.talk.sentences.get(sentence)?.text.get(last.end..)?;
    let end = rest.find(['.', '!', '?', ';', ':', '—']).unwrap_or(rest.len());
    let clause = rest.get(..end)?;
    // The comma after the last item ends it too.
    let mut at = 0;
    let mut joined = false;
    for (count, word) in clause.split_whitespace().enumerate() {
        let place = clause.get(at..)?.find(word)? + at;
        at = place + word.len();
        if joined {
            return clause.get(..at).map(|text| text.trim_end_matches(',').to_owned());
        }
        joined = joins(word);
        if count + 2 > ITEMS && !joined {
            return None;
        }
    }
    None
}

/// Of a long quotation the words around the first change, as quoted and as said.
fn excerpts(quoted: &str, said: &str, diff: &[Change]) -> (String, String) {
    const LONG: usize = 16;
    const BEFORE: usize = 4;
    if quoted.split_whitespace().count() <= LONG {
        return (quoted.to_owned(), said.to_owned());
    }
    let first = diff.first().filter(|change| change.kind == ChangeKind::Same);
    let same = first.map_or(0, |change| change.words.split_whitespace().count());
    let part = |absent: ChangeKind| {
        let words: Vec<&str> = diff
            .iter()
            .filter(|change| change.kind != absent)
            .flat_map(|change| change.words.split_whitespace())
            .collect();
        let start = same.saturating_sub(BEFORE).min(words.len());
        let end = (start + LONG).min(words.len());
        let (before, after) = (if start > 0 { "… " } else { "" }, if end < words.len() { " …" } else { "" });
        format!("{before}{}{after}", words[start..end].join(" "))
    };
    (part(ChangeKind::Dropped), part(ChangeKind::Added))
}
