//! Choices to look at before one's own: they are data, and their verdicts are the core's.

use dynaboot_core::{Choices, Policy};
use serde_json::Value;

/// The examples that the policy knows, each with a name.
pub(crate) fn examples(policy: &Policy) -> Vec<(String, Choices)> {
    let values: Vec<Value> = serde_json::from_str(include_str!("../examples.json")).unwrap_or_default();
    let choices = values.iter().filter_map(|value| policy.read_choices(value).ok());
    choices.map(|choices| (name(&choices, policy), choices)).collect()
}

fn name(choices: &Choices, policy: &Policy) -> String {
    let document = policy.document();
    let cloud = choices.cloud.as_ref().and_then(|id| document.clouds.get(id)).map(|cloud| cloud.label.as_str());
    let system = choices.system.as_ref().and_then(|id| document.systems.get(id)).map(|system| system.label.as_str());
    cloud.into_iter().chain(system).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use dynaboot_core::Verdict::{Blocked, Incomplete, Ready, ReadyWithWarnings};
    use dynaboot_core::{Choices, Policy, check};

    use super::examples;

    #[test]
    fn one_of_each_kind() {
        let policy = Policy::builtin().unwrap();
        let today = "2026-11-22".parse().ok();
        let verdicts: Vec<_> = examples(&policy)
            .into_iter()
            .map(|(name, choices)| (name, check(&Choices { today, ..choices }, &policy).verdict))
            .collect();
        let names: Vec<&str> = verdicts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["AWS + CentOS 7", "OpenStack + RHEL 7", "VMware + RHEL 8"]);
        let kinds: Vec<_> = verdicts.iter().map(|(_, verdict)| *verdict).collect();
        assert_eq!(kinds, [ReadyWithWarnings, Blocked, Ready]);
        assert!(!kinds.contains(&Incomplete));
    }
}
