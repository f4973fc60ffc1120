//! Credited speakers against other speakers of the same talk.

use std::collections::BTreeSet;

use saidso::{
    load,
    rules::{self, Context, misattributed::wrong_speaker::features},
    source::Source,
};

use super::{Corpus, fit::Sample};

pub(super) use saidso::rules::misattributed::wrong_speaker::FEATURES;

/// The readings of every credit of a corpus: as written, and with each other speaker of the talk in its place.
pub(super) fn samples(corpus: &Corpus) -> Vec<Sample> {
    let speakers = corpus.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
    let speakers: BTreeSet<&str> = speakers.map(|speaker| speaker.name.as_str()).collect();
    let mut samples = Vec::new();
    for text in &corpus.claims {
        let claims = load::claims(&Source::new("claim", text.as_str()), None);
        let aligned = rules::align(&corpus.talk, &claims);
        for index in 0..aligned.len() {
            let context = Context::new(&corpus.talk, &corpus.lookup, &aligned, index);
            for credit in &context.own().credits {
                let sample = |speaker: &str| {
                    let features = features(&context, credit, speaker)?;
                    Some((features.iter().map(|x| f64::from(*x)).collect(), speaker != credit.speaker))
                };
                samples.extend(speakers.iter().filter_map(|speaker| sample(speaker)));
            }
        }
    }
    samples
}
