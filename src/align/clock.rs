//! Several transcripts of one talk: the times of one are lent to another that has the better text.
//!
//! The words of both are anchored on runs of four words that occur exactly once in each, kept in order by a longest increasing
//! subsequence (the idea of patience diff, Cohen 2003).

use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    text::{fold::fold, pieces},
    transcript::{Timecode, Transcript},
};

/// How many words in a row make an anchor.
const RUN: usize = 4;
/// The share of the shorter transcript's words that anchors must reach before two count as the same talk.
const SAME_TALK: f32 = 0.3;

/// Leaves out every transcript that repeats the first, after taking its times if the first has none. `sentences` are those of
/// each turn of the first.
pub(super) fn lend_times(mut transcripts: Vec<Transcript>, sentences: &[Vec<Range<usize>>]) -> Vec<Transcript> {
    let mut rest = if transcripts.len() > 1 { transcripts.split_off(1) } else { return transcripts };
    let Some(first) = transcripts.first_mut() else { return rest };
    let mut forms = Forms::default();
    let words = timed_words(first, &mut forms);
    let runs = unique_runs(&words);
    rest.retain(|other| {
        let other_words = timed_words(other, &mut forms);
        let anchors = anchors(&runs, words.len(), &other_words);
        let shorter = words.len().min(other_words.len()).max(1);
        let same = anchors.len() as f32 >= SAME_TALK * shorter as f32;
        if same && first.duration().is_none() && other.duration().is_some() {
            let time = |word: &TimedWord| other.turns.get(word.turn).and_then(|turn| turn.time_at(word.position));
            let times = |word: usize| other_words.get(word).and_then(time);
            take_times(first, sentences, &words, times, &anchors);
        }
        !same
    });
    transcripts.append(&mut rest);
    transcripts
}

/// The numbers of words, by their letters and digits.
type Forms = FxHashMap<Box<[u8]>, u32>;
/// Where each run of words stands that occurs once; `None` for one that occurs again.
type Runs = FxHashMap<[u32; RUN], Option<usize>>;

struct TimedWord {
    form: u32,
    turn: usize,
    position: usize,
}

fn timed_words(transcript: &Transcript, forms: &mut Forms) -> Vec<TimedWord> {
    let mut words = Vec::new();
    let mut bare: Vec<u8> = Vec::new();
    for (turn_index, turn) in transcript.turns.iter().enumerate() {
        let text = turn.flow.text();
        for word in pieces(text) {
            let position = word.as_ptr() as usize - text.as_ptr() as usize;
            let form = if word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9')) {
                word.as_bytes()
            } else {
                bare.clear();
                if word.is_ascii() {
                    let plain = word.bytes().filter(u8::is_ascii_alphanumeric);
                    bare.extend(plain.map(|byte| byte.to_ascii_lowercase()));
                } else {
                    let plain: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
                    bare.extend_from_slice(plain.as_bytes());
                }
                bare.as_slice()
            };
            if form.is_empty() {
                continue;
            }
            let form = forms.get(form).copied().unwrap_or_else(|| {
                let next = forms.len() as u32;
                forms.insert(form.into(), next);
                next
            });
            words.push(TimedWord { form, turn: turn_index, position });
        }
    }
    words
}

fn unique_runs(words: &[TimedWord]) -> Runs {
    let mut runs = Runs::with_capacity_and_hasher(words.len(), FxBuildHasher);
    for (index, run) in words.windows(RUN).enumerate() {
        runs.entry(key(run)).and_modify(|at| *at = None).or_insert(Some(index));
    }
    runs
}

/// Pairs of word positions of runs that occur exactly once in each of two texts, ascending in both: `runs` of the first, of so many
/// `words`, and the words of the other.
fn anchors(runs: &Runs, words: usize, other: &[TimedWord]) -> Vec<(usize, usize)> {
    // Of each run of the first: where it stands in the other, `None` if more than once.
    let mut met: Vec<Option<Option<usize>>> = vec![None; words];
    for (index, run) in other.windows(RUN).enumerate() {
        let known = runs.get(&key(run)).copied().flatten();
        if let Some(slot) = known.and_then(|at| met.get_mut(at)) {
            *slot = Some(slot.is_none().then_some(index));
        }
    }
    let pairs: Vec<(usize, usize)> =
        met.into_iter().enumerate().filter_map(|(at, met)| Some((at, met.flatten()?))).collect();
    longest_increasing(&pairs)
}

/// The forms of a run of words.
fn key(run: &[TimedWord]) -> [u32; RUN] {
    let mut key = [0; RUN];
    for (slot, word) in key.iter_mut().zip(run) {
        *slot = word.form;
    }
    key
}

/// The longest run of pairs that ascend in both parts, by patience sorting.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, b)) in pairs.iter().enumerate() {
        // Most go on where the last one ends.
        let last = piles.last().is_none_or(|top| pairs[*top].1 < *b);
        let pile = if last { piles.len() } else { piles.partition_point(|top| pairs[*top].1 < *b) };
        before[index] = pile.checked_sub(1).map(|left| piles[left]);
        if pile == piles.len() { piles.push(index) } else { piles[pile] = index }
    }
    let mut chain = Vec::new();
    let mut at = piles.last().copied();
    while let Some(index) = at {
        chain.push(pairs[index]);
        at = before[index];
    }
    chain.reverse();
    chain
}

/// Gives each sentence of `first` the time of the other's word that its own next anchored word meets; `other` tells the times of its
/// words.
fn take_times(
    first: &mut Transcript,
    sentences: &[Vec<Range<usize>>],
    words: &[TimedWord],
    other: impl Fn(usize) -> Option<Timecode>,
    anchors: &[(usize, usize)],
) {
    let mut next_word = 0;
    for (turn_index, (turn, sentences)) in first.turns.iter_mut().zip(sentences).enumerate() {
        for sentence in sentences {
            while words.get(next_word).is_some_and(|word| (word.turn, word.position) < (turn_index, sentence.start)) {
                next_word += 1;
            }
            let after = anchors.partition_point(|(word, _)| *word < next_word);
            let near = anchors.get(after).filter(|(word, _)| word - next_word <= 40).or_else(|| {
                after.checked_sub(1).and_then(|i| anchors.get(i)).filter(|(word, _)| next_word - word <= 40)
            });
            if let Some(time) = near.and_then(|(_, word)| other(*word))
                && turn.times.last().is_none_or(|(_, last)| *last <= time)
            {
                turn.times.push((sentence.start, time));
            }
        }
    }
}
