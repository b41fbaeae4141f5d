//! Where an answer would be untrue: "ready" for what cannot work, "no" for what does. One test a kind.

mod deliveries;

use dynaboot_core::{Policy, Report, Verdict, assess};
use serde_json::{Value, json};

use crate::meaning::{asked, errors, good, report, with};
use crate::reading::rules;

const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Choices of the generic agent for which nothing is found.
pub(crate) fn generic(system: &str) -> Value {
    let (path, bundle) = if system.starts_with("windows") {
        (r"C:\Program Files\acme", "agent.zip")
    } else {
        ("/opt/acme", "agent.tgz")
    };
    json!({
        "cloud": "aws", "system": system,
        "agent": { "id": "generic", "onImage": "absent", "settings": { "installCommand": "./install", "presentPath": path } },
        "bundleStore": { "url": format!("https://store.example.com/{bundle}"), "sha256": DIGEST },
        "answers": { "certificatesInstalled": true },
    })
}

#[track_caller]
fn finds(choices: &Value, rule: &str, at: &str) -> Report {
    let report = report(choices);
    let finding = report.findings.iter().find(|finding| finding.rule == rule);
    assert_eq!(finding.map(|finding| finding.at.to_string()).as_deref(), Some(at), "{choices}: {:?}", rules(&report));
    report
}

#[track_caller]
fn is_ready(choices: &Value) {
    let report = report(choices);
    assert_eq!(report.verdict, Verdict::Ready, "{choices}: {:?} {:?}", rules(&report), asked(&report));
}

#[test]
fn a_bundle_that_is_not_unpacked() {
    is_ready(&generic("rhel-9"));
    is_ready(&generic("windows-2022"));
    for (system, name) in [
        ("rhel-9", "install.sh"),
        ("rhel-9", "agent-1.2.x86_64.rpm"),
        ("debian-13", "agent_1.2_amd64.deb"),
        ("debian-13", "agent.tar.bz2"),
        ("debian-13", "agent.TAR.XZ"),
        ("debian-13", "agent.zip?version=2"),
        ("debian-13", "agents/"),
        ("windows-2022", "agent.tar.gz"),
        ("windows-2022", "agent.msi"),
        ("windows-2022", "setup.exe"),
    ] {
        let url = json!(format!("https://store.example.com/{name}"));
        finds(&with(generic(system), &[("bundleStore.url", url)]), "bundle-is-what-is-unpacked", "bundleStore.url");
    }
    // The recipe of the platform's agent names the file itself.
    let folder = [("bundleStore.url", json!("http://store.example.com/5.2/bundle/"))];
    assert!(!rules(&report(&with(good("aws", "centos-7"), &folder))).contains(&"bundle-is-what-is-unpacked"));
}

#[test]
fn a_bundle_for_another_architecture() {
    for (arch, name, other) in [
        ("arm64", "agent-linux-amd64.tar.gz", true),
        ("arm64", "agent-x86_64.tar.gz", true),
        ("x86_64", "agent.aarch64.tgz", true),
        ("x86_64", "agent-linux-x64.tgz", false),
        ("arm64", "agent-arm64.tgz", false),
        ("arm64", "agent-amd64-arm64.tgz", false),
        ("arm64", "charm.tgz", false),
    ] {
        let url = json!(format!("https://store.example.com/{name}"));
        let answer = report(&with(generic("rhel-9"), &[("image", json!({ "arch": arch })), ("bundleStore.url", url)]));
        assert_eq!(rules(&answer).contains(&"bundle-is-for-the-architecture"), other, "{arch} {name}");
    }
}

#[test]
fn packages_that_are_none() {
    for name in
        ["vim, htop", "vim htop", "a;rm -rf /", "https://example.com/a.rpm", "@tools", "php*", "-vim", "./a.rpm"]
    {
        let software = json!({ "packages": ["git", name], "commands": [] });
        finds(&with(generic("rhel-9"), &[("software", software)]), "packages-have-names", "software.packages.1");
    }
    is_ready(&with(generic("debian-13"), &[("software", json!({ "packages": ["g++", "nginx=1.24.0-1"] }))]));
}

