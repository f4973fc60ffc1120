//! Word documents as text: a line a paragraph or table row, which the text dialects and the summary reader know.
//!
//! The text is made from the file, so places in it are lines and columns of the text: the line is the number of the paragraph or row.

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use super::{
    table,
    tags::{Token, Tokens, attribute, decoded},
};
use crate::{
    source::{Decoding, Source, SourceError},
    text::composed,
};

/// What the text of a document may take, in bytes of XML: a day of talk takes less than a tenth.
const LIMIT: u64 = 64 << 20;

/// Whether bytes are a zip archive, as Word documents are.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The text of a document.
pub(super) fn read(path: &str, bytes: Vec<u8>) -> Result<Arc<Source>, SourceError> {
    let bad = |message: &str| SourceError::Container { path: path.to_owned(), message: message.to_owned() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| bad("is an archive that cannot be opened; it may be cut off"))?;
    let entry = archive
        .by_name("word/document.xml")
        .map_err(|_| bad("is an archive but no Word document; unpack it and give the transcript or summary in it"))?;
    let mut xml = Vec::new();
    let read = entry.take(LIMIT + 1).read_to_end(&mut xml);
    if xml.len() as u64 > LIMIT {
        return Err(bad("unpacks to more than 64 MiB of text; save it as plain text"));
    }
    if xml.is_empty() {
        return Err(bad("holds no text, or is damaged"));
    }
    // What could be unpacked of a damaged document is read.
    let (text, replaced) = match String::from_utf8(xml) {
        Ok(text) => (text, usize::from(read.is_err())),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), 1),
    };
    let decoding = Decoding { from: "Word document", guessed: false, replaced };
    Ok(Source::decoded(path, composed(lines(&text).into()), decoding))
}

/// A document being read.
#[derive(Default)]
struct Reader {
    out: String,
    /// The paragraph that is open.
    paragraph: String,
    /// What stands in front of it: a heading's or an item's mark.
    mark: String,
    /// The tables that are open; only the cells of the outer one are cells.
    depth: usize,
    rows: Vec<Vec<String>>,
    /// How deep in text that is a copy of other text.
    copy: usize,
    /// Whether the open element is text.
    text: bool,
}

/// The lines of a document's XML.
fn lines(xml: &str) -> String {
    let mut reader = Reader::default();
    for token in Tokens::of(xml, 0) {
        match token {
            Token::Open { name: "Fallback", alone: false, .. } => reader.copy += 1,
            Token::Close { name: "Fallback", .. } => reader.copy = reader.copy.saturating_sub(1),
            _ if reader.copy > 0 => {}
            Token::Open { name, attributes, alone, .. } => reader.open(name, attributes, alone),
            Token::Close { name, .. } => reader.close(name),
            Token::Text(span) if reader.text => reader.paragraph.push_str(&decoded(&xml[span.start..span.end])),
            _ => {}
        }
    }
    // What a damaged document breaks off in.
    if !reader.paragraph.is_empty() {
        reader.end_paragraph();
    }
    reader.end_table();
    reader.out
}

impl Reader {
    fn open(&mut self, name: &str, attributes: &str, alone: bool) {
        match name {
            "t" => self.text = !alone,
            "tab" => self.paragraph.push('\t'),
            "br" | "cr" => self.paragraph.push('\n'),
            "noBreakHyphen" => self.paragraph.push('-'),
            "pStyle" => {
                let style = attribute(attributes, "val").unwrap_or_default().to_lowercase();
                let level = style.strip_prefix("heading").map(|level| level.parse().unwrap_or(2).clamp(1, 6));
                match level.or((style == "title").then_some(1)) {
                    Some(level) => self.mark = "#".repeat(level) + " ",
                    None if style.starts_with("list") => "• ".clone_into(&mut self.mark),
                    None => {}
                }
            }
            "numPr" if self.mark.is_empty() => "• ".clone_into(&mut self.mark),
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 && !self.paragraph.is_empty() {
                    self.end_paragraph();
                }
            }
            "tr" if self.depth == 1 => self.rows.push(Vec::new()),
            "tc" if self.depth == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "p" if alone => self.end_paragraph(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.text = false,
            "p" => self.end_paragraph(),
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            _ => {}
        }
    }

    /// Ends a paragraph: a line, or words of a cell.
    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let mark = std::mem::take(&mut self.mark);
        let cell = if self.depth > 0 { self.rows.last_mut().and_then(|row| row.last_mut()) } else { None };
        let Some(cell) = cell else {
            if !text.trim().is_empty() {
                self.out.push_str(&mark);
            }
            self.out.push_str(&text);
            self.out.push('\n');
            return;
        };
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !cell.is_empty() && !words.is_empty() {
            cell.push(' ');
        }
        cell.push_str(&words);
    }

    /// Ends a table: its rows become turns or rows, a line each.
    fn end_table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| !row.is_empty());
        let talk = table::talk(&rows);
        for (index, row) in rows.iter().enumerate() {
            if let Some(talk) = talk.filter(|talk| index >= talk.first) {
                let cell = |column: usize| row.get(column).map_or("", String::as_str);
                if let Some(time) = talk.time {
                    self.out.extend(["[", cell(time), "] "]);
                }
                self.out.extend([cell(talk.name).trim_end_matches(':'), ": ", cell(talk.words), "\n"]);
                continue;
            }
            self.out.extend(["| ", &row.join(" | "), " |\n"]);
            if index == 0 && talk.is_none() && rows.len() > 1 {
                self.out.extend(["|", &"---|".repeat(row.len()), "\n"]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_breaks_headings_items_and_tables() {
        let xml = r#"<w:document><w:body>
            <w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Notes</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Ann Lee   </w:t></w:r><w:r><w:t>0:03</w:t><w:br/><w:t>R&amp;D is fine.</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One</w:t><w:delText>gone</w:delText></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>cut"#;
        assert_eq!(lines(xml), "## Notes\nAnn Lee   0:03\nR&D is fine.\n• One\n| a |  |\ncut\n");
    }

    #[test]
    fn what_is_no_document_is_refused() {
        let error = read("x", b"PK\x03\x04broken".to_vec()).unwrap_err().to_string();
        assert!(error.contains("cannot be opened"), "{error}");
    }
}
