//! Who each claim is credited to: the speaker it names, or the one its pronoun stands for.

use super::{Aligned, Credit};
use crate::{
    align::Talk,
    mention::attribution::{Who, attributions},
    text::{Word, fold::fold},
    transcript::Speaker,
};

/// Works out the credit of each claim of one summary, in order; a talk without speakers gives none.
pub fn credit(talk: &Talk, claims: &mut [Aligned]) {
    if !talk.names_speakers() {
        return;
    }
    let speakers: Vec<&Speaker> = talk.transcripts.iter().flat_map(|transcript| &transcript.speakers).collect();
    let mut last: Option<String> = None;
    for aligned in claims {
        let text = aligned.claim.text();
        let words = &aligned.mentions.words;
        let whole = 0..text.len();
        let named = named_in(&speakers, words);
        let found = attributions(text, words).into_iter().next();
        aligned.credit = match (&aligned.claim.speaker, found) {
            (Some(name), _) => {
                let name_words: Vec<String> = name.split_whitespace().map(fold).collect();
                matching(&speakers, &name_words).map(|speaker| Credit {
                    speaker: speaker.name.clone(),
                    range: 0..0,
                    content: whole,
                    named: true,
                })
            }
            (None, Some(attribution)) => match &attribution.who {
                Who::Named(range) => {
                    let inside: Vec<String> =
                        words.iter().filter(|w| crate::mention::overlap(&w.range, range)).map(bare).collect();
                    matching(&speakers, &inside).map(|speaker| Credit {
                        speaker: speaker.name.clone(),
                        range: attribution.range.clone(),
                        content: attribution.content.clone(),
                        named: true,
                    })
                }
                Who::Pronoun(_) => last.clone().map(|speaker| Credit {
                    speaker,
                    range: attribution.range.clone(),
                    content: attribution.content.clone(),
                    named: false,
                }),
                _ => None,
            },
            (None, None) => None,
        };
        if let Some(speaker) = aligned.credit.as_ref().map(|credit| credit.speaker.clone()).or(named) {
            last = Some(speaker);
        }
    }
}

/// The last speaker whom a claim names at all.
fn named_in(speakers: &[&Speaker], words: &[Word]) -> Option<String> {
    words.iter().rev().find_map(|word| {
        let starts_upper = word.folded.len() >= 3;
        starts_upper.then(|| matching(speakers, &[bare(word)])).flatten().map(|speaker| speaker.name.clone())
    })
}

fn bare(word: &Word) -> String {
    word.folded.trim_end_matches("'s").to_owned()
}

/// The one speaker of whose name or alias all words are parts; nobody when several are.
fn matching<'a>(speakers: &[&'a Speaker], words: &[String]) -> Option<&'a Speaker> {
    let is = |speaker: &&&Speaker| {
        std::iter::once(&speaker.name).chain(&speaker.aliases).any(|name| {
            let parts: Vec<String> =
                name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(fold).collect();
            !words.is_empty() && words.iter().all(|word| parts.contains(word))
        })
    };
    let mut found = speakers.iter().filter(is);
    match (found.next(), found.next()) {
        (Some(speaker), None) => Some(speaker),
        _ => None,
    }
}
