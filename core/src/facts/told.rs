//! What an answer says of a fact: the fields that it hangs on, and its value as people read it.

use crate::choices::field::Field;
use crate::facts::reading::Reading;
use crate::facts::{Facts, command};
use crate::policy::fact::FactName;
use crate::policy::packing::Counted;
use crate::policy::value::FactValue;
use crate::primitives::address::shown;

impl Facts<'_> {
    /// The fields that a fact hangs on here: what has to be asked when it is open, what is wrong when it is broken.
    #[must_use]
    pub fn fields(&self, fact: FactName) -> Vec<Field> {
        let missing_pair = || {
            let cloud = self.cloud.is_none().then_some(Field::Cloud);
            let system = self.system.is_none().then_some(Field::System);
            let fields: Vec<Field> = cloud.into_iter().chain(system).collect();
            if fields.is_empty() { vec![fact.field()] } else { fields }
        };
        match fact {
            FactName::AgentSettings => self.settings_form().1,
            FactName::AgentCommand => self.command_form().1.into_iter().collect(),
            FactName::CommandsSecret => self.command_with_secret().into_iter().collect(),
            FactName::CommandsRestart => self.command_that(Reading::restarts).into_iter().collect(),
            FactName::CommandsQuiet => self.command_that(|reading| reading.quiet().is_some()).into_iter().collect(),
            FactName::CommandsBrought => self.command_that(|reading| reading.brought().is_some()).into_iter().collect(),
            FactName::SoftwarePackagesForm => self.unnamable_package().map(Field::Package).into_iter().collect(),
            FactName::Texts => self.unusable_text().into_iter().collect(),
            FactName::SoftwareCommandsForm => self.unnamable_command().map(Field::Command).into_iter().collect(),
            FactName::SoftwareShell => self.shell().map(Field::Command).into_iter().collect(),
            FactName::PlanInstalls if !self.choices.software.packages.is_empty() => vec![Field::SoftwarePackages],
            FactName::Delivery | FactName::DeliveryRunner | FactName::DeliveryRuns => missing_pair(),
            _ if fact.field() == Field::System => missing_pair(),
            FactName::ImageIdForm if self.cloud.is_none() => vec![Field::Cloud],
            _ => vec![fact.field()],
        }
    }

    /// A fact's value as people read it: labels for ids, and nothing that is a secret.
    #[must_use]
    pub fn label(&self, fact: FactName) -> String {
        match fact {
            FactName::Cloud => self.cloud.map(|cloud| cloud.label.clone()),
            FactName::System => self.system.map(|system| system.label.clone()),
            FactName::Agent => self.agent.map(|agent| agent.label.clone()),
            FactName::AgentCommand => Some(match self.command_form().0 {
                "severalLines" => "has several lines, and `cmd.exe` runs the first of them alone".to_owned(),
                "tooLong" => "is longer than the 8,191 characters that `cmd.exe` reads".to_owned(),
                _ => "is one line".to_owned(),
            }),
            FactName::PayloadOver if self.payload.is_some_and(|made| made.counted == Counted::InPart) => {
                Some(format!("at least {}", self.written(fact)))
            }
            FactName::PayloadPacking => self.payload.map(|made| made.packing.reason().to_owned()),
            FactName::StoreUrl | FactName::StoreRest | FactName::PackageStoreUrl => self.text_of(fact).map(shown),
            FactName::CommandsQuiet | FactName::SoftwareShell => {
                let command = self.text_of(fact).filter(|command| command::holds_secret(command));
                command.map(|command| format!("{} …", command.split_whitespace().next().unwrap_or_default()))
            }
            _ => None,
        }
        .unwrap_or_else(|| self.written(fact))
    }

    fn text_of(&self, fact: FactName) -> Option<&str> {
        if let FactValue::Text(text) = self.value(fact) { Some(text) } else { None }
    }

    /// A fact's value whole, for an edit.
    #[must_use]
    pub(crate) fn written(&self, fact: FactName) -> String {
        match self.value(fact) {
            FactValue::Open => "unknown".to_owned(),
            FactValue::Absent => "none".to_owned(),
            FactValue::Text(text) => text.clone().into_owned(),
            FactValue::Flag(true) => "yes".to_owned(),
            FactValue::Flag(false) => "no".to_owned(),
            FactValue::Version(version) => version.to_string(),
            FactValue::Date(day) => day.to_string(),
            FactValue::Number(number) => number.to_string(),
        }
    }
}
