//! Credited speakers against other speakers of the same talk.

use std::collections::BTreeSet;

use saidso::rules::misattributed::wrong_speaker::features;

use super::{Corpus, fit::Sample};

pub(super) use saidso::rules::misattributed::wrong_speaker::FEATURES;

/// The readings of every credit of a corpus: as written, and with each other speaker of the talk in its place.
pub(super) fn samples(corpus: &Corpus) -> Vec<Sample> {
    let speakers = corpus.talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
    let speakers: BTreeSet<&str> = speakers.map(|speaker| speaker.name.as_str()).collect();
    let mut samples = Vec::new();
    corpus.each(|context| {
        for credit in &context.own().credits {
            let sample = |speaker: &str| {
                let features = features(context, credit, speaker)?;
                Some((features.iter().map(|x| f64::from(*x)).collect(), speaker != credit.speaker))
            };
            samples.extend(speakers.iter().filter_map(|speaker| sample(speaker)));
        }
    });
    samples
}
