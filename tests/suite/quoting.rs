//! Whatever stands in a free field of the choices arrives in the real shell as that string, and as nothing else.

use std::io::Write;
use std::process::{Command, Stdio};

use dynaboot_core::script::plan::plan;
use dynaboot_core::script::{Script, linux};
use dynaboot_core::{Address, Choices, Edit, Field, Policy, assess, resolve};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// How many sets of strings are tried, when `DYNABOOT_SETS_OF_STRINGS` does not say.
const CASES: usize = 2_000;

/// What stands after the settings: every command that takes values says what it got, word by word.
const LISTENER: &str = r#"
emit() { for word in "$@"; do printf '%s\0' "$word"; done; }
bounded() { shift; if [ "$1" = env ]; then shift; fi; emit "$@"; }
get_packages() { emit "$@"; }
hand() { emit "$2"; }
emit "$bundle_url" "${sha256-}" "${ca_certificate-}" "${credentials-}" "${proxy-}" "${portal-}" "${service_name-}"
emit "${sudoers-}" "$remains"
run_installer
if command -v hand_files >/dev/null; then hand_files; fi
install_wanted
"#;

/// The values of one case.
#[derive(Debug)]
struct Values {
    path: String,
    sha256: String,
    certificate: String,
    user: String,
    password: String,
    proxy: String,
    call_home: String,
    /// Settings of the agent: install command, present path and service, or broker host, port and package store.
    settings: [String; 3],
    command: String,
    packages: [String; 2],
}

/// Strings that shells have stumbled over, mixed with any characters at all. A NUL cannot stand in a shell word; a rule
/// blocks choices that have one.
fn hostile() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "'",
        "\"",
        "`id`",
        "$(id)",
        "${HOME}",
        "$",
        "\\",
        "\\'",
        "\n",
        "\r",
        "\t",
        " ",
        "-",
        "--",
        "-n",
        "*",
        "?",
        "[",
        "~",
        ";",
        "&",
        "|",
        ">",
        "<",
        "(",
        ")",
        "{",
        "}",
        "#",
        "!",
        "=",
        "%s",
        "%n",
        "\u{1b}[2J",
        "'\\''",
        "$'\\n'",
        "EOF",
        "PYTHON",
        "{bundleStore}",
        "{installCommand}",
        "é",
        "日本",
        "’",
        "‘",
        "\u{202e}",
        "😀",
    ]);
    let any = any::<char>().prop_filter("a NUL ends a word", |letter| *letter != '\0').prop_map(String::from);
    prop::collection::vec(prop_oneof![3 => nasty.prop_map(str::to_owned), 1 => any], 0..12)
        .prop_map(|parts| parts.concat())
}

fn values() -> impl Strategy<Value = Values> {
    prop::collection::vec(hostile(), 13).prop_map(|texts| {
        let [path, sha256, certificate, user, password, proxy, call_home, one, two, three, command, first, second] =
            texts.try_into().unwrap();
        Values {
            path,
            sha256,
            certificate,
            user,
            password,
            proxy,
            call_home,
            settings: [one, two, three],
            command,
            packages: [first, second],
        }
    })
}

impl Values {
    fn plain() -> Self {
        let text = || "x".to_owned();
        let settings = [text(), text(), text()];
        Self {
            path: text(),
            sha256: text(),
            certificate: text(),
            user: text(),
            password: text(),
            proxy: text(),
            call_home: text(),
            settings,
            command: text(),
            packages: [text(), text()],
        }
    }

    /// The choices for an agent whose command and paths are the user's own.
    fn generic(&self) -> Value {
        let [install, present, service] = &self.settings;
        self.with(&json!({ "id": "generic", "onImage": "absent", "settings": { "installCommand": install, "presentPath": present, "serviceName": service } }), "")
    }

