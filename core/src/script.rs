//! `render`: from a plan to the text of a script, section by section.

pub mod linux;
pub mod quote;

use serde::Serialize;

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
#[derive(Default)]
struct Draft {
    text: String,
    sections: Vec<Section>,
    lines: u32,
}

impl Draft {
    /// Adds a section, with an empty line before it unless it is the first.
    fn section(&mut self, title: &str, because: Vec<String>, body: &str) {
        if self.lines > 0 {
            self.line("");
        }
        let first_line = self.lines + 1;
        // Not `lines`, which would take a carriage return of a value for a part of the line's end.
        for line in body.strip_suffix('\n').unwrap_or(body).split('\n') {
            self.line(line);
        }
        self.sections.push(Section { title: title.to_owned(), because, first_line, last_line: self.lines });
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.lines += 1;
    }
}
