//! Generated scripts and payloads, as text: the same every time, as long as they say, readable by every shell.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::{Assessment, Encoding, Policy, assess};
use serde_json::{Value, json};

fn full(cloud: &str, system: &str) -> Value {
    // Nothing can be installed from the repositories of CentOS any more.
    let packages: &[&str] = if system.starts_with("centos") { &[] } else { &["git", "httpd"] };
    let headers = if system.starts_with("centos") { Value::Null } else { json!(false) };
    json!({
        "cloud": cloud, "system": system,
        "image": { "publisher": "OpenLogic" },
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "https://store.example.com/5.2.2/bundle", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "user": "reader", "password": "s3cr3t!" },
        "packageStore": { "url": "https://repo.example.com" },
        "software": { "packages": packages, "commands": ["/usr/bin/systemctl restart httpd"] },
        "proxy": "http://proxy.example.com:3128", "callHome": "https://portal.example.com/bootstrap/42",
        "answers": { "python": "2.7.18", "netTools": true, "opensslDevel": headers, "certificatesInstalled": true },
    })
}

fn answer(choices: &Value) -> Assessment {
    let policy = Policy::builtin().unwrap();
    assess(&policy.read_choices(choices).unwrap(), &policy)
}

#[test]
fn every_cloud_takes_its_payload() {
    for (cloud, field, limit, counted_as) in [
        ("aws", "UserData", 16_384, "before base64"),
        ("azure", "osProfile.customData", 65_535, "before base64"),
        ("google", "startup-script", 262_144, "as it is"),
        ("openstack", "user_data", 65_535, "after base64"),
    ] {
        let answer = answer(&full(cloud, "centos-7"));
        let payload = answer.payload.unwrap_or_else(|| panic!("{cloud}: {:?}", answer.report));
        assert_eq!((payload.field.as_str(), payload.limit, payload.counted_as), (field, limit, counted_as));
        assert_eq!(payload.left, i64::from(payload.limit) - i64::from(payload.bytes));
        let text = answer.script.unwrap().text;
        let length = u32::try_from(text.len()).unwrap();
        match (payload.encoding, counted_as) {
            (Encoding::Raw, "after base64") => assert_eq!(payload.bytes, length.div_ceil(3) * 4),
            (Encoding::Raw, _) => assert_eq!(payload.bytes, length),
            (encoding, _) => {
                assert!(cloud == "aws" && encoding == Encoding::GzipBase64 && length > limit, "{cloud} {encoding:?}");
            }
        }
    }
}

