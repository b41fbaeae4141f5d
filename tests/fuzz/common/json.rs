//! JSON changed into other JSON: bytes that are changed at random are seldom JSON, and hardly ever a policy.

use serde_json::{Map, Value};

/// Texts that mean something somewhere in a policy, a recipe or choices.
const WORDS: [&str; 24] = [
    "",
    "*",
    "**a*b*c*d*e*f*",
    "{brokerHost}",
    "{bundleStore}",
    "{version}",
    "{",
    "}{",
    "../..",
    "/etc/passwd",
    "a;touch /tmp/x",
    "'\"`$(id)`\\",
    "\u{202e}\u{1b}[31m\0",
    "=1+1",
    "::error::x",
    "https://a.example/{version}?a={brokerHost}",
    "2026-02-30",
    "9999999999.0.0.1",
    "acme",
    "aws",
    "centos-7",
    "error",
    "builtin",
    "none",
];

/// Changes what a JSON text says in one to four places; `None` when the bytes are no JSON.
#[must_use]
pub fn mutate(bytes: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    let mut chance = Chance(u64::from(seed) | 1 << 40);
    for _ in 0..=chance.below(4) {
        let from = chance.below(count(&value));
        let taken = at(&mut value, from).cloned().unwrap_or_default();
        let to = chance.below(count(&value));
        if let Some(place) = at(&mut value, to) {
            change(place, taken, &mut chance);
        }
    }
    let text = serde_json::to_vec(&value).ok()?;
    (text.len() <= most).then_some(text)
}

fn change(place: &mut Value, taken: Value, chance: &mut Chance) {
    match (place, chance.below(4)) {
        (place, 0) => *place = taken,
        (Value::Array(items), 1) => {
            if let Some(item) = chance.of(items).cloned() {
                items.extend(std::iter::repeat_n(item, 1 << chance.below(7)));
            }
        }
        (Value::Array(items), 2) => drop(items.pop()),
        (Value::Array(items), _) => items.push(taken),
        (Value::Object(entries), kind) => change_entries(entries, kind, taken, chance),
        (Value::String(text), 1) => *text = text.repeat(1 << chance.below(7)),
        (Value::String(text), 2) => text.push_str(WORDS[chance.below(WORDS.len())]),
        (Value::String(text), _) => WORDS[chance.below(WORDS.len())].clone_into(text),
        (Value::Bool(flag), _) => *flag = !*flag,
        (place, 1) => *place = Value::from(chance.next() as i32),
        (place, 2) => *place = Value::Null,
        (place, _) => *place = Value::from(WORDS[chance.below(WORDS.len())]),
    }
}

fn change_entries(entries: &mut Map<String, Value>, kind: usize, taken: Value, chance: &mut Chance) {
    let keys: Vec<String> = entries.keys().cloned().collect();
    let Some(key) = chance.of(&keys) else { return };
    match kind {
        1 => drop(entries.remove(key)),
        2 => {
            let entry = entries.get(key).cloned().unwrap_or_default();
            for copy in 0..1 << chance.below(7) {
                entries.insert(format!("{key}{copy}"), entry.clone());
            }
        }
        _ => drop(entries.insert(key.clone(), taken)),
    }
}

/// How many values there are in a value, itself among them.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// The value that comes after so many others, each before those in it.
fn at(value: &mut Value, index: usize) -> Option<&mut Value> {
    let Some(mut rest) = index.checked_sub(1) else { return Some(value) };
    let inner: Box<dyn Iterator<Item = &mut Value>> = match value {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(entries) => Box::new(entries.values_mut()),
        _ => return None,
    };
    for value in inner {
        let size = count(value);
        if rest < size {
            return at(value, rest);
        }
        rest -= size;
    }
    None
}

/// Numbers that look like chance, the same ones for the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) as u32
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end.max(1)
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}
