//! Times as JSON files write them: seconds, milliseconds, ticks, clocks.

use super::tree::Node;
use crate::transcript::Timecode;

/// What a bare number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Seconds.
    Seconds,
    /// Thousandths of a second.
    Millis,
    /// Ten-millionths of a second.
    Ticks,
}

/// Recordings are shorter than this many milliseconds (four months).
const LONGEST: f64 = 1e10;

/// The time that a value says: a number or a string of one in `unit`, `12.9s`, `PT1M2.5S`, `0:05`, `00:00:01,250`, or
/// `{"seconds": "12", "nanos": 900000000}`.
pub(super) fn time(node: &Node<'_>, unit: Unit) -> Option<Timecode> {
    if node.has("seconds") || node.has("nanos") {
        let part = |key| node.get(key).written().map_or(Some(0.0), |text| text.parse::<f64>().ok());
        return millis(part("seconds")? * 1e3 + part("nanos")? / 1e6);
    }
    let written = node.written()?;
    let text = written.trim();
    if text.contains(':') {
        return Timecode::parse(text);
    }
    if let Some(period) = text.strip_prefix("PT") {
        return iso(period);
    }
    if let Some(seconds) = text.strip_suffix(['s', 'S']) {
        return millis(seconds.trim().parse::<f64>().ok()? * 1e3);
    }
    let count: f64 = text.parse().ok()?;
    millis(match unit {
        Unit::Seconds => count * 1e3,
        Unit::Millis => count,
        Unit::Ticks => count / 1e4,
    })
}

fn millis(count: f64) -> Option<Timecode> {
    (0.0..LONGEST).contains(&count).then(|| Timecode(count.round() as u64))
}

/// `1H2M3.5S` after its `PT`.
fn iso(period: &str) -> Option<Timecode> {
    let mut rest = period;
    let mut total = 0.0;
    while let Some(at) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let count: f64 = rest.get(..at)?.parse().ok()?;
        total += count
            * match rest.as_bytes().get(at)? {
                b'H' => 3.6e6,
                b'M' => 6e4,
                b'S' => 1e3,
                _ => return None,
            };
        rest = rest.get(at + 1..)?;
    }
    millis(total).filter(|_| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::json::tree::Tree;

    #[test]
    fn each_unit_is_read_as_its_own() {
        for (json, unit, expected) in [
            ("1.3", Unit::Seconds, Some(1300)),
            ("\"1.3\"", Unit::Seconds, Some(1300)),
            ("\"1.300s\"", Unit::Millis, Some(1300)),
            ("1300", Unit::Millis, Some(1300)),
            ("13000000.0", Unit::Ticks, Some(1300)),
            ("{\"seconds\": \"1\", \"nanos\": 300000000}", Unit::Seconds, Some(1300)),
            ("{\"seconds\": 2}", Unit::Seconds, Some(2000)),
            ("{\"nanos\": 300000000}", Unit::Seconds, Some(300)),
            ("\"00:00:01,300\"", Unit::Millis, Some(1300)),
            ("\"51:07\"", Unit::Seconds, Some(3_067_000)),
            ("\"PT1M1.3S\"", Unit::Ticks, Some(61_300)),
            ("0.1", Unit::Seconds, Some(100)),
            ("-1", Unit::Seconds, None),
            ("1e300", Unit::Seconds, None),
            ("\"soon\"", Unit::Seconds, None),
            ("\"PTx\"", Unit::Seconds, None),
            ("NaN", Unit::Seconds, None),
            ("null", Unit::Seconds, None),
            ("{\"seconds\": \"x\"}", Unit::Seconds, None),
        ] {
            let text = format!("[{json}]");
            let tree = Tree::read(&text, 0).unwrap();
            assert_eq!(time(tree.root.at("0"), unit).map(|time| time.0), expected, "{json}");
        }
    }
}
