//! The configuration: the nearest `saidso.toml`, or the one that is named.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    exit::{Exit, Failure},
    files,
};
use crate::{config::Config, source::Source};

/// A configuration and where it stands.
pub(super) struct ConfigFile {
    /// The folder of the process.
    pub(super) here: PathBuf,
    /// The file.
    pub(super) path: PathBuf,
    /// The file as a person here would write it.
    pub(super) name: String,
    /// What it says.
    pub(super) config: Config,
    /// Its text, under that name.
    pub(super) source: Arc<Source>,
}

impl ConfigFile {
    /// Reads the file that is given, or the nearest one; `None` if there is none here or above.
    pub(super) fn find(given: Option<&Path>) -> Result<Option<Self>, Failure> {
        let here = env::current_dir().map_err(|error| Failure::usage(format!("the current directory: {error}")))?;
        let path = match given {
            Some(path) => here.join(path),
            None => match files::nearest_config(&here) {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        let name = files::shown(&path, &here);
        let source = files::read(&path.display().to_string());
        let text = match &source {
            Ok(source) => source.text(),
            // An empty configuration is a configuration.
            Err(bad) if bad.exit == Exit::Nothing => "",
            Err(bad) => return Err(Failure::usage(format!("{name}: {}", bad.message))),
        };
        let text = Source::new(name.as_str(), text);
        let config = Config::parse(&name, text.text()).map_err(|faults| Failure {
            exit: Exit::NotAudited,
            lines: faults.iter().map(ToString::to_string).collect(),
        })?;
        Ok(Some(Self { here, path, name, config, source: text }))
    }

    /// The folder in which it stands.
    pub(super) fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.here)
    }
}
