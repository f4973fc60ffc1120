//! Whether quoted words were said, and if not, what was.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::index::{QuoteIndex, Spoken};
use crate::text::{fold::plain, is_stop_word, words};

/// How a quotation compares with what was said. Ranges are words of the [`QuoteIndex`].
#[derive(Debug, Clone, PartialEq)]
pub enum Verified {
    /// The same characters, but for white space and the make of the marks.
    Exact {
        /// Where it was said.
        words: Range<usize>,
    },
    /// The same words: case, punctuation, fillers, immediate repetitions and contractions aside, with what the quotation
    /// itself marks as left out ("…") or put in ("[…]").
    Folded {
        /// Where it was said, what was left out included.
        words: Range<usize>,
    },
    /// Most of the words, not all.
    Altered {
        /// The nearest words that were said.
        words: Range<usize>,
        /// Words in common by the longer of both, 0.6 and more.
        share: f64,
        /// What was said and what is quoted, side by side.
        diff: Vec<Change>,
    },
    /// Words from places far apart, or in another order, run together.
    Spliced {
        /// Where each part was said, in the order of the quotation.
        parts: Vec<Range<usize>>,
    },
    /// Nothing like it was said.
    Missing,
}

/// Words that a quotation has kept, left out or put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which of these.
    pub kind: ChangeKind,
    /// The words as written, with single spaces.
    pub words: String,
}

/// What happened to words on their way into a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Said and quoted.
    Same,
    /// Said, but not quoted.
    Dropped,
    /// Quoted, but not said.
    Added,
}

/// How many words a mark of omission may stand for: a few minutes of talk.
const OMITTED: usize = 400;
/// How many words may be left out without a mark before the parts are far apart.
const SKIPPED: usize = 100;
/// How many words an insertion in square brackets may stand for.
const REPLACED: usize = 8;
/// With fewer words a part of a quotation is not judged by itself.
const ENOUGH: usize = 4;
/// How many words of a quotation are compared one by one.
const COMPARED: usize = 400;

/// Compares the words between quotation marks with what was said. A quotation without words is `Folded` at no words.
pub fn verify(quote_inner: &str, source: &QuoteIndex) -> Verified {
    let parts = parts(quote_inner, source);
    if parts.is_empty() {
        return Verified::Folded { words: 0..0 };
    }
    let places: Vec<Vec<usize>> = parts.iter().map(|part| occurrences(&part.ids, source)).collect();
    if let [places] = places.as_slice()
        && parts.iter().all(|part| part.after == 0)
        && let Some(part) = parts.first()
    {
        let ranges = || places.iter().map(|start| source.words(&(*start..*start + part.ids.len())));
        let exact = ranges().take(20).find(|range| is_exact(quote_inner, source.stretch(range)));
        match (exact, ranges().next()) {
            (Some(words), _) => return Verified::Exact { words },
            (None, Some(words)) => return Verified::Folded { words },
            _ => {}
        }
    } else if let Some(forms) = chain(&parts, &places) {
        return Verified::Folded { words: source.words(&forms) };
    } else if places.len() > 1 && places.iter().all(|places| !places.is_empty()) {
        let first = |(part, places): (&Part, &Vec<usize>)| {
            let start = places.first().copied().unwrap_or_default();
            source.words(&(start..start + part.ids.len()))
        };
        return Verified::Spliced { parts: parts.iter().zip(&places).map(first).collect() };
    }
    // Of parts between marks of omission, the one that was not said decides.
    let unsaid = parts.iter().zip(&places).find(|(part, places)| places.is_empty() && part.ids.len() >= ENOUGH);
    match unsaid {
        Some((part, _)) if parts.len() > 1 => nearest(std::slice::from_ref(part), source),
        _ => nearest(&parts, source),
    }
}

/// A stretch of a quotation between marks of omission or insertion.
struct Part {
    /// How many words may have been left out before it.
    after: usize,
    /// Its forms, by number where they were said at all.
    ids: Vec<Option<u32>>,
    /// Its forms.
    forms: Vec<String>,
    /// Its words as written, one for each form, empty for the second form of a contraction.
    written: Vec<String>,
}

fn parts(quote: &str, source: &QuoteIndex) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut after = 0;
    for (gap, text) in cut(quote) {
        after = after.max(gap);
        let found = words(text);
        let mut spoken = Spoken::default();
        for (number, word) in found.iter().enumerate() {
            spoken.push(&word.folded, number as u32);
        }
        if spoken.forms.is_empty() {
            continue;
        }
        let mut last = None;
        let mut written = Vec::new();
        for (_, number) in &spoken.forms {
            let word = found.get(*number as usize).filter(|_| last != Some(*number));
            written.push(word.map_or(String::new(), |word| word.written(text).to_owned()));
            last = Some(*number);
        }
        let forms: Vec<String> = spoken.forms.iter().map(|(form, _)| (*form).to_owned()).collect();
        let ids = forms.iter().map(|form| source.forms.id(form)).collect();
        parts.push(Part { after: if parts.is_empty() { 0 } else { after }, ids, forms, written });
        after = 0;
    }
    parts
}

