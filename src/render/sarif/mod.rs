//! SARIF 2.1.0, the exchange format of checkers that code hosts and editors read.
//!
//! Every rule is described, also those that found nothing. What a person accepted stays in the log, marked as suppressed. Words of the input
//! stand in `message` without links and placeholders, elsewhere as they are.

mod shapes;
mod uri;

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use self::shapes::{
    BaseId, Configuration, Counts, Descriptor, Driver, Facts, Fingerprints, Help, Invocation, Location, Log, Message,
    Notification, Outcome, PhysicalLocation, Region, Run, Suppression, Tags, Tool,
};
use super::{
    entry::{Entry, Occurrences, entries, said_by, shown},
    harmless::harmless,
    json,
    wire::rounded,
};
use crate::{
    finding::{Acceptance, Accepted, Finding, Place, Severity},
    report::{Diagnostic, Report},
    rules::{RULES, Rule},
    source::{Source, Span},
};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Passages shown beside a finding, best first: what comes behind them is seldom worth a look.
const EVIDENCE: usize = 3;

pub(super) fn render(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut seen = Occurrences::default();
    let mut rules: Vec<Descriptor> = RULES.iter().map(|rule| described(rule)).collect();
    let results = entries(report)
        .map(|entry| {
            let index = place_of(&mut rules, entry.finding);
            outcome(entry, index, seen.of(entry.finding), report.against_baseline)
        })
        .collect();
    let version = env!("CARGO_PKG_VERSION");
    let driver = Driver { name: env!("CARGO_PKG_NAME"), version, semantic_version: version, rules };
    let root = BaseId { description: Message { text: "the folder in which saidso ran".to_owned() } };
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation {
            execution_successful: report.diagnostics.iter().all(|note| note.severity != Severity::Error),
            tool_execution_notifications: report.diagnostics.iter().map(notification).collect(),
        }],
        original_uri_base_ids: BTreeMap::from([(uri::ROOT, root)]),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results,
        properties: counts(report),
    };
    json::write(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

fn described(rule: &Rule) -> Descriptor<'_> {
    // The first paragraph under the first heading says what the rule finds.
    let paragraphs = rule.page.split("\n\n").map(str::trim).skip_while(|part| part.starts_with('#'));
    let first = paragraphs.map(|part| part.replace('\n', " ")).next();
    Descriptor {
        id: rule.code,
        name: rule.name,
        short_description: Some(Message { text: rule.summary.to_owned() }),
        full_description: first.map(|text| Message { text }),
        help: Some(Help { text: rule.page, markdown: rule.page }),
        default_configuration: Some(Configuration { level: rule.severity.name() }),
        properties: Tags { tags: [rule.family.name()] },
    }
}

/// Where the rule of a finding is described; what is on no list is put at its end.
fn place_of<'a>(rules: &mut Vec<Descriptor<'a>>, finding: &'a Finding) -> usize {
    rules.iter().position(|rule| rule.id == finding.code).unwrap_or_else(|| {
        rules.push(Descriptor {
            id: finding.code,
            name: finding.name,
            short_description: None,
            full_description: None,
            help: None,
            default_configuration: None,
            properties: Tags { tags: [finding.family.name()] },
        });
        rules.len() - 1
    })
}

fn outcome(entry: Entry<'_>, rule_index: usize, occurrence: usize, against_baseline: bool) -> Outcome<'_> {
    let Entry { finding, of } = entry;
    let claim = of.claim();
    let mut primary = at(&finding.stated);
    let context = claim.map(|claim| claim.place.span).filter(|whole| whole.cover(finding.stated.span) == *whole);
    primary.physical_location.context_region = context.map(|span| region(&finding.stated.source, span));
    let found = entry.said().map(|place| related(place, "said"));
    // The words of the other side, or the whole of it where no words are to blame.
    let other = of.conflict().map(|conflict| finding.found.as_ref().unwrap_or(&conflict.b));
    let other = other.map(|place| related(place, "the other statement"));
    let evidence = claim.into_iter().flat_map(|claim| &claim.evidence).take(EVIDENCE);
    let evidence = evidence.map(|evidence| related(&evidence.place, "evidence"));
    // It is the same one as before if rule, words and values are; those of a sentence that stands twice are counted.
    let fingerprint = format!("{}:{occurrence}", finding.fingerprint);
    Outcome {
        rule_id: finding.code,
        rule_index,
        level: finding.severity.name(),
        message: message(&finding.message),
        locations: [primary],
        // Each has a number, as no two may be equal.
        related_locations: (1..)
            .zip(found.into_iter().chain(other).chain(evidence))
            .map(|(id, location)| Location { id: Some(id), ..location })
            .collect(),
        partial_fingerprints: Fingerprints { own: fingerprint.clone(), primary_location_line_hash: fingerprint },
        baseline_state: against_baseline.then_some(match &finding.accepted {
            Some(Accepted { by: Acceptance::Baseline, .. }) => "unchanged",
            _ => "new",
        }),
        suppressions: finding.accepted.iter().map(suppression).collect(),
        properties: Facts {
            confidence: finding.confidence.name(),
            recording: of.recording(),
            claim_id: claim.map(|claim| claim.id.as_str()),
            claim: claim.map(|claim| claim.place.text.as_str()),
            verdict: claim.map(|claim| claim.verdict.name()),
            support: claim.map(|claim| rounded(claim.support)),
            suggestion: finding.suggestion.as_deref(),
            favours: of.conflict().map(|conflict| conflict.favours.name()),
        },
    }
}

fn suppression(accepted: &Accepted) -> Suppression {
    let location = accepted.place.as_ref().map(|(path, line)| line_of(path, Some(*line)));
    Suppression {
        kind: match accepted.by {
            Acceptance::Baseline => "external",
            Acceptance::Suppression => "inSource",
        },
        justification: accepted.reason.clone(),
        location,
    }
}

fn notification(note: &Diagnostic) -> Notification {
    let text = format!("{}: {}", shown(&note.path), note.message);
    Notification {
        level: note.severity.name(),
        message: message(&text),
        locations: vec![line_of(&note.path, note.line)],
    }
}

fn related(place: &Place, what: &str) -> Location {
    Location { message: Some(message(&format!("{what}: {}", said_by(place)))), ..at(place) }
}

fn at(place: &Place) -> Location {
    let region = region(&place.source, place.span);
    located(place.source.path(), Some(region))
}

fn line_of(path: &str, line: Option<usize>) -> Location {
    let whole = |line| Region { start_line: line, start_column: None, end_line: None, end_column: None, snippet: None };
    located(path, line.map(whole))
}

fn located(path: &str, region: Option<Region>) -> Location {
    let artifact_location = uri::of(path);
    let physical_location = PhysicalLocation { artifact_location, region, context_region: None };
    Location { id: None, physical_location, message: None }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.location(span.start), source.location(span.end));
    Region {
        start_line: start.line,
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
        snippet: Some(Message { text: source.slice(span).to_owned() }),
    }
}

