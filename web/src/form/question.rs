//! A question about the image, with what each answer leads to.

use std::rc::Rc;

use dynaboot_core::{Edit, Field, Outcome, Question, QuestionKind, asked_of};
use serde_json::Value;
use yew::prelude::*;

use super::entry::{Shape, text_control};
use super::field::{control_id, words, words_id};
use super::select::{Item, SelectControl};
use crate::mark::{Sign, mark};
use crate::session::{Action, FieldView, Session};
use crate::text;

/// A question, and what the page knows of it.
pub(crate) struct Asked {
    /// The field that it is about.
    pub(crate) view: FieldView,
    /// The question; an answered one leads nowhere any more.
    pub(crate) question: Question,
    /// What was answered.
    pub(crate) chosen: Value,
}

/// A question, and the control that its answers need.
pub(crate) fn question_group(asked: &Asked, on: &Callback<Action>) -> Html {
    let Asked { view, question, .. } = asked;
    let field = &question.at;
    let legend = AttrValue::from(format!("asks-{field}"));
    let control = match question.kind {
        QuestionKind::YesNo => yes_or_no(asked, on),
        QuestionKind::Choice => {
            let items: Rc<[Item]> = question.choices.iter().map(|word| Item::new(word.clone(), word.clone())).collect();
            html! {
                <SelectControl
                    view={view.clone()} {items} empty={text::UNKNOWN} named_by={legend.clone()} {on}
                />
            }
        }
        QuestionKind::Text => text_control(view, Shape::Line, &AttrValue::Static(text::UNKNOWN), Some(&legend), on),
    };
    html! {
        <fieldset key={field.to_string()} class={classes!("Question", view.marked.then_some("is-marked"))}>
            <legend id={legend}>{&question.ask}</legend>
            {control}
            if question.kind == QuestionKind::Choice && question.decisive {
                <p class="Question-outcomes">{ for question.outcomes.iter().map(outcome) }</p>
            }
            {words(view, "")}
        </fieldset>
    }
}

/// The answers yes, no, and that one does not know.
fn yes_or_no(asked: &Asked, on: &Callback<Action>) -> Html {
    let Asked { view, question, chosen } = asked;
    let field = &question.at;
    let answers = [(Value::Bool(true), text::YES), (Value::Bool(false), text::NO), (Value::Null, text::UNKNOWN)];
    html! {
        <div class="Question-answers">
            { for answers.into_iter().map(|(answer, word)| {
                let id = match answer {
                    // A finding leads to the answer that stands there.
                    _ if answer == *chosen => control_id(field),
                    Value::Null => format!("{}-unknown", control_id(field)),
                    _ => format!("{}-{answer}", control_id(field)),
                };
                let lead = question.outcomes.iter().find(|outcome| outcome.answer == answer && question.decisive);
                let edit = Edit::new(field.clone(), answer.clone());
                let onchange = on.reform(move |_: Event| Action::Choose(edit.clone()));
                html! {
                    <div class="Answer" key={word}>
                        <label>
                            <input
                                {id} type="radio" name={words_id(field)} checked={answer == *chosen} disabled={view.is_fixed()} {onchange}
                                aria-describedby={lead.map(|_| format!("leads-{field}-{answer}"))}
                            />
                            {word}
                        </label>
                        if let Some(Outcome { verdict, .. }) = lead {
                            <span class={classes!("Answer-lead", Sign::from(*verdict).class())} id={format!("leads-{field}-{answer}")}>
                                {mark(Sign::from(*verdict))}{text::outcome(*verdict)}
                            </span>
                        }
                    </div>
                }
            }) }
        </div>
    }
}

fn outcome(outcome: &Outcome) -> Html {
    let sign = Sign::from(outcome.verdict);
    html! {
        <span class={classes!("Answer-lead", sign.class())}>
            {mark(sign)}{text::answer(&outcome.answer)}{": "}{text::outcome(outcome.verdict)}
        </span>
    }
}

/// The question of a field that has been answered: asked again, so that the answer can be changed.
pub(crate) fn answered(field: &Field, session: &Session) -> Option<Question> {
    let is_open = session.text(field).is_empty();
    (!is_open).then(|| asked_of(field.clone(), session.choices(), session.policy()))
}