    /// The choices for an agent whose recipe is the policy's.
    fn cloudcenter(&self) -> Value {
        let [host, port, store] = &self.settings;
        self.with(&json!({ "id": "cloudcenter", "onImage": "absent", "settings": { "brokerHost": host, "brokerPort": port } }), store)
    }

    fn with(&self, agent: &Value, package_store: &str) -> Value {
        json!({
            "cloud": "aws", "system": "ubuntu-24.04", "agent": agent,
            "bundleStore": { "url": format!("https://store.example.com/{}", self.path), "sha256": self.sha256, "caCertificate": self.certificate, "user": self.user, "password": self.password },
            "packageStore": { "url": format!("https://repo.example.com/{package_store}") },
            "software": { "packages": self.packages, "commands": [self.command] },
            "proxy": self.proxy, "callHome": self.call_home,
        })
    }

    /// What the shell must say of the fields that every agent has. A field with nothing but white space says nothing.
    fn shared(&self, host: &str, bundle: &str, service: &str) -> Vec<String> {
        let credentials = match said(&self.user) {
            "" => String::new(),
            user => format!("machine {host} login {user} password {}", self.password),
        };
        let words = [
            bundle,
            &said(&self.sha256).to_ascii_lowercase(),
            said(&self.certificate).trim(),
            &credentials,
            self.proxy.trim(),
            self.call_home.trim(),
            said(service),
        ];
        words.into_iter().map(str::to_owned).collect()
    }
}

fn said(text: &str) -> &str {
    if text.trim().is_empty() { "" } else { text }
}

/// The script, made without asking the verdict: quoting has to hold even for what the rules would refuse.
fn render(choices: &Choices, policy: &Policy) -> Script {
    let facts = resolve(choices, policy);
    linux::render(&plan(&facts).unwrap())
}

fn section<'a>(script: &'a Script, title: &str) -> &'a str {
    let section = script.sections.iter().find(|section| section.title == title).unwrap();
    // A value may hold other line ends, so lines are counted by the one that the sections count.
    let ends: Vec<usize> =
        std::iter::once(0).chain(script.text.match_indices('\n').map(|(index, _)| index + 1)).collect();
    &script.text[ends[section.first_line as usize - 1]..ends[section.last_line as usize]]
}

/// The shells of this machine; one there is on every machine that runs such scripts.
fn shells() -> Vec<&'static [&'static str]> {
    let all: [&[&str]; 3] = [&["dash"], &["bash"], &["busybox", "ash"]];
    let answers = |shell: &&[&str]| {
        let status = Command::new(shell[0]).args(&shell[1..]).args(["-c", ":"]).status();
        status.is_ok_and(|status| status.success())
    };
    let shells: Vec<&[&str]> = all.into_iter().filter(answers).collect();
    if shells.is_empty() { vec![&["sh"]] } else { shells }
}

#[track_caller]
fn say(shell: &[&str], text: &str) -> Vec<String> {
    let mut command = Command::new(shell[0]);
    command.args(&shell[1..]).arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{shell:?} refuses:\n{text}");
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_terminator('\0').map(str::to_owned).collect()
}

