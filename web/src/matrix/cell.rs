//! One cell of the table: what is printed there, as a way to its plan.

use std::rc::Rc;

use dynaboot_core::ReportedCell;
use dynaboot_core::policy::catalog::{Provenance, Support};
use yew::prelude::*;

use super::grid::Spot;
use crate::mark::{Sign, mark};
use crate::text;

/// The id of a cell's button.
pub(super) fn id(spot: &Spot) -> String {
    format!("cell-{}-{}", spot.system, spot.cloud)
}

/// Properties of [`CellButton`].
#[derive(Properties, PartialEq)]
pub(super) struct CellProps {
    /// Where it is.
    pub(super) spot: Spot,
    /// What stands there.
    pub(super) cell: Rc<ReportedCell>,
    /// Whether Tab comes here: it does to one cell of the table.
    pub(super) by_tab: bool,
    /// Whether the plan is about this cell.
    pub(super) planned: bool,
    /// Whether a filter is about other cells.
    pub(super) aside: bool,
    /// Told when somebody comes here.
    pub(super) on_reach: Callback<Spot>,
    /// Told when somebody wants the plan.
    pub(super) on_open: Callback<Spot>,
}

/// A cell as a button.
#[component]
pub(super) fn CellButton(props: &CellProps) -> Html {
    let CellProps { spot, cell, by_tab, planned, aside, on_reach, on_open } = props;
    let tell = |to: &Callback<Spot>| {
        let (to, spot) = (to.clone(), spot.clone());
        move || to.emit(spot.clone())
    };
    let (reached, focused, open) = (tell(on_reach), tell(on_reach), tell(on_open));
    let class = classes!(
        "MatrixCell",
        (cell.provenance != Provenance::Printed).then_some("is-dotted"),
        (cell.support == Support::NotListed).then_some("is-unlisted"),
        aside.then_some("is-aside"),
        planned.then_some("is-planned"),
    );
    let source = cell.source.as_ref().map(|source| text::from_source(&source.title));
    let about: Vec<String> = text::provenance(cell.provenance).map(str::to_owned).into_iter().chain(source).collect();
    html! {
        <button
            type="button" id={id(spot)} {class} tabindex={if *by_tab { "0" } else { "-1" }}
            title={(!about.is_empty()).then(|| about.join(" "))} aria-current={planned.then_some("true")}
            onmouseenter={move |_| reached()} onfocus={move |_| focused()} onclick={move |_| open()}
        >
            {mark(Sign::from(cell.support))}
            <span class="MatrixCell-text">{text::literal(cell)}</span>
            if cell.support != Support::NotListed {
                {" "}<span class="MatrixCell-support">{text::support_short(cell.support)}</span>
            }
        </button>
    }
}
