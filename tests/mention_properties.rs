//! Do names, quotations and attributions keep to their text whatever it holds?

use proptest::{prelude::*, test_runner::RngSeed};
use saidso::{
    mention::{
        attribution::attributions,
        name::{NameIndex, Presence, Relation, names, relation},
        quotation::{QuoteIndex, Verified, quotations, verify},
    },
    text::words,
};

/// Text thick with the signs that decide something.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,6}",
        "[0-9]{1,4}",
        Just(" ".to_owned()),
        Just("Okafor said that ".to_owned()),
        Just("according to ".to_owned()),
        "[“”„«»‘’'\"`\\[\\].…,:&#+-]{1,3}",
        "\\PC{1,3}",
        Just("\n\n".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn ranges_lie_in_the_text_in_order(text in text()) {
        let words = words(&text);
        let names = names(&text, &words);
        prop_assert!(names.iter().all(|name| text.get(name.range.clone()).is_some_and(|name| !name.is_empty())));
        prop_assert!(names.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        let quotations = quotations(&text);
        prop_assert!(quotations.iter().all(|q| text.get(q.range.clone()).is_some() && text.get(q.inner.clone()).is_some()));
        prop_assert!(quotations.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        for one in attributions(&text, &words) {
            prop_assert!(text.get(one.range).is_some() && text.get(one.content).is_some());
            prop_assert!(text.get(one.who.range().clone()).is_some());
        }
    }

    #[test]
    fn what_was_said_is_found_again(text in text(), other in text()) {
        let words = words(&text);
        let index = QuoteIndex::new([(text.as_str(), words.as_slice())]);
        // A mark of omission or insertion in the text itself would be read as the quotation's own.
        if !text.contains(['[', '…']) && !text.contains("...") {
            prop_assert!(matches!(verify(&text, &index), Verified::Exact { .. } | Verified::Folded { .. }), "{text:?}");
        }
        let _ = verify(&other, &index);
        let index = NameIndex::new([(text.as_str(), words.as_slice())]);
        for name in names(&text, &words) {
            prop_assert_eq!(relation(&name, &name), Relation::Same);
            prop_assert_eq!(index.lookup(&name), Presence::Present, "{:?}", name);
        }
    }
}
