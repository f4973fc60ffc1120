//! Where the clause of a claim is spoken, and with what force.

use std::ops::Range;

use super::{
    anchor::{FAINT, anchors},
    mark::{Force, Mark, marks},
};
use crate::{
    align::{SlotFit, TermSet},
    finding::{Confidence, Severity},
    mention::overlap,
    rules::{Context, Fault, Spoken, Standing, Values},
    text::opposites::synonym,
};

/// The share of a clause that a sentence with its neighbours must hold to be looked at.
const WORTH: f32 = 0.25;
/// The fit of a place that is clearly about the clause.
const CLEAR: f32 = 0.5;
/// So many sentences after an idea somebody may say yes to it.
const ASSENT: usize = 8;

/// The most words of a sentence that says how its neighbour is meant, and what it counts there.
const SHORT: usize = 8;
const BESIDE: f32 = 0.85;
/// The most content words of such a sentence.
const BARE: usize = 2;

/// What a place that states something plainly must hold of the clause.
const PLAIN: f32 = 0.5;
/// Words with which people leave something open, beside those that are marks.
const WEAK: &[&str] = &[
    "think",
    "thought",
    "feel",
    "believe",
    "see",
    "try",
    "trying",
    "can",
    "could",
    "may",
    "if",
    "option",
    "options",
    "possible",
    "possibility",
    "idea",
    "question",
    "or",
    "want",
    "like",
    "hope",
    "able",
    "potential",
    "chance",
    "risk",
    "about",
    "whether",
    "discuss",
    "discussion",
    "consider",
    "consideration",
    "concern",
    "estimate",
    "roughly",
    "look",
    "looking",
    "work",
    "working",
    "explore",
    "review",
];

/// Which forces of a claim stand against which of the talk.
pub(super) struct Case {
    /// Those of the claim.
    pub(super) stated: &'static [Force],
    /// Those of the talk that bear them out.
    pub(super) agrees: &'static [Force],
    /// Those of the talk that do not.
    pub(super) differs: &'static [Force],
}

/// A mark of a claim, and the place where the talk has another force instead.
pub(super) struct Gap {
    /// The bytes of the claim's mark.
    pub(super) stated: Range<usize>,
    /// The place.
    pub(super) place: SlotFit,
}

/// The marks of a claim.
fn written<'a>(context: &'a Context) -> &'a [Mark] {
    let own = context.own();
    context.memo.marks.get_or_init(|| marks(own.claim.text(), &own.mentions))
}

/// The marks of a claim, where the talk has another force and nowhere as near one that agrees.
pub(super) fn gaps(context: &Context, case: &Case) -> Vec<Gap> {
    let Case { stated, agrees, differs } = *case;
    let own = context.own();
    let mut found = Vec::new();
    let written = written(context);
    // "From advice to obligation" says both.
    if written.iter().any(|mark| mark.force != Force::View && differs.contains(&mark.force)) {
        return found;
    }
    for mark in written.iter().filter(|mark| stated.contains(&mark.force)) {
        let slot = context.slot(&mark.range);
        let mut values = Values { peak: own.alignment.peak(context.talk, slot), ..Values::default() };
        for index in worth(context, slot) {
            let Some(sentence) = context.talk.sentences.get(index) else { continue };
            let spoken = marks(&sentence.text, &sentence.mentions);
            // "Can we commit to it?" commits to nothing.
            let asked = |at: &Range<usize>| {
                spoken.iter().any(|m| m.force == Force::Asked && m.range != *at && overlap(&m.range, at))
            };
            for spoken in &spoken {
                let best = if agrees.contains(&spoken.force) && !asked(&spoken.range) {
                    &mut values.agrees
                } else if differs.contains(&spoken.force) && (spoken.force != Force::Asked || mark.force == Force::Sure)
                {
                    &mut values.differs
                } else {
                    continue;
                };
                let fit = fit(context, slot, index, &spoken.range);
                if best.as_ref().is_none_or(|best| best.fit < fit) {
                    *best = Some(SlotFit { sentence: index, range: spoken.range.clone(), fit });
                }
            }
        }
        let aside = own.alignment.terms_in(&mark.range);
        let place = match values.standing() {
            Standing::Otherwise(place) => Some(place),
            _ => beside(context, case, slot, aside),
        };
        if let Some(place) = place {
            let borne = match mark.force {
                Force::Settled | Force::Pledge => assented(context, place.sentence),
                Force::Done => !of_the_verb(context, &mark.range, place.sentence),
                Force::Planned => !same_verb(context, &mark.range, &place),
                _ => false,
            };
            if !borne {
                found.push(Gap { stated: mark.range.clone(), place });
            }
        }
    }
    found
}

