//! Lists whose items are known by keys, and items that are laid over one another.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::proof::mistakes::Mistakes;

/// A list whose items are found by their keys: a file may hold thousands, each of which may mean any.
pub(super) struct Keyed {
    pub(super) items: Vec<Value>,
    key: fn(&Value) -> [&str; 3],
    /// The positions of the items in the order of their keys; of two with the same one, the first counts.
    order: Vec<usize>,
}

impl Keyed {
    pub(super) fn new(items: Vec<Value>, key: fn(&Value) -> [&str; 3]) -> Self {
        let mut keyed = Self { items: Vec::with_capacity(items.len()), key, order: Vec::with_capacity(items.len()) };
        for item in items {
            keyed.push(item);
        }
        keyed
    }

    pub(super) fn push(&mut self, item: Value) {
        if let Err(free) = self.find((self.key)(&item)) {
            self.order.insert(free, self.items.len());
        }
        self.items.push(item);
    }

    /// Where the position of a key's item stands in the order, or where it would.
    fn find(&self, key: [&str; 3]) -> Result<usize, usize> {
        self.order.binary_search_by(|position| self.items.get(*position).map(self.key).cmp(&Some(key)))
    }

    pub(super) fn position(&self, key: [&str; 3]) -> Option<usize> {
        self.find(key).ok().and_then(|place| self.order.get(place).copied())
    }

    pub(super) fn get(&self, key: [&str; 3]) -> Option<&Value> {
        self.position(key).and_then(|position| self.items.get(position))
    }

    /// Lays an item over the one that it means, or adds it; gives its place in the list.
    pub(super) fn lay<T: DeserializeOwned>(&mut self, given: &Value, at: &str, mistakes: &mut Mistakes) -> usize {
        let place = self.position((self.key)(given));
        let known = place.and_then(|place| self.items.get_mut(place));
        let laid = merge(known.as_deref().cloned(), given);
        mistakes.read::<T>(laid.clone(), at);
        if let (Some(place), Some(known)) = (place, known) {
            *known = laid;
            return place;
        }
        self.push(laid);
        self.items.len() - 1
    }
}

/// A value laid over what is there: objects key by key, `null` takes away, everything else takes its place. This is
/// JSON Merge Patch (RFC 7396), but that a condition of a rule is taken as a whole.
pub(super) fn merge(known: Option<Value>, value: &Value) -> Value {
    let Value::Object(changes) = value else { return value.clone() };
    let mut entries = match known {
        Some(Value::Object(entries)) => entries,
        _ => Map::new(),
    };
    for (key, change) in changes {
        let before = entries.remove(key);
        let whole = matches!(key.as_str(), "when" | "require");
        if whole {
            entries.insert(key.clone(), change.clone());
        } else if !change.is_null() {
            entries.insert(key.clone(), merge(before, change));
        }
    }
    Value::Object(entries)
}
