//! The forms in which clouds write the ids of images.

use crate::policy::catalog::ImageIdForm;

/// Whether an id has a form.
pub(super) fn has_form(id: &str, form: ImageIdForm) -> bool {
    match form {
        ImageIdForm::Ami => is_ami(of_arn(id, "ec2", "image/").unwrap_or(id), 17),
        ImageIdForm::OldAmi => is_ami(id, 8),
        ImageIdForm::SsmParameter => {
            // In templates it stands in braces; a version or a label may follow the name.
            let bare = id.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).unwrap_or(id);
            let name = ["resolve:ssm:", "ssm:"].iter().find_map(|prefix| bare.strip_prefix(prefix));
            let name = name.or_else(|| of_arn(id, "ssm", "parameter"));
            name.is_some_and(|name| {
                let (path, version) = name.split_once(':').unwrap_or((name, "1"));
                let is_path = path.len() > 1 && path.bytes().all(|byte| is_word(byte) || byte == b'/');
                is_path && !version.is_empty() && version.bytes().all(is_word)
            })
        }
        ImageIdForm::AzureUrn => {
            let parts: Vec<&str> = id.split(':').collect();
            let [publisher, offer, sku, version] = parts.as_slice() else { return false };
            let words = [publisher, offer, sku].iter().all(|part| !part.is_empty() && part.bytes().all(is_word));
            words && (version.eq_ignore_ascii_case("latest") || is_version(version))
        }
        ImageIdForm::AzureAlias => {
            let families = ["Win", "Ubuntu", "Debian", "CentOS", "RHEL", "Suse", "OpenSuse", "Flatcar"];
            let named = |family: &&str| id.strip_prefix(*family).is_some_and(|rest| !rest.is_empty());
            families.iter().any(named) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        ImageIdForm::AzureResource => {
            let roots = ["/subscriptions/", "/communitygalleries/", "/sharedgalleries/"];
            let lower = id.to_ascii_lowercase();
            roots.iter().any(|root| lower.strip_prefix(root).is_some_and(|rest| rest.contains("/images/")))
        }
        ImageIdForm::GceImage => {
            let hosts = ["https://www.googleapis.com/compute/", "https://compute.googleapis.com/compute/"];
            let versioned = hosts.iter().find_map(|host| id.strip_prefix(host)).and_then(|rest| rest.split_once('/'));
            let path = versioned.map_or(id, |(_, path)| path);
            let path = path.strip_prefix("//compute.googleapis.com/").unwrap_or(path);
            let parts = path.split('/');
            let is_part = |part: &str| part == "machineImages" || is_gce_name(part);
            path.len() <= 512 && parts.clone().count() <= 7 && parts.clone().all(is_part)
        }
        ImageIdForm::GlanceUuid => is_uuid(id),
        ImageIdForm::GlanceName => id.len() <= 255 && id.trim() == id && !id.contains(char::is_control),
        ImageIdForm::AlibabaImage => {
            let letters = |rest: &str| {
                rest.len() == 20 && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            };
            id.strip_prefix("m-").is_some_and(letters)
        }
        ImageIdForm::AlibabaBase => {
            id.strip_suffix(".vhd").is_some_and(|name| name.contains("_alibase_") && name.bytes().all(is_word))
        }
        ImageIdForm::Ocid => {
            let parts: Vec<&str> = id.split('.').collect();
            matches!(parts.as_slice(), ["ocid1", "image", realm, _, unique] if !realm.is_empty() && !unique.is_empty())
                && id.bytes().all(is_word)
        }
        ImageIdForm::IbmImage => {
            id.get(..4).is_some_and(|region| {
                region.starts_with('r')
                    && region.ends_with(is_digit)
                    && region.get(1..3).is_some_and(|digits| digits.chars().all(is_digit))
            }) && id.get(4..).and_then(|rest| rest.strip_prefix('-')).is_some_and(is_uuid)
        }
        ImageIdForm::Number => id.len() <= 20 && id.bytes().all(|byte| byte.is_ascii_digit()),
        ImageIdForm::Slug => {
            id.starts_with(|first: char| first.is_ascii_lowercase())
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
        }
    }
}

const fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let parts: Vec<&str> = text.split('-').collect();
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_ami(id: &str, digits: usize) -> bool {
    id.strip_prefix("ami-").is_some_and(|rest| rest.len() == digits && rest.bytes().all(is_hex))
}

