//! Words of the input as words: nothing in them is markup, a link, a mention or a reference to an issue.

use crate::render::harmless::harmless;

/// Shows nothing, and parts what GitHub would join to a mention, a reference or a link after Markdown is read.
const GAP: &str = "&#8203;";

/// The text on one line, escaped for GitHub's Markdown. It must not begin a line: there digits, signs and blanks mean something, too.
pub(super) fn escaped(text: &str) -> String {
    let text = harmless(text);
    let mut page = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => page.extend(['\\', character]),
            '<' => page += "&lt;",
            '>' => page += "&gt;",
            '&' => page += "&amp;",
            // Between two of them stands mathematics.
            '$' => page += "&#36;",
            // @team, #1, org/repo#1
            '@' | '#' => {
                page.push(character);
                page += GAP;
            }
            // https://, :smile:
            ':' if next == '/' || next.is_ascii_alphabetic() => {
                page.push(character);
                page += GAP;
            }
            // !1, a merge request
            '!' if next.is_ascii_digit() => {
                page.push(character);
                page += GAP;
            }
            '.' if ends_with_word(&page, "www") => {
                page += GAP;
                page.push(character);
            }
            '-' if next.is_ascii_digit() && ends_with_word(&page, "gh") => {
                page += GAP;
                page.push(character);
            }
            _ => page.push(character),
        }
    }
    page
}

fn ends_with_word(page: &str, word: &str) -> bool {
    let rest = page.len().checked_sub(word.len()).and_then(|at| page.split_at_checked(at));
    rest.is_some_and(|(before, end)| end.eq_ignore_ascii_case(word) && !before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::escaped;

    /// What GitHub reads, mathematics included; not the other dialects that the parser knows.
    fn events(text: &str) -> Vec<Event<'_>> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM;
        Parser::new_ext(text, options).collect()
    }

    /// The text that a reader sees, if it is nothing but one paragraph of text.
    fn read(page: &str) -> Option<String> {
        let mut text = String::new();
        for event in events(page) {
            match event {
                Event::Text(part) => text += &part,
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                other => panic!("{other:?} in {page}"),
            }
        }
        text.strip_prefix("says ").map(|text| text.replace('\u{200b}', ""))
    }

    #[test]
    fn words_stay_words() {
        for text in [
            "<script>alert(1)</script> <!-- x --> &lt; &#64;",
            "[a](http://evil.example) ![b](c) [d][e] [^1] <http://x.example>",
            "https://evil.example www.evil.example a@evil.example",
            "`code` ``x` **bold** __u__ ~~gone~~ ~sub~ a^b^ | pipe | $x$ $$y$$",
            "@team #1 GH-1 org/repo#2 :smile: !3 {#id} {{x}} \\ \\\\",
            "“quotes” -- ... 'single' =HYPERLINK(\"x\")",
        ] {
            let page = format!("says {}", escaped(text));
            let plain = read(&page).unwrap();
            let straight = |text: &str| {
                text.replace(['“', '”', '"'], "\"").replace(['‘', '’'], "'").replace('–', "--").replace('…', "...")
            };
            assert_eq!(straight(&plain), straight(text), "{page}");
            for pair in ["@t", "@e", "#1", "#2", "://", ":s", "www.", "GH-", "!3"] {
                assert!(!page.contains(pair), "{pair} in {page}");
            }
        }
    }

    #[test]
    fn words_that_only_look_alike_are_left_alone() {
        for text in ["high-compute at 12:30", "wwww.x", "GH-x", "well: 5", "a - b"] {
            assert_eq!(escaped(text), text);
        }
    }

    proptest! {
        #[test]
        fn no_text_becomes_markup(text in "[\\PC\\n]{0,60}") {
            let page = format!("says “{}”", escaped(&text));
            prop_assert!(read(&page).is_some());
        }

        #[test]
        fn no_punctuation_becomes_markup(text in "[-\\[\\]()<>*_`~|!#@:&;$^\\\\/. a1\"'{}=+]{0,40}") {
            let page = format!("says “{}”", escaped(&text));
            prop_assert!(read(&page).is_some());
        }
    }
}
