//! Directions told by small words: "sales went up", "they turned the heating down". No index holds them, so they are looked for where
//! the rest of the claim is spoken of.

use std::ops::Range;

use smol_str::SmolStr;

use super::aligned_clause::{Link, Otherwise, is_credited};
use crate::{
    mention::{Mentions, Modality, polarity::denied},
    rules::Context,
    text::{Word, opposites::synonym},
};

/// How much of the claim's clause must stand around the place.
const FITS: f32 = 0.4;
/// A place that says the same counts when it fits so nearly as well.
const NEARLY: f32 = 0.75;
/// The most that such a place counts: small words have many uses.
const UNPROVEN: f32 = 0.5;
/// So many words may stand between verb and small word: "turned the heating down".
const APART: usize = 3;
/// So many words on either side are said of the move.
const AROUND: usize = 5;
/// Verbs whose small word tells where something goes, by stem.
const MOVING: &[&str] = &["bring", "dial", "drive", "go", "move", "pull", "push", "scale", "tick", "trend", "turn"];

/// A verb with its small word.
struct Move<'a> {
    verb: &'a Word,
    up: bool,
    /// The place of the small word among the words.
    at: usize,
    range: Range<usize>,
}

/// The moves of a text that are neither denied nor asked.
fn moves(mentions: &Mentions) -> Vec<Move<'_>> {
    let words = &mentions.words;
    let mut found = Vec::new();
    for (at, small) in words.iter().enumerate() {
        let up = match small.folded.as_str() {
            "up" => true,
            "down" => false,
            _ => continue,
        };
        // "Up to", "down with": no move.
        if words.get(at + 1).is_some_and(|next| matches!(next.folded.as_str(), "to" | "for" | "with" | "on")) {
            continue;
        }
        let before = words.get(at.saturating_sub(APART)..at).unwrap_or_default().iter();
        let Some(verb) = before.rev().find(|word| MOVING.contains(&word.stem.as_str())) else { continue };
        let range = verb.range.start..small.range.end;
        let asked = mentions.hedges.iter().any(|h| h.modality == Modality::Asked && h.range.contains(&range.start));
        if !asked && !denied(&mentions.negations, range.start) {
            found.push(Move { verb, up, at, range });
        }
    }
    found
}

/// The place of the talk where what the claim moves one way moves the other way, unless another place says the same as the claim.
pub(super) fn moved_otherwise(context: &Context) -> Option<Otherwise> {
    let own = context.own();
    moves(&own.mentions).iter().find_map(|stated| {
        let slot = context.slot(&stated.range);
        let around = |mentions: &Mentions, at: usize| {
            let words = mentions.words.get(at.saturating_sub(AROUND)..mentions.words.len().min(at + AROUND + 1));
            words.unwrap_or_default().iter().filter(|word| !word.is_stop()).map(|word| word.stem.clone()).collect()
        };
        let near: Vec<SmolStr> = around(&own.mentions, stated.at);
        let mut otherwise: Option<Otherwise> = None;
        let mut same = 0.0_f32;
        for (sentence, spoken) in context.talk.sentences.iter().enumerate() {
            for said in moves(&spoken.mentions) {
                let there: Vec<SmolStr> = around(&spoken.mentions, said.at);
                let of = |stem: &&SmolStr| **stem != stated.verb.stem && there.iter().any(|other| synonym(stem, other));
                let fit = own.alignment.fit(context.talk, slot, sentence, &said.range);
                if near.iter().find(of).is_none() || !synonym(&said.verb.stem, &stated.verb.stem) {
                    continue;
                }
                if said.up == stated.up {
                    same = same.max(fit);
                } else if fit >= FITS
                    && is_credited(context, sentence)
                    && otherwise.as_ref().is_none_or(|known| known.fit < fit)
                {
                    otherwise = Some(Otherwise {
                        stated: stated.range.clone(),
                        sentence,
                        said: said.range.clone(),
                        link: Link::Opposite,
                        fit,
                    });
                }
            }
        }
        let otherwise = otherwise.filter(|place| same < NEARLY * place.fit)?;
        Some(Otherwise { fit: otherwise.fit.min(UNPROVEN), ..otherwise })
    })
}
