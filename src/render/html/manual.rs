//! What the rules that spoke up mean, from their pages.

use std::collections::BTreeSet;

use crate::{finding::Finding, report::Report, rules};

/// A rule as it is explained.
pub(super) struct RuleView {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) summary: &'static str,
    pub(super) count: usize,
    pub(super) paragraphs: Vec<String>,
    pub(super) misses: Vec<String>,
}

/// The rules that findings of the report are of, in order of their codes.
pub(super) fn of(report: &Report) -> Vec<RuleView> {
    let found: Vec<&Finding> = report.findings().collect();
    let codes: BTreeSet<&'static str> = found.iter().map(|finding| finding.code).collect();
    let view = |code: &'static str| {
        let of_it = || found.iter().filter(|finding| finding.code == code);
        let rule = rules::find(code);
        let page = rule.map_or("", |rule| rule.page);
        let mut paragraphs = section(page, "What it finds");
        paragraphs.extend(section(page, "Why it matters"));
        RuleView {
            code,
            name: rule.map_or_else(|| of_it().next().map_or("", |finding| finding.name), |rule| rule.name),
            summary: rule.map_or("", |rule| rule.summary),
            count: of_it().count(),
            paragraphs,
            misses: section(page, "What it misses"),
        }
    };
    codes.into_iter().map(view).collect()
}

/// The paragraphs and list items under a heading of a page, without the marks of Markdown.
fn section(page: &str, heading: &str) -> Vec<String> {
    let lines = page.lines().skip_while(|line| line.strip_prefix("## ") != Some(heading)).skip(1);
    let mut paragraphs = vec![String::new()];
    let mut fenced = false;
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            // Examples are for the manual.
        } else if line.is_empty() || line.starts_with("- ") {
            paragraphs.push(line.trim_start_matches("- ").replace('`', ""));
        } else if let Some(last) = paragraphs.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(&line.trim().replace('`', ""));
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::section;
    use crate::rules;

    #[test]
    fn every_rule_says_what_it_finds_and_what_it_misses() {
        for rule in rules::RULES {
            for heading in ["What it finds", "What it misses"] {
                assert!(!section(rule.page, heading).is_empty(), "{}: {heading}", rule.name);
            }
        }
        assert_eq!(section("## A\n\none\n`two`\n\n- three\n  four\n## B\nfive", "A"), ["one two", "three four"]);
    }
}
