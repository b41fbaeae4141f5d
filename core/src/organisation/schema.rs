//! JSON Schemas of what people write by hand, for their editors: an organisation's policy, and choices.
//!
//! A schema knows less than the reader: it refuses nothing that the reader takes. What it cannot say, such as whether a
//! name is known, it leaves to `dynaboot policy check`.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use crate::choices::field::Field;
use crate::choices::{Choices, Python};
use crate::organisation::form::Organisation;
use crate::policy::fact::{FactKind, FactName, Vocabulary};
use crate::policy::rule::{Require, Terms};
use crate::policy::{AnswerKind, PolicyDocument};
use crate::primitives::day::Day;
use crate::primitives::range::Range;
use crate::primitives::secret::Secret;
use crate::primitives::version::Version;

/// Where the definitions stand.
const PLACE: &str = "#/$defs/";

/// The schema of choices. The built-in policy's ids are proposed; an organisation's are as good.
#[must_use]
pub fn choices(builtin: &PolicyDocument) -> Value {
    let mut schema = root::<Choices>();
    for (path, ids) in [
        ("/properties/cloud", names(builtin.clouds.keys())),
        ("/properties/system", names(builtin.systems.keys())),
        ("/$defs/AgentChoices/properties/id", names(builtin.agents.keys())),
    ] {
        if let Some(Value::Object(property)) = schema.pointer_mut(path) {
            propose(property, &ids);
        }
    }
    for (id, about) in only_for_rules(builtin) {
        put(&mut schema, "/$defs/Answers/properties", id, about);
    }
    null_is_left_out(&mut schema);
    tidied(schema)
}

/// The answers of the built-in policy that only rules read, by their ids: each with what it may be.
fn only_for_rules(builtin: &PolicyDocument) -> impl Iterator<Item = (&str, Value)> {
    let listed = builtin.answers().filter(|(id, _)| matches!(FactName::of_answer(id), Some(FactName::Answer(_))));
    listed.map(|(id, question)| {
        let kind = match question.kind {
            Some(AnswerKind::YesNo) => "boolean",
            Some(AnswerKind::Number) => "integer",
            _ => "string",
        };
        (id, json!({ "description": question.meaning, "type": kind }))
    })
}

/// The schema of an organisation's policy. An entry of the built-in policy may be altered in parts; a new one is whole.
#[must_use]
pub fn policy(builtin: &PolicyDocument) -> Value {
    let mut schema = root::<Organisation>();
    let catalogs = [
        ("sources", "SourceEntry", names(builtin.sources.keys())),
        ("clouds", "Cloud", names(builtin.clouds.keys())),
        ("systems", "System", names(builtin.systems.keys())),
        ("publishers", "Publisher", names(builtin.publishers.keys())),
        ("agents", "Agent", names(builtin.agents.keys())),
        ("questions", "QuestionText", names(builtin.questions.keys())),
    ];
    for (name, entry, ids) in catalogs {
        let change = in_parts(&mut schema, entry);
        let known: Map<String, Value> =
            ids.into_iter().map(|id| (id, json!({ "anyOf": [change, { "type": "null" }] }))).collect();
        put(&mut schema, &format!("/properties/{name}"), "properties", Value::Object(known));
    }
    for (id, about) in only_for_rules(builtin) {
        // Rules may name those of the built-in policy by their ids alone.
        for name in [id, &format!("answers.{id}")] {
            put(&mut schema, "/$defs/Terms/properties", name, about.clone());
        }
    }
    // A cell is found by its place, which may be one of the built-in tables'.
    let change = in_parts(&mut schema, "Cell");
    let cell = json!({ "allOf": [change], "required": ["agent", "cloud", "system"] });
    put(&mut schema, "/properties/cells", "items", cell);
    let rules = || builtin.rules.iter().filter(|rule| !rule.guard);
    let known = json!(rules().map(|rule| rule.id.as_str()).collect::<Vec<_>>());
    let change = in_parts(&mut schema, "Rule");
    let rule = json!({
        "if": { "properties": { "id": { "enum": known } } },
        "then": { "allOf": [change], "required": ["id"] },
        "else": { "$ref": format!("{PLACE}Rule") },
    });
    put(&mut schema, "/properties/rules", "items", rule);
    put(&mut schema, "/properties/change", "propertyNames", json!({ "enum": known }));
    put(&mut schema, "/$defs/RuleChange", "minProperties", json!(1));
    tidied(schema)
}

