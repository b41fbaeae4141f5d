//! The box for the probe's line, and what it would change.

use dynaboot_core::read_probe;
use serde_json::Value;
use yew::prelude::*;

use crate::browser;
use crate::browser::tree::Tree;
use crate::mark::{Sign, mark};
use crate::report::VERDICT;
use crate::rich::rich;
use crate::session::{Action, Session};
use crate::text;
use crate::view::Place;

const BOX: &str = "probe-line";
const SAID: &str = "probe-said";

/// What the probe said: read at once, and taken into the plan by a button.
pub(super) fn line_box(session: &Session, pasted: &str, on_paste: &Callback<String>, on: &Callback<Action>) -> Html {
    let oninput = on_paste.reform(|event: InputEvent| browser::text_of(&event));
    let read = (!pasted.trim().is_empty()).then(|| read_probe(pasted, session.policy()));
    let wrong = matches!(read, Some(Err(_))).then_some("true");
    html! {
        <section class="Probe-line" aria-labelledby="probe-take">
            <h2 id="probe-take">{text::PROBE_TAKE}</h2>
            <label for={BOX}>{text::PROBE_LINE}</label>
            <textarea
                id={BOX} value={pasted.to_owned()} {oninput} rows="4" spellcheck="false" autocomplete="off"
                placeholder="dynaboot-probe/1 {…}" aria-invalid={wrong} aria-describedby={SAID}
            />
            <div id={SAID} aria-live="polite">
                {match read {
                    None => Html::default(),
                    Some(Err(problem)) => html! {
                        <p class="Words-line is-error">{mark(Sign::Error)}<span>{rich(&text::sentence(&problem.to_string()))}</span></p>
                    },
                    Some(Ok(edits)) => {
                        let seen = edits.iter().map(|edit| {
                            let label = text::label(&edit.at, session.choices(), session.policy());
                            let value = match &edit.to {
                                Value::String(value) => text::value(&edit.at, value, session.policy()),
                                other => text::answer(other),
                            };
                            html! { <div key={label.clone()}><dt>{label}</dt><dd>{value}</dd></div> }
                        });
                        let onclick = {
                            let (on, edits) = (on.clone(), edits.clone());
                            move |event: MouseEvent| {
                                let tree = Tree::of(&event);
                                on.emit(Action::Plan(edits.clone()));
                                on.emit(Action::Visit(Place::default()));
                                tree.go_to_when_shown(VERDICT);
                            }
                        };
                        html! {
                            <>
                                <dl class="Chosen">{ for seen }</dl>
                                <button type="button" class="Button is-main" {onclick}>{text::TAKE_INTO_PLAN}</button>
                            </>
                        }
                    }
                }}
            </div>
        </section>
    }
}
