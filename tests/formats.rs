//! Is one talk the same talk in every format, and is the page about formats true?

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use std::{fmt::Write as _, path::Path};

use saidso::{
    audit::{self, Policy, Recording},
    load::{self, catalogue},
    source::{Source, Span},
    transcript::Transcript,
};

/// Who speaks when, and what.
const TALK: [(&str, u64, &str); 8] = [
    ("Ann Lee", 1, "Good morning, and thank you all for coming. We need to settle the plan for the new ferry today."),
    ("Bo Fox", 12, "Good morning. The new ferry leaves at nine and carries forty passengers across the harbour."),
    ("Ann Lee", 25, "Forty is fewer than we hoped for. What does the second crew cost the harbour every month?"),
    (
        "Bo Fox",
        38,
        "The second crew costs twelve thousand dollars a month. I think we can pay for it out of the tickets.",
    ),
    ("Ann Lee", 51, "Then I want to hire the second crew in June. We should not wait until the summer is over."),
    ("Bo Fox", 64, "I agree with that. I will write to the unions about the crew this week."),
    ("Ann Lee", 77, "Please send me the letter before it goes out. I want to read it first."),
    ("Bo Fox", 90, "You will have the letter on Thursday. Thank you, Ann."),
];

/// Three faults: a number, a month, and who said it.
const SUMMARY: &str = "\
- The new ferry carries sixty passengers across the harbour.
- Ann Lee wants to hire the second crew in July.
- Ann Lee said that the second crew costs twelve thousand dollars a month.
- Bo Fox will write to the unions about the crew.
";

/// How the talk is written in a format, and what the format carries.
struct Rendering {
    /// As what it is to be read.
    format: &'static str,
    /// A word for the failure message.
    name: &'static str,
    bytes: fn() -> Vec<u8>,
    speakers: bool,
    times: bool,
}

/// The talk with one text a turn, between two others.
fn turns(before: &str, turn: impl Fn(&str, u64, u64, &str) -> String, after: &str) -> Vec<u8> {
    let ends = TALK.iter().skip(1).map(|(_, start, _)| *start).chain([99]);
    let body = TALK.iter().zip(ends).fold(String::new(), |mut body, ((name, start, text), end)| {
        write!(body, "{}", turn(name, *start, end, text)).unwrap();
        body
    });
    format!("{before}{body}{after}").into_bytes()
}

/// A time as most subtitles write it.
fn clock(seconds: u64, mark: char) -> String {
    format!("00:{:02}:{:02}{mark}000", seconds / 60, seconds % 60)
}

