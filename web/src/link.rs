//! Choices in the page's address: what a link holds, and what it leaves out.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dynaboot_core::policy::catalog::SettingForm;
use dynaboot_core::{Address, Choices, Day, Edit, Field, Policy, ShapeError};
use serde_json::Value;

const PLAN: &str = "plan=";
const POLICY: &str = "policy=";
/// How much of a policy's digest a link holds: nobody makes another policy that begins like this one by chance.
const DIGEST: usize = 12;

/// The most letters that a link's choices have: a page of them, with a long list of packages.
const LONGEST: usize = 256 << 10;

/// What may hold a secret wherever it came from: passwords, commands, and URLs that are secrets themselves.
const SECRET: [Field; 6] = [
    Field::BundleStoreUser,
    Field::BundleStorePassword,
    Field::SoftwareCommands,
    Field::Proxy,
    Field::CallHome,
    Field::UserPart,
];

/// Choices without what may hold a secret.
pub(crate) struct Shared {
    /// The choices that are left.
    pub(crate) choices: Choices,
    /// The fields that are not in them, or not wholly.
    pub(crate) left_out: Vec<Field>,
}

/// What a link holds.
#[derive(Debug, PartialEq)]
pub(crate) struct Opened {
    /// The choices; their date is the one that the link was made on, or for.
    pub(crate) choices: Choices,
    /// How the digest of the policy began that the link was made with.
    pub(crate) policy: Option<String>,
    /// What it held and no link of this page holds, so that it was left out.
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

/// What stands behind the `#` for choices: without secrets, with the day that the answer holds for, and with the policy's digest.
pub(crate) fn write(choices: &Choices, today: Option<Day>, policy: &Policy) -> String {
    let shared = Choices { today: choices.today.or(today), ..without_secrets(choices, policy).choices };
    let json = serde_json::to_string(&shared).unwrap_or_default();
    format!("{PLAN}{}&{POLICY}{}", URL_SAFE_NO_PAD.encode(json), short(&policy.stamp().digest))
}

/// Reads what stands behind the `#`.
///
/// # Errors
/// A text that no link of this page has, or choices that this page does not know.
pub(crate) fn read(fragment: &str, policy: &Policy) -> Result<Opened, Unreadable> {
    let part = |name: &str| fragment.split('&').find_map(|part| part.strip_prefix(name));
    let encoded = part(PLAN).filter(|encoded| encoded.len() <= LONGEST).ok_or(Unreadable::Broken)?;
    let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| Unreadable::Broken)?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| Unreadable::Broken)?;
    let held = policy.read_choices(&value).map_err(Unreadable::Shape)?;
    // Whoever made it: what a link of this page never holds is not taken from any.
    let Shared { choices, left_out } = without_secrets(&held, policy);
    Ok(Opened { choices, policy: part(POLICY).map(str::to_owned), left_out })
}

/// What of choices is run, trusted or contacted: whoever sends a link could have put it there for himself.
pub(crate) fn telling(choices: &Choices) -> Vec<Field> {
    let fields = [
        Field::ImageId,
        Field::BundleStoreUrl,
        Field::BundleStoreCaCertificate,
        Field::PackageStoreUrl,
        Field::SoftwarePackages,
    ];
    let settings = choices.agent.settings.keys().map(|name| Field::AgentSetting(name.clone()));
    fields.into_iter().chain(settings).filter(|field| says(field, choices)).collect()
}

