//! Who speaks: which of the labels that look like names are names, judged over the whole file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    head::{Form, Head, head},
    label::{self, Doubt},
    lines::{Lines, Row, heading},
    stamp,
};

/// The heads of a file's lines that open turns.
#[derive(Debug)]
pub(super) struct Roster {
    /// For each line its head, if its label is a speaker.
    pub(super) heads: Vec<Option<Head>>,
    /// For each line whether its label tells about the talk ("Presenter: ...").
    pub(super) meta: Vec<bool>,
    /// How many lines have a head.
    pub(super) count: usize,
    /// How many different speakers there are.
    pub(super) distinct: usize,
    /// The most turns that one speaker has.
    pub(super) most: usize,
}

/// What was counted of one label.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    /// Lines with it, those of [`Form::Tight`] apart.
    lines: usize,
    /// Words behind it, up to 20 a line.
    words: usize,
}

impl Roster {
    /// The heads among the lines of a text.
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let speech = |index: usize, row: &Row<'_>| heading(row.text).is_none() && lines.block(index).is_none();
        let mut heads: Vec<Option<Head>> =
            lines.rows.iter().enumerate().map(|(index, row)| head(row.text).filter(|_| speech(index, row))).collect();
        // Names with stamps and nothing under them are a table of times.
        let mut next_is_bare = false;
        for (row, head) in lines.rows.iter().zip(&mut heads).rev().filter(|(row, _)| !row.is_blank()) {
            let bare = head.as_ref().is_some_and(|head| head.form == Form::Stamped && head.body == row.text.len());
            if bare && next_is_bare {
                *head = None;
            }
            next_is_bare = bare;
        }
        Self::from_heads(&lines.rows, heads, lines.filled)
    }

    /// Keeps those of the possible heads whose labels are speakers; `filled` is the number of lines that could have one.
    pub(super) fn from_heads(rows: &[Row<'_>], mut heads: Vec<Option<Head>>, filled: usize) -> Self {
        let mut tallies: FxHashMap<&str, Tally> = FxHashMap::default();
        for (row, head) in rows.iter().zip(&heads) {
            if let Some(head) = head {
                let tally = tallies.entry(key(row, head)).or_default();
                tally.lines += usize::from(head.form != Form::Tight);
                tally.words += row.text.get(head.body..).unwrap_or_default().split_whitespace().take(20).count();
            }
        }
        let tally = |row: &Row<'_>, head: &Head| tallies.get(key(row, head)).copied().unwrap_or_default();
        // Where every line has a label, one with a small word in it is a name too ("ann lee am").
        let every = tallies.len() >= 2 && heads.iter().flatten().count() * 10 >= filled * 9;
        let mut meta = vec![false; rows.len()];
        let mut recurring = 0usize;
        let mut single = 0usize;
        for (index, (row, head)) in rows.iter().zip(&mut heads).enumerate() {
            let Some(found) = head else { continue };
            let (name, counted) = (key(row, found), tally(row, found));
            let about = label::doubt(name);
            if about == Some(Doubt::Meta) && counted.words < 6 * counted.lines.max(1) {
                meta[index] = true;
            }
            if meta[index]
                || matches!(about, Some(Doubt::Never | Doubt::Sound))
                || counted.lines == 0
                || (label::has_function_word(name) && !every)
            {
                *head = None;
            } else if counted.lines >= needed(name, found, filled) {
                recurring += 1;
            } else {
                single += 1;
            }
        }
        let chat = (recurring + single) * 10 > filled * 6;
        let talk = recurring * 10 > filled;
        let mut before_opens = true;
        for (row, head) in rows.iter().zip(&mut heads) {
            let Some(found) = head else {
                before_opens = row.is_blank();
                continue;
            };
            let name = key(row, found);
            let recurs = tally(row, found).lines >= needed(name, found, filled);
            if recurs || chat || (talk && before_opens && label::name_like(name)) {
                before_opens = true;
            } else {
                before_opens = false;
                *head = None;
            }
        }
        let mut turns: FxHashMap<&str, usize> = FxHashMap::default();
        let mut most = 0;
        for (row, head) in rows.iter().zip(&heads) {
            if let Some(head) = head {
                let count = turns.entry(key(row, head)).or_default();
                *count += 1;
                most = most.max(*count);
            }
        }
        let (distinct, count) = (turns.len(), heads.iter().flatten().count());
        Self { heads, meta, count, distinct, most }
    }

    /// How well the file is explained by heads of the wanted kind: their share of the lines, 0 when no speaker recurs.
    pub(super) fn confidence(&self, lines: &Lines<'_>, wanted: impl Fn(&Head) -> bool) -> f32 {
        let count = self.heads.iter().flatten().filter(|head| wanted(head)).count();
        let share = lines.share(count);
        let form = |form: Form| self.heads.iter().flatten().all(|head| head.form == form);
        let several = self.distinct >= 2 && (self.most >= 2 || share > 0.6 || form(Form::Stamped));
        let monologue = self.most >= 3 && (share > 0.3 || form(Form::Bold));
        if count * 2 > self.count && (several || monologue) { share.max(0.1) } else { 0.0 }
    }
}

