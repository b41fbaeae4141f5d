//! The page's views, and what stands in the address for each.

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Ask, tell and give.
    #[default]
    Plan,
    /// The support table of an agent.
    Matrix,
}

impl View {
    /// All views, in the order of the bar.
    pub(crate) const ALL: [Self; 2] = [Self::Plan, Self::Matrix];

    /// Its name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Matrix => "Matrix",
        }
    }

    /// What stands behind the `#` for it.
    pub(crate) const fn fragment(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Matrix => "matrix",
        }
    }

    /// The view that an address names; one that names nothing is the plan's.
    pub(crate) fn named(fragment: &str) -> Option<Self> {
        if fragment.is_empty() {
            return Some(Self::default());
        }
        Self::ALL.into_iter().find(|view| view.fragment() == fragment)
    }
}
