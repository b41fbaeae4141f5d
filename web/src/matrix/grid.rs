//! The support table of an agent in the order in which people look for things.

use std::rc::Rc;

use dynaboot_core::policy::catalog::Support;
use dynaboot_core::{AgentId, CloudId, Policy, ReportedCell, Sorted, SystemId, matrix};

use super::life::Life;
use crate::letters::small;
use crate::order::natural;

/// A cell's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The row.
    pub(super) system: SystemId,
    /// The column.
    pub(super) cloud: CloudId,
}

/// A support table with names instead of ids.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Grid {
    /// The columns, each with its name.
    pub(super) clouds: Vec<(CloudId, String)>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// A system, and what the table says of it on each cloud.
#[derive(Clone, PartialEq)]
pub(super) struct Row {
    /// The system.
    pub(super) system: SystemId,
    /// Its name.
    pub(super) name: String,
    /// When its support ends.
    pub(super) life: Life,
    /// One cell a column.
    pub(super) cells: Vec<Rc<ReportedCell>>,
}

/// Which rows and columns are wanted.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Filter {
    /// The column; without one, all.
    pub(super) cloud: Option<CloudId>,
    /// What the system's name holds.
    pub(super) text: String,
    /// What some cell of the row means.
    pub(super) support: Option<Support>,
}

/// Which way a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
}

impl Step {
    /// The step that a key stands for.
    pub(super) fn of(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowUp" => Self::Up,
            "ArrowDown" => Self::Down,
            "ArrowLeft" => Self::Left,
            "ArrowRight" => Self::Right,
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }
}

impl Grid {
    /// The table of an agent; empty for one that the policy does not have.
    pub(super) fn new(agent: &AgentId, policy: &Policy) -> Self {
        let Ok(table) = matrix(agent, policy) else { return Self::default() };
        let document = policy.document();
        let cells: Sorted<(SystemId, CloudId), Rc<ReportedCell>> =
            table.cells.into_iter().map(|at| ((at.system, at.cloud), Rc::new(at.cell))).collect();
        let mut clouds: Vec<(CloudId, String)> = table
            .clouds
            .into_iter()
            .map(|id| {
                (id.clone(), document.clouds.get(&id).map_or_else(|| id.to_string(), |cloud| cloud.label.clone()))
            })
            .collect();
        clouds.sort_by_cached_key(|(_, name)| natural(name));
        let rows = table.systems.into_iter().filter_map(|system| {
            let cells: Option<Vec<_>> =
                clouds.iter().map(|(cloud, _)| cells.get(&(system.clone(), cloud.clone())).cloned()).collect();
            let known = document.systems.get(&system)?;
            Some(Row { system, name: known.label.clone(), life: Life::from(known), cells: cells? })
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_by_cached_key(|row| natural(&row.name));
        Self { clouds, rows }
    }

    /// The rows and columns that are wanted.
    pub(super) fn filtered(&self, filter: &Filter) -> Self {
        let text = small(filter.text.trim());
        let shown: Vec<bool> =
            self.clouds.iter().map(|(id, _)| filter.cloud.as_ref().is_none_or(|cloud| cloud == id)).collect();
        let means = |row: &Row| filter.support.is_none_or(|wanted| row.cells.iter().any(|cell| cell.support == wanted));
        let rows = self.rows.iter().filter(|row| small(&row.name).contains(&text));
        let rows = rows.map(|row| Row { cells: kept(&row.cells, &shown), ..row.clone() }).filter(means);
        Self { clouds: kept(&self.clouds, &shown), rows: rows.collect() }
    }

    /// The place itself when it is in the table, else the first one.
    pub(super) fn settled(&self, spot: Option<&Spot>) -> Option<Spot> {
        spot.filter(|spot| self.position(spot).is_some()).cloned().or_else(|| self.spot(0, 0))
    }

    /// The place one step away; at an edge, the same.
    pub(super) fn moved(&self, from: &Spot, step: Step) -> Option<Spot> {
        let (row, column) = self.position(from)?;
        let (row, column) = match step {
            Step::Up => (row.saturating_sub(1), column),
            Step::Down => ((row + 1).min(self.rows.len().saturating_sub(1)), column),
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, (column + 1).min(self.clouds.len().saturating_sub(1))),
            Step::First => (row, 0),
            Step::Last => (row, self.clouds.len().saturating_sub(1)),
        };
        self.spot(row, column)
    }

    /// What stands at a place, under the names of its row and column.
    pub(super) fn at(&self, spot: &Spot) -> Option<(&str, &str, &Rc<ReportedCell>)> {
        let (row, column) = self.position(spot)?;
        let (_, cloud) = self.clouds.get(column)?;
        let row = self.rows.get(row)?;
        Some((&row.name, cloud, row.cells.get(column)?))
    }

    fn spot(&self, row: usize, column: usize) -> Option<Spot> {
        let (cloud, _) = self.clouds.get(column)?;
        Some(Spot { system: self.rows.get(row)?.system.clone(), cloud: cloud.clone() })
    }

    fn position(&self, spot: &Spot) -> Option<(usize, usize)> {
        let row = self.rows.iter().position(|row| row.system == spot.system)?;
        Some((row, self.clouds.iter().position(|(cloud, _)| *cloud == spot.cloud)?))
    }
}

/// The items that are to be shown.
fn kept<T: Clone>(items: &[T], shown: &[bool]) -> Vec<T> {
    items.iter().zip(shown).filter(|(_, shown)| **shown).map(|(item, _)| item.clone()).collect()
}

#[cfg(test)]
mod tests {
    use dynaboot_core::Policy;
    use dynaboot_core::policy::catalog::Support;

