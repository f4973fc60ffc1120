//! What the report has to do, one question a function.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    driver::{Browser, Outcome},
    pages::Pages,
};

type Question = (&'static str, fn(&Browser, &Pages) -> Outcome<()>);

/// The keys of `WebDriver`.
const ENTER: char = '\u{e007}';
const TAB: char = '\u{e004}';
const ESCAPE: char = '\u{e00c}';
const DOWN: char = '\u{e015}';

pub(crate) const ALL: &[Question] = &[
    ("a click on a claim shows the passage that the JSON names", click),
    ("filters leave what they ask for, and the address keeps them", filters),
    ("the keyboard alone reaches a claim's evidence and comes back", keys),
    ("a mark of the map, a reference and a side of a conflict lead to their claim", links),
    ("without script links lead to passages and back", no_script),
    ("text has a contrast of 4.5 to 1, light and dark", contrast),
    ("nothing is wider than a phone, nor than half a window", narrow),
    ("a hostile summary runs nothing and hides nothing", hostile),
    ("a report without a talk, and one without anything, can be read", bare),
    ("hundreds of claims open and can be filtered", large),
];

/// No error in the console, no request but for the page itself.
pub(crate) fn quiet(browser: &Browser) -> Outcome<()> {
    let errors = browser.log("browser")?;
    if let Some(error) = errors.iter().find(|entry| entry["level"] == "SEVERE") {
        return Err(format!("the console says {}", error["message"]));
    }
    for entry in browser.log("performance")? {
        let message: Value = serde_json::from_str(entry["message"].as_str().unwrap_or("{}")).unwrap_or_default();
        let message = &message["message"];
        let url = message["params"]["request"]["url"].as_str().unwrap_or_default();
        let document = message["params"]["type"] == "Document" && url.starts_with("file://");
        if message["method"] == "Network.requestWillBeSent" && !document && !url.starts_with("about:") {
            return Err(format!("it asks for {url}"));
        }
    }
    Ok(())
}

/// The number of a claim in the page and the claim in the JSON, for those that are asked for.
fn claims(json: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<(usize, &Value)> {
    let summaries = json["recordings"].as_array().into_iter().flatten().filter_map(|r| r["summaries"].as_array());
    let claims = summaries.flatten().filter_map(|summary| summary["claims"].as_array()).flatten();
    claims.enumerate().map(|(index, claim)| (index + 1, claim)).filter(|(_, claim)| wanted(claim)).collect()
}

/// Letters and digits only: how blanks and dashes are shown is not the point.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn text(value: &Value) -> String {
    letters(value.as_str().unwrap_or_default())
}

fn click(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.open(&pages.seeds, "")?;
    let supported = claims(&pages.json, |claim| claim["verdict"] == "supported" && claim["findings"] == json!([]));
    for (number, claim) in supported.into_iter().step_by(9) {
        browser.click(&format!("#c{number} .words"))?;
        let chosen = "return [...document.querySelectorAll('.s.chosen')].map((s) => s.textContent).join('');";
        let (shown, wanted) = (text(&browser.run(chosen)?), text(&claim["evidence"][0]["text"]));
        if shown != wanted {
            return Err(format!("claim {number} shows {shown}, not {wanted}"));
        }
        browser.holds("document.querySelectorAll('.s.chosen mark').length > 0")?;
        in_view(browser, "#talk .s.chosen")?;
    }
    let faulty = claims(&pages.json, |claim| claim["findings"][0]["found"]["text"].is_string());
    for (number, claim) in faulty.into_iter().step_by(4) {
        browser.click(&format!("#c{number} .words"))?;
        let found = text(&claim["findings"][0]["found"]["text"]);
        let exact = text(
            &browser.run("return [...document.querySelectorAll('.s.exact')].map((s) => s.textContent).join('');")?,
        );
        let beside =
            text(&browser.run(&format!("return document.querySelector('#c{number} .found mark').textContent;"))?);
        if !found.starts_with(&exact) && !exact.contains(&found) || beside != found {
            return Err(format!("claim {number} shows {exact} and {beside}, not {found}"));
        }
        in_view(browser, "#talk .s.exact")?;
    }
    Ok(())
}

fn in_view(browser: &Browser, selector: &str) -> Outcome<()> {
    browser.holds(&format!(
        "(() => {{ const box = document.querySelector('{selector}').getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }})()"
    ))
}

fn filters(browser: &Browser, pages: &Pages) -> Outcome<()> {
    let shown = "document.querySelectorAll('.claim:not([hidden])').length";
    browser.open(&pages.seeds, "")?;
    let count = claims(&pages.json, |_| true).len();
    browser.holds(&format!("{shown} === {count}"))?;
    let contradicted = claims(&pages.json, |claim| claim["verdict"] == "contradicted").len();
    browser.click("input[value=contradicted]")?;
    browser.holds(&format!("{shown} === {contradicted} && location.hash.includes('v=contradicted')"))?;
    browser.click("button[type=reset]")?;
    browser.holds(&format!("{shown} === {count}"))?;
    let of = |code: &str| {
        claims(&pages.json, |claim| {
            claim["findings"].as_array().is_some_and(|all| all.iter().any(|f| f["rule"] == code))
        })
    };
    let dates = of("C002").len();
    // As with the keyboard: a list that is open is no part of the page.
    browser.run("document.querySelector('select[name=r]').focus();")?;
    browser.press("wrong-date")?;
    browser.holds(&format!("{shown} === {dates} && {dates} > 0"))?;
    // The address alone brings it back.
    let hash = browser.run("return location.hash;")?;
    browser.open(&pages.seeds, hash.as_str().unwrap_or_default())?;
    browser.holds(&format!("{shown} === {dates} && document.querySelector('select[name=r]').value === 'C002'"))?;
    browser.open(&pages.seeds, "")?;
    browser.click("input[name=q]")?;
    browser.press("distill")?;
    let distill =
        claims(&pages.json, |claim| format!("{} {}", claim["label"], claim["text"]).to_lowercase().contains("distill"));
    browser.holds(&format!("{shown} === {}", distill.len()))?;
    browser.open(&pages.seeds, "#w=1")?;
    browser.holds(&format!("{shown} > 0 && {shown} < {count}"))?;
    browser.open(&pages.seeds, "#s=error")?;
    browser.holds(&format!("{shown} > 0 && {shown} < {count}"))
}

fn keys(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.open(&pages.seeds, "")?;
    // From the top of the page: the skip link first.
    browser.press(&format!("{TAB}"))?;
    browser.holds("document.activeElement.matches('.skip')")?;
    browser.press(&format!("{ENTER}j"))?;
    browser.holds("document.activeElement.matches('.claim.open .words') && document.querySelectorAll('.claim.chosen').length === 1")?;
    browser.holds("document.getElementById('live').textContent.startsWith('Claim ')")?;
    browser.holds("document.activeElement.matches(':focus-visible')")?;
    let first = browser.run("return document.querySelector('.claim.chosen').id;")?;
    browser.press(&format!("j{DOWN}k"))?;
    browser.holds("document.querySelectorAll('.claim.chosen').length === 1")?;
    browser.press(&format!("{ENTER}{ENTER}"))?;
    browser.holds("document.activeElement.matches('#talk .s.chosen')")?;
    in_view(browser, "#talk .s.chosen")?;
    browser.press(&format!("{ESCAPE}"))?;
    browser.holds("document.activeElement.matches('.claim.chosen .words')")?;
    // And every claim can be reached by Tab: nothing but links and buttons is needed.
    browser
        .holds("[...document.querySelectorAll('.claim .words')].every((link) => link.tabIndex === 0 && link.href)")?;
    first.as_str().map(drop).ok_or_else(|| "no claim was chosen".to_owned())
}

fn links(browser: &Browser, pages: &Pages) -> Outcome<()> {
    for selector in ["svg a.contradicted", ".ref.contradicted", ".conflicts .to"] {
        browser.open(&pages.seeds, "")?;
        let target = browser.run(&format!(
            "const link = document.querySelector('{selector}'); link.scrollIntoView({{block: 'center'}}); return link.getAttribute('href').slice(1);"
        ))?;
        let target = target.as_str().unwrap_or_default().to_owned();
        browser.click(selector)?;
        browser.holds(&format!("document.querySelector('.claim.chosen').id === '{target}'"))?;
        in_view(browser, &format!("#{target}"))?;
    }
    browser.open(&pages.seeds, "")?;
    browser.click(".gaps a")?;
    in_view(browser, "#talk .s.chosen")
}

fn no_script(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}))?;
    let asked = (|| {
        browser.open(&pages.seeds, "")?;
        browser.holds("getComputedStyle(document.getElementById('tools')).display === 'none'")?;
        let (number, claim) = claims(&pages.json, |claim| claim["verdict"] == "supported")[20];
        browser.click(&format!("#c{number} .words"))?;
        let shown = text(&browser.run("return document.querySelector(':target').textContent;")?);
        if !text(&claim["evidence"][0]["text"]).starts_with(&shown) {
            return Err(format!("claim {number} leads to {shown}"));
        }
        in_view(browser, "#talk :target")?;
        browser.holds("getComputedStyle(document.querySelector(':target')).backgroundColor !== 'rgba(0, 0, 0, 0)'")?;
        browser.click(&format!(".ref[href='#c{number}']"))?;
        browser.holds(&format!("document.querySelector(':target').id === 'c{number}'"))?;
        in_view(browser, "#claims :target")?;
        browser.holds("[...document.querySelectorAll('.claim')].every((claim) => claim.checkVisibility())")
    })();
    browser.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": false}))?;
    asked
}

