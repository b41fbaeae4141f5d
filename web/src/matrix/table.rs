//! The table itself, and how keys move in it.

use std::rc::Rc;

use dynaboot_core::Day;
use dynaboot_core::policy::catalog::Support;
use yew::prelude::*;

use super::cell::{self, CellButton};
use super::grid::{Grid, Row, Spot, Step};
use super::life::Stage;
use crate::browser::tree::Tree;
use crate::text;

/// Properties of [`Table`].
#[derive(Properties, PartialEq)]
pub(super) struct TableProps {
    /// The rows that are wanted.
    pub(super) grid: Rc<Grid>,
    /// What the cells are to mean, when a filter says so.
    pub(super) support: Option<Support>,
    /// The day on which the systems are looked at.
    pub(super) day: Option<Day>,
    /// Where the reader is.
    pub(super) at: Spot,
    /// The cell that the plan is about.
    pub(super) planned: Option<Spot>,
    /// Told when somebody comes to a cell.
    pub(super) on_reach: Callback<Spot>,
    /// Told when somebody wants the plan.
    pub(super) on_open: Callback<Spot>,
}

/// Systems down, clouds across.
#[component]
pub(super) fn Table(props: &TableProps) -> Html {
    let TableProps { grid, at, .. } = props;
    let onkeydown = {
        let (grid, at) = (Rc::clone(grid), at.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
                return;
            }
            if let Some(spot) = Step::of(&event.key()).and_then(|step| grid.moved(&at, step)) {
                event.prevent_default();
                let id = cell::id(&spot);
                let tree = Tree::of(&event);
                tree.focus(&id);
                tree.show(&id);
            }
        })
    };
    html! {
        <div class="Matrix-box Card">
            <table class="Matrix-table" aria-label={text::SUPPORT_MATRIX} {onkeydown}>
                <thead>
                    <tr>
                        <th scope="col">{text::SYSTEM}</th>
                        { for grid.clouds.iter().map(|(id, name)| html! { <th key={id.as_str()} scope="col">{name}</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for grid.rows.iter().map(|row| line(row, props)) }
                </tbody>
            </table>
        </div>
    }
}

/// A system, and its cells. What is said about its end comes from the style sheet, so that the head is the name alone.
fn line(row: &Row, props: &TableProps) -> Html {
    let TableProps { grid, support, day, at, planned, on_reach, on_open } = props;
    let stage = day.map_or(Stage::Alive, |day| row.life.on(day));
    let ended = matches!(stage, Stage::Ended(_)).then_some("is-ended");
    html! {
        <tr key={row.system.as_str()} class={classes!(ended)}>
            <th scope="row" data-life={life(stage)}><span class="Matrix-name">{&row.name}</span></th>
            { for grid.clouds.iter().zip(&row.cells).map(|((cloud, _), cell)| {
                let spot = Spot { system: row.system.clone(), cloud: cloud.clone() };
                html! {
                    <td key={cloud.as_str()}>
                        <CellButton
                            cell={Rc::clone(cell)} by_tab={spot == *at} planned={planned.as_ref() == Some(&spot)}
                            aside={support.is_some_and(|wanted| wanted != cell.support)} {spot} {on_reach} {on_open}
                        />
                    </td>
                }
            }) }
        </tr>
    }
}

/// What a day finds of a system, in words.
fn life(stage: Stage) -> Option<String> {
    match stage {
        Stage::Alive => None,
        Stage::Extended(until) => Some(text::paid_until(until)),
        Stage::Ended(since) => Some(text::ended(since)),
    }
}
