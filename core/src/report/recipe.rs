//! What a recipe does that is not built in, from its own texts.

use crate::facts::Facts;
use crate::policy::catalog::Recipe;
use crate::primitives::address::Address;
use crate::primitives::template;
use crate::report::OwnRecipe;

/// What the agent's recipe does, where an organisation wrote it; on both families as long as the system is not known.
pub(crate) fn own(facts: &Facts<'_>) -> Option<OwnRecipe> {
    let agent = facts.agent.filter(|agent| facts.policy.is_own(agent.id))?;
    let both = || [agent.entry.linux.as_ref(), agent.entry.windows.as_ref()].into_iter().flatten().collect();
    let recipes: Vec<&Recipe> = facts.system.map_or_else(both, |_| facts.recipe().into_iter().collect());
    let mut own = OwnRecipe { agent: agent.id.to_string(), hosts: Vec::new(), writes: Vec::new(), runs: Vec::new() };
    for recipe in recipes {
        let texts: Vec<String> = recipe.texts().iter().map(|(_, text)| said(text, facts)).collect();
        let bundle = Address::read(&said(&recipe.bundle, facts)).map(|address| address.host);
        let urls = texts.iter().flat_map(|text| hosts(text));
        bundle.into_iter().chain(urls).for_each(|host| add(&mut own.hosts, host));
        writes(recipe).for_each(|path| add(&mut own.writes, said(&path, facts)));
        add(&mut own.runs, command(recipe, facts));
    }
    Some(own)
}

fn add(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// A text of the recipe with what the policy itself fills in: the defaults of settings of which the choices say nothing.
fn said(text: &str, facts: &Facts<'_>) -> String {
    template::fill(text, |name| {
        let is_chosen = facts.choices.agent.settings.contains_key(name);
        let default = facts.setting(name).filter(|_| !is_chosen)?;
        facts.effort().fill(default.len()).then(|| default.to_owned())
    })
}

/// The hosts of all URLs in a text.
fn hosts(text: &str) -> Vec<String> {
    let starts = text.match_indices("://").map(|(place, _)| place);
    let urls = starts.filter_map(|place| {
        let scheme = text.get(..place)?.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
        let rest =
            text.get(place..)?.split(|letter: char| letter.is_whitespace() || "\"'<>{}|;,".contains(letter)).next()?;
        Address::read(&format!("{scheme}{rest}"))
    });
    urls.map(|address| address.host).collect()
}

fn writes(recipe: &Recipe) -> impl Iterator<Item = String> {
    let files = recipe.handover.iter().chain(&recipe.credentials).map(|file| file.path.clone());
    let variables = recipe.machine_environment.keys().map(|name| format!("the machine's variable {name}"));
    recipe.unpack_to.clone().into_iter().chain(files).chain(variables)
}

/// The command as it is written, each word that needs it in quotes.
fn command(recipe: &Recipe, facts: &Facts<'_>) -> String {
    let shown = |text: &String| shown(&said(text, facts));
    let environment = recipe.environment.iter().map(|(name, value)| format!("{name}={}", shown(value)));
    let words = recipe.install.iter().map(shown);
    environment.chain(words).collect::<Vec<_>>().join(" ")
}

fn shown(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./:=@%+,{}\\".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
