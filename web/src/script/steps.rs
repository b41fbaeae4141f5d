//! The script's sections: what each does, and who asked for it.

use dynaboot_core::script::Section;
use yew::prelude::*;

use super::because::because;
use super::section::section_id;
use crate::browser;
use crate::browser::tree::Tree;
use crate::session::Session;
use crate::text;

/// Properties of [`Steps`].
#[derive(Properties, PartialEq)]
pub(crate) struct StepsProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The sections.
    pub(crate) sections: Vec<Section>,
}

/// A table of contents that knows the reasons.
#[component]
pub(crate) fn Steps(props: &StepsProps) -> Html {
    let StepsProps { session, sections } = props;
    let open = use_state_eq(|| false);
    let ontoggle = {
        let set = open.setter();
        Callback::from(move |event: Event| set.set(browser::is_unfolded(&event)))
    };
    html! {
        <details class="Fold Steps" {ontoggle}>
            <summary>{text::sections(sections.len())}</summary>
            if *open {
                <ol class="Fold-inside">
                    { for sections.iter().map(|section| {
                        let id = section_id(section);
                        html! {
                            <li key={section.first_line}>
                                <button type="button" class="Link Steps-lines" onclick={move |event: MouseEvent| Tree::of(&event).show(&id)}>
                                    {text::lines(section.first_line, section.last_line)}
                                </button>
                                <div>
                                    <span>{text::sentence(&section.title)}</span>
                                    {because(session, &section.because)}
                                </div>
                            </li>
                        }
                    }) }
                </ol>
            }
        </details>
    }
}
