//! What is to be said about the cell where the reader is.

use std::rc::Rc;

use super::grid::{Grid, Spot};
use crate::mark::{Mark, Sign};
use crate::report::SourceLine;
use crate::text;
use yew::prelude::*;

/// Properties of [`About`].
#[derive(Properties, PartialEq)]
pub(super) struct AboutProps {
    /// The table.
    pub(super) grid: Rc<Grid>,
    /// Where the reader is.
    pub(super) at: Spot,
    /// Told when somebody wants the plan.
    pub(super) on_open: Callback<Spot>,
}

/// A cell with its source.
#[component]
pub(super) fn About(props: &AboutProps) -> Html {
    let AboutProps { grid, at, on_open } = props;
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
                    <Mark sign={Sign::from(cell.support)} />
                    <strong>{text::sentence(text::literal(cell))}</strong>
                    <span class="Muted">{text::support(cell.support)}</span>
                </p>
                <button type="button" class="Button" onclick={open}>{text::OPEN_IN_PLAN}</button>
            </div>
            if let Some(source) = &cell.source {
                <SourceLine source={source.clone()} />
            } else {
                <p class="Muted">{text::NO_SOURCE}</p>
            }
        </section>
    }
}
