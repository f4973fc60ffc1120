//! JSON Schema (2020-12) of the shapes, made from them.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{ClaimLine, Mismatch, Whole};
use crate::{
    finding::{Acceptance, Confidence, Family, Severity},
    judge::Verdict,
    report::Favours,
    summary::ClaimKind,
};

/// Of the report as JSON.
pub(crate) fn report() -> Schema {
    written::<Whole>("saidso report")
}

/// Of a line of `jsonl`.
pub(crate) fn claim() -> Schema {
    written::<ClaimLine>("a line of saidso --format jsonl")
}

/// Of a line of `mismatches`.
pub(crate) fn mismatch() -> Schema {
    written::<Mismatch>("a line of saidso mismatches")
}

/// Of something that this program writes. Fields may be added, so unknown ones are allowed.
pub(crate) fn written<T: JsonSchema>(title: &str) -> Schema {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    completed(generator.into_root_schema_for::<T>(), title)
}

/// Of something that this program reads.
pub(crate) fn read<T: JsonSchema>(title: &str) -> Schema {
    let generator = SchemaSettings::draft2020_12().for_deserialize().into_generator();
    completed(generator.into_root_schema_for::<T>(), title)
}

/// With a title, and with the values of words and the ranges of shares, which the types do not tell: a field of one name means the same
/// wherever it stands.
fn completed(schema: Schema, title: &str) -> Schema {
    let mut value = schema.to_value();
    narrow(&mut value, &words());
    let mut schema = Schema::try_from(value).unwrap_or_default();
    schema.insert("title".to_owned(), title.into());
    schema
}

/// Numbers with these names are shares or probabilities.
const SHARES: &[&str] = &["conflict", "coverage", "faithfulness", "score", "support", "supported"];

fn narrow(schema: &mut Value, words: &[(&str, Vec<&str>)]) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get_mut("properties") {
                for (name, property) in properties.iter_mut() {
                    if let Value::Object(property) = property {
                        narrow_field(name, property, words);
                    }
                }
            }
            object.values_mut().for_each(|inner| narrow(inner, words));
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| narrow(inner, words)),
        _ => {}
    }
}

fn narrow_field(name: &str, property: &mut Map<String, Value>, words: &[(&str, Vec<&str>)]) {
    let kind = property.get("type").cloned().unwrap_or_default();
    if kind == "number" && SHARES.contains(&name) {
        property.insert("minimum".to_owned(), json!(0));
        property.insert("maximum".to_owned(), json!(1));
    }
    if let Some((_, values)) = words.iter().find(|(field, _)| *field == name) {
        let nothing = kind.as_array().is_some_and(|kinds| kinds.contains(&json!("null")));
        let null = nothing.then_some(Value::Null);
        property.insert("enum".to_owned(), values.iter().map(|value| json!(value)).chain(null).collect());
    }
}

/// Fields that hold one of a few words.
fn words() -> Vec<(&'static str, Vec<&'static str>)> {
    use Family::{Conflicting, Contradicted, Input, Misattributed, Misquoted, Mistimed, Strength, Unsupported};
    let verdicts = [Verdict::Supported, Verdict::Unsupported, Verdict::Contradicted, Verdict::Unchecked];
    let families =
        [Unsupported, Contradicted, Strength, Misattributed, Misquoted, Mistimed, Conflicting, Input].map(Family::name);
    let kinds = [ClaimKind::Bullet, ClaimKind::Sentence, ClaimKind::Chapter, ClaimKind::Title].map(super::kind_name);
    vec![
        ("verdict", verdicts.map(Verdict::name).to_vec()),
        ("severity", [Severity::Note, Severity::Warning, Severity::Error].map(Severity::name).to_vec()),
        ("confidence", [Confidence::Low, Confidence::Medium, Confidence::High].map(Confidence::name).to_vec()),
        ("family", families.to_vec()),
        ("kind", kinds.to_vec()),
        ("by", [Acceptance::Baseline, Acceptance::Suppression].map(Acceptance::name).to_vec()),
        ("favours", [Favours::A, Favours::B, Favours::Neither, Favours::Unknown].map(Favours::name).to_vec()),
    ]
}
