//! The script as a `#cloud-config`, for portals and tools that take nothing else: it is written as a file, and run.
//!
//! The files stay where they are written, as scripts of user data do, beside which cloud-init keeps the user data itself: all of
//! it is root's alone. So the last command is the script, and what it ends with is what cloud-init tells.

use std::fmt::Write;

use super::gzip::gzip;
use super::mime::lines_of_base64;
use super::sized::count;
use crate::choices::{PartKind, non_blank};
use crate::facts::Facts;
use crate::policy::catalog::{CloudField, Family};
use crate::script::Script;

/// Where the files lie. What is in `/run` is lost by a reboot between writing and running, and may not be executed on Debian;
/// in `/tmp` anybody may be there first.
const HOME: &str = "/var/lib/dynaboot";

/// What has to stand in no part of the organisation's own: our keys, what says how keys are merged, and the lists of cloud-init's
/// modules, which may leave out those that write and run.
const REFUSED_KEYS: [&str; 7] = [
    "write_files",
    "runcmd",
    "merge_how",
    "merge_type",
    "cloud_init_modules",
    "cloud_config_modules",
    "cloud_final_modules",
];

/// What stands before a line of a file's content.
const INDENT: &str = "    ";

/// How contents are written.
#[derive(Clone, Copy)]
enum Packing {
    /// Line by line, where every reader of YAML takes those for the same lines.
    Readable,
    /// In as few bytes as can be.
    Small,
}

/// A file, and the command that runs it.
struct File<'a> {
    path: String,
    content: &'a str,
    by_shell: &'static str,
}

/// The text, in which `maker` says who made it: readable where it fits, else with its files compressed. A script of the
/// organisation's own is run before the other, by what its first line names.
///
/// `None` where no cloud-init takes user data apart, where it does not fit, and where the organisation's own part is neither a
/// script nor a `#cloud-config` that keys can be added to, whose last line then has an end. A part that is no YAML at all is not found here: cloud-init takes
/// nothing of such a text, while in the payload's MIME text the script is a part by itself.
pub(crate) fn cloud_config(script: &Script, maker: &str, facts: &Facts<'_>) -> Option<String> {
    let delivery = facts.delivery.filter(|delivery| delivery.takes_parts)?;
    facts.system.filter(|system| system.family == Family::Linux)?;
    // Nothing may stand before what tells the kind.
    let own = non_blank(facts.choices.user_part.as_deref()).map(str::trim_start);
    let (before, own_script) = match own.map(|own| (PartKind::of(own), own)) {
        None => ("#cloud-config", None),
        Some((PartKind::Shell, own)) => ("#cloud-config", Some(own)),
        Some((PartKind::CloudConfig, own)) if can_be_continued(own) => (own, None),
        Some(_) => return None,
    };
    let file = |name: &str, content, by_shell| File { path: format!("{HOME}/{name}"), content, by_shell };
    let own_file = own_script.map(|own| file("own.sh", own, ""));
    let files: Vec<File<'_>> = own_file.into_iter().chain([file(&script.file_name, &script.text, "sh, ")]).collect();
    let line_end = if before.ends_with('\n') { "" } else { "\n" };
    let head = format!("{before}{line_end}# {}\n", maker.replace(|letter| !is_in_line(letter), " "));
    let written = |packing| head.clone() + &keys(&files, packing);
    [Packing::Readable, Packing::Small].into_iter().map(written).find(|text| fits(text, delivery.field))
}

fn fits(text: &str, field: &CloudField) -> bool {
    count(text.len(), field.counted_as) <= field.limit
}

