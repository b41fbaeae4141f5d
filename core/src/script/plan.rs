//! `plan`: the steps from a launch to a VM with its agent, each with who asked for it.

use serde::Serialize;

use crate::choices::field::Field;
use crate::choices::{Route, non_blank};
use crate::facts::Facts;
use crate::policy::action::Action;
use crate::policy::catalog::{Family, Recipe};
use crate::primitives::template;
use crate::primitives::truth::Truth;
use crate::primitives::words::words;

words! {
    /// When a step is taken.
    pub enum PlanStage {
        /// When the VM is launched and starts its script.
        Launch = "launch",
        /// Before the agent is installed.
        Prerequisites = "prerequisites",
        /// While the agent is installed.
        Agent = "agent",
        /// When the agent is told where its stores are, and does the rest itself.
        Handover = "handover",
        /// When additional software is installed.
        Software = "software",
    }
}

/// The steps in their order.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// What the plan is for.
    pub facts: &'a Facts<'a>,
    /// The family of the system, and with it the language of the script.
    pub family: Family,
    /// How the agent is installed.
    pub recipe: &'a Recipe,
    /// The steps.
    pub steps: Vec<Step>,
}

/// A step: one section of the script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Step {
    /// When it is taken.
    pub stage: PlanStage,
    /// What it does.
    pub title: String,
    /// The rules, choices and recipes that asked for it.
    pub because: Vec<String>,
    /// What the script does for it.
    #[serde(skip)]
    pub action: Action,
}

/// Makes the plan for a system that the agent has a recipe for. `None` on the route without a script, and where there is no
/// recipe.
#[must_use]
pub fn plan<'a>(facts: &'a Facts<'a>) -> Option<Plan<'a>> {
    let recipe = facts.recipe().filter(|_| facts.route != Route::AlreadyThere)?;
    let agent = facts.agent?;
    let family = facts.system?.family;
    let choices = facts.choices;
    let store = &choices.bundle_store;
    let mut plan = Plan { facts, family, recipe, steps: Vec::new() };

    plan.add(PlanStage::Launch, Action::FindAgent, "look for the agent", &[Field::AgentOnImage]);
    if family == Family::Linux && (recipe.arches.len() == 1 || recipe.bundle.contains("{arch}")) {
        plan.add(
            PlanStage::Prerequisites,
            Action::CheckMachine,
            "look whether the bundle is for this machine",
            &[Field::ImageArch, Field::AgentId],
        );
    }
    plan.add(PlanStage::Prerequisites, Action::CheckImage, "look for the tools", &[Field::Downloader]);
    plan.add_if_asked(Action::CheckNetTools, "look for net-tools, which must be preinstalled");
    if non_blank(store.ca_certificate.as_deref()).is_some() {
        plan.add(
            PlanStage::Prerequisites,
            Action::TrustCertificate,
            "trust the store's certificate",
            &[Field::BundleStoreCaCertificate],
        );
    }
    // On Linux the agent gets them later.
    let has_credentials = non_blank(store.user.as_deref()).is_some();
    if has_credentials && (facts.is_at_store() || family == Family::Windows) {
        let fields = [Field::BundleStoreUser, Field::BundleStorePassword];
        let title = match family {
            Family::Linux => "keep the credentials for the download",
            Family::Windows => "keep the credentials for the agent",
        };
        plan.add(PlanStage::Prerequisites, Action::KeepCredentials, title, &fields);
    }
    plan.add_if_asked(Action::InstallPython2, "install Python 2, which the agent expects");
    plan.add_if_asked(Action::InstallOpensslHeaders, "install the headers of OpenSSL");
    plan.add(PlanStage::Agent, Action::FetchBundle, "download the bundle", &[Field::BundleStoreUrl]);
    if non_blank(store.sha256.as_deref()).is_some() {
        plan.add(PlanStage::Agent, Action::VerifyBundle, "compare the checksum", &[Field::BundleStoreSha256]);
    }
    plan.add(PlanStage::Agent, Action::UnpackBundle, "unpack the bundle", &[Field::BundleStoreUrl]);
    // On Windows it is a part of the installation.
    if recipe.unpack_to.is_some() && family == Family::Linux {
        plan.add(PlanStage::Agent, Action::PlaceBundle, "put the bundle in its place", &[Field::AgentId]);
    }
    // A service that the installer starts on Windows sees what was there before it.
    if family == Family::Windows {
        plan.add_handover();
    }
    plan.add(PlanStage::Agent, Action::InstallAgent, &format!("install the {}", agent.label), &[Field::AgentId]);
    if family == Family::Linux {
        plan.add_handover();
    }
    if has_credentials && family == Family::Linux {
        let fields = [Field::BundleStoreUser, Field::BundleStorePassword];
        plan.add(PlanStage::Handover, Action::HandOverCredentials, "keep the credentials for the agent", &fields);
    }
    if plan.service().is_some() {
        plan.add(PlanStage::Handover, Action::CheckService, "see that the agent's service is up", &[Field::AgentId]);
    }
    plan.add_software();
    let recipe = format!("agent {}", agent.id);
    for step in plan.steps.iter_mut().filter(|step| matches!(step.stage, PlanStage::Agent | PlanStage::Handover)) {
        step.because.push(recipe.clone());
    }
    Some(plan)
}

