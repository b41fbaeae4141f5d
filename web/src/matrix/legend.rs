//! What the shapes and edges of the table mean.

use dynaboot_core::Sorted;
use dynaboot_core::policy::catalog::Provenance;
use yew::prelude::*;

use super::grid::Grid;
use crate::mark::{Sign, mark};
use crate::text;

/// Every shape with its word, every dotted edge with its reason, and what the table was taken from.
pub(super) fn legend(grid: &Grid) -> Html {
    let cells = || grid.rows.iter().flat_map(|row| &row.cells);
    let supports = text::SUPPORTS.into_iter().filter(|support| cells().any(|cell| cell.support == *support));
    let edges = [Provenance::Reconstructed, Provenance::Ambiguous];
    let edges = edges.into_iter().filter(|edge| cells().any(|cell| cell.provenance == *edge));
    let titles = cells().filter_map(|cell| cell.source.as_ref()).map(|source| (source.title.clone(), ()));
    let titles: Sorted<String, ()> = titles.collect();
    html! {
        <ul class="Legend" aria-label={text::LEGEND} role="list">
            { for supports.map(|support| html! {
                <li key={support.as_str()}>{mark(Sign::from(support))}{text::support(support)}</li>
            }) }
            { for edges.filter_map(text::provenance).map(|words| html! {
                <li key={words}><span class="Legend-edge" aria-hidden="true" />{words}</li>
            }) }
            { for titles.keys().map(|title| html! { <li key={title.as_str()}>{text::SOURCE}{": "}{title}</li> }) }
        </ul>
    }
}
