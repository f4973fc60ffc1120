//! `[[allow]]`: findings that are allowed, for summaries in which a comment would be seen.

use globset::GlobBuilder;
use toml::{Spanned, de::DeValue};

use super::read::Reader;
use crate::{accept::Allow, source::Span};

impl Reader<'_> {
    pub(super) fn allows(&mut self, value: &Spanned<DeValue<'_>>) -> Vec<Allow> {
        match value.get_ref() {
            DeValue::Array(entries) => entries.iter().filter_map(|entry| self.allow(entry)).collect(),
            DeValue::Table(_) => {
                self.fault(value.span(), "`allow` is a list; write `[[allow]]`".into());
                Vec::new()
            }
            other => {
                self.mistyped(value.span(), "allow", "a list of tables: `[[allow]]`", other);
                Vec::new()
            }
        }
    }

    fn allow(&mut self, entry: &Spanned<DeValue<'_>>) -> Option<Allow> {
        const KEYS: &[&str] = &["rule", "summary", "words", "reason"];
        let DeValue::Table(table) = entry.get_ref() else {
            self.mistyped(entry.span(), "allow", "a table", entry.get_ref());
            return None;
        };
        let before = self.faults.len();
        let (mut start, mut end) = (entry.span().start, entry.span().end);
        let mut allow =
            Allow { rules: Vec::new(), summary: None, words: None, reason: String::new(), span: Span::new(start, end) };
        for (key, value) in table {
            (start, end) = (start.min(key.span().start), end.max(value.span().end));
            match key.get_ref().as_ref() {
                "rule" => {
                    for (name, at) in self.strings(value, "allow.rule") {
                        match Allow::rule(&name) {
                            Ok(rule) => allow.rules.push(rule),
                            Err(fault) => self.fault(at..at, format!("`allow.rule`: {fault}")),
                        }
                    }
                }
                "summary" => {
                    let text = self.string(value, "allow.summary").unwrap_or_default();
                    let text = text.strip_prefix("./").unwrap_or(&text);
                    match GlobBuilder::new(text).literal_separator(true).build() {
                        Ok(glob) => allow.summary = Some(glob),
                        Err(error) => self.fault(value.span(), format!("`allow.summary`: {}", error.kind())),
                    }
                }
                "words" => allow.words = self.string(value, "allow.words").filter(|words| !words.trim().is_empty()),
                "reason" => allow.reason = self.string(value, "allow.reason").unwrap_or_default(),
                _ => self.unknown(key, "allow.", KEYS),
            }
        }
        allow.span = Span::new(start, end);
        if self.faults.len() == before {
            let nothing = allow.summary.is_none() && allow.words.is_none();
            for (missing, what) in [
                (allow.rules.is_empty(), "this allowance has no `rule`; add it"),
                (allow.reason.trim().is_empty(), "this allowance has no `reason`; add it"),
                (nothing, "this allowance has neither `summary` nor `words`; add one, or set the rule under `[rules]`"),
            ] {
                if missing {
                    self.fault(entry.span(), what.to_owned());
                }
            }
        }
        Some(allow)
    }
}
