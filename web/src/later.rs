//! Parts of the page that are shown after the first: between them a browser paints, and answers what was pressed.

use yew::prelude::*;

use crate::browser;

/// Properties of [`Later`].
#[derive(Properties, PartialEq)]
pub(crate) struct LaterProps {
    /// What is shown.
    pub(crate) children: Html,
}

/// Shows something in a turn of its own, and from then on. Where there is no browser nothing waits.
#[component]
pub(crate) fn Later(props: &LaterProps) -> Html {
    let due = use_state_eq(|| cfg!(not(target_arch = "wasm32")));
    {
        let due = due.setter();
        use_effect_with((), move |()| {
            let turn = browser::later(0, move || due.set(true));
            move || drop(turn)
        });
    }
    if *due { props.children.clone() } else { Html::default() }
}
