//! What a recipe does that is not built in: whoever wrote the policy decides what is run.

use yew::prelude::*;

use crate::session::Session;
use crate::text;

/// What the agent's recipe runs, writes and contacts, where an organisation wrote it.
pub(crate) fn recipe(session: &Session) -> Html {
    let Some(recipe) = &session.answer().report.recipe else { return Html::default() };
    let lists = [(text::RUNS, &recipe.runs), (text::WRITES, &recipe.writes), (text::CONTACTS, &recipe.hosts)];
    html! {
        <div class="Part">
            <h3>{text::OWN_RECIPE}</h3>
            <p>{text::OWN_RECIPE_DETAIL}</p>
            <dl class="Came">
                { for lists.into_iter().filter(|(_, items)| !items.is_empty()).map(|(name, items)| html! {
                    <>
                        <dt>{name}</dt>
                        { for items.iter().map(|item| html! { <dd><code>{text::seen_text(item)}</code></dd> }) }
                    </>
                }) }
            </dl>
        </div>
    }
}
