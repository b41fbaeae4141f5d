//! What the agent's support table says.

use dynaboot_core::Route;
use dynaboot_core::policy::catalog::Support;
use yew::prelude::*;

use super::source::source_line;
use crate::mark::{Sign, mark};
use crate::session::Session;
use crate::text;

/// The cell of the support table, literally, and where it stands.
pub(crate) fn cell_part(session: &Session) -> Html {
    let report = &session.answer().report;
    let Some(cell) = &report.cell else { return Html::default() };
    // On the other routes the table does not apply.
    let applies = report.route == Route::DynamicBootstrap || cell.support != Support::Unsupported;
    let sign = if applies { Sign::from(cell.support) } else { Sign::Note };
    html! {
        <div class="Part">
            <h3>{text::TABLE_SAYS}</h3>
            <p class="Cell">
                {mark(sign)}<strong class={classes!("Cell-text", cell.text.is_empty().then_some("is-unlisted"))}>{text::sentence(text::literal(cell))}</strong>
                <span class="Muted">{text::support(cell.support)}</span>
            </p>
            if let Some(source) = &cell.source {
                {source_line(source)}
            }
        </div>
    }
}
