//! Does the HTML report work in a browser? Runs where chromedriver is on the path; `SAIDSO_BROWSER=1` makes its absence a fault.
//!
//! `cargo run -p browser` asks the questions, `cargo run -p browser -- FOLDER` saves pictures as well.

mod driver;
mod pages;
mod questions;

use std::{
    env,
    io::{self, Write},
    path::Path,
    process::ExitCode,
    time::Instant,
};

use self::{driver::Browser, pages::Pages};

fn main() -> ExitCode {
    let Some(program) = driver::chromedriver() else {
        let wanted = env::var_os("SAIDSO_BROWSER").is_some_and(|wanted| wanted == "1");
        say("browser: skipped, for chromedriver is not on the path (Debian: apt-get install chromium chromium-driver)");
        return if wanted { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    };
    let (browser, pages) = match Browser::start(&program).and_then(|browser| {
        browser.post("url", &serde_json::json!({"url": "about:blank"}))?;
        Ok((browser, Pages::write()?))
    }) {
        Ok(both) => both,
        Err(fault) => {
            say(&format!("browser: {fault}"));
            return ExitCode::FAILURE;
        }
    };
    // What the browser shows before a page is its own business.
    let _ = browser.log("performance");
    let mut failed = 0;
    for (question, answer) in questions::ALL {
        let start = Instant::now();
        let answered = browser.look(1440, 900, false).and_then(|()| answer(&browser, &pages));
        // Whatever a question is about: no error in the console, and nothing asked of anybody.
        match answered.and_then(|()| questions::quiet(&browser)) {
            Ok(()) => say(&format!("ok      {question} ({:.1} s)", start.elapsed().as_secs_f64())),
            Err(fault) => {
                failed += 1;
                say(&format!("FAILED  {question}\n        {fault}"));
            }
        }
    }
    if let Some(folder) = env::args().nth(1)
        && let Err(fault) = questions::pictures(&browser, &pages, Path::new(&folder))
    {
        failed += 1;
        say(&format!("FAILED  pictures: {fault}"));
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn say(line: &str) {
    // A reader that went away changes nothing.
    let _ = writeln!(io::stdout(), "{line}");
}
