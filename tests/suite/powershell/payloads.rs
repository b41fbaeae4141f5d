//! The script in each cloud's own envelope: the form that its runner knows, the size that it takes, and the script whole inside.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use dynaboot_core::script::windows::SETTINGS;
use dynaboot_core::{Assessment, Encoding, Payload, Policy, Verdict, Version, resolve};
use flate2::read::DeflateDecoder;
use serde_json::{Value, json};

use super::language::{broken, faults};
use super::versions::Versions;
use super::{SYSTEMS, answer, full, least, script, section};

#[track_caller]
fn payload(answer: &Assessment) -> &Payload {
    answer.payload.as_ref().unwrap_or_else(|| panic!("{:?}", answer.report.findings))
}

/// What stands in an envelope, by the form that the runner wants.
#[track_caller]
fn open(payload: &Payload) -> String {
    let content = &payload.content;
    let field = payload.field.as_str();
    let opened = match (field, payload.file_name.as_str()) {
        ("UserData", _) if content.starts_with('[') => content.strip_prefix("[powershell]\r\n").map(str::to_owned),
        ("UserData", _) => {
            let inner =
                content.strip_prefix("<powershell>\r\n").and_then(|rest| rest.strip_suffix("</powershell>\r\n"));
            assert!(!inner.unwrap_or_default().contains('<'), "nothing inside can be taken for a tag");
            inner.map(str::to_owned)
        }
        ("user_data", _) => content.strip_prefix("#ps1_sysnative\r\n").map(str::to_owned),
        ("CustomScriptExtension.protectedSettings", _) => {
            let settings: Value = serde_json::from_str(content).unwrap();
            assert_eq!(settings.as_object().unwrap().len(), 1, "the extension takes no other settings here");
            settings["commandToExecute"].as_str().map(str::to_owned)
        }
        _ => Some(content.clone()),
    };
    opened.unwrap_or_else(|| panic!("{field}: {content}"))
}

/// The script that travels in another, inflated by another library than the one that the stub calls.
fn inflate(stub: &str) -> Option<String> {
    let packed = stub.split_once("FromBase64String('")?.1.split_once("')")?.0;
    let mut text = String::new();
    DeflateDecoder::new(BASE64_STANDARD.decode(packed).unwrap().as_slice()).read_to_string(&mut text).unwrap();
    Some(text)
}

/// A script without comments and indentation, but for its settings: line by line, as a reader would do it.
fn bare(text: &str, settings: &str) -> String {
    let (before, after) = text.split_once(settings).unwrap();
    let strip = |text: &str| {
        let lines = text.split("\r\n").map(|line| line.trim_start_matches(' ').trim_end());
        lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect::<String>()
    };
    strip(before) + settings + &strip(after)
}

/// Whether two texts are the same program but for blanks and for the names that it gives its functions and variables: word by
/// word, and each name has one other.
fn differs_by_names_alone(long: &str, short: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = vec![String::new()];
        for letter in text.chars() {
            let joins = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '$');
            match words.last_mut() {
                Some(word) if joins(letter) && letter != '$' && word.chars().all(joins) => word.push(letter),
                _ => words.push(letter.into()),
            }
        }
        words.retain(|word| word != " ");
        words.extend(quoted_blanks(text));
        words
    };
    let (long, short) = (words(long), words(short));
    let mut there = std::collections::BTreeMap::new();
    let mut back = std::collections::BTreeMap::new();
    long.len() == short.len()
        && long.iter().zip(&short).all(|(long, short)| {
            // A name has one other at all its places, unless it stays: as a key or a parameter's name it is another thing.
            long == short
                || (there.entry(long.to_ascii_lowercase()).or_insert(short) == &short
                    && back.entry(short.clone()).or_insert(long.to_ascii_lowercase()) == &long.to_ascii_lowercase())
        })
}

/// How many blanks each text in quotes has.
fn quoted_blanks(text: &str) -> Vec<String> {
    let mut blanks = Vec::new();
    let mut letters = text.chars();
    while let Some(open) = letters.find(|letter| matches!(letter, '\'' | '"')) {
        let mut count = 0;
        while let Some(letter) = letters.next().filter(|letter| *letter != open) {
            match letter {
                ' ' => count += 1,
                '`' if open == '"' => drop(letters.next()),
                _ => {}
            }
        }
        blanks.push(count.to_string());
    }
    blanks
}

