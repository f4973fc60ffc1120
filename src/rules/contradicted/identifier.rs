//! Names made of a word and a number: "PR 3253", "EIP-4488", "section 12", "RFC 9110", "ES2025".

use std::ops::Range;

use crate::{
    finding::Severity,
    mention::quantity::numbers_things,
    rules::{Context, Fault, Spoken, Standing},
    text::Word,
};

/// A thing known by its number.
struct Identifier<'a> {
    /// Bytes of the text.
    range: Range<usize>,
    /// The word before the number, folded, in the singular.
    prefix: &'a str,
    /// The number, perhaps with a letter.
    code: &'a str,
}

/// The identifiers of the claim that stand where the talk gives another one of the same kind.
pub(super) fn faults(context: &Context) -> Vec<Fault> {
    let text = context.text();
    let stated = identifiers(text, &context.own().mentions.words);
    // "Sections 3 to 7" names more than its ends.
    let ends = |one: &&Identifier| {
        let after = text.get(one.range.end..).unwrap_or_default();
        [" to ", " through ", "-", "\u{2013}"].iter().any(|joint| after.starts_with(joint))
    };
    stated.iter().filter(|one| !ends(one)).filter_map(|one| fault(context, one, &stated)).collect()
}

fn fault(context: &Context, stated: &Identifier, all: &[Identifier]) -> Option<Fault> {
    let slot = context.rest(&stated.range);
    if slot.len() < 3 {
        return None;
    }
    let values = context.sentence_values(slot, |sentence, found| {
        let words = &sentence.mentions.words;
        for said in identifiers(&sentence.text, words).iter().filter(|said| said.prefix == stated.prefix) {
            if said.code == stated.code {
                found(&said.range, true);
            } else if all.iter().all(|other| (other.prefix, other.code) != (said.prefix, said.code)) {
                found(&said.range, false);
            }
        }
        // "4488 grants" is the proposal of that number.
        for word in words.iter().filter(|word| word.folded == stated.code) {
            found(&word.range, true);
        }
    });
    let Standing::Otherwise(slot) = values.standing() else { return None };
    let spoken = Spoken { sentence: slot.sentence, range: slot.range };
    Some(context.instead(&stated.range, spoken, Severity::Warning))
}

/// The identifiers of a text, in order.
fn identifiers<'a>(text: &str, words: &'a [Word]) -> Vec<Identifier<'a>> {
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if !word.folded.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        // "ES2025"
        let letters = word.folded.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let (prefix, code) = word.folded.split_at(letters);
        if letters >= 2 && is_code(code) && prefix.chars().all(|c| c.is_ascii_alphabetic()) {
            found.push(Identifier { range: word.range.clone(), prefix, code });
        }
        let Some(before) = index.checked_sub(1).and_then(|at| words.get(at)) else { continue };
        if letters > 0 || !is_code(&word.folded) {
            continue;
        }
        // "Amendments 4 and 5"
        let listed = index.checked_sub(2).and_then(|at| words.get(at)).zip(found.last());
        if let Some((_, last)) = listed.filter(|(number, last)| number.range.end == last.range.end)
            && matches!(before.folded.as_str(), "and" | "or" | "to")
        {
            found.push(Identifier { range: word.range.clone(), prefix: last.prefix, code: &word.folded });
            continue;
        }
        let gap = text.get(before.range.end..word.range.start).unwrap_or_default();
        let written = before.written(text);
        let acronym = written.len() >= 2 && written.chars().all(|c| c.is_ascii_uppercase());
        let year = gap == " " && word.folded.len() == 4 && word.folded.starts_with(['1', '2']);
        let after = words.get(index + 1).map_or(text.len(), |next| next.range.start);
        let decimal = text.get(word.range.end..after).is_some_and(|gap| gap == "." || gap == ",");
        let label = numbers_things(&before.folded) || (acronym && !year);
        if matches!(gap, " " | "-" | "\u{2011}" | " #") && label && !decimal {
            let prefix = before.folded.strip_suffix('s').filter(|bare| bare.len() > 2).unwrap_or(&before.folded);
            found.push(Identifier { range: before.range.start..word.range.end, prefix, code: &word.folded });
        }
    }
    found
}

/// Digits, perhaps with a letter after them.
fn is_code(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty() && word.len() <= digits.len() + 1 && digits.bytes().all(|b| b.is_ascii_digit())
}