/// The place that a clause is about, when what is said there and right after it has another force and none that agrees.
fn beside(context: &Context, case: &Case, slot: TermSet, aside: TermSet) -> Option<SlotFit> {
    let named = context.own().namings();
    let mut differs = None;
    for anchor in anchors(context, slot, aside) {
        for index in anchor.about {
            let sentence = context.talk.sentences.get(index)?;
            let spoken = marks(&sentence.text, &sentence.mentions);
            let speaker = context.talk.speaker(sentence).map(|speaker| speaker.name.as_str());
            let own = named.iter().any(|naming| Some(naming.speaker.as_str()) == speaker);
            for mark in &spoken {
                let asked = mark.force != Force::Asked
                    && spoken.iter().any(|other| other.force == Force::Asked && overlap(&other.range, &mark.range));
                if case.agrees.contains(&mark.force) && !asked {
                    return None;
                }
                // What others ask or suppose is not how sure the named one is.
                let counts = if mark.force == Force::Asked { own } else { own || named.is_empty() };
                // "I think" and "could" are everywhere: they tell something only where the place is sure.
                let loose = matches!(mark.force, Force::View | Force::Maybe | Force::Idea | Force::Should);
                let counts = counts && !(loose && anchor.share <= FAINT);
                if case.differs.contains(&mark.force) && counts && differs.is_none() {
                    differs = Some(SlotFit { sentence: index, range: mark.range.clone(), fit: anchor.share });
                }
            }
        }
    }
    differs
}

/// A mark of a claim that leaves something open, where the talk states it in one clear place and weakens it nowhere near.
pub(super) fn plain(context: &Context, doubts: &[Force]) -> Option<Gap> {
    let own = context.own();
    let mark = written(context).iter().find(|mark| doubts.contains(&mark.force))?;
    let slot = context.slot(&mark.range);
    let anchors = anchors(context, slot, own.alignment.terms_in(&mark.range));
    let best = anchors.first().filter(|anchor| anchor.share >= PLAIN && slot.len() >= 3)?;
    let weak = |index: usize| {
        context.talk.sentences.get(index).is_some_and(|sentence| {
            !sentence.mentions.hedges.is_empty()
                || !sentence.mentions.negations.is_empty()
                || sentence.mentions.words.iter().any(|word| WEAK.contains(&word.folded.as_str()))
                || marks(&sentence.text, &sentence.mentions)
                    .iter()
                    .any(|mark| !matches!(mark.force, Force::Sure | Force::Settled | Force::Done))
        })
    };
    let near = anchors.iter().any(|anchor| (anchor.about.start.saturating_sub(1)..=anchor.about.end).any(weak));
    if near {
        return None;
    }
    let sentence = context.talk.sentences.get(best.sentence)?;
    let place = SlotFit { sentence: best.sentence, range: 0..sentence.text.len(), fit: best.share };
    Some(Gap { stated: mark.range.clone(), place })
}

/// How well a mark of the talk fits a clause. A short sentence that says little else ("I'm not sure.") speaks of its neighbours.
fn fit(context: &Context, slot: TermSet, index: usize, mark: &Range<usize>) -> f32 {
    let alignment = &context.own().alignment;
    let own = alignment.fit(context.talk, slot, index, mark);
    let short = context
        .talk
        .sentences
        .get(index)
        .is_some_and(|sentence| sentence.mentions.words.len() <= SHORT && sentence.terms.len() <= BARE);
    if !short {
        return own;
    }
    let beside = [index.wrapping_sub(1), index.saturating_add(1)];
    let best =
        beside.into_iter().map(|near| alignment.coverage(near..near.saturating_add(1), slot)).fold(0.0, f32::max);
    own.max(BESIDE * best)
}

