//! Who is who: tables of names and initials, and lines such as `Presenter: Kay Green (KG)`.

use super::{furniture, label, lines::Row, reading::Reading};

/// Reads attendee tables and presenter lines among the rows; what they say about names goes into the reading.
pub(super) fn read(rows: &[Row<'_>], meta: &[bool], reading: &mut Reading<'_>) {
    // The columns of the name and of the initials in the table being read.
    let mut columns: Option<(usize, usize)> = None;
    for (row, meta) in rows.iter().zip(meta) {
        if *meta {
            presenters(row.text, reading);
        }
        if !furniture::is_table_row(row.text) {
            columns = None;
            continue;
        }
        let cells: Vec<&str> = row.text.trim_matches('|').split('|').map(str::trim).collect();
        match columns {
            None => columns = header(&cells),
            Some((name, short)) => {
                if let (Some(name), Some(short)) = (cells.get(name), cells.get(short))
                    && name.contains(char::is_alphabetic)
                    && short.contains(char::is_alphanumeric)
                {
                    reading.name(short, name);
                }
            }
        }
    }
}

/// The columns of a header row that hold the name and the initials.
fn header(cells: &[&str]) -> Option<(usize, usize)> {
    let find = |words: &[&str]| {
        cells.iter().position(|cell| {
            let cell = cell.trim_matches(['*', ' ']).to_lowercase();
            words.iter().any(|word| cell.starts_with(word))
        })
    };
    Some((
        find(&["name", "attendee", "delegate", "participant"])?,
        find(&["abbrev", "initial", "handle", "nick", "short"])?,
    ))
}

/// The names with initials in `Presenter: Kay Green (KG), Lee Ray (LR)`.
fn presenters(text: &str, reading: &mut Reading<'_>) {
    let Some((_, list)) = text.split_once(':') else { return };
    for item in list.split([',', '&']).take(20) {
        if let (name, Some(short)) = label::parts(item)
            && (2..=4).contains(&short.len())
            && short.bytes().all(|b| b.is_ascii_uppercase())
            && name.starts_with(short.get(..1).unwrap_or_default())
        {
            reading.name(short, name);
        }
    }
}