fn contrast(browser: &Browser, pages: &Pages) -> Outcome<()> {
    for dark in [false, true] {
        for page in [&pages.seeds, &pages.hostile, &pages.alone] {
            browser.look(1440, 900, dark)?;
            browser.open(page, "#v=contradicted,supported,unsupported,unchecked")?;
            browser.run("for (const d of document.querySelectorAll('details')) d.open = true; const w = document.querySelector('.claim.open .words') || document.querySelector('.claim .words'); w.click();")?;
            let told = browser.run(include_str!("contrast.js"))?;
            if told["bad"] != json!([]) || told["seen"].as_u64() < Some(20) {
                return Err(format!("{}, dark {dark}: {told}", page.display()));
            }
        }
    }
    Ok(())
}

fn narrow(browser: &Browser, pages: &Pages) -> Outcome<()> {
    // 720 by 450 is a window of 1440 by 900 at 200 %.
    for (width, height) in [(360, 740), (320, 640), (720, 450)] {
        for page in [&pages.seeds, &pages.hostile, &pages.alone] {
            browser.look(width, height, false)?;
            browser.open(page, "")?;
            let told = browser.run("return [document.documentElement.scrollWidth, innerWidth];")?;
            if told[0].as_u64() > told[1].as_u64() || told[1] != json!(width) {
                return Err(format!("{} is {} wide at {width}", page.display(), told[0]));
            }
        }
    }
    // One column: the passage comes to the claim.
    browser.look(360, 740, false)?;
    browser.open(&pages.seeds, "")?;
    let (number, claim) =
        claims(&pages.json, |claim| claim["verdict"] == "supported" && claim["findings"] == json!([]))[3];
    browser.click(&format!("#c{number} .words"))?;
    let shown = text(&browser.run(&format!("return document.querySelector('#c{number} .evidence').textContent;"))?);
    if shown == text(&claim["evidence"][0]["text"]) { Ok(()) } else { Err(format!("claim {number} shows {shown}")) }
}

