//! `<!-- saidso: allow RULES: REASON -->`: what a summary's comments ask for, and of which claims.

use std::ops::Range;

use crate::{
    finding::Family,
    report::SummaryReport,
    rules::Named,
    source::{Source, Span},
};

/// What somebody allows, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Allowance {
    /// The rules.
    pub(super) rules: Vec<Named>,
    /// Why; not blank.
    pub(super) reason: String,
}

/// A comment that speaks to this program: where it stands, and what it allows or what is wrong with it.
pub(super) type Comment = (Span, Result<Allowance, String>);

/// The rules that a person may allow.
pub(super) fn allowed(name: &str) -> Result<Named, String> {
    let named = Named::of(name)?;
    let of_files = match named {
        Named::Rule(code) => code.starts_with(Family::Input.letter()),
        Named::Family(family) => family == Family::Input,
    };
    if of_files {
        return Err(format!("`{}` is about files; set it under `[rules]` in saidso.toml", named.name()));
    }
    Ok(named)
}

/// The comments of a text that begin with `saidso:`, in order.
pub(super) fn comments(source: &Source) -> Vec<Comment> {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let text = source.text();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(OPEN)).map(|offset| at + offset) {
        let inner = start + OPEN.len();
        let Some(length) = text.get(inner..).and_then(|rest| rest.find(CLOSE)) else { break };
        at = inner + length + CLOSE.len();
        let words = text.get(inner..inner + length).unwrap_or_default().trim();
        let Some((name, rest)) = words.split_once(':') else { continue };
        if name.trim_end().eq_ignore_ascii_case("saidso") {
            found.push((Span::new(start, at), allowance(rest)));
        }
    }
    found
}

/// Reads `allow RULES: REASON`.
fn allowance(text: &str) -> Result<Allowance, String> {
    const SHAPE: &str = "write `saidso: allow RULE: REASON`";
    let text = text.trim();
    let rest = text.get(.."allow".len()).filter(|verb| verb.eq_ignore_ascii_case("allow"));
    let rest = rest.and_then(|verb| text.get(verb.len()..)).filter(|rest| rest.starts_with(char::is_whitespace));
    let rest = rest.ok_or_else(|| format!("it does not say `allow`; {SHAPE}"))?;
    let (names, reason) = rest.split_once(':').unwrap_or((rest, ""));
    let rules: Vec<Named> = names.split(',').map(allowed).collect::<Result<_, _>>()?;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(format!("it gives no reason; {SHAPE}"));
    }
    Ok(Allowance { rules, reason })
}

/// The claims of a summary by their places.
pub(super) struct Places<'a> {
    source: &'a Source,
    /// Starts and ends with the item, ordered.
    claims: Vec<(usize, usize, usize)>,
    headings: Vec<usize>,
    code: Vec<Range<usize>>,
    /// Where each line starts.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(summary: &'a SummaryReport) -> Self {
        let mut claims: Vec<(usize, usize, usize)> =
            summary.claims.iter().map(|claim| (claim.place.span.start, claim.place.span.end, claim.item)).collect();
        claims.sort_unstable();
        let skipped = |reason: &'static str| summary.skipped.iter().filter(move |part| part.reason == reason);
        let mut headings: Vec<usize> = skipped("heading").map(|part| part.span.start).collect();
        headings.sort_unstable();
        let mut code: Vec<Range<usize>> = skipped("code block").map(|part| part.span.start..part.span.end).collect();
        code.sort_unstable_by_key(|range| range.start);
        let lines = summary.source.lines().map(|line| line.span.start).collect();
        Self { source: &summary.source, claims, headings, code, lines }
    }

    /// Whether a place is in a block of code, which is shown and says nothing.
    pub(super) fn is_code(&self, at: usize) -> bool {
        let before = self.code.partition_point(|range| range.start <= at);
        before.checked_sub(1).and_then(|last| self.code.get(last)).is_some_and(|range| at < range.end)
    }

    /// The item that a comment is about: the one on whose line it stands, else the next, if no heading comes first.
    pub(super) fn item(&self, comment: Span) -> Option<usize> {
        let line = self.source.line(comment.start);
        let next = self.claims.partition_point(|(start, _, _)| *start < comment.start);
        let before = next.checked_sub(1).and_then(|last| self.claims.get(last));
        if let Some((_, end, item)) = before
            && (*end > comment.start || self.source.line(end.saturating_sub(1)) == line)
        {
            return Some(*item);
        }
        let (start, _, item) = self.claims.get(next)?;
        if self.source.line(*start) == self.source.line(comment.end) {
            return Some(*item);
        }
        let line_start = self.lines.get(line - 1).copied().unwrap_or(comment.start);
        let said = self.source.slice(Span::new(line_start.min(comment.start), comment.start));
        // What stands before a comment alone is a mark of a list or a quotation, or another comment.
        if said.split("-->").last().is_some_and(|rest| rest.contains(char::is_alphanumeric)) {
            return None;
        }
        let heading = self.headings.get(self.headings.partition_point(|heading| *heading < comment.start));
        heading.is_none_or(|heading| heading > start).then_some(*item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Result<Allowance, String>> {
        comments(&Source::new("s", text)).into_iter().map(|(_, comment)| comment).collect()
    }

    #[test]
    fn an_allowance_names_rules_and_says_why() {
        for text in [
            "<!-- saidso: allow wrong-number, U: he said: so -->",
            "a <!--SaidSo:ALLOW c001 ,\nunsupported:he  said:\n so--> b",
        ] {
            let allowance = Allowance {
                rules: vec![Named::Rule("C001"), Named::Family(Family::Unsupported)],
                reason: "he said: so".into(),
            };
            assert_eq!(read(text), [Ok(allowance)], "{text}");
        }
    }

    #[test]
    fn what_is_wrong_with_one_is_told() {
        for (text, fault) in [
            ("<!-- saidso: allow wrong-number -->", "it gives no reason"),
            ("<!-- saidso: allow wrong-number:  -->", "it gives no reason"),
            (
                "<!-- saidso: allow wrong-nmber: so -->",
                "unknown rule or family `wrong-nmber`; did you mean `wrong-number`?",
            ),
            ("<!-- saidso: allow : so -->", "unknown rule or family ``"),
            ("<!-- saidso: allow U001,: so -->", "unknown rule or family ``"),
            ("<!-- saidso: ignore U001: so -->", "it does not say `allow`"),
            ("<!-- saidso: allowU001: so -->", "it does not say `allow`"),
            ("<!-- saidso: -->", "it does not say `allow`"),
            ("<!-- saidso: allow stale-baseline: so -->", "`stale-baseline` is about files"),
            ("<!-- saidso: allow input: so -->", "`input` is about files"),
        ] {
            let found = read(text);
            assert!(matches!(&found[..], [Err(told)] if told.starts_with(fault)), "{text}: {found:?}");
        }
    }

    #[test]
    fn other_comments_are_none_of_ours() {
        for text in [
            "<!-- hello -->",
            "<!-- saidso allow U001: so",
            "<!---->",
            "saidso: allow U001: so",
            "<!-- not saidso: x -->",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
