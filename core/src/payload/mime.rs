//! The script and user data of the organisation's own as one MIME multipart text, which cloud-init takes apart again.
//!
//! Multipart rather than one `#cloud-config` that holds the script: the organisation's part stays what they wrote, comments,
//! order and all, and a key that it has, such as `runcmd`, needs no merging with one of ours. For who takes nothing but a
//! `#cloud-config`, there is one beside it, where that can be made.

use std::fmt::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::choices::PartKind;

/// The longest line that a part may have as it is.
const LONGEST_LINE: usize = 998;

/// How many characters of base64 stand on a line.
const BASE64_LINE: usize = 76;

/// The type and the name of a part of this kind. Scripts are run in the order of their names.
const fn header(kind: PartKind) -> (&'static str, &'static str) {
    match kind {
        PartKind::Shell => ("text/x-shellscript", "1-own.sh"),
        PartKind::CloudConfig => ("text/cloud-config", "1-own.cfg"),
        PartKind::CloudConfigArchive => ("text/cloud-config-archive", "1-own.cfg"),
        PartKind::CloudConfigPatch => ("text/cloud-config-jsonp", "1-own.json"),
        PartKind::Boothook => ("text/cloud-boothook", "1-own.sh"),
        PartKind::Include => ("text/x-include-url", "1-own.txt"),
        PartKind::IncludeOnce => ("text/x-include-once-url", "1-own.txt"),
        PartKind::Jinja => ("text/jinja2", "1-own.txt"),
        PartKind::PartHandler => ("text/part-handler", "1-own.py"),
        // It has headers of its own.
        PartKind::Mime => ("multipart/mixed", "1-own.mime"),
        PartKind::Unknown => ("text/plain", "1-own.txt"),
    }
}

/// Both in one text, the organisation's own first. The same texts give the same boundary, which stands in neither.
pub(crate) fn multipart(own: &str, script: &str, script_name: &str) -> String {
    // Nothing may stand before what tells the kind.
    let own = own.trim_start();
    let (kind, name) = header(PartKind::of(own));
    let own = match PartKind::of(own) {
        // cloud-init walks into a part that has parts.
        PartKind::Mime => own.to_owned(),
        _ => part(kind, name, own),
    };
    let parts = [own, part("text/x-shellscript", &format!("2-{script_name}"), script)];
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
    use super::multipart;

    #[test]
    fn each_kind_is_a_part_of_its_type() {
        for (own, kind) in [
            ("#cloud-boothook\n#!/bin/sh\n", "text/cloud-boothook"),
            ("#include\nhttps://example.com/part\n", "text/x-include-url"),
            ("## template: jinja\n#cloud-config\n", "text/jinja2"),
            ("#part-handler\n", "text/part-handler"),
            ("#cloud-config-archive\n", "text/cloud-config-archive"),
        ] {
            let text = multipart(own, "#!/bin/sh\ntrue\n", "dynaboot.sh");
            assert!(text.contains(&format!("\nContent-Type: {kind}; charset=\"utf-8\"\n")), "{text}");
        }
        let own = "Content-Type: multipart/mixed; boundary=\"eks\"\nMIME-Version: 1.0\n\n--eks\nContent-Type: text/cloud-config\n\n#cloud-config\n--eks--\n";
        let text = multipart(own, "#!/bin/sh\ntrue\n", "dynaboot.sh");
        assert!(text.contains(&format!("\n{own}\n--dynaboot-")) && text.contains("2-dynaboot.sh"), "{text}");
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
