//! What a rule may look at for one claim.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    align::{Alignment, Naming, Sentence, SlotFit, Talk, TermSet},
    finding::{Confidence, Severity},
    mention::{Mentions, Name, name::NameIndex, quotation::QuoteIndex},
    summary::Claim,
    text::{Word, kinds::kinds, words},
    transcript::{Skipped, Speaker, TimeRange},
};

use super::{Fault, Memo, Spoken};

/// One claim, its alignment, and the talk.
pub struct Context<'a> {
    /// The talk.
    pub talk: &'a Talk,
    /// What is looked up in the talk as a whole.
    pub lookup: &'a Lookup,
    /// The claims of the same item, in order; this one among them.
    pub item: &'a [Aligned<'a>],
    /// The place of this claim in `item`.
    pub index: usize,
    /// What was already worked out about it.
    pub memo: Memo,
}

/// A claim with all that was worked out about it.
pub struct Aligned<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// What can be checked in it.
    pub mentions: Mentions,
    /// What it rests on.
    pub alignment: Alignment,
    /// Who it is credited to, as far as they are speakers of the talk: one credit for each part that credits somebody.
    pub credits: Vec<Credit>,
    /// When it should be said, on the clock of the talk; filled by [`super::settle`].
    pub window: Option<TimeRange>,
}

impl Aligned<'_> {
    /// The speakers of the talk whom it names, in order.
    pub fn namings(&self) -> &[Naming] {
        &self.alignment.query.namings
    }
}

/// Aligns claims with a talk, in order, and finds whom they credit.
pub fn align<'a>(talk: &Talk, claims: &'a [Claim]) -> Vec<Aligned<'a>> {
    let mut aligned: Vec<Aligned> = claims
        .par_iter()
        .map(|claim| {
            let mentions = talk.mentions(claim.text());
            let alignment = Alignment::of(talk, claim.text(), &mentions);
            Aligned { claim, mentions, alignment, credits: Vec::new(), window: None }
        })
        .collect();
    super::credit(talk, &mut aligned);
    aligned
}

/// Who a claim is credited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The speakers' names, as the transcript gives them.
    pub speaker: String,
    /// Bytes of the claim's text that credit: the speaker's name with the verb, or the phrase.
    pub range: Range<usize>,
    /// Bytes of the claim's text that are credited.
    pub content: Range<usize>,
    /// Whether the claim itself names the speaker, not a pronoun.
    pub named: bool,
}

/// What is looked up in the talk as a whole.
pub struct Lookup {
    /// Every name of the talk.
    pub names: NameIndex,
    /// Every word of the talk; its texts are [`Talk::sentences`].
    pub quotes: QuoteIndex,
    /// For each sentence, how many words the sentences before it hold; at the end, how many there are.
    words_before: Vec<usize>,
    /// The words of the talk that are things of a kind, in order: the sentence, and the word's place in it.
    pub(super) things: Vec<(usize, usize)>,
}

/// The values of one kind that fit a slot of a claim, best first.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// The best one that agrees with the claim.
    pub agrees: Option<SlotFit>,
    /// The best one that does not.
    pub differs: Option<SlotFit>,
    /// How much of the slot's words any sentence and its neighbours hold, values or not: 0 to 1.
    pub peak: f32,
}

