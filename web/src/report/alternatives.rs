//! Ways out of a blocked answer, each with what it leads to.

use yew::prelude::*;

use super::{ReportProps, verdict};
use crate::browser;
use crate::mark::{Mark, Sign};
use crate::session::Action;
use crate::text;

/// The nearest choices that are not blocked.
#[component]
pub(crate) fn Alternatives(props: &ReportProps) -> Html {
    let ReportProps { session, on } = props;
    let alternatives = session.alternatives();
    if alternatives.is_empty() {
        return Html::default();
    }
    html! {
        <div class="Part">
            <h3>{"What would work instead"}</h3>
            <ul class="Alternatives" role="list" aria-label="Alternatives">
                { for alternatives.iter().enumerate().map(|(index, way)| {
                    let (on, edits) = (on.clone(), way.edits.clone());
                    let onclick = move |_: MouseEvent| {
                        on.emit(Action::Apply(edits.clone()));
                        // This button is gone then.
                        browser::focus(verdict::ID);
                    };
                    let outcome = format!("alternative-{index}");
                    html! {
                        <li key={index}>
                            <button type="button" class="Button" aria-describedby={outcome.clone()} {onclick}>{&way.title}</button>
                            <span class="Alternatives-outcome" id={outcome}>
                                <Mark sign={Sign::from(way.verdict)} />{text::verdict_then(way.verdict)}
                            </span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