#[test]
fn every_cloud_takes_its_payload() {
    for (cloud, field, limit, counted_as) in [
        ("aws", "UserData", 16_384, "before base64"),
        ("azure", "CustomScriptExtension.protectedSettings", 8_150, "as a command line"),
        ("google", "windows-startup-script-ps1", 262_144, "as it is"),
        ("openstack", "user_data", 65_535, "after base64"),
        ("alibaba", "UserData", 32_768, "before base64"),
    ] {
        for system in SYSTEMS {
            // The table refuses 2016 on Google and Alibaba, whatever the mechanics say.
            if system == "windows-2016" && matches!(cloud, "google" | "alibaba") {
                continue;
            }
            // Alibaba's launcher is on 2008 R2 and later.
            if (cloud, system) == ("alibaba", "windows-2008") {
                continue;
            }
            for agent in ["cloudcenter", "generic"] {
                for choices in [full(cloud, system, agent), least(cloud, system, agent)] {
                    let answer = answer(&choices);
                    let good = matches!(answer.report.verdict, Verdict::Ready | Verdict::ReadyWithWarnings);
                    assert!(good, "{choices}\n{:#?}", answer.report.findings);
                    let payload = payload(&answer);
                    assert_eq!((payload.field.as_str(), payload.limit, payload.counted_as), (field, limit, counted_as));
                    assert_eq!((payload.encoding, payload.left >= 0), (Encoding::Raw, true), "{cloud} {system}");
                    assert!(payload.content.is_ascii(), "no runner has to guess an encoding");
                    check_inside(payload, answer.script.as_ref().unwrap());
                }
            }
        }
    }
}

#[track_caller]
fn check_inside(payload: &Payload, script: &dynaboot_core::script::Script) {
    let opened = open(payload);
    let length =
        u32::try_from(if payload.counted_as == "as a command line" { &opened } else { &payload.content }.len())
            .unwrap();
    let counted = if payload.counted_as == "after base64" { length.div_ceil(3) * 4 } else { length };
    assert_eq!(payload.bytes, counted);
    let settings = section(script, SETTINGS);
    match inflate(&opened) {
        Some(text) => {
            let bare = bare(&script.text, settings);
            assert!(text == script.text || differs_by_names_alone(&bare, &text), "another script inside:\n{text}");
            assert!(text.contains(settings), "values stay as they are");
            assert_eq!(broken(&text), None);
        }
        None if opened == script.text => {}
        None => {
            let (head, text) = opened.split_once("\n# dynaboot.ps1 has its comments.\n").unwrap();
            assert!(head.starts_with("# Made by dynaboot ") && script.text.starts_with(head));
            let bare = bare(&script.text, settings);
            assert!(text == bare || differs_by_names_alone(&bare, text), "another script inside:\n{text}");
            assert_eq!(broken(&opened), None);
        }
    }
}

/// As it is where that fits, else without its comments; packed where neither does, and then the answer says why.
#[test]
fn a_script_is_packed_only_where_it_must_be() {
    let mut large = full("aws", "windows-2022", "generic");
    let numbers = (0..600_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string());
    large["bundleStore"]["caCertificate"] =
        json!(super::CERTIFICATE.replace("QUJD", &BASE64_STANDARD.encode(numbers.collect::<String>())));
    let with_value = |cloud: &str, value: &str| {
        let mut choices = least(cloud, "windows-2022", "generic");
        choices["agent"]["settings"]["installCommand"] = json!(format!("setup.exe {value}"));
        choices
    };
    for (choices, packed) in [
        (least("google", "windows-2022", "generic"), None),
        (least("aws", "windows-2022", "generic"), None),
        (least("alibaba", "windows-2022", "generic"), None),
        (least("azure", "windows-2022", "generic"), Some("the field is one command line")),
        (large, Some("longer than the field takes")),
        (with_value("aws", "<x>"), Some("a tag of its own")),
        (with_value("alibaba", "<x>"), None),
        (with_value("openstack", "é"), Some("letters beyond ASCII")),
    ] {
        let answer = answer(&choices);
        let told = answer.report.findings.iter().find(|finding| finding.rule == "payload-is-plain-text");
        assert_eq!(inflate(&open(payload(&answer))).is_some(), packed.is_some(), "{choices}");
        assert_eq!(told.is_some(), packed.is_some(), "{choices}");
        if let (Some(told), Some(why)) = (told, packed) {
            assert!(told.message.contains(why) && told.message.contains("scanner"), "{}", told.message);
        }
    }
}

/// The names are short in what is packed without comments, and no value, property or other program's name is taken for one.
#[test]
fn short_names_are_a_script_of_every_version() {
    let mut tried = 0;
    for system in SYSTEMS {
        for agent in ["cloudcenter", "generic"] {
            for choices in [full("azure", system, agent), least("azure", system, agent)] {
                let answer = answer(&choices);
                let Some(text) = inflate(&open(payload(&answer))) else { continue };
                if answer.script.as_ref().unwrap().text == text {
                    continue;
                }
                tried += 1;
                let policy = Policy::builtin().unwrap();
                let faults = faults(&text, &super::language::powershell(&policy, system), &Versions::read());
                assert!(faults.is_empty(), "{system}:\n{}\n{text}", faults.join("\n"));
            }
        }
    }
    assert!(tried > 8, "{tried}");
}