#[test]
fn hosts_and_ports_that_are_none_are_told_with_what_is_wanted() {
    for (setting, value, wanted) in [
        ("brokerHost", "broker.example.com:5671", "a host name or an address"),
        ("brokerHost", "10.0.0.300", "a host name or an address"),
        ("brokerHost", "https://broker.example.com", "a host name or an address"),
        ("brokerHost", "0.0.0.0", "a host name or an address"),
        ("brokerPort", "0", "from 1 to 65535"),
        ("brokerPort", "65536", "from 1 to 65535"),
        ("brokerPort", "abc", "from 1 to 65535"),
    ] {
        let at = format!("agent.settings.{setting}");
        let answer =
            finds(&with(good("aws", "centos-7"), &[(&at, json!(value))]), "agent-settings-are-well-formed", &at);
        assert!(answer.findings.iter().any(|finding| finding.message.contains(wanted)), "{value}");
    }
    for url in ["http://10.0.0.300/bundle", "http://1.2.3/bundle", "http://a..b/bundle"] {
        assert_eq!(
            errors(&report(&with(good("aws", "centos-7"), &[("bundleStore.url", json!(url))]))),
            ["bundleStore.url"]
        );
    }
}

#[test]
fn a_url_that_expires() {
    for query in [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=3600&X-Amz-Signature=abc",
        "X-Goog-Expires=60&X-Goog-Signature=abc",
        "sv=2022-11-02&se=2026-12-01&sig=abc",
        "OSSAccessKeyId=a&Expires=1&Signature=b",
        "temp_url_sig=a&temp_url_expires=1",
    ] {
        let url = json!(format!("https://store.example.com/agent.tgz?{query}"));
        finds(&with(generic("rhel-9"), &[("bundleStore.url", url)]), "store-url-does-not-expire", "bundleStore.url");
    }
    is_ready(&with(generic("rhel-9"), &[("bundleStore.url", json!("https://store.example.com/agent.tgz?version=3"))]));
}

#[test]
fn what_a_command_does_beside_its_work() {
    for (command, rule) in [
        ("DD_API_KEY=0123456789abcdef ./install", "commands-hold-no-secret"),
        ("./install --token abcdef012345", "commands-hold-no-secret"),
        ("./install && reboot", "install-command-does-not-restart"),
        ("apt-get install ./agent.deb", "install-command-asks-nobody"),
    ] {
        let choices = with(generic("debian-13"), &[("agent.settings.installCommand", json!(command))]);
        let answer = finds(&choices, rule, "agent.settings.installCommand");
        assert_eq!(answer.verdict, Verdict::ReadyWithWarnings);
    }
    let choices = with(generic("windows-2022"), &[("agent.settings.installCommand", json!("msiexec /i agent.msi"))]);
    let answer = finds(&choices, "install-command-asks-nobody", "agent.settings.installCommand");
    let fix = answer.findings.iter().find_map(|finding| finding.fix.as_ref()).unwrap();
    assert_eq!(fix.edits[0].to, "msiexec /qn /i agent.msi");
    is_ready(&with(choices, &[("agent.settings.installCommand", json!("msiexec /i agent.msi /qn /norestart"))]));
}

#[test]
fn an_own_part_that_restarts() {
    for part in [
        "#!/bin/sh\nyum -y update\nreboot\n",
        "#cloud-config\npower_state:\n  mode: reboot\n",
        "#cloud-config\npackage_reboot_if_required: true\n",
        "#cloud-config\nruncmd:\n  - [ shutdown, -r, now ]\n",
    ] {
        finds(&with(generic("rhel-9"), &[("userPart", json!(part))]), "own-part-does-not-restart", "userPart");
    }
    is_ready(&with(generic("rhel-9"), &[("userPart", json!("#!/bin/sh\necho reboot\n"))]));
}

