//! Reading JSON values into types, with nothing guessed and nothing dropped.
//!
//! `serde_json` puts its findings into a text; people who fill in a form want them apart: where, what was expected, and
//! what was probably meant. serde tells all of that to the error type ([`serde::de::Error`] has a method for each
//! case), so the types themselves are the only list of what there may be.

mod problem;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use problem::Problem;
pub use problem::{ShapeError, closest};

/// Reads a value into a type.
///
/// # Errors
/// The first place whose shape is not the type's.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, ShapeError> {
    T::deserialize(Reader { value }).map_err(Problem::at_its_place)
}

struct Reader<'a> {
    value: &'a Value,
}

/// A method for each kind of value: when that is what stands there, it is visited, else that something else does is the error.
macro_rules! by_name {
    ($($method:ident: $pattern:pat => $visit:ident($visited:expr);)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
            match self.value {
                $pattern => visitor.$visit($visited),
                _ => Err(de::Error::invalid_type(self.found(), &visitor)),
            }
        }
    )+};
}

impl Reader<'_> {
    fn found(&self) -> Unexpected<'_> {
        match self.value {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => Unexpected::Unsigned(value),
                (None, Some(value)) => Unexpected::Signed(value),
                (None, None) => Unexpected::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(value), _) => visitor.visit_u64(value),
                (None, Some(value)) => visitor.visit_i64(value),
                (None, None) => visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(items) => visitor.visit_seq(Items { items: items.iter(), index: 0 }),
            Value::Object(entries) => visitor.visit_map(Entries::new(entries)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    /// A struct is an object: serde would also take a list of its fields in order, which nobody means.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.value {
            Value::Object(entries) => visitor.visit_map(Entries::new(entries)),
            // A text in the place of several may hold a secret of theirs.
            Value::String(_) => Err(de::Error::invalid_type(Unexpected::Other("a text"), &"an object")),
            _ => Err(de::Error::invalid_type(self.found(), &"an object")),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        if let Value::String(word) = self.value {
            return visitor.visit_enum(Word(word));
        }
        Err(Problem::no_word(self.found(), variants))
    }

    // What a type asks for by name is looked for by name: through `deserialize_any`, each type would bring code for everything
    // that it is not, to say the same of it.
    by_name! {
        deserialize_bool: Value::Bool(value) => visit_bool(*value);
        deserialize_str: Value::String(text) => visit_str(text);
        deserialize_string: Value::String(text) => visit_str(text);
        deserialize_identifier: Value::String(text) => visit_str(text);
        deserialize_seq: Value::Array(items) => visit_seq(Items { items: items.iter(), index: 0 });
        deserialize_map: Value::Object(entries) => visit_map(Entries::new(entries));
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

struct Items<'a> {
    items: std::slice::Iter<'a, Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(value) = self.items.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        seed.deserialize(Reader { value }).map(Some).map_err(|problem| problem.within(&index.to_string()))
    }
}

struct Entries<'a> {
    entries: serde_json::map::Iter<'a>,
    current: Option<(&'a str, &'a Value)>,
}

impl<'a> Entries<'a> {
    fn new(entries: &'a Map<String, Value>) -> Self {
        Self { entries: entries.iter(), current: None }
    }
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.current = Some((key, value));
        seed.deserialize(Key(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Problem> {
        let (key, value) = self.current.unwrap_or(("", &Value::Null));
        seed.deserialize(Reader { value }).map_err(|problem| problem.within(key))
    }
}

/// The key of an object: an identifier of a struct, a free text, or a word of a list.
struct Key<'a>(&'a str);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Problem;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_str(self.0)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        visitor.visit_enum(Word(self.0)).map_err(|problem| problem.within(self.0))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// A word of a list: all enums of the wire form are plain words.
struct Word<'a>(&'a str);

impl<'de> EnumAccess<'de> for Word<'de> {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Problem> {
        let word: de::value::StrDeserializer<'_, Problem> = self.0.into_deserializer();
        seed.deserialize(word).map(|value| (value, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'de> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Problem> {
        Err(de::Error::invalid_type(Unexpected::Str(self.0), &"a word"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Problem> {
        Err(de::Error::invalid_type(Unexpected::Str(self.0), &"a word"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Problem> {
        Err(de::Error::invalid_type(Unexpected::Str(self.0), &"a word"))
    }
}
