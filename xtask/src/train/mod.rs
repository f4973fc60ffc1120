//! Fits the small models: `cargo run --release -p xtask -- train NAME DIR`.
//!
//! For the models of the rules `DIR` holds sentences that people wrote about talks, with the talks: `qmsum.jsonl`
//! (lines of `{"split", "doc", "claim", "lines"}`) and `docs/DOC.txt`. The sentences are taken as true. What a model of a rule must
//! tell apart is made from them: the same sentence with one thing exchanged for another one of the same talk. The models of the
//! ranking (`words`, then `ranking`) learn from the lines that people marked as what a sentence rests on.

mod fit;
pub(crate) mod judge;
mod names;
mod ranking;
mod speakers;
mod words;

use std::{ops::RangeInclusive, path::Path};

use fit::{Fitted, Sample};
use saidso::{
    align::{Passage, Sentence, Talk},
    load,
    rules::{self, Context, Lookup},
    source::Source,
};

use crate::{
    figures::auc,
    lines::{Line, by_talk, read_file},
};

/// A talk with the sentences written about it.
pub(crate) struct Corpus {
    doc: String,
    talk: Talk,
    lookup: Lookup,
    claims: Vec<String>,
    /// For each claim the lines that it rests on, from 1.
    lines: Vec<Vec<u64>>,
    /// Whether the split is the training one.
    training: bool,
}

/// Makes the samples of a model from a corpus.
type Read = fn(&Corpus) -> Vec<Sample>;

/// Fits a model and prints it as the source of a `Logistic`, with how well it ranks what it was not fitted on.
pub(crate) fn train(model: &str, folder: &Path) -> Result<String, String> {
    let (read, names): (Read, &[&str]) = match model {
        "judge" => return judge::report(folder),
        "words" => return Ok(words::table(&corpora(folder)?)),
        "ranking" => return Ok(ranking::report(&corpora(folder)?)),
        "names" => (names::samples, &names::FEATURES),
        "speakers" => (speakers::samples, &speakers::FEATURES),
        _ => return Err(format!("no model {model}; there are: words, ranking, names, speakers, judge")),
    };
    let (mut training, mut held_out) = (Vec::new(), Vec::new());
    for corpus in corpora(folder)? {
        let into = if corpus.training { &mut training } else { &mut held_out };
        into.extend(read(&corpus));
    }
    let fitted = Fitted::new(&training);
    let weights: Vec<String> = fitted.weights.iter().map(|weight| format!("{weight:.2}")).collect();
    Ok(format!(
        "// {}\nLogistic {{ bias: {:.2}, weights: [{}] }}\n// {} readings; AUC {:.4} on them, {:.4} on {} of other talks",
        names.join(", "),
        fitted.bias,
        weights.join(", "),
        training.len(),
        auc(&fitted.scored(&training)),
        auc(&fitted.scored(&held_out)),
        held_out.len(),
    ))
}

fn corpora(folder: &Path) -> Result<Vec<Corpus>, String> {
    let read = |(doc, lines): (String, Vec<Line>)| {
        let text = read_file(&folder.join("docs").join(format!("{doc}.txt")))?;
        let talk = Talk::new(vec![load::transcript(&Source::new(doc.clone(), text))], None);
        let lookup = Lookup::new(&talk);
        let mut corpus = Corpus { doc, talk, lookup, claims: Vec::new(), lines: Vec::new(), training: false };
        for line in lines {
            corpus.training = line.text("split")? == "train";
            corpus.claims.push(line.text("claim")?.to_owned());
            corpus.lines.push(line.numbers("lines")?);
        }
        Ok(corpus)
    };
    by_talk(&folder.join("qmsum.jsonl"))?.into_iter().map(read).collect()
}

impl Corpus {
    /// For each claim the passages that hold a line on which it rests.
    fn marked(&self) -> impl Iterator<Item = Vec<usize>> {
        let place = |sentence: &Sentence| {
            let transcript = &self.talk.transcripts[sentence.transcript];
            let span = transcript.turns[sentence.turn].flow.span(sentence.range.clone());
            let line = |byte: usize| transcript.source.line(byte) as u64;
            line(span.start)..=line(span.end.saturating_sub(1))
        };
        let of_passage = |passage: &Passage| -> Vec<RangeInclusive<u64>> {
            self.talk.sentences[passage.sentences.clone()].iter().map(place).collect()
        };
        let places: Vec<Vec<RangeInclusive<u64>>> = self.talk.passages.iter().map(of_passage).collect();
        self.lines.iter().map(move |lines| {
            let holds =
                |passage: &usize| places[*passage].iter().any(|place| lines.iter().any(|line| place.contains(line)));
            (0..places.len()).filter(holds).collect()
        })
    }

    /// What a rule may look at for each claim of each sentence, in order.
    fn each(&self, mut look: impl FnMut(&Context)) {
        for text in &self.claims {
            let claims = load::claims(&Source::new("claim", text.as_str()), None);
            let aligned = rules::align(&self.talk, &claims);
            (0..aligned.len()).for_each(|index| look(&Context::new(&self.talk, &self.lookup, &aligned, index)));
        }
    }
}
