//! Fits the small models: `cargo run --release -p xtask -- train NAME DIR`.
//!
//! For the models of the rules `DIR` holds sentences that people wrote about talks, with the talks: `qmsum.jsonl` (lines of `{"split", "doc", "claim"}`) and
//! `docs/DOC.txt`. The sentences are taken as true. What a model must tell apart is made from them: the same sentence with one
//! thing exchanged for another one of the same talk.

mod fit;
pub(crate) mod judge;
mod names;
mod speakers;

use std::{collections::BTreeMap, path::Path};

use fit::{Fitted, Sample};
use saidso::{
    align::Talk,
    load,
    rules::{self, Context, Lookup},
    source::Source,
};

use crate::{
    figures::auc,
    lines::{lines, read_file},
};

/// A talk with the sentences written about it.
pub(crate) struct Corpus {
    talk: Talk,
    lookup: Lookup,
    claims: Vec<String>,
    /// Whether the split is the training one.
    training: bool,
}

/// Makes the samples of a model from a corpus.
type Read = fn(&Corpus) -> Vec<Sample>;

/// Fits a model and prints it as the source of a `Logistic`, with how well it ranks what it was not fitted on.
pub(crate) fn train(model: &str, folder: &Path) -> Result<String, String> {
    let (read, names): (Read, &[&str]) = match model {
        "judge" => return judge::report(folder),
        "names" => (names::samples, &names::FEATURES),
        "speakers" => (speakers::samples, &speakers::FEATURES),
        _ => return Err(format!("no model {model}; there are: names, speakers, judge")),
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
    let mut talks: BTreeMap<String, (bool, Vec<String>)> = BTreeMap::new();
    for line in lines(&folder.join("qmsum.jsonl"))? {
        let (training, claims) = talks.entry(line.text("doc")?.to_owned()).or_default();
        *training = line.text("split")? == "train";
        claims.push(line.text("claim")?.to_owned());
    }
    let read = |(doc, (training, claims)): (String, (bool, Vec<String>))| {
        let text = read_file(&folder.join("docs").join(format!("{doc}.txt")))?;
        let talk = Talk::new(vec![load::transcript(&Source::new(doc, text))], None);
        let lookup = Lookup::new(&talk);
        Ok(Corpus { talk, lookup, claims, training })
    };
    talks.into_iter().map(read).collect()
}

impl Corpus {
    /// What a rule may look at for each claim of each sentence, in order.
    fn each(&self, mut look: impl FnMut(&Context)) {
        for text in &self.claims {
            let claims = load::claims(&Source::new("claim", text.as_str()), None);
            let aligned = rules::align(&self.talk, &claims);
            (0..aligned.len()).for_each(|index| look(&Context::new(&self.talk, &self.lookup, &aligned, index)));
        }
    }
}
