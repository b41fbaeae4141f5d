//! Fields that are rarely used: folded away until one of them matters.

use dynaboot_core::field::Field;
use yew::prelude::*;

use crate::session::Session;

/// Properties of [`Fold`].
#[derive(Properties, PartialEq)]
pub(crate) struct FoldProps {
    /// The page's state.
    pub(crate) session: Session,
    /// What is in there.
    pub(crate) title: AttrValue,
    /// The fields in there.
    pub(crate) fields: Vec<Field>,
    /// Their controls.
    pub(crate) children: Html,
}

/// Unfolds itself when a field inside says something, and never folds itself again: somebody may be typing there.
#[component]
pub(crate) fn Fold(props: &FoldProps) -> Html {
    let FoldProps { session, title, fields, children } = props;
    let unfolded = use_mut_ref(|| false);
    let matters =
        |field: &Field| !session.text(field).is_empty() || !session.findings(field).is_empty() || session.needs(field);
    let open = *unfolded.borrow() || fields.iter().any(matters);
    *unfolded.borrow_mut() = open;
    html! {
        <details class="Fold" {open}>
            <summary>{title.clone()}</summary>
            <div class="Fold-inside">{children.clone()}</div>
        </details>
    }
}
