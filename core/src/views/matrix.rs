//! The support table of an agent, drawn from the policy itself.

use serde::Serialize;

use crate::choices::{AgentChoices, Choices};
use crate::facts::resolve;
use crate::policy::Policy;
use crate::primitives::ids::{AgentId, CloudId, SystemId};
use crate::primitives::strict::ShapeError;
use crate::report::ReportedCell;
use crate::report::write::report_cell;

/// The support table of an agent: a row a system, a column a cloud.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Matrix {
    /// The agent.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub agent: AgentId,
    /// The columns.
    #[cfg_attr(feature = "wasm", tsify(type = "string[]"))]
    pub clouds: Vec<CloudId>,
    /// The rows.
    #[cfg_attr(feature = "wasm", tsify(type = "string[]"))]
    pub systems: Vec<SystemId>,
    /// The cells, row by row.
    pub cells: Vec<MatrixCell>,
}

/// A cell of a support table, with its row and its column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct MatrixCell {
    /// The column.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub cloud: CloudId,
    /// The row.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub system: SystemId,
    /// What stands there.
    #[serde(flatten)]
    pub cell: ReportedCell,
}

/// Draws the table of an agent, over all clouds and systems of the policy.
///
/// # Errors
/// An agent that the policy does not have.
pub fn matrix(agent: &AgentId, policy: &Policy) -> Result<Matrix, ShapeError> {
    let document = policy.document();
    let mut choices =
        Choices { agent: AgentChoices { id: Some(agent.clone()), ..Default::default() }, ..Default::default() };
    policy.look_up(&choices)?;
    let mut cells = Vec::new();
    for system in document.systems.keys() {
        for cloud in document.clouds.keys() {
            choices.system = Some(system.clone());
            choices.cloud = Some(cloud.clone());
            if let Some(cell) = resolve(&choices, policy).cell {
                cells.push(MatrixCell {
                    cloud: cloud.clone(),
                    system: system.clone(),
                    cell: report_cell(&cell, policy),
                });
            }
        }
    }
    Ok(Matrix {
        agent: agent.clone(),
        clouds: document.clouds.keys().cloned().collect(),
        systems: document.systems.keys().cloned().collect(),
        cells,
    })
}
