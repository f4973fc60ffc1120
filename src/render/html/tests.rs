use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::{super::sample, *};
use crate::finding::{Acceptance, Accepted};

fn page(report: &Report, settings: &Settings) -> String {
    let mut bytes = Vec::new();
    render(report, settings, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_policy_lets_through_just_this_style_and_this_script() {
    for (name, text, hash) in [("STYLE_HASH", STYLE, STYLE_HASH), ("SCRIPT_HASH", SCRIPT, SCRIPT_HASH)] {
        assert_eq!(hash, BASE64_STANDARD.encode(Sha256::digest(text)), "{name} in src/render/html/mod.rs");
        assert!(
            !text.contains("</") && !text.contains("<!--"),
            "{name}: would end or change the element that holds it"
        );
    }
    assert!(page(&sample::report(), &Settings::default()).contains(&format!("<script>{SCRIPT}</script>")));
}

#[test]
fn every_link_leads_to_something_in_the_page() {
    let page = page(&sample::report(), &Settings::default());
    let page = page.split("<script>").next().unwrap();
    let mut links = 0;
    for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        let target = link.strip_prefix('#').unwrap_or_else(|| panic!("{link} leads out of the page"));
        assert!(page.contains(&format!("id=\"{target}\"")), "nothing is #{target}");
        links += 1;
    }
    assert!(links > 15, "only {links} links");
    for id in page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id} is there more than once");
    }
}

#[test]
fn what_was_said_is_there_once_and_whole() {
    let page = page(&sample::report(), &Settings::default());
    let (_, talk) = page.split_once("<section id=\"talk\"").unwrap();
    let mut shown = String::new();
    for part in talk.split('<').filter_map(|part| part.split_once('>')) {
        shown.push_str(part.1);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let shown = letters(&shown);
    for turn in &sample::report().recordings[0].talk[0].turns {
        assert_eq!(shown.matches(&letters(turn.flow.text())).count(), 1, "{}", turn.flow.text());
    }
}

#[test]
fn the_stated_stands_beside_the_said_and_a_reason_beside_what_was_accepted() {
    let mut report = sample::report();
    let told = page(&report, &Settings::default());
    assert!(told.contains("<del>5.3 million</del>"), "{told}");
    assert!(told.contains("the crane that we bought cost <mark>three and a half million</mark>, which"), "{told}");
    assert!(told.contains("<span class=\"fault\">5.3 million</span>"));
    report.recordings[0].summaries[0].claims[0].findings[0].accepted = Some(Accepted {
        by: Acceptance::Suppression,
        reason: Some("rounded <up>".to_owned()),
        place: Some(("minutes.md".to_owned(), 3)),
    });
    assert!(page(&report, &Settings::default()).contains("accepted (minutes.md:3): rounded &#60;up&#62;"));
}

#[test]
fn times_lead_to_the_recording_where_its_address_is_known() {
    let mut report = sample::report();
    assert!(!page(&report, &Settings::default()).contains("example.org"));
    report.recordings[0].media = Some("https://example.org/talk.mp4".parse().unwrap());
    let told = page(&report, &Settings::default());
    assert!(told.contains("href=\"https://example.org/talk.mp4#t=12\" target=\"_blank\" rel=\"noopener noreferrer\""));
}

#[test]
fn ten_thousand_claims_take_as_many_times_the_room_of_one() {
    let mut report = sample::report();
    let right = report.recordings[0].summaries[0].claims[1].clone();
    report.recordings[0].summaries[0].claims = vec![right; 10_000];
    let size = page(&report, &Settings::default()).len();
    assert!(size < 10_000 * 800, "{size} bytes");
}

#[test]
fn nothing_at_all_is_a_page_too() {
    let told = page(&Report::default(), &Settings::default());
    assert!(told.contains("Nothing was audited"), "{told}");
    let mut bare = sample::report();
    bare.recordings[0].talk.clear();
    bare.recordings[0].transcripts.clear();
    let told = page(&bare, &Settings { only_conflicts: true, ..Settings::default() });
    assert!(told.contains("Statements that conflict") && !told.contains("id=\"talk\""), "{told}");
}
