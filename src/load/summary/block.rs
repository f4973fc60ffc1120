//! Lines into blocks: headings, list items, paragraphs, chapters, table rows.

use crate::{source::Span, transcript::TimeRange};

use super::{
    advert, chapter,
    heading::{self, ends, is_bold, looks_like_heading},
    label, lexicon,
    line::{Mark, Row},
    table,
};

/// A run of lines that belong together.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its words, line by line, or cell by cell in a table.
    pub(super) parts: Vec<Span>,
    /// Indentation in columns.
    pub(super) indent: usize,
    /// Whether it stands in a blockquote.
    pub(super) quoted: bool,
    /// What its first line starts with.
    pub(super) mark: Mark,
    /// When it is said, by a column of its table.
    pub(super) time: Option<TimeRange>,
    /// Who says or does it, by a column of its table.
    pub(super) owner: Option<Span>,
    /// What of it claims nothing, and why.
    pub(super) asides: Vec<(Span, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// A heading; `marked` says that a mark makes it one, not its place alone.
    Heading { level: u8, marked: bool },
    /// A list item.
    Item,
    /// A paragraph.
    Prose,
    /// A time range, a title, a text.
    Chapter(TimeRange),
    /// A row of a table.
    Row,
    /// Nothing that claims anything, and why.
    Skip(&'static str),
}

/// The level of a title, of a heading without a mark, and of words that lead in a list.
pub(super) const TITLE: u8 = 1;
pub(super) const PLAIN: u8 = 7;
pub(super) const LEAD_IN: u8 = 8;

/// Lines longer than this, in characters, were not wrapped by hand.
const WRAP: usize = 160;

impl Block {
    pub(super) fn new(kind: Kind, row: &Row<'_>) -> Self {
        Self {
            kind,
            parts: vec![row.body],
            indent: row.indent,
            quoted: row.quoted,
            mark: row.mark,
            time: None,
            owner: None,
            asides: Vec::new(),
        }
    }

    /// All its bytes.
    pub(super) fn span(&self) -> Span {
        self.parts.iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// Whether a bullet or a number stands before it.
    pub(super) fn is_listed(&self) -> bool {
        matches!(self.mark, Mark::Bullet | Mark::Dash | Mark::Number(_))
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading { .. })
    }
}

/// The blocks of a file.
pub(super) fn blocks(rows: &[Row<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = front_matter(rows, &mut blocks);
    while let Some(row) = rows.get(at) {
        at = match row.mark {
            Mark::Blank | Mark::Rule(_) => at + 1,
            Mark::Fence => until(rows, at, &mut blocks, "code block", |row| row.mark == Mark::Fence),
            Mark::Table => table::table(rows, at, &mut blocks),
            Mark::Heading(level) => {
                blocks.push(Block::new(Kind::Heading { level, marked: true }, row));
                at + 1
            }
            Mark::Bullet | Mark::Dash | Mark::Number(_) => item(rows, at, &mut blocks),
            Mark::Text if is_comment(row.text) => {
                let here = row.text.contains("-->");
                if here {
                    until(rows, at, &mut blocks, "comment", |_| true)
                } else {
                    until(rows, at, &mut blocks, "comment", |row| row.text.contains("-->"))
                }
            }
            Mark::Text if is_link_definition(row.text) => {
                blocks.push(Block::new(Kind::Skip("link"), row));
                at + 1
            }
            Mark::Text if chapter::stamp(row.text).is_some() => item(rows, at, &mut blocks),
            Mark::Text => group(rows, at, &mut blocks),
        };
    }
    heading::settle(&mut blocks);
    blocks
}

/// YAML between `---` lines at the very start.
fn front_matter(rows: &[Row<'_>], blocks: &mut Vec<Block>) -> usize {
    let dashes = |row: &Row<'_>| row.mark == Mark::Rule('-') && row.indent == 0;
    let Some(first) = rows.first().filter(|row| dashes(row)) else { return 0 };
    let keyed = rows.get(1).is_some_and(|row| row.text.split_once(':').is_some_and(|(key, _)| !key.contains(' ')));
    match rows.iter().skip(1).position(dashes) {
        Some(length) if keyed => {
            let end = rows.get(length + 1).map_or(first.body, |row| row.body);
            let mut block = Block::new(Kind::Skip("front matter"), first);
            block.parts = vec![first.body.cover(end)];
            blocks.push(block);
            length + 2
        }
        _ => 0,
    }
}

/// Skips lines up to and including one that `closes`; the first line never does.
fn until(
    rows: &[Row<'_>],
    at: usize,
    blocks: &mut Vec<Block>,
    reason: &'static str,
    closes: impl Fn(&Row<'_>) -> bool,
) -> usize {
    let Some(row) = rows.get(at) else { return at + 1 };
    let one_line = reason == "comment" && row.text.contains("-->");
    let rest = rows.get(at + 1..).unwrap_or_default();
    let length = if one_line { 0 } else { rest.iter().position(closes).map_or(rest.len(), |n| n + 1) };
    let mut block = Block::new(Kind::Skip(reason), row);
    block.parts = vec![rows.get(at + length).map_or(row.body, |last| row.body.cover(last.body))];
    blocks.push(block);
    at + length + 1
}

/// Whether a line is a comment, or the start of one, and holds nothing else.
fn is_comment(text: &str) -> bool {
    let rest = text.strip_prefix("<!--");
    rest.is_some_and(|rest| rest.split_once("-->").is_none_or(|(_, behind)| behind.trim().is_empty()))
}

/// `[name]: https://…`.
fn is_link_definition(text: &str) -> bool {
    text.strip_prefix('[').and_then(|rest| rest.split_once("]:")).is_some_and(|(name, to)| {
        let to = to.trim_start();
        !name.contains('[') && !to.contains(' ') | to.starts_with("http") && (to.contains('/') || to.contains('#'))
    })
}

/// A list item or a chapter with the lines that continue it.
fn item(rows: &[Row<'_>], at: usize, blocks: &mut Vec<Block>) -> usize {
    let Some(row) = rows.get(at) else { return at + 1 };
    let stamp = chapter::stamp(row.text);
    let mut block = Block::new(stamp.as_ref().map_or(Kind::Item, |(range, _)| Kind::Chapter(*range)), row);
    if let Some((_, length)) = stamp {
        block.parts = vec![Span::new(row.body.start + length, row.body.end)];
    }
    let mut next = at + 1;
    let mut before = row;
    while let Some(line) = rows.get(next).filter(|line| {
        let plain = line.mark == Mark::Text && line.quoted == row.quoted && chapter::stamp(line.text).is_none();
        plain
            && !advert::is_section_name(line.text)
            && (line.indent > row.indent || runs_on(before, line) || belongs(&block, line))
    }) {
        block.parts.push(line.body);
        before = line;
        next += 1;
    }
    blocks.push(block);
    next
}

/// Whether a line under a chapter's short title is its text.
fn belongs(block: &Block, line: &Row<'_>) -> bool {
    let title = block.parts.first().map_or(0, |part| part.end - part.start);
    matches!(block.kind, Kind::Chapter(_))
        && title <= 100
        && advert::reason(line.text, line.text.contains("](")).is_none()
}

/// Whether a line that is not indented goes on with the line before it, as hand-wrapped text does.
fn runs_on(before: &Row<'_>, line: &Row<'_>) -> bool {
    let width = before.text.chars().count() + before.indent;
    !ends(before.text)
        && !before.breaks
        && (line.text.starts_with(char::is_lowercase)
            || ((60..=WRAP).contains(&width) && !looks_like_heading(line.text)))
}

/// A run of lines without marks.
fn group(rows: &[Row<'_>], at: usize, blocks: &mut Vec<Block>) -> usize {
    let quoted = rows.get(at).is_some_and(|row| row.quoted);
    let rest = rows.get(at..).unwrap_or_default();
    let mut length = 0;
    while let Some(row) = rest.get(length).filter(|row| row.quoted == quoted) {
        let plain = row.mark == Mark::Text
            && !is_comment(row.text)
            && (length == 0 || chapter::stamp(row.text).is_none())
            && !is_link_definition(row.text);
        // A dash at the start of a wrapped line is no bullet.
        let dash = row.mark == Mark::Dash && length > 0 && rest.get(length - 1).is_some_and(|row| !ends(row.text));
        if !plain && !dash {
            break;
        }
        length += 1;
    }
    let lines = rest.get(..length.max(1)).unwrap_or_default();
    let after = rest.get(lines.len());
    let underlined = after.and_then(|row| match row.mark {
        Mark::Rule('=') => Some(1),
        Mark::Rule('-') => Some(2),
        _ => None,
    });
    let listed = rest.iter().skip(lines.len()).find(|row| row.mark != Mark::Blank).is_some_and(Row::is_item);
    let mut run = 0;
    for (index, row) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let heading = match underlined {
            Some(level) if last && looks_like_heading(row.text) => Some(level),
            _ if is_bold(row.text) || advert::is_section_name(row.text) => Some(PLAIN),
            _ if last && listed && row.text.trim_end_matches(['*', '_']).ends_with(':') && row.text.len() < 200 => {
                Some(LEAD_IN)
            }
            _ => None,
        };
        if let Some(level) = heading {
            push_run(&lines[run..index], blocks);
            blocks.push(Block::new(Kind::Heading { level, marked: true }, row));
            run = index + 1;
        } else if index > run
            && (stands_alone(row.text) || lines[index - 1].breaks || stands_alone(lines[index - 1].text))
        {
            push_run(&lines[run..index], blocks);
            run = index;
        }
    }
    push_run(lines.get(run..).unwrap_or_default(), blocks);
    at + lines.len()
}

/// Whether a line is a fact about the file ("Date: …") or starts with a bold label: it joins no other line.
fn stands_alone(text: &str) -> bool {
    let bare = text.trim_start_matches("**");
    let label = bare.split(':').next().unwrap_or_default();
    bare.contains(':') && advert::is_metadata(label.trim_end_matches('*'))
        || text.starts_with("**")
            && label.len() < 100
            && bare.contains("**")
            && (label.ends_with("**") || bare[label.len()..].starts_with(":**"))
}

/// Lines without marks between them: one wrapped paragraph, or a list whose items have no marks.
fn push_run(lines: &[Row<'_>], blocks: &mut Vec<Block>) {
    let Some(first) = lines.first() else { return };
    let Some((second, rest)) = lines.get(1).map(|second| (second, &lines[1..])) else {
        let kind = if looks_like_heading(first.text) && !first.quoted {
            Kind::Heading { level: PLAIN, marked: false }
        } else {
            Kind::Prose
        };
        blocks.push(Block::new(kind, first));
        return;
    };
    if is_wrapped(lines) {
        let mut block = Block::new(Kind::Prose, first);
        block.parts = lines.iter().map(|row| row.body).collect();
        blocks.push(block);
        return;
    }
    if looks_like_heading(first.text) && is_wrapped(rest) && second.text.starts_with(char::is_uppercase) {
        push_run(&lines[..1], blocks);
        push_run(rest, blocks);
        return;
    }
    let ended = lines.iter().filter(|row| ends(row.text)).count();
    let short = lines.iter().filter(|row| row.text.chars().count() <= 250).count();
    for row in lines {
        // Where most lines end like sentences, one that does not is a heading.
        let heading = ended * 2 >= lines.len() && looks_like_heading(row.text) && !row.quoted;
        let kind = if heading {
            Kind::Heading { level: PLAIN, marked: false }
        } else if row.text.chars().count() <= 250 && short > 1 && row.indent < 2 {
            Kind::Item
        } else {
            Kind::Prose
        };
        blocks.push(Block::new(kind, row));
    }
}

/// Whether lines are one paragraph, wrapped by hand: none of them had room for the first word of the next.
fn is_wrapped(lines: &[Row<'_>]) -> bool {
    if lines.len() < 2 {
        return true;
    }
    let widths: Vec<usize> = lines.iter().map(|row| row.text.chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or_default();
    if lines.iter().all(|row| ends(row.text)) {
        return false;
    }
    let (mut open, mut small, mut full) = (0, 0, 0);
    for (pair, width) in lines.windows(2).zip(&widths) {
        let [line, next] = pair else { continue };
        let word = next.text.split_whitespace().next().map_or(0, |word| word.chars().count());
        open += usize::from(!ends(line.text));
        small += usize::from(!ends(line.text) && next.text.starts_with(char::is_lowercase) && width * 5 >= widest * 3);
        full += usize::from(width + 1 + word + 4 > widest);
    }
    let breaks = lines.len() - 1;
    if small == 0 && lines.iter().all(|row| looks_like_heading(row.text)) {
        return false;
    }
    small * 2 >= open.max(1) || ((40..=WRAP).contains(&widest) && full * 5 >= breaks * 4)
}

/// Whether a block is the name of who said the quotation before it.
pub(super) fn is_author(block: &Block, text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    let marked = block.mark == Mark::Dash || bare.len() < text.len() || (block.quoted && block.is_listed());
    marked && label::is_name(bare.split([',', '(']).next().unwrap_or_default()) && !lexicon::states(bare)
}
