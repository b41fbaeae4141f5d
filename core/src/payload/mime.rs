//! The script and user data of the organisation's own as one MIME multipart text, which cloud-init takes apart again.
//!
//! Multipart rather than one `#cloud-config` that holds the script: the organisation's part stays what they wrote, comments,
//! order and all, and a key that it has, such as `runcmd`, needs no merging with one of ours. For who takes nothing but a
//! `#cloud-config`, there is one beside it, where that can be made.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::words::words;

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

/// The longest line that a part may have as it is.
const LONGEST_LINE: usize = 998;

/// How many characters of base64 stand on a line.
const BASE64_LINE: usize = 76;

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

    /// The type and the name of its part. Scripts are run in the order of their names.
    const fn part(self) -> (&'static str, &'static str) {
        match self {
            Self::Shell => ("text/x-shellscript", "1-own.sh"),
            Self::CloudConfig => ("text/cloud-config", "1-own.cfg"),
            Self::Unknown => ("text/plain", "1-own.txt"),
        }
    }
}

/// Both in one text, the organisation's own first. The same texts give the same boundary, which stands in neither.
pub(crate) fn multipart(own: &str, script: &str, script_name: &str) -> String {
    // Nothing may stand before what tells the kind.
    let own = own.trim_start();
    let (kind, name) = PartKind::of(own).part();
    let parts = [part(kind, name, own), part("text/x-shellscript", &format!("2-{script_name}"), script)];
    let boundary = boundary(&parts);
    let mut text = format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\nMIME-Version: 1.0\n");
    for part in parts {
        let _ = write!(text, "\n--{boundary}\n{part}");
    }
    let _ = write!(text, "\n--{boundary}--\n");
    text
}

/// A part with its headers. What every reader takes as it is stays readable; all else, such as letters beyond ASCII, is in base64.
fn part(kind: &str, name: &str, content: &str) -> String {
    let is_plain = |letter: char| matches!(letter, '\t' | '\n' | ' '..='~');
    let readable = content.chars().all(is_plain) && content.lines().all(|line| line.len() <= LONGEST_LINE);
    let (encoding, body) =
        if readable { ("7bit", content.to_owned()) } else { ("base64", lines_of_base64(content.as_bytes())) };
    format!(
        "Content-Type: {kind}; charset=\"utf-8\"\nMIME-Version: 1.0\nContent-Transfer-Encoding: {encoding}\n\
         Content-Disposition: attachment; filename=\"{name}\"\n\n{body}"
    )
}

/// Bytes in base64, in lines as mail has them.
pub(super) fn lines_of_base64(content: &[u8]) -> String {
    let mut lines = String::new();
    for (index, letter) in BASE64_STANDARD.encode(content).chars().enumerate() {
        if index > 0 && index % BASE64_LINE == 0 {
            lines.push('\n');
        }
        lines.push(letter);
    }
    lines
}

/// A word that stands in none of the parts.
fn boundary(parts: &[String]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    loop {
        let digest = hash.clone().finalize();
        let word = digest.iter().take(8).fold("dynaboot-".to_owned(), |mut word, byte| {
            let _ = write!(word, "{byte:02x}");
            word
        });
        if !parts.iter().any(|part| part.contains(&word)) {
            return word;
        }
        hash.update(&word);
    }
}

#[cfg(test)]
mod tests {
    use super::{PartKind, multipart};

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

    #[test]
    fn what_is_not_plain_travels_in_base64() {
        let text = multipart("#!/bin/sh\necho é\n", "#!/bin/sh\ntrue\n", "dynaboot.sh");
        assert!(
            text.contains("Content-Transfer-Encoding: base64\n") && text.contains("\nIyEvYmluL3NoCmVjaG8gw6kK\n"),
            "{text}"
        );
        assert!(
            text.contains("Content-Transfer-Encoding: 7bit\n") && text.contains("\n#!/bin/sh\ntrue\n\n--dynaboot-"),
            "{text}"
        );
        assert_eq!(text, multipart("#!/bin/sh\necho é\n", "#!/bin/sh\ntrue\n", "dynaboot.sh"));
    }
}
