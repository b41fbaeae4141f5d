//! What must be so after a boot.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::boot::case::{Agent, Case, Form, Own, Secrets};
use crate::boot::container::{Changes, Container};

/// What a boot changes by itself: kept out of what is compared.
const OF_THE_BOOT: [&str; 5] = ["observed", "tmp", "var/lib/cloud", "var/lib/systemd", "var/log/journal"];

/// Where package managers write about what they install.
const OF_PACKAGES: [&str; 14] = [
    "root/.rpmdb",
    "srv/packages",
    "usr/lib/sysimage",
    "var/cache/apt",
    "var/cache/debconf",
    "var/cache/dnf",
    "var/lib/apt",
    "var/lib/dnf",
    "var/lib/dpkg",
    "var/lib/rpm",
    "var/log/apt",
    "var/log/dnf",
    "var/log/dpkg.log",
    "var/log/hawkey.log",
];

/// Of those, what has the mode that the umask gives: apt's and dnf's own. Both run the scripts of packages under a umask of theirs.
const SHOWS_UMASK: [&str; 2] = ["var/log/apt/eipp.log.xz", "var/log/dnf.log"];

/// What the installer of the agent changes, as its own program does.
const OF_USERS: [&str; 4] = ["etc/group", "etc/gshadow", "etc/passwd", "etc/shadow"];

/// Files with their modes; each is owned by root.
const SHARED: [(&str, u32); 5] = [
    ("root/.netrc", 0o600),
    ("etc/systemd/system/agent.service", 0o644),
    ("var/lib/dynaboot/installed", 0o644),
    ("var/lib/dynaboot/status.json", 0o644),
    ("var/log/dynaboot.log", 0o600),
];

const CLOUDCENTER: [(&str, u32); 9] = [
    ("etc/sudoers.d/dynaboot", 0o440),
    ("usr/local/agentlite/agent", 0o755),
    ("usr/local/agentlite/arguments", 0o600),
    ("usr/local/bundle-store-url", 0o600),
    ("usr/local/cliqrstage/.dynaboot", 0o600),
    ("usr/local/cliqrstage/agentlite/agent.service", 0o755),
    ("usr/local/cliqrstage/agentlite/bin/agent", 0o755),
    ("usr/local/cliqrstage/agentlite/bin/install", 0o755),
    ("usr/local/package-store-url", 0o600),
];

const GENERIC: [(&str, u32); 2] = [("opt/agent/agent", 0o755), ("opt/agent/arguments", 0o644)];

/// The last was made by the package's own script.
const PACKAGE: [(&str, u32); 2] = [("usr/bin/dynaboot-tool", 0o755), ("etc/dynaboot-tool.conf", 0o644)];

/// What a boot does that is given nothing to run.
pub(crate) struct Untouched {
    files: BTreeSet<String>,
    failed: BTreeSet<String>,
}

impl Untouched {
    pub(crate) fn of(container: &Container) -> Self {
        Self { files: container.changes().into_keys().collect(), failed: failed_units(container) }
    }

    /// What is there before a boot is not its work either.
    pub(crate) fn and(&self, put: Changes) -> Self {
        Self { files: self.files.iter().cloned().chain(put.into_keys()).collect(), failed: self.failed.clone() }
    }
}

/// By the organisation's own part.
const OWN: [(&str, u32); 1] = [("etc/own", 0o640)];

/// By cloud-init, from a `#cloud-config` in the payload's place.
const WRITTEN: [(&str, u32); 1] = [("var/lib/dynaboot/dynaboot.sh", 0o700)];
const WRITTEN_OWN: [(&str, u32); 1] = [("var/lib/dynaboot/own.sh", 0o700)];

/// cloud-init had nothing to complain about.
#[track_caller]
pub(crate) fn check_cloud_init(container: &Container) {
    let result = container.read("var/lib/cloud/data/result.json").expect("cloud-init comes to an end");
    let result: Value = serde_json::from_str(&result).unwrap();
    assert_eq!(result["v1"]["errors"], serde_json::json!([]), "{:?}", container.read("var/log/cloud-init-output.log"));
}

/// The status file says this, and the agent's service is up.
#[track_caller]
pub(crate) fn check_agent_runs(container: &Container, state: &str) {
    let log = container.read("var/log/dynaboot.log");
    let status = container
        .read("var/lib/dynaboot/status.json")
        .unwrap_or_else(|| panic!("there is no status file; log: {log:?}"));
    let status: Value = serde_json::from_str(&status).unwrap();
    assert_eq!(status["state"], state, "{status} {log:?}");
    assert_eq!(status["exitCode"], 0, "{status}");
    assert_eq!(container.read("observed/service").as_deref(), Some("active\n"));
}

/// Every unit does its work, but for those of systemd and of the kernel's file systems, which a container has little use for.
#[track_caller]
pub(crate) fn check_units(container: &Container, untouched: &Untouched) {
    let failed = failed_units(container);
    let because: Vec<&String> = failed.difference(&untouched.failed).collect();
    assert!(because.is_empty(), "these units failed: {because:?}");
}

fn failed_units(container: &Container) -> BTreeSet<String> {
    let observed = container.read("observed/failed").expect("the system is observed");
    let units = observed.lines().filter_map(|line| line.split_whitespace().next());
    let counts = |unit: &&str| !unit.starts_with("systemd-") && unit.strip_suffix(".mount").is_none();
    units.filter(counts).map(str::to_owned).collect()
}

