//! Landmarks, by which people who hear a page move about in it. A host page has its own, and only one of each.

use yew::prelude::*;

/// Properties of [`Main`].
#[derive(Properties, PartialEq)]
pub(crate) struct MainProps {
    /// Whether it stands in a host page.
    pub(crate) is_embedded: bool,
    /// How it looks.
    pub(crate) class: Classes,
    /// Whether another view is shown.
    #[prop_or_default]
    pub(crate) hidden: bool,
    /// Where it is found again.
    #[prop_or_default]
    pub(crate) node: NodeRef,
    /// What is in it.
    pub(crate) children: Html,
}

/// A view.
#[component]
pub(crate) fn Main(props: &MainProps) -> Html {
    let MainProps { is_embedded, class, hidden, node, children } = props;
    let (class, hidden, children) = (class.clone(), *hidden, children.clone());
    if *is_embedded {
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
