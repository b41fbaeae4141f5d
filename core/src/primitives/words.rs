//! Word lists: enums whose variants are spelt once, for the wire, for rules and for code.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, VariantAccess, Visitor};

/// A word of a list.
pub trait Word {
    /// The word.
    fn word(self) -> &'static str;
}

/// Reads a word, and gives its place in the list. All lists are read by this: an enum's own reader says each word in code.
pub(crate) fn read<'de, D: Deserializer<'de>>(
    name: &'static str,
    words: &'static [&'static str],
    deserializer: D,
) -> Result<usize, D::Error> {
    deserializer.deserialize_enum(name, words, OneOf(words))
}

struct OneOf(&'static [&'static str]);

impl<'de> Visitor<'de> for OneOf {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, word: A) -> Result<usize, A::Error> {
        let (place, nothing) = word.variant_seed(self)?;
        nothing.unit_variant()?;
        Ok(place)
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|known| *known == word);
        place.ok_or_else(|| de::Error::unknown_variant(word, self.0))
    }
}

impl<'de> DeserializeSeed<'de> for OneOf {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

/// Defines an enum of words. Each variant is written with the word that stands for it everywhere outside of Rust.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(any(feature = "wasm", feature = "schema"), serde(rename = $word))]
                $variant,
            )+
        }

        impl $name {
            /// All words, in the order of their declaration.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl $crate::primitives::words::Word for $name {
            fn word(self) -> &'static str {
                self.as_str()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const ALL: &[$name] = &[$($name::$variant),+];
                let place = $crate::primitives::words::read(stringify!($name), Self::WORDS, deserializer)?;
                ALL.get(place).copied().ok_or_else(|| serde::de::Error::custom("a word of no list"))
            }
        }
    )+};
}
pub(crate) use words;
