//! Positions in a recording.

use std::fmt;

/// A position in a recording, in milliseconds from its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timecode(pub u64);

impl Timecode {
    /// From whole seconds.
    pub fn from_seconds(seconds: u64) -> Self {
        Self(seconds * 1000)
    }

    /// In seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Reads `4:05`, `04:05`, `75:30` (minutes may pass 59), `1:02:03`, each with an optional fraction after `.` or `,`.
    pub fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = match text.find(['.', ',']) {
            Some(at) => (&text[..at], &text[at + 1..]),
            None => (text, ""),
        };
        if fraction.len() > 9 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let parts: Vec<&str> = clock.split(':').collect();
        if !(2..=3).contains(&parts.len()) {
            return None;
        }
        let mut total = 0u64;
        for (index, part) in parts.iter().enumerate() {
            let widths = if index == 0 { 1..=3 } else { 2..=2 };
            if !widths.contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let value: u64 = part.parse().ok()?;
            if index > 0 && value > 59 {
                return None;
            }
            total = total * 60 + value;
        }
        let millis = format!("{fraction:0<3}")[..3].parse::<u64>().ok()?;
        Some(Self(total * 1000 + millis))
    }
}

impl fmt::Display for Timecode {
    /// `04:05`, or `1:02:03` from one hour on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 { write!(f, "{hours}:{minutes:02}:{seconds:02}") } else { write!(f, "{minutes:02}:{seconds:02}") }
    }
}

/// A stretch of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// Where it starts.
    pub start: Timecode,
    /// Where it ends, if said.
    pub end: Option<Timecode>,
}

#[cfg(test)]
mod tests {
    use super::Timecode;

    #[test]
    fn clocks_of_every_shape() {
        for (text, millis) in [
            ("0:05", 5_000),
            ("75:30", 4_530_000),
            ("1:02:03", 3_723_000),
            ("00:00:01.5", 1_500),
            ("00:00:01,250", 1_250),
        ] {
            assert_eq!(Timecode::parse(text), Some(Timecode(millis)), "{text}");
        }
        for text in ["", "5", "1:2", "1:60", "1:2:3:4", "a:00", "1:00.x", "12345:00"] {
            assert_eq!(Timecode::parse(text), None, "{text}");
        }
        assert_eq!(Timecode(4_530_000).to_string(), "1:15:30");
        assert_eq!(Timecode(245_000).to_string(), "04:05");
    }
}
