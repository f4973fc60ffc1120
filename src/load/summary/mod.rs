//! Summaries of every shape in text: bullets, prose, Markdown, chapters.
//!
//! Lines become rows ([`line`]), rows become blocks ([`block`]), the words of a block lose their markup ([`inline`]), and each block
//! gives the claims it holds ([`clause`]) or is listed as skipped. Nothing is lost: every word is in a claim, in its label or
//! section, or in a skipped span.

mod advert;
mod block;
mod chapter;
mod clause;
mod heading;
mod inline;
mod inner;
mod label;
mod lexicon;
mod line;
mod link;
mod table;

use std::{ops::Range, sync::Arc};

use crate::{
    source::{Line, Source, Span},
    summary::{Claim, ClaimKind, Summary},
    text::Flow,
    transcript::{Skipped, TimeRange},
};

use block::{Block, Kind};
use line::{Mark, Row};

pub(super) use chapter::stamp;
pub(super) use inner::{read_inner, read_line};
pub(super) use lexicon::states;

use super::{Parts, composite};

/// The text of a link with fewer words may be a mere name.
const SENTENCE: usize = 5;

/// Reads a file that is given as a summary; a page that also holds a transcript is split into its parts.
///
/// A file that is a transcript and nothing else gives no summary.
pub fn summary(source: &Arc<Source>) -> Parts {
    if let Some(page) = super::composed::page(source, Span::new(0, source.text().len())) {
        return page.parts(summary);
    }
    if let Some(parts) = super::json::summary(source) {
        return parts;
    }
    if let Some(parts) = super::html::summary(source) {
        return parts;
    }
    if let Some(transcript) = super::captions(source) {
        return Parts { transcript: Some(transcript), summary: None };
    }
    plain(source)
}

/// Reads lines of text.
pub(super) fn plain(source: &Arc<Source>) -> Parts {
    match composite::speech(source) {
        Some(within) => {
            let transcript = Some(super::transcript_in(source, within));
            let page = read(source, Some(within));
            let summary = composite::is_summary(&page, source, within).then_some(Summary { format: "page", ..page });
            Parts { transcript, summary }
        }
        None => Parts { transcript: None, summary: Some(read(source, None)) },
    }
}

/// Reads all lines as a summary but those of the part that is left `out`.
pub(super) fn read(source: &Arc<Source>, out: Option<Span>) -> Summary {
    // A word to this program behind a line is none of its words, and alone on one it does not part the lines around it.
    let (mut lines, mut words_to_us) = (Vec::new(), Vec::new());
    for line in source.lines().filter(|line| !out.is_some_and(|out| out.overlaps(line.span))) {
        let Some(start) = word_to_us(line.text) else {
            lines.push(line);
            continue;
        };
        words_to_us.push(Span::new(line.span.start + start, line.span.end));
        let text = line.text.get(..start).unwrap_or_default().trim_end();
        if !text.is_empty() {
            lines.push(Line { text, span: Span::new(line.span.start, line.span.start + text.len()), ..line });
        }
    }
    let rows: Vec<Row<'_>> = lines.iter().map(Row::of).collect();
    let blocks = block::blocks(&rows);
    let mut reader = Reader {
        source,
        claims: Vec::new(),
        skipped: Vec::new(),
        items: 0,
        headings: Vec::new(),
        parents: Vec::new(),
        last: None,
    };
    reader.read(&blocks);
    let mut skipped = reader.skipped;
    let code: Vec<Span> = skipped.iter().filter(|part| part.reason == "code block").map(|part| part.span).collect();
    let in_code = |span: Span| {
        let before = code.partition_point(|code| code.start <= span.start);
        before.checked_sub(1).and_then(|last| code.get(last)).is_some_and(|code| code.overlaps(span))
    };
    words_to_us.retain(|span| !in_code(*span));
    skipped.extend(words_to_us.into_iter().map(|span| Skipped { span, reason: "comment" }));
    skipped.sort_by_key(|skipped| skipped.span);
    Summary { source: Arc::clone(source), format: format(&rows, &blocks), claims: reader.claims, skipped }
}

/// Where the comments `<!-- saidso: … -->` at the end of a line begin.
fn word_to_us(line: &str) -> Option<usize> {
    let mut start = None;
    let mut rest = line;
    while let Some(comment) = rest.trim_end().strip_suffix("-->") {
        let Some((before, words)) = comment.rsplit_once("<!--") else { break };
        let name = words.trim_start().get(.."saidso".len());
        if words.contains("-->") || !name.is_some_and(|name| name.eq_ignore_ascii_case("saidso")) {
            break;
        }
        start = Some(before.len());
        rest = before;
    }
    start
}

