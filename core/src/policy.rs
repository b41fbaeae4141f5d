//! The policy: what is known about clouds, systems and agents, and the rules over it.

pub mod action;
mod answers;
pub mod catalog;
pub(crate) mod command;
mod document;
pub mod fact;
mod index;
pub(crate) mod package;
pub mod packing;
pub mod rule;
pub(crate) mod setting;
mod stamp;
mod terms;
pub mod value;

use std::fmt::Write;
use std::ptr;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::choices::Choices;
use crate::choices::field::{Edit, Field};
use crate::policy::catalog::{Agent, Aliased, Cell, Citation, Named, Source, named, unknown};
use crate::policy::index::{Contested, RuleIndex};
use crate::policy::rule::{Rule, Stage};
use crate::policy::value::{FactSet, Values};
use crate::primitives::ids::{AgentId, CloudId, RuleId, SystemId};
use crate::primitives::sorted::Sorted;
use crate::primitives::strict::{self, ShapeError};

pub use self::document::{AnswerKind, PolicyDocument, QuestionText};
pub use self::stamp::{PolicyStamp, RuleOff};

/// A policy that can be asked.
#[derive(Clone, Debug)]
pub struct Policy {
    document: PolicyDocument,
    stamp: PolicyStamp,
    index: RuleIndex,
    /// The positions of the cells, in the order of their places in the tables: each is looked for many times in an answer.
    cells: Vec<usize>,
    /// What is compared whenever something is looked up in the catalogs.
    weight: usize,
    /// The agents that an organisation gave or altered: whose recipes they are is said.
    own_agents: Vec<AgentId>,
}

/// The embedded policy cannot be read: a broken promise of this crate's own tests.
#[derive(Debug, thiserror::Error)]
#[error("the policy cannot be read: {0}")]
pub struct UnreadablePolicy(pub(crate) String);

impl Policy {
    /// The embedded policy.
    ///
    /// # Errors
    /// None in a released crate: the test over all pages reads the same text.
    pub fn builtin() -> Result<Self, UnreadablePolicy> {
        // One reader for policies and choices: two would be two sets of code for the same types.
        let document = strict::read(&builtin_document()?).map_err(|error| UnreadablePolicy(error.to_string()))?;
        Ok(Self::stamped(document, include_str!("../policy.digest").trim_end().to_owned()))
    }

    /// A policy from its document.
    ///
    /// # Errors
    /// A document that cannot be written as JSON.
    pub fn from_document(document: PolicyDocument) -> Result<Self, UnreadablePolicy> {
        let digest = digest(&document)?;
        Ok(Self::stamped(document, digest))
    }

    pub(crate) fn stamped(document: PolicyDocument, digest: String) -> Self {
        let stamp = PolicyStamp {
            name: document.name.clone(),
            version: document.version.clone(),
            digest,
            off: document.off.clone(),
        };
        let index = RuleIndex::new(&document);
        let cells = in_places(&document.cells);
        let weight = document.weight();
        Self { document, stamp, index, cells, weight, own_agents: Vec::new() }
    }

    /// The document.
    #[must_use]
    pub const fn document(&self) -> &PolicyDocument {
        &self.document
    }

    /// Name, version and digest.
    #[must_use]
    pub const fn stamp(&self) -> &PolicyStamp {
        &self.stamp
    }

    /// The policy with agents that are an organisation's.
    pub(crate) fn with_own_agents(self, own_agents: Vec<AgentId>) -> Self {
        Self { own_agents, ..self }
    }

    /// Whether an agent's recipe is an organisation's, and not built in.
    pub(crate) fn is_own(&self, agent: &AgentId) -> bool {
        self.own_agents.contains(agent)
    }

    /// The bytes that are compared at most when something is looked up in the catalogs.
    pub(crate) const fn weight(&self) -> usize {
        self.weight
    }

