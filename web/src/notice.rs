//! What there is to say about how the choices came here: by a link, from before a reload, or from another policy.

use dynaboot_core::{Day, Field};

use crate::link::Unreadable;

/// Something to say about how the choices came here.
#[derive(Debug, PartialEq)]
pub(crate) enum Notice {
    /// The link cannot be opened.
    Unreadable(Unreadable),
    /// The link held these fields, which no link of this page holds.
    LeftOut(Vec<Field>),
    /// The link's answer is for another day.
    OtherDay(Day),
    /// The link was made with another policy, whose digest begins like this.
    OtherPolicy(String),
    /// These fields were not kept over the reload.
    NotKept(Vec<Field>),
    /// The policy knows nothing of what was entered at these paths.
    Unknown(Vec<String>),
}
