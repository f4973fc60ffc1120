//! `align`: each claim with its closest passages, their scores, and what the scores are made of.

use std::io::{self, Write};

use super::{
    args::{Audit, FailOn},
    audit::{audited, exit},
    exit::{Exit, Failure},
    output::deliver_as,
};
use crate::{
    judge::{BIAS, Reason},
    render::{Settings, Style, harmless::harmless, paint, wrap::wrap},
    report::{ClaimReport, Evidence, Report},
};

/// Below this width the indents are a column a step, so that room is left for words.
const NARROW: usize = 60;

pub(super) fn align(args: &Audit) -> Result<Exit, Failure> {
    let (report, gathered) = audited(&args.summaries, &args.inputs, &args.gate, false)?;
    let limit = args.gate.fail_on.unwrap_or(FailOn::Never).severity();
    let asked = Settings { all_claims: true, fail_on: limit, ..Settings::default() };
    deliver_as(&report, &args.outputs, &asked, &gathered.files, |settings, out| {
        List { width: settings.width, color: settings.color, signs: args.outputs.verbose }.write(&report, out)
    })?;
    Ok(exit(&report, limit))
}

/// How the list is written.
struct List {
    width: usize,
    color: bool,
    /// Whether what spoke for and against each claim is shown.
    signs: bool,
}

impl List {
    fn write(&self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        for recording in &report.recordings {
            for claim in recording.summaries.iter().flat_map(|summary| &summary.claims) {
                self.claim(claim, out)?;
            }
        }
        Ok(())
    }

    fn claim(&self, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
        let path = harmless(claim.place.source.path());
        let (line, id, verdict) = (claim.place.line(), &claim.id, claim.verdict.name());
        let head = format!("{path}:{line}: {id}, {verdict}, support {:.4}", claim.support);
        self.lines(Style::Bold, &head, 0, out)?;
        self.lines(Style::Plain, &harmless(&claim.place.text), 1, out)?;
        if self.signs {
            self.signs(claim, out)?;
        }
        if claim.evidence.is_empty() {
            self.lines(Style::Plain, "no passage", 2, out)?;
        }
        for evidence in &claim.evidence {
            self.passage(evidence, out)?;
        }
        writeln!(out)
    }

    /// What spoke for a claim and against it, in log-odds, largest first, and the findings that some of it stands for.
    fn signs(&self, claim: &ClaimReport, out: &mut dyn Write) -> io::Result<()> {
        for finding in &claim.findings {
            let message = harmless(&finding.message);
            let line = format!("{}[{}] {}: {message}", finding.severity, finding.code, finding.name);
            self.lines(Style::Plain, &line, 2, out)?;
        }
        if let Some(reason) = claim.reason {
            self.lines(Style::Plain, &format!("because: {}", reason.text()), 2, out)?;
        }
        // Such a claim has no support to explain.
        if claim.signs.is_empty() && claim.reason == Some(Reason::TooLittleContent) {
            return Ok(());
        }
        let start = ("where every claim starts", f64::from(BIAS));
        let mut signs: Vec<(&str, f64)> = claim.signs.iter().copied().chain([start]).collect();
        signs.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        for (word, style, side) in [("for", Style::Good, 1.0), ("against", Style::Bad, -1.0)] {
            let side = signs.iter().filter(|(_, weight)| weight * side > 0.0);
            let side: Vec<String> = side.map(|(name, weight)| format!("{weight:+.4} {name}")).collect();
            if !side.is_empty() {
                self.lines(style, &format!("{word}: {}", side.join(", ")), 2, out)?;
            }
        }
        let sum: f64 = signs.iter().map(|(_, weight)| weight).sum();
        self.lines(Style::Plain, &format!("log-odds {sum:+.4}"), 2, out)
    }

    fn passage(&self, evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        let place = &evidence.place;
        let mut head = format!("{:.4} {}:{}", evidence.score, harmless(place.source.path()), place.line());
        let time = place.time.map(|time| time.to_string());
        for word in [place.speaker.as_deref().map(harmless), time].into_iter().flatten() {
            head.push_str(", ");
            head.push_str(&word);
        }
        let parts: Vec<String> = evidence.parts.iter().map(|(name, value)| format!("{value:+.4} {name}")).collect();
        self.lines(Style::Plain, &head, 2, out)?;
        self.lines(Style::Dim, &parts.join(", "), 6, out)?;
        self.lines(Style::Plain, &format!("“{}”", harmless(&place.text)), 6, out)
    }

    /// A text in lines as wide as the page, so many steps from its left edge.
    fn lines(&self, style: Style, text: &str, steps: usize, out: &mut dyn Write) -> io::Result<()> {
        let indent = if self.width < NARROW { steps.min(3).min(self.width / 4) } else { 2 * steps };
        for line in wrap(text, self.width.saturating_sub(indent)).iter().filter(|line| !line.is_empty()) {
            writeln!(out, "{:indent$}{}", "", paint(line, style, self.color))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::List;
    use crate::{
        audit::{Policy, Recording, audit},
        load,
        report::Report,
        source::Source,
        summary::Summary,
    };

    fn report() -> Report {
        let talk =
            "Ada: The crane cost three and a half million.\n\nBen: We measured the ice on the canal this morning.\n";
        let talk = load::transcript(&Source::new("talk.txt", talk));
        let source = Source::new(
            "minutes.md",
            "- The crane cost 5.3 million.\n- Ben measured the ice 測量運河上的冰.\n- Yes.\n",
        );
        let claims = load::claims(&source, None);
        let summary = Summary { source, format: "text/bullets", claims, skipped: Vec::new() };
        let recording = Recording {
            name: "talk".to_owned(),
            recorded: None,
            transcripts: vec![talk],
            summaries: vec![summary],
            speakers: Vec::new(),
        };
        Report { recordings: vec![audit(&recording, &Policy::default())], ..Report::default() }
    }

    fn written(width: usize, color: bool) -> String {
        let mut bytes = Vec::new();
        List { width, color, signs: true }.write(&report(), &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn every_width_holds_every_word() {
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let wide = letters(&written(1000, false));
        for width in 1..130 {
            let text = written(width, false);
            // A character of two columns takes two, however few there are.
            let most = text.lines().map(UnicodeWidthStr::width).max();
            assert!(most <= Some(width.max(2)), "{most:?} at {width}");
            assert_eq!(letters(&text), wide, "at {width}");
        }
    }

    #[test]
    fn colour_is_there_only_when_wanted() {
        assert!(!written(80, false).contains('\u{1b}'));
        assert!(written(80, true).contains('\u{1b}'));
    }

    #[test]
    fn what_is_shown_adds_up_to_the_support() {
        for claim in report().recordings.iter().flat_map(|r| &r.summaries).flat_map(|s| &s.claims) {
            let sum: f64 = claim.signs.iter().map(|(_, weight)| weight).sum::<f64>() + f64::from(super::BIAS);
            let support = 1.0 / (1.0 + (-sum).exp());
            assert!(claim.signs.is_empty() || (support - claim.support).abs() < 1e-6, "{sum} {}", claim.support);
            for evidence in &claim.evidence {
                let sum: f64 = evidence.parts.iter().map(|(_, part)| part).sum();
                assert!((sum.clamp(0.0, 1.0) - evidence.score).abs() < 1e-6, "{sum} {}", evidence.score);
            }
        }
    }
}