fn root<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

fn names<T: ToString>(ids: impl IntoIterator<Item = T>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

fn put(schema: &mut Value, path: &str, key: &str, value: Value) {
    if let Some(Value::Object(object)) = schema.pointer_mut(path) {
        object.insert(key.to_owned(), value);
    }
}

/// Has an editor propose words where any text may stand.
fn propose(property: &mut Map<String, Value>, words: &[String]) {
    let about = property.remove("description");
    property.clear();
    property.insert("anyOf".to_owned(), json!([{ "enum": words }, { "type": ["string", "null"] }]));
    property.extend(about.map(|about| ("description".to_owned(), about)));
}

/// A reference to what changes an entry in parts: nothing is required, and so it is for the objects in it. It is defined
/// where it is not yet.
fn in_parts(schema: &mut Value, name: &str) -> Value {
    let changes = format!("{name}InParts");
    let reference = json!({ "$ref": format!("{PLACE}{changes}") });
    let defined = schema.pointer(&format!("/$defs/{changes}")).is_some();
    let whole = schema.pointer(&format!("/$defs/{name}")).cloned();
    if let Some(Value::Object(mut whole)) = whole.filter(|_| !defined) {
        whole.remove("required");
        let Some(Value::Object(mut properties)) = whole.remove("properties") else {
            // A word, or something else that has no parts.
            return json!({ "$ref": format!("{PLACE}{name}") });
        };
        // A cycle would end here.
        put(schema, "/$defs", &changes, json!({}));
        for (key, property) in &mut properties {
            if !matches!(key.as_str(), "when" | "require") {
                parts_of(schema, property);
            }
        }
        whole.insert("properties".to_owned(), Value::Object(properties));
        put(schema, "/$defs", &changes, Value::Object(whole));
    }
    reference
}

/// Refers to the parts of objects that a property may hold. So do the entries of a map. The items of lists are always whole.
fn parts_of(schema: &mut Value, property: &mut Value) {
    let Value::Object(object) = property else { return };
    if let Some(Value::String(reference)) = object.get("$ref")
        && let Some(name) = reference.strip_prefix(PLACE).map(str::to_owned)
        && let Some(parts) = in_parts(schema, &name).get("$ref")
    {
        object.insert("$ref".to_owned(), parts.clone());
    }
    if let Some(entries) = object.get_mut("additionalProperties") {
        parts_of(schema, entries);
    }
    for alternative in object.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten() {
        parts_of(schema, alternative);
    }
}

/// Without what says nothing: defaults, and Rust's names for numbers. Where something of a definition may be left out,
/// `null` is the same.
fn tidied(mut schema: Value) -> Value {
    for (name, definition) in schema.get_mut("$defs").and_then(Value::as_object_mut).into_iter().flatten() {
        // A fact that is named is compared to something.
        if name != "Terms" {
            null_is_left_out(definition);
        }
    }
    drop_noise(&mut schema);
    schema
}

fn drop_noise(schema: &mut Value) {
    let says_nothing = |value: &Value| {
        matches!(value, Value::Null | Value::Bool(false))
            || value.as_str().is_some_and(str::is_empty)
            || value.as_array().is_some_and(Vec::is_empty)
            || value.as_object().is_some_and(Map::is_empty)
    };
    match schema {
        Value::Array(items) => items.iter_mut().for_each(drop_noise),
        Value::Object(object) => {
            if object.get("default").is_some_and(says_nothing) {
                object.remove("default");
            }
            if object.get("format").is_some_and(Value::is_string) {
                object.remove("format");
            }
            object.values_mut().for_each(drop_noise);
        }
        _ => {}
    }
}

fn null_is_left_out(schema: &mut Value) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |key: &str| required.as_array().is_some_and(|keys| keys.iter().any(|name| name == key));
    for (key, property) in schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten() {
        if !is_required(key) {
            or_null(property);
        }
        if let Some(entries) = property.get_mut("additionalProperties") {
            or_null(entries);
        }
    }
}

