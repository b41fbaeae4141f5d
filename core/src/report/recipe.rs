//! What a recipe does that is not built in, from its own texts.

use crate::facts::Facts;
use crate::policy::catalog::Recipe;
use crate::primitives::address::Address;
use crate::report::OwnRecipe;

/// What the agent's recipe does, where an organisation wrote it; on both families as long as the system is not known.
pub(crate) fn own(facts: &Facts<'_>) -> Option<OwnRecipe> {
    let agent = facts.agent.filter(|agent| facts.policy.is_own(agent.id))?;
    let both = || [agent.entry.linux.as_ref(), agent.entry.windows.as_ref()].into_iter().flatten().collect();
    let recipes: Vec<&Recipe> = facts.system.map_or_else(both, |_| facts.recipe().into_iter().collect());
    let mut own = OwnRecipe { agent: agent.id.to_string(), hosts: Vec::new(), writes: Vec::new(), runs: Vec::new() };
    for recipe in recipes {
        recipe.texts().iter().flat_map(|(_, text)| hosts(text)).for_each(|host| add(&mut own.hosts, host));
        writes(recipe).for_each(|path| add(&mut own.writes, path));
        add(&mut own.runs, command(recipe));
    }
    Some(own)
}

fn add(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
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
fn command(recipe: &Recipe) -> String {
    let environment = recipe.environment.iter().map(|(name, value)| format!("{name}={}", shown(value)));
    let words = recipe.install.iter().map(|word| shown(word));
    environment.chain(words).collect::<Vec<_>>().join(" ")
}

fn shown(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "_-./:=@%+,{}\\".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