    use super::{Filter, Grid, Spot, Step};

    fn grid() -> Grid {
        let policy = Policy::builtin().unwrap();
        Grid::new(&policy.document().default_agent, &policy)
    }

    fn spot(system: &str, cloud: &str) -> Spot {
        Spot { system: system.into(), cloud: cloud.into() }
    }

    #[test]
    fn every_agent_has_every_cell() {
        let policy = Policy::builtin().unwrap();
        let document = policy.document();
        for agent in document.agents.keys() {
            let grid = Grid::new(agent, &policy);
            assert_eq!(grid.rows.len(), document.systems.len(), "{agent}");
            assert!(grid.rows.iter().all(|row| row.cells.len() == document.clouds.len()), "{agent}");
        }
        assert!(Grid::new(&"nobody".into(), &policy) == Grid::default());
    }

    #[test]
    fn filters_keep_what_is_wanted() {
        let filter = Filter { text: " rhel 7 ".to_owned(), ..Filter::default() };
        let names: Vec<_> = grid().filtered(&filter).rows.into_iter().map(|row| row.name).collect();
        assert_eq!(names, ["RHEL 7"]);
        let conditional = Filter { support: Some(Support::Conditional), ..Filter::default() };
        let rows = grid().filtered(&conditional).rows;
        assert!(rows.iter().any(|row| row.name == "CentOS 6") && !rows.iter().any(|row| row.name == "RHEL 7"));
        let one = grid().filtered(&Filter { cloud: Some("aws".into()), ..conditional });
        assert!(one.clouds.len() == 1 && one.rows.iter().all(|row| row.cells[0].support == Support::Conditional));
        assert!(one.rows.len() < rows.len(), "the other clouds do not count");
    }

    #[test]
    fn steps_stop_at_the_edges() {
        let grid = grid();
        let first = grid.settled(None).unwrap();
        for step in [Step::Up, Step::Left, Step::First] {
            assert_eq!(grid.moved(&first, step).as_ref(), Some(&first), "{step:?}");
        }
        let last = grid.moved(&first, Step::Last).unwrap();
        assert_eq!(grid.moved(&last, Step::Right).as_ref(), Some(&last));
        let below = grid.moved(&last, Step::Down).unwrap();
        assert!(below.system != last.system && below.cloud == last.cloud);
        assert_eq!(grid.moved(&below, Step::Up), Some(last));
    }

    #[test]
    fn a_place_that_was_filtered_away_gives_way_to_the_first() {
        let grid = grid().filtered(&Filter { text: "windows 2016".to_owned(), ..Filter::default() });
        assert_eq!(grid.settled(Some(&spot("windows-2016", "aws"))), Some(spot("windows-2016", "aws")));
        assert_eq!(grid.settled(Some(&spot("rhel-7", "aws"))).unwrap().system.as_str(), "windows-2016");
        assert_eq!(grid.filtered(&Filter { text: "no such".to_owned(), ..Filter::default() }).settled(None), None);
    }
}