#[test]
fn an_identity_in_a_captured_image() {
    let build = with(generic("rhel-9"), &[("route", json!("prebuiltImage"))]);
    finds(&build, "captured-image-has-no-identity", "agent.settings.beforeCapture");
    for (system, file, run) in [
        ("rhel-9", "prepare.sh", "sh -c \"$before_capture\""),
        ("windows-2022", "prepare.ps1", "cmd.exe /d /s /c '%dynabootBeforeCapture%'"),
    ] {
        let said = [("route", json!("prebuiltImage")), ("agent.settings.beforeCapture", json!("forget it's id"))];
        let choices = with(generic(system), &said);
        is_ready(&choices);
        let policy = Policy::builtin().unwrap();
        let answer = assess(&policy.read_choices(&choices).unwrap(), &policy);
        let text = &answer.launch.iter().find(|launch| launch.file_name == file).unwrap().text;
        assert!(text.contains(run) && text.contains("forget it"), "{text}");
    }
}

#[test]
fn an_own_image_is_asked_whether_it_runs_user_data() {
    for (cloud, system) in [
        ("aws", "rhel-9"),
        ("aws", "windows-2022"),
        ("azure", "debian-13"),
        ("digitalocean", "debian-13"),
        ("google", "windows-2022"),
        ("google", "debian-13"),
    ] {
        let own = with(generic(system), &[("cloud", json!(cloud)), ("image", json!({ "source": "custom" }))]);
        assert_eq!(asked(&report(&own)), ["answers.userDataRuns"], "{cloud} {system}");
        is_ready(&with(own.clone(), &[("answers.userDataRuns", json!(true))]));
        assert_eq!(errors(&report(&with(own, &[("answers.userDataRuns", json!(false))]))), ["answers.userDataRuns"]);
    }
    let extension = [("cloud", json!("azure")), ("image", json!({ "source": "custom" }))];
    assert!(asked(&report(&with(generic("windows-2022"), &extension))).is_empty());
    // What an id tells is enough.
    let id = json!({ "id": "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/images/z" });
    let own = with(generic("debian-13"), &[("cloud", json!("azure")), ("image", id)]);
    assert_eq!(asked(&report(&own)), ["answers.userDataRuns"]);
}

#[test]
fn a_doubtful_image_is_asked_whether_it_runs_user_data() {
    for (cloud, system, id, is_asked) in [
        ("azure", "centos-7", "OpenLogic:CentOS:7_9-gen2:latest", true),
        ("azure", "centos-7", "openlogic:centos-lvm:7.3:latest", true),
        ("azure", "rhel-7", "RedHat:RHEL:7-RAW:latest", true),
        ("azure", "centos-7", "OpenLogic:CentOS:7_9:latest", false),
        ("oci", "centos-7", "ocid1.image.oc1..aaaa", true),
        ("oci", "rhel-9", "ocid1.image.oc1..aaaa", false),
    ] {
        let doubtful = with(generic(system), &[("cloud", json!(cloud)), ("image", json!({ "id": id }))]);
        let question = "answers.userDataRuns".to_owned();
        assert_eq!(asked(&report(&doubtful)).contains(&question), is_asked, "{id}");
        let off = with(doubtful, &[("answers.userDataRuns", json!(false))]);
        assert!(errors(&report(&off)).contains(&question), "{id}");
    }
}

#[test]
fn a_program_that_windows_does_not_bring() {
    for (command, program) in [
        ("choco install agent -y", Some("choco")),
        ("cmd /c start /wait C:\\Tools\\pwsh.exe -File a.ps1", Some("pwsh")),
        ("echo python", None),
        ("setup.exe /S", None),
    ] {
        let report = report(&with(generic("windows-2022"), &[("agent.settings.installCommand", json!(command))]));
        let finding = report.findings.iter().find(|finding| finding.rule == "install-command-finds-its-program");
        assert_eq!(finding.is_some(), program.is_some(), "{command}");
        if let (Some(finding), Some(program)) = (finding, program) {
            assert!(finding.message.contains(program), "{}", finding.message);
            assert_eq!(finding.at.to_string(), "agent.settings.installCommand");
        }
    }
    let linux = with(generic("debian-13"), &[("agent.settings.installCommand", json!("pip install agent"))]);
    is_ready(&linux);
}

