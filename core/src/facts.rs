//! `resolve`: from what the user said to what is known about it.

pub(crate) mod bundle;
mod command;
mod form;
pub(crate) mod image_id;
pub(crate) mod measured;
mod names;
mod privileges;
mod publisher;
mod reading;
mod software;
mod told;
mod value;

use crate::choices::{Arch, Choices, ImageSource, Presence, Route, non_blank};
use crate::facts::image_id::Told;
use crate::facts::measured::Measured;
use crate::facts::reading::Readings;
use crate::policy::Policy;
use crate::policy::catalog::{
    Agent, Cell, Citation, Cloud, Family, Named, Provenance, Recipe, Support, System, Table, Taken, named,
};
use crate::policy::fact::{AnswerFact, FactName};
use crate::policy::packing::Measure;
use crate::policy::setting;
use crate::policy::value::{FactValue, Values};
use crate::primitives::address::Address;
use crate::primitives::day::Day;
use crate::primitives::effort::Effort;
use crate::primitives::glob;
use crate::primitives::ids::{AgentId, CloudId, RuleId, SystemId};

/// The choices with ids looked up and conclusions drawn. What is not known stays open.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// What the user said.
    pub choices: &'a Choices,
    /// The policy that it was looked up in.
    pub policy: &'a Policy,
    /// The cloud.
    pub cloud: Option<Named<'a, CloudId, Cloud>>,
    /// The system, chosen or told by the image's id.
    pub system: Option<Named<'a, SystemId, System>>,
    /// The agent, chosen or assumed.
    pub agent: Option<Named<'a, AgentId, Agent>>,
    /// Whether the image has the agent.
    pub on_image: Option<Presence>,
    /// The route, asked for or derived.
    pub route: Route,
    /// The cell of the agent's table, when cloud and system are known.
    pub cell: Option<TableCell<'a>>,
    /// How the cloud takes the script, when cloud and system are known and it does.
    pub delivery: Option<Taken<'a>>,
    /// The bundle store, when its URL is one.
    pub bundle_store: Option<Address>,
    /// The package store, when its URL is one.
    pub package_store: Option<Address>,
    /// Where the bundle is, when the recipe names another place than the store.
    pub(crate) elsewhere: Option<String>,
    /// What is known of the payload, when it has been made.
    pub(crate) payload: Option<Measure>,
    /// What was measured before on the way to the same answer.
    pub(crate) measured: Measured,
    /// What was read before on the way to the same answer.
    readings: Readings,
    /// What the image's id tells.
    pub(crate) inferred: Told<'a>,
    /// What is known about each fact.
    pub(crate) values: Values<'a>,
}

/// A cell of a support table, printed or following from the mechanics.
#[derive(Clone, Copy, Debug)]
pub struct TableCell<'a> {
    /// What is printed there.
    pub text: &'a str,
    /// What it means.
    pub support: Support,
    /// The rule that it depends on.
    pub condition: Option<&'a RuleId>,
    /// What says so.
    pub source: Option<&'a Citation>,
}

/// Looks everything up that the choices name, and draws the conclusions that are no rule's business.
#[must_use]
pub fn resolve<'a>(choices: &'a Choices, policy: &'a Policy) -> Facts<'a> {
    resolve_within(choices, policy, Effort::default())
}

/// The same, where holding rules against the facts may take no more than what is left of an effort.
#[must_use]
pub(crate) fn resolve_within<'a>(choices: &'a Choices, policy: &'a Policy, effort: Effort) -> Facts<'a> {
    effort.spend(choices.weight());
    resolve_beside(choices, policy, effort, Measured::default(), Readings::default())
}

/// The facts of other choices, on the way to the same answer: what was read and measured is not so again.
#[must_use]
pub(crate) fn resolve_again<'a>(choices: &'a Choices, before: &Facts<'a>) -> Facts<'a> {
    /// How many bytes are compared in a step.
    const COMPARED: usize = 16;
    /// What it takes to copy an answer that only rules read, and to look it up for each of them.
    const AN_ANSWER: usize = 150;
    before.effort().spend(choices.weight() / COMPARED + AN_ANSWER * choices.answers.others.0.len());
    let (measured, readings) = (before.measured.clone(), before.readings.clone());
    resolve_beside(choices, before.policy, before.effort().clone(), measured, readings)
}