#[test]
fn every_string_arrives_as_itself() {
    let policy = Policy::builtin().unwrap();
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let (mut arrived, mut refused) = (0, 0);
    let shells = shells();
    let cases = std::env::var("DYNABOOT_SETS_OF_STRINGS").map_or(CASES, |count| count.parse().unwrap());
    for case in 0..cases {
        let values = values().new_tree(&mut runner).unwrap().current();
        let [one, two, three] = &values.settings;
        let (value, service) =
            if case % 2 == 0 { (values.generic(), three.as_str()) } else { (values.cloudcenter(), "") };
        let choices = policy.read_choices(&value).unwrap();
        let facts = resolve(&choices, &policy);
        let url = |store: &Option<Address>| store.as_ref().map(Address::url).unwrap_or_default();
        let host = facts.bundle_store.as_ref().map(|store| store.host.clone()).unwrap_or_default();
        let (bundle, packages) = (url(&facts.bundle_store), url(&facts.package_store));
        if facts.bundle_store.is_some() {
            arrived += 1;
        } else {
            // A URL that is none is no word of any script: it blocks.
            refused += 1;
            let report = assess(&choices, &policy).report;
            assert!(report.findings.iter().any(|finding| finding.at == Field::BundleStoreUrl), "{values:?}");
        }
        let (bundle_file, rest): (String, Vec<String>) = if case % 2 == 0 {
            (bundle, [said(two), "sh", "-c", said(one)].map(str::to_owned).into())
        } else {
            let remains = "/usr/local/osmosix\n/usr/local/agentlite\n/usr/local/cliqrstage".to_owned();
            let port = if said(two).is_empty() { "5671" } else { two };
            let install = [
                "agentlite/bin/install",
                "-bh",
                said(one),
                "-bp",
                port,
                "-c",
                "amazon",
                "-m",
                "greenfield",
                "-a",
                "install",
                "-S",
            ];
            let repository = format!("CUSTOM_REPO={packages}");
            let handover = [format!("BUNDLE_STORE_URL={bundle}"), format!("PACKAGE_STORE_URL={packages}")];
            let words = [remains, repository].into_iter().chain(install.map(str::to_owned)).chain(handover);
            (format!("{bundle}/agent-lite-linux-bundle.tar.gz"), words.collect())
        };
        let mut expected = values.shared(&host, &bundle_file, service);
        expected.extend(rest);
        expected.extend(values.packages.clone());
        let text = format!("{}{LISTENER}", section(&render(&choices, &policy), "what was chosen"));
        for shell in &shells {
            let mut heard = say(shell, &text);
            let sudoers = heard.remove(7);
            assert_eq!(heard, expected, "{shell:?} {values:?}");
            if case % 2 == 1 {
                check_sudoers(&sudoers, &values.command);
            }
        }
    }
    assert!(
        arrived > cases / 20 && refused > cases / 20,
        "both kinds of URL are tried: {arrived} arrived, {refused} refused"
    );
}

/// One line that names the command; read back by the escapes of sudoers files, it is the command.
#[track_caller]
fn check_sudoers(sudoers: &str, command: &str) {
    let escaped = sudoers.split_once("NOPASSWD: ").unwrap().1;
    let mut letters = escaped.chars();
    let mut read = String::new();
    while let Some(letter) = letters.next() {
        read.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    assert_eq!(read, command);
}

/// Nothing outside of the settings depends on a value: what cannot be reached cannot be broken out of.
#[test]
fn values_stand_in_the_settings_alone() {
    let policy = Policy::builtin().unwrap();
    let rest = |choices: &Choices| {
        let script = render(choices, &policy);
        script.text.replace(section(&script, "what was chosen"), "")
    };
    for value in [Values::plain().generic(), Values::plain().cloudcenter()] {
        let plain = policy.read_choices(&value).unwrap();
        let settings = plain.agent.settings.keys().map(|name| format!("agent.settings.{name}"));
        let fields = [
            "bundleStore.user",
            "bundleStore.password",
            "bundleStore.sha256",
            "bundleStore.caCertificate",
            "proxy",
            "callHome",
            "software.packages.0",
        ];
        // An agent without a lifecycle user has nobody to run commands; a rule says so.
        let commands =
            plain.agent.id.as_ref().filter(|id| id.as_str() == "cloudcenter").map(|_| "software.commands.0".to_owned());
        for at in fields.map(str::to_owned).into_iter().chain(settings).chain(commands) {
            let mut choices = plain.clone();
            Edit::new(at.parse().unwrap(), "it's `$(id)`\n#").apply(&mut choices).unwrap();
            assert_ne!(render(&choices, &policy), render(&plain, &policy), "{at} arrives nowhere");
            assert_eq!(rest(&choices), rest(&plain), "{at}");
        }
    }
}
