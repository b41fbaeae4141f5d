//! What is wrong with a policy: every mistake, with its place, what stands there, and what belongs there.

use dynaboot_core::ShapeError;
use yew::prelude::*;

use crate::mark::{Sign, mark};
use crate::rich::rich;
use crate::text;

/// All mistakes of a policy.
pub(crate) fn mistakes(all: &[ShapeError]) -> Html {
    html! {
        <ul class="Mistakes" role="list" aria-label={text::MISTAKES}>
            { for all.iter().enumerate().map(|(index, mistake)| html! {
                <li class="Mistake" key={index}>
                    {mark(Sign::Error)}
                    <div>
                        <p>
                            if !mistake.path.is_empty() {
                                <code class="Mistake-path">{mistake.path.clone()}</code>{": "}
                            }
                            {rich(what(mistake))}
                        </p>
                        if mistake.did_you_mean.is_some() && !mistake.expected.is_empty() {
                            <p class="Muted">{rich(&text::expected(&mistake.expected))}</p>
                        }
                    </div>
                </li>
            }) }
        </ul>
    }
}

/// A mistake without its place, which stands before it.
fn what(mistake: &ShapeError) -> &str {
    let rest = mistake.message.strip_prefix(&mistake.path);
    rest.and_then(|rest| rest.strip_prefix(": ")).unwrap_or(&mistake.message)
}
