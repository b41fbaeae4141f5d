//! Landmarks, by which people who hear a page move about in it. A host page has its own, and only one of each.

use yew::prelude::*;

/// A view, found again by its node; hidden while another is shown.
pub(crate) fn main(is_embedded: bool, class: Classes, hidden: bool, node: &NodeRef, children: Html) -> Html {
    if is_embedded {
        html! { <div {class} {hidden} ref={node}>{children}</div> }
    } else {
        html! { <main {class} {hidden} ref={node}>{children}</main> }
    }
}

/// What the answers follow from.
pub(crate) fn footer(is_embedded: bool, children: Html) -> Html {
    if is_embedded {
        html! { <div class="Foot">{children}</div> }
    } else {
        html! { <footer class="Foot">{children}</footer> }
    }
}
