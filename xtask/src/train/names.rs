//! Names against other names of the same talk in the same place of a sentence.

use std::collections::BTreeMap;

use saidso::{
    mention::{
        Name,
        name::{Relation, relation},
    },
    rules::{
        Context,
        contradicted::{named_slot::Reading, wrong_name::candidates},
    },
};

use super::{Corpus, fit::Sample};

pub(super) use saidso::rules::contradicted::named_slot::FEATURES;

/// So many other names are tried in the place of each.
const OTHERS: usize = 6;
/// A sentence of which no place of the talk holds this share, the name aside, says nothing about names.
const PLACE: f32 = 0.3;

/// The readings of every name of a corpus: as written, and with others in its place.
pub(super) fn samples(corpus: &Corpus) -> Vec<Sample> {
    let mut spoken: BTreeMap<String, &Name> = BTreeMap::new();
    for name in corpus.talk.sentences.iter().flat_map(|sentence| &sentence.mentions.names).filter(|name| !name.initial)
    {
        spoken.entry(name.key()).or_insert(name);
    }
    let mut samples = Vec::new();
    corpus.each(|context| {
        for name in candidates(context) {
            samples.extend(of_name(context, name, &spoken));
        }
    });
    samples
}

fn of_name(context: &Context, name: &Name, spoken: &BTreeMap<String, &Name>) -> Vec<Sample> {
    let Some(right) = Reading::of(context, &name.range, name).filter(|reading| reading.peak >= PLACE) else {
        return Vec::new();
    };
    let own = &context.own().mentions.names;
    let mut others: Vec<&Name> = spoken
        .values()
        .copied()
        .filter(|other| other.kind == name.kind && own.iter().all(|own| relation(own, other) == Relation::Different))
        .collect();
    // In an order of their own for each sentence, the same on every run.
    others.sort_by_key(|other| hash(&(other.key() + context.text())));
    let wrong = others.into_iter().take(OTHERS).filter_map(|other| Reading::of(context, &name.range, other));
    let sample = |reading: &Reading, class| (reading.features.iter().map(|x| f64::from(*x)).collect(), class);
    let wrong: Vec<Sample> = wrong.map(|reading| sample(&reading, true)).collect();
    std::iter::once(sample(&right, false)).chain(wrong).collect()
}

/// FNV-1a (Fowler, Noll and Vo).
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