/// Lets `null` stand where a value may.
fn or_null(schema: &mut Value) {
    let Value::Object(object) = schema else { return };
    if let Some(reference) = object.remove("$ref") {
        object.insert("anyOf".to_owned(), json!([{ "$ref": reference }, { "type": "null" }]));
    } else if let Some(Value::String(kind)) = object.get("type").cloned()
        && kind != "null"
    {
        object.insert("type".to_owned(), json!([kind, "null"]));
    }
}

/// Describes a type that is written as a text.
macro_rules! texts {
    ($($type:ty = $name:literal, $about:literal, $pattern:expr;)+) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "description": $about, "type": "string", "pattern": $pattern })
            }
        }
    )+};
}

texts! {
    Day = "Day", "A day, like 2026-11-22.", r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$";
    Version = "Version", "A version, like 2.7.9.", r"^\d+(\.\d+)*$";
    Python = "Python", "A version, like 2.7.9, or none.", r"^(none|\d+(\.\d+)*)$";
}

impl<T: JsonSchema> JsonSchema for Secret<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl JsonSchema for Field {
    fn schema_name() -> Cow<'static, str> {
        "Field".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A place in the choices.",
            "anyOf": [
                { "enum": Self::NAMES },
                { "type": "string", "pattern": r"^(answers\.[a-z][A-Za-z0-9]{0,39}|agent\.settings\..+|software\.(packages|commands)\.\d+)$" },
            ],
        })
    }
}

impl JsonSchema for Terms {
    fn schema_name() -> Cow<'static, str> {
        "Terms".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let facts: Map<String, Value> = FactName::ALL
            .iter()
            .map(|fact| {
                let mut leaf = compared(fact.kind(), generator);
                leaf.insert("description".to_owned(), json!(fact.meaning().trim()));
                (fact.as_str().to_owned(), Value::Object(leaf))
            })
            .collect();
        // An organisation's own answers are facts too, and only its policy knows their names.
        let names: Vec<&String> = facts.keys().collect();
        json_schema!({
            "description": "Facts and what they are compared to; all of them hold, or the whole does not.",
            "type": "object",
            "properties": facts,
            "propertyNames": {
                "anyOf": [{ "enum": names }, { "pattern": r"^answers\.[a-z][A-Za-z0-9]{0,39}$" }],
            },
            "additionalProperties": { "type": ["boolean", "array", "object"] },
        })
    }
}

/// What a fact of a kind may be compared to.
fn compared(kind: FactKind, generator: &mut SchemaGenerator) -> Map<String, Value> {
    let schema = match kind {
        FactKind::Text(Vocabulary::Words(words)) => {
            json!({ "type": "array", "items": { "anyOf": [{ "enum": words }, { "type": "string" }] } })
        }
        FactKind::Text(_) => json!({ "type": "array", "items": { "type": "string" } }),
        FactKind::Flag => json!({ "type": "boolean" }),
        FactKind::Answer => json!({ "type": ["boolean", "array"] }),
        FactKind::Version => generator.subschema_for::<Range<Version>>().to_value(),
        FactKind::Date => generator.subschema_for::<Range<Day>>().to_value(),
        FactKind::Number => generator.subschema_for::<Range<i64>>().to_value(),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

impl JsonSchema for Require {
    fn schema_name() -> Cow<'static, str> {
        "Require".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let terms = generator.subschema_for::<Terms>();
        json_schema!({
            "description": "What must hold: one set of facts, or `anyOf` several.",
            "anyOf": [
                terms,
                {
                    "type": "object",
                    "properties": { "anyOf": { "type": "array", "items": terms } },
                    "required": ["anyOf"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}
