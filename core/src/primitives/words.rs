//! Word lists: enums whose variants are spelt once, for the wire, for rules and for code.

/// A word of a list.
pub trait Word {
    /// The word.
    fn word(self) -> &'static str;
}

/// Defines an enum of words. Each variant is written with the word that stands for it everywhere outside of Rust.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
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
    )+};
}
pub(crate) use words;