impl<'a> Context<'a> {
    /// What a rule may look at for the claim at `index` of an item.
    pub fn new(talk: &'a Talk, lookup: &'a Lookup, item: &'a [Aligned<'a>], index: usize) -> Self {
        Self { talk, lookup, item, index, memo: Memo::default() }
    }

    /// The claim at hand.
    pub fn own(&self) -> &Aligned<'a> {
        &self.item[self.index]
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.own().claim.text()
    }

    /// The words of the claim that describe the slot of a value: those of its clause, without the value itself.
    pub fn slot(&self, value: &Range<usize>) -> TermSet {
        let own = self.own();
        let clause = clause_around(self.text(), value);
        let slot = own.alignment.terms_in(&clause).without(self.credited()).without(own.alignment.terms_in(value));
        if slot.len() >= 2 { slot } else { self.rest(value) }
    }

    /// The words of the claim that describe the slot of a thing that the whole claim is about: all but the thing and who is credited.
    pub fn rest(&self, thing: &Range<usize>) -> TermSet {
        let alignment = &self.own().alignment;
        alignment.all().without(self.credited()).without(alignment.terms_in(thing))
    }

    /// The words of the claim that say who is credited.
    pub fn credited(&self) -> TermSet {
        self.terms(self.own().credits.iter().map(|credit| &credit.range))
    }

    /// The words of the claim that name speakers.
    pub fn speakers_named(&self) -> TermSet {
        self.terms(self.own().namings().iter().map(|naming| &naming.range))
    }

    fn terms<'r>(&self, ranges: impl Iterator<Item = &'r Range<usize>>) -> TermSet {
        ranges.fold(TermSet::default(), |set, range| set.or(self.own().alignment.terms_in(range)))
    }

    /// The fault that the claim gives a value, a name or a thing where the talk gives another: `summary says Quillon; said was Tarvex
    /// (Jon, line 8)`. An error is sure, anything less is not.
    pub fn instead(&self, stated: &Range<usize>, said: Spoken, severity: Severity) -> Fault {
        let words = self.spoken(&said).to_owned();
        Fault {
            range: stated.clone(),
            severity,
            confidence: if severity == Severity::Error { Confidence::High } else { Confidence::Medium },
            message: format!(
                "summary says {}; said was {words} ({})",
                self.text().get(stated.clone()).unwrap_or_default(),
                self.cite(said.sentence)
            ),
            suggestion: Some(words),
            found: Some(said),
        }
    }

    /// The values of the talk that could fill a slot. `judge` is shown what each sentence with a number or a date holds, and says for
    /// each value whether it agrees.
    pub fn values<F>(&self, slot: TermSet, mut judge: F) -> Values
    where
        F: FnMut(&Mentions, &mut dyn FnMut(&Range<usize>, bool)),
    {
        let valued = self.talk.valued.iter().copied();
        self.values_of(slot, valued, |sentence, found| judge(&sentence.mentions, found))
    }

    /// The same for values that any sentence may hold, read from the sentence itself.
    pub fn sentence_values<F>(&self, slot: TermSet, judge: F) -> Values
    where
        F: FnMut(&Sentence, &mut dyn FnMut(&Range<usize>, bool)),
    {
        self.values_of(slot, 0..self.talk.sentences.len(), judge)
    }

    fn values_of<F>(&self, slot: TermSet, sentences: impl Iterator<Item = usize>, mut judge: F) -> Values
    where
        F: FnMut(&Sentence, &mut dyn FnMut(&Range<usize>, bool)),
    {
        let alignment = &self.own().alignment;
        let mut values = Values { peak: alignment.peak(self.talk, slot), ..Values::default() };
        for index in sentences {
            let Some(sentence) = self.talk.sentences.get(index) else { continue };
            let barren = alignment.beside(index).and(slot).is_empty();
            judge(sentence, &mut |range, agrees| {
                let best = if agrees { &mut values.agrees } else { &mut values.differs };
                // Where nothing of the slot stands, the fit is 0: only the first such value counts.
                if barren && best.is_some() {
                    return;
                }
                let fit = alignment.fit(self.talk, slot, index, range);
                if best.as_ref().is_none_or(|best| best.fit < fit) {
                    *best = Some(SlotFit { sentence: index, range: range.clone(), fit });
                }
            });
        }
        values
    }

    /// Where the talk has a name, by any of its writings, in order.
    pub fn places(&self, name: &Name) -> Vec<Spoken> {
        let before = &self.lookup.words_before;
        let spoken = |place: Range<usize>| {
            // After the sentences come the speakers' names, which are not spoken.
            let sentence = before.partition_point(|count| *count <= place.start).checked_sub(1)?;
            let words = &self.talk.sentences.get(sentence)?.mentions.words;
            let first = words.get(place.start - before[sentence])?;
            let last = words.get(place.end.checked_sub(1)? - before[sentence])?;
            Some(Spoken { sentence, range: first.range.start..last.range.end })
        };
        self.lookup.names.places(name).into_iter().filter_map(spoken).collect()
    }

    /// `Mark Zuckerberg, line 45, 04:00`: who, where and when.
    pub fn cite(&self, sentence: usize) -> String {
        cite(self.talk, sentence)
    }

    /// Words of the talk, as written there.
    pub fn spoken(&self, spoken: &Spoken) -> &str {
        self.talk.sentences.get(spoken.sentence).and_then(|s| s.text.get(spoken.range.clone())).unwrap_or_default()
    }
}

/// `Mark Zuckerberg, line 45, 04:00`: who, where and when a sentence is said.
pub(super) fn cite(talk: &Talk, index: usize) -> String {
    let Some(sentence) = talk.sentences.get(index) else { return String::new() };
    let Some(transcript) = talk.transcripts.get(sentence.transcript) else { return String::new() };
    let line = transcript
        .turns
        .get(sentence.turn)
        .map(|turn| transcript.source.line(turn.flow.span(sentence.range.clone()).start));
    let parts = [
        talk.speaker(sentence).map(|speaker| speaker.name.clone()),
        line.map(|line| format!("line {line}")),
        talk.time(sentence).map(|time| time.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The clause around a range: from the comma, semicolon, dash or bracket before it to the one after.
pub(super) fn clause_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.rfind([',', ';', '(', '—', ':']).map_or(0, |at| at + 1);
    let end = after.find([',', ';', ')', '—']).map_or(text.len(), |at| range.end + at);
    // A comma inside a number is no clause end; a short clause says too little and takes its neighbour in.
    start..end
}

impl Lookup {
    /// Indexes a talk: what is said, how its speakers are called, and who else was there.
    pub fn new(talk: &Talk) -> Self {
        let speakers = talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
        let speakers = speakers.flat_map(Speaker::names);
        let present = talk.transcripts.iter().flat_map(|transcript| {
            let lists = transcript.skipped.iter().filter(|skipped| skipped.reason == Skipped::PRESENT);
            lists.map(|skipped| transcript.source.slice(skipped.span))
        });
        let called: Vec<(&str, Vec<Word>)> =
            speakers.map(String::as_str).chain(present).map(|names| (names, words(names))).collect();
        let sentences =
            talk.sentences.iter().map(|sentence| (sentence.text.as_str(), sentence.mentions.words.as_slice()));
        let called = called.iter().map(|(name, words)| (*name, words.as_slice()));
        let mut words_before = vec![0];
        for (_, words) in sentences.clone() {
            words_before.push(words_before.last().copied().unwrap_or_default() + words.len());
        }
        let words = sentences.clone().enumerate();
        let words = words.flat_map(|(sentence, (_, words))| words.iter().enumerate().map(move |word| (sentence, word)));
        let of_a_kind = words.filter(|(_, (_, word))| !word.is_stop() && !kinds(&word.folded).is_empty());
        let things = of_a_kind.map(|(sentence, (at, _))| (sentence, at)).collect();
        let names = sentences.clone().chain(called);
        let (names, quotes) = rayon::join(|| NameIndex::new(names), || QuoteIndex::new(sentences));
        Self { names, quotes, words_before, things }
    }
}
