//! What speaks for and against a claim, beside what each rule found: a few figures that a linear model weighs.

use std::ops::Range;

use crate::{
    align::{Alignment, Talk, TermSet},
    finding::{Confidence, Family, Finding, Severity},
    mention::Mentions,
    text::opposites::{has_opposite, opposite},
};

/// What the model weighs, by name.
pub const SIGNS: [&str; 9] = [
    "words said together",
    "errors",
    "unsupported parts",
    "other warnings",
    "notes",
    "denial with none near",
    "numbers not said near",
    "opposites said near",
    "denials",
];

/// Log-odds that one unit of each sign adds.
///
/// `cargo xtask train judge` fits such weights on labelled summaries, and measures these. Three are set by hand. A fit on
/// `SummEdits` gives the words a negative weight, because there a paraphrase brings in more new words than a false edit does; they
/// serve every other set, so they count for a claim. An error weighs more than a warning, and an unsupported part something,
/// whatever a small sample says. The others are near the fit. `docs/method.md` has the figures.
pub const WEIGHTS: [f32; 9] = [1.5, -2.0, -0.5, -1.5, -1.0, -2.0, -1.1, -0.2, -0.2];
/// The log-odds of a claim without any sign.
pub const BIAS: f32 = -0.33;
/// Sentences beside the places that hold most of the claim are near it.
const NEAR: usize = 2;
/// So many places that hold most of the claim are looked at.
const PLACES: usize = 3;

/// The signs of one claim, in the order of [`SIGNS`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signs([f32; 9]);

impl Signs {
    /// The signs of a claim, given what the rules found.
    pub fn of(talk: &Talk, alignment: &Alignment, mentions: &Mentions, findings: &[Finding]) -> Self {
        let all = alignment.all();
        let held = |sentence: usize| alignment.coverage(beside(talk, sentence, 1), all);
        let mut places: Vec<(usize, f32)> = alignment.nearby(talk).into_iter().map(|s| (s, held(s))).collect();
        places.sort_by(|a, b| b.1.total_cmp(&a.1));
        let told = places.iter().map(|(sentence, _)| alignment.told(beside(talk, *sentence, 1)));
        let together = told.fold(0.0, f32::max);
        let mut near: Vec<usize> =
            places.iter().take(PLACES).flat_map(|(sentence, _)| beside(talk, *sentence, NEAR)).collect();
        near.sort_unstable();
        near.dedup();
        let near_terms = near.iter().fold(TermSet::default(), |set, s| set.or(alignment.held(*s..*s + 1)));
        let said = || near.iter().filter_map(|sentence| talk.sentences.get(*sentence));
        let denied = mentions.negations.len();
        let denied_near = said().any(|sentence| !sentence.mentions.negations.is_empty());
        let far_numbers = mentions.quantities.iter().filter(|quantity| {
            let terms = alignment.terms_in(&quantity.range);
            !terms.is_empty() && terms.and(near_terms).is_empty()
        });
        let unsaid = all.without(alignment.explained(talk).and(near_terms));
        let opposites = unsaid.positions().filter_map(|at| alignment.query.terms.get(at)).filter(|term| {
            has_opposite(&term.stem)
                && said().any(|sentence| sentence.mentions.words.iter().any(|word| opposite(&term.stem, &word.stem)))
        });
        let sure = |which: fn(&Finding) -> bool, most: f32| {
            // A chapter at the wrong time may well say what was said.
            let of_content = findings.iter().filter(|finding| finding.family != Family::Mistimed);
            of_content.filter(|finding| which(finding)).map(confidence).sum::<f32>().min(most)
        };
        Self([
            together,
            sure(|finding| finding.severity == Severity::Error, 2.0),
            sure(|finding| finding.severity == Severity::Warning && is_unsupported(finding), 1.0),
            sure(|finding| finding.severity == Severity::Warning && !is_unsupported(finding), 2.0),
            sure(|finding| finding.severity == Severity::Note, 2.0),
            f32::from(u8::from(denied > 0 && !denied_near)),
            far_numbers.take(2).count() as f32,
            opposites.take(2).count() as f32,
            denied.min(2) as f32,
        ])
    }

    /// The log-odds that the talk bears the claim out.
    pub fn odds(&self) -> f32 {
        BIAS + self.weights().map(|(_, weight)| weight).sum::<f32>()
    }

    /// What each sign adds to the log-odds, in the order of [`SIGNS`].
    pub fn weights(&self) -> impl Iterator<Item = (&'static str, f32)> + '_ {
        SIGNS.into_iter().zip(self.0.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight))
    }
}

fn beside(talk: &Talk, sentence: usize, reach: usize) -> Range<usize> {
    sentence.saturating_sub(reach)..(sentence + reach + 1).min(talk.sentences.len())
}

fn is_unsupported(finding: &Finding) -> bool {
    matches!(finding.name, "unsupported-claim" | "unsupported-detail")
}

fn confidence(finding: &Finding) -> f32 {
    match finding.confidence {
        Confidence::Low => 0.5,
        Confidence::Medium => 0.75,
        Confidence::High => 1.0,
    }
}
