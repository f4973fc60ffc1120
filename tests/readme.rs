//! Do the front page and the page of reports show what the program really prints?
#![cfg(feature = "cli")]

#[test]
fn the_front_page_is_true() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("README.md").case("docs/reports.md");
}