fn short(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

const RENDERINGS: &[Rendering] = &[
    Rendering {
        format: "text/name-colon",
        name: "Name: text",
        speakers: true,
        times: false,
        bytes: || turns("", |n, _, _, t| format!("{n}: {t}\n\n"), ""),
    },
    Rendering {
        format: "text/name-lines",
        name: "names on lines",
        speakers: true,
        times: false,
        bytes: || turns("", |n, _, _, t| format!("{n}\n{t}\n"), ""),
    },
    Rendering {
        format: "md/bold-name",
        name: "bold names",
        speakers: true,
        times: false,
        bytes: || turns("# The ferry\n\n", |n, _, _, t| format!("**{n}:** {t}\n\n"), ""),
    },
    Rendering {
        format: "text/stamp-name",
        name: "[time] Name",
        speakers: true,
        times: true,
        bytes: || turns("", |n, s, _, t| format!("[{}] {n}: {t}\n", clock(s, '.')), ""),
    },
    Rendering {
        format: "text/otter",
        name: "Otter",
        speakers: true,
        times: true,
        bytes: || turns("", |n, s, _, t| format!("{n}  {}\n{t}\n\n", short(s)), ""),
    },
    Rendering {
        format: "text/stamped",
        name: "stamps",
        speakers: false,
        times: true,
        bytes: || turns("", |_, s, _, t| format!("{}\n{t}\n\n", clock(s, '.')), ""),
    },
    Rendering {
        format: "text/plain",
        name: "plain",
        speakers: false,
        times: false,
        bytes: || turns("", |_, _, _, t| format!("{t}\n\n"), ""),
    },
    Rendering {
        format: "srt",
        name: "SRT",
        speakers: true,
        times: true,
        bytes: || turns("", |n, s, e, t| format!("{s}\n{} --> {}\n{n}: {t}\n\n", clock(s, ','), clock(e, ',')), ""),
    },
    Rendering {
        format: "vtt",
        name: "voices",
        speakers: true,
        times: true,
        bytes: || {
            turns("WEBVTT\n\n", |n, s, e, t| format!("{} --> {}\n<v {n}>{t}</v>\n\n", clock(s, '.'), clock(e, '.')), "")
        },
    },
    Rendering {
        format: "vtt",
        name: "Zoom",
        speakers: true,
        times: true,
        bytes: || {
            turns("WEBVTT\n\n", |n, s, e, t| format!("{s}\n{} --> {}\n{n}: {t}\n\n", clock(s, '.'), clock(e, '.')), "")
        },
    },
    Rendering {
        format: "sbv",
        name: "SBV",
        speakers: true,
        times: true,
        bytes: || {
            turns("", |n, s, e, t| format!("0:{},0:{}\n{n}: {t}\n\n", &clock(s, '.')[3..], &clock(e, '.')[3..]), "")
        },
    },
    Rendering {
        format: "ttml",
        name: "TTML",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                TTML,
                |n, s, e, t| format!("<p begin=\"{s}s\" end=\"{e}s\" ttm:agent=\"{}\">{t}</p>\n", &n[..1]),
                "</div></body></tt>",
            )
        },
    },
    Rendering {
        format: "youtube-xml",
        name: "timed text",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "<transcript>",
                |n, s, e, t| format!("<text start=\"{s}\" dur=\"{}\">{n}: {t}</text>", e - s),
                "</transcript>",
            )
        },
    },
    Rendering {
        format: "rev-nlp",
        name: "Rev's aligned words",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "token|speaker|ts|endTs|punctuation|case|tags\n",
                |n, s, e, t| {
                    t.split(' ').enumerate().fold(String::new(), |lines, (index, word)| {
                        let token = word.trim_end_matches(['.', ',', '?']);
                        let time = if index == 0 { format!("{s}.00|{e}.00") } else { "|".to_owned() };
                        lines + &format!("{token}|{n}|{time}|{}|LC|[]\n", &word[token.len()..])
                    })
                },
                "",
            )
        },
    },
    Rendering {
        format: "ass",
        name: "ASS",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "[Script Info]\n\n[Events]\n",
                |n, s, e, t| {
                    format!(
                        "Dialogue: 0,0:{}.00,0:{}.00,Default,{n},0,0,0,,{}\n",
                        &clock(s, '.')[3..8],
                        &clock(e, '.')[3..8],
                        t.replacen(". ", ".\\N", 1)
                    )
                },
                "",
            )
        },
    },
    Rendering {
        format: "lrc",
        name: "LRC",
        speakers: true,
        times: true,
        bytes: || turns("[ti:The ferry]\n", |n, s, _, t| format!("[{}.00]{n}: {t}\n", &clock(s, '.')[3..8]), ""),
    },
    Rendering {
        format: "cha",
        name: "CHAT",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "@UTF8\n@Begin\n@Participants:\tA Ann_Lee Adult, B Bo_Fox Adult\n",
                |n, s, e, t| format!("*{}:\t{t} \u{15}{s}000_{e}000\u{15}\n%com:\tnothing\n", &n[..1]),
                "@End\n",
            )
        },
    },
    Rendering {
        format: "html",
        name: "cite and time",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "<!doctype html><body>",
                |n, s, _, t| {
                    format!("<cite>{n}:</cite>\n<time>{}</time>\n<p>{}</p>\n", short(s), t.replacen(' ', "\n", 3))
                },
                "</body>",
            )
        },
    },
    Rendering {
        format: "html",
        name: "bold names",
        speakers: true,
        times: false,
        bytes: || turns("<h1>The ferry</h1>", |n, _, _, t| format!("<p><strong>{n}:</strong> {t}</p>\n"), ""),
    },
    Rendering {
        format: "html",
        name: "table",
        speakers: true,
        times: true,
        bytes: || {
            turns(
                "<html><table><tr><th>Time</th><th>Who</th><th>What</th></tr>",
                |n, s, _, t| format!("<tr><td>{}</td><td>{n}</td><td>{t}</td></tr>\n", short(s)),
                "</table></html>",
            )
        },
    },
    #[cfg(feature = "docx")]
    Rendering {
        format: "text/otter",
        name: "Word paragraphs",
        speakers: true,
        times: true,
        bytes: || {
            docx(&turns(
                "",
                |n, s, _, t| {
                    format!(
                        "<w:p><w:r><w:t xml:space=\"preserve\">{n}  </w:t></w:r><w:r><w:t>{}</w:t><w:br/><w:t>{t}</w:t></w:r></w:p>",
                        short(s)
                    )
                },
                "",
            ))
        },
    },
    #[cfg(feature = "docx")]
    Rendering {
        format: "text/stamp-name",
        name: "Word table",
        speakers: true,
        times: true,
        bytes: || {
            docx(&turns(
                "<w:tbl>",
                |n, s, _, t| format!("<w:tr>{}{}{}</w:tr>", cell(&short(s)), cell(n), cell(t)),
                "</w:tbl>",
            ))
        },
    },
    Rendering {
        format: "text/name-colon",
        name: "UTF-16",
        speakers: true,
        times: false,
        bytes: || wide(&turns("", |n, _, _, t| format!("{n}: {t}\r\n"), "")),
    },
    Rendering {
        format: "text/name-colon",
        name: "lone carriage returns",
        speakers: true,
        times: false,
        bytes: || turns("", |n, _, _, t| format!("{n}: {t}\r"), ""),
    },
];

