//! Do the files for CI do what the pages about them promise? Every snippet is run with the program of this build.
#![cfg(all(feature = "cli", unix))]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicUsize, Ordering},
};

use saidso::render::Format;
use saphyr::{LoadableYamlNode, Yaml};

/// Whether options that name a format which this build does not have are left out of what is run. Set it to `false` once all are there.
const SKIP_UNKNOWN_FORMATS: bool = false;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn yaml(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(documents.len(), 1, "one document:\n{text}");
    documents.remove(0)
}

/// What stands under keys, one in the other; `None` if one of them is not there.
fn at<'y>(node: &'y Yaml<'y>, keys: &[&str]) -> Option<&'y Yaml<'y>> {
    keys.iter().try_fold(node, |node, key| node.as_mapping_get(key))
}

fn strings<'y>(node: &'y Yaml<'y>) -> Vec<&'y str> {
    node.as_vec().map(|list| list.iter().filter_map(Yaml::as_str).collect()).unwrap_or_default()
}

fn keys<'y>(node: &'y Yaml<'y>) -> Vec<&'y str> {
    node.as_mapping().map(|mapping| mapping.keys().filter_map(Yaml::as_str).collect()).unwrap_or_default()
}

/// The fenced blocks of a page in one of these languages.
fn blocks(page: &str, languages: &[&str]) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((languages.contains(&language), String::new())),
            (Some(_), Some(_)) => blocks.extend(open.take().filter(|(wanted, _)| *wanted).map(|(_, block)| block)),
            (Some((_, block)), None) => block.extend([line, "\n"]),
            (None, None) => {}
        }
    }
    blocks
}

/// Every script that a node runs: `run:` and `script:`.
fn scripts(node: &Yaml<'_>, found: &mut Vec<String>) {
    if let Some(list) = node.as_vec() {
        for child in list {
            scripts(child, found);
        }
    }
    for key in keys(node) {
        let child = at(node, &[key]).expect("it is there");
        match key {
            "run" => found.extend(child.as_str().map(str::to_owned)),
            "script" => found.extend(strings(child).into_iter().map(str::to_owned)),
            _ => scripts(child, found),
        }
    }
}

/// A folder of its own with the example recording, removed in the end.
struct Folder(PathBuf);

