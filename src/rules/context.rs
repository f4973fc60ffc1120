//! What a rule may look at for one claim.

use std::ops::Range;

use crate::{
    align::{Alignment, Sentence, SlotFit, Talk, TermSet},
    mention::{Mentions, name::NameIndex, quotation::QuoteIndex},
    summary::Claim,
    text::{Word, words},
};

use super::{Naming, Spoken};

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
    /// The speakers of the talk whom it names.
    pub namings: Vec<Naming>,
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
        let credits = own.credits.iter().map(|credit| own.alignment.terms_in(&credit.range));
        let aside = credits.fold(own.alignment.terms_in(value), TermSet::or);
        let slot = own.alignment.terms_in(&clause).without(aside);
        if slot.len() >= 2 { slot } else { own.alignment.all().without(aside) }
    }

    /// The values of the talk that could fill a slot. `judge` says for each value of a sentence whether it agrees.
    pub fn values<F>(&self, slot: TermSet, mut judge: F) -> Values
    where
        F: FnMut(&Mentions, &mut dyn FnMut(&Range<usize>, bool)),
    {
        self.sentence_values(slot, |sentence, found| judge(&sentence.mentions, found))
    }

    /// The same for values that are read from the sentence itself.
    pub fn sentence_values<F>(&self, slot: TermSet, mut judge: F) -> Values
    where
        F: FnMut(&Sentence, &mut dyn FnMut(&Range<usize>, bool)),
    {
        let alignment = &self.own().alignment;
        let mut values = Values { peak: alignment.peak(self.talk, slot), ..Values::default() };
        for (index, sentence) in self.talk.sentences.iter().enumerate() {
            judge(sentence, &mut |range, agrees| {
                let fit = alignment.fit(self.talk, slot, index, range);
                let best = if agrees { &mut values.agrees } else { &mut values.differs };
                if best.as_ref().is_none_or(|best| best.fit < fit) {
                    *best = Some(SlotFit { sentence: index, range: range.clone(), fit });
                }
            });
        }
        values
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
    /// Indexes a talk: what is said, and how its speakers are called.
    pub fn new(talk: &Talk) -> Self {
        let speakers = talk.transcripts.iter().flat_map(|transcript| &transcript.speakers);
        let called: Vec<(&str, Vec<Word>)> = speakers
            .flat_map(|s| std::iter::once(&s.name).chain(&s.aliases))
            .map(|name| (name.as_str(), words(name)))
            .collect();
        let sentences =
            talk.sentences.iter().map(|sentence| (sentence.text.as_str(), sentence.mentions.words.as_slice()));
        let called = called.iter().map(|(name, words)| (*name, words.as_slice()));
        Self { names: NameIndex::new(sentences.clone().chain(called)), quotes: QuoteIndex::new(sentences) }
    }
}
