//! Fields that are rarely used: folded away until one of them matters.

use yew::prelude::*;

/// Properties of [`Fold`].
#[derive(Properties, PartialEq)]
pub(crate) struct FoldProps {
    /// What is in there.
    pub(crate) title: AttrValue,
    /// Whether a field in there says something.
    pub(crate) matters: bool,
    /// Their controls.
    pub(crate) children: Html,
}

/// Unfolds itself when a field inside says something, and never folds itself again: somebody may be typing there.
#[component]
pub(crate) fn Fold(props: &FoldProps) -> Html {
    let FoldProps { title, matters, children } = props;
    let unfolded = use_mut_ref(|| false);
    let open = *unfolded.borrow() || *matters;
    *unfolded.borrow_mut() = open;
    html! {
        <details class="Fold" {open}>
            <summary>{title.clone()}</summary>
            <div class="Fold-inside">{children.clone()}</div>
        </details>
    }
}
