//! The JSON Schema (draft 2020-12) of the scenario format, for editors that complete and check.
//!
//! It says what [`super::format`] says: keys, kinds, words and ranges. What only a program can
//! check (references, red lines, distributions) is left to `zopa check`.

use super::format::{self, Key, Kind, PREDICATE, Range, SCENARIO, STATE_PREDICATE, TableFormat};
use serde_json::{Map, Value, json};

/// The schema as text.
pub(super) fn schema() -> String {
    let mut schema = Map::new();
    let address = "https://json-schema.org/draft/2020-12/schema";
    schema.insert("$schema".into(), address.into());
    schema.insert("title".into(), "zopa scenario".into());
    let Value::Object(body) = table(&SCENARIO) else {
        unreachable!("a table's schema is an object");
    };
    schema.extend(body);
    // A file that extends another says only what differs.
    if let Some(required) = schema.remove("required") {
        schema.insert("if".into(), json!({ "required": ["extends"] }));
        schema.insert("else".into(), json!({ "required": required }));
    }
    schema.insert("$defs".into(), definitions());
    let pretty = serde_json::to_string_pretty(&Value::Object(schema));
    pretty.expect("a tree of texts and numbers has no keys that are no texts") + "\n"
}

/// What several places share.
fn definitions() -> Value {
    json!({
        "id": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]{1,64}$",
            "description": "An identifier: letters, digits, `_` and `-`."
        },
        "place": {
            "type": ["string", "number"],
            "description": "An option of the issue at hand: its identifier, or its number."
        },
        "statement": table(&PREDICATE),
        "ending": table(&STATE_PREDICATE),
        "distribution": table(&format::DISTRIBUTION),
        "uncertain": table(&format::QUANTITY),
    })
}

fn table(format: &TableFormat) -> Value {
    let properties = format
        .keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)));
    let required: Vec<&str> = format
        .keys
        .iter()
        .filter(|k| k.required)
        .map(|k| k.name)
        .collect();
    let mut schema = Map::new();
    schema.insert("description".into(), format.about.into());
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), Value::Object(properties.collect()));
    if !required.is_empty() {
        schema.insert("required".into(), required.into());
    }
    schema.insert("additionalProperties".into(), false.into());
    Value::Object(schema)
}

/// A key's schema: what it takes, under what it means.
fn property(key: &Key) -> Value {
    let mut schema = Map::new();
    schema.insert("description".into(), key.about.into());
    let Value::Object(kind) = kind(&key.kind, key.required, key.scaled) else {
        unreachable!("every kind's schema is an object");
    };
    // The key's own description stands; the table's goes with the table.
    for (name, value) in kind {
        schema.entry(name).or_insert(value);
    }
    Value::Object(schema)
}

/// `scaled` numbers have a range on the unit scale only, which a schema that does not know the
/// party's scale cannot tell.
fn kind(kind: &Kind, required: bool, scaled: bool) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let some = |items: Value| json!({ "type": "array", "items": items, "minItems": 1 });
    match kind {
        Kind::Text if required => json!({ "type": "string", "minLength": 1 }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => list(json!({ "type": "string" })),
        Kind::Id => json!({ "$ref": "#/$defs/id" }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Whole(range) => number("integer", *range),
        Kind::Fixed(range) => number("number", *range),
        Kind::Number(_) if scaled => uncertain(format::ANY),
        Kind::Number(range) => uncertain(*range),
        Kind::Word(words) => self::words(words),
        Kind::Reference(_) => json!({ "$ref": "#/$defs/id" }),
        Kind::References(_) => some(json!({ "$ref": "#/$defs/id" })),
        Kind::Place => json!({ "$ref": "#/$defs/place" }),
        Kind::Places => some(json!({ "$ref": "#/$defs/place" })),
        Kind::ByOption(_) if scaled => by_option(uncertain(format::ANY)),
        Kind::ByOption(range) => by_option(uncertain(*range)),
        Kind::FixedByOption(range) => by_option(number("number", *range)),
        Kind::NamesByOption => by_option(json!({ "type": "string" })),
        Kind::Options => json!({
            "type": "array",
            "items": { "$ref": "#/$defs/id" },
            "minItems": 2,
            "maxItems": crate::model::MAX_OPTIONS,
            "uniqueItems": true
        }),
        Kind::Table(format) => table(format),
        Kind::Tables(format) if required => some(table(format)),
        Kind::Tables(format) => list(table(format)),
        Kind::OneOrMore(format) => json!({ "oneOf": [table(format), some(table(format))] }),
        Kind::Predicate => json!({ "$ref": "#/$defs/statement" }),
        Kind::Predicates => some(json!({ "$ref": "#/$defs/statement" })),
        Kind::StatePredicate => json!({ "$ref": "#/$defs/ending" }),
        Kind::StatePredicates => some(json!({ "$ref": "#/$defs/ending" })),
        Kind::Distribution => {
            json!({ "oneOf": [{ "type": "number" }, { "$ref": "#/$defs/distribution" }] })
        }
        Kind::Parameters(words) => json!({
            "type": "array",
            "items": { "type": "number" },
            "minItems": words.len(),
            "maxItems": words.len()
        }),
        Kind::Shares => some(json!({
            "type": "array",
            "items": { "type": "number" },
            "minItems": 2,
            "maxItems": 2
        })),
    }
}

fn number(of: &str, range: Range) -> Value {
    json!({
        "type": of,
        "minimum": super::hash::plain(range.low),
        "maximum": super::hash::plain(range.high)
    })
}

fn uncertain(range: Range) -> Value {
    json!({ "oneOf": [number("number", range), { "$ref": "#/$defs/uncertain" }] })
}

fn by_option(of: Value) -> Value {
    json!({ "type": "object", "additionalProperties": of })
}

/// Each word with its meaning, as editors show them.
fn words(words: &[(&str, &str)]) -> Value {
    let each = words
        .iter()
        .map(|(word, meaning)| json!({ "const": word, "description": meaning }));
    json!({ "oneOf": each.collect::<Vec<_>>() })
}
