#![doc = include_str!("widened_scope.md")]

use smol_str::SmolStr;

use super::{
    place::worth,
    reach::{Beyond, beyond},
};
use crate::{
    align::SlotFit,
    finding::{Confidence, Family, Severity},
    mention::{
        overlap,
        polarity::denied,
        scope::{Extent, Scoped, scoped},
    },
    rules::{Check, Context, Fault, Rule, Spoken, Standing, Values, context::clause_around},
    text::opposites::synonym,
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "S003",
    name: "widened-scope",
    family: Family::Strength,
    severity: Severity::Error,
    summary: "says it of more, of fewer or of others than the talk does",
    page: include_str!("widened_scope.md"),
    check: Check::Claim(check),
};

/// The fit of a place that is clearly about the clause.
const CLEAR: f32 = 0.5;
/// The same where quantifier and noun are the same already.
const ALIKE: f32 = 0.4;
/// Nouns that count nothing in particular, by stem.
const VAGUE: &[&str] = &[
    "time", "thing", "way", "day", "week", "month", "year", "peopl", "person", "kind", "sort", "part", "bit", "one",
    "other",
];

fn check(context: &Context) -> Vec<Fault> {
    let text = context.text();
    let counted: Vec<Fault> = scoped(text, &context.own().mentions.words)
        .iter()
        .filter(|stated| !VAGUE.contains(&stated.head.as_str()) && !is_frame(context, stated))
        .filter_map(|stated| extent(context, stated).or_else(|| restriction(context, stated)))
        .collect();
    if counted.is_empty() {
        beyond(context).into_iter().map(|found| reaches(context, found)).collect()
    } else {
        counted
    }
}

/// "Only the guests" against "all the guests and the crew".
fn reaches(context: &Context, found: Beyond) -> Fault {
    let written = context.text().get(found.stated.clone()).unwrap_or_default();
    let cite = context.cite(found.spoken.sentence);
    let message = format!("summary says {written}; said was \"{}\" ({cite})", context.spoken(&found.spoken));
    Fault {
        range: found.stated,
        severity: Severity::Warning,
        confidence: if found.share >= CLEAR { Confidence::Medium } else { Confidence::Low },
        message,
        found: Some(found.spoken),
        suggestion: None,
    }
}

/// Whether the counted things are only those among which something else is: "among all the guests", "of the whole programme".
fn is_frame(context: &Context, stated: &Scoped) -> bool {
    let words = &context.own().mentions.words;
    let before = words.iter().rfind(|word| word.range.end <= stated.mark.start).map_or("", |word| word.folded.as_str());
    matches!(
        before,
        "among" | "amongst" | "of" | "across" | "between" | "than" | "throughout" | "after" | "over" | "despite"
    )
}

/// "All of the furnaces" against "one of the furnaces".
fn extent(context: &Context, stated: &Scoped) -> Option<Fault> {
    let (place, said) = elsewhere(context, stated, |said| match stands(context.text(), stated, said.1, &said.0) {
        Stands::Agrees => Some(true),
        Stands::Differs => Some(false),
        Stands::Aside => None,
    })?;
    Some(fault(context, stated, &place, &said, Severity::Warning))
}

/// "Most of the company's code" against "most of the code that goes toward these tools".
fn restriction(context: &Context, stated: &Scoped) -> Option<Fault> {
    if stated.quantifier < Extent::Many || stated.restrictors.is_empty() {
        return None;
    }
    let clause = clause_around(context.text(), &stated.range);
    let words: Vec<_> = context.own().mentions.words.iter().filter(|word| overlap(&word.range, &clause)).collect();
    let (place, said) = elsewhere(context, stated, |(said, _)| {
        if said.quantifier != stated.quantifier {
            return None;
        }
        // Without an auxiliary the predicate looks like a part of the restriction: it is what the claim says after its own.
        let predicate =
            |stem: &SmolStr| words.iter().any(|w| w.range.start >= stated.range.end && synonym(&w.stem, stem));
        let end = said.restrictors.iter().position(predicate);
        let kept = &said.restrictors[..end.unwrap_or(said.restrictors.len())];
        let shares = kept.iter().any(|stem| words.iter().any(|word| synonym(&word.stem, stem)));
        let lost = !shares && kept.len() > usize::from(end.is_some());
        Some(!lost)
    })?;
    // The claim's own restriction is not spoken there.
    let sentence = context.talk.sentences.get(place.sentence)?;
    let spoken = |stem: &SmolStr| sentence.mentions.words.iter().any(|word| synonym(&word.stem, stem));
    if stated.restrictors.iter().any(spoken) {
        return None;
    }
    let severity = if place.fit >= ALIKE { Severity::Error } else { Severity::Warning };
    Some(fault(context, stated, &place, &said, severity))
}

