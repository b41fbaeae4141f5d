//! The questions about the image: those that matter, and the others folded.

use dynaboot_core::{Field, Question, Sorted};
use yew::prelude::*;

use super::question::{Asked, answered, question_group};
use crate::props::PageProps;
use crate::session::Session;
use crate::text;

/// Asked because it matters.
#[component]
pub(crate) fn Questions(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let folded = use_mut_ref(Sorted::<Field, ()>::default);
    let asked = asked(session);
    for question in &session.answer().report.questions {
        if question.decisive {
            folded.borrow_mut().remove(&question.at);
        } else {
            folded.borrow_mut().insert(question.at.clone(), ());
        }
    }
    // An answered question stays where it was answered: nothing moves below the reader's hand.
    let (rest, first): (Vec<Question>, Vec<Question>) =
        asked.into_iter().partition(|question| folded.borrow().contains_key(&question.at));
    let group = |question: Question| {
        let (view, chosen) = (session.field(question.at.clone()), question.at.get(session.choices()));
        question_group(&Asked { view, question, chosen }, on)
    };
    let others = text::more_questions(rest.len());
    // Each list has an element of its own: beside others, its items would be made anew when one comes or goes.
    html! {
        <>
            if !first.is_empty() {
                <div class="Questions">
                    <h3>{text::ASKED_BECAUSE}</h3>
                    <div class="Questions-list">{ for first.into_iter().map(group) }</div>
                </div>
            }
            if !rest.is_empty() {
                <details class="Fold Questions">
                    <summary>{others}</summary>
                    <div class="Questions-list">{ for rest.into_iter().map(group) }</div>
                </details>
            }
        </>
    }
}

/// The open questions without a control of their own in the form, and those that have been answered, in one order.
fn asked(session: &Session) -> Vec<Question> {
    let is_asked = |field: &Field| field.is_answer() && !session.is_hidden(field);
    let open = session.answer().report.questions.iter();
    let mut asked: Vec<Question> = open.filter(|question| is_asked(&question.at)).cloned().collect();
    for field in session.policy().document().fields().filter(is_asked) {
        if asked.iter().all(|question| question.at != field) {
            asked.extend(answered(&field, session));
        }
    }
    asked.sort_by(|left, right| left.at.cmp(&right.at));
    asked
}