fn resolve_beside<'a>(
    choices: &'a Choices,
    policy: &'a Policy,
    effort: Effort,
    measured: Measured,
    readings: Readings,
) -> Facts<'a> {
    /// What looking up takes, beside what grows with the policy.
    const LOOKING_UP: usize = 4_000;
    let document = policy.document();
    let cloud = choices.cloud.as_ref().and_then(|id| named(&document.clouds, id.as_str()));
    let image = non_blank(choices.image.id.as_deref()).filter(|id| id.len() <= image_id::LONGEST);
    let told = cloud.zip(image).map(|(cloud, image)| Told::by(image, cloud, document, &effort)).unwrap_or_default();
    effort.spend(LOOKING_UP + policy.weight());
    let system = choices.system.as_ref().and_then(|id| named(&document.systems, id.as_str())).or(told.system);
    let agent = policy.agent(choices);
    let on_image = choices.agent.on_image.or(match choices.image.source {
        Some(ImageSource::Worker) => Some(Presence::Present),
        _ => None,
    });
    let route = choices.route.unwrap_or(match on_image {
        Some(Presence::Present) => Route::AlreadyThere,
        _ => Route::DynamicBootstrap,
    });
    let is_image = |pattern: &String| {
        image.is_some_and(|id| effort.spend(glob::effort(pattern, id)) && glob::matches(pattern, id))
    };
    let delivery = cloud.zip(system).and_then(|(cloud, system)| cloud.entry.takes(system.id, system.entry, is_image));
    let cell = cloud.zip(system).zip(agent).map(|((cloud, system), agent)| match agent.table {
        Table::Cells => policy.cell(agent.id, cloud.id, system.id).map_or(NOT_LISTED, TableCell::from),
        Table::Mechanics => TableCell::of_mechanics(delivery),
    });
    let mut facts = Facts {
        choices,
        policy,
        cloud,
        system,
        agent,
        on_image,
        route,
        cell,
        delivery,
        bundle_store: choices.bundle_store.url.as_deref().and_then(Address::read),
        package_store: choices.package_store.url.as_deref().and_then(Address::read),
        elsewhere: None,
        payload: None,
        measured,
        readings,
        inferred: told,
        values: Values::new([], [], effort.clone()),
    };
    facts.elsewhere = facts.find_elsewhere();
    // Each is compared by many rules.
    let named = FactName::ALL.iter().map(|fact| facts.work_out(*fact));
    let answers = choices.answers.others.0.iter();
    let answers = answers.filter_map(|(id, answer)| Some((AnswerFact::new(id)?, FactValue::from(answer))));
    facts.values = Values::new(named, answers, effort);
    facts
}

const NOT_LISTED: TableCell<'static> =
    TableCell { text: "", support: Support::NotListed, condition: None, source: None };

impl<'a> From<&'a Cell> for TableCell<'a> {
    fn from(cell: &'a Cell) -> Self {
        Self { text: &cell.text, support: cell.support, condition: cell.condition.as_ref(), source: Some(&cell.source) }
    }
}

impl<'a> TableCell<'a> {
    /// Where a delivery exists it works, or that depends on the image.
    fn of_mechanics(delivery: Option<Taken<'a>>) -> Self {
        // That no delivery is known is not known to be none.
        let Some(delivery) = delivery.map(Taken::delivery) else { return NOT_LISTED };
        let (text, support) = match delivery.condition {
            None => ("Yes", Support::Supported),
            Some(_) => ("Depends on the setup", Support::Conditional),
        };
        Self { text, support, condition: delivery.condition.as_ref(), source: Some(&delivery.source) }
    }

    /// How plainly its source says so.
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        self.source.map(|source| source.provenance).unwrap_or_default()
    }
}

impl<'a> Facts<'a> {
    /// What is known about a fact.
    #[must_use]
    pub fn value(&self, fact: FactName) -> &FactValue<'a> {
        self.values.of(fact)
    }

    /// What answering may still take.
    pub(crate) const fn effort(&self) -> &Effort {
        self.values.effort()
    }

    /// The facts with a payload that is made.
    #[must_use]
    pub(crate) fn with_payload(self, made: Measure) -> Self {
        let values = self.values.with_payload(made);
        Self { payload: Some(made), values, ..self }
    }

    /// The architecture, chosen, told by the image's id, or assumed.
    #[must_use]
    pub fn arch(&self) -> Arch {
        self.choices.image.arch.or(self.inferred.arch).unwrap_or_default()
    }

    /// Who made the image, chosen or told by the image's id.
    #[must_use]
    pub fn image_source(&self) -> Option<ImageSource> {
        self.choices.image.source.or(self.inferred.source)
    }

    /// Whether neither choice nor id says which architecture the image is for.
    #[must_use]
    pub fn is_arch_assumed(&self) -> bool {
        self.choices.image.arch.or(self.inferred.arch).is_none()
    }

    /// How the agent is installed on the system's family.
    #[must_use]
    pub fn recipe(&self) -> Option<&'a Recipe> {
        match self.system?.family {
            Family::Linux => self.agent?.entry.linux.as_ref(),
            Family::Windows => self.agent?.entry.windows.as_ref(),
        }
    }

    /// A setting of the agent, chosen or the recipe's default. Where only the blanks around it keep it from the form that the
    /// recipe asks for, it is without them.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&'a str> {
        let setting = self.agent.and_then(|agent| agent.entry.settings.iter().find(|setting| setting.name == name));
        let has_form = |text: &str| setting.is_some_and(|setting| setting::has_form(text, setting.form, self.family()));
        let chosen = non_blank(self.choices.agent.settings.get(name).map(String::as_str));
        let chosen = chosen.map(|text| match text.trim() {
            bare if bare.len() < text.len() && !has_form(text) && has_form(bare) => bare,
            _ => text,
        });
        chosen.or_else(|| setting?.default.as_deref())
    }

    /// The days after today on which something about the system changes.
    #[must_use]
    pub fn coming_days(&self) -> Vec<Day> {
        let Some((system, today)) = self.system.zip(self.choices.today) else { return Vec::new() };
        let ends = [system.end_of_life, system.extended_end_of_life];
        let mut days: Vec<Day> = ends.into_iter().flatten().filter(|day| *day > today).collect();
        if days.first() > days.last() {
            days.reverse();
        }
        days
    }
}