/// The best place of the talk where the same noun is counted otherwise, unless it is counted alike as near.
fn elsewhere(
    context: &Context,
    stated: &Scoped,
    judge: impl Fn((Scoped, &str)) -> Option<bool>,
) -> Option<(SlotFit, Scoped)> {
    let own = &context.own().alignment;
    let slot = context.slot(&stated.mark);
    let mut values = Values { peak: own.peak(context.talk, slot), ..Values::default() };
    for index in worth(context, slot) {
        let Some(sentence) = context.talk.sentences.get(index) else { continue };
        for said in scoped(&sentence.text, &sentence.mentions.words) {
            // "Not a lot of" may be few or none: it decides nothing.
            if !synonym(&said.head, &stated.head) || denied(&sentence.mentions.negations, said.mark.start) {
                continue;
            }
            let mark = said.mark.clone();
            let best = match judge((said, &sentence.text)) {
                Some(true) => &mut values.agrees,
                Some(false) => &mut values.differs,
                None => continue,
            };
            // The noun ties the count to its sentence, however far the other words stand from it.
            let fit = own.fit(context.talk, slot, index, &(0..sentence.text.len()));
            if best.as_ref().is_none_or(|best| best.fit < fit) {
                *best = Some(SlotFit { sentence: index, range: mark, fit });
            }
        }
    }
    let Standing::Otherwise(place) = values.standing() else { return None };
    let sentence = context.talk.sentences.get(place.sentence)?;
    let said = scoped(&sentence.text, &sentence.mentions.words).into_iter().find(|said| said.mark == place.range)?;
    Some((place, said))
}

/// How a count of the talk stands to that of the claim.
enum Stands {
    Agrees,
    Differs,
    Aside,
}

fn stands(claim: &str, stated: &Scoped, text: &str, said: &Scoped) -> Stands {
    let excepts = |text: &str, scoped: &Scoped| {
        text.get(scoped.mark.clone()).is_some_and(|mark| {
            mark.to_lowercase().starts_with("all but") || mark.to_lowercase().starts_with("all except")
        })
    };
    let (a, b) = (stated.quantifier, said.quantifier);
    if excepts(claim, stated) != excepts(text, said) && a >= Extent::NearlyAll && b >= Extent::NearlyAll {
        // "Nearly all" may be all but one.
        return if a == b { Stands::Aside } else { Stands::Differs };
    }
    let few = |extent| matches!(extent, Extent::None | Extent::Few);
    match (a, b) {
        _ if a == b => Stands::Agrees,
        (Extent::All | Extent::NearlyAll, Extent::None | Extent::Few | Extent::Some | Extent::Half) => Stands::Differs,
        (Extent::Most | Extent::Many, b) if few(b) => Stands::Differs,
        (a, Extent::Many | Extent::Most | Extent::NearlyAll | Extent::All) if few(a) => Stands::Differs,
        (Extent::All | Extent::NearlyAll | Extent::Most, Extent::All | Extent::NearlyAll | Extent::Most) => {
            Stands::Agrees
        }
        (Extent::Some | Extent::Few, Extent::Some | Extent::Few) => Stands::Agrees,
        _ => Stands::Aside,
    }
}

fn fault(context: &Context, stated: &Scoped, place: &SlotFit, said: &Scoped, severity: Severity) -> Fault {
    let clear = place.fit >= CLEAR;
    let spoken = Spoken { sentence: place.sentence, range: said.range.clone() };
    let written = context.text().get(stated.range.clone()).unwrap_or_default();
    let message =
        format!("summary says {written}; said was \"{}\" ({})", context.spoken(&spoken), context.cite(spoken.sentence));
    Fault {
        range: stated.range.clone(),
        severity,
        confidence: if clear { Confidence::Medium } else { Confidence::Low },
        message,
        found: Some(spoken),
        suggestion: None,
    }
}
