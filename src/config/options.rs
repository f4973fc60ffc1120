//! Options that the command line and the configuration share: their values by name.

use super::did_you_mean;
use crate::{
    finding::{Family, Severity},
    render::Format,
    rules,
};

/// What a transcript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The words as they were spoken.
    Speech,
    /// Minutes: a paraphrase.
    Minutes,
}

impl Kind {
    /// Both of them.
    pub const ALL: &[Self] = &[Self::Speech, Self::Minutes];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Minutes => "minutes",
        }
    }
}

/// From which severity on the audit fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Note,
    /// No finding.
    Never,
}

impl FailOn {
    /// All of them, the most lenient last.
    pub const ALL: &[Self] = &[Self::Error, Self::Warning, Self::Note, Self::Never];

    /// The lowest severity that fails it; `None` when nothing does.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.severity().map_or("never", Severity::name)
    }
}

/// A format and a file from `FORMAT=PATH`; the error says how to write it.
pub fn output(text: &str) -> Result<(Format, &str), String> {
    match text.split_once('=') {
        Some((_, "" | "-")) => Err("give a file after `=`; --format is for standard output".to_owned()),
        Some((name, path)) => Ok((format(name)?, path)),
        None => Err("write it as FORMAT=PATH, such as json=report.json".to_owned()),
    }
}

/// A format by its name; the error names all of them.
pub(super) fn format(name: &str) -> Result<Format, String> {
    let names = Format::ALL.iter().map(|format| format.name());
    Format::named(name).ok_or_else(|| {
        let hint = did_you_mean(name, names.clone());
        format!(
            "no such format{hint}{}one of {}",
            if hint.is_empty() { "; " } else { " " },
            names.collect::<Vec<_>>().join(", ")
        )
    })
}

/// A rule or family as a user names it (code, name or letter), as the audit knows it; the error says what was probably meant.
pub fn checked(name: &str) -> Result<String, String> {
    const FAMILIES: &[(char, Family)] = &[
        ('U', Family::Unsupported),
        ('C', Family::Contradicted),
        ('S', Family::Strength),
        ('A', Family::Misattributed),
        ('Q', Family::Misquoted),
        ('T', Family::Mistimed),
        ('X', Family::Conflicting),
        ('I', Family::Input),
    ];
    let name = name.trim();
    if let Some(rule) = rules::find(name) {
        return Ok(rule.code.to_owned());
    }
    let family = FAMILIES.iter().find(|(letter, family)| {
        family.name().eq_ignore_ascii_case(name) || name.eq_ignore_ascii_case(letter.encode_utf8(&mut [0; 4]))
    });
    if let Some((_, family)) = family {
        return Ok(family.name().to_owned());
    }
    let known = rules::RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    let hint = did_you_mean(name, known.chain(FAMILIES.iter().map(|(_, family)| family.name())));
    let hint = if hint.is_empty() { "; `saidso rules` lists them" } else { &hint };
    Err(format!("unknown rule or family `{name}`{hint}"))
}
