//! A field: its label, its control, and what is to be said about it.

use dynaboot_core::Field;
use yew::prelude::*;

use crate::browser::tree::Tree;
use crate::mark::{Sign, mark};
use crate::rich::rich;
use crate::session::{Access, FieldView, Session};
use crate::text;

/// The id of a field's control.
pub(crate) fn control_id(field: &Field) -> String {
    match field {
        Field::Package(_) => control_id(&Field::SoftwarePackages),
        Field::Command(_) => control_id(&Field::SoftwareCommands),
        _ => format!("at-{field}"),
    }
}

/// The id of what is said about a field.
pub(crate) fn words_id(field: &Field) -> String {
    format!("about-{field}")
}

/// The name of a field, which leads to its control where there is one.
pub(crate) fn field_link(session: &Session, field: &Field, label: impl Into<AttrValue>) -> Html {
    let label = label.into();
    if !session.has_control(field) {
        return html! { <span>{label}</span> };
    }
    let place = control_id(field);
    html! { <button type="button" class="Link" onclick={move |event: MouseEvent| Tree::of(&event).go_to(&place)}>{label}</button> }
}

/// A label, a control, and below it what is to be said about it.
pub(super) fn framed(view: &FieldView, hint: &str, control: Html) -> Html {
    if view.access == Access::Hidden {
        // An element stands for it: a component without one would lose its place among others.
        return html! { <div hidden=true /> };
    }
    html! {
        <div class={classes!("Field", view.marked.then_some("is-marked"))}>
            <div class="Field-head">
                <label for={control_id(&view.field)}>{&view.label}</label>
                if view.needed {
                    <span class="Field-needed" aria-hidden="true">{text::NEEDED}</span>
                }
            </div>
            {control}
            {words(view, hint)}
        </div>
    }
}

/// What is to be said about a field: a hint, what its text lacks, and its findings.
pub(super) fn words(view: &FieldView, hint: &str) -> Html {
    html! {
        <div class="Words" id={words_id(&view.field)}>
            if view.needed {
                <span class="Unseen">{text::NEEDED_UNSEEN}</span>
            }
            if !hint.is_empty() {
                <p class="Words-hint">{rich(hint)}</p>
            }
            if view.told {
                <p class="Words-hint">{text::TOLD}</p>
            }
            if let Some(expected) = &view.problem {
                <p class="Words-line is-error">{mark(Sign::Error)}<span>{rich(&text::needs(expected))}</span></p>
            }
            if let Some(unseen) = &view.unseen {
                <p class="Words-line">{text::WITH_UNSEEN}<code>{unseen}</code></p>
            }
            { for view.findings.iter().map(|line| {
                let sign = Sign::from(line.severity);
                html! {
                    <p key={line.rule.clone()} class={classes!("Words-line", sign.class())}>
                        {mark(sign)}
                        <span><span class="Unseen">{text::severity(line.severity)}{": "}</span>{rich(&line.message)}</span>
                    </p>
                }
            }) }
        </div>
    }
}
