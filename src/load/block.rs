//! Blocks over several lines that are no speech: front matter, comments, code.

use super::lines::Row;

/// A block that is longer than this has lost its end.
const REACH: usize = 400;

/// For each line the kind of block it belongs to, if any.
pub(super) fn blocks(rows: &[Row<'_>]) -> Vec<Option<&'static str>> {
    let mut kinds = vec![None; rows.len()];
    let first = rows.iter().position(|row| !row.is_blank());
    let mut index = 0;
    while let Some(row) = rows.get(index) {
        let opened = match row.text {
            "---" if first == Some(index) => Some(("---", "front matter")),
            text if text.starts_with("<!--") => Some(("-->", "comment")),
            text if text.starts_with("```") => Some(("```", "code")),
            _ => None,
        };
        let last = opened.and_then(|(end, _)| {
            if row.text.get(3..).is_some_and(|rest| rest.ends_with(end)) {
                return Some(index);
            }
            let found = rows.iter().skip(index + 1).take(REACH).position(|row| row.text.ends_with(end));
            found.map(|after| index + 1 + after)
        });
        if let (Some((_, kind)), Some(last)) = (opened, last) {
            kinds.iter_mut().take(last + 1).skip(index).for_each(|entry| *entry = Some(kind));
            index = last;
        }
        index += 1;
    }
    kinds
}
