//! What the page is when its policy is refused: every mistake, and no answer of any kind.

use dynaboot_core::ShapeError;
use yew::prelude::*;

use crate::brand::Brand;
use crate::mistakes::mistakes;
use crate::text;

/// Properties of [`Refused`].
#[derive(Clone, Properties, PartialEq)]
pub(crate) struct RefusedProps {
    /// Whose page it is.
    pub(crate) brand: Brand,
    /// The policy's address.
    pub(crate) address: AttrValue,
    /// What is wrong with it.
    pub(crate) mistakes: Vec<ShapeError>,
}

/// A page without a policy.
#[component]
pub(crate) fn Refused(props: &RefusedProps) -> Html {
    let RefusedProps { brand, address, mistakes: all } = props;
    html! {
        <>
            <header class="Bar">
                <h1>{&brand.name}</h1>
                <p class="Bar-claim">{&brand.claim}</p>
            </header>
            <main class="Refused">
                <section class="Card Refused-card" role="alert" aria-labelledby="refused">
                    <h2 id="refused">{text::POLICY_REFUSED}</h2>
                    <p>{text::POLICY_REFUSED_WHY}</p>
                    <p><code>{address}</code></p>
                    {mistakes(all)}
                    <p class="Muted">{text::POLICY_REFUSED_TODO}</p>
                </section>
            </main>
        </>
    }
}
