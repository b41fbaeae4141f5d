//! A field for one of a few.

use std::rc::Rc;

use dynaboot_core::Edit;
use serde_json::Value;
use yew::prelude::*;

use super::field::{control_id, framed, words_id};
use crate::browser;
use crate::session::{Action, FieldView};

/// Something that can be chosen: the value, and the name that people know.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The value.
    pub(crate) value: AttrValue,
    /// The name.
    pub(crate) label: AttrValue,
}

impl Item {
    /// An item from a value and its name.
    pub(crate) fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// A label with a control for one of a few. `empty` is said where nothing is chosen.
pub(crate) fn select(view: &FieldView, items: &Rc<[Item]>, empty: impl Into<AttrValue>, on: &Callback<Action>) -> Html {
    framed(view, "", html! { <SelectControl view={view.clone()} {items} empty={empty.into()} {on} /> })
}

/// Properties of [`SelectControl`].
#[derive(Properties, PartialEq)]
pub(crate) struct SelectControlProps {
    /// The field.
    pub(crate) view: FieldView,
    /// What there is to choose from.
    pub(crate) items: Rc<[Item]>,
    /// What is said where nothing is chosen.
    pub(crate) empty: AttrValue,
    /// The id of what names it, when that is no label.
    #[prop_or_default]
    pub(crate) named_by: Option<AttrValue>,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// A control for one of a few, without its label.
#[component]
pub(crate) fn SelectControl(props: &SelectControlProps) -> Html {
    let SelectControlProps { view, items, empty, named_by, on } = props;
    let FieldView { field, text: chosen, .. } = view;
    let control = use_node_ref();
    use_effect_with((control.clone(), chosen.clone()), |(control, chosen)| browser::show_choice(control, chosen));
    let onchange = {
        let (field, on) = (field.clone(), on.clone());
        Callback::from(move |event: Event| {
            let text = browser::text_of(&event);
            let to = if text.is_empty() { Value::Null } else { Value::String(text) };
            on.emit(Action::Choose(Edit::new(field.clone(), to)));
        })
    };
    html! {
        <select
            ref={control} id={control_id(field)} disabled={view.is_fixed()} {onchange} class={classes!(chosen.is_empty().then_some("is-empty"))}
            aria-invalid={view.is_wrong().then_some("true")} aria-describedby={words_id(field)}
            aria-labelledby={named_by.clone()}
        >
            <option value="" selected={chosen.is_empty()}>{empty.clone()}</option>
            { for items.iter().map(|item| html! {
                <option key={item.value.to_string()} value={&item.value} selected={*chosen == item.value}>{&item.label}</option>
            }) }
        </select>
    }
}