/// Cuts at "…", "...", "[…]" and "[insertion]"; each stretch with the number of words that the cut before it may stand for.
fn cut(quote: &str) -> Vec<(usize, &str)> {
    let mut stretches = Vec::new();
    let (mut start, mut gap, mut at) = (0, 0, 0);
    while let Some(rest) = quote.get(at..).filter(|rest| !rest.is_empty()) {
        let bracket = rest.strip_prefix('[').and_then(|inside| inside.find(']').map(|end| &inside[..end]));
        let dots = rest.len() - rest.trim_start_matches('.').len();
        let (width, next) = match bracket {
            Some(inside) if inside.len() <= 80 => {
                (inside.len() + 2, if inside.contains(char::is_alphanumeric) { REPLACED } else { OMITTED })
            }
            _ if dots >= 3 => (dots, OMITTED),
            _ if rest.starts_with('…') => ('…'.len_utf8(), OMITTED),
            _ => {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
        };
        stretches.push((gap, &quote[start..at]));
        (start, gap, at) = (at + width, next, at + width);
    }
    stretches.push((gap, quote.get(start..).unwrap_or_default()));
    stretches
}

/// Where forms stand in a row, ascending.
fn occurrences(ids: &[Option<u32>], source: &QuoteIndex) -> Vec<usize> {
    let Some(ids) = ids.iter().copied().collect::<Option<Vec<u32>>>() else { return Vec::new() };
    let rarest = ids.iter().enumerate().min_by_key(|(_, id)| source.forms.places(**id).len());
    let Some((offset, id)) = rarest else { return Vec::new() };
    let starts = source.forms.places(*id).iter().filter_map(|place| (*place as usize).checked_sub(offset));
    starts.filter(|start| source.forms.sequence().get(*start..start + ids.len()) == Some(ids.as_slice())).collect()
}

/// The forms from the first to the last part when all stand in order, near enough to each other.
fn chain(parts: &[Part], places: &[Vec<usize>]) -> Option<Range<usize>> {
    let first = parts.first()?;
    places.first()?.iter().find_map(|start| {
        let mut end = start + first.ids.len();
        for (part, places) in parts.iter().zip(places).skip(1) {
            let next = *places.get(places.partition_point(|place| *place < end))?;
            if next > end + part.after {
                return None;
            }
            end = next + part.ids.len();
        }
        Some(*start..end)
    })
}

/// Whether a quotation and a stretch of text are the same characters; white space, the make of marks and punctuation at the
/// ends aside.
fn is_exact(quote: &str, said: Option<&str>) -> bool {
    let folded = |text: &str| -> String {
        let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric());
        trimmed.split_whitespace().flat_map(|word| word.chars().map(plain).chain([' '])).collect()
    };
    said.is_some_and(|said| folded(said) == folded(quote))
}

/// The nearest words for a quotation that was not said as it stands.
fn nearest(parts: &[Part], source: &QuoteIndex) -> Verified {
    let quote = Quote {
        ids: parts.iter().flat_map(|part| part.ids.iter().copied()).take(COMPARED).collect(),
        written: parts.iter().flat_map(|part| part.written.iter().map(String::as_str)).collect(),
        content: parts.iter().flat_map(|part| part.forms.iter().map(|form| !is_stop_word(form))).collect(),
    };
    let best = quote
        .windows(source)
        .into_iter()
        .map(|window| quote.align(&window, source))
        .max_by(|a, b| a.share.total_cmp(&b.share).then(b.forms.start.cmp(&a.forms.start)));
    if let Some(best) = &best
        && best.share >= 0.8
    {
        return best.altered(&quote, source);
    }
    if let Some(stretches) = quote.stretches(source) {
        let far = stretches.windows(2).any(|pair| match pair {
            [a, b] => b.said < a.said + a.length || b.said > a.said + a.length + SKIPPED,
            _ => false,
        });
        // A stretch of small words is found anywhere and is no part from elsewhere.
        let telling = |s: &Stretch| {
            s.length >= ENOUGH
                && quote.content.get(s.quoted..s.quoted + s.length).is_some_and(|told| told.contains(&true))
        };
        if far && !stretches.iter().all(telling) {
            return best
                .filter(|best| best.share >= 0.6)
                .map_or(Verified::Missing, |best| best.altered(&quote, source));
        }
        if far {
            let words = |s: &Stretch| source.words(&(s.said..s.said + s.length));
            return Verified::Spliced { parts: stretches.iter().map(words).collect() };
        }
        return quote.joined(&stretches).altered(&quote, source);
    }
    match best {
        Some(best) if best.share >= 0.6 => best.altered(&quote, source),
        _ => Verified::Missing,
    }
}

