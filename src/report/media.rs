//! Where a recording can be watched, so that a time becomes a link to its moment.

use std::str::FromStr;

/// The address of a recording, into which a number of seconds can be put.
///
/// A `{seconds}` in it is where they go. Without one, pages of `YouTube` get their `t=` and everything else a media fragment
/// (W3C, Media Fragments URI 1.0), `#t=`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaUrl {
    given: String,
    before: String,
    after: String,
}

/// Why a text is no address of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaUrlError {
    /// It leads elsewhere than into the web.
    #[error("give an address that starts with https:// or http://")]
    Scheme,
    /// It holds blanks, quotes or control characters.
    #[error("an address has no blanks, quotes or control characters; write them as %20 and so on")]
    Characters,
}

impl MediaUrl {
    /// The address as it was given.
    pub fn as_str(&self) -> &str {
        &self.given
    }

    /// The link to a moment.
    pub fn at(&self, seconds: u64) -> String {
        format!("{}{seconds}{}", self.before, self.after)
    }
}

impl FromStr for MediaUrl {
    type Err = MediaUrlError;

    fn from_str(text: &str) -> Result<Self, MediaUrlError> {
        const SECONDS: &str = "{seconds}";
        let lower = text.to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        let rest = rest.filter(|rest| !rest.is_empty()).ok_or(MediaUrlError::Scheme)?;
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`'))
        {
            return Err(MediaUrlError::Characters);
        }
        if let Some((before, after)) = text.split_once(SECONDS) {
            return Ok(Self { given: text.to_owned(), before: before.to_owned(), after: after.to_owned() });
        }
        let page = text.split_once('#').map_or(text, |(page, _)| page);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let tube = ["youtube.com", "youtu.be", "youtube-nocookie.com"];
        let tube =
            tube.iter().any(|name| host == *name || host.strip_suffix(name).is_some_and(|sub| sub.ends_with('.')));
        let before = match (tube, page.contains('?')) {
            (false, _) => format!("{page}#t="),
            (true, false) => format!("{page}?t="),
            (true, true) => format!("{page}&t="),
        };
        Ok(Self { given: text.to_owned(), before, after: String::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::{MediaUrl, MediaUrlError};

    #[test]
    fn seconds_go_where_the_address_takes_them() {
        for (given, link) in [
            ("https://example.org/talk.mp4", "https://example.org/talk.mp4#t=75"),
            ("http://example.org/talk.mp4#top", "http://example.org/talk.mp4#t=75"),
            ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=75"),
            ("https://youtu.be/abc", "https://youtu.be/abc?t=75"),
            ("https://notyoutube.com/abc", "https://notyoutube.com/abc#t=75"),
            ("https://example.org/?at={seconds}s&x=1", "https://example.org/?at=75s&x=1"),
        ] {
            assert_eq!(given.parse::<MediaUrl>().map(|url| url.at(75)), Ok(link.to_owned()), "{given}");
        }
    }

    #[test]
    fn nothing_but_the_web_is_linked_to() {
        for given in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "talk.mp4", "", "https://"] {
            assert_eq!(given.parse::<MediaUrl>(), Err(MediaUrlError::Scheme), "{given}");
        }
        for given in ["https://a b", "https://a\"onload=", "https://a\n", "https://<x>"] {
            assert_eq!(given.parse::<MediaUrl>(), Err(MediaUrlError::Characters), "{given}");
        }
    }
}
