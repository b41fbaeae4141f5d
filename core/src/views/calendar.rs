//! The calendar of a support table: on which days what changes in it.

use serde::Serialize;

use crate::choices::{AgentChoices, Choices};
use crate::facts::{resolve, resolve_within};
use crate::judge::{Standing, evaluate};
use crate::policy::Policy;
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::primitives::ids::{AgentId, CloudId, RuleId, SystemId};
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::ShapeError;

/// A day on which cells of a table change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CalendarDay {
    /// The day, like `2027-01-12`.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub date: Day,
    /// What changes on it.
    pub changes: Vec<CalendarChange>,
}

/// A finding that appears or goes, for a row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct CalendarChange {
    /// The row.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub system: SystemId,
    /// The rule whose finding it is.
    #[cfg_attr(feature = "wasm", tsify(type = "string"))]
    pub rule: RuleId,
    /// Whether it appears on that day; otherwise it goes.
    pub appears: bool,
    /// The columns in which it does.
    #[cfg_attr(feature = "wasm", tsify(type = "string[]"))]
    pub clouds: Vec<CloudId>,
}

/// The columns of each change: row, rule, and whether its finding appears.
type Changes = Sorted<(SystemId, RuleId, bool), Vec<CloudId>>;

/// What changes in an agent's table after a day, and when; the nearest day first.
///
/// # Errors
/// An agent that the policy does not have, or a policy with too many rules about too many days.
pub fn calendar(agent: &AgentId, from: Day, policy: &Policy) -> Result<Vec<CalendarDay>, ShapeError> {
    let agent = AgentChoices { id: Some(agent.clone()), ..Default::default() };
    let mut choices = Choices { agent, ..Default::default() };
    policy.look_up(&choices)?;
    let effort = Effort::of_view();
    let mut days: Sorted<Day, Changes> = Sorted::default();
    for system in policy.document().systems.keys() {
        for cloud in policy.document().clouds.keys() {
            choices.system = Some(system.clone());
            choices.cloud = Some(cloud.clone());
            choices.today = Some(from);
            let coming = resolve(&choices, policy).coming_days();
            let mut before = broken(&choices, policy, &effort);
            for day in coming {
                choices.today = Some(day);
                let after = broken(&choices, policy, &effort);
                let gone = before.iter().filter(|rule| !after.contains(rule)).map(|rule| (rule, false));
                let new = after.iter().filter(|rule| !before.contains(rule)).map(|rule| (rule, true));
                for (rule, appears) in gone.chain(new) {
                    let change = (system.clone(), (*rule).clone(), appears);
                    days.get_or_insert_default(day).get_or_insert_default(change).push(cloud.clone());
                }
                before = after;
            }
            if effort.is_spent() {
                return Err(ShapeError::found(
                    "",
                    "a policy that takes too much work",
                    "one with fewer rules about days",
                ));
            }
        }
    }
    let change = |((system, rule, appears), clouds)| CalendarChange { system, rule, appears, clouds };
    Ok(days
        .into_iter()
        .map(|(date, changes)| CalendarDay { date, changes: changes.into_iter().map(change).collect() })
        .collect())
}

/// The broken ones among the rules that look at the day.
fn broken<'a>(choices: &Choices, policy: &'a Policy, effort: &Effort) -> Vec<&'a RuleId> {
    let facts = resolve_within(choices, policy, effort.clone());
    let broken = policy.dated().filter(|rule| matches!(evaluate(rule, &facts.values), Standing::Broken(_)));
    broken.map(|rule| &rule.id).collect()
}