/// What follows in the name of a resource of an AWS service, whatever its partition, region and account.
fn of_arn<'a>(id: &'a str, service: &str, kind: &str) -> Option<&'a str> {
    let parts: Vec<&str> = id.splitn(6, ':').collect();
    let ["arn", partition, of, _, _, resource] = parts.as_slice() else { return None };
    (partition.starts_with("aws") && *of == service).then(|| resource.strip_prefix(kind))?
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
    use crate::facts::image_id::is_well_formed;
    use crate::policy::catalog::ImageIdForm::{
        self, AlibabaBase, AlibabaImage, Ami, AzureAlias, AzureResource, AzureUrn, GceImage, GlanceName, GlanceUuid,
        IbmImage, Number, Ocid, OldAmi, Slug, SsmParameter,
    };

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
            &[Ami, OldAmi, SsmParameter],
            &[
                "ami-0123456789abcdef0",
                "ami-0abcdef1",
                "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id",
                "{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}",
                "{{ssm:/golden/ami}}",
                "resolve:ssm:golden-ami",
                "resolve:ssm:/golden/ami:3",
                "arn:aws:ssm:eu-central-1:123456789012:parameter/golden/ami",
                "arn:aws-us-gov:ec2:us-gov-west-1::image/ami-0123456789abcdef0",
            ],
            &[
                "ami-123",
                "ami-0123456789ABCDEF0",
                "i-0123456789abcdef0",
                "",
                "resolve:ssm:",
                "resolve:ssm:/a:",
                "{{resolve:ssm:/a b}}",
                "arn:aws:ec2:x::image/ami-1",
                "arn:aws:s3:::image/ami-0123456789abcdef0",
                "ami-0123456789abcdef0 ",
            ],
        );
        check(
            &[AzureUrn, AzureAlias, AzureResource],
            &[
                "Ubuntu2204",
                "Win2022Datacenter",
                "OpenLogic:CentOS:7_9:latest",
                "a:b:c:1.2.3",
                "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/images/z",
            ],
            &[
                "OpenLogic:CentOS:7_9",
                "a:b:c:newest",
                "a b:c:d:latest",
                "/subscriptions/x",
                "Ubuntu",
                "Ubuntu 2204",
                "Haiku2204",
            ],
        );
        check(
            &[GceImage],
            &[
                "https://compute.googleapis.com/compute/v1/projects/debian-cloud/global/images/family/debian-12",
                "https://www.googleapis.com/compute/beta/projects/debian-cloud/global/images/debian-12",
                "//compute.googleapis.com/projects/debian-cloud/global/images/debian-12",
                "projects/acme/global/machineImages/golden",
                "debian-cloud/debian-12",
                "debian-12",
                "family/debian-12",
                "projects/centos-cloud/global/images/family/centos-7",
            ],
            &["Debian-12", "x/../y", "a b", ""],
        );
        check(
            &[GlanceUuid, GlanceName],
            &["6f1cbd2e-0000-4000-8000-000000000000", "CentOS 7 (hardened)"],
            &["a\nb", " a", ""],
        );
        check(
            &[GlanceUuid],
            &["6F1CBD2E-0000-4000-8000-000000000000"],
            &["6f1cbd2e-0000-4000-8000-00000000000", "centos"],
        );
    }

    #[test]
    fn the_forms_beyond_the_seed() {
        check(
            &[AlibabaImage, AlibabaBase],
            &["m-bp67acfmxazb4p8a1b2c", "centos_7_9_x64_20G_alibase_20240628.vhd"],
            &["m-BP67", "m-bp67acfmxazb4p8a1b2", "centos_7_9_x64_20G_20240628.vhd", "a b_alibase_1.vhd"],
        );
        check(
            &[Ocid],
            &["ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexample", "ocid1.image.oc1..aaaaaaaaexample"],
            &["ocid1.instance.oc1.eu-frankfurt-1.aaaa", "ocid1.image.oc1", "ocid1.image..x.y"],
        );
        check(
            &[IbmImage],
            &["r006-6f1cbd2e-0000-4000-8000-000000000000"],
            &["r06-6f1cbd2e-0000-4000-8000-000000000000", "r006", "r006-x", "ü006-x"],
        );
        check(&[Number, Slug], &["123456789", "ubuntu-24-04-x64"], &["Ubuntu-24-04", "24-04-ubuntu", "a b", "-1"]);
    }
}