/// What does not fit as it is travels compressed, and real tools find the script in it again.
#[test]
fn a_large_script_travels_compressed() {
    let mut choices = full("aws", "centos-7");
    choices["bundleStore"]["caCertificate"] =
        json!(format!("-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----", "QUJD\n".repeat(2_000)));
    let answer = answer(&choices);
    let payload = answer.payload.unwrap();
    assert_eq!(payload.encoding, Encoding::GzipBase64);
    assert!(payload.left >= 0 && payload.bytes < 16_384);
    let mut child = Command::new("sh")
        .args(["-c", "base64 -d | gzip -d"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(payload.content.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), answer.script.unwrap().text);
}

/// User data of the organisation's own travels in one text with the script, which stands in it as it is.
#[test]
fn parts_ride_along() {
    for (own, kind) in [
        ("#!/bin/sh\necho own >/own\n", "text/x-shellscript"),
        ("#cloud-config\npackages: [git]\n", "text/cloud-config"),
    ] {
        let mut choices = full("openstack", "centos-7");
        choices["userPart"] = json!(own);
        let answer = answer(&choices);
        let (script, payload) = (answer.script.unwrap().text, answer.payload.unwrap());
        assert_eq!((payload.encoding, payload.file_name.as_str()), (Encoding::Raw, "user-data.mime"));
        assert!(
            payload.content.starts_with("Content-Type: multipart/mixed; boundary=\"dynaboot-"),
            "{}",
            payload.content
        );
        let (first, second) = (payload.content.find(own).unwrap(), payload.content.find(&script).unwrap());
        assert!(first < second && payload.content.contains(&format!("\nContent-Type: {kind}; charset=\"utf-8\"\n")));
        assert_eq!(payload.bytes, u32::try_from(payload.content.len()).unwrap().div_ceil(3) * 4);
    }
}

/// What cannot ride along blocks, and the finding says why.
#[test]
fn parts_that_cannot_ride_along() {
    for (cloud, own, rule) in [
        ("google", "#!/bin/sh\ntrue\n", "user-part-rides-along"),
        ("aws", "packages: [git]\n", "user-part-is-shell-or-cloud-config"),
        ("aws", "\u{feff}#!/bin/sh\ntrue\n", "user-part-is-shell-or-cloud-config"),
    ] {
        let mut choices = full(cloud, "centos-7");
        choices["userPart"] = json!(own);
        let answer = answer(&choices);
        assert!(answer.payload.is_none(), "{cloud} {own}");
        let finding = answer.report.findings.iter().find(|finding| finding.rule.as_str() == rule).unwrap();
        assert_eq!(finding.at.to_string(), "userPart");
    }
}

/// A cloud that fetches the script gets a URL, and that is in the bundle store: beside a bundle that the URL of the store is.
#[test]
fn a_cloud_that_fetches_the_script_gets_its_url() {
    for (agent, store, url) in [
        (
            "cloudcenter",
            "https://store.example.com/5.2.2/bundle/",
            "https://store.example.com/5.2.2/bundle/dynaboot.sh",
        ),
        (
            "generic",
            "https://store.example.com:8443/a/agent.tar.gz?v=2",
            "https://store.example.com:8443/a/dynaboot.sh",
        ),
        ("generic", "https://store.example.com", "https://store.example.com/dynaboot.sh"),
    ] {
        let mut choices = full("softlayer", "rhel-7");
        choices["agent"]["id"] = json!(agent);
        if agent == "generic" {
            choices["agent"]["settings"] = json!({ "installCommand": "./setup", "presentPath": "/opt/agent" });
            choices["software"] = json!({});
        }
        choices["bundleStore"]["url"] = json!(store);
        let answer = answer(&choices);
        let payload = answer.payload.unwrap_or_else(|| panic!("{:?}", answer.report));
        assert_eq!(
            (payload.field.as_str(), payload.content.as_str()),
            ("supplementalCreateObjectOptions.postInstallScriptUri", url)
        );
        assert_eq!((payload.encoding, answer.script.unwrap().file_name.as_str()), (Encoding::Raw, "dynaboot.sh"));
        let told = |rule| answer.report.findings.iter().any(|finding| finding.rule.as_str() == rule);
        assert!(told("cloud-takes-the-script") && told("hosted-script-holds-no-password"), "{:?}", answer.report);
    }
}

#[test]
fn the_same_choices_give_the_same_bytes() {
    let choices = full("openstack", "centos-7");
    assert_eq!(answer(&choices), answer(&choices));
}

#[test]
fn sections_are_the_steps_and_their_lines_are_the_texts() {
    let answer = answer(&full("openstack", "centos-7"));
    let (script, plan) = (answer.script.unwrap(), answer.plan.unwrap());
    let lines: Vec<&str> = script.text.lines().collect();
    let mut last = 0;
    for section in &script.sections {
        assert!(section.first_line > last && section.last_line >= section.first_line, "{section:?}");
        assert!(!lines[section.first_line as usize - 1].is_empty() && !section.because.is_empty(), "{section:?}");
        last = section.last_line;
    }
    assert_eq!(last as usize, lines.len());
    for step in &plan {
        assert!(
            script.sections.iter().any(|section| section.title == step.title && section.because == step.because),
            "{step:?}"
        );
    }
    let titles: Vec<&str> = plan.iter().map(|step| step.title.as_str()).collect();
    assert!(
        titles.iter().any(|title| title.contains("net-tools")) && titles.iter().any(|title| title.contains("OpenSSL")),
        "{titles:?}"
    );
    let stages: Vec<_> = plan.iter().map(|step| step.stage).collect();
    assert!(stages.is_sorted(), "the two stages are in order: {stages:?}");
}

#[test]
fn every_shell_reads_it() {
    for (cloud, system) in [("aws", "centos-7"), ("openstack", "centos-7"), ("google", "ubuntu-16.04")] {
        let text = answer(&full(cloud, system)).script.unwrap().text;
        for shell in ["sh", "bash"] {
            let mut child = Command::new(shell).args(["-n", "-s"]).stdin(Stdio::piped()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
            assert!(child.wait().unwrap().success(), "{shell} {cloud}");
        }
    }
}

#[test]
fn secrets_stand_in_the_script_alone() {
    let answer = answer(&full("aws", "centos-7"));
    assert!(answer.script.as_ref().unwrap().text.contains("s3cr3t!"), "the VM needs it");
    let report = serde_json::to_string(&answer.report).unwrap() + &serde_json::to_string(&answer.plan).unwrap();
    assert!(!report.contains("s3cr3t!"));
    let policy = Policy::builtin().unwrap();
    let choices = policy.read_choices(&full("aws", "centos-7")).unwrap();
    assert!(
        !serde_json::to_string(&choices).unwrap().contains("s3cr3t!") && !format!("{choices:?}").contains("s3cr3t!")
    );
}

/// The whole script, as AWS takes it: its field is the smallest.
#[track_caller]
#[expect(clippy::print_stdout, reason = "the sizes are what whoever makes scripts smaller wants to see")]
fn check_size(name: &str, choices: &Value, limit: u32) {
    let answer = answer(choices);
    let payload = answer.payload.unwrap_or_else(|| panic!("{name}: {:?}", answer.report));
    let length = answer.script.unwrap().text.len();
    println!("{name}: {length} bytes of {limit}");
    assert_eq!(payload.encoding, Encoding::Raw, "{name} has {length} bytes");
    assert!(payload.bytes <= limit, "{name} has {length} bytes, which are more than {limit}");
}

/// Everything at once fits compressed; without a certificate, as it is.
#[track_caller]
fn check_fullest(name: &str, choices: &Value) {
    let left = answer(choices).payload.unwrap_or_else(|| panic!("{name} has no payload")).left;
    assert!(left >= 0, "{name} is {left} bytes too large");
    let mut choices = choices.clone();
    choices["bundleStore"]["caCertificate"] = Value::Null;
    choices["answers"]["certificatesInstalled"] = json!(true);
    check_size(name, &choices, 16_384);
}

/// A script costs what was asked for: the least that there is, and everything at once.
#[test]
fn scripts_are_as_small_as_what_they_do() {
    let mut generic = json!({
        "cloud": "aws", "system": "debian-12",
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install.sh", "presentPath": "/opt/agent" } },
        "bundleStore": { "url": "http://store.example.com/agent.tar.gz" },
        "answers": { "downloader": "curl" },
    });
    check_size("generic agent, curl", &generic, 7_000);
    generic["answers"]["downloader"] = Value::Null;
    check_size("generic agent, any downloader", &generic, 10_000);

    let mut cloudcenter = json!({
        "cloud": "aws", "system": "centos-7",
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": { "url": "http://store.example.com/5.2.2/bundle" },
        "packageStore": { "url": "https://repo.example.com" },
        "answers": { "downloader": "curl" },
    });
    check_size("CloudCenter agent, curl", &cloudcenter, 8_900);
    cloudcenter["answers"]["downloader"] = Value::Null;
    check_size("CloudCenter agent, any downloader", &cloudcenter, 11_800);

    // As long as that of an authority with an RSA key of 2,048 bits.
    let base64 = format!("{}\n", "A".repeat(64)).repeat(20);
    let certificate = format!("-----BEGIN CERTIFICATE-----\n{base64}-----END CERTIFICATE-----\n");
    let mut fullest = json!({
        "cloud": "aws", "system": "ubuntu-16.04",
        "agent": { "onImage": "absent", "settings": { "brokerHost": "broker.example.com" } },
        "bundleStore": {
            "url": "https://store.example.com/5.2.2/bundle", "user": "reader", "password": "s3cr3t-passw0rd",
            "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "caCertificate": certificate,
        },
        "packageStore": { "url": "https://repo.example.com" },
        "software": { "packages": ["git", "httpd"], "commands": ["/usr/bin/systemctl restart httpd"] },
        "proxy": "http://proxy.example.com:3128",
        "callHome": "https://portal.example.com/bootstrap/42?token=0123456789abcdef",
        "answers": { "python": "2.7.18", "netTools": true, "opensslDevel": false, "downloader": "curl" },
    });
    check_size("everything, curl", &fullest, 15_500);
    fullest["answers"]["downloader"] = Value::Null;
    for system in ["ubuntu-16.04", "rhel-6", "rhel-7"] {
        fullest["system"] = json!(system);
        check_fullest(&format!("everything, any downloader, {system}"), &fullest);
    }
    fullest["agent"] = json!({
        "id": "generic", "onImage": "absent",
        "settings": { "installCommand": "./install.sh", "presentPath": "/opt/agent", "serviceName": "agent.service" },
    });
    fullest["software"]["commands"] = Value::Null;
    for system in ["debian-12", "rhel-6", "rocky-9", "sles-15"] {
        fullest["system"] = json!(system);
        check_fullest(&format!("everything for the generic agent, any downloader, {system}"), &fullest);
    }
}
