//! `ttml`: captions as XML (TTML, DFXP, IMSC): paragraphs with times, speakers as agents in the head or names in the text.

use rustc_hash::FxHashMap;

use super::{
    lines::Lines,
    page::Page,
    tags::{Token, Tokens, attribute, decoded},
};
use crate::transcript::{TimeRange, Timecode, Transcript};

pub(super) const NAME: &str = "ttml";

/// 1 if the root of the XML is `tt`.
pub(super) fn detect(lines: &Lines<'_>) -> f32 {
    f32::from(root(lines) == Some("tt"))
}

/// The name of the first element, if nothing but declarations stands before it.
pub(super) fn root<'a>(lines: &Lines<'a>) -> Option<&'a str> {
    let text = lines.text().trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !text.starts_with('<') {
        return None;
    }
    Tokens::of(text, 0).take(20).find_map(|token| match token {
        Token::Open { name, .. } => Some(name),
        _ => None,
    })
}

/// Reads it.
pub(super) fn read(lines: &Lines<'_>) -> Transcript {
    let mut page = Page::new(lines.source);
    let mut clock = Clock { frames: 30.0, ticks: 1.0 };
    let mut agents: FxHashMap<&str, String> = FxHashMap::default();
    let (mut agent, mut naming) = (None, false);
    // The paragraph that is open: its time, and whether its cue has been started.
    let mut open: Option<Paragraph<'_>> = None;
    let mut body = false;
    let mut base: Vec<(u64, Option<&str>)> = Vec::new();
    for token in Tokens::of(lines.text(), lines.within.start) {
        match token {
            Token::Open { name: "tt", attributes, .. } => clock = Clock::of(attributes),
            Token::Open { name: "body", .. } => body = true,
            Token::Close { name: "body", .. } => body = false,
            Token::Open { name: "agent", attributes, .. } => agent = attribute(attributes, "id"),
            Token::Open { name: "name", .. } => naming = true,
            Token::Close { name: "name", .. } => naming = false,
            Token::Text(span) if naming && !body => {
                if let Some(id) = agent {
                    agents.entry(id).or_insert_with(|| decoded(lines.source.slice(span).trim()));
                }
            }
            Token::Open { name: "div", attributes, alone: false, .. } => {
                let start = clock.time(attributes, "begin").map_or(0, |time| time.0);
                base.push((start, attribute(attributes, "agent")));
            }
            Token::Close { name: "div", .. } => {
                base.pop();
            }
            Token::Open { name: "p", attributes, alone: false, .. } => {
                let (offset, of_div) = base.last().copied().unwrap_or_default();
                let agent = attribute(attributes, "agent").or(of_div);
                open = Some(Paragraph { time: clock.range(attributes, offset), agent, offset, started: false });
            }
            Token::Close { name: "p", .. } => open = None,
            Token::Open { name: "span", attributes, .. } => {
                if let Some(paragraph) = open.as_mut().filter(|paragraph| paragraph.time.is_none()) {
                    paragraph.time = clock.range(attributes, paragraph.offset);
                    paragraph.agent = paragraph.agent.or(attribute(attributes, "agent"));
                }
            }
            Token::Open { name: "br", .. } if open.as_ref().is_some_and(|paragraph| paragraph.started) => page.line(),
            Token::Text(span) => match &mut open {
                Some(paragraph) if body => {
                    if !paragraph.started && !lines.source.slice(span).trim().is_empty() {
                        let voice = paragraph.agent.and_then(|id| agents.get(id)).map(String::as_str);
                        page.cue(paragraph.time, voice);
                        paragraph.started = true;
                    }
                    if paragraph.started {
                        page.caption(span, false);
                    }
                }
                _ => page.skip(span, if body { "text outside captions" } else { "file header" }),
            },
            _ => {}
        }
    }
    page.cues(NAME)
}

/// A caption that is being read.
struct Paragraph<'a> {
    time: Option<TimeRange>,
    agent: Option<&'a str>,
    /// When its division starts.
    offset: u64,
    started: bool,
}

/// How the file counts time.
struct Clock {
    /// Frames in a second.
    frames: f64,
    /// Ticks in a second.
    ticks: f64,
}

impl Clock {
    fn of(attributes: &str) -> Self {
        let number = |name| attribute(attributes, name).and_then(|value| value.trim().parse::<f64>().ok());
        let positive = |value: &f64| value.is_finite() && *value > 0.0;
        let scale = attribute(attributes, "frameRateMultiplier").and_then(|value| {
            let (over, under) = value.trim().split_once(' ')?;
            Some(over.parse::<f64>().ok()? / under.trim().parse::<f64>().ok()?)
        });
        let frames = number("frameRate").filter(positive);
        Self {
            frames: frames.unwrap_or(30.0) * scale.filter(positive).unwrap_or(1.0),
            ticks: number("tickRate").filter(positive).or(frames).unwrap_or(1.0),
        }
    }

    /// When an element is shown. Times within a division are its own, unless they lie behind the division's start already.
    fn range(&self, attributes: &str, offset: u64) -> Option<TimeRange> {
        let start = self.time(attributes, "begin")?;
        let shift = if start.0 < offset { offset } else { 0 };
        let end = self.time(attributes, "end").map(|end| Timecode(end.0.saturating_add(shift)));
        let start = Timecode(start.0.saturating_add(shift));
        let lasts = || self.time(attributes, "dur").map(|dur| Timecode(start.0.saturating_add(dur.0)));
        Some(TimeRange { start, end: end.or_else(lasts).filter(|end| *end >= start) })
    }

    /// `00:00:01.500`, `00:00:01:12` (frames), `1.5s`, `1500ms`, `36f`, `10000t`, `1.5`.
    fn time(&self, attributes: &str, name: &str) -> Option<Timecode> {
        let text = attribute(attributes, name)?.trim();
        if let Some((clock, frames)) = text.rsplit_once(':').filter(|_| text.matches(':').count() == 3) {
            let frames: f64 = frames.parse().ok()?;
            return Some(Timecode(Timecode::parse(clock)?.0 + millis(frames / self.frames)?));
        }
        if text.contains(':') {
            return Timecode::parse(text);
        }
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let value: f64 = text.strip_suffix(unit)?.parse().ok()?;
        let seconds = match unit {
            "" | "s" => value,
            "ms" => value / 1000.0,
            "m" => value * 60.0,
            "h" => value * 3600.0,
            "f" => value / self.frames,
            "t" => value / self.ticks,
            _ => return None,
        };
        millis(seconds).map(Timecode)
    }
}

/// Seconds in milliseconds; none for what no recording lasts.
pub(super) fn millis(seconds: f64) -> Option<u64> {
    (0.0..4e6).contains(&seconds).then(|| (seconds * 1000.0).round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_counting_time() {
        let clock = Clock::of(" ttp:frameRate=\"25\" ttp:tickRate=\"1000\"");
        for (text, expected) in [
            ("00:00:01.500", Some(1500)),
            ("00:00:01:05", Some(1200)),
            ("1.5s", Some(1500)),
            ("1500ms", Some(1500)),
            ("2m", Some(120_000)),
            ("50f", Some(2000)),
            ("2500t", Some(2500)),
            ("19.764", Some(19_764)),
            ("1:02.5", Some(62_500)),
            ("soon", None),
            ("", None),
            ("9e99s", None),
        ] {
            assert_eq!(clock.time(&format!(" begin=\"{text}\""), "begin"), expected.map(Timecode), "{text}");
        }
    }
}
