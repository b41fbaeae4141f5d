//! Version numbers, compared as numbers: 2.7.10 is later than 2.7.9.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A version such as `2.7.9`: whole numbers with dots between them; `2.7` equals `2.7.0`.
#[derive(Clone, Debug)]
pub struct Version(Vec<u32>);

/// A text that is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a version is whole numbers with dots between them, like 2.7.9")]
pub struct NotAVersion;

impl<const PARTS: usize> From<[u32; PARTS]> for Version {
    fn from(parts: [u32; PARTS]) -> Self {
        Self(parts.into())
    }
}

impl FromStr for Version {
    type Err = NotAVersion;

    fn from_str(text: &str) -> Result<Self, NotAVersion> {
        let part = |part: &str| {
            let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse().map_err(|_| NotAVersion) } else { Err(NotAVersion) }
        };
        text.split('.').map(part).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let length = self.0.len().max(other.0.len());
        let part = |version: &Self, index| version.0.get(index).copied().unwrap_or(0);
        (0..length)
            .map(|index| part(self, index).cmp(&part(other, index)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Version {}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| de::Error::invalid_value(de::Unexpected::Str(&text), &"a version like 2.7.9"))
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[track_caller]
    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_not_letters() {
        assert!(version("2.7.10") > version("2.7.9"));
        assert!(version("3") > version("2.7.18"));
        assert_eq!(version("2.7"), version("2.7.0"));
        assert_eq!(version("2.7.9").to_string(), "2.7.9");
    }

    #[test]
    fn what_is_no_version() {
        for text in ["", ".", "2.", "2.7rc1", "-1", "+1", "2,7", "99999999999"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
