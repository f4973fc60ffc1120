//! How the places of a name in the talk fit the rest of a claim, against the names that stand where the rest is said.
//!
//! Take a name out of a claim: what is left describes a slot. [`Reading`] measures how well the slot's words stand around the
//! name, wherever the talk has it, and around the best other name of the talk.

use std::ops::Range;

use crate::{
    align::TermSet,
    mention::{
        Name,
        name::{NameKind, Relation, is_common, relation},
        overlap,
    },
    rules::{Context, Spoken},
    text::{is_stop_word, stem},
};

/// A slot needs so many words to tell one place from another.
const WORDS: usize = 3;
/// A place that holds this share of what the best place holds of the slot is as good.
const AS_GOOD: f32 = 0.9;
/// A place that holds this share of what the best place holds may still be what the claim is about.
const GOOD: f32 = 0.6;
/// So many sentences on each side of a name still speak of it.
const REACH: usize = 8;

/// What [`Reading::features`] holds, in order.
pub const FEATURES: [&str; 9] = [
    "rival ahead",
    "own fit",
    "rival fit",
    "peak",
    "distance",
    "said around",
    "on the spot",
    "rival nearer",
    "often named",
];

/// A name in the slot of a claim.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The most that any place holds of the slot: 0 to 1.
    pub peak: f32,
    /// The other name that fits best near such a place, and how well.
    pub rival: Option<(Spoken, f32)>,
    /// What tells an exchanged name from the right one.
    pub features: [f32; FEATURES.len()],
}

impl Reading {
    /// Reads the slot at `range` of the claim, as if `stated` stood there; `None` where the claim or the talk says too little.
    pub fn of(context: &Context, range: &Range<usize>, stated: &Name) -> Option<Self> {
        Self::at(context, range, stated, &context.places(stated))
    }

    /// The same where the places of the name in the talk are known.
    pub(super) fn at(context: &Context, range: &Range<usize>, stated: &Name, places: &[Spoken]) -> Option<Self> {
        let (talk, own) = (context.talk, context.own());
        let alignment = &own.alignment;
        let slot = slot(context, range);
        let whole = alignment.weight(slot);
        if slot.len() < WORDS || places.is_empty() || whole <= 0.0 {
            return None;
        }
        let around: Vec<f32> = (0..talk.sentences.len()).map(|s| alignment.around(s, slot) / whole).collect();
        let peak = around.iter().copied().fold(0.0, f32::max);
        if peak <= 0.0 {
            return None;
        }
        let top: Vec<usize> = (0..around.len()).filter(|s| around[*s] >= AS_GOOD * peak).collect();
        let gap = |sentence: usize| {
            let after = top.partition_point(|other| *other < sentence);
            let beside = [after.checked_sub(1), Some(after)].into_iter().flatten();
            beside.filter_map(|at| top.get(at)).map(|other| other.abs_diff(sentence)).min().unwrap_or(usize::MAX)
        };
        let fit = |place: &Spoken| alignment.fit(talk, slot, place.sentence, &place.range);
        let fits = places.iter().map(fit).fold(0.0, f32::max);
        let distance = places.iter().map(|place| gap(place.sentence)).min().unwrap_or(usize::MAX);
        let near = places.iter().filter_map(|place| {
            around.get(place.sentence.saturating_sub(REACH)..(place.sentence + REACH + 1).min(around.len()))
        });
        let near = near.flatten().copied().fold(0.0, f32::max);
        let rivals = (0..around.len())
            .filter(|s| around[*s] >= GOOD * peak)
            .flat_map(|sentence| rivals(context, range, stated, sentence).map(move |range| Spoken { sentence, range }));
        let rival = rivals
            .map(|rival| (fit(&rival), rival))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.sentence.cmp(&a.1.sentence)))
            .map(|(fit, rival)| (rival, fit));
        let other = rival.as_ref().map_or(0.0, |(_, fit)| *fit);
        let rival_gap = rival.as_ref().map_or(usize::MAX, |(rival, _)| gap(rival.sentence));
        let flag = |yes: bool| f32::from(u8::from(yes));
        let features = [
            other - fits,
            fits,
            other,
            peak,
            (distance.min(200) as f32).ln_1p(),
            near / peak,
            flag(distance <= 1),
            flag(rival_gap < distance),
            (places.len() as f32).ln_1p(),
        ];
        Some(Self { peak, rival, features })
    }
}

/// The terms of the claim that describe the slot at `range`.
fn slot(context: &Context, range: &Range<usize>) -> TermSet {
    context.rest(range).without(context.speakers_named())
}

/// The most that any place holds of the slot at `range`: what [`Reading::peak`] will be, if there is a reading.
pub(super) fn peak(context: &Context, range: &Range<usize>) -> f32 {
    context.own().alignment.peak(context.talk, slot(context, range))
}

/// The names of a sentence that could stand in the slot instead: not a speaker's, not named by the claim itself.
fn rivals<'a>(
    context: &'a Context,
    range: &'a Range<usize>,
    stated: &'a Name,
    sentence: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let own = context.own();
    let said = &context.talk.sentences[sentence];
    let speakers: Vec<Range<usize>> = if said.mentions.names.is_empty() {
        Vec::new()
    } else {
        context.talk.cast.namings(&said.text, &said.mentions.words).into_iter().map(|naming| naming.range).collect()
    };
    said.mentions.names.iter().filter_map(move |name| {
        let others = own.mentions.names.iter().filter(|other| !overlap(&other.range, range));
        let written = own.mentions.words.iter().filter(|word| !overlap(&word.range, range));
        let told = name.parts.iter().all(|part| written.clone().any(|word| word.folded == *part));
        let rival = alike_in_kind(stated.kind, name.kind)
            && speakers.iter().all(|speaker| !overlap(speaker, &name.range))
            && !plain(name)
            && !told
            && relation(stated, name) == Relation::Different
            && others.clone().all(|other| relation(other, name) == Relation::Different)
            && others.clone().all(|other| numbered_alike(stated, other) || !shares(other, name))
            && (!name.initial || name.parts.len() > 1 || is_named(context, name, &context.places(name)));
        rival.then(|| name.range.clone())
    })
}

/// Whether two names share a word, as versions of one thing do: "Llama 3" is no rival of what is said beside "Llama 4".
fn shares(a: &Name, b: &Name) -> bool {
    a.parts.iter().any(|part| b.parts.contains(part))
}

/// Whether two names open alike, as those of a numbered series do: "PR 31", "PR 47".
fn numbered_alike(a: &Name, b: &Name) -> bool {
    a.parts.first() == b.parts.first()
}

/// Whether names of two kinds can stand for one another: what is spelt as a product may be a place or a firm as well.
fn alike_in_kind(a: NameKind, b: NameKind) -> bool {
    let group = |kind| match kind {
        NameKind::Plain | NameKind::Product => 0,
        NameKind::Person => 1,
        NameKind::Acronym => 2,
        NameKind::Demonym => 3,
    };
    group(a) == group(b)
}

/// Whether the talk has as a name, within a sentence, what only looks like one because of where it stands.
pub(super) fn is_named(context: &Context, name: &Name, places: &[Spoken]) -> bool {
    let said = places.iter().filter_map(|place| context.talk.sentences.get(place.sentence));
    said.flat_map(|sentence| &sentence.mentions.names)
        .any(|other| !other.initial && relation(name, other) == Relation::Same)
}

/// Whether a name is made of common words: an office, a title.
pub(super) fn plain(name: &Name) -> bool {
    name.parts.iter().all(|part| is_common(part, &stem(part)) || is_stop_word(part))
}
