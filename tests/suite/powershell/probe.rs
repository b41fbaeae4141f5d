//! The probe for Windows: what it uses, what arrives in it, and what a line of its shape tells.

use std::collections::BTreeSet;

use dynaboot_core::{Policy, probe, read_probe};
use serde_json::{Value, json};

use super::language::{broken, faults, powershell};
use super::quoting::Strings;
use super::reader::{Setting, read_settings};
use super::versions::Versions;
use super::{SYSTEMS, full};

fn script(choices: &Value) -> String {
    let policy = Policy::builtin().unwrap();
    probe(&policy.read_choices(choices).unwrap(), &policy).unwrap().text
}

#[test]
fn it_uses_what_each_system_has() {
    let policy = Policy::builtin().unwrap();
    let table = Versions::read();
    for system in SYSTEMS {
        let without = json!({ "system": system });
        for choices in [full("aws", system, "cloudcenter"), full("azure", system, "generic"), without] {
            let text = script(&choices);
            let faults = faults(&text, &powershell(&policy, system), &table);
            assert!(faults.is_empty(), "{system}:\n{}", faults.join("\n"));
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        }
    }
}

#[test]
fn it_asks_for_what_was_chosen() {
    let text = script(&full("aws", "windows-2016", "cloudcenter"));
    assert!(text.contains("$storeUrl = 'https://store.example.com/5.2.2/bundle'\r\n"), "{text}");
    assert!(text.contains(r"$agentPaths = @('C:\Program Files\osmosix', 'C:\opt\agentlite')"), "{text}");
    assert!(text.contains("$proxy = 'http://proxy.example.com:3128'\r\n") && text.contains("Net.WebProxy"), "{text}");
    assert!(!text.contains("s3cr3t!"), "the store's password is none of its business");
    let text = script(&json!({ "system": "windows-2016", "agent": { "id": "generic" } }));
    assert!(text.contains("$storeUrl = ''\r\n$agentPaths = @()\r\n") && !text.contains("Net.WebProxy"), "{text}");
}

/// Values from anybody are strings, and PowerShell is told what their letters are.
#[test]
fn values_arrive_as_themselves() {
    let mut strings = Strings::new();
    for _ in 0..200 {
        let (path, proxy) = (strings.next() + "x", strings.next() + "x");
        let text = script(&json!({
            "system": "windows-2012", "proxy": proxy,
            "agent": { "id": "generic", "settings": { "presentPath": path } },
        }));
        assert_eq!(text.starts_with('\u{feff}'), !text.is_ascii());
        let settings = &text[text.find("$storeUrl = ").unwrap()..text.find("\r\n# Sends a request").unwrap()];
        let read = read_settings(settings).unwrap_or_else(|error| panic!("{error}\n{settings}"));
        assert_eq!(read.get("agentPaths"), Some(&Setting::List(vec![path.clone()])));
        assert_eq!(read.get("proxy"), Some(&Setting::Text(proxy.trim().to_owned())));
        assert_eq!(broken(&text.replace(['‘', '’', '‚', '‛'], "")), None, "{path} {proxy}");
    }
}

/// The line is put together as the script does it, with every name that it has: each becomes a choice.
#[test]
fn a_line_of_its_shape_is_read() {
    let text = script(&full("aws", "windows-2016", "cloudcenter"));
    let names = |function: &str| -> BTreeSet<String> {
        let call = format!("{function} '");
        text.split(&call).skip(1).map(|rest| rest.split('\'').next().unwrap().to_owned()).collect()
    };
    let (words, flags) = (names("Add-Word"), names("Add-Flag"));
    assert_eq!(words.iter().map(String::as_str).collect::<Vec<_>>(), ["agent", "arch", "os", "release"]);
    assert_eq!(
        flags.iter().map(String::as_str).collect::<Vec<_>>(),
        ["administratorUser", "certificates", "userDataRuns"]
    );
    let mut seen: Vec<String> = Vec::new();
    for name in &words {
        let value = match name.as_str() {
            "agent" => "absent",
            "arch" => "x86_64",
            "os" => "windows",
            _ => "6.3.9600",
        };
        seen.push(format!("\"{name}\": \"{value}\""));
    }
    seen.extend(flags.iter().map(|name| format!("\"{name}\": true")));
    let policy = Policy::builtin().unwrap();
    let edits = read_probe(&format!("dynaboot-probe/1 {{{}}}\r\n", seen.join(", ")), &policy).unwrap();
    let told: serde_json::Map<String, Value> = edits.into_iter().map(|edit| (edit.at.to_string(), edit.to)).collect();
    let expected = json!({
        "system": "windows-2012-r2", "image.arch": "x86_64", "agent.onImage": "absent",
        "answers.certificatesInstalled": true, "answers.userDataRuns": true, "answers.administratorUser": true,
    });
    assert_eq!(Value::Object(told), expected);
    // And it is put together like this.
    assert!(text.contains(r#"$script:seen += ('"' + $name + '": "' + $word + '"')"#));
    assert!(text.contains("Write-Output ('dynaboot-probe/1 {' + [string]::Join(', ', $seen) + '}')"));
}
