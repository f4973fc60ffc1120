//! The XML of `JUnit`, which every CI service reads: a suite a summary, a case a claim, so that it shows "41 claims, 3 failed".
//!
//! Elements, attributes and their order are those of the schema of Jenkins (`junit-10.xsd`), without times: the same input gives the same
//! bytes.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    Settings,
    entry::{said_by, shown},
    harmless::harmless,
    wrap::shorten,
};
use crate::{
    finding::{Family, Finding, Place, Severity},
    judge::{Reason, Verdict},
    report::{ClaimReport, Conflict, Diagnostic, Report},
};

/// A name is a line in a list; what it leaves out of a claim stands in the text.
const NAME: usize = 100;

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    class: String,
    name: String,
    outcome: Outcome,
    /// What is told besides.
    out: String,
}

enum Outcome {
    Passed,
    Failed { kind: String, message: String, text: String },
    Broken { message: String },
    Skipped { reason: String },
}

pub(super) fn render(report: &Report, settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let suites = suites(report, settings.fail_on);
    let mut bytes = Vec::new();
    let mut writer = Writer::new_with_indent(&mut bytes, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let count = |count: fn(&Outcome) -> bool| {
        suites.iter().flat_map(|suite| &suite.cases).filter(|case| count(&case.outcome)).count().to_string()
    };
    let [tests, failures, errors] = [count(|_| true), count(is_failed), count(is_broken)];
    let all = writer.create_element("testsuites").with_attributes([
        ("name", "saidso"),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", &errors),
    ]);
    all.write_inner_content(|writer| suites.iter().try_for_each(|suite| write_suite(writer, suite)))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

fn write_suite<W: Write>(writer: &mut Writer<W>, suite: &Suite) -> io::Result<()> {
    let count =
        |count: fn(&Outcome) -> bool| suite.cases.iter().filter(|case| count(&case.outcome)).count().to_string();
    let element = writer.create_element("testsuite").with_attributes([
        ("name", suite.name.as_str()),
        ("tests", &suite.cases.len().to_string()),
        ("failures", &count(is_failed)),
        ("errors", &count(is_broken)),
        ("skipped", &count(|outcome| matches!(outcome, Outcome::Skipped { .. }))),
    ]);
    element.write_inner_content(|writer| suite.cases.iter().try_for_each(|case| write_case(writer, case)))?;
    Ok(())
}

fn write_case<W: Write>(writer: &mut Writer<W>, case: &Case) -> io::Result<()> {
    let attributes = [("name", case.name.as_str()), ("classname", &case.class)];
    let element = writer.create_element("testcase").with_attributes(attributes);
    if matches!(case.outcome, Outcome::Passed) && case.out.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        match &case.outcome {
            Outcome::Passed => {}
            Outcome::Failed { kind, message, text } => {
                let failure = writer.create_element("failure");
                let failure = failure.with_attributes([("type", kind.as_str()), ("message", message)]);
                failure.write_text_content(BytesText::new(text))?;
            }
            Outcome::Broken { message } => {
                let error = writer.create_element("error");
                error.with_attributes([("type", "input"), ("message", message)]).write_empty()?;
            }
            Outcome::Skipped { reason } => {
                writer.create_element("skipped").with_attribute(("message", reason.as_str())).write_empty()?;
            }
        }
        if !case.out.is_empty() {
            writer.create_element("system-out").write_text_content(BytesText::new(&case.out))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn is_failed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed { .. })
}

fn is_broken(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Broken { .. })
}

/// A suite a summary; one for the conflicts of each recording, and one for the files, where there are any.
fn suites(report: &Report, limit: Option<Severity>) -> Vec<Suite> {
    let mut suites = Vec::new();
    for recording in &report.recordings {
        for summary in &recording.summaries {
            let cases = summary.claims.iter().map(|claim| of_claim(claim, limit)).collect();
            suites.push(Suite { name: legal(&shown(summary.source.path())), cases });
        }
        let conflicts = recording.conflicts.iter().enumerate();
        let cases: Vec<Case> = conflicts.map(|(index, conflict)| of_conflict(index, conflict, limit)).collect();
        if !cases.is_empty() {
            suites.push(Suite { name: legal(&format!("{}: conflicts", harmless(&recording.name))), cases });
        }
    }
    let of_files = report.diagnostics.iter().map(of_diagnostic);
    let cases: Vec<Case> = of_files.chain(report.inputs.iter().map(|finding| of_input(finding, limit))).collect();
    if !cases.is_empty() {
        suites.push(Suite { name: "files".to_owned(), cases });
    }
    suites
}

fn of_claim(claim: &ClaimReport, limit: Option<Severity>) -> Case {
    let words = harmless(&claim.place.text);
    let evidence = claim.evidence.first().map(|evidence| {
        let place = &evidence.place;
        format!("closest: {}: {}\n", said_by(place), harmless(&place.text))
    });
    let about = format!(
        "{}:{}\nclaim: {words}\nverdict: {}, support {:.2}\n{}",
        shown(claim.place.source.path()),
        claim.place.line(),
        claim.verdict.name(),
        claim.support,
        evidence.unwrap_or_default(),
    );
    let findings: Vec<&Finding> = claim.findings.iter().collect();
    let mut case =
        case(&format!("{} {}", claim.id, shorten(&words, NAME)), claim.place.source.path(), &findings, limit, &about);
    if matches!(case.outcome, Outcome::Passed) && claim.verdict == Verdict::Unchecked {
        case.outcome = Outcome::Skipped { reason: claim.reason.map_or("unchecked", Reason::text).to_owned() };
    } else if let (Outcome::Passed, Some(reason)) = (&case.outcome, claim.reason) {
        let _ = write!(case.out, "{}: {}", claim.verdict.name(), reason.text());
    }
    case
}

fn of_conflict(index: usize, conflict: &Conflict, limit: Option<Severity>) -> Case {
    let side = |place: &Place| format!("{}:{}: {}\n", shown(place.source.path()), place.line(), harmless(&place.text));
    let about = format!("a: {}b: {}favours: {}\n", side(&conflict.a), side(&conflict.b), conflict.favours.name());
    let name = format!("x{} {}", index + 1, shorten(&harmless(&conflict.finding.message), NAME));
    case(&name, conflict.a.source.path(), &[&conflict.finding], limit, &about)
}

fn of_input(finding: &Finding, limit: Option<Severity>) -> Case {
    let path = finding.stated.source.path();
    let name = format!("{} line {}", finding.name, finding.stated.line());
    case(&name, path, &[finding], limit, "")
}

fn of_diagnostic(note: &Diagnostic) -> Case {
    let message = legal(&note.message);
    let line = note.line.map_or_else(String::new, |line| format!(" line {line}"));
    let (outcome, out) = match note.severity {
        Severity::Error => (Outcome::Broken { message }, String::new()),
        _ => (Outcome::Passed, message),
    };
    Case { class: legal(&shown(&note.path)), name: format!("read{line}"), outcome, out }
}

/// A case that fails if one of its findings is open and bad enough.
fn case(name: &str, path: &str, findings: &[&Finding], limit: Option<Severity>, about: &str) -> Case {
    let fails = |finding: &Finding| finding.accepted.is_none() && limit.is_some_and(|limit| finding.severity >= limit);
    let (failing, told): (Vec<&Finding>, Vec<&Finding>) = findings.iter().copied().partition(|finding| fails(finding));
    let outcome = match failing.first() {
        None => Outcome::Passed,
        Some(worst) => Outcome::Failed {
            kind: format!("{} {}", worst.code, worst.name),
            message: legal(&worst.message),
            text: legal_lines(&(failing.iter().map(|finding| told_of(finding)).collect::<String>() + about)),
        },
    };
    let mut out: String = told.iter().map(|finding| told_of(finding)).collect();
    if failing.is_empty() && !told.is_empty() {
        out += about;
    }
    let out = legal_lines(&out);
    Case { class: legal(&shown(path)), name: legal(name), outcome, out }
}

/// A finding in a few lines.
fn told_of(finding: &Finding) -> String {
    let mut text = format!("{}[{}] {}: ", finding.severity, finding.code, finding.name);
    let _ = writeln!(text, "{}", harmless(&finding.message));
    // The other side of a conflict is told with it.
    if let Some(said) = finding.found.as_ref().filter(|_| finding.family != Family::Conflicting) {
        let _ = writeln!(text, "said: {}: {}", said_by(said), harmless(&said.text));
    }
    if let Some(accepted) = &finding.accepted {
        let reason = accepted.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", harmless(reason)));
        let _ = writeln!(text, "accepted by {}{reason}", accepted.by.name());
    }
    text
}

/// Text on one line without what XML 1.0 has no way to write: of the characters that are harmless, U+FFFE and U+FFFF.
fn legal(text: &str) -> String {
    harmless(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn legal_lines(text: &str) -> String {
    text.lines().map(|line| legal(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::{super::sample, *};
    use crate::finding::{Acceptance, Accepted};

    fn written(report: &Report, fail_on: Option<Severity>) -> String {
        let mut bytes = Vec::new();
        render(report, &Settings { fail_on, ..Settings::default() }, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    /// Failures, skipped and what was told of the cases, by their names' first word.
    fn outcomes(xml: &str) -> Vec<String> {
        let document = roxmltree::Document::parse(xml).unwrap();
        let cases = document.descendants().filter(|node| node.has_tag_name("testcase"));
        let mark = |case: roxmltree::Node| -> String {
            let name = case.attribute("name").unwrap().split(' ').next().unwrap().to_owned();
            let marks = case
                .children()
                .filter(roxmltree::Node::is_element)
                .map(|child| format!(" {}", child.tag_name().name()));
            name + &marks.collect::<String>()
        };
        cases.map(mark).collect()
    }

    #[test]
    fn a_case_fails_as_the_audit_does() {
        let report = sample::report();
        assert_eq!(
            outcomes(&written(&report, Some(Severity::Error))),
            ["c1 failure", "c2", "c3 system-out", "c4 skipped", "c1", "x1 system-out"]
        );
        assert_eq!(
            outcomes(&written(&report, Some(Severity::Note))),
            ["c1 failure", "c2", "c3 failure", "c4 skipped", "c1", "x1 failure"]
        );
        assert!(!written(&report, None).contains("<failure"));
    }

    #[test]
    fn what_was_accepted_passes_and_says_why() {
        let mut report = sample::report();
        let reason = Some("rounded on \u{ffff}purpose".to_owned());
        report.recordings[0].summaries[0].claims[0].findings[0].accepted =
            Some(Accepted { by: Acceptance::Suppression, reason, place: None });
        let xml = written(&report, Some(Severity::Error));
        assert!(xml.contains("failures=\"0\""), "{xml}");
        assert!(xml.contains("accepted by suppression: rounded on \u{fffd}purpose"), "{xml}");
    }

    #[test]
    fn a_file_that_could_not_be_read_is_an_error() {
        let note = |severity| Diagnostic { severity, path: "a.md".to_owned(), line: None, message: "gone".to_owned() };
        let report = Report { diagnostics: vec![note(Severity::Error), note(Severity::Warning)], ..Report::default() };
        assert_eq!(outcomes(&written(&report, None)), ["read error", "read system-out"]);
    }
}