/// How often a label must recur to be a speaker by that alone.
fn needed(name: &str, head: &Head, filled: usize) -> usize {
    match (label::name_like(name), filled < 40) {
        // A name with a stamp on a line of its own can be little else.
        (true, _) if head.form == Form::Stamped => 1,
        (true, _) | (false, true) => 2,
        (false, false) => 3,
    }
}

/// The name in a head without what qualifies it: `Ann (Acme)` and `Ann` are counted as one.
fn key<'a>(row: &Row<'a>, head: &Head) -> &'a str {
    label::parts(head.name(row.text)).0
}

/// The names that recur on lines of their own, with words under them.
pub(super) fn own_lines(lines: &Lines<'_>) -> Roster {
    let rows = &lines.rows;
    let mut tallies: FxHashMap<&str, Tally> = FxHashMap::default();
    // A stamp may stand between the name and the words.
    let is_stamp = |row: &Row<'_>| stamp::leading(row.text).is_some_and(|(_, length)| length == row.text.len());
    let filled: Vec<&Row<'_>> = rows.iter().filter(|row| !row.is_blank() && !is_stamp(row)).collect();
    for pair in filled.windows(2) {
        if let [row, next] = pair
            && could_be_name(row.text)
        {
            let tally = tallies.entry(row.text).or_default();
            tally.lines += 1;
            tally.words += next.text.split_whitespace().take(20).count();
        }
    }
    let wanted = if lines.filled < 40 { 2 } else { 3 };
    let names: FxHashSet<&str> = filled
        .iter()
        .map(|row| row.text)
        .filter(|text| tallies.get(text).is_some_and(|t| t.lines >= wanted && t.words >= 2 * t.lines))
        .collect();
    let heads: Vec<Option<Head>> = rows
        .iter()
        .map(|row| {
            names.contains(row.text).then_some(Head {
                label: 0..row.text.len(),
                time: None,
                body: row.text.len(),
                form: Form::Line,
            })
        })
        .collect();
    let count = heads.iter().flatten().count();
    let most = tallies_most(&heads, rows);
    Roster { meta: vec![false; rows.len()], distinct: names.len(), most, count, heads }
}

/// The most lines that one name has.
fn tallies_most(heads: &[Option<Head>], rows: &[Row<'_>]) -> usize {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut most = 0;
    for row in heads.iter().zip(rows).filter(|(head, _)| head.is_some()).map(|(_, row)| row) {
        let count = counts.entry(row.text).or_default();
        *count += 1;
        most = most.max(*count);
    }
    most
}

/// Whether a whole line could be a speaker's name.
fn could_be_name(text: &str) -> bool {
    text.len() <= 60
        && label::plausible(text)
        && label::name_like(text)
        && label::doubt(text).is_none()
        && !label::has_function_word(text)
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '@')
        && !text.ends_with(['.', ','])
}
