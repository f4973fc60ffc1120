use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::{super::sample, *};

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
}