fn hostile(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.open(&pages.hostile, "")?;
    browser.run("for (const words of document.querySelectorAll('.claim .words')) words.click();")?;
    browser.holds("window.PWNED === undefined && document.querySelectorAll('script').length === 1 && document.querySelectorAll('style').length === 1")?;
    browser.holds("document.querySelectorAll('img, iframe, object, link, base').length === 0")?;
    browser.holds("[...document.querySelectorAll('a')].every((a) => a.getAttribute('href').startsWith('#'))")?;
    browser.holds("[...document.querySelectorAll('*')].every((node) => [...node.attributes].every((a) => !a.name.startsWith('on')))")?;
    browser.holds(
        "document.querySelectorAll('.claim').length >= 6 && document.body.innerText.includes('window.PWNED=1')",
    )?;
    browser.holds("!/[\\u202a-\\u202e\\u2066-\\u2069\\u001b]/.test(document.body.textContent)")
}

fn bare(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.open(&pages.alone, "")?;
    browser
        .holds("!document.getElementById('talk') && document.querySelectorAll('.conflicts .finding').length === 1")?;
    browser.click(".conflicts .to")?;
    browser.holds("document.querySelectorAll('.claim.chosen').length === 1")?;
    browser.open(&pages.empty, "")?;
    browser.holds("document.body.innerText.includes('Nothing was audited')")
}

fn large(browser: &Browser, pages: &Pages) -> Outcome<()> {
    browser.open(&pages.large, "")?;
    browser.holds("document.querySelectorAll('.claim').length >= 600")?;
    browser.run("document.body.focus();")?;
    browser.press("j")?;
    browser.holds("document.querySelectorAll('.claim.chosen').length === 1")?;
    browser.open(&pages.large, "#q=number+77+")?;
    browser.holds("document.querySelectorAll('.claim:not([hidden])').length < 200")
}

/// Pictures for people to look at.
pub(crate) fn pictures(browser: &Browser, pages: &Pages, folder: &Path) -> Outcome<()> {
    let first = claims(&pages.json, |claim| claim["verdict"] == "contradicted").get(1).map_or(1, |(number, _)| *number);
    for (name, width, height, dark, rest) in [
        ("light", 1440, 900, false, String::new()),
        ("light-chosen", 1440, 900, false, format!("#c{first}")),
        ("dark", 1440, 900, true, String::new()),
        ("dark-chosen", 1440, 900, true, format!("#c{first}")),
        ("phone", 360, 740, false, String::new()),
        ("phone-chosen", 360, 740, false, format!("#c{first}")),
        ("phone-dark-supported", 360, 740, true, "#c20".to_owned()),
        ("zoomed", 720, 450, false, format!("#c{first}")),
    ] {
        browser.look(width, height, dark)?;
        browser.open(&pages.seeds, &rest)?;
        browser.picture(&folder.join(format!("{name}.png")))?;
    }
    for (name, page, width) in [
        ("hostile", &pages.hostile, 1440),
        ("alone", &pages.alone, 1440),
        ("large", &pages.large, 1440),
        ("empty", &pages.empty, 360),
    ] {
        browser.look(width, 900, false)?;
        browser.open(page, "")?;
        browser.picture(&folder.join(format!("{name}.png")))?;
    }
    browser.look(1000, 900, false)?;
    browser.open(&pages.seeds, "")?;
    browser.devtools("Emulation.setEmulatedMedia", &json!({"media": ""}))?;
    browser.print(&folder.join("print.pdf"))
}