impl Folder {
    fn empty() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("saidso-ci-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// With a recording whose summary holds one error.
    fn with_recording() -> Self {
        let folder = Self::empty();
        let from = root().join("tests/cli/recordings.in");
        for name in ["saidso.toml", "talk.txt", "talk-right.md", "talk-wrong.md"] {
            fs::copy(from.join(name), folder.0.join(name)).expect("copied");
        }
        folder
    }

    /// Runs a script as a CI service does, with the program of this build on the path.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_saidso")).parent().expect("a folder").display().to_string();
        let path = format!("{program}:{}", std::env::var("PATH").expect("a path"));
        Command::new("bash")
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
            .current_dir(&self.0)
            .env("PATH", path)
            .env("TMPDIR", &self.0)
            .env("GITHUB_STEP_SUMMARY", self.0.join("step-summary.md"))
            .env("GITHUB_OUTPUT", self.0.join("github-output"))
            .env("GITHUB_PATH", self.0.join("github-path"))
            .envs(variables.iter().copied())
            .output()
            .expect("bash runs")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn known(format: &str) -> bool {
    !SKIP_UNKNOWN_FORMATS || Format::named(format).is_some()
}

/// A command without the options that name an unknown format, and the files that it promises.
fn runnable(command: &str) -> (String, Vec<String>) {
    let words: Vec<&str> = command.split_whitespace().collect();
    let (mut kept, mut files) = (Vec::new(), Vec::new());
    let mut index = 0;
    while let Some(word) = words.get(index) {
        index += 1;
        let value = words.get(index).copied().unwrap_or_default();
        let format = match *word {
            "--format" => value,
            "--output" => value.split_once('=').expect("FORMAT=PATH").0,
            _ => {
                kept.push(*word);
                continue;
            }
        };
        index += 1;
        if known(format) {
            kept.extend([*word, value]);
            files.extend((*word == "--output").then(|| value.split_once('=').expect("a path").1.to_owned()));
        }
    }
    (kept.join(" "), files)
}

#[test]
fn every_yaml_file_and_snippet_can_be_read() {
    for path in [
        "action.yml",
        ".pre-commit-hooks.yaml",
        "ci/gitlab.yml",
        ".github/workflows/ci.yml",
        ".github/workflows/release.yml",
    ] {
        yaml(&text(path));
    }
    for page in ["README.md", "docs/ci.md"] {
        let snippets = blocks(&text(page), &["yaml"]);
        assert!(!snippets.is_empty(), "{page} has snippets");
        for snippet in &snippets {
            yaml(snippet);
        }
    }
}

#[test]
fn the_snippets_of_the_pages_gate_and_write_what_they_promise() {
    let mut commands = Vec::new();
    for page in ["README.md", "docs/ci.md"] {
        let page = text(page);
        for snippet in blocks(&page, &["yaml"]) {
            scripts(&yaml(&snippet), &mut commands);
        }
        let shell = blocks(&page, &["sh"]);
        commands.extend(shell.iter().flat_map(|block| block.lines()).map(str::to_owned));
    }
    commands.retain(|command| command.starts_with("saidso audit"));
    assert!(commands.len() >= 4, "the pages show commands: {commands:?}");
    for command in commands {
        let (command, files) = runnable(&command);
        let folder = Folder::with_recording();
        let output = folder.run(&command, &[]);
        assert_eq!(output.status.code(), Some(1), "{command}: {}", told(&output));
        for file in files {
            let file = file.replace("\"$GITHUB_STEP_SUMMARY\"", "step-summary.md");
            assert!(!folder.read(&file).is_empty(), "{command} writes {file}");
        }
        fs::remove_file(folder.0.join("talk-wrong.md")).expect("removed");
        let output = folder.run(&command, &[]);
        assert_eq!(output.status.code(), Some(0), "{command}: {}", told(&output));
    }
}

#[test]
fn the_job_of_gitlab_is_the_one_of_the_page_and_keeps_what_it_writes() {
    let job = text("ci/gitlab.yml");
    assert!(blocks(&text("docs/ci.md"), &["yaml"]).contains(&job), "docs/ci.md shows ci/gitlab.yml as it is");
    let job = yaml(&job);
    let kept = strings(at(&job, &["saidso", "artifacts", "paths"]).expect("paths")).join(" ");
    let mut found = Vec::new();
    scripts(&job, &mut found);
    let promised: Vec<&str> = found.iter().flat_map(|script| script.split("--output ").skip(1)).collect();
    assert_eq!(promised.len(), 2);
    for output in promised {
        let path = output.split_whitespace().next().and_then(|word| word.split_once('=')).expect("FORMAT=PATH").1;
        assert!(kept.contains(path), "{path} is kept");
    }
}

#[test]
fn the_action_declares_what_it_uses_and_the_page_lists_it() {
    let source = text("action.yml");
    let action = yaml(&source);
    let declared = keys(at(&action, &["inputs"]).expect("inputs"));
    let used = |name: &str| source.contains(&format!("inputs.{name} ")) || source.contains(&format!("inputs.{name}}}"));
    for name in &declared {
        assert!(used(name), "{name} is used");
        assert!(text("docs/ci.md").contains(&format!("| `{name}` |")), "docs/ci.md lists {name}");
        for key in ["description", "default"] {
            assert!(at(&action, &["inputs", name, key]).and_then(Yaml::as_str).is_some(), "{name} has a {key}");
        }
    }
    for (at, _) in source.match_indices("inputs.") {
        let rest = &source[at + "inputs.".len()..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
        assert!(declared.contains(&name.as_str()), "inputs.{name} is declared");
    }
    let steps = at(&action, &["runs", "steps"]).and_then(Yaml::as_vec).expect("steps");
    let script = step_script(steps, "Audit the summaries");
    for output in keys(at(&action, &["outputs"]).expect("outputs")) {
        assert!(script.contains(&format!("echo \"{output}=")), "{output} is written");
    }
    // What a pull request says must never be part of a script.
    for step in steps {
        let script = at(step, &["run"]).and_then(Yaml::as_str).unwrap_or_default();
        assert!(!script.contains("${{"), "inputs come as variables: {script}");
    }
}

fn step_script(steps: &[Yaml<'_>], name: &str) -> String {
    let step = steps.iter().find(|step| at(step, &["name"]).and_then(Yaml::as_str) == Some(name)).expect("the step");
    at(step, &["run"]).and_then(Yaml::as_str).expect("a script").to_owned()
}

#[test]
fn the_action_audits_writes_its_outputs_and_fails_as_the_audit_does() {
    let source = text("action.yml");
    let action = yaml(&source);
    let script =
        step_script(at(&action, &["runs", "steps"]).and_then(Yaml::as_vec).expect("steps"), "Audit the summaries");
    let (github, sarif, markdown) = (known("github"), known("sarif"), known("markdown"));
    for (summaries, transcript, fail_on, args, code) in [
        ("", "", "", "", 1),
        ("", "", "never", "", 0),
        ("talk-right.md", "talk.txt", "", "--verbose --jobs 1", 0),
        ("talk-*.md\n", "*.txt\n", "", "", 1),
        ("talk-right.md\ntalk-none.md", "talk.txt", "", "", 2),
        ("talk-right.md; touch harmed", "talk.txt", "", "", 2),
        ("$(touch harmed)", "`touch harmed`", "", "; touch harmed", 2),
    ] {
        let folder = Folder::with_recording();
        let output = folder.run(
            &script,
            &[
                ("SUMMARIES", summaries),
                ("TRANSCRIPT", transcript),
                ("CONFIG", "saidso.toml"),
                ("FORMAT", if github { "github" } else { "concise" }),
                ("FAIL_ON", fail_on),
                ("SARIF", if sarif { "saidso.sarif" } else { "" }),
                ("JOB_SUMMARY", if markdown { "true" } else { "false" }),
                ("ARGS", args),
            ],
        );
        assert_eq!(output.status.code(), Some(code), "{summaries:?} {args:?}: {}", told(&output));
        assert!(folder.read("github-output").starts_with(&format!("exit-code={code}\n")));
        assert!(!folder.0.join("harmed").exists(), "{summaries:?} was run");
        if code < 2 {
            assert_eq!(folder.read("github-output").contains("sarif=saidso.sarif"), sarif);
            assert_eq!(folder.read("step-summary.md").is_empty(), !markdown);
        }
    }
}

#[test]
fn every_hook_audits_what_the_configuration_lists() {
    let source = text(".pre-commit-hooks.yaml");
    let hooks = yaml(&source);
    let hooks = hooks.as_vec().expect("a list");
    assert_eq!(hooks.len(), 2);
    let page = text("docs/ci.md");
    for hook in hooks {
        let of = |key: &str| at(hook, &[key]).and_then(Yaml::as_str).unwrap_or_default();
        assert!(page.contains(&format!("`{}`", of("id"))), "docs/ci.md names {}", of("id"));
        assert!(["rust", "system"].contains(&of("language")));
        assert_eq!(at(hook, &["pass_filenames"]).and_then(Yaml::as_bool), Some(false));
        let output = Folder::with_recording().run(of("entry"), &[]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        let files = regex::Regex::new(of("files")).expect("an expression");
        for (path, of_concern) in [("talks/a.md", true), ("a.vtt", true), ("saidso.toml", true), ("src/main.rs", false)]
        {
            assert_eq!(files.is_match(path), of_concern, "{path}");
        }
    }
    let shown = blocks(&page, &["yaml"]).into_iter().find(|block| block.starts_with("repos:")).expect("a snippet");
    let shown = yaml(&shown);
    let repo = at(&shown, &["repos"]).and_then(Yaml::as_vec).and_then(|repos| repos.first()).expect("a repository");
    let hook = at(repo, &["hooks"]).and_then(Yaml::as_vec).and_then(|hooks| hooks.first()).expect("a hook");
    let id = at(hook, &["id"]).and_then(Yaml::as_str).expect("an id");
    assert!(hooks.iter().any(|hook| at(hook, &["id"]).and_then(Yaml::as_str) == Some(id)));
}

/// Packs the program as a release does, then installs it from there as users do.
#[test]
#[cfg(target_os = "linux")]
fn what_is_released_can_be_installed_and_what_was_changed_cannot() {
    let folder = Folder::empty();
    let target = format!("{}-unknown-linux-musl", std::env::consts::ARCH);
    let (root, program) = (root().display(), env!("CARGO_BIN_EXE_saidso"));
    let packed = folder.run(
        &format!(
            "'{root}/ci/pages.sh' '{program}' pages
            mkdir -p releases/download/v9.9.9 && cd releases/download/v9.9.9
            '{root}/ci/package.sh' {target} '{program}' ../../../pages && tar -tzf saidso-{target}.tar.gz"
        ),
        &[],
    );
    assert!(packed.status.success(), "{}", told(&packed));
    for name in ["saidso", "man/saidso-audit.1", "completions/_saidso", "LICENSE-MIT", "README.md"] {
        assert!(told(&packed).contains(&format!("saidso-{target}/{name}\n")), "{name}: {}", told(&packed));
    }
    let install = |version: &str| {
        let repository = format!("file://{}", folder.0.display());
        let bin = folder.0.join("bin").display().to_string();
        let variables =
            [("SAIDSO_REPOSITORY", repository.as_str()), ("SAIDSO_VERSION", version), ("SAIDSO_BIN", bin.as_str())];
        folder.run(&format!("bash '{root}/ci/install.sh'"), &variables)
    };
    let missing = install("v0.0.0");
    assert_eq!(missing.status.code(), Some(1), "{}", told(&missing));
    assert!(told(&missing).contains("no release v0.0.0"), "{}", told(&missing));

    let sum = folder.0.join(format!("releases/download/v9.9.9/saidso-{target}.tar.gz.sha256"));
    let right = fs::read_to_string(&sum).expect("a sum");
    fs::write(&sum, right.replacen(|c: char| c.is_ascii_hexdigit(), "g", 1)).expect("written");
    let changed = install("v9.9.9");
    assert_eq!(changed.status.code(), Some(1));
    assert!(told(&changed).contains("is not what its sum says"), "{}", told(&changed));
    assert!(!folder.0.join("bin/saidso").exists());

    fs::write(&sum, right).expect("written");
    let done = install("v9.9.9");
    assert!(done.status.success(), "{}", told(&done));
    assert!(told(&done).starts_with(&format!("saidso {}", env!("CARGO_PKG_VERSION"))), "{}", told(&done));
    assert!(folder.0.join("bin/saidso").is_file());
}

#[test]
fn the_workflows_run_what_is_there() {
    for path in [".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        let source = text(path);
        let mut found = Vec::new();
        scripts(&yaml(&source), &mut found);
        for script in found.iter().flat_map(|script| script.split_whitespace()).filter(|word| word.contains("ci/")) {
            assert!(root().join(script).is_file(), "{path} runs {script}");
        }
    }
    let release = text(".github/workflows/release.yml");
    for target in
        text("ci/install.sh").split(|c: char| c.is_whitespace()).filter_map(|word| word.strip_prefix("target="))
    {
        assert!(target == "none" || release.contains(&format!("target: {target},")), "{target} is released");
    }
}

#[test]
fn the_image_runs_as_nobody_in_particular() {
    let file = text("Dockerfile");
    let last = file.rsplit("\nFROM ").next().expect("a stage");
    let user = last.lines().find_map(|line| line.strip_prefix("USER ")).expect("a user");
    assert!(!user.starts_with("root") && !user.starts_with('0'), "{user}");
    assert!(last.contains("ENTRYPOINT [\"saidso\"]") && last.contains("CMD [\"audit\"]"));
}

#[test]
fn completions_and_pages_are_well_formed() {
    let folder = Folder::empty();
    let bash = folder.run("saidso completions bash > it && bash -n it && grep -c -- --dump-config it", &[]);
    assert!(bash.status.success(), "{}", told(&bash));
    for shell in ["zsh", "fish", "powershell", "elvish"] {
        let script = folder.run(&format!("saidso completions {shell}"), &[]);
        assert!(told(&script).contains("fail-on"), "{shell}");
    }
    let pages = folder.run("mkdir pages && saidso man --output pages && ls pages && cat pages/*", &[]);
    assert!(pages.status.success(), "{}", told(&pages));
    for name in ["saidso.1", "saidso-audit.1", "saidso-init.1", ".TH SAIDSO-AUDIT 1", ".SH OPTIONS"] {
        assert!(told(&pages).contains(name), "{name}");
    }
    assert_eq!(folder.run("saidso man audit", &[]).stdout, folder.run("cat pages/saidso-audit.1", &[]).stdout);
    if Command::new("groff").arg("--version").output().is_ok() {
        let shown = folder.run("for page in pages/*; do groff -man -Tutf8 -ww \"$page\" > /dev/null; done", &[]);
        assert!(shown.status.success() && shown.stderr.is_empty(), "{}", told(&shown));
    }
}
