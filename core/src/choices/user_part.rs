//! What user data of an organisation's own is.

use crate::primitives::words::words;

words! {
    /// What user data of somebody's own is, as cloud-init tells it by its first words.
    pub enum PartKind {
        /// A script, which begins with `#!`.
        Shell = "shell",
        /// A `#cloud-config`.
        CloudConfig = "cloudConfig",
        /// A `#cloud-config-archive`, a list of parts.
        CloudConfigArchive = "cloudConfigArchive",
        /// A `#cloud-config-jsonp`, a patch of the other parts.
        CloudConfigPatch = "cloudConfigPatch",
        /// Several parts in one MIME text.
        Mime = "mime",
        /// A `#cloud-boothook`, run at each boot before all else.
        Boothook = "boothook",
        /// An `#include`, a list of URLs of parts.
        Include = "include",
        /// An `#include-once`.
        IncludeOnce = "includeOnce",
        /// A `## template: jinja` of another part.
        Jinja = "jinja",
        /// A `#part-handler`, which reads the parts after it.
        PartHandler = "partHandler",
        /// Nothing that cloud-init reads.
        Unknown = "unknown",
    }
}

/// How each kind begins, in lower case, the longer ones before those that they begin with.
const BEGINNINGS: [(&str, PartKind); 11] = [
    ("#!", PartKind::Shell),
    ("#cloud-config-archive", PartKind::CloudConfigArchive),
    ("#cloud-config-jsonp", PartKind::CloudConfigPatch),
    ("#cloud-config", PartKind::CloudConfig),
    ("#cloud-boothook", PartKind::Boothook),
    ("#include-once", PartKind::IncludeOnce),
    ("#include", PartKind::Include),
    ("## template: jinja", PartKind::Jinja),
    ("#part-handler", PartKind::PartHandler),
    ("content-type: multipart/", PartKind::Mime),
    ("mime-version:", PartKind::Mime),
];

impl PartKind {
    /// Tells the kind as cloud-init does: by its beginning in lower case, white space before it passed over.
    #[must_use]
    pub fn of(part: &str) -> Self {
        let beginning: String = part.trim_start().chars().take(32).collect::<String>().to_ascii_lowercase();
        let begins = |(start, kind): &&(&str, Self)| {
            let whole = matches!(kind, Self::Shell | Self::Mime);
            let ends = |rest: &str| whole || rest.is_empty() || rest.starts_with(char::is_whitespace);
            beginning.strip_prefix(start).is_some_and(ends)
        };
        BEGINNINGS.iter().find(begins).map_or(Self::Unknown, |(_, kind)| *kind)
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
            ("#cloud-config-archive\n- a\n", PartKind::CloudConfigArchive),
            ("#cloud-config-jsonp\n[]\n", PartKind::CloudConfigPatch),
            ("#include\nhttps://example.com\n", PartKind::Include),
            ("#include-once\nhttps://example.com\n", PartKind::IncludeOnce),
            ("#cloud-boothook\n#!/bin/sh\n", PartKind::Boothook),
            ("## template: jinja\n#cloud-config\n", PartKind::Jinja),
            ("#part-handler\ndef list_types(): pass\n", PartKind::PartHandler),
            ("Content-Type: multipart/mixed; boundary=\"x\"\nMIME-Version: 1.0\n", PartKind::Mime),
            ("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n", PartKind::Mime),
            ("packages: [git]\n", PartKind::Unknown),
            ("#cloud-configuration\n", PartKind::Unknown),
            ("\u{feff}#!/bin/sh\n", PartKind::Unknown),
        ] {
            assert_eq!(PartKind::of(part), kind, "{part:?}");
        }
    }
}
