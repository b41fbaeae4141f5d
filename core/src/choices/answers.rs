//! What the user says about the image: what scripts are written by, and whatever else the policy asks.

use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::primitives::sorted::Sorted;
use crate::primitives::version::Version;
use crate::primitives::words::words;

/// What the user confirms about the image. Left out is unknown, never false.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(default))]
pub struct Answers {
    /// The version of the image's Python, or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "string | null"))]
    pub python: Option<Python>,
    /// Whether the package `net-tools` is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "boolean | null"))]
    pub net_tools: Option<bool>,
    /// Whether the headers of OpenSSL are installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "boolean | null"))]
    pub openssl_devel: Option<bool>,
    /// Whether the certificates that the store's TLS needs are installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "boolean | null"))]
    pub certificates_installed: Option<bool>,
    /// Whether the image runs user data at first boot.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "boolean | null"))]
    pub user_data_runs: Option<bool>,
    /// What the image can download with.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional, type = "Downloader | null"))]
    pub downloader: Option<Downloader>,
    /// What only rules read: the policy lists what is asked, and an organisation adds to the list.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Option<Answer>>"))]
    pub others: OtherAnswers,
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Answers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of answers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answers, A::Error> {
                let mut answers = Answers::default();
                while let Some(id) = map.next_key::<String>()? {
                    match id.as_str() {
                        "python" => answers.python = map.next_value()?,
                        "netTools" => answers.net_tools = map.next_value()?,
                        "opensslDevel" => answers.openssl_devel = map.next_value()?,
                        "certificatesInstalled" => answers.certificates_installed = map.next_value()?,
                        "userDataRuns" => answers.user_data_runs = map.next_value()?,
                        "downloader" => answers.downloader = map.next_value()?,
                        // Whether there is such an answer, and of which kind, is for the policy to say.
                        _ => {
                            if let Some(answer) = map.next_value()? {
                                answers.others.0.insert(id, answer);
                            }
                        }
                    }
                }
                Ok(answers)
            }
        }

        // An object's reader says best what else stands there.
        deserializer.deserialize_struct("Answers", &[], Entries)
    }
}

/// Answers that only rules read, by the ids under which the policy lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[cfg_attr(feature = "wasm", tsify(type = "Record<string, boolean | number | string | null | undefined>"))]
pub struct OtherAnswers(pub Sorted<String, Answer>);

/// An answer that only rules read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// One of the words that the question lists.
    Word(String),
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl Visitor<'_> for Either {
            type Value = Answer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`true`, `false`, a whole number, or one of the question's words")
            }

            fn visit_bool<E: de::Error>(self, flag: bool) -> Result<Answer, E> {
                Ok(Answer::Flag(flag))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Answer, E> {
                let known = u32::try_from(number);
                known.map(Answer::Number).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Answer, E> {
                Ok(Answer::Word(word.to_owned()))
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// The Python of an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Python {
    /// There is none.
    None,
    /// There is one, of this version.
    Version(Version),
}

impl fmt::Display for Python {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Version(version) => version.fmt(f),
        }
    }
}

impl Serialize for Python {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Python {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "none" {
            return Ok(Self::None);
        }
        text.parse()
            .map(Self::Version)
            .map_err(|_| de::Error::invalid_value(de::Unexpected::Str(&text), &"a version like 2.7.9, or none"))
    }
}

words! {
    /// What an image can download with.
    pub enum Downloader {
        /// curl.
        Curl = "curl",
        /// wget.
        Wget = "wget",
        /// Python.
        Python = "python",
        /// Nothing.
        None = "none",
    }
}
