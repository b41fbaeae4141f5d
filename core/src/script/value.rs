//! What both scripts are made with: the words of recipes filled in, and who asked for what.

use crate::facts::Facts;
use crate::policy::action::Action;
use crate::policy::catalog::Recipe;
use crate::primitives::address::Address;
use crate::primitives::template;
use crate::script::plan::Plan;

/// Why a section is there that every script has.
pub(super) fn every_script() -> Vec<String> {
    vec!["every script".to_owned()]
}

/// Who asked for anything of what is done.
pub(super) fn chosen(plan: &Plan<'_>) -> Vec<String> {
    let mut because: Vec<String> = Vec::new();
    for reason in plan.steps.iter().flat_map(|step| &step.because) {
        if !because.contains(reason) {
            because.push(reason.clone());
        }
    }
    because
}

/// Whether a step is left out of a run that finds its agent installed by an earlier, unfinished one.
pub(super) const fn is_before_handover(action: Action) -> bool {
    matches!(
        action,
        Action::FetchBundle | Action::VerifyBundle | Action::UnpackBundle | Action::PlaceBundle | Action::InstallAgent
    )
}

/// What a text of a recipe may name in braces: stores, the cloud as the installer spells it, the architecture, and
/// settings.
pub(super) fn placeholder(facts: &Facts<'_>, name: &str) -> String {
    let url = |store: &Option<Address>| store.as_ref().map(Address::url).unwrap_or_default();
    match name {
        "bundleStore" => url(&facts.bundle_store),
        "packageStore" => url(&facts.package_store),
        "arch" => facts.arch().as_str().to_owned(),
        "cloudFamily" => cloud_family(facts).unwrap_or("custom").to_owned(),
        _ => facts.setting(name).unwrap_or_default().to_owned(),
    }
}

/// How many bytes all texts of a recipe have when they are filled; it counts no further than to this many.
pub(crate) fn filled_bytes(recipe: &Recipe, facts: &Facts<'_>, most: usize) -> usize {
    let mut bytes = 0;
    for (_, text) in recipe.texts() {
        bytes += text.len();
        template::fill(text, |name| {
            if bytes < most {
                bytes += placeholder(facts, name).len();
            }
            Some(String::new())
        });
    }
    bytes
}

fn cloud_family<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    facts.agent?.entry.cloud_families.get(facts.cloud?.id).map(String::as_str)
}

/// A proxy as it may be shown: without credentials.
pub(super) fn shown(proxy: &str) -> String {
    Address::read(proxy).map(|address| address.url()).unwrap_or_default()
}