/// The name of a format, by what most of the text is.
fn format(rows: &[Row<'_>], blocks: &[Block]) -> &'static str {
    let count = |kind: fn(&Kind) -> bool| blocks.iter().filter(|block| kind(&block.kind)).count();
    let chapters = count(|kind| matches!(kind, Kind::Chapter(_)));
    let items = count(|kind| *kind == Kind::Item);
    let prose = count(|kind| *kind == Kind::Prose);
    let marked = rows.iter().any(|row| {
        matches!(row.mark, Mark::Heading(_) | Mark::Table | Mark::Fence)
            || row.quoted
            || row.text.contains("](")
            || row.text.contains("**")
    }) || count(|kind| *kind == Kind::Skip("front matter")) > 0;
    match () {
        () if chapters > 0 && chapters >= items + prose => "text/chapters",
        () if marked => "markdown",
        () if items > 0 && items >= prose => "text/bullets",
        () => "text/prose",
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    claims: Vec<Claim>,
    skipped: Vec<Skipped>,
    items: usize,
    /// The headings above, with their levels.
    headings: Vec<(u8, String)>,
    /// The list items above, with their indentation.
    parents: Vec<(usize, String)>,
    /// The last list item, which indented paragraphs under it go on with: indentation, number, label.
    last: Option<(usize, usize, Option<String>)>,
}

/// What the claims of one item share.
#[derive(Clone)]
struct Item {
    kind: ClaimKind,
    label: Option<String>,
    time: Option<TimeRange>,
    speaker: Option<String>,
}

impl Reader<'_> {
    fn skip(&mut self, span: Span, reason: &'static str) {
        if !span.is_empty() {
            self.skipped.push(Skipped { span, reason });
        }
    }

    fn section(&self) -> Option<String> {
        let titles: Vec<&str> =
            self.headings.iter().map(|(_, t)| t.as_str()).chain(self.parents.iter().map(|(_, t)| t.as_str())).collect();
        (!titles.is_empty()).then(|| titles.join(" > "))
    }

    fn read(&mut self, blocks: &[Block]) {
        // The first claim of the quotation that is being read, until its author comes.
        let mut quotation = None;
        for (index, block) in blocks.iter().enumerate() {
            if let Kind::Skip(reason) = block.kind {
                self.skip(block.span(), reason);
                continue;
            }
            let raw = gather(self.source, block);
            let plain = inline::plain(&raw);
            let text = plain.flow.text();
            let quoted = block.quoted || (text.starts_with(['"', '“']) && text.trim_end().ends_with(['"', '”']));
            if let Some(first) = quotation.filter(|_| block::is_author(block, text)) {
                let name = text.trim_matches(|c: char| c.is_whitespace() || "-–—".contains(c)).to_owned();
                for claim in self.claims.iter_mut().skip(first) {
                    claim.speaker = Some(name.clone());
                }
                self.skip(block.span(), "author");
                quotation = None;
                continue;
            }
            quotation = if quoted { quotation.or(Some(self.claims.len())) } else { None };
            let nested = blocks.get(index + 1).is_some_and(|next| {
                matches!(next.kind, Kind::Item | Kind::Chapter(_)) && next.is_listed() && next.indent > block.indent + 1
            });
            self.block(block, raw.text(), &plain, nested && block.kind == Kind::Item);
        }
    }

    fn block(&mut self, block: &Block, raw: &str, plain: &inline::Plain, parent: bool) {
        let flow = &plain.flow;
        let text = flow.text();
        let linked = flow.whole().end - flow.whole().start > text.len() + 8;
        if !text.contains(char::is_alphabetic) && !matches!(block.kind, Kind::Chapter(_)) {
            return self.skip(block.span(), "no words");
        }
        let sponsored = !block.is_heading() && self.headings.iter().any(|(_, title)| advert::is_sponsor(title));
        if let Some(reason) = advert::reason(text, linked).or(sponsored.then_some("sponsor text")) {
            return self.skip(block.span(), reason);
        }
        if block.kind == Kind::Row && block.parts.len() > 1 {
            for cell in block.parts.iter().filter(|cell| is_reference(self.source.slice(**cell))) {
                self.skip(*cell, "reference");
            }
        }
        if block.kind == Kind::Row && self.headings.last().is_some_and(|(_, title)| advert::is_metadata(title)) {
            return self.skip(block.span(), "metadata");
        }
        match block.kind {
            Kind::Heading { level, .. } => self.heading(level, flow, block),
            Kind::Chapter(time) => self.chapter(time, flow, block),
            Kind::Prose if self.last.as_ref().is_none_or(|(indent, ..)| block.indent < indent + 2) => {
                self.last = None;
                self.parents.clear();
                self.headings.retain(|(level, _)| *level < block::LEAD_IN);
                self.item(ClaimKind::Sentence, block, raw, plain, parent);
            }
            Kind::Item | Kind::Row => {
                self.last = None;
                self.parents.retain(|(indent, _)| *indent < block.indent);
                for (span, reason) in &block.asides {
                    self.skip(*span, reason);
                }
                // A table of times is one of chapters.
                let kind = if block.time.is_some() { ClaimKind::Chapter } else { ClaimKind::Bullet };
                self.item(kind, block, raw, plain, parent);
            }
            _ => self.item(ClaimKind::Bullet, block, raw, plain, parent),
        }
    }

    fn heading(&mut self, level: u8, flow: &Flow, block: &Block) {
        let text = flow.text();
        let start = chapter::stamp(text).map_or(0, |(_, length)| length);
        let end = chapter::trailing_stamp(text).map_or(text.len(), |(_, range)| range.start);
        let range = trim(text, start.min(end)..end);
        let title = text[range.clone()].trim_end_matches(':').trim_end();
        if advert::is_fact(text) {
            return self.skip(block.span(), "metadata");
        }
        self.parents.clear();
        self.last = None;
        self.headings.retain(|(above, _)| *above < level);
        // "We mentioned the following resources:" only leads in its list.
        let leads_in = level == block::LEAD_IN && ["following", "these"].iter().any(|word| title.contains(word));
        if lexicon::states(title) && !leads_in {
            let item = Item { kind: ClaimKind::Title, label: None, time: None, speaker: None };
            self.claim(flow, range.clone(), &item);
            self.items += 1;
        } else {
            self.skip(block.span(), "heading");
        }
        self.headings.push((level, title.to_owned()));
    }

    fn chapter(&mut self, time: TimeRange, flow: &Flow, block: &Block) {
        self.parents.clear();
        self.last = None;
        let text = flow.text();
        // A first line of its own is the title, unless it runs on into the next.
        let first = block.parts.first().map_or(0, |part| part.end);
        let line_end =
            flow.pieces().iter().take_while(|piece| piece.span.end <= first).last().map_or(0, |piece| piece.range.end);
        let own_line = block.parts.len() > 1
            && line_end > 0
            && !heading::ends(&text[..line_end])
            && text[line_end..].trim_start().starts_with(|c: char| !c.is_lowercase())
            && text[..line_end].split_whitespace().count() <= 10;
        let (title, body) = if own_line { (0..line_end, line_end..text.len()) } else { chapter::split(text) };
        let (title, body) = (trim(text, title), trim(text, body));
        let mut item = Item { kind: ClaimKind::Chapter, label: None, time: Some(time), speaker: None };
        if body.is_empty() {
            self.claim(flow, title, &item);
        } else {
            item.label = Some(text[title].to_owned()).filter(|title| !title.is_empty());
            self.claims_of(flow, body, &item);
        }
        self.items += 1;
    }

    /// A list item, a paragraph or a table row, with its words and the same with their markup.
    fn item(&mut self, kind: ClaimKind, block: &Block, raw: &str, plain: &inline::Plain, parent: bool) {
        let flow = &plain.flow;
        let text = flow.text();
        let mut range = trim(text, 0..text.len());
        let speaker = block.owner.map(|owner| self.source.slice(owner).trim_matches(['*', '_', '@']).to_owned());
        let mut item = Item { kind, label: None, time: block.time, speaker };
        if let Some((time, stamp)) = chapter::trailing_stamp(text) {
            item.time = Some(time);
            range = trim(text, 0..stamp.start);
        } else {
            item.time = item.time.or_else(|| link::time(raw));
            if let Some((time, words)) = link::pointer(raw, text) {
                item.time = time.or(item.time);
                range = trim(text, 0..words.start);
                self.skip(flow.span(words), "link");
            }
        }
        if advert::is_fact(text) {
            return self.skip(block.span(), "metadata");
        }
        let label = label::label(&text[..range.end], plain.strong).filter(|label| {
            kind == ClaimKind::Bullet || plain.strong > 0 || text[label.name.clone()].split_whitespace().count() <= 4
        });
        if let Some(label) = label {
            let name = &text[label.name.clone()];
            let value = &text[label.text..range.end];
            range.start = label.text;
            if range.is_empty() || !value.contains(char::is_alphanumeric) {
                if parent {
                    self.parents.push((block.indent, name.to_owned()));
                }
                return self.skip(block.span(), "label");
            }
            item.label = Some(name.to_owned());
        }
        let goes_on = self.last.take();
        if let (None, Some((.., label))) = (&item.label, &goes_on) {
            item.label.clone_from(label);
        }
        let words = &text[range.clone()];
        let address = !words.contains(char::is_whitespace) && words.contains(['@', '/']);
        // A sentence that is a link to its place in the recording says something.
        let told = item.time.is_some() && words.split_whitespace().count() >= SENTENCE;
        if address || (plain.mostly_link && !told && !lexicon::states(words)) {
            return self.skip(block.span(), "link");
        }
        if let Some((quotation, speaker)) = label::attributed(&text[range.clone()]) {
            self.skip(flow.span(range.start + quotation.end..range.end), "author");
            item.speaker = Some(speaker);
            range = range.start..range.start + quotation.end;
        } else if text[range.clone()].starts_with(['"', '“']) && text[range.clone()].ends_with(['"', '”']) {
            item.speaker = item.speaker.or_else(|| item.label.as_deref().and_then(label::speaker_of));
        }
        let words = text[range.clone()].trim_end_matches(':');
        let leads_in = words.len() < range.len() && words.split_whitespace().count() <= 5;
        if (parent || leads_in) && item.label.is_none() && !heading::ends(words) && !lexicon::states(words) {
            self.skip(block.span(), "list heading");
        } else {
            let own = self.items;
            self.items = goes_on.as_ref().map_or(own, |(_, number, _)| *number);
            self.claims_of(flow, range.clone(), &item);
            let number = self.items;
            self.items = own.max(number + 1);
            if kind == ClaimKind::Bullet {
                let indent = goes_on.map_or(block.indent, |(indent, ..)| indent);
                self.last = Some((indent, number, item.label.clone()));
            }
        }
        if parent {
            self.parents.push((block.indent, item.label.unwrap_or_else(|| words.to_owned())));
        }
    }

    fn claims_of(&mut self, flow: &Flow, range: Range<usize>, item: &Item) {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in clause::claims(&flow.text()[range.clone()]) {
            let part = range.start + part.start..range.start + part.end;
            match parts.last_mut() {
                // The semicolon between two cells is ours; it separates no claims.
                Some(last) if stands_for_nothing(flow, last.end) => last.end = part.end,
                _ => parts.push(part),
            }
        }
        let stamps: Vec<_> = parts.iter().map(|part| chapter::trailing_stamp(&flow.text()[part.clone()])).collect();
        // "It rose (1:10). It fell (2:20).": each time is that of the words before it, which are an item of their own.
        let mut upcoming = item.time;
        let mut times = vec![upcoming; parts.len()];
        for (time, stamp) in times.iter_mut().zip(&stamps).rev() {
            upcoming = stamp.as_ref().map_or(upcoming, |(time, _)| Some(*time));
            *time = upcoming;
        }
        let mut apart = false;
        for ((part, stamp), time) in parts.into_iter().zip(stamps).zip(times) {
            self.items += usize::from(apart);
            apart = stamp.is_some();
            let end = stamp.map_or(part.end, |(_, stamp)| part.start + stamp.start);
            let part = trim(flow.text(), part.start..end);
            if !part.is_empty() {
                self.claim(flow, part, &Item { time, ..item.clone() });
            }
        }
    }

    fn claim(&mut self, flow: &Flow, range: Range<usize>, item: &Item) {
        let words = flow.part(range);
        if !words.text().contains(char::is_alphabetic) {
            return self.skip(words.whole(), "no words");
        }
        self.claims.push(Claim {
            kind: item.kind,
            item: self.items,
            section: self.section(),
            label: item.label.clone(),
            flow: words,
            time: item.time,
            speaker: item.speaker.clone(),
        });
    }
}

/// The words of a block with their markup: lines joined with spaces, cells with semicolons.
fn gather(source: &Source, block: &Block) -> Flow {
    let mut flow = Flow::default();
    for (index, part) in block.parts.iter().enumerate() {
        let words = source.slice(*part);
        if block.kind == Kind::Row && block.parts.len() > 1 && is_reference(words) {
            continue;
        }
        if block.kind == Kind::Row && !flow.is_blank() {
            let end = block.parts.get(index.saturating_sub(1)).map_or(part.start, |before| before.end);
            flow.push_as(if heading::ends(flow.text()) { " " } else { "; " }, Span::new(end, end));
        }
        flow.join();
        flow.push(source, *part);
    }
    flow
}

/// Whether the text at a position was put in when the flow was gathered.
fn stands_for_nothing(flow: &Flow, at: usize) -> bool {
    let pieces = flow.pieces();
    pieces
        .get(pieces.partition_point(|piece| piece.range.end <= at))
        .is_some_and(|piece| piece.range.contains(&at) && piece.span.is_empty())
}

/// Whether a cell only numbers its row ("138.1") or only points somewhere (a link).
fn is_reference(cell: &str) -> bool {
    let words = cell.split("](").next().unwrap_or(cell);
    if cell.starts_with('[') && cell.ends_with(')') && words.len() < cell.len() {
        return true;
    }
    !words.contains(char::is_alphabetic)
        && words.contains(|c: char| c.is_ascii_digit())
        && (words.contains('.') || words.len() < cell.len())
}

/// A range without the white space at its ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + part.len() - part.trim_start().len();
    start..(range.start + part.trim_end().len()).max(start)
}