    /// Reads choices, with every id looked up.
    ///
    /// # Errors
    /// The first place whose shape is wrong, or whose id no catalog has.
    pub fn read_choices(&self, value: &serde_json::Value) -> Result<Choices, ShapeError> {
        let mut choices: Choices = strict::read(value)?;
        self.name_by_id(&mut choices);
        self.look_up(&choices)?;
        Ok(choices)
    }

    /// Changes choices, in which an alias becomes its id.
    ///
    /// # Errors
    /// A value whose shape is not the field's; the choices are then as they were.
    pub fn edit(&self, choices: &mut Choices, edit: &Edit) -> Result<(), ShapeError> {
        edit.apply(choices)?;
        self.name_by_id(choices);
        Ok(())
    }

    /// Names cloud and system by their ids where an alias stands: whatever comes after knows ids alone.
    fn name_by_id(&self, choices: &mut Choices) {
        let Choices { cloud, system, .. } = choices;
        if let Some(entry) = cloud.as_ref().and_then(|word| named(&self.document.clouds, word.as_str())) {
            *cloud = Some(entry.id.clone());
        }
        if let Some(entry) = system.as_ref().and_then(|word| named(&self.document.systems, word.as_str())) {
            *system = Some(entry.id.clone());
        }
    }

    /// Looks every id of the choices up.
    ///
    /// # Errors
    /// The first id that no catalog has.
    pub fn look_up(&self, choices: &Choices) -> Result<(), ShapeError> {
        let document = &self.document;
        if let Some(cloud) = &choices.cloud {
            known(&document.clouds, cloud.as_str(), &Field::Cloud, "cloud")?;
        }
        if let Some(system) = &choices.system {
            known(&document.systems, system.as_str(), &Field::System, "system")?;
        }
        if let Some(agent) = &choices.agent.id
            && !document.agents.contains_key(agent)
        {
            let ids = document.agents.keys().map(AgentId::as_str);
            return Err(ShapeError::unknown(&Field::AgentId.to_string(), "agent", agent.as_str(), ids));
        }
        let settings = self.agent(choices).map(|agent| agent.entry.settings.as_slice()).unwrap_or_default();
        for name in choices.agent.settings.keys() {
            if !settings.iter().any(|setting| setting.name == *name) {
                let names = settings.iter().map(|setting| setting.name.as_str());
                return Err(ShapeError::unknown(
                    &Field::AgentSetting(name.clone()).to_string(),
                    "setting",
                    name,
                    names,
                ));
            }
        }
        answers::look_up(&choices.answers, document)
    }