impl Plan<'_> {
    /// When its script runs, in words.
    pub(crate) fn moment(&self) -> &'static str {
        if self.facts.route == Route::PrebuiltImage { "before the image is captured" } else { "at first boot" }
    }

    /// Whether a step of the plan does this.
    #[must_use]
    pub fn has(&self, action: Action) -> bool {
        self.steps.iter().any(|step| step.action == action)
    }

    /// The service that is up afterwards, when the recipe or a setting names one.
    #[must_use]
    pub fn service(&self) -> Option<String> {
        let setting = |name: &str| Some(self.facts.setting(name).unwrap_or_default().to_owned());
        Some(template::fill(&self.recipe.service, setting)).filter(|name| !name.is_empty())
    }

    /// The step that tells the agent where its stores are, when the recipe has a way to tell it.
    fn add_handover(&mut self) {
        if self.recipe.handover.is_empty() && self.recipe.machine_environment.is_empty() {
            return;
        }
        let fields = [Field::BundleStoreUrl, Field::PackageStoreUrl];
        self.add(PlanStage::Handover, Action::HandOver, "tell the agent where its stores are", &fields);
    }

    /// The steps for additional software, and for what the agent's user may do with it.
    fn add_software(&mut self) {
        if self.family == Family::Windows {
            return;
        }
        let software = &self.facts.choices.software;
        let user = self.facts.agent.and_then(|agent| agent.entry.lifecycle_user.as_ref());
        if !software.packages.is_empty() {
            self.add(
                PlanStage::Software,
                Action::InstallSoftware,
                "install the additional software under umask 022",
                &[Field::SoftwarePackages],
            );
        }
        if !software.commands.is_empty() && user.is_some() {
            self.add(
                PlanStage::Software,
                Action::AllowCommands,
                "let the agent's user run the named commands",
                &[Field::SoftwareCommands],
            );
        }
    }

    /// A step that the choices ask for, and perhaps a rule too.
    fn add(&mut self, stage: PlanStage, action: Action, title: &str, fields: &[Field]) {
        let because = fields.iter().map(ToString::to_string).chain(self.rules(action)).collect();
        self.steps.push(Step { stage, title: title.to_owned(), because, action });
    }

    /// A prerequisite that is there only when a rule asks for it.
    fn add_if_asked(&mut self, action: Action, title: &str) {
        let because: Vec<String> = self.rules(action).collect();
        if !because.is_empty() {
            self.steps.push(Step { stage: PlanStage::Prerequisites, title: title.to_owned(), because, action });
        }
    }

    /// The rules that ask for a step: those that name it and may apply.
    fn rules(&self, action: Action) -> impl Iterator<Item = String> + use<'_> {
        let rules = self.facts.policy.asking();
        let asking =
            rules.filter(move |rule| rule.step == Some(action) && rule.when.hold(&self.facts.values) != Truth::No);
        asking.map(|rule| format!("rule {}", rule.id))
    }
}
