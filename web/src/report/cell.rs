//! What the agent's support table says.

use dynaboot_core::catalog::Support;
use dynaboot_core::choices::Route;
use yew::prelude::*;

use super::source::SourceLine;
use super::verdict::VerdictProps;
use crate::mark::{Mark, Sign};
use crate::text;

/// The cell of the support table, literally, and where it stands.
#[component]
pub(crate) fn CellPart(props: &VerdictProps) -> Html {
    let report = &props.session.answer().report;
    let Some(cell) = &report.cell else { return Html::default() };
    // On the other routes the table does not apply.
    let applies = report.route == Route::DynamicBootstrap || cell.support != Support::Unsupported;
    let sign = if applies { Sign::from(cell.support) } else { Sign::Note };
    html! {
        <div class="Part">
            <h3>{text::TABLE_SAYS}</h3>
            <p class="Cell">
                <Mark {sign} /><strong class={classes!("Cell-text", cell.text.is_empty().then_some("is-unlisted"))}>{text::sentence(text::literal(cell))}</strong>
                <span class="Muted">{text::support(cell.support)}</span>
            </p>
            if let Some(source) = &cell.source {
                <SourceLine source={source.clone()} />
            }
        </div>
    }
}
