//! Sentences of the core: what stands in backticks is the user's own word.

use yew::prelude::*;

/// A sentence with its quoted words set as code.
pub(crate) fn rich(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => html! { {part.to_owned()} },
        _ => html! { <code>{part.to_owned()}</code> },
    });
    html! { <>{ for parts }</> }
}
