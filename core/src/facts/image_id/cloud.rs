//! Which cloud an image's id is from.

use crate::facts::image_id::form;
use crate::policy::Policy;
use crate::policy::catalog::ImageIdForm;
use crate::primitives::ids::CloudId;

/// The cloud that alone writes its ids in the form of this one; `None` for a name that several could have.
#[must_use]
pub fn cloud_of<'a>(id: &str, policy: &'a Policy) -> Option<&'a CloudId> {
    let tells = |known: &ImageIdForm| is_telling(*known, id) && form(id, &[*known]).is_some();
    let mut clouds = policy.document().clouds.iter().filter(|(_, cloud)| cloud.image_ids.iter().any(tells));
    let (cloud, _) = clouds.next()?;
    clouds.next().is_none().then_some(cloud)
}

/// Whether an id of a form says by itself whose it is: where a bare word will do, the form alone says nothing.
fn is_telling(form: ImageIdForm, id: &str) -> bool {
    match form {
        ImageIdForm::AzureAlias | ImageIdForm::GlanceName | ImageIdForm::Number | ImageIdForm::Slug => false,
        ImageIdForm::GceImage => id.contains("projects/") && id.contains("/images/"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::cloud_of;
    use crate::policy::Policy;
    use crate::primitives::ids::CloudId;

    #[test]
    fn an_id_in_a_form_of_one_cloud_tells_it() {
        let policy = Policy::builtin().unwrap();
        for (id, cloud) in [
            ("ami-0123456789abcdef0", Some("aws")),
            ("ami-0123456", None),
            ("OpenLogic:CentOS:7_9:latest", Some("azure")),
            ("projects/centos-cloud/global/images/family/centos-7", Some("google")),
            ("6f1cbd2e-0000-4000-8000-000000000000", Some("openstack")),
            ("debian-12", None),
            ("CentOS 7 (hardened)", None),
            ("6f1cbd2e-0000-4000-8000", None),
            ("", None),
        ] {
            assert_eq!(cloud_of(id, &policy).map(CloudId::as_str), cloud, "{id}");
        }
    }
}
