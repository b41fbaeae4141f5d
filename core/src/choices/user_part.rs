//! What user data of an organisation's own is.

use crate::primitives::words::words;

words! {
    /// What user data of somebody's own is, as cloud-init tells it by its first words.
    pub enum PartKind {
        /// A script, which begins with `#!`.
        Shell = "shell",
        /// A `#cloud-config`.
        CloudConfig = "cloudConfig",
        /// Neither.
        Unknown = "unknown",
    }
}

impl PartKind {
    /// Tells the kind as cloud-init does: by its beginning in lower case, white space before it passed over.
    #[must_use]
    pub fn of(part: &str) -> Self {
        let beginning: String = part.trim_start().chars().take(16).collect::<String>().to_ascii_lowercase();
        let is_cloud_config = beginning
            .strip_prefix("#cloud-config")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        match () {
            () if beginning.starts_with("#!") => Self::Shell,
            () if is_cloud_config => Self::CloudConfig,
            () => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PartKind;

    #[test]
    fn kinds_are_told_as_cloud_init_tells_them() {
        for (part, kind) in [
            ("#!/bin/sh\ntrue\n", PartKind::Shell),
            ("\n  #!/bin/sh\n", PartKind::Shell),
            ("#cloud-config\npackages: [git]\n", PartKind::CloudConfig),
            ("#Cloud-Config", PartKind::CloudConfig),
            ("#cloud-config-archive\n- a\n", PartKind::Unknown),
            ("#include\nhttps://example.com\n", PartKind::Unknown),
            ("packages: [git]\n", PartKind::Unknown),
            ("\u{feff}#!/bin/sh\n", PartKind::Unknown),
        ] {
            assert_eq!(PartKind::of(part), kind, "{part:?}");
        }
    }
}
