//! The matrix: what an agent's support table says of every system on every cloud.

mod about;
mod cell;
mod export;
mod filter;
mod grid;
mod legend;
mod life;
mod table;
mod years;

use dynaboot_core::{AgentId, CloudId, Edit, Field};
use yew::prelude::*;

use self::filter::FilterBar;
use self::grid::{Filter, Grid, Spot};
use crate::browser::tree::Tree;
use crate::button::download_button;
use crate::landmark::main;
use crate::order::natural;
use crate::props::PageProps;
use crate::report::VERDICT;
use crate::session::{Action, Session};
use crate::text;
use crate::view::{Place, View};

/// The view. While another is shown, it keeps what was chosen here and shows nothing.
#[component]
pub(crate) fn Matrix(props: &PageProps) -> Html {
    let PageProps { session, on } = props;
    let view = use_node_ref();
    let chosen = use_state_eq(|| None::<AgentId>);
    let filter = use_state_eq(Filter::default);
    let at = use_state_eq(|| None::<Spot>);
    let year = use_state_eq(|| None::<i32>);
    let on_agent = setter(&chosen).reform(Some);
    let on_filter = setter(&filter);
    let on_year = setter(&year).reform(Some);
    let on_reach = {
        let set = at.setter();
        use_callback((), move |spot: Spot, ()| set.set(Some(spot)))
    };
    let planned_agent = session.policy().agent(session.choices()).map(|agent| agent.id.clone());
    let agent = (*chosen).clone().or_else(|| planned_agent.clone());
    let on_open = {
        let wanted = agent.clone().filter(|_| agent != planned_agent);
        let view = view.clone();
        use_callback((on.clone(), wanted), move |spot: Spot, (on, agent)| {
            let tree = Tree::of_component(&view);
            on.emit(Action::Plan(edits(&spot, agent.as_ref())));
            on.emit(Action::Visit(Place::default()));
            tree.go_to_when_shown(VERDICT);
        })
    };
    if session.view() != View::Matrix {
        return Html::default();
    }
    let Some(agent) = agent else { return Html::default() };
    let planned = planned(session);
    let controls = FilterBar {
        agents: agents(session),
        clouds: clouds(session),
        agent: agent.clone(),
        filter: (*filter).clone(),
        on_agent,
        on_filter,
    };
    let parts = html! {
        <>
            {filter::filter_bar(&controls)}
            <Shown
                session={session.clone()} {agent} filter={(*filter).clone()} year={*year}
                at={(*at).clone().or_else(|| planned.clone())} {planned} {on_year} {on_reach} {on_open}
            />
        </>
    };
    main(session.is_embedded(), classes!("Matrix"), false, &view, parts)
}

/// Properties of [`Shown`].
#[derive(Properties, PartialEq)]
struct ShownProps {
    /// The page's state.
    session: Session,
    /// Whose table it is.
    agent: AgentId,
    /// Which rows are wanted.
    filter: Filter,
    /// The year in which the systems are looked at; without one, today.
    year: Option<i32>,
    /// Where the reader is.
    at: Option<Spot>,
    /// The cell that the plan is about.
    planned: Option<Spot>,
    /// Told which year is wanted.
    on_year: Callback<i32>,
    /// Told when somebody comes to a cell.
    on_reach: Callback<Spot>,
    /// Told when somebody wants the plan.
    on_open: Callback<Spot>,
}

/// The rows that are wanted, and the cell where the reader is.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let ShownProps { session, agent, filter, planned, on_year, on_reach, on_open, .. } = props;
    let whole = use_memo(agent.clone(), |agent| Grid::new(agent, session.policy()));
    let grid = use_memo((agent.clone(), filter.clone()), |(_, filter)| whole.filtered(filter));
    let at = grid.settled(props.at.as_ref());
    let today = session.today();
    let year = props.year.or_else(|| today.map(life::year));
    let day = year.and_then(|year| life::day_in(year, today));
    let agent_name = session.policy().document().agents.get(agent).map(|agent| agent.label.as_str());
    html! {
        <>
            {years::years(&whole, &grid, year, day, on_year)}
            <p class="Matrix-count Muted" aria-live="polite">
                {text::systems_shown(grid.rows.len(), whole.rows.len())}
            </p>
            if let Some(at) = at {
                <table::Table grid={&grid} support={filter.support} {day} at={at.clone()} planned={planned.clone()} {on_reach} {on_open} />
                <div class="Matrix-export">
                    {download_button(text::DOWNLOAD_CSV, &format!("support-{agent}.csv"), export::csv(&grid))}
                    {download_button(text::DOWNLOAD_MARKDOWN, &format!("support-{agent}.md"), export::markdown(&grid, agent_name.unwrap_or(agent.as_str())))}
                </div>
                {legend::legend(&whole)}
                {about::about(&grid, &at, on_open)}
            } else {
                <p class="Waiting">{text::NO_SUCH_SYSTEM}</p>
            }
        </>
    }
}

fn setter<T: 'static>(state: &UseStateHandle<T>) -> Callback<T> {
    let set = state.setter();
    Callback::from(move |value| set.set(value))
}

/// The cell that the plan is about.
fn planned(session: &Session) -> Option<Spot> {
    let choices = session.choices();
    Some(Spot { system: choices.system.clone()?, cloud: choices.cloud.clone()? })
}

fn agents(session: &Session) -> Vec<(AgentId, String)> {
    let agents = session.policy().document().agents.iter().map(|(id, agent)| (id.clone(), agent.label.clone()));
    let mut agents: Vec<_> = agents.collect();
    agents.sort_by_cached_key(|(_, label)| natural(label));
    agents
}

fn clouds(session: &Session) -> Vec<(CloudId, String)> {
    let clouds = session.policy().document().clouds.iter().map(|(id, cloud)| (id.clone(), cloud.label.clone()));
    let mut clouds: Vec<_> = clouds.collect();
    clouds.sort_by_cached_key(|(_, label)| natural(label));
    clouds
}

/// What a plan for a cell changes.
fn edits(spot: &Spot, agent: Option<&AgentId>) -> Vec<Edit> {
    let place = [Edit::new(Field::Cloud, spot.cloud.as_str()), Edit::new(Field::System, spot.system.as_str())];
    agent.map(|id| Edit::new(Field::AgentId, id.as_str())).into_iter().chain(place).collect()
}
