//! Several transcripts of one talk: the times of one are lent to another that has the better text.
//!
//! The words of both are anchored on runs of four words that occur exactly once in each, kept in order by a longest increasing
//! subsequence (the idea of patience diff, Cohen 2003).

use rustc_hash::FxHashMap;

use crate::{
    text::{fold::fold, sentences},
    transcript::{Timecode, Transcript},
};

/// How many words in a row make an anchor.
const RUN: usize = 4;
/// The share of the shorter transcript's words that anchors must reach before two count as the same talk.
const SAME_TALK: f32 = 0.3;

/// Leaves out every transcript that repeats the first, after taking its times if the first has none.
pub(super) fn lend_times(mut transcripts: Vec<Transcript>) -> Vec<Transcript> {
    let mut rest = if transcripts.len() > 1 { transcripts.split_off(1) } else { return transcripts };
    let Some(first) = transcripts.first_mut() else { return rest };
    let words = timed_words(first);
    rest.retain(|other| {
        let other_words = timed_words(other);
        let anchors = anchors(&words, &other_words);
        let shorter = words.len().min(other_words.len()).max(1);
        let same = anchors.len() as f32 >= SAME_TALK * shorter as f32;
        if same && first.duration().is_none() && other.duration().is_some() {
            take_times(first, &words, &other_words, &anchors);
        }
        !same
    });
    transcripts.append(&mut rest);
    transcripts
}

struct TimedWord {
    folded: String,
    turn: usize,
    position: usize,
    time: Option<Timecode>,
}

fn timed_words(transcript: &Transcript) -> Vec<TimedWord> {
    let mut words = Vec::new();
    for (turn_index, turn) in transcript.turns.iter().enumerate() {
        let text = turn.flow.text();
        let mut position = 0;
        for word in text.split_whitespace() {
            position = text[position..].find(word).map_or(position, |at| position + at);
            let folded: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
            if !folded.is_empty() {
                words.push(TimedWord { folded, turn: turn_index, position, time: turn.time_at(position) });
            }
            position += word.len();
        }
    }
    words
}

/// Pairs of word positions, ascending in both.
fn anchors(a: &[TimedWord], b: &[TimedWord]) -> Vec<(usize, usize)> {
    let unique = |words: &[TimedWord]| {
        let mut runs: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (index, run) in words.windows(RUN).enumerate() {
            let key = run.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            runs.entry(key).and_modify(|at| *at = None).or_insert(Some(index));
        }
        runs
    };
    let (runs_a, runs_b) = (unique(a), unique(b));
    let mut pairs: Vec<(usize, usize)> =
        runs_a.iter().filter_map(|(key, at)| Some(((*at)?, runs_b.get(key).copied().flatten()?))).collect();
    pairs.sort_unstable();
    longest_increasing(&pairs)
}

/// The longest run of pairs that ascend in both parts, by patience sorting.
fn longest_increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (index, (_, b)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|top| pairs[*top].1 < *b);
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

/// Gives each sentence of `first` the time of the other's word that its own next anchored word meets.
fn take_times(first: &mut Transcript, words: &[TimedWord], other: &[TimedWord], anchors: &[(usize, usize)]) {
    let mut next_word = 0;
    for (turn_index, turn) in first.turns.iter_mut().enumerate() {
        for sentence in sentences(turn.flow.text()) {
            while words.get(next_word).is_some_and(|word| (word.turn, word.position) < (turn_index, sentence.start)) {
                next_word += 1;
            }
            let after = anchors.partition_point(|(word, _)| *word < next_word);
            let near = anchors.get(after).filter(|(word, _)| word - next_word <= 40).or_else(|| {
                after.checked_sub(1).and_then(|i| anchors.get(i)).filter(|(word, _)| next_word - word <= 40)
            });
            if let Some(time) = near.and_then(|(_, word)| other.get(*word)).and_then(|word| word.time)
                && turn.times.last().is_none_or(|(_, last)| *last <= time)
            {
                turn.times.push((sentence.start, time));
            }
        }
    }
}
