//! What the URL of an agent's bundle tells about the bundle.

use crate::choices::{Arch, non_blank};
use crate::facts::Facts;
use crate::policy::catalog::Family;
use crate::policy::value::FactValue;
use crate::primitives::address::{Address, Scheme};
use crate::primitives::template;

/// Endings of what installs, archives or runs something: a bundle of such a name is no other thing.
const FORMS: [&str; 27] = [
    "tar.gz", "tgz", "zip", "tar", "tar.bz2", "tbz2", "tbz", "tar.xz", "txz", "tar.zst", "tzst", "tar.lz4", "7z",
    "rar", "gz", "rpm", "deb", "msi", "exe", "sh", "run", "bin", "ps1", "bat", "cmd", "pkg", "apk",
];

/// What stands in the query of a signed URL: of S3, Google, Azure, Alibaba, `CloudFront`, OpenStack and OCI.
const SIGNATURES: [&str; 11] = [
    "x-amz-signature",
    "x-amz-expires",
    "x-goog-signature",
    "x-goog-expires",
    "x-oss-signature",
    "ossaccesskeyid",
    "awsaccesskeyid",
    "googleaccessid",
    "key-pair-id",
    "temp_url_sig",
    "sig",
];

/// How the URL of a bundle begins that is at the store.
const STORE: &str = "{bundleStore}";

/// In bytes, of what is filled in: longer than any server takes.
const LONGEST_URL: usize = 16 << 10;

impl Facts<'_> {
    /// Whether the bundle's name is that of a form that the script unpacks. Where the recipe names the file itself, nothing is told.
    pub(super) fn bundle_form(&self, family: Family) -> FactValue<'static> {
        let Some(name) = self.bundle_name() else { return FactValue::Absent };
        let is = |form: &str| name.strip_suffix(form).is_some_and(|stem| stem.ends_with('.'));
        let unpacked: &[&str] = match family {
            Family::Linux => &["tar.gz", "tgz"],
            Family::Windows => &["zip"],
        };
        match () {
            () if name.is_empty() => "folder",
            () if unpacked.iter().any(|form| is(form)) => "unpacked",
            () if FORMS.iter().any(|form| is(form)) => "other",
            () => "unnamed",
        }
        .into()
    }

    /// The architecture that the bundle's name is of; nothing where it names none, or both.
    pub(super) fn bundle_arch(&self) -> Option<Arch> {
        let name = self.bundle_name()?.replace("x86_64", "amd64").replace("x86-64", "amd64");
        let mut words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter_map(|word| match word {
            "arm64" | "aarch64" | "arm64v8" | "armv8" => Some(Arch::Arm64),
            "amd64" | "x64" | "x8664" => Some(Arch::X86_64),
            _ => None,
        });
        let arch = words.next()?;
        words.all(|other| other == arch).then_some(arch)
    }

    /// Where the bundle is when the recipe names another place than the store; it is judged like a store.
    pub(super) fn find_elsewhere(&self) -> Option<String> {
        let bundle = self.recipe().map(|recipe| recipe.bundle.as_str()).filter(|bundle| !bundle.starts_with(STORE))?;
        let mut left = LONGEST_URL;
        Some(template::fill(bundle, |name| {
            let value = self.setting(name).unwrap_or(name);
            left = left.saturating_sub(value.len());
            // What is cut off so is no URL, and says what it was.
            Some(if left == 0 { format!(" {name} ") } else { value.to_owned() })
        }))
    }

    /// Where the bundle is fetched from, when that is a URL.
    pub(crate) fn fetched(&self) -> Option<Address> {
        self.elsewhere.as_ref().map_or_else(|| self.bundle_store.clone(), |bundle| Address::read(bundle))
    }

    /// Whether the bundle is at the store, which alone gets the store's credentials.
    pub(crate) const fn is_at_store(&self) -> bool {
        self.elsewhere.is_none()
    }

    /// The store, and where the bundle is.
    pub(super) fn stores(&self) -> impl Iterator<Item = Address> {
        self.bundle_store.clone().into_iter().chain(self.elsewhere.as_deref().and_then(Address::read))
    }

    /// Of both the one that more is to be said against: one that is no URL, one over plain HTTP, the store.
    pub(super) fn worse_store(&self) -> Option<Address> {
        let store = self.bundle_store.clone()?;
        match &self.elsewhere {
            None => Some(store),
            Some(bundle) => {
                let bundle = Address::read(bundle)?;
                Some(if bundle.scheme == Scheme::Http { bundle } else { store })
            }
        }
    }

    /// The name of the file that is fetched, in lower case, where the store's URL is the whole of it; empty for a folder.
    fn bundle_name(&self) -> Option<String> {
        if self.recipe()?.bundle != "{bundleStore}" || self.bundle_store.is_none() {
            return None;
        }
        let url = non_blank(self.choices.bundle_store.url.as_deref())?.trim();
        let path = url.split('?').next()?;
        let path = path.split_once("://").map_or(path, |(_, rest)| rest);
        let (_, name) = path.rsplit_once('/')?;
        Some(name.to_ascii_lowercase())
    }
}

/// Whether a URL, as it follows its scheme, is a signed one.
pub(crate) fn expires(rest: &str) -> bool {
    let query = rest.split_once('?').map_or("", |(_, query)| query);
    let mut names = query.split('&').filter_map(|pair| pair.split('=').next());
    names.any(|name| SIGNATURES.contains(&name.to_ascii_lowercase().as_str()))
        || rest.contains("/p/") && rest.contains("/n/") && rest.contains("/b/")
}
