//! The forms in which clouds write the ids of images, and what an id tells.

use crate::catalog::ImageIdForm;

/// No cloud writes an id of more bytes; comparing longer ones would only take time.
pub(crate) const LONGEST: usize = 1_024;

/// Whether an id has one of the forms; any text has, when there are none.
#[must_use]
pub(crate) fn is_well_formed(id: &str, forms: &[ImageIdForm]) -> bool {
    !id.is_empty() && id.len() <= LONGEST && (forms.is_empty() || forms.iter().any(|form| has_form(id, *form)))
}

/// The publisher that an id names, if its form has one.
#[must_use]
pub(crate) fn publisher<'a>(id: &'a str, forms: &[ImageIdForm]) -> Option<&'a str> {
    let urn = forms.contains(&ImageIdForm::AzureUrn) && has_form(id, ImageIdForm::AzureUrn);
    if urn { id.split(':').next() } else { None }
}

fn has_form(id: &str, form: ImageIdForm) -> bool {
    match form {
        ImageIdForm::Ami => {
            id.strip_prefix("ami-").is_some_and(|rest| matches!(rest.len(), 8 | 17) && rest.bytes().all(is_hex))
        }
        ImageIdForm::SsmParameter => {
            let path = id.strip_prefix("resolve:ssm:").or_else(|| id.strip_prefix("{{ssm:")?.strip_suffix("}}"));
            path.is_some_and(|path| {
                path.len() > 1 && path.starts_with('/') && path.bytes().all(|byte| is_word(byte) || byte == b'/')
            })
        }
        ImageIdForm::AzureUrn => {
            let parts: Vec<&str> = id.split(':').collect();
            let [publisher, offer, sku, version] = parts.as_slice() else { return false };
            let words = [publisher, offer, sku].iter().all(|part| !part.is_empty() && part.bytes().all(is_word));
            words && (version.eq_ignore_ascii_case("latest") || is_version(version))
        }
        ImageIdForm::AzureResource => {
            let roots = ["/subscriptions/", "/communitygalleries/", "/sharedgalleries/"];
            let lower = id.to_ascii_lowercase();
            roots.iter().any(|root| lower.strip_prefix(root).is_some_and(|rest| rest.contains("/images/")))
        }
        ImageIdForm::GceImage => {
            let path = id.strip_prefix("https://www.googleapis.com/compute/v1/").unwrap_or(id);
            let parts = path.split('/');
            path.len() <= 512 && parts.clone().count() <= 7 && parts.clone().all(is_gce_name)
        }
        ImageIdForm::Glance => id.len() <= 255 && id.trim() == id && !id.contains(char::is_control),
    }
}

/// A resource's name on Google: a lower-case letter, then letters, digits and hyphens; projects may have a dot or a colon.
fn is_gce_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b':'))
        && !name.ends_with('-')
}

fn is_version(text: &str) -> bool {
    let parts = text.split('.');
    parts.clone().count() == 3
        && parts.clone().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::{is_well_formed, publisher};
    use crate::catalog::ImageIdForm::{self, Ami, AzureResource, AzureUrn, GceImage, Glance, SsmParameter};

    #[track_caller]
    fn check(forms: &[ImageIdForm], good: &[&str], bad: &[&str]) {
        for id in good {
            assert!(is_well_formed(id, forms), "{id}");
        }
        for id in bad {
            assert!(!is_well_formed(id, forms), "{id}");
        }
    }

    #[test]
    fn the_forms_of_the_clouds() {
        check(
            &[Ami, SsmParameter],
            &[
                "ami-0123456789abcdef0",
                "ami-0abcdef1",
                "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
            ],
            &["ami-123", "ami-0123456789ABCDEF0", "i-0123456789abcdef0", "", "resolve:ssm:", "ami-0123456789abcdef0 "],
        );
        check(
            &[AzureUrn, AzureResource],
            &[
                "OpenLogic:CentOS:7_9:latest",
                "a:b:c:1.2.3",
                "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/images/z",
            ],
            &["OpenLogic:CentOS:7_9", "a:b:c:newest", "a b:c:d:latest", "/subscriptions/x"],
        );
        check(
            &[GceImage],
            &["debian-12", "family/debian-12", "projects/centos-cloud/global/images/family/centos-7"],
            &["Debian-12", "x/../y", "a b", ""],
        );
        check(&[Glance], &["6f1cbd2e-0000-4000-8000-000000000000", "CentOS 7 (hardened)"], &["a\nb", " a", ""]);
    }

    #[test]
    fn a_urn_names_its_publisher() {
        assert_eq!(publisher("OpenLogic:CentOS:7_9:latest", &[AzureUrn]), Some("OpenLogic"));
        assert_eq!(publisher("ami-0123456789abcdef0", &[Ami]), None);
    }
}
