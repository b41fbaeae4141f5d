//! A field for a text.

use dynaboot_core::field::Field;
use yew::prelude::*;

use super::field::{FieldFrame, control_id, is_wrong, words_id};
use crate::browser;
use crate::session::{Action, Session};

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
    /// The page's state.
    pub(crate) session: Session,
    /// The field.
    pub(crate) field: Field,
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
    let EntryProps { session, field, hint, .. } = props;
    html! {
        <FieldFrame session={session.clone()} field={field.clone()} {hint}>
            <TextControl
                session={session.clone()} field={field.clone()} shape={props.shape}
                placeholder={&props.placeholder} on={&props.on}
            />
        </FieldFrame>
    }
}

/// Properties of [`TextControl`].
#[derive(Properties, PartialEq)]
pub(crate) struct TextControlProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The field.
    pub(crate) field: Field,
    /// What its text looks like.
    #[prop_or_default]
    pub(crate) shape: Shape,
    /// What stands there as long as nothing does.
    #[prop_or_default]
    pub(crate) placeholder: AttrValue,
    /// The id of what names it, when that is no label.
    #[prop_or_default]
    pub(crate) named_by: Option<AttrValue>,
    /// Where changes go.
    pub(crate) on: Callback<Action>,
}

/// A control for a text, without its label.
#[component]
pub(crate) fn TextControl(props: &TextControlProps) -> Html {
    let TextControlProps { session, field, shape, placeholder, named_by, on } = props;
    let oninput = {
        let (field, on) = (field.clone(), on.clone());
        Callback::from(move |event: InputEvent| on.emit(Action::Type(field.clone(), browser::text_of(&event))))
    };
    let document = session.policy().document();
    let suggestions =
        document.questions.get(&field.to_string()).map(|text| text.suggestions.as_slice()).unwrap_or_default();
    let list = (!suggestions.is_empty()).then(|| format!("list-{field}"));
    let invalid = is_wrong(session, field).then_some("true");
    let value = session.text(field);
    if *shape == Shape::Lines {
        return html! {
            <textarea
                id={control_id(field)} {value} {placeholder} {oninput} rows="3" spellcheck="false" autocomplete="off"
                aria-invalid={invalid} aria-describedby={words_id(field)} aria-labelledby={named_by.clone()}
            />
        };
    }
    html! {
        <>
            <input
                id={control_id(field)} type={if *shape == Shape::Secret { "password" } else { "text" }}
                {value} {placeholder} {oninput} spellcheck="false" autocapitalize="off"
                autocomplete={if *shape == Shape::Secret { "new-password" } else { "off" }} list={list.clone()}
                aria-invalid={invalid} aria-describedby={words_id(field)} aria-labelledby={named_by.clone()}
            />
            if let Some(id) = list {
                <datalist {id}>{ for suggestions.iter().map(|value| html! { <option value={value.clone()} /> }) }</datalist>
            }
        </>
    }
}
