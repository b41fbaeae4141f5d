//! What the id of an image tells about the image.

use crate::choices::{Arch, ImageSource};
use crate::facts::image_id::form;
use crate::policy::PolicyDocument;
use crate::policy::catalog::{Cloud, ImageIdForm, Named, Publisher, System};
use crate::primitives::effort::Effort;
use crate::primitives::glob;
use crate::primitives::ids::{CloudId, SystemId};

/// What an id tells; nothing is guessed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Told<'a> {
    /// The system in the image.
    pub(crate) system: Option<Named<'a, SystemId, System>>,
    /// Who published the image, as the id names it.
    pub(crate) publisher: Option<&'a str>,
    /// Whose image it is, seen from the user.
    pub(crate) source: Option<ImageSource>,
    /// The processor architecture that the image is for.
    pub(crate) arch: Option<Arch>,
}

impl<'a> Told<'a> {
    /// Reads an id as a cloud writes it.
    pub(crate) fn by(
        id: &'a str,
        cloud: Named<'_, CloudId, Cloud>,
        document: &'a PolicyDocument,
        effort: &Effort,
    ) -> Self {
        let fits = |pattern: &String| effort.spend(glob::effort(pattern, id)) && glob::matches(pattern, id);
        let tells = |system: &System| system.image_ids.get(cloud.id).is_some_and(|globs| globs.iter().any(fits));
        let system = document.systems.iter().find(|(_, system)| tells(system)).map(Named::from);
        let Some(form) = form(id, &cloud.image_ids) else {
            return Self { system, ..Self::default() };
        };
        let publisher = publisher(id, form);
        let listed = publisher.is_some_and(|name| known(name, cloud.id, document).is_some());
        Self { system, publisher, source: source(id, form, listed), arch: arch(id, form) }
    }
}

/// The publisher or owner that goes by a name or a number on a cloud.
pub(crate) fn known<'a>(name: &str, cloud: &CloudId, document: &'a PolicyDocument) -> Option<&'a Publisher> {
    let goes_by = |publisher: &Publisher| {
        publisher.names.get(cloud).is_some_and(|names| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
    };
    document.publishers.values().find(|publisher| goes_by(publisher))
}

fn publisher(id: &str, form: ImageIdForm) -> Option<&str> {
    match form {
        ImageIdForm::AzureUrn => id.split(':').next(),
        ImageIdForm::GceImage => {
            let project = id.split_once("projects/").and_then(|(_, path)| path.split('/').next());
            // A project and its image or family, without the words between.
            let short = || {
                id.split_once('/')
                    .filter(|(project, name)| !matches!(*project, "family" | "global") && !name.contains('/'))
            };
            project.or_else(|| short().map(|(project, _)| project))
        }
        ImageIdForm::SsmParameter => {
            let (_, path) = id.split_once("/aws/service/")?;
            let name = path.split('/').next()?;
            // Amazon's own begin with the word; the others with their publishers.
            Some(if name.starts_with("ami-") { "amazon" } else { name })
        }
        _ => None,
    }
}

/// Whose image it is. `listed` says that its publisher is one of those whose images the cloud offers to all.
fn source(id: &str, form: ImageIdForm, listed: bool) -> Option<ImageSource> {
    match form {
        ImageIdForm::AzureUrn | ImageIdForm::AzureAlias | ImageIdForm::AlibabaBase | ImageIdForm::Slug => {
            Some(ImageSource::Public)
        }
        ImageIdForm::SsmParameter | ImageIdForm::GceImage if listed => Some(ImageSource::Public),
        // Galleries are shared with others, or by others.
        ImageIdForm::AzureResource if id.to_ascii_lowercase().starts_with("/subscriptions/") => {
            Some(ImageSource::Custom)
        }
        _ => None,
    }
}

/// The architecture, where the cloud itself makes the id of such words; what people call their images proves nothing.
fn arch(id: &str, form: ImageIdForm) -> Option<Arch> {
    let made_by_the_cloud = matches!(
        form,
        ImageIdForm::SsmParameter
            | ImageIdForm::AzureUrn
            | ImageIdForm::GceImage
            | ImageIdForm::AlibabaBase
            | ImageIdForm::Slug
    );
    let mut words = id.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|_| made_by_the_cloud);
    words.find_map(|word| match word.to_ascii_lowercase().as_str() {
        "arm64" | "aarch64" => Some(Arch::Arm64),
        "amd64" | "x64" | "x86" => Some(Arch::X86_64),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::Told;
    use crate::choices::Arch::{self, Arm64, X86_64};
    use crate::choices::ImageSource::{self, Custom, Public};
    use crate::policy::Policy;
    use crate::primitives::effort::Effort;
    use crate::primitives::ids::CloudId;

    type Expected = (Option<&'static str>, Option<&'static str>, Option<ImageSource>, Option<Arch>);

    #[test]
    fn what_ids_tell() {
        let policy = Policy::builtin().unwrap();
        let document = policy.document();
        let cases: [(&str, &str, Expected); 15] = [
            ("azure", "OpenLogic:CentOS:7_9:latest", (Some("centos-7"), Some("OpenLogic"), Some(Public), None)),
            ("azure", "Ubuntu2204", (Some("ubuntu-22.04"), None, Some(Public), None)),
            (
                "azure",
                "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/images/web",
                (None, None, Some(Custom), None),
            ),
            ("azure", "/CommunityGalleries/g/images/web", (None, None, None, None)),
            (
                "azure",
                "Canonical:ubuntu-24_04-lts:server-arm64:latest",
                (Some("ubuntu-24.04"), Some("Canonical"), Some(Public), Some(Arm64)),
            ),
            (
                "google",
                "projects/centos-cloud/global/images/family/centos-7",
                (Some("centos-7"), Some("centos-cloud"), Some(Public), None),
            ),
            ("google", "projects/acme/global/images/family/centos-7", (Some("centos-7"), Some("acme"), None, None)),
            ("google", "family/debian-12-arm64", (Some("debian-12"), None, None, Some(Arm64))),
            (
                "aws",
                "resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id",
                (Some("ubuntu-24.04"), Some("canonical"), Some(Public), Some(Arm64)),
            ),
            (
                "aws",
                "resolve:ssm:/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
                (Some("windows-2022"), Some("amazon"), Some(Public), None),
            ),
            ("aws", "resolve:ssm:/acme/images/web", (None, None, None, None)),
            ("aws", "ami-0123456789abcdef0", (None, None, None, None)),
            // An AMI's name is no id, and still tells its system.
            ("aws", "RHEL-7.9_HVM-20221027-x86_64-0-Hourly2-GP2", (Some("rhel-7"), None, None, None)),
            (
                "alibaba",
                "centos_7_9_x64_20G_alibase_20240628.vhd",
                (Some("centos-7"), None, Some(Public), Some(X86_64)),
            ),
            ("openstack", "centos-7-arm64", (None, None, None, None)),
        ];
        for (cloud, id, expected) in cases {
            let entry = document.clouds.get_key_value(&CloudId::from(cloud)).unwrap().into();
            let told = Told::by(id, entry, document, &Effort::default());
            let system = told.system.map(|system| system.id.as_str());
            assert_eq!((system, told.publisher, told.source, told.arch), expected, "{cloud} {id}");
        }
    }
}
