//! The tree of nodes in which an id names one element: the document's, or that of a shadow root.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, FocusOptions, HtmlElement, Node, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
    ShadowRoot, window,
};
use yew::prelude::*;

use super::later;

/// A tree of nodes; none for what is in no document.
#[derive(Clone)]
pub(crate) struct Tree(Option<Root>);

#[derive(Clone)]
enum Root {
    Document(Document),
    Shadow(ShadowRoot),
}

impl Tree {
    /// The tree in which something happened.
    pub(crate) fn of(event: &Event) -> Self {
        Self::around(event.target().and_then(|target| target.dyn_into::<Node>().ok()))
    }

    /// The tree in which a component stands.
    pub(crate) fn of_component(node: &NodeRef) -> Self {
        Self::around(node.get())
    }

    fn around(node: Option<Node>) -> Self {
        let Some(root) = node.map(|node| node.get_root_node()) else { return Self(None) };
        let root = root.dyn_into::<Document>().map(Root::Document);
        Self(root.or_else(|root| root.dyn_into::<ShadowRoot>().map(Root::Shadow)).ok())
    }

    /// Moves the focus to an element, and unfolds what hides it.
    pub(crate) fn go_to(&self, id: &str) {
        let Some(element) = self.element(id) else { return };
        let mut folded = element.closest("details").ok().flatten();
        while let Some(details) = folded {
            // Setting an attribute fails only for names that are none.
            let _ = details.set_attribute("open", "");
            folded = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
        }
        focus_quietly(&element);
        scroll_to(&element);
    }

    /// Moves the focus to an element as soon as what has changed is shown: only then can it take the focus.
    pub(crate) fn go_to_when_shown(self, id: &'static str) {
        later(0, move || self.go_to(id)).forget();
    }

    /// Moves the focus to an element without moving the page.
    pub(crate) fn focus(&self, id: &str) {
        if let Some(element) = self.element(id) {
            focus_quietly(&element);
        }
    }

    /// Moves the page, or the box that scrolls, until an element can be seen.
    pub(crate) fn show(&self, id: &str) {
        if let Some(element) = self.element(id) {
            scroll_to(&element);
        }
    }

    /// Adds an element that nobody is to see, uses it while it can hold the focus, and takes it away again.
    pub(super) fn with_guest<T>(&self, guest: &HtmlElement, used: impl FnOnce() -> T) -> Option<T> {
        let (place, focused): (Node, _) = match self.0.as_ref()? {
            Root::Document(document) => (document.body()?.into(), document.active_element()),
            Root::Shadow(root) => (root.clone().into(), root.active_element()),
        };
        place.append_child(guest).ok()?;
        let given = used();
        guest.remove();
        if let Some(element) = focused.and_then(|element| element.dyn_into().ok()) {
            focus_quietly(&element);
        }
        Some(given)
    }

    fn element(&self, id: &str) -> Option<HtmlElement> {
        let element = match self.0.as_ref()? {
            Root::Document(document) => document.get_element_by_id(id),
            Root::Shadow(root) => root.get_element_by_id(id),
        };
        element?.dyn_into().ok()
    }
}

fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // What cannot take the focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}

fn scroll_to(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(if prefers_stillness() { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn prefers_stillness() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
