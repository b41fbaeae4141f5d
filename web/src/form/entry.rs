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

/// What is known of a text before there is one.
#[derive(Default)]
pub(crate) struct Entry {
    /// What it looks like.
    pub(crate) shape: Shape,
    /// A word on what belongs there.
    pub(crate) hint: AttrValue,
    /// What stands there as long as nothing does.
    pub(crate) placeholder: AttrValue,
}

impl Entry {
    /// A line, and a word on what belongs there.
    pub(crate) fn hinted(hint: impl Into<AttrValue>) -> Self {
        Self { hint: hint.into(), ..Self::default() }
    }

    /// What stands there as long as nothing does.
    pub(crate) fn like(self, placeholder: impl Into<AttrValue>) -> Self {
        Self { placeholder: placeholder.into(), ..self }
    }

    /// What it looks like.
    pub(crate) fn shaped(self, shape: Shape) -> Self {
        Self { shape, ..self }
    }
}

/// A label with a control for a text.
pub(crate) fn entry(view: &FieldView, entry: &Entry, on: &Callback<Action>) -> Html {
    framed(view, &entry.hint, text_control(view, entry.shape, &entry.placeholder, None, on))
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
