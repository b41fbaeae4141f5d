//! How one comes from a place to another: the page has an address for each; in a host page, whose address is its own, a
//! press is a wish.

use yew::prelude::*;

use crate::browser::page;
use crate::view::Place;

/// The way to places. Where nobody says otherwise, it is the address.
#[derive(Clone, PartialEq)]
pub(crate) struct Way(pub(crate) Callback<Place>);

/// The way to places.
#[hook]
pub(crate) fn use_way() -> Callback<Place> {
    let by_address = || Callback::from(|place: Place| page::open(&place.fragment()));
    use_context::<Way>().map_or_else(by_address, |Way(visit)| visit)
}

/// Properties of [`PlaceLink`].
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceLinkProps {
    /// Where it leads.
    pub(crate) place: Place,
    /// How it looks.
    #[prop_or(classes!("Link"))]
    pub(crate) class: Classes,
    /// Whether that place is shown already.
    #[prop_or_default]
    pub(crate) current: bool,
    /// What it says.
    pub(crate) children: Html,
}

/// Leads to a place.
#[component]
pub(crate) fn PlaceLink(props: &PlaceLinkProps) -> Html {
    let PlaceLinkProps { place, class, current, children } = props;
    let current = current.then_some("page");
    match use_context::<Way>() {
        None => html! {
            <a class={class.clone()} href={format!("#{}", place.fragment())} aria-current={current}>{children.clone()}</a>
        },
        Some(Way(visit)) => {
            let place = place.clone();
            let onclick = visit.reform(move |_: MouseEvent| place.clone());
            html! {
                <button type="button" class={classes!("Link", class.clone())} aria-current={current} {onclick}>{children.clone()}</button>
            }
        }
    }
}
