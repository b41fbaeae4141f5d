//! What is wrong with a value: where, what was expected, and what was probably meant.

use std::fmt;

use serde::Serialize;
use serde::de::{self, Expected, Unexpected};

/// A value that does not have the shape it must have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct ShapeError {
    /// Where it stands: dotted, list items by index; empty for the whole.
    pub path: String,
    /// What was expected there.
    pub expected: String,
    /// What was probably meant, when something that may stand there is close.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub did_you_mean: Option<String>,
    /// All of it in one sentence.
    pub message: String,
}

impl ShapeError {
    /// A word at `path` that is none of `allowed`; `kind` says what the word should have been.
    #[must_use]
    pub fn unknown<'a>(path: &str, kind: &str, word: &str, allowed: impl IntoIterator<Item = &'a str>) -> Self {
        let allowed: Vec<&str> = allowed.into_iter().collect();
        Problem::unknown(kind, word, &allowed).at(path)
    }

    /// A word at `path` that is none of `allowed`, and none of `others`, which are taken too and not all listed.
    #[must_use]
    pub fn unknown_of<'a>(
        path: &str,
        kind: &str,
        word: &str,
        allowed: impl IntoIterator<Item = &'a str>,
        others: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let allowed: Vec<&str> = allowed.into_iter().collect();
        let taken: Vec<&str> = allowed.iter().copied().chain(others).collect();
        Problem::unknown_but(kind, word, &allowed, closest(word, &taken)).at(path)
    }

    /// A word at `path` that stands for another one, which belongs there.
    #[must_use]
    pub(crate) fn instead(path: &str, kind: &str, word: &str, meant: &str) -> Self {
        Problem::unknown_but(kind, word, &[meant], Some(meant)).at(path)
    }

    /// Something at `path` that does not belong there, and what does.
    #[must_use]
    pub fn found(path: &str, found: &str, expected: &str) -> Self {
        Problem::new(format!("found {found}"), expected.to_owned()).at(path)
    }

    /// The same of a value that stands at `outer` in another one.
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        if outer.is_empty() {
            return self;
        }
        let separator = if self.path.is_empty() { ": " } else { "." };
        let path = if self.path.is_empty() { outer.to_owned() } else { format!("{outer}.{}", self.path) };
        Self { path, message: format!("{outer}{separator}{}", self.message), ..self }
    }
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ShapeError {}

/// The word of `allowed` that is closest to `word`, if it is close enough to have been meant.
#[must_use]
pub fn closest<'a>(word: &str, allowed: &[&'a str]) -> Option<&'a str> {
    // Long words would cost quadratic time, and nobody meant them.
    if word.len() > 64 {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    allowed
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_ascii_lowercase()), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= candidate.len().max(3) / 3)
        .map(|(_, candidate)| *candidate)
}

/// What is wrong, before it is known where: the path is gathered, innermost first, on the way out.
///
/// It is kept behind a pointer: it travels through every reader of every type, all of which would move the whole of it.
#[derive(Debug)]
pub(super) struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    path: Vec<String>,
    expected: String,
    did_you_mean: Option<String>,
    what: String,
}

impl Problem {
    #[cold]
    #[inline(never)]
    fn new(what: String, expected: String) -> Self {
        Self(Box::new(Parts { path: Vec::new(), expected, did_you_mean: None, what }))
    }

    /// Something that is none of `allowed`, and not even a word.
    #[cold]
    pub(super) fn no_word(found: Unexpected<'_>, allowed: &[&str]) -> Self {
        Self::new(format!("found {}", describe(found)), one_of(allowed))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn unknown(kind: &str, word: &str, allowed: &[&str]) -> Self {
        Self::unknown_but(kind, word, allowed, closest(word, allowed))
    }

    #[cold]
    #[inline(never)]
    fn unknown_but(kind: &str, word: &str, allowed: &[&str], meant: Option<&str>) -> Self {
        let mut problem = Self::new(format!("unknown {kind} `{}`", shorten(word)), one_of(allowed));
        problem.0.did_you_mean = meant.map(str::to_owned);
        problem
    }

    #[cold]
    #[inline(never)]
    pub(super) fn within(mut self, key: &str) -> Self {
        self.0.path.push(key.to_owned());
        self
    }

    /// At the place that was gathered.
    #[cold]
    #[inline(never)]
    pub(super) fn at_its_place(self) -> ShapeError {
        let path = self.0.path.iter().rev().map(String::as_str).collect::<Vec<_>>().join(".");
        self.at(&path)
    }

    fn at(self, path: &str) -> ShapeError {
        let Parts { expected, did_you_mean, mut what, .. } = *self.0;
        // A secret of the wrong type is still a secret.
        if path.ends_with("password") {
            "found something else".clone_into(&mut what);
        }
        let place = if path.is_empty() { String::new() } else { format!("{path}: ") };
        let ending = match &did_you_mean {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("expected {expected}"),
        };
        let message = if expected.is_empty() { format!("{place}{what}") } else { format!("{place}{what}, {ending}") };
        ShapeError { path: path.to_owned(), expected, did_you_mean, message }
    }
}

fn one_of(allowed: &[&str]) -> String {
    match allowed {
        [] => "nothing".to_owned(),
        _ => format!("one of {}", allowed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// A text of the user's, short enough to be repeated in a sentence.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what)
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string(), String::new())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("found {}", describe(found)), expected.to_string())
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("field", field, expected).within(field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unknown("value", variant, expected)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new("nothing is here".to_owned(), "a value".to_owned()).within(field)
    }
}

pub(super) fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number `{value}`"),
        Unexpected::Signed(value) => format!("the number `{value}`"),
        Unexpected::Float(value) => {
            format!(
                "the number `{}`",
                serde_json::Number::from_f64(value).map(|number| number.to_string()).unwrap_or_default()
            )
        }
        Unexpected::Str(text) => format!("`{}`", shorten(text)),
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "an object".to_owned(),
        Unexpected::Other(what) => what.to_owned(),
        _ => "something else".to_owned(),
    }
}
