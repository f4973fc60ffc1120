//! A browser without a window, driven through the `WebDriver` protocol (W3C) of chromedriver.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

/// Nothing that phones home, and nothing kept from earlier runs.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--window-size=1440,900",
];

/// What went wrong, for people.
pub(crate) type Outcome<T> = Result<T, String>;

/// The driver's program, if it is on the path.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths).map(|folder| folder.join("chromedriver")).find(|path| path.is_file())
}

/// One browser with one page.
pub(crate) struct Browser {
    driver: Child,
    session: String,
    profile: PathBuf,
}

impl Browser {
    /// Starts the driver and a browser.
    pub(crate) fn start(program: &Path) -> Outcome<Self> {
        let profile = env::temp_dir().join(format!("saidso-browser-{}", std::process::id()));
        fs::create_dir_all(&profile).map_err(|error| error.to_string())?;
        let driver = Command::new(program).arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let driver = driver.map_err(|error| format!("chromedriver: {error}"))?;
        let mut browser = Self { driver, session: String::new(), profile };
        let out = browser.driver.stdout.take().ok_or("chromedriver has no output")?;
        let mut lines = BufReader::new(out);
        let port = loop {
            let mut line = String::new();
            if lines.read_line(&mut line).map_err(|error| error.to_string())? == 0 {
                return Err("chromedriver ended before it told its port".to_owned());
            }
            if let Some(port) = line.split("on port ").nth(1).filter(|_| line.contains("started successfully")) {
                break port.trim().trim_end_matches('.').to_owned();
            }
        };
        // It goes on talking; nobody listens, but somebody has to take it.
        std::thread::spawn(move || std::io::copy(&mut lines.by_ref(), &mut std::io::sink()));
        let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        flags.push(format!("--user-data-dir={}", browser.profile.display()));
        let asked = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": flags},
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        }}});
        let base = format!("http://127.0.0.1:{port}/session");
        let made = call(&base, Some(&asked))?;
        let id = made["sessionId"].as_str().ok_or("no session")?;
        browser.session = format!("{base}/{id}");
        Ok(browser)
    }

    /// Sends a command of `WebDriver`.
    pub(crate) fn post(&self, command: &str, body: &Value) -> Outcome<Value> {
        call(&format!("{}/{command}", self.session), Some(body))
    }

    /// Sends a command of the `DevTools` protocol.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.post("goog/cdp/execute", &json!({"cmd": command, "params": parameters}))
    }

    /// Opens a file, with what follows its address.
    pub(crate) fn open(&self, path: &Path, rest: &str) -> Outcome<()> {
        // From one place of a page to another one it would not be loaded anew.
        self.post("url", &json!({"url": "about:blank"}))?;
        self.post("url", &json!({"url": format!("file://{}{rest}", path.display())}))?;
        Ok(())
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) fn run(&self, script: &str) -> Outcome<Value> {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Whether a script returns true, now or soon.
    pub(crate) fn holds(&self, script: &str) -> Outcome<()> {
        const TRIES: usize = 20;
        for _ in 0..TRIES {
            if self.run(&format!("return ({script});"))? == Value::Bool(true) {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        Err(format!("`{script}` is not so"))
    }

    /// Clicks on an element as a person would: it has to be in view and not covered.
    pub(crate) fn click(&self, selector: &str) -> Outcome<()> {
        let found = self.post("element", &json!({"using": "css selector", "value": selector}))?;
        let id = found.as_object().and_then(|element| element.values().next()).and_then(Value::as_str);
        let id = id.ok_or_else(|| format!("no {selector}"))?;
        self.post(&format!("element/{id}/click"), &json!({})).map(drop).map_err(|error| format!("{selector}: {error}"))
    }

    /// Presses keys one after another; those without a character are the code points that `WebDriver` gives them.
    pub(crate) fn press(&self, keys: &str) -> Outcome<()> {
        let press = |key: char| [json!({"type": "keyDown", "value": key}), json!({"type": "keyUp", "value": key})];
        let actions: Vec<Value> = keys.chars().flat_map(press).collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]})).map(drop)
    }

    /// What the console and the network tell since the last time.
    pub(crate) fn log(&self, kind: &str) -> Outcome<Vec<Value>> {
        match self.post("se/log", &json!({"type": kind}))? {
            Value::Array(entries) => Ok(entries),
            other => Err(format!("no log: {other}")),
        }
    }

    /// Width and height of the page in pixels, and whether the system is dark.
    pub(crate) fn look(&self, width: u32, height: u32, dark: bool) -> Outcome<()> {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.devtools("Emulation.setDeviceMetricsOverride", &size)?;
        let scheme = if dark { "dark" } else { "light" };
        let media = json!({"media": "", "features": [
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"},
        ]});
        self.devtools("Emulation.setEmulatedMedia", &media).map(drop)
    }

    /// Saves a picture of what is seen.
    pub(crate) fn picture(&self, path: &Path) -> Outcome<()> {
        let shot = self.devtools("Page.captureScreenshot", &json!({"format": "png"}))?;
        save(path, &shot)
    }

    /// Saves the page as it is printed.
    pub(crate) fn print(&self, path: &Path) -> Outcome<()> {
        let printed = self.devtools("Page.printToPDF", &json!({"printBackground": true}))?;
        save(path, &printed)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = ureq::delete(&self.session).call();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

fn save(path: &Path, answer: &Value) -> Outcome<()> {
    let data = answer["data"].as_str().ok_or("no data")?;
    let bytes = BASE64_STANDARD.decode(data).map_err(|error| error.to_string())?;
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}

fn call(url: &str, body: Option<&Value>) -> Outcome<Value> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let body = body.map_or_else(String::new, Value::to_string);
    let answer = agent.post(url).header("content-type", "application/json").send(body);
    let mut answer = answer.map_err(|error| format!("{url}: {error}"))?;
    let text = answer.body_mut().with_config().limit(256 << 20).read_to_string().map_err(|error| error.to_string())?;
    let mut told: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let value = told["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}
