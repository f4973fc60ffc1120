#![doc = include_str!("wrong_thing.md")]

use crate::{
    align::QueryTerm,
    finding::{Family, Severity},
    mention::overlap,
    rules::{Check, Context, Fault, Rule, Spoken},
    text::kinds::{are_apart, kinds},
};

/// The rule.
pub const RULE: Rule = Rule {
    code: "C007",
    name: "wrong-thing",
    family: Family::Contradicted,
    severity: Severity::Warning,
    summary: "the passage that the claim rests on speaks of another thing of the same kind",
    page: include_str!("wrong_thing.md"),
    check: Check::Claim(check),
};

/// The rest of the claim needs so many words to tell one place from another.
const WORDS: usize = 3;
/// What a sentence counts for a thing that is said in it, or one, two or three sentences before or after it.
const FADING: [f32; 4] = [1.0, 0.8, 0.65, 0.5];
/// What the words around the other thing must hold of the rest.
const LEAST: f32 = 0.35;
/// How much better they must fit than those around the claim's own thing.
const MARGIN: f32 = 1.3;

fn check(context: &Context) -> Vec<Fault> {
    let own = context.own();
    let things = own.alignment.query.terms.iter().filter(|term| {
        let quoted = own.mentions.quotations.iter().any(|quotation| overlap(&quotation.range, &term.range));
        let named = own.mentions.names.iter().any(|name| !name.initial && overlap(&name.range, &term.range));
        !quoted && !named && !kinds(&folded(context, term)).is_empty()
    });
    things.filter_map(|term| fault(context, term)).collect()
}

fn fault(context: &Context, stated: &QueryTerm) -> Option<Fault> {
    let own = context.own();
    let thing = folded(context, stated);
    let slot = context.rest(&stated.range);
    if slot.len() < WORDS {
        return None;
    }
    let whole = own.alignment.weight(slot);
    let fit = |sentence: usize| {
        let near = |step: usize| [sentence.checked_sub(step), Some(sentence + step)];
        let beside = FADING.iter().enumerate().flat_map(|(step, share)| near(step).map(|at| (at, *share)));
        let held = beside.filter_map(|(at, share)| Some(share * own.alignment.around(at?, slot) / whole));
        held.fold(0.0, f32::max)
    };
    let mut differs: Option<(f32, Spoken)> = None;
    for (sentence, at) in &context.lookup.things {
        let said = context.talk.sentences.get(*sentence).and_then(|said| said.mentions.words.get(*at));
        let Some(word) = said.filter(|word| word.stem != stated.stem && are_apart(&thing, &word.folded)) else {
            continue;
        };
        if own.mentions.words.iter().all(|own| own.stem != word.stem) {
            let place = Spoken { sentence: *sentence, range: word.range.clone() };
            let fit = fit(place.sentence);
            if differs.as_ref().is_none_or(|(best, _)| *best < fit) {
                differs = Some((fit, place));
            }
        }
    }
    let (best, spoken) = differs.filter(|(best, _)| *best >= LEAST)?;
    let agreeing = context.talk.term(&stated.stem).into_iter().flat_map(|term| context.talk.sentences_with(term));
    if agreeing.map(fit).any(|agrees| best < MARGIN * agrees) {
        return None;
    }
    Some(context.instead(&stated.range, spoken, Severity::Warning))
}

fn folded(context: &Context, term: &QueryTerm) -> String {
    crate::text::fold::fold(context.text().get(term.range.clone()).unwrap_or_default())
}
