//! What is to be said about the cell where the reader is.

use super::grid::{Grid, Spot};
use crate::mark::{Sign, mark};
use crate::report::source_line;
use crate::text;
use yew::prelude::*;

/// A cell with its source.
pub(super) fn about(grid: &Grid, at: &Spot, on_open: &Callback<Spot>) -> Html {
    let Some((system, cloud, cell)) = grid.at(at) else { return Html::default() };
    let open = {
        let (on_open, at) = (on_open.clone(), at.clone());
        move |_: MouseEvent| on_open.emit(at.clone())
    };
    html! {
        <section class="Matrix-about Card" aria-labelledby="matrix-about">
            <div>
                <h2 id="matrix-about">{text::system_on(system, cloud)}</h2>
                <p class="Cell">
                    {mark(Sign::from(cell.support))}
                    <strong>{text::sentence(text::literal(cell))}</strong>
                    <span class="Muted">{text::support(cell.support)}</span>
                </p>
                <button type="button" class="Button" onclick={open}>{text::OPEN_IN_PLAN}</button>
            </div>
            if let Some(source) = &cell.source {
                {source_line(source)}
            } else {
                <p class="Muted">{text::NO_SOURCE}</p>
            }
        </section>
    }
}