/// The keys that write the files and run them, in this order.
fn keys(files: &[File<'_>], packing: Packing) -> String {
    let mut text = String::from("write_files:\n");
    for File { path, content, .. } in files {
        let _ = write!(text, "- path: {path}\n  owner: root:root\n  permissions: \"0700\"\n");
        text.push_str(&self::content(content, packing));
    }
    text.push_str("runcmd:\n");
    for File { path, by_shell, .. } in files {
        let _ = writeln!(text, "- [{by_shell}{path}]");
    }
    text
}

/// The only way in which a text of others enters: as lines that are all indented.
fn content(text: &str, packing: Packing) -> String {
    let readable = is_readable(text).then(|| {
        let (kind, lines) = text.strip_suffix('\n').map_or(("|-", text), |lines| ("|", lines));
        block(kind, lines)
    });
    let in_base64 = || format!("  encoding: b64\n{}", block("|", &lines_of_base64(text.as_bytes())));
    let plain = readable.unwrap_or_else(in_base64);
    match packing {
        Packing::Readable => plain,
        Packing::Small => {
            let compressed = gzip(text.as_bytes(), plain.len());
            let lines = compressed.map(|compressed| block("|", &lines_of_base64(&compressed)));
            let compressed = lines.map(|lines| format!("  encoding: gz+b64\n{lines}"));
            compressed.ok().filter(|compressed| compressed.len() < plain.len()).unwrap_or(plain)
        }
    }
}

/// Whether each reader, and each editor on the way, leaves the lines as they are: without letters beyond ASCII, white space that is
/// seen by nobody, or empty lines at the end. The first line, which says how far all are indented, begins with no space.
fn is_readable(text: &str) -> bool {
    let is_white = |byte: u8| matches!(byte, b'\t' | b' ');
    let mut before = b'\n';
    // Byte by byte, in one go: every answer asks this of its whole script.
    let are_plain = text.bytes().all(|byte| {
        let is_plain = if byte == b'\n' { !is_white(before) } else { is_white(byte) || byte.is_ascii_graphic() };
        before = byte;
        is_plain
    });
    are_plain && text.starts_with("#!") && !text.ends_with("\n\n") && !is_white(before)
}

/// Lines as a block of YAML.
fn block(kind: &str, lines: &str) -> String {
    let mut text = String::with_capacity(lines.len() + lines.len() / 4);
    for part in ["  content: ", kind, "\n"] {
        text.push_str(part);
    }
    for line in lines.split('\n') {
        if !line.is_empty() {
            text.push_str(INDENT);
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Whether keys can be added at the end of a `#cloud-config`, unread but for its first column: a mapping with plain keys, none of
/// them refused. What looks like a key deeper in is none.
fn can_be_continued(own: &str) -> bool {
    let mut begun = false;
    let is_safe = |line: &str| {
        let rest = line.trim_start_matches(' ');
        match rest.chars().next() {
            None | Some('#') => true,
            Some('\t') => false,
            // Before the first key, a mapping would be indented as a whole, or a list.
            Some(_) if rest.len() < line.len() => begun,
            Some('-') => begun && (line == "-" || line.starts_with("- ")),
            Some(_) => {
                begun = true;
                key(line).is_some_and(|key| !REFUSED_KEYS.contains(&key))
            }
        }
    };
    own.chars().all(|letter| letter == '\n' || is_in_line(letter)) && own.lines().all(is_safe)
}

/// Whether every reader of YAML takes this for a letter within a line: old ones know no letters of more than 16 bits.
fn is_in_line(letter: char) -> bool {
    matches!(letter, '\t' | ' '..='~' | '\u{a0}'..='\u{fffd}')
        && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The key that a line begins with, when it needs neither quotes nor another mark of YAML's.
fn key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let begins_plain = key.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_');
    (begins_plain && key.chars().all(is_plain) && (value.is_empty() || value.starts_with(' '))).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{Packing, can_be_continued, content};

    #[test]
    fn only_a_plain_mapping_without_our_keys_is_continued() {
        for (rest, expected) in [
            ("", true),
            ("\n# Nothing.\n", true),
            ("\npackages: [git]\n", true),
            ("\npackages:\n- git\n-\n  - tmux\n\ntimezone: UTC", true),
            ("\nfinal_message: |\n  runcmd: is no key here\n  write_files: neither\n", true),
            ("\nusers: &all\n  - default\nother: *all # runcmd:\n", true),
            ("\nbootcmd:\n- 'runcmd: no'\n- runcmd: [no]\n", true),
            ("\nfinal_message: für alle\n", true),
            ("\nruncmd: [ls]\n", false),
            ("\nwrite_files:\n- path: /etc/own\n", false),
            ("\nmerge_how: dict(recurse_array)+list(append)\n", false),
            ("\nmerge_type: dict()+list(append)\n", false),
            ("\ncloud_config_modules: [locale]\n", false),
            // The same key, spelt otherwise.
            ("\n\"runcmd\": [ls]\n", false),
            ("\n'runcmd': [ls]\n", false),
            ("\n\"\\x72uncmd\": [ls]\n", false),
            ("\nruncmd : [ls]\n", false),
            ("\nruncmd:\t[ls]\n", false),
            ("\n? runcmd\n: [ls]\n", false),
            ("\n!!str runcmd: [ls]\n", false),
            ("\n&a runcmd: [ls]\n", false),
            ("\n<<: {runcmd: [ls]}\n", false),
            // Lines for a reader of YAML, and not for one of text.
            ("\npackages: [git]\rruncmd: [ls]\n", false),
            ("\npackages: [git]\u{85}runcmd: [ls]\n", false),
            ("\npackages: [git]\u{2028}runcmd: [ls]\n", false),
            ("\nfinal_message: \u{1f389}\n", false),
            ("\r\npackages: [git]\r\n", false),
            // No mapping at all, one that is indented, or more than one.
            ("\n{packages: [git]}\n", false),
            ("\n- packages\n", false),
            ("\n  packages: [git]\n  runcmd: [ls]\n", false),
            ("\n---\npackages: [git]\n", false),
            ("\npackages: [git]\n...\n", false),
            ("\npackages: [git]\n--- {}\n", false),
            ("\n%YAML 1.1\n", false),
            ("\npackages: [\ngit\n]\n", false),
            ("\npackages:git\n", false),
            ("\npackages:\n\t- git\n", false),
            ("\npackages:\n  \t- git\n", false),
            ("\npackages: [git]\0\n", false),
        ] {
            assert_eq!(can_be_continued(&format!("#cloud-config{rest}")), expected, "{rest:?}");
        }
    }

    #[test]
    fn what_a_reader_could_change_travels_in_base64() {
        for (text, expected) in [
            ("#!/bin/sh\n\n\ttrue: [\n", "  content: |\n    #!/bin/sh\n\n    \ttrue: [\n"),
            ("#!/bin/sh\n---", "  content: |-\n    #!/bin/sh\n    ---\n"),
            ("#!/bin/sh\n\n", "  encoding: b64\n  content: |\n    IyEvYmluL3NoCgo=\n"),
            ("#!/bin/sh\n:\t", "  encoding: b64\n  content: |\n    IyEvYmluL3NoCjoJ\n"),
            ("#!/bin/sh \n", "  encoding: b64\n  content: |\n    IyEvYmluL3NoIAo=\n"),
            ("#!/bin/sh\n\t\n", "  encoding: b64\n  content: |\n    IyEvYmluL3NoCgkK\n"),
            ("#!/bin/sh\r\n", "  encoding: b64\n  content: |\n    IyEvYmluL3NoDQo=\n"),
            ("#!/bin/sh\n:é\n", "  encoding: b64\n  content: |\n    IyEvYmluL3NoCjrDqQo=\n"),
        ] {
            assert_eq!(content(text, Packing::Readable), expected, "{text:?}");
            // Compressed, so little is more.
            assert_eq!(content(text, Packing::Small), expected, "{text:?}");
        }
        let long = content(&format!("#!/bin/sh\n{}", "echo again\n".repeat(99)), Packing::Small);
        assert!(long.starts_with("  encoding: gz+b64\n  content: |\n    H4sI") && long.len() < 200, "{long}");
    }
}
