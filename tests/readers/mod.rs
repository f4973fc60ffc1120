//! The readers that each format of a report is made for, as far as they can be had offline: schemas and parsers by others.

use jsonschema::Validator;
use pulldown_cmark::{Event, Options, Parser, Tag};
use saidso::render::Format;
use serde_json::Value;

/// What the reader of a format has against a text; nothing, for a format that only people read.
pub(crate) fn complaints(format: Format, text: &str) -> Vec<String> {
    match format.name() {
        "json" => against_schema(&own("report"), &[text]),
        "jsonl" => against_schema(&own("claim"), &text.lines().collect::<Vec<_>>()),
        "mismatches" => against_schema(&own("mismatch"), &text.lines().collect::<Vec<_>>()),
        "sarif" => against_schema(&sarif_schema(), &[text]).into_iter().chain(sarif_prose(text)).collect(),
        "gitlab" => against_schema(include_str!("../schemas/gitlab-code-quality.json"), &[text])
            .into_iter()
            .chain(twice(text))
            .collect(),
        "junit" => junit(text),
        "github" => github(text),
        "csv" => csv(text),
        "markdown" => markdown(text),
        _ => Vec::new(),
    }
}

/// The official schema. A pattern in it, of a property that is not written, is one that this validator does not read.
fn sarif_schema() -> String {
    include_str!("../schemas/sarif-2.1.0.json").replace("{2}]?$", "{2}\\\\]?$")
}

/// A schema of ours, as it is committed.
pub(crate) fn own(name: &str) -> String {
    let path = format!("{}/docs/schema/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a schema")
}

/// What speaks against documents being of a schema.
pub(crate) fn against_schema(schema: &str, documents: &[&str]) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
    let validator: Validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let mut complaints = Vec::new();
    for document in documents {
        match serde_json::from_str::<Value>(document) {
            Ok(document) => complaints
                .extend(validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path()))),
            Err(error) => complaints.push(error.to_string()),
        }
    }
    complaints
}

/// What SARIF asks for in words only.
fn sarif_prose(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let log: Value = serde_json::from_str(text).unwrap_or_default();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().cloned().unwrap_or_default();
    let mut seen = Vec::new();
    for result in run["results"].as_array().into_iter().flatten() {
        let index = result["ruleIndex"].as_u64().and_then(|index| usize::try_from(index).ok());
        let rule = index.and_then(|index| rules.get(index)).map(|rule| &rule["id"]);
        if rule != Some(&result["ruleId"]) {
            complaints.push(format!("ruleIndex leads to {rule:?} for {}", result["ruleId"]));
        }
        let location = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let identity = (location["uri"].clone(), result["partialFingerprints"].clone());
        if seen.contains(&identity) {
            complaints.push(format!("two results are {identity:?}"));
        }
        seen.push(identity);
        if result["suppressions"].is_null() {
            complaints.push("suppressions must be there for all or none".to_owned());
        }
        // Anything between brackets and then parentheses is a link, anything between braces a placeholder.
        let message = result["message"]["text"].as_str().unwrap_or_default();
        if message.contains("](") || message.replace("{{", "").contains('{') {
            complaints.push(format!("a link or a placeholder in {message}"));
        }
    }
    complaints
}

/// Fingerprints that two entries share: GitLab shows only one of them.
fn twice(text: &str) -> Vec<String> {
    let issues: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    let mut prints: Vec<String> = issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    prints.sort();
    let all = prints.len();
    prints.dedup();
    (prints.len() < all).then(|| "a fingerprint stands twice".to_owned()).into_iter().collect()
}

/// The elements of `junit-10.xsd` of Jenkins' xUnit plug-in that a checker without tests of its own has a use for: name, attributes (`!`
/// marks what is required), children. All children may repeat and stand in any order; `property`, `rerun…` and `flaky…` are left out.
const JUNIT: &[(&str, &[&str], &[&str])] = &[
    ("testsuites", &["name", "time", "tests", "failures", "errors"], &["testsuite"]),
    (
        "testsuite",
        &[
            "name!",
            "tests!",
            "failures!",
            "errors!",
            "group",
            "time",
            "skipped",
            "timestamp",
            "hostname",
            "id",
            "package",
            "file",
            "log",
            "url",
        ],
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
    ),
    (
        "testcase",
        &["name!", "time", "classname", "group"],
        &["skipped", "error", "failure", "system-out", "system-err"],
    ),
    ("failure", &["type", "message"], &[]),
    ("error", &["type", "message"], &[]),
    ("skipped", &["type", "message"], &[]),
    ("system-out", &[], &[]),
    ("system-err", &[], &[]),
];

