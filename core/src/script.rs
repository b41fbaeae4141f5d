//! `render`: from a plan to the text of a script, section by section.

pub mod linux;
mod parts;
pub mod quote;
mod value;
pub(crate) mod variant;
pub mod windows;

use serde::Serialize;

use crate::catalog::Family;
use crate::plan::Plan;

/// The version that generated text says it was made by.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Renders a plan, in the language that its system runs.
#[must_use]
pub fn render(plan: &Plan<'_>) -> Script {
    match plan.family {
        Family::Linux => linux::render(plan),
        Family::Windows => windows::render(plan),
    }
}

/// The most bytes that the script of a plan has, where that can be told without writing it.
pub(crate) fn at_most(plan: &Plan<'_>) -> Option<usize> {
    match plan.family {
        Family::Linux => Some(linux::at_most(plan)),
        Family::Windows => None,
    }
}

/// A script, and what asked for each part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Script {
    /// The name of the file that it is kept in.
    pub file_name: String,
    /// The text. The same choices give the same bytes.
    pub text: String,
    /// Its sections, in their order.
    pub sections: Vec<Section>,
}

/// A part of a script: one step of the plan, or what all steps share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Section {
    /// What it does.
    pub title: String,
    /// The rules, choices and recipes that asked for it.
    pub because: Vec<String>,
    /// Its first line, counted from 1.
    pub first_line: u32,
    /// Its last line.
    pub last_line: u32,
}

/// A script in the making.
struct Draft {
    line_end: &'static str,
    text: String,
    sections: Vec<Section>,
    lines: u32,
}

impl Draft {
    fn new(line_end: &'static str) -> Self {
        Self { line_end, text: String::with_capacity(16 * 1024), sections: Vec::new(), lines: 0 }
    }

    /// Adds a section of so many lines, with an empty line before it unless it is the first. Its text ends with a line's end.
    fn section(&mut self, title: &str, because: Vec<String>, text: &str, lines: u32) {
        if self.lines > 0 {
            self.text.push_str(self.line_end);
            self.lines += 1;
        }
        let first_line = self.lines + 1;
        self.text.push_str(text);
        self.lines += lines;
        self.sections.push(Section { title: title.to_owned(), because, first_line, last_line: self.lines });
    }
}

/// How many lines a text has. Only line feeds count: a carriage return may be part of a value.
const fn count_lines(text: &str) -> u32 {
    let mut rest = text.as_bytes();
    let mut lines = 0;
    while let [byte, tail @ ..] = rest {
        if *byte == b'\n' {
            lines += 1;
        }
        rest = tail;
    }
    lines
}
