//! Fields, and the values in them.

use dynaboot_core::{Arch, Choices, Field, ImageSource, Policy, Presence, Route};
use serde_json::Value;

/// The name of a field.
pub(crate) fn label(field: &Field, choices: &Choices, policy: &Policy) -> String {
    let name = match field {
        Field::Cloud => "Cloud",
        Field::System => "System",
        Field::ImageId => "Image",
        Field::ImageSource => "Image source",
        Field::ImagePublisher => "Publisher",
        Field::ImageArch => "Architecture",
        Field::AgentId => "Agent",
        Field::AgentVersion => "Agent version",
        Field::AgentOnImage => "Agent on the image",
        Field::BundleStoreUrl => "Bundle store",
        Field::BundleStoreSha256 => "SHA-256",
        Field::BundleStoreCaCertificate => "CA certificate",
        Field::BundleStoreUser => "Store user",
        Field::BundleStorePassword => "Store password",
        Field::PackageStoreUrl => "Package store",
        Field::SoftwarePackages | Field::Package(_) => "Packages",
        Field::SoftwareCommands | Field::Command(_) => "Commands",
        Field::Proxy => "Proxy",
        Field::CallHome => "Call home",
        Field::Python
        | Field::NetTools
        | Field::OpensslDevel
        | Field::CertificatesInstalled
        | Field::UserDataRuns
        | Field::Downloader
        | Field::Answer(_) => {
            let question = policy.document().question(field);
            let label = question.and_then(|question| question.label.clone());
            return label
                .or_else(|| question.map(|question| question.ask.clone()))
                .unwrap_or_else(|| field.to_string());
        }
        Field::UserPart => super::USER_PART,
        Field::Route => "Route",
        Field::Today => "Date",
        Field::AgentSetting(name) => {
            let settings = policy.agent(choices).map(|agent| agent.entry.settings.as_slice()).unwrap_or_default();
            let setting = settings.iter().find(|setting| setting.name == *name);
            return setting.map_or_else(|| name.clone(), |setting| setting.label.clone());
        }
    };
    name.to_owned()
}

/// A value as people read it.
pub(crate) fn value(field: &Field, value: &str, policy: &Policy) -> String {
    let document = policy.document();
    let label = match field {
        Field::Cloud => document.clouds.get(value).map(|cloud| cloud.label.as_str()),
        Field::System => document.systems.get(value).map(|system| system.label.as_str()),
        Field::AgentId => document.agents.get(value).map(|agent| agent.label.as_str()),
        Field::AgentOnImage => {
            [Presence::Present, Presence::Absent].into_iter().find(|word| word.as_str() == value).map(presence)
        }
        Field::ImageSource => SOURCES.into_iter().find(|word| word.as_str() == value).map(source),
        Field::Route => ROUTES.into_iter().find(|word| word.as_str() == value).map(route),
        _ => None,
    };
    label.unwrap_or(value).to_owned()
}

/// An answer as people read it.
pub(crate) fn answer(value: &Value) -> String {
    match value {
        Value::Bool(true) => YES.to_owned(),
        Value::Bool(false) => NO.to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The answer yes.
pub(crate) const YES: &str = "Yes";
/// The answer no.
pub(crate) const NO: &str = "No";
/// The answer that leaves a question open.
pub(crate) const UNKNOWN: &str = "I don't know";

/// All sources of images, in the order of the form.
pub(crate) const SOURCES: [ImageSource; 3] = [ImageSource::Public, ImageSource::Custom, ImageSource::Worker];
/// All routes, in the order of the form.
pub(crate) const ROUTES: [Route; 3] = [Route::DynamicBootstrap, Route::PrebuiltImage, Route::AlreadyThere];
/// All architectures, in the order of the form.
pub(crate) const ARCHES: [Arch; 2] = [Arch::X86_64, Arch::Arm64];

/// Where an image comes from.
pub(crate) const fn source(source: ImageSource) -> &'static str {
    match source {
        ImageSource::Public => "A default public image of the cloud",
        ImageSource::Custom => "A custom image of your organisation",
        ImageSource::Worker => "A worker image, with the agent inside",
    }
}

/// Whether the agent is there.
pub(crate) const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Present => "Present",
        Presence::Absent => "Absent",
    }
}

/// A route's name.
pub(crate) const fn route(route: Route) -> &'static str {
    match route {
        Route::AlreadyThere => "Already there",
        Route::DynamicBootstrap => "Dynamic bootstrapping",
        Route::PrebuiltImage => "Prebuilt image",
    }
}

/// The names of fields, one after the other.
pub(crate) fn labels(fields: &[Field], choices: &Choices, policy: &Policy) -> String {
    let names = fields.iter().map(|field| label(field, choices, policy));
    names.collect::<Vec<_>>().join(", ")
}

/// All that was chosen, each under its name. A password is not told.
pub(crate) fn chosen(choices: &Choices, policy: &Policy) -> Vec<(String, String)> {
    let settings = choices.agent.settings.keys().map(|name| Field::AgentSetting(name.clone()));
    let fields = policy.document().fields().chain(settings);
    let told = fields.filter_map(|field: Field| {
        let words = match field.get(choices) {
            Value::Null => return None,
            Value::String(text) => value(&field, &text, policy),
            Value::Array(items) if items.is_empty() => return None,
            Value::Array(items) => items.iter().map(answer).collect::<Vec<_>>().join(", "),
            other => answer(&other),
        };
        Some((label(&field, choices, policy), words))
    });
    told.collect()
}
