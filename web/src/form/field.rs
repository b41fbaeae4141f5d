//! A field: its label, its control, and what is to be said about it.

use dynaboot_core::field::Field;
use dynaboot_core::rule::Severity;
use yew::prelude::*;

use crate::mark::{Mark, Sign};
use crate::rich::rich;
use crate::session::Session;
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

/// Whether a field's control is to be shown as wrong.
pub(crate) fn is_wrong(session: &Session, field: &Field) -> bool {
    let error = || session.findings(field).iter().any(|finding| finding.severity == Severity::Error);
    session.problem(field).is_some() || error()
}

/// Properties of [`FieldFrame`].
#[derive(Properties, PartialEq)]
pub(crate) struct FrameProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The field.
    pub(crate) field: Field,
    /// A word on what belongs there.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// The control.
    pub(crate) children: Html,
}

/// A label, a control, and below it what is to be said about it.
#[component]
pub(crate) fn FieldFrame(props: &FrameProps) -> Html {
    let FrameProps { session, field, hint, children } = props;
    let label = text::label(field, session.choices(), session.policy());
    html! {
        <div class={classes!("Field", session.is_marked(field).then_some("is-marked"))}>
            <div class="Field-head">
                <label for={control_id(field)}>{label}</label>
                if session.needs(field) {
                    <span class="Field-needed" aria-hidden="true">{text::NEEDED}</span>
                }
            </div>
            {children.clone()}
            <Words session={session.clone()} field={field.clone()} {hint} />
        </div>
    }
}

/// Properties of [`Words`].
#[derive(Properties, PartialEq)]
pub(crate) struct WordsProps {
    /// The page's state.
    pub(crate) session: Session,
    /// The field.
    pub(crate) field: Field,
    /// A word on what belongs there.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
}

/// What is to be said about a field: a hint, what its text lacks, and its findings.
#[component]
pub(crate) fn Words(props: &WordsProps) -> Html {
    let WordsProps { session, field, hint } = props;
    let findings = session.findings(field);
    let needed = session.needs(field).then_some(html! { <span class="Unseen">{text::NEEDED_UNSEEN}</span> });
    html! {
        <div class="Words" id={words_id(field)}>
            {needed}
            if !hint.is_empty() {
                <p class="Words-hint">{rich(hint)}</p>
            }
            if session.is_told(field) {
                <p class="Words-hint">{text::TOLD}</p>
            }
            if let Some(expected) = session.problem(field) {
                <p class="Words-line is-error"><Mark sign={Sign::Error} /><span>{rich(&text::needs(expected))}</span></p>
            }
            { for findings.iter().map(|finding| {
                let sign = Sign::from(finding.severity);
                html! {
                    <p key={finding.rule.clone()} class={classes!("Words-line", sign.class())}>
                        <Mark {sign} />
                        <span><span class="Unseen">{text::severity(finding.severity)}{": "}</span>{rich(&text::message(finding))}</span>
                    </p>
                }
            }) }
        </div>
    }
}