/// The forms of a quotation.
struct Quote<'a> {
    ids: Vec<Option<u32>>,
    written: Vec<&'a str>,
    content: Vec<bool>,
}

/// Forms of a quotation in a row that were said in a row.
struct Stretch {
    quoted: usize,
    said: usize,
    length: usize,
}

/// A quotation laid beside what was said.
struct Aligned {
    forms: Range<usize>,
    share: f64,
    steps: Vec<(ChangeKind, usize)>,
}

impl Quote<'_> {
    /// Stretches of forms where the quotation's rarer words stand together, likeliest first; at most four.
    fn windows(&self, source: &QuoteIndex) -> Vec<Range<usize>> {
        let total = source.forms.sequence().len();
        let width = (self.ids.len() / 2).max(8);
        let rare = |id: u32| source.forms.places(id).len() <= (total / 100).max(8);
        let any = self.ids.iter().flatten().any(|id| rare(*id));
        let mut votes: FxHashMap<usize, f64> = FxHashMap::default();
        for (at, id) in self.ids.iter().enumerate() {
            let Some(id) = id.filter(|id| rare(*id) || !any) else { continue };
            let places = source.forms.places(id);
            let weight = (1.0 + total as f64 / places.len() as f64).ln();
            for place in places {
                // Shifted by the whole length, so that no place is before the start.
                let diagonal = (*place as usize + self.ids.len() - at) / width;
                *votes.entry(diagonal).or_default() += weight;
                *votes.entry(diagonal + 1).or_default() += weight;
            }
        }
        let mut ranked: Vec<(usize, f64)> = votes.into_iter().collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let window = |diagonal: usize| {
            let start = (diagonal * width).saturating_sub(self.ids.len() + 2 * width);
            start..(diagonal * width + 2 * width).min(total)
        };
        ranked.into_iter().take(4).map(|(diagonal, _)| window(diagonal)).collect()
    }

    /// Lays the quotation beside the stretch of a window with the least edits.
    fn align(&self, window: &Range<usize>, source: &QuoteIndex) -> Aligned {
        let said = source.forms.sequence().get(window.clone()).unwrap_or_default();
        let columns = said.len() + 1;
        let mut costs: Vec<u32> = vec![0; columns * (self.ids.len() + 1)];
        for (row, id) in self.ids.iter().enumerate() {
            let (above, here) = costs.split_at_mut((row + 1) * columns);
            let above = &above[row * columns..];
            here[0] = row as u32 + 1;
            for (column, form) in said.iter().enumerate() {
                let edited = above[column + 1].min(here[column]).min(above[column]) + 1;
                here[column + 1] = if *id == Some(*form) { above[column].min(edited) } else { edited };
            }
        }
        let last = &costs[self.ids.len() * columns..];
        let end = (0..columns).min_by_key(|column| last[*column]).unwrap_or_default();
        let (mut row, mut column) = (self.ids.len(), end);
        let mut steps = Vec::new();
        while row > 0 {
            let cost = costs[row * columns + column];
            let same = column > 0 && self.ids.get(row - 1) == said.get(column - 1).map(|form| Some(*form)).as_ref();
            if same && costs[(row - 1) * columns + column - 1] == cost {
                (row, column) = (row - 1, column - 1);
                steps.push((ChangeKind::Same, window.start + column));
            } else if column > 0 && costs[(row - 1) * columns + column - 1] + 1 == cost {
                (row, column) = (row - 1, column - 1);
                steps.push((ChangeKind::Added, row));
                steps.push((ChangeKind::Dropped, window.start + column));
            } else if costs[(row - 1) * columns + column] + 1 == cost {
                row -= 1;
                steps.push((ChangeKind::Added, row));
            } else {
                column = column.saturating_sub(1);
                steps.push((ChangeKind::Dropped, window.start + column));
            }
        }
        steps.reverse();
        // Of words exchanged, those that were said first.
        for run in steps.chunk_by_mut(|a, b| (a.0 == ChangeKind::Same) == (b.0 == ChangeKind::Same)) {
            run.sort_by_key(|(kind, _)| *kind == ChangeKind::Added);
        }
        let first = steps.iter().position(|(kind, _)| *kind == ChangeKind::Same);
        let last = steps.iter().rposition(|(kind, _)| *kind == ChangeKind::Same);
        let (Some(first), Some(last)) = (first, last) else { return self.aligned(window.start..window.start, steps) };
        let (from, to) = (steps[first].1, steps[last].1);
        // At the ends only words of the same sentence stand for those that are quoted.
        let mut place = 0;
        steps.retain(|(kind, form)| {
            place += 1;
            let same_sentence = |other: usize| source.text_of(*form) == source.text_of(other);
            *kind != ChangeKind::Dropped
                || (place > first || same_sentence(from)) && (place <= last + 1 || same_sentence(to))
        });
        let dropped = || steps.iter().filter(|(kind, _)| *kind != ChangeKind::Added).map(|(_, form)| *form);
        let forms = dropped().min().unwrap_or(from)..dropped().max().unwrap_or(to) + 1;
        self.aligned(forms, steps)
    }

    fn aligned(&self, forms: Range<usize>, steps: Vec<(ChangeKind, usize)>) -> Aligned {
        let mut row = 0;
        let (mut same, mut content) = (0, 0);
        for (kind, _) in &steps {
            let told = self.content.get(row).copied().unwrap_or_default();
            match kind {
                ChangeKind::Same => {
                    same += 1;
                    content += usize::from(told);
                    row += 1;
                }
                ChangeKind::Added => row += 1,
                ChangeKind::Dropped => {}
            }
        }
        let share = same as f64 / self.ids.len().max(forms.len()).max(1) as f64;
        // Small words alone are found everywhere, and so is one word of three.
        let told = self.content.iter().filter(|told| **told).count();
        let enough = match content {
            0 => told == 0 && share >= 0.75,
            1 => share >= 0.75,
            _ => true,
        };
        let share = if enough && (self.ids.len() > 4 || same + 1 >= self.ids.len()) { share } else { 0.0 };
        Aligned { forms, share, steps }
    }

    /// The quotation as two to four stretches of three forms and more that were each said; none when they leave out more
    /// than a tenth of it.
    fn stretches(&self, source: &QuoteIndex) -> Option<Vec<Stretch>> {
        let sequence = source.forms.sequence();
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut at = 0;
        while at < self.ids.len() && stretches.len() < 5 {
            let places = self.ids.get(at).copied().flatten().map_or(&[][..], |id| source.forms.places(id));
            let reach = |place: usize| {
                let said = sequence.get(place..).unwrap_or_default();
                said.iter().zip(&self.ids[at..]).take_while(|(form, id)| **id == Some(**form)).count()
            };
            let after = stretches.last().map_or(0, |last| last.said + last.length);
            // The longest; of equal ones the one that follows the stretch before.
            let best = places
                .iter()
                .map(|place| (reach(*place as usize), *place as usize))
                .max_by_key(|(length, place)| (*length, *place >= after, usize::MAX - place));
            match best {
                Some((length, said)) if length >= 3 => {
                    stretches.push(Stretch { quoted: at, said, length });
                    at += length;
                }
                _ => at += 1,
            }
        }
        let covered: usize = stretches.iter().map(|stretch| stretch.length).sum();
        ((2..=4).contains(&stretches.len()) && covered * 10 >= self.ids.len() * 9).then_some(stretches)
    }

    /// Stretches that follow one another, with what was said between them.
    fn joined(&self, stretches: &[Stretch]) -> Aligned {
        let mut steps = Vec::new();
        let mut quoted = 0;
        let start = stretches.first().map_or(0, |stretch| stretch.said);
        let mut said = start;
        for stretch in stretches {
            steps.extend((said..stretch.said).map(|form| (ChangeKind::Dropped, form)));
            steps.extend((quoted..stretch.quoted).map(|row| (ChangeKind::Added, row)));
            steps.extend((stretch.said..stretch.said + stretch.length).map(|form| (ChangeKind::Same, form)));
            (quoted, said) = (stretch.quoted + stretch.length, stretch.said + stretch.length);
        }
        steps.extend((quoted..self.ids.len()).map(|row| (ChangeKind::Added, row)));
        let same = stretches.iter().map(|stretch| stretch.length).sum::<usize>();
        Aligned { forms: start..said, share: same as f64 / self.ids.len().max(1) as f64, steps }
    }
}

impl Aligned {
    fn altered(&self, quote: &Quote<'_>, source: &QuoteIndex) -> Verified {
        let mut diff: Vec<Change> = Vec::new();
        let mut last = None;
        for (kind, at) in &self.steps {
            let written = match kind {
                ChangeKind::Added => quote.written.get(*at).copied().unwrap_or_default(),
                _ if last == Some(source.word(*at)) => "",
                _ => {
                    last = Some(source.word(*at));
                    source.written(source.word(*at))
                }
            };
            if written.is_empty() {
                continue;
            }
            match diff.last_mut() {
                Some(change) if change.kind == *kind => {
                    change.words.push(' ');
                    change.words.push_str(written);
                }
                _ => diff.push(Change { kind: *kind, words: written.to_owned() }),
            }
        }
        Verified::Altered { words: source.words(&self.forms), share: self.share, diff }
    }
}