    /// The agent that the choices are about: the chosen one, or the default.
    #[must_use]
    pub fn agent(&self, choices: &Choices) -> Option<Named<'_, AgentId, Agent>> {
        let id = choices.agent.id.as_ref().unwrap_or(&self.document.default_agent);
        self.document.agents.get_key_value(id).map(Named::from)
    }

    /// The cell of a table: the system's own, or the one for all systems.
    #[must_use]
    pub fn cell(&self, agent: &AgentId, cloud: &CloudId, system: &SystemId) -> Option<&Cell> {
        let at = |row: &str| self.cell_at((agent.as_str(), cloud.as_str(), row));
        at(system.as_str()).or_else(|| at("*"))
    }

    /// Whether no cell before it has the same place.
    pub(crate) fn is_first(&self, cell: &Cell) -> bool {
        self.cell_at(cell.place()).is_some_and(|first| ptr::eq(first, cell))
    }

    fn cell_at(&self, place: (&str, &str, &str)) -> Option<&Cell> {
        let found = find_place(place, &self.cells, &self.document.cells).ok()?;
        self.document.cells.get(*self.cells.get(found)?)
    }

    /// A rule, by its id.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.index.position(id).and_then(|position| self.document.rules.get(position))
    }

    /// The rules of a stage that may apply, in the policy's order; all others certainly do not.
    pub(crate) fn may_apply(&self, stage: Stage, known: &Values<'_>) -> impl Iterator<Item = (usize, &Rule)> {
        let found = self.index.may_apply(stage, known);
        found.filter_map(|position| Some((position, self.document.rules.get(position)?)))
    }

    /// Whether the rule at a position compares one of these facts.
    pub(crate) fn compares(&self, position: usize, facts: FactSet) -> bool {
        self.index.compares(position, facts)
    }

    /// The rules that look at the day: with the day alone, no other one changes.
    pub(crate) fn dated(&self) -> impl Iterator<Item = &Rule> {
        self.at(self.index.dated())
    }

    /// The rules that ask for a step of the script.
    pub(crate) fn asking(&self) -> impl Iterator<Item = &Rule> {
        self.at(self.index.asking())
    }

    /// Whether a rule about the payload that is kept stays so when more room is left.
    pub(crate) const fn room_is_enough(&self) -> bool {
        self.index.room_is_enough()
    }

    /// Whether a rule that asks for a step of the script looks at the day.
    pub(crate) fn asks_for_steps_by_day(&self) -> bool {
        self.index.asking().iter().any(|position| self.index.dated().contains(position))
    }

    /// The facts of which one rule that counts wants a value, while another such rule applies by what they hang on.
    pub(crate) fn contested(&self) -> &[Contested] {
        self.index.contested()
    }

    fn at<'a>(&'a self, positions: &'a [usize]) -> impl Iterator<Item = &'a Rule> {
        positions.iter().filter_map(|position| self.document.rules.get(*position))
    }

    /// A citation with its document looked up.
    #[must_use]
    pub fn source(&self, citation: &Citation) -> Option<Source> {
        let entry = self.document.sources.get(&citation.from)?;
        Some(Source {
            title: entry.title.clone(),
            url: entry.url.clone(),
            sentence: citation.sentence.clone(),
            checked_on: entry.checked_on,
            provenance: citation.provenance,
        })
    }
}

/// The positions of cells in the order of their places; of two in the same place, the first counts.
fn in_places(cells: &[Cell]) -> Vec<usize> {
    let mut positions = Vec::with_capacity(cells.len());
    for (position, cell) in cells.iter().enumerate() {
        if let Err(free) = find_place(cell.place(), &positions, cells) {
            positions.insert(free, position);
        }
    }
    positions
}

/// Where the position of a place's cell stands among those in the order of their places, or where it would.
fn find_place(place: (&str, &str, &str), positions: &[usize], cells: &[Cell]) -> Result<usize, usize> {
    positions.binary_search_by(|position| cells.get(*position).map(Cell::place).cmp(&Some(place)))
}

/// The embedded policy as it is written.
pub(crate) fn builtin_document() -> Result<Value, UnreadablePolicy> {
    serde_json::from_str(include_str!("../policy.json")).map_err(|error| UnreadablePolicy(error.to_string()))
}

/// An id or an alias that the catalog has, or what is wrong with it.
fn known<K: Ord + std::borrow::Borrow<str>, V: Aliased>(
    catalog: &Sorted<K, V>,
    word: &str,
    at: &Field,
    kind: &str,
) -> Result<(), ShapeError> {
    if named(catalog, word).is_some() {
        return Ok(());
    }
    Err(unknown(catalog, word, &at.to_string(), kind))
}

/// SHA-256 of a policy's canonical JSON: without white space, the keys of every object sorted.
///
/// # Errors
/// A document that cannot be written as JSON.
pub fn digest(document: &PolicyDocument) -> Result<String, UnreadablePolicy> {
    let value = serde_json::to_value(document).map_err(|error| UnreadablePolicy(error.to_string()))?;
    Ok(digest_of(&value))
}

/// A `Value` keeps its keys sorted, so its text is the same for the same policy, however it was written.
pub(crate) fn digest_of(document: &Value) -> String {
    let hash = Sha256::digest(document.to_string().as_bytes());
    hash.iter().fold(String::new(), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}