fn junit(text: &str) -> Vec<String> {
    let document = match roxmltree::Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let mut complaints = Vec::new();
    if !document.root_element().has_tag_name("testsuites") {
        complaints.push("the root is no testsuites".to_owned());
    }
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let Some((_, attributes, children)) = JUNIT.iter().find(|(own, ..)| *own == name) else {
            complaints.push(format!("no element {name}"));
            continue;
        };
        for attribute in node.attributes() {
            if !attributes.iter().any(|own| own.trim_end_matches('!') == attribute.name()) {
                complaints.push(format!("{name} has no attribute {}", attribute.name()));
            }
        }
        let required = attributes.iter().filter_map(|own| own.strip_suffix('!'));
        complaints.extend(
            required.filter(|own| node.attribute(*own).is_none()).map(|own| format!("{name} needs an attribute {own}")),
        );
        for child in node.children().filter(roxmltree::Node::is_element) {
            if !children.contains(&child.tag_name().name()) {
                complaints.push(format!("{name} may not hold {}", child.tag_name().name()));
            }
        }
        // The counts are what a person reads first.
        for (attribute, tag) in
            [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
        {
            let there = node.descendants().filter(|inner| inner.has_tag_name(tag)).count();
            if let Some(said) = node.attribute(attribute).filter(|said| *said != there.to_string()) {
                complaints.push(format!("{name} says {attribute} {said}, there are {there}"));
            }
        }
    }
    complaints
}

/// As the runner reads lines: a command begins with `::` behind blanks, or holds `##[` anywhere.
fn github(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let command = line.strip_prefix("::").and_then(|rest| rest.split_once("::"));
        let Some((head, _)) = command else {
            if !last || !line.starts_with("saidso: ") {
                complaints.push(format!("no command: {line}"));
            }
            continue;
        };
        let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
        if !["error", "warning", "notice"].contains(&name) {
            complaints.push(format!("a command {name}"));
        }
        for property in properties.split(',') {
            let known = ["file", "line", "endLine", "col", "endColumn", "title"];
            if !property.split_once('=').is_some_and(|(name, _)| known.contains(&name)) {
                complaints.push(format!("a property {property}"));
            }
        }
    }
    complaints
}

fn csv(text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for record in reader.records() {
        match record {
            Ok(record) => complaints.extend(
                record
                    .iter()
                    .filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t']))
                    .map(|cell| format!("a formula: {cell}")),
            ),
            Err(error) => complaints.push(error.to_string()),
        }
    }
    complaints
}

/// As GitHub reads it: first Markdown, then mentions, references, links and emoji in what is left as text.
fn markdown(text: &str) -> Vec<String> {
    const OURS: &[&str] = &["<b>", "</b>", "<details>", "</details>", "<summary>", "</summary>"];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut complaints = Vec::new();
    if text.chars().count() > 65_536 {
        complaints.push("longer than a comment may be".to_owned());
    }
    let mut words = String::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(part) => words.push_str(&part),
            Event::Code(code) if code.len() == 4 => {}
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut rest = html.trim().to_owned();
                for own in OURS {
                    rest = rest.replace(own, "");
                }
                let count =
                    rest.strip_suffix(" accepted").is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()));
                if !rest.is_empty() && !count {
                    complaints.push(format!("HTML: {html}"));
                }
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_))
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Rule => complaints.push(format!("{event:?}")),
            Event::End(_) | Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(_) => {}
        }
    }
    let characters: Vec<char> = words.chars().collect();
    for pair in characters.windows(2) {
        if matches!(pair, ['@' | '#', next] if next.is_alphanumeric()) || matches!(pair, [':', '/']) {
            complaints.push(format!("a mention or a link: {pair:?}"));
        }
    }
    complaints
}
