//! Who makes the image: the publisher's name, and what it says about the system.

use crate::choices::non_blank;
use crate::facts::{Facts, image_id};
use crate::policy::catalog::Publisher;
use crate::primitives::glob;

impl<'a> Facts<'a> {
    /// The publisher, chosen or told by the image's id.
    #[must_use]
    pub fn publisher(&self) -> Option<&'a str> {
        non_blank(self.choices.image.publisher.as_deref()).map(str::trim).or(self.inferred.publisher)
    }

    /// The publisher as the policy knows it, by the name or number that it goes by on the cloud.
    #[must_use]
    pub fn known_publisher(&self) -> Option<&'a Publisher> {
        image_id::known(self.publisher()?, self.cloud?.id, self.policy.document())
    }

    /// Whether the publisher makes images of the system; true where the publisher is not a known one.
    pub(super) fn publisher_makes_system(&self) -> bool {
        self.known_publisher().zip(self.system).is_none_or(|(publisher, system)| {
            publisher.systems.iter().any(|pattern| glob::matches(pattern, system.id.as_str()))
        })
    }

    /// Whether two names are one publisher's.
    pub(super) fn is_same_publisher(&self, name: &str, other: &str) -> bool {
        let known = |name| {
            let cloud = self.cloud?.id;
            Some(&image_id::known(name, cloud, self.policy.document())?.label)
        };
        name.eq_ignore_ascii_case(other) || known(name).zip(known(other)).is_some_and(|(name, other)| name == other)
    }
}