/// What was handed to the agent has arrived.
#[track_caller]
pub(crate) fn check_handover(container: &Container, case: Case, store: &str) {
    let read = |path| container.read(path).unwrap_or_else(|| panic!("there is no {path}"));
    match case.agent {
        Agent::Cloudcenter => {
            assert_eq!(read("usr/local/bundle-store-url"), format!("BUNDLE_STORE_URL={store}/5.2.2/bundle\n"));
            assert_eq!(read("usr/local/package-store-url"), "PACKAGE_STORE_URL=http://repo.example.com\n");
            let arguments = read("usr/local/agentlite/arguments");
            assert!(arguments.starts_with("http://repo.example.com\n-bh\nbroker.example.com\n"), "{arguments}");
            // No system here has a sudo that wants a terminal.
            assert_eq!(read("etc/sudoers.d/dynaboot"), "cliqruser ALL=(root) NOPASSWD: /usr/bin/id -un\n");
            // What is allowed is run as root, what is not is refused.
            assert_eq!((read("observed/allowed").as_str(), read("observed/allowed.code").as_str()), ("root\n", "0\n"));
            assert_ne!(read("observed/refused.code"), "0\n", "{}", read("observed/refused"));
        }
        Agent::Generic => assert_eq!(read("opt/agent/arguments"), "from here\n"),
    }
}

/// The files that a run made, with owner and mode of each; nothing else was made.
#[track_caller]
pub(crate) fn check_files(changes: &Changes, untouched: &Untouched, case: Case) {
    let mut expected: Vec<(String, u32)> = SHARED.iter().map(|(path, mode)| ((*path).to_owned(), *mode)).collect();
    let mut add = |files: &[(&str, u32)]| expected.extend(files.iter().map(|(path, mode)| ((*path).to_owned(), *mode)));
    match case.agent {
        Agent::Cloudcenter => add(&CLOUDCENTER),
        Agent::Generic => add(&GENERIC),
    }
    if case.installs_packages() {
        add(&PACKAGE);
    }
    if case.own != Own::Nothing {
        add(&OWN);
    }
    if case.form == Form::CloudConfig {
        add(&WRITTEN);
        if case.own == Own::Script {
            add(&WRITTEN_OWN);
        }
    }
    expected.sort();
    let made = made_by_run(changes, untouched);
    let found: Vec<(String, u32)> =
        made.iter().filter(|(_, entry)| entry.kind == 'f').map(|(path, entry)| (path.clone(), entry.mode)).collect();
    assert_eq!(readable(&found), readable(&expected));
    for (path, entry) in &made {
        assert_eq!(entry.owner, (0, 0), "{path} is not root's");
        assert!(entry.kind == 'l' || entry.mode & 0o022 == 0, "{path} is writable for others");
    }
}

fn readable(files: &[(String, u32)]) -> Vec<String> {
    files.iter().map(|(path, mode)| format!("{mode:o} {path}")).collect()
}

/// Packages were installed under umask 022, whatever the umask of the service that runs the payload.
#[track_caller]
pub(crate) fn check_umask(changes: &Changes, case: Case) {
    let modes: Vec<u32> = SHOWS_UMASK.iter().filter_map(|path| changes.get(*path)).map(|entry| entry.mode).collect();
    let expected: &[u32] = if case.installs_packages() { &[0o644] } else { &[] };
    assert_eq!(modes, expected, "additional software is readable for everybody");
}

/// What neither the boot, nor a package manager about its packages, nor `useradd` wrote.
pub(crate) fn made_by_run(changes: &Changes, untouched: &Untouched) -> Changes {
    let others = |path: &String| {
        // Itself, what is in it, and its kin: `passwd-`, `dnf.log`.
        let under = |folder: &str| {
            path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-', '.']))
        };
        OF_THE_BOOT.iter().chain(&OF_PACKAGES).chain(&OF_USERS).any(|folder| under(folder))
    };
    changes
        .iter()
        .filter(|(path, _)| !untouched.files.contains(*path) && !others(path))
        .map(|(path, entry)| (path.clone(), entry.clone()))
        .collect()
}

/// A later boot changed nothing that the run made, but for what is told of a run that found the agent there.
#[track_caller]
pub(crate) fn check_same(now: &Changes, first: &Changes, untouched: &Untouched) {
    let without_told = |changes: &Changes| {
        let mut made = made_by_run(changes, untouched);
        made.retain(|path, _| !path.starts_with("var/log/dynaboot") && !path.starts_with("var/lib/dynaboot"));
        made
    };
    let (now, first) = (without_told(now), without_told(first));
    let differs: Vec<&String> =
        now.keys().chain(first.keys()).filter(|path| now.get(*path) != first.get(*path)).collect();
    assert!(differs.is_empty(), "the second boot changes {differs:?}");
}

/// Secrets stand in the files that are for them, and there for root alone.
#[track_caller]
pub(crate) fn check_secrets(changes: &Changes, secrets: &Secrets) {
    for (path, entry) in changes {
        let holds = |secret: &&str| entry.content.windows(secret.len()).any(|window| window == secret.as_bytes());
        if !secrets.words().iter().any(holds) {
            continue;
        }
        // cloud-init keeps the payload and what it writes of it, and the run the credentials that downloaders and the agent need.
        assert!(
            path == "root/.netrc"
                || path == WRITTEN[0].0
                || path.starts_with("var/lib/cloud/")
                || path.starts_with("observed/run/"),
            "{path} holds a secret"
        );
        assert_eq!(entry.owner, (0, 0), "{path}");
        let for_others = entry.mode & 0o077;
        assert!(for_others == 0 || is_hidden(changes, path), "{path} holds a secret, and others may read it");
    }
}

/// Whether a folder on the way to a file lets nobody but its owner through.
fn is_hidden(changes: &Changes, path: &str) -> bool {
    let mut folders = Path::new(path).ancestors().skip(1).filter_map(Path::to_str);
    folders.any(|folder| changes.get(folder).is_some_and(|entry| entry.mode & 0o011 == 0))
}