/// A command line has one line and no character that cmd.exe reads as its own: it is one quoted argument of PowerShell.
#[test]
fn cmd_finds_nothing_to_do_in_a_command_line() {
    let answer = answer(&full("azure", "windows-2022", "cloudcenter"));
    let command = open(payload(&answer));
    let inner = command.strip_prefix("powershell.exe -NoProfile -Command \"").unwrap();
    let inner = inner.strip_suffix('"').unwrap();
    assert!(!inner.contains(['"', '%', '\n', '\r', '^', '!']), "{inner}");
    assert_eq!(faults(inner, &Version::from([2, 0]), &Versions::read()), Vec::<String>::new());
    assert!(!payload(&answer).content.contains("s3cr3t!"), "the password is not to be read at a glance");
}

#[test]
fn a_stub_runs_on_every_version() {
    let mut choices = full("aws", "windows-2008-r2", "cloudcenter");
    choices["bundleStore"]["password"] = json!("<s3cr3t>");
    let answer = answer(&choices);
    let stub = open(payload(&answer));
    assert_eq!(faults(&stub, &Version::from([2, 0]), &Versions::read()), Vec::<String>::new());
    assert_eq!(inflate(&stub), answer.script.map(|script| script.text));
}

/// What would close the envelope, or be read in another encoding, travels packed and arrives.
#[test]
fn no_value_closes_an_envelope() {
    for value in ["</powershell>", "<persist>true</persist>", "<SCRIPT>", "é", "’", "日本"] {
        for cloud in ["aws", "openstack", "google", "azure", "alibaba"] {
            let mut choices = least(cloud, "windows-2019", "generic");
            choices["agent"]["settings"]["installCommand"] = json!(format!("setup.exe {value}"));
            let answer = answer(&choices);
            let payload = payload(&answer);
            assert!(payload.content.is_ascii(), "{cloud} {value}");
            check_inside(payload, answer.script.as_ref().unwrap());
            if !value.is_ascii() || cloud == "aws" {
                assert!(inflate(&open(payload)).is_some_and(|text| text.contains(value)), "{cloud} {value}");
            }
        }
    }
}

#[test]
fn what_is_too_large_for_the_field_blocks() {
    let mut choices = least("azure", "windows-2022", "generic");
    let numbers = (0..3_000_u32).map(|number| number.wrapping_mul(2_654_435_761).to_string());
    let noise: String = numbers.collect();
    choices["agent"]["settings"]["presentPath"] = json!(format!(r"C:\opt\{noise}"));
    let answer = answer(&choices);
    assert_eq!(answer.report.verdict, Verdict::Blocked);
    assert!(answer.report.findings.iter().any(|finding| finding.rule == "payload-fits-the-field"));
    assert!(answer.script.is_none() && answer.payload.is_none());
}

/// The launcher of EC2 is another one in each generation of Windows, and reads the same tags in all of them.
#[test]
fn each_generation_has_its_launcher() {
    let policy = Policy::builtin().unwrap();
    for (system, runner) in [
        ("windows-2008-r2", "EC2Config"),
        ("windows-2012-r2", "EC2Config"),
        ("windows-2016", "EC2Launch"),
        ("windows-2019", "EC2Launch"),
        ("windows-2022", "EC2Launch v2"),
        ("windows-2025", "EC2Launch v2"),
    ] {
        let choices = policy.read_choices(&json!({ "cloud": "aws", "system": system })).unwrap();
        assert_eq!(resolve(&choices, &policy).delivery.unwrap().runner, runner, "{system}");
    }
    let answer = answer(&least("google", "windows-2022", "generic"));
    let others: Vec<&str> = payload(&answer).other_fields.iter().map(|other| other.field.as_str()).collect();
    assert_eq!(others, ["sysprep-specialize-script-ps1"]);
}

#[test]
fn lines_end_as_windows_ends_them() {
    let policy = Policy::builtin().unwrap();
    let choices = policy.read_choices(&full("aws", "windows-2016", "cloudcenter")).unwrap();
    let script = script(&choices, &policy);
    assert_eq!(script.file_name, "dynaboot.ps1");
    assert_eq!(script.text.matches('\n').count(), script.text.matches("\r\n").count());
    assert!(!script.text.starts_with('\u{feff}') && script.text.ends_with("\r\n"));
    assert_eq!(script.sections.last().unwrap().last_line as usize, script.text.matches('\n').count());
    assert_eq!(script, super::script(&choices, &policy), "the same choices give the same bytes");
}

#[test]
fn secrets_stand_on_no_command_line() {
    let answer = answer(&full("openstack", "windows-2016", "cloudcenter"));
    let text = answer.script.unwrap().text;
    for line in text.lines().filter(|line| line.contains("s3cr3t!")) {
        assert!(line.starts_with("$storePassword = ") || line.starts_with("$credentialsLine = "), "{line}");
    }
    let report = serde_json::to_string(&answer.report).unwrap() + &serde_json::to_string(&answer.plan).unwrap();
    assert!(!report.contains("s3cr3t!"));
}
