//! In which form a script travels: a fact like its size, known once the payload is made.

use crate::primitives::words::words;

words! {
    /// In which form a script travels.
    pub enum Packing {
        /// As text that anybody can read.
        Plain = "plain",
        /// Packed: the field is one line that starts a program.
        CommandLine = "commandLine",
        /// Packed: even without its comments it is longer than the field takes.
        TooLong = "tooLong",
        /// Packed: a value in it looks like a tag, which the runner would take for its own.
        Tag = "tag",
        /// Packed: a value in it has letters that the runner may read in another encoding.
        Letters = "letters",
    }
}

impl Packing {
    /// Why it is packed, as the end of a sentence.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Plain => "nothing asks for it",
            Self::CommandLine => "the field is one command line, which holds no script",
            Self::TooLong => "it is longer than the field takes, even without its comments",
            Self::Tag => "a value in it has a `<`, which the runner may take for a tag of its own",
            Self::Letters => "a value in it has letters beyond ASCII, which the runner may read in another encoding",
        }
    }
}

/// What is known of a payload that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// How many bytes of the field are left; below zero when it is too large.
    pub(crate) left: i64,
    /// In which form the script travels.
    pub(crate) packing: Packing,
    /// How far it was counted.
    pub(crate) counted: Counted,
}

/// How far a payload was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// To its end.
    Whole,
    /// Until it was twice as large as its field: it is at least as much too large as `left` says.
    InPart,
}