const TTML: &str = "<tt xmlns:ttm=\"m\"><head><metadata><ttm:agent xml:id=\"A\"><ttm:name>Ann Lee</ttm:name></ttm:agent><ttm:agent xml:id=\"B\"><ttm:name>Bo Fox</ttm:name></ttm:agent></metadata></head><body><div>";

#[cfg(feature = "docx")]
fn cell(text: &str) -> String {
    format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
}

/// A Word document with this body.
#[cfg(feature = "docx")]
fn docx(body: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write as _};
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).unwrap();
    archive.write_all(b"<?xml version=\"1.0\"?><w:document><w:body>").unwrap();
    archive.write_all(body).unwrap();
    archive.write_all(b"</w:body></w:document>").unwrap();
    archive.finish().unwrap().into_inner()
}

fn wide(text: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(text).unwrap();
    [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn read(rendering: &Rendering) -> Transcript {
    load::transcript(&load::open("talk", (rendering.bytes)()).unwrap())
}

#[test]
fn one_talk_gives_the_same_turns_in_every_format() {
    for rendering in RENDERINGS {
        let transcript = read(rendering);
        let name = rendering.name;
        assert_eq!(transcript.format, rendering.format, "{name}");
        let said: Vec<(String, String)> = transcript
            .turns
            .iter()
            .map(|turn| {
                (transcript.speaker(turn).map_or(String::new(), |s| s.name.clone()), turn.flow.text().to_owned())
            })
            .collect();
        if rendering.speakers {
            let wanted: Vec<(String, String)> = TALK.iter().map(|(n, _, t)| (n.to_string(), t.to_string())).collect();
            assert_eq!(said, wanted, "{name}");
        } else {
            let all: Vec<&str> = said.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(all.join(" "), TALK.map(|(_, _, text)| text).join(" "), "{name}");
        }
        let times: Vec<u64> =
            transcript.turns.iter().flat_map(|turn| turn.times.iter().map(|(_, time)| time.0 / 1000)).collect();
        let wanted = if rendering.times { TALK.map(|(_, start, _)| start).to_vec() } else { Vec::new() };
        assert_eq!(times, wanted, "{name}");
        // Every word can be shown where it stands.
        for turn in &transcript.turns {
            for piece in turn.flow.pieces() {
                let written = transcript.source.slice(piece.span);
                assert_eq!(written, &turn.flow.text()[piece.range.clone()], "{name}");
            }
        }
    }
}

/// The findings of an audit: rule, words of the summary, words of the talk.
fn findings(rendering: &Rendering) -> Vec<(String, String, String)> {
    let recording = Recording {
        name: "talk".into(),
        recorded: None,
        transcripts: vec![read(rendering)],
        summaries: load::summary(&Source::new("summary", SUMMARY)).summary.into_iter().collect(),
        speakers: Vec::new(),
        ..Recording::default()
    };
    let report = audit::audit(&recording, &Policy::default());
    let claims = report.summaries.into_iter().flat_map(|summary| summary.claims);
    let findings = claims.flat_map(|claim| claim.findings).map(|finding| {
        (finding.name.to_owned(), finding.stated.text.clone(), finding.found.map_or(String::new(), |found| found.text))
    });
    findings.collect()
}

#[test]
fn one_talk_gives_the_same_findings_in_every_format() {
    let wanted = findings(&RENDERINGS[0]);
    assert!(wanted.len() >= 3, "{wanted:?}");
    for rendering in RENDERINGS {
        let found = findings(rendering);
        if rendering.speakers {
            assert_eq!(found, wanted, "{}", rendering.name);
        } else {
            // Without speakers nobody can be misattributed; the rest stays.
            let rest: Vec<_> = wanted.iter().filter(|(rule, ..)| rule != "wrong-speaker").collect();
            assert!(rest.iter().all(|finding| found.contains(finding)), "{}: {found:?}", rendering.name);
        }
    }
}

#[test]
fn the_page_of_formats_is_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected = snapbox::Data::read_from(&root.join("docs/formats.md"), Some(snapbox::data::DataFormat::Text));
    snapbox::assert_data_eq!(catalogue::page(), expected.raw());

    let listed: Vec<&str> = catalogue::CATALOGUE.iter().map(|entry| entry.name).collect();
    for name in load::formats().filter(|name| !name.starts_with("json")) {
        assert!(listed.contains(&name), "`{name}` has no row in the catalogue");
    }
    for entry in catalogue::CATALOGUE {
        let bytes = std::fs::read(root.join("tests/formats").join(entry.fixture)).unwrap();
        let transcript = load::transcript(&load::open(entry.fixture, bytes).unwrap());
        assert_eq!(transcript.format, entry.name, "{}", entry.fixture);
        assert!(!entry.speaker.is_empty() || transcript.speakers.is_empty(), "{}", entry.name);
        assert!(!entry.time.is_empty() || transcript.duration().is_none(), "{}", entry.name);
    }
}

#[test]
fn a_summary_says_the_same_in_text_html_and_word() {
    let claims = |bytes: Vec<u8>| -> Vec<(Option<String>, Option<String>, String)> {
        let source = load::open("summary", bytes).unwrap();
        let parts = load::summary(&source);
        let summary = parts.summary.unwrap();
        for claim in &summary.claims {
            let words = claim.text().split_whitespace().last().unwrap_or_default().trim_end_matches('.');
            assert!(source.slice(claim.span()).contains(words), "{:?}", claim.text());
        }
        let claims = summary.claims.into_iter();
        claims.map(|claim| (claim.section.clone(), claim.label.clone(), claim.text().to_owned())).collect()
    };
    let text = claims(b"# The ferry\n\nA plan was made for the harbour.\n\n- **Crew:** A second crew is hired in June.\n- Bo Fox writes to the unions.\n".to_vec());
    assert_eq!(text.len(), 3, "{text:?}");
    let html = "<html><body><h1>The ferry</h1><p>A plan was made\nfor the <em>harbour</em>.</p><ul><li><b>Crew: </b>A second crew is hired in June.</li><li>Bo Fox writes to the unions.</li></ul></body></html>";
    assert_eq!(claims(html.into()), text);
    #[cfg(feature = "docx")]
    {
        let p = |style: &str, text: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
        };
        let body = p("Title", "The ferry")
            + &p("Normal", "A plan was made for the harbour.")
            + &p("ListParagraph", "Crew: A second crew is hired in June.")
            + &p("ListParagraph", "Bo Fox writes to the unions.");
        assert_eq!(claims(docx(body.as_bytes())), text);
    }
}

