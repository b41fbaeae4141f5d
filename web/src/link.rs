//! Choices in the page's address: what a link holds, and what it leaves out.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dynaboot_core::address::Address;
use dynaboot_core::catalog::SettingForm;
use dynaboot_core::field::{Edit, Field};
use dynaboot_core::strict::ShapeError;
use dynaboot_core::{Choices, Policy};
use serde_json::Value;

const PREFIX: &str = "plan=";

/// A link to choices.
pub(crate) struct Link {
    /// What stands behind the `#`.
    pub(crate) fragment: String,
    /// The fields that are not in it, or not wholly, since they may hold a secret.
    pub(crate) left_out: Vec<Field>,
}

/// A link that cannot be opened.
#[derive(Debug, PartialEq)]
pub(crate) enum Unreadable {
    /// It was cut short, or is no link of this page.
    Broken,
    /// It holds something that this page does not know.
    Shape(ShapeError),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken => f.write_str("This link was cut short, or is not from this page: ask for it again."),
            Self::Shape(error) => write!(f, "This link holds something that this page does not know. {error}"),
        }
    }
}

/// Makes a link. Whatever may hold a secret is left out.
pub(crate) fn write(choices: &Choices, policy: &Policy) -> Link {
    let mut shared = choices.clone();
    let mut left_out = Vec::new();
    for field in [Field::BundleStoreUrl, Field::PackageStoreUrl] {
        if let Value::String(url) = field.get(choices) {
            put(&mut shared, &field, without_secrets(&url).map(Value::String));
        }
    }
    for field in [Field::BundleStoreUser, Field::BundleStorePassword, Field::Proxy, Field::CallHome, Field::UserPart] {
        put(&mut shared, &field, None);
    }
    let commands = policy.agent(choices).map(|(_, agent)| agent.settings.as_slice()).unwrap_or_default();
    for setting in commands.iter().filter(|setting| setting.form == SettingForm::Command) {
        put(&mut shared, &Field::AgentSetting(setting.name.clone()), None);
    }
    let settings = choices.agent.settings.keys().map(|name| Field::AgentSetting(name.clone()));
    for field in Field::NAMES.iter().filter_map(|name| name.parse().ok()).chain(settings) {
        if field.get(choices) != field.get(&shared) {
            left_out.push(field);
        }
    }
    if choices.bundle_store.password.is_some() {
        left_out.push(Field::BundleStorePassword);
    }
    let json = serde_json::to_string(&shared).unwrap_or_default();
    Link { fragment: format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(json)), left_out }
}

/// Reads what stands behind the `#`.
///
/// # Errors
/// A text that no link of this page has, or choices that this page does not know.
pub(crate) fn read(fragment: &str, policy: &Policy) -> Result<Choices, Unreadable> {
    let encoded = fragment.strip_prefix(PREFIX).ok_or(Unreadable::Broken)?;
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| Unreadable::Broken)?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| Unreadable::Broken)?;
    policy.read_choices(&value).map_err(Unreadable::Shape)
}

fn put(choices: &mut Choices, field: &Field, to: Option<Value>) {
    // A text or nothing has the shape of all these fields.
    let _ = Edit::new(field.clone(), to.unwrap_or_default()).apply(choices);
}

/// A store's URL without credentials and query. What is no URL may hold anything.
fn without_secrets(url: &str) -> Option<String> {
    let address = Address::read(url)?;
    let whole = if address.scheme_given { address.url() } else { address.rest.clone() };
    let plain = whole.split('?').next().unwrap_or_default().to_owned();
    // A slash at the end is no secret, and taking it away would only look like one.
    if url.strip_suffix('/') == Some(plain.as_str()) { Some(url.to_owned()) } else { Some(plain) }
}

#[cfg(test)]
mod tests {
    use dynaboot_core::field::Field;
    use dynaboot_core::{Choices, Policy};
    use serde_json::json;

    use super::{Unreadable, read, write};

    fn policy() -> Policy {
        Policy::builtin().unwrap()
    }

    #[track_caller]
    fn choices(value: &serde_json::Value) -> Choices {
        policy().read_choices(value).unwrap()
    }

    #[test]
    fn choices_come_back() {
        let choices = choices(&json!({
            "cloud": "aws", "system": "centos-7", "image": { "source": "public" },
            "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
            "bundleStore": { "url": "http://store.example.com/5.2/", "sha256": "00" },
            "software": { "packages": ["git"] }, "answers": { "python": "2.7.5", "netTools": false }, "today": "2026-11-22",
        }));
        let link = write(&choices, &policy());
        assert_eq!(link.left_out, []);
        assert_eq!(read(&link.fragment, &policy()).unwrap(), choices);
    }

    #[test]
    fn secrets_stay_at_home() {
        let choices = choices(&json!({
            "cloud": "aws",
            "agent": { "id": "generic", "settings": { "installCommand": "./install --token s3cret", "presentPath": "/opt/agent" } },
            "bundleStore": { "url": "https://me:s3cret@store.example.com/b?sig=s3cret", "user": "s3cret", "password": "s3cret" },
            "packageStore": { "url": "http://me:s3/cret@repo.example.com" },
            "proxy": "http://me:s3cret@proxy:3128", "callHome": "https://portal/?s3cret", "userPart": "s3cret",
        }));
        let link = write(&choices, &policy());
        let shared = read(&link.fragment, &policy()).unwrap();
        assert!(!serde_json::to_string(&shared).unwrap().contains("cret"), "{shared:?}");
        assert_eq!(shared.bundle_store.url.as_deref(), Some("https://store.example.com/b"));
        assert_eq!(shared.agent.settings.len(), 1);
        assert!(link.left_out.contains(&Field::BundleStorePassword));
        assert_eq!(link.left_out.len(), 8, "{:?}", link.left_out);
    }

    #[test]
    fn what_is_no_link_says_so() {
        for text in ["", "plan", "plan=", "plan=!", "plan=bm8", "other=e30"] {
            assert_eq!(read(text, &policy()), Err(Unreadable::Broken), "{text}");
        }
        assert_eq!(read("plan=e30", &policy()), Ok(Choices::default()));
        let Err(Unreadable::Shape(error)) = read("plan=eyJjbG91ZCI6ImF3eiJ9", &policy()) else {
            panic!("awz is no cloud")
        };
        assert_eq!(error.path, "cloud");
    }
}
