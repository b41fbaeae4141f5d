//! A rule's page: front matter, heading, the paragraphs **Why.** and **Do.**, and examples.

use serde_json::{Map, Value, json};

/// Reads a page into the wire form of a rule, or says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Map<String, Value>, String> {
    let rest = text.strip_prefix("+++\n").ok_or("it does not begin with `+++`")?;
    let (front, body) = rest.split_once("\n+++\n").ok_or("its front matter does not end with `+++`")?;
    let mut rule = toml(front)?;
    let (prose, examples) = split_examples(body)?;
    let title = prose.lines().find_map(|line| line.strip_prefix("# ")).ok_or("it has no heading")?;
    rule.insert("title".to_owned(), json!(title));
    rule.insert("why".to_owned(), json!(paragraph(&prose, "**Why.** ")?));
    rule.insert("todo".to_owned(), json!(paragraph(&prose, "**Do.** ")?));
    rule.insert("examples".to_owned(), Value::Array(examples));
    Ok(rule)
}

/// Reads TOML into JSON; dates become texts, as they are on the wire.
pub(super) fn toml(text: &str) -> Result<Map<String, Value>, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    Ok(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
}

fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(to_json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, to_json(value))).collect())
        }
    }
}

/// The page without its examples, and the examples.
fn split_examples(body: &str) -> Result<(String, Vec<Value>), String> {
    let mut prose = String::new();
    let mut examples = Vec::new();
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        let Some(head) = line.strip_prefix("```choices ") else {
            prose.push_str(line);
            prose.push('\n');
            continue;
        };
        let choices: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut words = head.split_whitespace();
        let outcome = words.next().ok_or("an example says neither `fires`, `passes` nor `asks`")?;
        let also: Vec<&str> = words.skip_while(|word| *word == "also").collect();
        examples.push(json!({ "rule": outcome, "also": also, "choices": toml(&choices.join("\n"))? }));
    }
    Ok((prose, examples))
}

/// The paragraph that begins with a mark, on one line.
fn paragraph(prose: &str, mark: &str) -> Result<String, String> {
    let (_, after) = prose.split_once(mark).ok_or_else(|| format!("it has no paragraph {}", mark.trim()))?;
    let end = after.find("\n\n").unwrap_or(after.len());
    Ok(after.get(..end).unwrap_or(after).lines().collect::<Vec<_>>().join(" ").trim().to_owned())
}
