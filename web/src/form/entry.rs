//! A field for a text.

use yew::prelude::*;

use super::field::{control_id, framed, words_id};
use crate::browser;
use crate::session::{Action, FieldView};

/// What a text looks like.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// One line that nobody should see.
    Secret,
}

/// Properties of [`Entry`].
#[derive(Properties, PartialEq)]
pub(crate) struct EntryProps {
    /// The field.
    pub(crate) view: FieldView,
    /// What its text looks like.
    #[prop_or_default]
    pub(crate) shape: Shape,
    /// A word on what belongs there.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// What stands there as long as nothing does.
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// A label with a control for a text.
#[component]
pub(crate) fn Entry(props: &EntryProps) -> Html {
    let EntryProps { view, shape, hint, placeholder, on } = props;
    framed(view, hint, text_control(view, *shape, placeholder, None, on))
}

/// A control for a text, without its label.
pub(super) fn text_control(
    view: &FieldView,
    shape: Shape,
    placeholder: &AttrValue,
    named_by: Option<&AttrValue>,
    on: &Callback<Action>,
) -> Html {
    let FieldView { field, suggestions, .. } = view;
    let oninput = {
        let (field, on) = (field.clone(), on.clone());
        Callback::from(move |event: InputEvent| on.emit(Action::Type(field.clone(), browser::text_of(&event))))
    };
    let list = (!suggestions.is_empty()).then(|| format!("list-{field}"));
    let invalid = view.is_wrong().then_some("true");
    let value = &view.text;
    if shape == Shape::Lines {
        return html! {
            <textarea
                id={control_id(field)} {value} {placeholder} {oninput} rows="3" spellcheck="false" autocomplete="off" readonly={view.is_fixed()}
                aria-invalid={invalid} aria-describedby={words_id(field)} aria-labelledby={named_by.cloned()}
            />
        };
    }
    html! {
        <>
            <input
                id={control_id(field)} type={if shape == Shape::Secret { "password" } else { "text" }}
                {value} {placeholder} {oninput} spellcheck="false" autocapitalize="off" readonly={view.is_fixed()}
                autocomplete={if shape == Shape::Secret { "new-password" } else { "off" }} list={list.clone()}
                aria-invalid={invalid} aria-describedby={words_id(field)} aria-labelledby={named_by.cloned()}
            />
            if let Some(id) = list {
                <datalist {id}>{ for suggestions.iter().map(|value| html! { <option value={value.clone()} /> }) }</datalist>
            }
        </>
    }
}
