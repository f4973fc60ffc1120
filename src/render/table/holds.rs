//! How well the claims hold, and how much of the talk they rest on: the few figures at the foot of the table.

use crate::{
    render::Settings,
    report::{Coverage, Gap, RecordingReport, Score},
};

/// What the figures say, where everything is shown.
pub(super) const DEFINITION: &str = "Scores are of the claims that could be checked; faithfulness is the mean of 0 for a claim with an error, \u{bd} for one \
                                     with a warning or unsupported, 1 for every other";

/// `80 % supported, faithfulness 0.84`.
pub(super) fn score(score: Score) -> String {
    format!("{} % supported, faithfulness {:.2}", percent(score.supported), score.faithfulness)
}

/// How much of a talk the claims rest on, and what they leave out where everything is shown.
pub(super) fn coverage(recording: &RecordingReport, settings: &Settings) -> Option<String> {
    if recording.talk.is_empty() || settings.only_conflicts {
        return None;
    }
    let coverage = recording.coverage();
    let line = format!("the claims rest on {} % of the talk", percent(coverage.share));
    let gaps = gaps(recording, &coverage, "\u{2013}");
    if !settings.all_claims || gaps.is_empty() {
        return Some(line);
    }
    Some(format!("{line}; no claim rests on {}", gaps.join(", ")))
}

/// The largest stretches of a talk that no claim rests on, in order: by the clock, else by lines.
pub(in crate::render) fn gaps(recording: &RecordingReport, coverage: &Coverage, to: &str) -> Vec<String> {
    const SHOWN: usize = 3;
    // What is shorter is no omission.
    const SHARE: f64 = 0.02;
    let mut gaps: Vec<(usize, Gap)> = recording.gaps(coverage).into_iter().enumerate().collect();
    gaps.retain(|(_, gap)| gap.share >= SHARE);
    gaps.sort_by(|(_, a), (_, b)| b.share.total_cmp(&a.share));
    gaps.truncate(SHOWN);
    gaps.sort_by_key(|(number, _)| *number);
    let to = if to.starts_with(char::is_alphabetic) { format!(" {to} ") } else { to.to_owned() };
    gaps.into_iter().filter_map(|(_, gap)| named(recording, &gap, &to)).collect()
}

fn named(recording: &RecordingReport, gap: &Gap, to: &str) -> Option<String> {
    let source = &recording.talk.get(gap.transcript)?.source;
    if let Some((start, end)) =
        gap.times.map(|(start, end)| (start.to_string(), end.to_string())).filter(|(a, b)| a != b)
    {
        return Some(format!("{start}{to}{end}"));
    }
    let (first, last) = (source.line(gap.span.start), source.line(gap.span.end.saturating_sub(1)));
    Some(if first == last { format!("line {first}") } else { format!("lines {first}{to}{last}") })
}

/// A share in whole percent, where only all is 100 and only none is 0.
pub(in crate::render) fn percent(share: f64) -> usize {
    match (share * 100.0).round() as usize {
        0 if share > 0.0 => 1,
        100 if share < 1.0 => 99,
        whole => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::{gaps, percent};
    use crate::{
        load,
        render::sample,
        report::Coverage,
        source::{Source, Span},
    };

    #[test]
    fn what_nobody_rests_on_is_told_by_the_clock_or_by_lines() {
        let mut recording = sample::report().recordings.remove(0);
        assert_eq!(gaps(&recording, &recording.coverage(), "to"), ["00:00 to 00:12"]);

        let source = Source::new("talk.txt", "Ada: This is a sentence of nine.\n\n".repeat(9));
        recording.talk = vec![load::transcript(&source).into()];
        let rested = |line: usize| Span::new(source.text().len() / 9 * line, source.text().len() / 9 * (line + 1));
        let coverage = Coverage { stretches: vec![vec![rested(2), rested(3)]], share: 2.0 / 9.0 };
        assert_eq!(gaps(&recording, &coverage, "–"), ["lines 1–3", "lines 9–17"]);
        let nothing = Coverage { stretches: vec![Vec::new()], share: 0.0 };
        assert_eq!(gaps(&recording, &nothing, "–"), ["lines 1–17"]);
        let all = Coverage { stretches: vec![vec![Span::new(0, source.text().len())]], share: 1.0 };
        assert_eq!(gaps(&recording, &all, "–"), [""; 0]);
    }

    #[test]
    fn only_all_is_a_hundred_and_only_none_is_nothing() {
        assert_eq!([0.0, 0.001, 0.5, 0.999, 1.0].map(percent), [0, 1, 50, 99, 100]);
    }
}
