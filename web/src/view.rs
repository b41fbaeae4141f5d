//! The page's views, and what stands in the address for each.

use dynaboot_core::RuleId;

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum View {
    /// Ask, tell and give.
    #[default]
    Plan,
    /// The support table of an agent.
    Matrix,
    /// The rules, and what they rest on.
    Policy,
    /// The script that looks at an image.
    Probe,
    /// The report alone, for a host page that asks by itself.
    Check,
}

impl View {
    /// The page's views, in the order of the bar.
    pub(crate) const ALL: [Self; 4] = [Self::Plan, Self::Matrix, Self::Policy, Self::Probe];

    /// What stands behind the `#` for it.
    pub(crate) const fn fragment(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Matrix => "matrix",
            Self::Policy => "policy",
            Self::Probe => "probe",
            Self::Check => "check",
        }
    }
}

/// A place in the page: a view, and in that of the policy a rule's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The view.
    pub(crate) view: View,
    /// The rule.
    pub(crate) rule: Option<RuleId>,
}

impl Place {
    /// A rule's page.
    pub(crate) fn rule(id: &str) -> Self {
        Self { view: View::Policy, rule: Some(id.into()) }
    }

    /// The place that an address names; one that names nothing is the plan's.
    pub(crate) fn named(fragment: &str) -> Option<Self> {
        if fragment.is_empty() {
            return Some(Self::default());
        }
        let (view, rule) = fragment.split_once('/').map_or((fragment, None), |(view, rule)| (view, Some(rule)));
        let view = View::ALL.into_iter().find(|known| known.fragment() == view)?;
        match rule {
            Some(id) => (view == View::Policy).then(|| Self::rule(id)),
            None => Some(Self { view, rule: None }),
        }
    }

    /// What stands behind the `#` for it.
    pub(crate) fn fragment(&self) -> String {
        match &self.rule {
            Some(rule) => format!("{}/{rule}", self.view.fragment()),
            None => self.view.fragment().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn every_place_is_found_by_what_stands_in_the_address() {
        for fragment in ["plan", "matrix", "policy", "policy/http-store"] {
            assert_eq!(Place::named(fragment).unwrap().fragment(), fragment);
        }
        assert_eq!(Place::named("").unwrap().fragment(), "plan");
        for fragment in ["matrix/http-store", "plan=e30", "nowhere", "policy=12"] {
            assert_eq!(Place::named(fragment), None, "{fragment}");
        }
    }
}
