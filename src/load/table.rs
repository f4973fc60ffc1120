//! Tables of a document: a row either is a turn (time, speaker, words) or stays a row.

use super::stamp;

/// Which columns of a table hold a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Talk {
    /// When it is said.
    pub(super) time: Option<usize>,
    /// Who says it.
    pub(super) name: usize,
    /// What is said.
    pub(super) words: usize,
    /// The first row that is a turn, not the names of the columns.
    pub(super) first: usize,
}

/// The columns of a talk in a table, if it is one: long words, a short name that comes again, perhaps times.
pub(super) fn talk(rows: &[Vec<String>]) -> Option<Talk> {
    let is_time = |cell: &String| {
        let cell = cell.trim();
        stamp::leading(cell).is_some_and(|(_, length)| length == cell.len())
    };
    let width = rows.iter().map(Vec::len).max().filter(|width| (2..=12).contains(width))?;
    let times = |column: usize| rows.iter().filter(|row| row.get(column).is_some_and(is_time)).count();
    let time = (0..width).find(|column| times(*column) >= 2 && times(*column) + 1 >= rows.len().max(3));
    let first = match time {
        Some(time) => rows.iter().position(|row| row.get(time).is_some_and(is_time))?,
        None => usize::from(rows.first()?.iter().all(|cell| cell.split_whitespace().count() <= 2)),
    };
    let body = rows.get(first..)?;
    let cells = |column: usize| body.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim());
    let length = |column: usize| cells(column).map(|cell| cell.split_whitespace().count()).sum::<usize>();
    let words = (0..width).max_by_key(|column| (length(*column), usize::MAX - column))?;
    let name = (0..width).filter(|column| *column != words && Some(*column) != time).find(|column| {
        let mut names: Vec<&str> = cells(*column).filter(|cell| !cell.is_empty()).collect();
        let filled = names.len();
        let short = names.iter().all(|name| {
            name.split_whitespace().count() <= 5 && name.starts_with(char::is_alphabetic) && !name.ends_with(['.', ';'])
        });
        names.sort_unstable();
        names.dedup();
        short && filled * 4 >= body.len() * 3 && (time.is_some() || names.len() * 2 <= filled)
    })?;
    (body.len() >= 2 && length(words) >= body.len() * 2).then_some(Talk { time, name, words, first })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines().map(|line| line.split('|').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_table_of_turns_is_told_from_others() {
        let timed =
            "Start|Speaker|Text\n0:01|Ann|Good morning, all of you.\n0:04|Bo|Morning.\n0:07|Ann|Shall we start now?";
        assert_eq!(talk(&rows(timed)), Some(Talk { time: Some(0), name: 1, words: 2, first: 1 }));
        let untimed = "Speaker|Text\nAnn|Good morning, all of you.\nBo|Morning to you.\nAnn|Shall we start now?\nBo|Yes, please do.";
        assert_eq!(talk(&rows(untimed)), Some(Talk { time: None, name: 0, words: 1, first: 1 }));
        for other in
            ["Name|Abbreviation\nAnn Lee|AL\nBo Fox|BF", "Quarter|Sales\nQ1|up by two percent\nQ2|down", "a", ""]
        {
            assert_eq!(talk(&rows(other)), None, "{other}");
        }
    }
}