/// Whether choices say something for a field.
pub(crate) fn says(field: &Field, choices: &Choices) -> bool {
    match field.get(choices) {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}

/// How a digest begins.
pub(crate) fn short(digest: &str) -> &str {
    digest.get(..DIGEST).unwrap_or(digest)
}

/// Whether a field is kept out of links and storage, whatever it holds.
pub(crate) fn is_secret(field: &Field, policy: &Policy) -> bool {
    let setting = |name: &String| {
        let mut settings = policy.document().agents.values().flat_map(|agent| &agent.settings);
        settings.any(|setting| setting.name == *name && setting.form == SettingForm::Command)
    };
    match field {
        Field::Command(_) => true,
        Field::AgentSetting(name) => setting(name),
        field => SECRET.contains(field),
    }
}

/// Takes whatever may hold a secret out of choices.
pub(crate) fn without_secrets(choices: &Choices, policy: &Policy) -> Shared {
    let mut shared = choices.clone();
    for field in [Field::BundleStoreUrl, Field::PackageStoreUrl] {
        if let Value::String(url) = field.get(choices) {
            put(&mut shared, &field, plain(&url).map(Value::String));
        }
    }
    if choices.bundle_store.ca_certificate.as_ref().is_some_and(|pem| pem.contains("PRIVATE KEY")) {
        put(&mut shared, &Field::BundleStoreCaCertificate, None);
    }
    let settings = choices.agent.settings.keys().map(|name| Field::AgentSetting(name.clone()));
    for field in SECRET.into_iter().chain(settings.clone()).filter(|field| is_secret(field, policy)) {
        put(&mut shared, &field, None);
    }
    let fields = policy.document().fields().chain(settings);
    let mut left_out: Vec<Field> = fields.filter(|field| field.get(choices) != field.get(&shared)).collect();
    if choices.bundle_store.password.is_some() {
        left_out.push(Field::BundleStorePassword);
    }
    Shared { choices: shared, left_out }
}

fn put(choices: &mut Choices, field: &Field, to: Option<Value>) {
    // Nothing has the shape of all these fields, and a text that of the stores.
    let _ = Edit::new(field.clone(), to.unwrap_or_default()).apply(choices);
}

/// A store's URL without credentials and query. What is no URL may hold anything.
fn plain(url: &str) -> Option<String> {
    let address = Address::read(url)?;
    let whole = if address.scheme_given { address.url() } else { address.rest.clone() };
    let plain = whole.split('?').next().unwrap_or_default().to_owned();
    // A slash at the end is no secret, and taking it away would only look like one.
    if url.strip_suffix('/') == Some(plain.as_str()) { Some(url.to_owned()) } else { Some(plain) }
}

#[cfg(test)]
mod tests {
    use dynaboot_core::{Choices, Field, Policy};
    use serde_json::json;

    use super::{Unreadable, read, short, without_secrets, write};

    fn policy() -> Policy {
        Policy::builtin().unwrap()
    }

    #[track_caller]
    fn choices(value: &serde_json::Value) -> Choices {
        policy().read_choices(value).unwrap()
    }

    #[test]
    fn choices_come_back_with_their_day_and_their_policy() {
        let choices = choices(&json!({
            "cloud": "aws", "system": "centos-7", "image": { "source": "public" },
            "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
            "bundleStore": { "url": "http://store.example.com/5.2/", "sha256": "00" },
            "software": { "packages": ["git"] }, "answers": { "python": "2.7.5", "netTools": false },
        }));
        assert_eq!(without_secrets(&choices, &policy()).left_out, []);
        let today = "2026-11-22".parse().ok();
        let opened = read(&write(&choices, today, &policy()), &policy()).unwrap();
        assert_eq!(opened.choices, Choices { today, ..choices.clone() });
        assert_eq!(opened.policy.as_deref(), Some(short(&policy().stamp().digest)));
        let chosen = Choices { today: "2027-01-01".parse().ok(), ..choices };
        assert_eq!(read(&write(&chosen, today, &policy()), &policy()).unwrap().choices, chosen);
    }

    #[test]
    fn an_answer_of_an_organisations_question_comes_back() {
        let policy = Policy::of_organisation(&json!({
            "name": "acme", "version": "1",
            "questions": { "securityApproved": { "ask": "Has security approved this image?", "kind": "yesNo" } },
        }))
        .unwrap();
        let choices = policy.read_choices(&json!({ "answers": { "securityApproved": true } })).unwrap();
        assert_eq!(without_secrets(&choices, &policy).left_out, []);
        let fragment = write(&choices, None, &policy);
        assert_eq!(read(&fragment, &policy).unwrap().choices, choices);
        let Err(Unreadable::Shape(error)) = read(&fragment, &self::policy()) else { panic!("nobody asks for it here") };
        assert_eq!(error.path, "answers.securityApproved");
    }

    #[test]
    fn secrets_stay_at_home() {
        let choices = choices(&json!({
            "cloud": "aws",
            "agent": { "id": "generic", "settings": { "installCommand": "./install --token s3cret", "presentPath": "/opt/agent" } },
            "bundleStore": {
                "url": "https://me:s3cret@store.example.com/b?sig=s3cret", "user": "s3cret", "password": "s3cret",
                "caCertificate": "-----BEGIN PRIVATE KEY-----\ns3cret",
            },
            "packageStore": { "url": "http://me:s3/cret@repo.example.com" },
            "software": { "commands": ["/usr/bin/mysql -ps3cret"] },
            "proxy": "http://me:s3cret@proxy:3128", "callHome": "https://portal/?s3cret", "userPart": "s3cret",
        }));
        let left_out = without_secrets(&choices, &policy()).left_out;
        let shared = read(&write(&choices, None, &policy()), &policy()).unwrap().choices;
        assert!(!serde_json::to_string(&shared).unwrap().contains("cret"), "{shared:?}");
        assert_eq!(shared.bundle_store.url.as_deref(), Some("https://store.example.com/b"));
        assert_eq!(shared.agent.settings.len(), 1);
        assert!(left_out.contains(&Field::BundleStorePassword) && left_out.contains(&Field::SoftwareCommands));
        assert_eq!(left_out.len(), 10, "{left_out:?}");
    }

    #[test]
    fn what_is_no_link_says_so() {
        for text in ["", "plan", "plan=", "plan=!", "plan=bm8", "other=e30", "policy=00"] {
            assert_eq!(read(text, &policy()), Err(Unreadable::Broken), "{text}");
        }
        assert_eq!(read("plan=e30", &policy()).unwrap().choices, Choices::default());
        let Err(Unreadable::Shape(error)) = read("plan=eyJjbG91ZCI6ImF3eiJ9", &policy()) else {
            panic!("awz is no cloud")
        };
        assert_eq!(error.path, "cloud");
    }
}
