//! Where summaries contradict one another or themselves.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Policy, Recording, place_of, plain};
use crate::{
    align::Talk,
    finding::{Family, Finding, Fingerprint, Severity},
    mention::{Mentions, Recorded},
    report::{ClaimReport, Conflict, Favours, SummaryReport},
    rules::{self, Aligned, Clash, Rule, Statements},
    source::Source,
    summary::Claim,
};

/// Where summaries contradict one another or themselves, in the order of the first side.
pub(super) fn conflicts(
    talk: &Talk,
    recording: &Recording,
    summaries: &[Vec<Aligned>],
    reports: &[SummaryReport],
    policy: &Policy,
) -> Vec<Conflict> {
    let places: Vec<(usize, usize)> =
        summaries.iter().enumerate().flat_map(|(s, claims)| (0..claims.len()).map(move |c| (s, c))).collect();
    let claims = summaries.iter().enumerate();
    let claims = claims.flat_map(|(s, claims)| claims.iter().map(move |aligned| (s, aligned.claim, &aligned.mentions)));
    let statements = Statements::new(Some(talk), claims);
    (0..statements.len())
        .into_par_iter()
        .flat_map_iter(|i| statements.pairs_of(i).map(move |(j, pair)| (i, j, pair)))
        .filter_map(|(i, j, pair)| Some((places.get(i)?, places.get(j)?, pair)))
        .flat_map_iter(|(a, b, pair)| {
            rules::clashes(&pair)
                .into_iter()
                .filter(|(_, clash)| clash.strength >= rules::REPORTED)
                .filter_map(|(rule, clash)| {
                    let severity = policy.severity(rule, rule.severity.min(clash.severity()))?;
                    let (side_a, side_b) = (reports.get(a.0)?.claims.get(a.1)?, reports.get(b.0)?.claims.get(b.1)?);
                    let favours = if recording.transcripts.is_empty() {
                        Favours::Untold
                    } else {
                        favours(side_a, side_b, &clash, pair.a.claim, pair.b.claim)
                    };
                    Some(conflict_of(
                        rule,
                        severity,
                        &clash,
                        (&recording.summaries.get(a.0)?.source, pair.a.claim),
                        (&recording.summaries.get(b.0)?.source, pair.b.claim),
                        favours,
                    ))
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// A side is borne out when no finding at warning or worse touches the words that clash, and the other's words are touched.
fn favours(a: &ClaimReport, b: &ClaimReport, clash: &Clash, claim_a: &Claim, claim_b: &Claim) -> Favours {
    let faulty = |report: &ClaimReport, claim: &Claim, range: &std::ops::Range<usize>| {
        let span = claim.flow.span(range.clone());
        report
            .findings
            .iter()
            .filter(|finding| !matches!(finding.family, Family::Mistimed | Family::Misattributed))
            // A finding about much more than these words does not say that they are wrong.
            .filter(|finding| finding.stated.text.len() <= 3 * range.len() + 16)
            .any(|finding| finding.severity >= Severity::Warning && finding.stated.span.overlaps(span))
    };
    match (faulty(a, claim_a, &clash.a), faulty(b, claim_b, &clash.b)) {
        (false, true) => Favours::A,
        (true, false) => Favours::B,
        (true, true) => Favours::Neither,
        (false, false) => Favours::Unknown,
    }
}

fn conflict_of(
    rule: &Rule,
    severity: Severity,
    clash: &Clash,
    a: (&Arc<Source>, &Claim),
    b: (&Arc<Source>, &Claim),
    favours: Favours,
) -> Conflict {
    let stated = place_of(a.0, a.1, clash.a.clone());
    let found = place_of(b.0, b.1, clash.b.clone());
    let decision = match favours {
        Favours::A => format!("; the transcript bears out {}", stated.text),
        Favours::B => format!("; the transcript bears out {}", found.text),
        Favours::Neither => "; the transcript bears out neither".to_owned(),
        Favours::Unknown => "; the transcript cannot decide".to_owned(),
        Favours::Untold => String::new(),
    };
    // Whichever summary was named first, it is the same conflict.
    let mut sides = [(plain(a.1.text()), plain(&stated.text)), (plain(b.1.text()), plain(&found.text))];
    sides.sort();
    let [(claim_a, words_a), (claim_b, words_b)] = &sides;
    let fingerprint = Fingerprint::of(&[rule.code, claim_a, claim_b, words_a, words_b]);
    let finding = Finding {
        code: rule.code,
        name: rule.name,
        family: rule.family,
        severity,
        confidence: clash.confidence(),
        message: format!("{}{decision}", clash.message),
        suggestion: None,
        found: Some(found),
        stated,
        fingerprint,
        accepted: None,
    };
    let whole = |side: (&Arc<Source>, &Claim)| place_of(side.0, side.1, 0..side.1.text().len());
    Conflict { finding, a: whole(a), b: whole(b), favours }
}

/// Compares two summaries of one talk without the talk: how likely they conflict, 0 to 1, and where.
pub fn conflict(a: &str, b: &str, recorded: Option<Date>) -> (f64, Vec<Finding>) {
    let recorded = recorded.map(Recorded);
    let sides = [("a", a), ("b", b)].map(|(name, text)| {
        let source = Source::new(name, text);
        let claims = crate::load::claims(&source, None);
        (source, claims)
    });
    let [(source_a, claims_a), (source_b, claims_b)] = &sides;
    let mentions: Vec<Mentions> =
        claims_a.iter().chain(claims_b).map(|claim| Mentions::of(claim.text(), recorded)).collect();
    let claims =
        std::iter::repeat_n(0, claims_a.len()).chain(std::iter::repeat(1)).zip(claims_a.iter().chain(claims_b));
    let statements =
        Statements::new(None, claims.zip(&mentions).map(|((summary, claim), mentions)| (summary, claim, mentions)));
    let between = (0..claims_a.len()).flat_map(|i| statements.pairs_of(i)).filter(|(j, _)| *j >= claims_a.len());
    let mut strength: f64 = 0.0;
    let mut findings = Vec::new();
    for (_, pair) in between {
        for (rule, clash) in rules::clashes(&pair) {
            strength = strength.max(f64::from(clash.strength));
            if clash.strength >= rules::REPORTED {
                let (a, b) = ((source_a, pair.a.claim), (source_b, pair.b.claim));
                let severity = rule.severity.min(clash.severity());
                findings.push(conflict_of(rule, severity, &clash, a, b, Favours::Untold).finding);
            }
        }
    }
    (strength, findings)
}
