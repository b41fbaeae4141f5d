//! Whose page it is: a name and a claim of an organisation's own. Its logo and colours are custom properties.

use yew::AttrValue;

use crate::text;

/// Whose page it is.
#[derive(Clone, PartialEq)]
pub(crate) struct Brand {
    /// What stands first.
    pub(crate) name: AttrValue,
    /// What the page is for.
    pub(crate) claim: AttrValue,
}

impl Default for Brand {
    fn default() -> Self {
        Self { name: AttrValue::Static("dynaboot"), claim: AttrValue::Static(text::CLAIM) }
    }
}

impl Brand {
    /// By what `index.html` says, as far as it says something.
    pub(crate) fn named(name: Option<String>, claim: Option<String>) -> Self {
        let ours = Self::default();
        let or = |text: Option<String>, ours: AttrValue| text.filter(|text| !text.is_empty()).map_or(ours, Into::into);
        Self { name: or(name, ours.name), claim: or(claim, ours.claim) }
    }
}