/// Plain text for a person. In SARIF `[words](target)` would be a link and `{0}` a placeholder.
fn message(text: &str) -> Message {
    let text = harmless(text).replace("](", "] (").replace('{', "{{").replace('}', "}}");
    Message { text }
}

fn counts(report: &Report) -> Counts {
    let totals = report.totals();
    Counts {
        claims: totals.claims,
        supported: totals.supported,
        unsupported: totals.unsupported,
        contradicted: totals.contradicted,
        unchecked: totals.unchecked,
        accepted: totals.accepted,
        faithfulness: report.score().map(|score| rounded(score.faithfulness)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{
        super::sample::{self, finding, place},
        *,
    };

    fn run(report: &Report) -> Value {
        let mut bytes = Vec::new();
        render(report, &mut bytes).unwrap();
        serde_json::from_slice::<Value>(&bytes).unwrap()["runs"][0].take()
    }

    #[test]
    fn columns_count_characters_and_the_snippet_is_what_stands_there() {
        let source = Source::new("ü.md", "\u{feff}👍 é nine apples\nx");
        let mut report = sample::report();
        report.inputs = vec![finding("I001", "odd", place(&source, "nine apples"), "see {0} and [here](1)")];
        let run = run(&report);
        let odd = run["results"].as_array().unwrap().last().unwrap();
        let region = &odd["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            (&region["startColumn"], &region["endColumn"], &region["snippet"]["text"]),
            (&5.into(), &16.into(), &"nine apples".into())
        );
        assert_eq!(odd["message"]["text"], "see {{0}} and [here] (1)");
        let index = usize::try_from(odd["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "I001");
    }

    #[test]
    fn two_results_that_are_alike_are_told_apart() {
        let mut report = sample::report();
        let findings = &mut report.recordings[0].summaries[0].claims[0].findings;
        findings.push(findings[0].clone());
        let run = run(&report);
        let own = |index: usize| run["results"][index]["partialFingerprints"]["saidso/v1"].as_str().unwrap().to_owned();
        assert_eq!(own(0).strip_suffix(":1"), own(1).strip_suffix(":2"));
        assert!(own(0).ends_with(":1") && own(1).ends_with(":2"));
    }

    #[test]
    fn what_was_accepted_is_suppressed_and_what_the_baseline_does_not_know_is_new() {
        let mut report = sample::report();
        let accept = |by, reason: Option<&str>| {
            let place = Some(("talk/minutes.md".to_owned(), 2));
            Some(Accepted { by, reason: reason.map(str::to_owned), place })
        };
        let claims = &mut report.recordings[0].summaries[0].claims;
        claims[0].findings[0].accepted = accept(Acceptance::Baseline, None);
        claims[2].findings[0].accepted = accept(Acceptance::Suppression, Some("agreed by mail"));
        let states = |run: &Value, key: &str| -> Vec<Value> {
            run["results"].as_array().unwrap().iter().map(|result| result[key].clone()).collect()
        };
        assert!(states(&run(&report), "baselineState").iter().all(Value::is_null));
        report.against_baseline = true;
        let run = run(&report);
        assert_eq!(states(&run, "baselineState"), ["unchanged", "new", "new"]);
        let suppressions = states(&run, "suppressions");
        assert_eq!(suppressions[0][0]["kind"], "external");
        assert_eq!(suppressions[1][0]["justification"], "agreed by mail");
        assert_eq!(suppressions[1][0]["location"]["physicalLocation"]["region"]["startLine"], 2);
        assert_eq!(suppressions[2], Value::Array(Vec::new()));
    }
}
