//! `explain` and `rules`: what the rules are.

use super::{
    args::{Explain, Show},
    exit::{Exit, Failure},
    output::{print, settings},
};
use crate::{config::did_you_mean, render::rules_table, rules};

pub(super) fn explain(args: &Explain) -> Result<Exit, Failure> {
    let Some(rule) = rules::find(args.rule.trim()) else {
        let hint = did_you_mean(&args.rule, rules::RULES.iter().flat_map(|rule| [rule.name, rule.code]));
        let hint = if hint.is_empty() { "; `saidso rules` lists them" } else { &hint };
        return Err(Failure::usage(format!("unknown rule `{}`{hint}", args.rule)));
    };
    print(false, |out| writeln!(out, "{}", rule.page.trim_end()))?;
    Ok(Exit::Clean)
}

pub(super) fn rules(args: &Show) -> Result<Exit, Failure> {
    let settings = settings(args);
    print(settings.color, |out| rules_table(rules::RULES, &settings, out))?;
    Ok(Exit::Clean)
}
