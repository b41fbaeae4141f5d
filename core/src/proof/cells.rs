//! Support tables: what a cell names is there, and depends on a rule that looks at it.

use super::words::{Proof, ids};
use crate::policy::catalog::{Cell, Support, Table};
use crate::policy::fact::FactName;
use crate::policy::rule::{Leaf, Rule};
use crate::primitives::glob;
use crate::primitives::ids::{RuleId, SystemId};

impl Proof<'_> {
    pub(super) fn cell(&mut self, at: &str, cell: &Cell) {
        let document = self.document;
        self.citation(at, &cell.source);
        self.known(&format!("{at}.agent"), "agent", cell.agent.as_str(), &ids(&document.agents));
        self.id_of(&format!("{at}.cloud"), "cloud", cell.cloud.as_str(), &document.clouds);
        if cell.system.as_str() != "*" {
            self.id_of(&format!("{at}.system"), "system", cell.system.as_str(), &document.systems);
        }
        let drawn = document.agents.get(&cell.agent).is_some_and(|agent| agent.table == Table::Mechanics);
        if drawn {
            let found = format!("`{}`, whose table follows from the mechanics", cell.agent);
            self.mistakes.found(&format!("{at}.agent"), &found, "an agent whose `table` is `cells`");
        }
        match (&cell.condition, cell.support) {
            (Some(rule), _) => {
                self.condition(&format!("{at}.condition"), rule, |rule| names(rule, &cell.system));
            }
            (None, Support::Conditional) => {
                self.mistakes.found(&format!("{at}.condition"), "nothing", "the rule that the cell depends on");
            }
            (None, _) => {}
        }
    }

    /// A cell or a delivery depends on a rule: then the rule looks whether it is the one, or is about it anyway. Another rule
    /// would let the cell pass unasked.
    pub(super) fn condition(&mut self, at: &str, id: &RuleId, is_about: impl Fn(&Rule) -> bool) {
        let off = self.document.off.iter().any(|off| off.rule == id.as_str());
        match self.document.rules.iter().find(|rule| rule.id == *id) {
            Some(rule) if rule.looks_at(FactName::CellCondition) || is_about(rule) => {}
            Some(_) => self.mistakes.found(
                at,
                &format!("`{id}`, which does not look at `cell.condition`"),
                "a rule that does, so that the cell depends on it, or one for the cell's system",
            ),
            None if off => {}
            None => {
                let rules: Vec<&str> = self.document.rules.iter().map(|rule| rule.id.as_str()).collect();
                self.known(at, "rule", id.as_str(), &rules);
            }
        }
    }
}

/// Whether a rule applies by a system.
fn names(rule: &Rule, system: &SystemId) -> bool {
    rule.when.0.iter().any(|(fact, leaf)| match leaf {
        Leaf::OneOf(globs) => {
            *fact == FactName::System && globs.iter().any(|pattern| glob::matches(pattern, system.as_str()))
        }
        _ => false,
    })
}
