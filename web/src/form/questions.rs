//! The questions about the image: those that matter, and the others folded.

use dynaboot_core::field::Field;
use dynaboot_core::report::Question;
use yew::prelude::*;

use super::FormProps;
use super::question::{QuestionGroup, answered};

/// Asked because it matters.
#[component]
pub(crate) fn Questions(props: &FormProps) -> Html {
    let FormProps { session, on } = props;
    let open = &session.answer().report.questions;
    let mut asked: Vec<Question> = open.iter().filter(|question| is_answer(&question.at)).cloned().collect();
    let done = Field::NAMES.iter().filter_map(|name| name.parse().ok()).filter(is_answer);
    for field in done {
        if asked.iter().all(|question| question.at != field) {
            asked.extend(answered(&field, session));
        }
    }
    // The order of the form, whatever has been answered: nothing moves below the reader's hand.
    asked.sort_by(|left, right| left.at.cmp(&right.at));
    let (decisive, rest): (Vec<Question>, Vec<Question>) = asked.into_iter().partition(|question| question.decisive);
    if decisive.is_empty() && rest.is_empty() {
        return Html::default();
    }
    let group = |question: Question| {
        let key = question.at.to_string();
        html! { <QuestionGroup {key} session={session.clone()} {question} {on} /> }
    };
    let others = format!("{} more that cannot change the verdict", rest.len());
    html! {
        <div class="Questions">
            if !decisive.is_empty() {
                <h3>{"Asked because it matters"}</h3>
            }
            { for decisive.into_iter().map(group) }
            if !rest.is_empty() {
                <details class="Fold">
                    <summary>{others}</summary>
                    <div class="Fold-inside">{ for rest.into_iter().map(group) }</div>
                </details>
            }
        </div>
    }
}

/// Whether a field has no control of its own in the form.
const fn is_answer(field: &Field) -> bool {
    matches!(
        field,
        Field::Python
            | Field::NetTools
            | Field::OpensslDevel
            | Field::CertificatesInstalled
            | Field::UserDataRuns
            | Field::AdministratorUser
            | Field::Downloader
            | Field::ImageAfterJuly2016
            | Field::SupportConfirmed
    )
}