#[test]
fn a_private_key_in_place_of_a_certificate() {
    let key = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n";
    let both = format!("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n{key}");
    for pem in [key, &both] {
        let report = finds(
            &with(generic("rhel-9"), &[("bundleStore.caCertificate", json!(pem))]),
            "store-certificate-is-no-key",
            "bundleStore.caCertificate",
        );
        assert!(!rules(&report).contains(&"store-certificate-is-pem"));
    }
}

#[test]
fn a_setting_with_blanks_around_it() {
    let spaced =
        [("agent.settings.presentPath", json!(" /opt/acme ")), ("agent.settings.serviceName", json!("acme\t"))];
    let spaced = with(generic("rhel-9"), &spaced);
    is_ready(&spaced);
    let policy = Policy::builtin().unwrap();
    let plain = with(generic("rhel-9"), &[("agent.settings.serviceName", json!("acme"))]);
    let [spaced, plain] =
        [spaced, plain].map(|choices| assess(&policy.read_choices(&choices).unwrap(), &policy).script);
    assert_eq!(spaced, plain);
}

#[test]
fn an_old_cloud_init_asks_without_tokens() {
    for system in ["centos-6", "rhel-6"] {
        assert!(rules(&report(&generic(system))).contains(&"runner-knows-metadata-tokens"), "{system}");
    }
}

#[test]
fn a_checksum_as_any_tool_prints_it() {
    for text in [format!("{DIGEST}  agent.tgz\n"), format!("sha256:{DIGEST}"), format!("SHA256 (agent.tgz) = {DIGEST}")]
    {
        let choices = with(generic("rhel-9"), &[("bundleStore.sha256", json!(text))]);
        is_ready(&choices);
        let policy = Policy::builtin().unwrap();
        let script = assess(&policy.read_choices(&choices).unwrap(), &policy).script.unwrap().text;
        assert!(script.contains(&format!("sha256={DIGEST}")) || script.contains(&format!("sha256='{DIGEST}'")));
    }
}

#[test]
fn a_setting_as_a_number() {
    for port in [json!(5671), json!("5671")] {
        let answer = report(&with(good("aws", "centos-7"), &[("agent.settings.brokerPort", port)]));
        assert!(errors(&answer).is_empty());
    }
    let policy = Policy::builtin().unwrap();
    let wrong = with(good("aws", "centos-7"), &[("agent.settings.brokerPort", json!([5671]))]);
    assert_eq!(policy.read_choices(&wrong).unwrap_err().path, "agent.settings.brokerPort");
}

#[test]
fn an_own_part_of_any_kind_that_cloud_init_reads() {
    for part in [
        "Content-Type: multipart/mixed; boundary=\"x\"\nMIME-Version: 1.0\n\n--x\nContent-Type: text/cloud-config\n\n#cloud-config\n--x--\n",
        "#cloud-boothook\n#!/bin/sh\ntrue\n",
        "## template: jinja\n#cloud-config\n",
        "#include\nhttps://example.com/part\n",
        "#part-handler\ndef list_types(): pass\n",
        "#cloud-config-archive\n- \"#cloud-config\"\n",
    ] {
        let choices = with(generic("rhel-9"), &[("userPart", json!(part))]);
        is_ready(&choices);
        assert!(rules(&report(&choices)).contains(&"own-part-comes-first"));
    }
}

#[test]
fn a_mirror_answers_where_the_repositories_are_gone() {
    let software = json!({ "packages": ["git"] });
    let stock = with(generic("centos-7"), &[("software", software)]);
    assert_eq!(errors(&report(&stock)), ["system"]);
    assert!(errors(&report(&with(stock.clone(), &[("answers.repositoriesAnswer", json!(true))]))).is_empty());
    let own = with(stock, &[("image", json!({ "source": "custom" })), ("answers.userDataRuns", json!(true))]);
    assert_eq!(asked(&report(&own)), ["answers.repositoriesAnswer"]);
}