#[test]
fn a_text_can_be_taken_for_a_summary() {
    let bytes = turns("", |n, s, _, t| format!("[{}] {n}: {t}\n", clock(s, '.')), "");
    let source = load::open("talk", bytes).unwrap();
    assert!(load::summary(&source).summary.is_none());
    assert!(load::summary_as(&source, "text").unwrap().summary.unwrap().claims.len() > 8);
    assert!(load::summary_as(&source, "scroll").is_none());
}

#[test]
fn subtitles_are_no_summary_however_few_they_are() {
    for text in [
        "1\n00:00:01,000 --> 00:00:02,000\nThe ferry leaves at nine.\n",
        "0:00:01.000,0:00:02.000\nThe ferry leaves at nine.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry leaves at nine.\n",
    ] {
        let parts = load::summary(&Source::new("t", text));
        assert!(parts.summary.is_none(), "{text}");
        assert_eq!(parts.transcript.unwrap().turns.len(), 1, "{text}");
    }
}

#[test]
fn a_transcript_starts_where_the_user_says() {
    let text = "<p>Not this: no.</p>\n<h2>Talk</h2>\n<p><b>Ann:</b> Yes, this.</p>\n<p><b>Bo:</b> And that.</p>\n<p><b>Ann:</b> Good.</p>";
    let source = Source::new("t", text);
    let transcript = load::transcript_in(&source, Span::new(text.find("<h2>").unwrap(), text.len()));
    assert_eq!(transcript.format, "html");
    assert_eq!(
        transcript.turns.iter().map(|turn| turn.flow.text()).collect::<Vec<_>>(),
        ["Yes, this.", "And that.", "Good."]
    );
}

#[cfg(feature = "docx")]
#[test]
fn a_document_that_unpacks_to_too_much_is_refused() {
    use std::io::{Cursor, Write as _};
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("word/document.xml", packed).unwrap();
    let block = vec![b' '; 1 << 20];
    (0..65).for_each(|_| archive.write_all(&block).unwrap());
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 1 << 20);
    let error = load::open("bomb.docx", bytes).unwrap_err().to_string();
    assert!(error.contains("64 MiB"), "{error}");
}

#[test]
fn entities_of_a_file_are_not_expanded() {
    let bomb = "<!DOCTYPE tt [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n<tt><body><div><p begin=\"1s\">&b; &lt;ok&gt;</p></div></body></tt>";
    let transcript = load::transcript(&Source::new("t", bomb));
    assert_eq!((transcript.format, transcript.turns[0].flow.text()), ("ttml", "&b; <ok>"));
}