/// Whether somebody says yes soon after a sentence: in a talk that is how much is decided.
fn assented(context: &Context, sentence: usize) -> bool {
    let after = context.talk.sentences.iter().skip(sentence).take(ASSENT);
    after.enumerate().any(|(distance, spoken)| {
        let first = spoken.mentions.words.iter().take(3).map(|word| word.folded.as_str());
        (distance > 0)
            && first.into_iter().any(|word| {
                matches!(
                    word,
                    "yeah"
                        | "yes"
                        | "yep"
                        | "yup"
                        | "okay"
                        | "ok"
                        | "sure"
                        | "right"
                        | "agreed"
                        | "agree"
                        | "fine"
                        | "good"
                        | "great"
                        | "exactly"
                        | "cool"
                        | "alright"
                        | "absolutely"
                        | "definitely"
                        | "mm"
                        | "hmm"
                        | "uh-huh"
                        | "true"
                )
            })
    })
}

/// Verbs that only link what is with what it is, by stem.
const LINKING: [&str; 8] = ["be", "becom", "get", "go", "stay", "remain", "turn", "grow"];

/// Whether the verb of a perfect ("has started") is spoken in a sentence or beside it, and not as something past.
fn of_the_verb(context: &Context, perfect: &Range<usize>, sentence: usize) -> bool {
    let own = context.own();
    let Some(verb) = own.mentions.words.iter().rfind(|word| word.range.end <= perfect.end) else { return false };
    let near = sentence.saturating_sub(1)..(sentence + 2).min(context.talk.sentences.len());
    let spoken = context.talk.sentences.get(near).unwrap_or_default();
    let mut forms = spoken.iter().flat_map(|s| &s.mentions.words).filter(|word| word.stem == verb.stem).peekable();
    forms.peek().is_some() && forms.all(|word| word.folded != verb.folded)
}

/// Whether what is done in the talk ("has repaired") is what a claim plans: the word after its mark.
fn same_verb(context: &Context, planned: &Range<usize>, done: &SlotFit) -> bool {
    let words = &context.own().mentions.words;
    let verb = words.iter().filter(|word| word.range.start >= planned.end).find(|word| word.folded != "to");
    let spoken = context.talk.sentences.get(done.sentence).map_or(&[][..], |sentence| &sentence.mentions.words);
    let last = spoken.iter().rfind(|word| word.range.end <= done.range.end);
    // "Becoming a reality" and "have become smaller" share no act.
    verb.zip(last).is_some_and(|(verb, last)| !LINKING.contains(&verb.stem.as_str()) && synonym(&verb.stem, &last.stem))
}

/// The sentences near which enough of a clause is spoken.
pub(super) fn worth(context: &Context, slot: TermSet) -> Vec<usize> {
    let alignment = &context.own().alignment;
    let whole = alignment.weight(slot);
    let near = |index: usize| {
        !alignment.is_far(index, slot, whole, WORTH)
            && alignment.coverage(index.saturating_sub(1)..index + 2, slot) >= WORTH
    };
    (0..context.talk.sentences.len()).filter(|index| near(*index)).collect()
}

impl Gap {
    /// The fault that the gap amounts to.
    pub(super) fn fault(self, context: &Context) -> Option<Fault> {
        let written = context.text().get(self.stated.clone())?;
        let spoken = Spoken { sentence: self.place.sentence, range: self.place.range };
        let words = context.spoken(&spoken);
        let message = format!("summary says {written}; said was \"{words}\" ({})", context.cite(spoken.sentence));
        let clear = self.place.fit >= CLEAR;
        Some(Fault {
            range: self.stated,
            severity: Severity::Warning,
            confidence: if clear { Confidence::Medium } else { Confidence::Low },
            message,
            found: Some(spoken),
            suggestion: None,
        })
    }
}
