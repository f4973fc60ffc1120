//! `--dump-config`: what is in effect, as a configuration that says the same.

use globset::GlobBuilder;

use super::{
    args::Audit,
    audit::names,
    config_file::ConfigFile,
    exit::{Exit, Failure},
    files,
    mappings::Mappings,
    output::print,
    plan::{Configured, distinct_names, overrule, plans},
};
use crate::{
    config::{AuditConfig, Config, FailOn, Kind, Pattern},
    render::Format,
};

pub(super) fn dump(args: &Audit) -> Result<Exit, Failure> {
    let inputs = &args.inputs;
    let configured = Configured::find(inputs.maps.config.as_deref())?;
    let plans = plans(&args.summaries, inputs, configured.as_ref())?;
    let mut config = configured.map(|configured| from_here(configured.file)).unwrap_or_default();
    if args.summaries.is_empty() {
        config.recordings.iter_mut().for_each(|recording| overrule(recording, inputs));
    } else {
        config.recordings = plans.iter().map(super::plan::Plan::listed).collect();
    }
    distinct_names(config.recordings.iter_mut().map(|recording| &mut recording.name));
    for recording in &mut config.recordings {
        recording.kind = recording.kind.or(Some(Kind::Speech));
    }
    let mappings = Mappings::of(&inputs.maps, Some(&config))?;
    (config.map, config.summary_map) = mappings.told();
    config.audit = in_effect(args, &config.audit)?;
    print(false, |out| write!(out, "{}", config.to_toml()))?;
    Ok(Exit::Clean)
}

/// A configuration whose allowances, too, name summaries as they are called from the folder of the process.
fn from_here(file: ConfigFile) -> Config {
    let folder = file.folder().to_owned();
    let ConfigFile { here, mut config, .. } = file;
    for summary in config.allows.iter_mut().filter_map(|allow| allow.summary.as_mut()) {
        let pattern = files::shown(&folder.join(summary.glob()), &here);
        if let Ok(pattern) = GlobBuilder::new(&pattern).literal_separator(true).build() {
            *summary = pattern;
        }
    }
    config
}

/// What `[audit]` and the options together say.
fn in_effect(args: &Audit, told: &AuditConfig) -> Result<AuditConfig, Failure> {
    let (select, ignore) = (names(&args.gate.select)?, names(&args.gate.ignore)?);
    let outputs = args.outputs.outputs.iter();
    let outputs: Vec<(Format, Pattern)> =
        outputs.map(|(format, path)| (*format, Pattern { text: path.display().to_string(), line: 0 })).collect();
    let given = args.gate.baseline.as_ref().map(|path| Pattern { text: path.display().to_string(), line: 0 });
    Ok(AuditConfig {
        fail_on: args.gate.fail_on.or(told.fail_on).or(Some(FailOn::Error)),
        select: if select.is_empty() { told.select.clone() } else { select },
        ignore: if ignore.is_empty() { told.ignore.clone() } else { ignore },
        format: args.outputs.format.or(told.format).or(Some(Format::Table)),
        outputs: if outputs.is_empty() && args.summaries.is_empty() { told.outputs.clone() } else { outputs },
        verbose: args.outputs.verbose || told.verbose,
        jobs: args.inputs.jobs.or(told.jobs).or(Some(0)),
        baseline: given.or_else(|| told.baseline.clone()),
    })
}
